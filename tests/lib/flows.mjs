// The ways of an anxious person through what a visitor meets, and what each of them may cost.
import { CARD_FORM, document as documentOf, fakePayment, plainPage } from "../browser/pages.mjs";
import { ANSWERS, BUTTONS, Tab } from "./bench.mjs";
import { untilPainted } from "./popup.mjs";
import { untilStill } from "./still.mjs";
import { until } from "./until.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./bench.mjs").Bench} Bench
 * @typedef {{ width: number, height: number }} Screen
 * @typedef {Page | Tab} Surface a page of the extension's own, or a tab whose page is warned of
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 *
 * @typedef {object} Seen something that a visitor looks for
 * @property {Box} box
 * @property {number} before words that stand before it, whether in view or not
 * @property {number} own words of its own
 * @property {boolean} isInView whether all of it is seen, and nothing lies over it
 *
 * @typedef {object} Figures what a way has cost
 * @property {number} clicks the toolbar button's included; what is pasted or typed is none
 * @property {number} words read on the way: all that stand before what is clicked, its own, and all before the answer
 * @property {number} scrolls how often what is clicked stands out of view
 * @property {boolean} isInView whether the answer is in view without scrolling
 *
 * @typedef {Omit<Figures, "isInView">} Budget
 *
 * @typedef {object} Flow
 * @property {string} story
 * @property {Screen[]} screens on which it is gone
 * @property {(walk: Walk) => Promise<void>} go
 *
 * @typedef {object} Sight what there is to be pictured
 * @property {Page} page
 * @property {string} what the visitor meets here
 * @property {Box[]} boxes what is clicked, or the answer
 */

/**
 * The most that each way may cost, in French. Every one ends with its answer in view.
 * @type {Record<string, Budget>}
 */
const BUDGETS = {
  "message-fee": { clicks: 2, words: 30, scrolls: 0 },
  "message-unnamed": { clicks: 2, words: 30, scrolls: 0 },
  "message-genuine": { clicks: 2, words: 30, scrolls: 0 },
  "fake-leave": { clicks: 0, words: 30, scrolls: 0 },
  "fake-real": { clicks: 1, words: 40, scrolls: 0 },
  "card-warning": { clicks: 1, words: 100, scrolls: 0 },
  "card-popup": { clicks: 2, words: 100, scrolls: 0 },
  "leak-popup": { clicks: 3, words: 120, scrolls: 0 },
  // The welcome page begins with what is read, as stores want it.
  "leak-welcome": { clicks: 2, words: 180, scrolls: 1 },
  "leak-carrier": { clicks: 2, words: 60, scrolls: 0 },
  "wrong-banner": { clicks: 2, words: 90, scrolls: 0 },
  "wrong-popup": { clicks: 2, words: 90, scrolls: 0 },
  "wrong-question": { clicks: 2, words: 65, scrolls: 0 },
  "call-warning": { clicks: 1, words: 60, scrolls: 0 },
  "call-popup": { clicks: 2, words: 50, scrolls: 0 },
  "tell-popup": { clicks: 2, words: 90, scrolls: 1 },
  notebook: { clicks: 7, words: 150, scrolls: 1 },
};

/** The most that browsers give a popup in height, and what this one takes in width. */
const POPUP = { width: 360, height: 600 };
const SCREENS = [{ width: 1280, height: 800 }, { width: 360, height: 700 }];

const FAKE = "suivi-chronopost.example";
const ODD = "chronopost-colis.example";
const SHOP = "secure-paiement.example";
const REAL = "www.chronopost.fr";
const RELAY = "www.mondialrelay.fr";
const PLAIN = "recettes-famille.example";

/** @type {Record<string, string>} */
const PAGES = {
  [FAKE]: fakePayment(),
  [ODD]: plainPage(),
  // Long enough to be scrolled to its form: the banner lies over its beginning.
  [SHOP]: documentOf("Règlement", `<h1>Règlement</h1><div style="height: 700px"></div>${CARD_FORM}<div style="height: 700px"></div>`),
  [REAL]: documentOf("Chronopost - Suivi", "<h1>Chronopost</h1><p>Suivre un colis</p>"),
  [RELAY]: documentOf("Mondial Relay - Suivi", "<h1>Mondial Relay</h1><p>Suivre un colis</p>"),
  [PLAIN]: plainPage(),
};

/** @type {import("./sites.mjs").Routes} */
export const flowRoutes = (host) => (PAGES[host] ? { body: PAGES[host] } : null);

/** Messages as they come, and what each is answered with. */
const MESSAGES = {
  fee: "Chronopost : votre colis est retenu, réglez 1,99 EUR de frais sous 24 h : https://chronopost-colis.example/x",
  unnamed: "Bonjour, votre colis n'a pas pu être livré ce matin. Reprogrammez la livraison : https://colis-fr.example/x",
  genuine: "Votre colis Chronopost arrive demain. Suivi : https://www.chronopost.fr/suivi",
};

const ANSWER = ".result h3";
const ACTION = ".result > :is(.button, .link)";

/**
 * @param {string} text
 * @param {string[]} answer
 * @returns {(walk: Walk) => Promise<void>}
 */
const paste = (text, answer) => async (walk) => {
  const popup = await walk.popup(await walk.visit(PLAIN, "clear"));
  await walk.paste(popup, text);
  await walk.untilTold(popup);
  await walk.answer(popup, answer, "The box says what the message is, and what to do");
};

/**
 * From a leak's page, where a carrier is chosen already or not.
 * @param {Walk} walk
 * @param {Page} page
 * @param {string} [carrier] that is still to be chosen
 */
async function readLeak(walk, page, carrier) {
  if (carrier) await walk.click(page, `label:has([value="${carrier}"])`, "The page of leaks: whose customer?");
  await walk.answer(page, ["#known-title", "#leaks > :first-child", "#steps > :first-child h3"], "What was taken, when, and what to do");
}

/** @param {Walk} walk @param {Page} page */
const readWrong = (walk, page) => walk.answer(page, ["#text", "#copy", "#pause"], "The text is shown before it is copied; the site can be paused or trusted");

/** @param {Walk} walk @param {Page} page */
async function readHelp(walk, page) {
  await until("the card to be ticked by what the page asked for", () => page.$('[value="card"]:checked'));
  await walk.answer(page, ['#first a.call[href="tel:0892705705"]'], "The number to call first, as a button");
}

/** @type {Record<string, Flow>} */
export const FLOWS = {
  "message-fee": {
    story: "I got a text message, is it true? It names Chronopost",
    screens: [POPUP],
    go: paste(MESSAGES.fee, [ANSWER, ACTION]),
  },
  "message-unnamed": {
    story: "I got a text message that names nobody",
    screens: [POPUP],
    go: paste(MESSAGES.unnamed, [ANSWER, ".result li"]),
  },
  "message-genuine": {
    story: "I got a text message, and it is true",
    screens: [POPUP],
    go: paste(MESSAGES.genuine, [ANSWER, ".result > p"]),
  },
  "fake-leave": {
    story: "I opened a fake page, and want to be away from it",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.answer(tab, [BUTTONS.leave, "button.leave"], "The warning and its two ways out");
      await tab.click("button.leave");
      await until("the page to be left", () => walk.addressOf(tab).then((address) => !address.includes(FAKE)));
    },
  },
  "fake-real": {
    story: "I opened a fake page, and want to know where my parcel is",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.leave, "The warning: the real tracking page is one click away");
      await walk.arrive(tab, `https://${REAL}/`, "The carrier's own page");
    },
  },
  "card-warning": {
    story: "I typed my card on a fake page, which still warns",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.help, "The warning: I have already given my details");
      await readHelp(walk, await walk.follow("/help/"));
    },
  },
  "card-popup": {
    story: "I typed my card on a fake page, and look at the icon",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(FAKE, "danger"));
      await walk.click(popup, "#help-link", "The popup: I have already given my details");
      await readHelp(walk, await walk.follow("/help/"));
    },
  },
  "leak-popup": {
    story: "My carrier lost my data: from the icon",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(PLAIN, "clear"));
      await walk.click(popup, "#leak-link", "The popup: my carrier lost my data");
      await readLeak(walk, await walk.follow("/leak/"), "mondialrelay");
    },
  },
  "leak-welcome": {
    story: "My carrier lost my data: from the welcome page",
    screens: SCREENS,
    async go(walk) {
      const page = await walk.open("pages/welcome/welcome.html");
      await walk.click(page, 'a[href*="leak"]', "The welcome page: my carrier lost my data");
      await until("the page of leaks", () => page.$("#leak:not([aria-busy])"));
      await readLeak(walk, page, "mondialrelay");
    },
  },
  "leak-carrier": {
    story: "My carrier lost my data: from the icon on its own site",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(REAL, "official"));
      await walk.click(popup, "#leak-link", "The popup on the carrier's own site");
      await readLeak(walk, await walk.follow("/leak/"));
    },
  },
  "wrong-banner": {
    story: "This warning is wrong: from the banner",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(ODD, "caution");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.trust, "The banner: I know this site well");
      await walk.click(tab, BUTTONS.wrong, "Trusted it or not, the warning is wrong");
      await readWrong(walk, await walk.follow("/false-alarm/"));
    },
  },
  "wrong-popup": {
    story: "This warning is wrong: from the icon",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(ODD, "caution"));
      await walk.click(popup, "#false-alarm-link", "The popup: this warning is wrong");
      await readWrong(walk, await walk.follow("/false-alarm/"));
    },
  },
  "wrong-question": {
    story: "This warning is wrong: from the question beside a card's field",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(SHOP, "caution");
      await tab.untilWarning();
      await tab.page.$eval("#num", (field) => field.scrollIntoView({ block: "center" }));
      await until("the question", async () => {
        await tab.page.click("#num");
        return tab.question();
      });
      walk.figures.clicks += 1;
      await walk.click(tab, ANSWERS.wrong, "The question beside the card's field");
      await readWrong(walk, await walk.follow("/false-alarm/"));
    },
  },
  "call-warning": {
    story: "Whom can I ask? My person of trust, from the warning",
    screens: SCREENS,
    go: withPerson(async (walk) => {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.call, "The warning: call Marie");
      await readCall(walk, await walk.follow("/call/"));
    }),
  },
  "call-popup": {
    story: "Whom can I ask? My person of trust, from the icon",
    screens: SCREENS,
    go: withPerson(async (walk) => {
      const popup = await walk.popup(await walk.visit(FAKE, "danger"));
      await walk.click(popup, "#call-link", "The popup: call Marie");
      await readCall(walk, await walk.follow("/call/"));
    }),
  },
  "tell-popup": {
    story: "My family must know: a text for them, from the icon",
    screens: [POPUP],
    async go(walk) {
      const popup = await walk.popup(await walk.visit(FAKE, "danger"));
      await popup.waitForSelector("#tell:not([hidden])");
      await walk.click(popup, "#tell summary", "The popup: tell somebody close");
      await walk.answer(popup, ["#tell-text", "#tell-copy"], "The text, and the button that copies it");
    },
  },
  notebook: {
    story: "I await one parcel, and get a message about another: from the icon",
    screens: [POPUP],
    async go(walk) {
      const tab = await walk.visit(PLAIN, "clear");
      const popup = await walk.popup(tab);
      await walk.click(popup, "#parcels-link", "The popup: the notebook of awaited parcels");
      const notebook = await walk.follow("/parcels/");
      await walk.choose(notebook, "#carrier", "mondialrelay", "The notebook: which carrier?");
      await walk.click(notebook, "#add [type=submit]", "Mondial Relay it is");
      await notebook.waitForSelector("#noted:not([hidden])");
      const box = await walk.popup(tab);
      await walk.paste(box, MESSAGES.fee);
      await walk.untilTold(box);
      const way = '.result a[href^="https://www.mondialrelay.fr/"]';
      await walk.answer(box, [ANSWER, ".result .notebook", way], "No parcel of that carrier is awaited; where the awaited one is followed");
      await walk.clearNotebook();
    },
  },
};

/** @param {Walk} walk @param {Page} page */
function readCall(walk, page) {
  return walk.answer(page, ["#number", "#say-site"], "The number, and what to say");
}

/**
 * A way that is gone by somebody who chose a person to call.
 * @param {Flow["go"]} go
 * @returns {Flow["go"]}
 */
function withPerson(go) {
  return async (walk) => {
    await walk.change({ kind: "choose_value", key: "person", value: { name: "Marie", phone: "06 12 34 56 78" } });
    try {
      await go(walk);
    } finally {
      await walk.change({ kind: "choose_value", key: "person", value: null });
    }
  };
}

/** One visitor on one way. */
export class Walk {
  /** @type {Figures} */
  figures = { clicks: 0, words: 0, scrolls: 0, isInView: true };
  /** Words read of each surface already. @type {Map<Page, number>} */
  #read = new Map();
  /** @type {(() => Promise<void>)[]} */
  #open = [];

  /**
   * @param {Bench} bench
   * @param {Screen} screen
   * @param {(sight: Sight) => Promise<void>} [picture]
   */
  constructor(bench, screen, picture = async () => {}) {
    this.bench = bench;
    this.screen = screen;
    this.picture = picture;
  }

  /**
   * @param {string} host
   * @param {string} level of its page
   */
  async visit(host, level) {
    const tab = await this.bench.openTab();
    this.#open.push(() => tab.close());
    await tab.page.setViewport(this.screen);
    await tab.visit(`https://${host}/`);
    await tab.untilLevel(level);
    return tab;
  }

  /**
   * A page of the extension's own.
   * @param {string} path
   * @param {Screen} [screen]
   */
  async open(path, screen = this.screen) {
    const page = await this.bench.browser.openExtensionPage(path);
    this.#open.push(() => page.close());
    await page.setViewport(screen);
    await untilPainted(page);
    return page;
  }

  /**
   * A click on the toolbar button, with a tab in front.
   * @param {Tab} tab
   */
  async popup(tab) {
    this.figures.clicks += 1;
    return this.open(`pages/popup/popup.html?tab=${tab.id}`, POPUP);
  }

  /**
   * What a click has opened in a tab of its own. No driver may be shown that one: it is closed and
   * opened once more.
   * @param {string} part of its address
   */
  async follow(part) {
    const url = await until(`a tab of ${part}`, () =>
      this.bench.control.evaluate(async (wanted) => {
        const found = (await chrome.tabs.query({})).find((tab) => tab.url?.startsWith(location.origin) && tab.url.includes(wanted));
        if (found?.id !== undefined) await chrome.tabs.remove(found.id);
        return found?.url;
      }, part));
    return this.open(url.slice(`${this.bench.browser.origin}/`.length));
  }

  /** @param {Tab} tab @returns {Promise<string>} */
  addressOf(tab) {
    return this.bench.control.evaluate(async (id) => (await chrome.tabs.get(id)).url ?? "", tab.id);
  }

  /**
   * @param {Tab} tab
   * @param {string} address that its own begins with
   * @param {string} what
   */
  async arrive(tab, address, what) {
    await until(address, async () => (await this.addressOf(tab)).startsWith(address));
    await this.#show(tab, what, []);
  }

  /**
   * @param {Surface} surface
   * @param {string} selector
   * @param {string} what the visitor meets here
   */
  async click(surface, selector, what) {
    const seen = await this.#lookFor(surface, selector);
    this.figures.clicks += 1;
    this.figures.scrolls += Number(!seen.isInView);
    this.#count(surface, seen.before + seen.own);
    await this.#show(surface, what, [seen.box]);
    await (surface instanceof Tab ? surface.click(selector) : surface.click(selector));
  }

  /**
   * Opens a list and takes one of its entries: two clicks.
   * @param {Page} page
   * @param {string} selector
   * @param {string} value
   * @param {string} what the visitor meets here
   */
  async choose(page, selector, value, what) {
    const seen = await this.#lookFor(page, selector);
    this.figures.clicks += 2;
    this.figures.scrolls += Number(!seen.isInView);
    this.#count(page, seen.before + 1);
    await this.#show(page, what, [seen.box]);
    await page.select(selector, value);
  }

  /**
   * A click into the popup's box, and the keys that paste.
   * @param {Page} popup
   * @param {string} text
   */
  async paste(popup, text) {
    await this.click(popup, "#check-box", "The popup: a message is pasted");
    await popup.$eval("#check-box", (box, pasted) => {
      /** @type {HTMLTextAreaElement} */ (box).value = pasted;
      box.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true }));
    }, text);
  }

  /**
   * Waits for the box's answer: readers of screens are told of it, and the keyboard is in it.
   * @param {Page} popup
   */
  async untilTold(popup) {
    await until("the answer to be told", () =>
      popup.evaluate(() => document.querySelector(".result h3") === document.activeElement && document.activeElement?.closest("[role=status]") !== null));
  }

  /**
   * The end of the way.
   * @param {Surface} surface
   * @param {string[]} selectors of all that has to be in view
   * @param {string} what the visitor meets here
   */
  async answer(surface, selectors, what) {
    /** @type {Seen[]} */
    const parts = [];
    for (const selector of selectors) parts.push(await this.#lookFor(surface, selector));
    this.#count(surface, Math.min(...parts.map(({ before }) => before)));
    this.figures.isInView &&= parts.every(({ isInView }) => isInView);
    await this.#show(surface, what, parts.map(({ box }) => box));
  }

  /** @param {import("../../extension/wasm/protocol.js").SettingsChange} change */
  async change(change) {
    await this.bench.control.evaluate((request) => chrome.runtime.sendMessage(request), { kind: "change_settings", change });
  }

  clearNotebook() {
    return this.change({ kind: "choose_value", key: "parcels", value: [] });
  }

  async end() {
    // A popup closes itself after a click.
    for (const close of this.#open.reverse()) await close().catch(() => {});
  }

  /**
   * @param {Surface} surface
   * @param {number} words of it that are read by now
   */
  #count(surface, words) {
    const page = pageOf(surface);
    const known = this.#read.get(page) ?? 0;
    this.figures.words += Math.max(0, words - known);
    this.#read.set(page, Math.max(words, known));
  }

  /**
   * @param {Surface} surface
   * @param {string} selector
   * @returns {Promise<Seen>}
   */
  async #lookFor(surface, selector) {
    const { browser } = this.bench;
    if (!(surface instanceof Tab)) {
      await untilStill(browser, surface);
      return until(selector, () => browser.inPage(surface, String(look), selector));
    }
    await surface.page.bringToFront();
    // A warning is still but for the bar that fills a button.
    let before = "";
    return until(selector, async () => {
      const seen = await browser.inWarning(surface.page, String(look), selector);
      const isSame = JSON.stringify(seen) === before;
      before = JSON.stringify(seen);
      return isSame ? seen : null;
    });
  }

  /**
   * @param {Surface} surface
   * @param {string} what
   * @param {Box[]} boxes
   */
  async #show(surface, what, boxes) {
    await this.picture({ page: pageOf(surface), what, boxes });
  }
}

/** @param {Surface} surface */
const pageOf = (surface) => (surface instanceof Tab ? surface.page : surface);

/**
 * Goes one way.
 * @param {Bench} bench
 * @param {string} name
 * @param {Screen} screen
 * @param {(sight: Sight) => Promise<void>} [picture]
 * @returns {Promise<Figures>}
 */
export async function goFlow(bench, name, screen, picture) {
  const flow = FLOWS[name];
  if (!flow) throw new Error(`no flow '${name}': ${Object.keys(FLOWS).join(", ")}`);
  const walk = new Walk(bench, screen, picture);
  try {
    await flow.go(walk);
  } finally {
    await walk.end();
  }
  return walk.figures;
}

/** @param {string} name of a flow */
function budgetOf(name) {
  const budget = BUDGETS[name];
  if (!budget) throw new Error(`no budget for '${name}'`);
  return budget;
}

/**
 * @param {string} name of a flow
 * @param {Figures} figures
 * @returns {string[]} what costs more than it may
 */
export function excesses(name, { clicks, words, scrolls, isInView }) {
  const budget = budgetOf(name);
  const over = Object.entries({ clicks, words, scrolls }).filter(([what, count]) => count > budget[/** @type {keyof typeof budget} */ (what)]);
  return [...over.map(([what, count]) => `${what}: ${count}`), ...(isInView ? [] : ["the answer is not in view"])];
}

/**
 * A line of the table.
 * @param {string} name of a flow
 * @param {Screen} screen
 * @param {Figures} figures
 */
export function lineOfTable(name, { width, height }, { clicks, words, scrolls, isInView }) {
  const budget = budgetOf(name);
  const pair = (/** @type {number} */ count, /** @type {number} */ most) => `${count} of ${most}`.padEnd(12);
  return `${name.padEnd(18)}${`${width} x ${height}`.padEnd(14)}${pair(clicks, budget.clicks)}${pair(words, budget.words)}${pair(scrolls, budget.scrolls)}${isInView ? "yes" : "no"}`;
}

export const TABLE_HEAD = `${"flow".padEnd(18)}${"screen".padEnd(14)}${"clicks".padEnd(12)}${"words".padEnd(12)}${"scrolls".padEnd(12)}in view`;

/**
 * Runs in the page, on its document or its closed root.
 * @param {Document | ShadowRoot} root
 * @param {string} selector
 * @returns {Seen | null} null while it is not shown
 */
function look(root, selector) {
  const target = [...root.querySelectorAll(selector)].find((element) => element.checkVisibility());
  if (!target) return null;
  const countIn = (/** @type {string | null} */ text) => (text ?? "").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const isRead = (/** @type {Element | null} */ element) => Boolean(element?.checkVisibility() && !element.closest("style, script, select, textarea, .unseen"));
  const top = root instanceof Document ? root.body : root;
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let [before, own] = [0, 0];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // A name that the style draws.
    const drawn = node instanceof Element && node.matches("button[aria-label]:empty") ? node.getAttribute("aria-label") : null;
    const words = node instanceof Element ? (isRead(node) ? countIn(drawn) : 0) : isRead(node.parentElement) ? countIn(node.nodeValue) : 0;
    if (target.contains(node)) own += words;
    else if (target.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) before += words;
  }
  const { x, y, width, height } = target.getBoundingClientRect();
  const isWithin = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
  const hit = isWithin ? root.elementFromPoint(x + width / 2, y + height / 2) : null;
  const isInView = hit !== null && (target.contains(hit) || hit.contains(target) || (hit instanceof HTMLLabelElement && hit.contains(target)));
  return { box: { x, y, width, height }, before, own, isInView };
}
