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
  let last = -1;
  let since = performance.now();
  await until("the fight to end", async () => {
    const now = await rounds();
    if (now !== last) since = performance.now();
    last = now;
    return performance.now() - since > REST;
  });
  return last;
}
