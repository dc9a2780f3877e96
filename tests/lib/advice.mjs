import { until } from "./until.mjs";

/**
 * Opens the page of help or of reports in a tab of its own.
 * @param {import("./bench.mjs").Bench} bench
 * @param {"help" | "report"} name
 * @param {number} [tabId] that it is about
 */
export async function openAdvice(bench, name, tabId) {
  const page = await bench.browser.openExtensionPage(`${name}/${name}.html${tabId === undefined ? "" : `?tab=${tabId}`}`);
  await untilAdvice(page, name);
  return page;
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {"help" | "report"} name
 */
export async function untilAdvice(page, name) {
  await until(`the page of ${name} to be painted`, () => page.$(`#${name}:not([aria-busy])`));
}
