// The ways of an anxious person: none costs more clicks and words than it may, and each ends with its answer in view.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { excesses, FLOWS, flowRoutes, goFlow, lineOfTable, TABLE_HEAD } from "../lib/flows.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";

for (const name of BROWSERS) {
  describe(`flows in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      // The clock tells the country, and with it the number to call.
      bench = await startBench(name, flowRoutes, { env: { TZ: "Europe/Paris" } });
      await speakLanguage(bench, "fr");
    });
    after(() => bench?.close());

    for (const [flow, { story, screens }] of Object.entries(FLOWS)) {
      test(`${flow}: ${story}`, async (t) => {
        t.diagnostic(TABLE_HEAD);
        for (const screen of screens) {
          const figures = await goFlow(bench, flow, screen);
          t.diagnostic(lineOfTable(flow, screen, figures));
          assert.deepEqual(excesses(flow, figures), [], `${screen.width} x ${screen.height}`);
        }
      });
    }
  });
}
