import { until } from "./until.mjs";

/**
 * @typedef {import("./bench.mjs").Bench} Bench
 * @typedef {import("puppeteer-core").Page} Page
 */

/**
 * One of the extension's own pages, painted.
 * @param {Bench} bench
 * @param {string} path
 * @returns {Promise<Page>}
 */
export async function openOwnPage(bench, path) {
  const page = await bench.browser.openExtensionPage(path);
  await until(`${path} to be painted`, () => page.$("main:not([aria-busy])"));
  return page;
}

/** @param {Bench} bench */
export const openOptions = (bench) => openOwnPage(bench, "pages/options/options.html");

/**
 * The settings as they are stored.
 * @param {Bench} bench
 * @returns {Promise<import("../../extension/wasm/protocol.js").Settings>}
 */
export async function settingsOf(bench) {
  return /** @type {any} */ ((await bench.stored()).local)["settings"];
}

/**
 * What a visitor reads in a part of a page, in one line.
 * @param {Page} page
 * @param {string} [selector]
 */
export function textOf(page, selector = "body") {
  return page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).innerText.replace(/\s+/g, " ").trim());
}

/**
 * @param {Page} page
 * @param {string} selector
 * @param {string | RegExp} words
 */
export async function untilText(page, selector, words) {
  const isThere = (/** @type {string} */ text) => (typeof words === "string" ? text.includes(words) : words.test(text));
  await until(`${words} in ${selector}`, async () => {
    const text = await textOf(page, selector);
    if (!isThere(text)) throw new Error(text);
    return true;
  });
}
