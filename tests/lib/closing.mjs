import { until } from "./until.mjs";

/** Milliseconds within which a browser tells that a page is closed. */
const TOLD_WITHIN = 10_000;

/**
 * Does what may close the page in which it is done: of a click that closed it, no browser says that it was done.
 * @param {import("puppeteer-core").Page} page
 * @param {() => Promise<unknown>} act
 */
export async function mayClose(page, act) {
  try {
    await act();
  } catch (error) {
    await until("the page to be closed", () => page.isClosed(), TOLD_WITHIN).catch(() => {
      throw error;
    });
  }
}
