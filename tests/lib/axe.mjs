import axe from "axe-core";

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>} what axe has to say against the page
 */
export async function faultsOf(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run({ resultTypes: ["violations"] });
    return violations.flatMap((/** @type {any} */ { id, help, nodes }) =>
      nodes.map((/** @type {any} */ node) => `${id}: ${help}: ${node.html}`),
    );
  });
}
