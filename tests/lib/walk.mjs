// One visitor on one way through what Vigicolis shows: where they click, what they read before, what is in view.
import { Tab } from "./bench.mjs";
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
 * @typedef {object} Sight what there is to be pictured
 * @property {Page} page
 * @property {string} what the visitor meets here
 * @property {Box[]} boxes what is clicked, or the answer
 */

/** The most that browsers give a popup in height, and what this one takes in width. */
export const POPUP = { width: 360, height: 600 };

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
