// The background comes and goes: stopped by force, asleep, or with a trapped engine.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST && path.startsWith("/fake") ? { body: fakePayment() } : null);

for (const name of BROWSERS) {
  describe(`background in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    test("a page that comes after the background was stopped is judged", async () => {
      const tab = await bench.openTab();
      for (const round of [1, 2, 3]) {
        await bench.browser.stopBackground();
        await tab.visit(`https://${HOST}/fake${round}`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
      }
      await tab.close();
    });

    test("what was known of a tab outlives the background", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      const before = await tab.untilLevel("danger");
      await bench.browser.stopBackground();
      assert.deepEqual(await tab.verdict(), before);
      assert.notEqual((await tab.badge()).text, "");
      await tab.close();
    });

    test("a choice to go on outlives the background", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      await tab.choose("proceed");
      await tab.untilNoWarning();
      const isKept = async () => {
        const reply = await tab.report();
        return reply.kind === "verdict" && reply.dismissed;
      };
      // The warning goes at the click; the choice is kept once the background has heard of it.
      await until("the choice to be kept", isKept);
      await bench.browser.stopBackground();
      assert.ok(await isKept());
      await tab.close();
    });
  });
}
