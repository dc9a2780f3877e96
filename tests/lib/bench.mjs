import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DIST, LAUNCH } from "./browser.mjs";
import "./signals.mjs";
import { startSites } from "./sites.mjs";
import { GivenUp, until } from "./until.mjs";
import { endWelcome } from "./welcome.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./browser.mjs").TestBrowser} TestBrowser
 * @typedef {keyof typeof LAUNCH} BrowserName
 * @typedef {import("../../extension/protocol.js").Verdict} Verdict
 * @typedef {import("../../extension/protocol.js").Reply} Reply
 * @typedef {{ modal: boolean, role: string, text: string, buttons: string[], focused: boolean }} Warning
 *   `text` is what a visitor reads, in one line
 */

/** The browsers under test: both, or those that VIGICOLIS_BROWSERS names. */
export const BROWSERS = /** @type {BrowserName[]} */ (
  (process.env["VIGICOLIS_BROWSERS"] ?? "chromium firefox").split(/[ ,]+/).filter((name) => name in LAUNCH)
);

/** Hosts that a browser talks to by itself, with or without an extension. */
const BROWSER_OWN = {
  chromium: ["clients2.google.com", "update.googleapis.com", "accounts.google.com", "content-autofill.googleapis.com"],
  firefox: ["firefox.settings.services.mozilla.com"],
};

/** Longer than the extension waits before it looks at a changed page again. */
const LOOK_EVERY = 1_500;
/** The same with room for a machine that is busy with other things. */
const GIVE_UP_AFTER = 12_000;

/** The warning's buttons: away from the page, on with it, trust in its site with its confirmation, help, and what unfolds. */
const BUTTONS = {
  leave: "button.main, .acts:not(.trusting .acts) > button.act",
  proceed: "button.on, button.close",
  trust: "button.trust",
  confirm: ".trusting button.plain",
  cancel: ".trusting button.act",
  help: "button.help",
  why: "summary",
  report: "details button",
};
/** The buttons of the question beside a card field. */
const ANSWERS = { leave: ".question button.main", goOn: ".question button.quiet" };

/**
 * The folder of the extension as built for a browser.
 * @param {BrowserName} name
 */
export function builtExtension(name) {
  const folder = fileURLToPath(new URL(`../../dist/${DIST[name]}/`, import.meta.url));
  if (!existsSync(`${folder}manifest.json`)) throw new Error(`no extension in ${folder}: run ./build.sh build first`);
  return folder;
}

/**
 * One browser with the extension, its sites, and a window on what the extension knows.
 * @param {BrowserName} name
 * @param {import("./sites.mjs").Routes} routes
 * @param {Partial<import("./browser.mjs").LaunchOptions>} [options]
 */
export async function startBench(name, routes, options = {}) {
  const sites = await startSites(routes);
  try {
    const browser = await LAUNCH[name]({ extension: builtExtension(name), ports: sites, ...options });
    return await Bench.start(browser, sites);
  } catch (error) {
    await sites.close();
    throw error;
  }
}

export class Bench {
  /** Hosts that the opened pages asked for by themselves. @type {Set<string>} */
  #asked = new Set();

  /**
   * @param {TestBrowser} browser
   * @param {import("./sites.mjs").Sites} sites
   * @param {Page} control a page of the extension's own, there to ask the browser's interfaces
   */
  constructor(browser, sites, control) {
    this.browser = browser;
    this.sites = sites;
    this.control = control;
  }

  /**
   * @param {TestBrowser} browser
   * @param {import("./sites.mjs").Sites} sites
   */
  static async start(browser, sites) {
    const control = await browser.openExtensionPage("popup/popup.html?tab=-1");
    await endWelcome(control);
    // A message to the background reaches every open page of the extension too: all that content
    // scripts ever say can be read here, in both browsers.
    await control.evaluate(() => {
      const heard = /** @type {object[]} */ ([]);
      Object.assign(globalThis, { heard });
      chrome.runtime.onMessage.addListener((message, sender) => {
        if (sender.tab) heard.push({ message, tab: sender.tab.id, frame: sender.frameId, url: sender.url });
      });
    });
    return new Bench(browser, sites, control);
  }

  /** Opens an empty tab. */
  async openTab() {
    const before = await this.#tabIds();
    const page = await this.browser.newPage();
    page.on("request", (request) => this.#asked.add(new URL(request.url()).hostname));
    const id = await until("the new tab's id", async () => {
      return (await this.#tabIds()).find((each) => !before.includes(each));
    });
    return new Tab(this, page, id);
  }

  /** @returns {Promise<number[]>} */
  #tabIds() {
    return this.control.evaluate(async () => (await chrome.tabs.query({})).map((tab) => tab.id ?? -1));
  }

  /** Everything content scripts have said so far. @returns {Promise<{ message: any, tab: number, frame: number, url: string }[]>} */
  heard() {
    return this.control.evaluate(() => /** @type {any} */ (globalThis).heard);
  }

  /** Everything the extension has stored. @returns {Promise<{ session: object, local: object }>} */
  stored() {
    return this.control.evaluate(async () => ({
      session: await chrome.storage.session.get(null),
      local: await chrome.storage.local.get(null),
    }));
  }

  /** Requests to hosts that neither a page nor the browser itself asked for. */
  strayRequests() {
    const known = new Set([...BROWSER_OWN[this.browser.name], ...this.#asked]);
    return this.sites.requests.filter(({ host }) => !known.has(host));
  }

  async close() {
    await this.browser.close();
    await this.sites.close();
  }
}

/** One tab and what the extension makes of it. */
export class Tab {
  /**
   * @param {Bench} bench
   * @param {Page} page
   * @param {number} id the browser's id of the tab
   */
  constructor(bench, page, id) {
    this.bench = bench;
    this.page = page;
    this.id = id;
  }

  /**
   * Goes to an address and waits until the extension has judged the page for the first time: a
   * mailbox, which it does not read, by its address.
   * @param {string} url
   */
  async visit(url) {
    const already = (await this.#snapshots()).length;
    await this.page.goto(url);
    await until(`a snapshot of ${url}`, async () => (await this.#snapshots()).length > already || (await this.#isMailbox()));
  }

  async #isMailbox() {
    const reply = await this.report();
    return reply.kind === "verdict" && reply.mailbox;
  }

  async #snapshots() {
    const heard = await this.bench.heard();
    return heard.filter(({ message, tab, frame }) => message.kind === "page" && tab === this.id && frame === 0);
  }

  /** What the background answers when asked for the tab. @returns {Promise<Reply>} */
  report() {
    return this.bench.control.evaluate((id) => chrome.runtime.sendMessage({ kind: "report", tabId: id }), this.id);
  }

  /** What the background now knows of the tab. */
  async verdict() {
    const reply = await this.report();
    if (reply.kind !== "verdict") throw new Error(`no verdict for tab ${this.id}: ${JSON.stringify(reply)}`);
    return reply.verdict;
  }

  /**
   * Waits for one of these levels, as long as the extension still looks at the page.
   * @param {...string} levels any of them will do
   * @returns {Promise<Verdict>}
   */
  async untilLevel(...levels) {
    return this.untilVerdict(levels.join(" or "), ({ level }) => levels.includes(level));
  }

  /**
   * Waits for a verdict: a page is looked at while it loads, and better known later.
   * @param {string} what named in the error when it does not come
   * @param {(verdict: Verdict) => boolean} isRight
   */
  async untilVerdict(what, isRight) {
    const rest = this.#watchLooks(GIVE_UP_AFTER);
    return until(`a verdict of ${what}`, async () => {
      const verdict = await this.verdict();
      if (isRight(verdict)) return verdict;
      if (await rest()) throw new GivenUp(`${describe(verdict)}, not ${what}`);
      return null;
    });
  }

  /**
   * Waits until the page's scripts had their time and the extension looks no more.
   * @param {number} scripts milliseconds that the page's own scripts need
   */
  async untilSettled(scripts) {
    await new Promise((done) => setTimeout(done, scripts));
    await until("the last look", this.#watchLooks(LOOK_EVERY));
  }

  /**
   * @param {number} rest milliseconds
   * @returns {() => Promise<boolean>} whether the extension has not looked at the page for so long
   */
  #watchLooks(rest) {
    let looks = -1;
    let since = performance.now();
    return async () => {
      const now = (await this.#snapshots()).length;
      if (now !== looks) since = performance.now();
      looks = now;
      return performance.now() - since > rest;
    };
  }

  /** The badge on the toolbar button. */
  badge() {
    return this.bench.control.evaluate(async (tabId) => {
      const [text, title, colour] = await Promise.all([
        chrome.action.getBadgeText({ tabId }),
        chrome.action.getTitle({ tabId }),
        chrome.action.getBadgeBackgroundColor({ tabId }),
      ]);
      return { text, title, colour: colour.join(",") };
    }, this.id);
  }

  /** The warning that the page shows now, or null. @returns {Promise<Warning | null>} */
  warning() {
    return this.bench.browser.inWarning(this.page, String(readWarning));
  }

  /** @returns {Promise<Warning>} */
  untilWarning() {
    return until("a warning", () => this.warning());
  }

  async untilNoWarning() {
    await until("the warning to go", async () => (await this.warning()) === null);
  }

  /**
   * Clicks one of the warning's buttons with the mouse, as a visitor does.
   * @param {keyof typeof BUTTONS} choice
   */
  choose(choice) {
    return this.#click(BUTTONS[choice]);
  }

  /** The question that stands beside a card field, or null. @returns {Promise<{ text: string, focused: boolean } | null>} */
  question() {
    return this.bench.browser.inWarning(this.page, String(readQuestion));
  }

  /**
   * Clicks one of the question's buttons with the mouse.
   * @param {keyof typeof ANSWERS} choice
   */
  answer(choice) {
    return this.#click(ANSWERS[choice]);
  }

  /** @param {string} selector in a closed root */
  async #click(selector) {
    const middle = await until(`the button ${selector}`, () =>
      this.bench.browser.inWarning(this.page, String(middleOf), selector),
    );
    await this.page.mouse.click(middle.x, middle.y);
  }

  close() {
    return this.page.close();
  }
}

/** @param {Verdict} verdict */
function describe({ level, brand, reasons, asks }) {
  const why = reasons.map(({ rule, detail }) => (detail ? `${rule} (${detail})` : rule)).join(", ");
  return `level ${level}, brand ${brand?.id ?? "none"}, reasons: ${why || "none"}, asks: ${asks.join(", ") || "nothing"}`;
}

/**
 * Runs in the page, on the closed root of the warning.
 * @param {ShadowRoot} root
 * @returns {Warning | null} null when nothing of it is shown
 */
function readWarning(root) {
  const shown = root.querySelector(":modal, :popover-open");
  if (!(shown instanceof HTMLElement)) return null;
  return {
    modal: shown.matches(":modal"),
    role: shown.getAttribute("role") ?? shown.localName,
    text: shown.innerText.replace(/\s+/g, " ").trim(),
    buttons: [...shown.querySelectorAll("button")].map((button) => button.getAttribute("aria-label") ?? button.innerText),
    focused: root.activeElement !== null,
  };
}

/**
 * Runs in the page, on a closed root.
 * @param {ShadowRoot} root
 * @returns {{ text: string, focused: boolean } | null}
 */
function readQuestion(root) {
  const shown = root.querySelector(".question:popover-open");
  return shown instanceof HTMLElement ? { text: shown.innerText.replace(/\s+/g, " ").trim(), focused: root.activeElement === shown } : null;
}

/**
 * Runs in the page, on a closed root.
 * @param {ShadowRoot} root
 * @param {string} selector
 */
function middleOf(root, selector) {
  const element = root.querySelector(selector);
  element?.scrollIntoView({ block: "nearest" });
  const box = element?.getBoundingClientRect();
  return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
}
