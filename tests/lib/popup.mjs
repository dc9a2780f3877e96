import { until } from "./until.mjs";

/**
 * @typedef {{ level: string, isBoxFirst: boolean, text: string, reasons: string[], links: string[] }} PopupView
 */

/**
 * The tab in which each browser shows its popups, one after the other: to open one costs as much as
 * the page under test.
 * @type {WeakMap<import("./browser.mjs").TestBrowser, Promise<import("puppeteer-core").Page>>}
 */
const shown = new WeakMap();

/**
 * The popup as a visitor of the tab would see it, shown in a tab of its own, in the back.
 * @param {import("./bench.mjs").Tab} tab
 * @returns {Promise<PopupView>}
 */
export async function openPopup(tab) {
  const { browser } = tab.bench;
  const path = `pages/popup/popup.html?tab=${tab.id}`;
  const isOpen = shown.has(browser);
  const opened = shown.get(browser) ?? browser.openExtensionPage(path);
  shown.set(browser, opened);
  const page = await opened;
  if (isOpen) await browser.turnExtensionPage(page, path);
  else await tab.page.bringToFront();
  await untilPainted(page);
  return page.evaluate(() => {
    // As by a visitor who wants to know everything.
    for (const details of document.querySelectorAll("details")) details.open = true;
    return {
      level: document.querySelector("#report")?.getAttribute("data-level") ?? "",
      isBoxFirst: document.body.firstElementChild?.id === "check",
      text: document.body.innerText.replace(/\s+/g, " ").trim(),
      reasons: [...document.querySelectorAll("#report li")].map((item) => item.textContent ?? ""),
      links: [...document.querySelectorAll("a:not([hidden])")].map((link) => /** @type {HTMLAnchorElement} */ (link).href),
    };
  });
}

/** @param {import("puppeteer-core").Page} page showing the popup, or its box alone */
export async function untilPainted(page) {
  await until("the popup to be painted", () => page.$("main:not([aria-busy])"));
}
