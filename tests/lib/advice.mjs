import { until } from "./until.mjs";

/**
 * Opens the page of help, of reports, for wrong warnings or of the person to call in a tab of its own.
 * @param {import("./bench.mjs").Bench} bench
 * @param {"help" | "report" | "false-alarm" | "call"} name
 * @param {number} [tabId] that it is about
 */
export async function openAdvice(bench, name, tabId) {
  const page = await bench.browser.openExtensionPage(`pages/${name}/${name}.html${tabId === undefined ? "" : `?tab=${tabId}`}`);
  await untilAdvice(page, name);
  return page;
}

/**
 * Addresses of such pages that are open.
 * @param {import("./bench.mjs").Bench} bench
 * @returns {Promise<string[]>} in the order of the alphabet
 */
export function openAdvicePages(bench) {
  return bench.control.evaluate(async () => {
    const urls = (await chrome.tabs.query({})).map(({ url }) => url ?? "");
    return urls.filter((url) => /\/(help|report|false-alarm|call)\.html/.test(url)).sort();
  });
}

/**
 * @param {import("./bench.mjs").Bench} bench
 * @param {"help" | "report" | "false-alarm" | "call"} name
 * @param {number} tabId that it is about
 */
export const adviceAddress = (bench, name, tabId) => `${bench.browser.origin}/pages/${name}/${name}.html?tab=${tabId}`;

/**
 * @param {import("puppeteer-core").Page} page
 * @param {"help" | "report" | "false-alarm" | "call"} name
 */
export async function untilAdvice(page, name) {
  await until(`the page of ${name} to be painted`, () => page.$(`#${name}:not([aria-busy])`));
}
