import { until } from "./until.mjs";

/**
 * Closes the page that the extension opens once it is installed. Until then a tab may still come
 * up, and to the front, at any moment.
 * @param {import("puppeteer-core").Page} page any page of the extension
 */
export async function endWelcome(page) {
  await until("the welcome page", () =>
    page.evaluate(async () => {
      const view = chrome.extension.getViews({ type: "tab" }).find(({ location }) => location.pathname === "/pages/welcome/welcome.html");
      const tab = await /** @type {any} */ (view)?.chrome.tabs.getCurrent();
      if (!tab?.id) return false;
      await chrome.tabs.remove(tab.id);
      return true;
    }),
  );
}
