import { until } from "./until.mjs";

/**
 * @typedef {{ level: string, text: string, reasons: string[], links: string[] }} PopupView
 */

/**
 * The popup as a visitor of the tab would see it, shown in a tab of its own.
 * @param {import("./bench.mjs").Tab} tab
 * @returns {Promise<PopupView>}
 */
export async function openPopup(tab) {
  const page = await tab.bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
  try {
    await untilPainted(page);
    return await page.evaluate(() => ({
      level: document.querySelector("#report")?.getAttribute("data-level") ?? "",
      text: document.body.innerText.replace(/\s+/g, " ").trim(),
      reasons: [...document.querySelectorAll("#facts li")].map((item) => item.textContent ?? ""),
      links: [...document.querySelectorAll("a:not([hidden])")].map((link) => /** @type {HTMLAnchorElement} */ (link).href),
    }));
  } finally {
    await page.close();
    await tab.page.bringToFront();
  }
}

/** @param {import("puppeteer-core").Page} page showing the popup */
export async function untilPainted(page) {
  await until("the popup to be painted", () => page.$("#report:not([aria-busy])"));
}
