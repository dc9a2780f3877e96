import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DIST, LAUNCH } from "./browser.mjs";
import { mayClose } from "./closing.mjs";
import "./signals.mjs";
import { startSites } from "./sites.mjs";
import { GivenUp, until } from "./until.mjs";
import { endWelcome } from "./welcome.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./browser.mjs").TestBrowser} TestBrowser
 * @typedef {keyof typeof LAUNCH} BrowserName
 * @typedef {import("../../extension/wasm/protocol.js").Verdict} Verdict
 * @typedef {import("../../extension/shared/protocol.js").Reply} Reply
 * @typedef {{ kind: "dialog" | "banner" | "strip", modal: boolean, role: string, text: string, buttons: string[], focused: boolean }} Warning
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

/** The same, of whatever name, as the browsers' makers call them. */
export const MAKERS = /(^|\.)(google|googleapis|gvt1|mozilla|firefox)\.(com|net|org)$/;

/** Longer than the extension waits before it looks at a changed page again. */
const LOOK_EVERY = 1_500;
/** By the clock, with room for a machine that is busy with other things. */
const GIVE_UP_AFTER = 20_000;

/** The warning's buttons: away from the page, on with it, trust in its site with its confirmation, help, a person to call, and what unfolds. */
export const BUTTONS = {
  leave: "button.main, .acts:not(.trusting .acts) > button.act",
  proceed: "button.on, button.close",
  trust: "button.trust",
  confirm: ".trusting button.plain",
  cancel: ".trusting button.act",
  help: "button.help",
  call: "button.call",
  aloud: "button.aloud",
  why: "summary",
  report: "details button",
  wrong: "button.wrong",
};
/** The buttons of the question beside a card field. */
export const ANSWERS = { leave: ".question button.main", goOn: ".question button.quiet", wrong: ".question button.wrong" };

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
    const bench = new Bench(browser, sites, await openControl(browser));
    await endWelcome(bench.control);
    return bench;
  }

  /** Goes on after the extension was started anew, which has closed its own pages. */
  async goOn() {
    this.control = await until("a page of the extension", () => openControl(this.browser));
  }

  /** Opens an empty tab. */
  async openTab() {
    const before = await this.tabIds();
    const page = await this.browser.newPage();
    page.on("request", (request) => this.#asked.add(new URL(request.url()).hostname));
    const id = await until("the new tab's id", async () => {
      return (await this.tabIds()).find((each) => !before.includes(each));
    });
    return new Tab(this, page, id);
  }

  /** The browser's numbers of all open tabs. @returns {Promise<number[]>} */
  tabIds() {
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

  /** Requests that the extension made by itself, as far as a server can tell. */
  ownRequests() {
    return this.sites.requests.filter(({ host, path, origin, isPageless }) => {
      if (origin?.startsWith(this.browser.origin)) return true;
      return isPageless && path !== "/favicon.ico" && !this.#asked.has(host) && !MAKERS.test(host);
    });
  }

  /**
   * Ends the browser; whatever was tested in it, the extension has made no request.
   * @param {{ isLeaking?: boolean }} [options] `isLeaking`: a leak was planted
   */
  async close({ isLeaking = false } = {}) {
    const own = this.ownRequests();
    await this.browser.close();
    await this.sites.close();
    if (own.length > 0 && !isLeaking) throw new Error(`the extension made requests: ${JSON.stringify(own)}`);
  }
}

/**
 * A page of the extension's own that listens to the content scripts.
 * @param {TestBrowser} browser
 */
async function openControl(browser) {
  const control = await browser.openExtensionPage("pages/popup/popup.html?tab=-1");
  // A message to the background reaches every open page of the extension too: all that content
  // scripts ever say can be read here, in both browsers.
  await control.evaluate(() => {
    const heard = /** @type {object[]} */ ([]);
    Object.assign(globalThis, { heard });
    chrome.runtime.onMessage.addListener((message, sender) => {
      if (sender.tab) heard.push({ message, tab: sender.tab.id, frame: sender.frameId, url: sender.url, document: sender.documentId });
    });
  });
  return control;
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
   * mailbox, which it does not read, by its address, and a page that fought the warning of its site
   * before it was read, on the extension's own page. What else the page is will be known later.
   * @param {string} url
   */
  async visit(url) {
    const before = await this.#looks();
    await this.page.goto(url);
    await until(`a snapshot of ${url}`, async () => {
      const { count, document } = await this.#looks();
      // The page before may still have spoken after it was counted.
      return (count > before.count && (!document || document !== before.document)) || (await this.#isMailbox()) || (await this.isMoved());
    });
    // Asked after that snapshot, and answered after it.
    await this.report();
  }

  async #isMailbox() {
    const reply = await this.report();
    return reply.kind === "verdict" && reply.mailbox;
  }

  /**
   * How often the extension has looked at the tab's pages, and at which document last. Counted
   * there: what it saw is much to be carried over, again and again.
   * @returns {Promise<{ count: number, document: string | undefined }>}
   */
  #looks() {
    return this.bench.control.evaluate((id) => {
      const all = /** @type {any} */ (globalThis).heard;
      const looks = all.filter((/** @type {any} */ { message, tab, frame }) => message.kind === "judge_page" && tab === id && frame === 0);
      return { count: looks.length, document: looks.at(-1)?.document };
    }, this.id);
  }

  /** Where the tab is, by the browser's own word. @returns {Promise<string>} */
  address() {
    return this.bench.control.evaluate(async (id) => (await chrome.tabs.get(id)).url ?? "", this.id);
  }

  /** Whether the tab was moved to the extension's own page. */
  async isMoved() {
    return (await this.address()).startsWith(`${this.bench.browser.origin}/pages/warning/`);
  }

  /** What the background answers when asked for the tab. @returns {Promise<Reply>} */
  report() {
    return this.bench.control.evaluate((id) => chrome.runtime.sendMessage({ kind: "read_tab", tabId: id }), this.id);
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
    let looks = -1;
    let since = performance.now();
    return until(`a verdict of ${what}`, async () => {
      const verdict = await this.verdict();
      if (isRight(verdict)) return verdict;
      const { count } = await this.#looks();
      if (count !== looks) since = performance.now();
      looks = count;
      if (performance.now() - since > GIVE_UP_AFTER) throw new GivenUp(`${describe(verdict)}, not ${what}`);
      return null;
    });
  }

  /**
   * Waits until the page's scripts had their time and the extension looks no more.
   * @param {number} scripts milliseconds that the page's own scripts need
   */
  async untilSettled(scripts) {
    await this.rest(scripts);
    await this.untilSame("the last look", async () => {
      const { count } = await this.#looks();
      // Asked after that look, and answered after it.
      await this.report();
      return count;
    }, LOOK_EVERY);
  }

  /**
   * Lets time pass in the page, by its own timers: on a busy machine they are late, those of the
   * extension's scripts in the same page as much as this one.
   * @param {number} ms
   */
  async rest(ms) {
    if (ms > 0) await this.bench.browser.inPage(this.page, String(rest), ms);
  }

  /**
   * Waits until a value stays the same while the page rests.
   * @template T
   * @param {string} what named in the error when it does not
   * @param {() => Promise<T>} look
   * @param {number} ms
   * @returns {Promise<T>}
   */
  async untilSame(what, look, ms) {
    const { value } = await until(what, async () => {
      const value = await look();
      await this.rest(ms);
      return (await look()) === value ? { value } : null;
    });
    return value;
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

  /**
   * The browser is told of the badge beside the verdict, not with it.
   * @param {string} text
   */
  async untilBadge(text) {
    await until(`the badge "${text}"`, async () => {
      const badge = await this.badge();
      if (badge.text !== text) throw new Error(JSON.stringify(badge));
      return true;
    });
  }

  /** The warning goes at the click; that the visitor went on is kept once the background has heard of it. */
  async untilDismissed() {
    await until("the choice to be kept", async () => {
      const reply = await this.report();
      return reply.kind === "verdict" && reply.dismissed;
    });
  }

  /** The warning that the page shows now, or null. @returns {Promise<Warning | null>} */
  warning() {
    return this.bench.browser.inWarning(this.page, String(readWarning));
  }

  /**
   * Waits for a warning that fits what is known of the tab: the one for the address alone may still
   * stand when the page's own verdict is out.
   * @returns {Promise<Warning>}
   */
  untilWarning() {
    return until("a warning", async () => {
      const warning = await this.warning();
      // A page of the extension's own has no verdict.
      if (!warning || this.id < 0) return warning;
      const reply = await this.report();
      return reply.kind !== "verdict" || warning.modal === (reply.verdict.level === "danger" && !reply.framed) ? warning : null;
    });
  }

  /** Waits for the keyboard to be in the warning: where the page is not laid out yet, it comes later. */
  async untilFocused() {
    await until("the keyboard to be in the warning", async () => (await this.warning())?.focused);
  }

  /** Gives the keyboard to the page's document: the Tab key may have led on into the browser's own bars, from where it leads back. */
  async takeKeyboard() {
    await this.page.bringToFront();
    if (!(await this.page.evaluate(() => document.hasFocus()))) await this.page.keyboard.press("Tab");
  }

  /** Waits for the strip that stays when the visitor went on to a page of danger. */
  async untilPassed() {
    await until("the strip of a passed danger", async () => (await this.warning())?.kind === "strip");
  }

  async untilNoWarning() {
    await until("the warning to go", async () => (await this.warning()) === null);
  }

  /**
   * Clicks one of the warning's buttons with the mouse, as a visitor does.
   * @param {keyof typeof BUTTONS} choice
   */
  choose(choice) {
    return this.click(BUTTONS[choice]);
  }

  /**
   * Taps one of the warning's buttons with a finger; the browser must have been started for `touch`.
   * @param {keyof typeof BUTTONS} choice
   */
  tap(choice) {
    return this.click(BUTTONS[choice], "touchscreen");
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
    return this.click(ANSWERS[choice]);
  }

  /**
   * Taps one of the question's buttons.
   * @param {keyof typeof ANSWERS} choice
   */
  tapAnswer(choice) {
    return this.click(ANSWERS[choice], "touchscreen");
  }

  /**
   * @param {string} selector of something in a closed root, which takes clicks
   * @param {"mouse" | "touchscreen"} [by]
   */
  async click(selector, by = "mouse") {
    const middle = await until(`the button ${selector}, in use and still`, () =>
      this.bench.browser.inWarning(this.page, String(middleOf), selector),
    );
    await mayClose(this.page, () => (by === "mouse" ? this.page.mouse.click(middle.x, middle.y) : this.page.touchscreen.tap(middle.x, middle.y)));
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
  const shown = root.querySelector("dialog:modal, .banner:popover-open, .strip:popover-open");
  if (!(shown instanceof HTMLElement)) return null;
  return {
    kind: shown.localName === "dialog" ? "dialog" : shown.matches(".strip") ? "strip" : "banner",
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
 * @param {string} selector of a button
 * @returns {Promise<{ x: number, y: number } | null>} null while it takes no click, or moves
 */
async function middleOf(root, selector) {
  // A tab in the back is not painted and gets no frames.
  const frame = () => new Promise((done) => {
    setTimeout(done, 250);
    requestAnimationFrame(done);
  });
  const element = root.querySelector(selector);
  const isInUse = () => element?.isConnected && !element.matches(":disabled, [aria-disabled=true], [aria-disabled=true] *");
  if (!element || !isInUse()) return null;
  element.scrollIntoView({ block: "nearest" });
  const before = element.getBoundingClientRect();
  await frame();
  await frame();
  const { x, y, width, height } = element.getBoundingClientRect();
  const isStill = x === before.x && y === before.y && width === before.width && height === before.height;
  return isStill && isInUse() && width > 0 ? { x: x + width / 2, y: y + height / 2 } : null;
}

/**
 * Runs in the page.
 * @param {Document} _document
 * @param {number} ms
 */
function rest(_document, ms) {
  return new Promise((done) => setTimeout(() => done(null), ms));
}
