import { until } from "./until.mjs";

/** Longer than the extension waits before it puts something back. */
const REST = 1_500;

/**
 * Waits until a page that fights back has done so, and the fight is over.
 * @param {import("./bench.mjs").Tab} tab
 * @param {string} [counter] the page's variable that counts its rounds
 * @returns {Promise<number>} how many rounds there were
 */
export async function untilFought(tab, counter = "removed") {
  const rounds = () => tab.page.evaluate((name) => /** @type {any} */ (globalThis)[name], counter);
  await until("the page's first round", async () => (await rounds()) > 0);
  return tab.untilSame("the fight to end", rounds, REST);
}
