// What breaks, breaks for one page at most: a trapped engine, storage that is full or holds rubbish,
// a background that fell asleep by itself.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { fakePayment, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST ? { body: path.startsWith("/fake") ? fakePayment() : plainPage() } : null);

/**
 * @param {Parameters<typeof startBench>[0]} name
 * @param {Parameters<typeof startBench>[2]} options
 * @param {(bench: import("../lib/bench.mjs").Bench) => Promise<void>} check
 */
async function withBench(name, options, check) {
  const bench = await startBench(name, routes, options);
  try {
    await check(bench);
  } finally {
    await bench.close();
  }
}

/** A trap leaves the instance's memory unusable: this one never answers again, only a new one does. */
const TRAPS_ONCE = `
const handle = Service.prototype.handle;
let trapped;
Service.prototype.handle = function (input) {
  if (!trapped && input.request.kind === "judge_page" && input.sender.url.endsWith("/fake-trap")) trapped = wasm;
  if (trapped === wasm) throw new WebAssembly.RuntimeError("unreachable");
  return handle.call(this, input);
};
`;

const TRAPS_ALWAYS = `
Service.prototype.handle = () => { throw new WebAssembly.RuntimeError("unreachable"); };
`;

for (const name of BROWSERS) {
  describe(`faults in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    const traps = variantOf(name, { "wasm/vigicolis.js": (text) => text + TRAPS_ONCE });
    before(async () => {
      bench = await startBench(name, routes, { extension: traps.extension });
    });
    after(async () => {
      await bench?.close();
      traps.remove();
    });

    /** @param {string} path */
    async function isFoundOut(path) {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}${path}`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.untilBadge("!");
      return tab;
    }

    test("a trapped engine is made anew, and the page that trapped it is judged", async () => {
      for (const path of ["/fake", "/fake-trap", "/fake"]) await (await isFoundOut(path)).close();
    });

    test("storage that holds rubbish is overcome", async () => {
      const tab = await isFoundOut("/fake");
      for (const rubbish of [{ level: 7 }, "text", [1, 2, 3], { verdict: null, frames: "no" }]) {
        await bench.control.evaluate((key, value) => chrome.storage.session.set({ [key]: value }), `tab:${tab.id}`, rubbish);
        await tab.visit(`https://${HOST}/fake`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
      }
      await tab.close();
    });

    test("full storage is overcome", async () => {
      await bench.control.evaluate(async () => {
        // Up to the last byte that the browser takes; one that takes any number is left at 12 MB.
        let size = 4_000_000;
        for (let total = 0, piece = 0; size >= 1 && total < 12_000_000; piece += 1) {
          try {
            await chrome.storage.session.set({ [`ballast${piece}`]: "x".repeat(size) });
            total += size;
          } catch {
            size = Math.floor(size / 2);
          }
        }
      });
      await (await isFoundOut("/fake")).close();
    });
  });

  test(`an engine that never works says so in the popup, and leaves pages alone, in ${name}`, async () => {
    const { extension, remove } = variantOf(name, { "wasm/vigicolis.js": (text) => text + TRAPS_ALWAYS });
    await withBench(name, { extension }, async (bench) => {
      const tab = await bench.openTab();
      await tab.page.goto(`https://${HOST}/fake`);
      assert.equal((await openPopup(tab)).level, "unknown");
      assert.equal(await tab.warning(), null);
      await tab.untilBadge("");
    }).finally(remove);
  });

  test(`a background that fell asleep wakes up for the next page in ${name}`, () =>
    withBench(name, { drowsy: true }, async (bench) => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      // Chromium's own patience is half a minute.
      await until("the background to sleep", async () => !(await bench.browser.isBackgroundRunning()), 90_000);
      await tab.untilBadge("!");
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
    }));
}
