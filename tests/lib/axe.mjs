import { readFileSync } from "node:fs";
import { untilStill } from "./still.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./bench.mjs").Bench} Bench
 */

/** @typedef {"all" | "colour"} Rules all of axe's, or those that depend on colours */

/** The smaller of its two forms: every page under test is given all of it. */
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** The page in which each browser shows copies of closed roots. @type {WeakMap<import("./browser.mjs").TestBrowser, Promise<Page>>} */
const copies = new WeakMap();

const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * @param {Pick<Bench, "browser">} bench
 * @param {Page} page
 * @param {Rules} [rules]
 * @returns {Promise<string[]>} what axe has to say against the page
 */
export async function faultsOf(bench, page, rules = "all") {
  await untilStill(bench.browser, page);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run({ resultTypes: ["violations"], ...(runOnly && { runOnly }) });
    return violations.flatMap((/** @type {any} */ { id, help, nodes }) =>
      nodes.map((/** @type {any} */ node) => `${id}: ${help}: ${node.html}`),
    );
  }, rules === "colour" ? OF_COLOURS : null);
}

/**
 * What axe has to say against what stands in a page's closed root. It sees no such root: it is given
 * the same tree and style in a page of its own.
 * @param {Pick<Bench, "browser">} bench
 * @param {Page} page
 * @param {string} panel selector of what is meant, where there are several
 * @param {Rules} [rules]
 */
export async function faultsOfClosed(bench, page, panel, rules = "all") {
  await untilStill(bench.browser, page);
  const { markup, style } = await bench.browser.inWarning(page, String(copyOf), panel);
  if (style === "") throw new Error("a warning without style");
  const opened = copies.get(bench.browser) ?? bench.browser.newPage();
  copies.set(bench.browser, opened);
  const copy = await opened;
  await copy.bringToFront();
  await copy.setContent(`<!doctype html><html lang="fr"><title>copy</title><style>${style.replaceAll(":host", "body")}</style><body><main><h1>copy</h1>${markup}</main>`);
  await copy.evaluate(() => {
    document.querySelector("dialog")?.showModal();
    for (const each of document.querySelectorAll("[popover]")) /** @type {HTMLElement} */ (each).showPopover();
  });
  return faultsOf(bench, copy, rules);
}

/**
 * Runs in the page, on a closed root.
 * @param {ShadowRoot} root
 * @param {string} panel
 */
function copyOf(root, panel) {
  if (!root.querySelector(panel)) return null;
  const sheets = [...root.adoptedStyleSheets, ...root.styleSheets];
  return {
    markup: root.innerHTML.replace(/<dialog([^>]*) open=""/g, "<dialog$1"),
    style: sheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n"),
  };
}
