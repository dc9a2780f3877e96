import assert from "node:assert/strict";

/**
 * Fails where a console, of a page, the background or the popup, holds anything of the extension.
 * @param {import("./bench.mjs").Bench} bench started with `noted`
 */
export async function assertQuiet(bench) {
  assert.deepEqual(await bench.browser.complaints(), []);
}
