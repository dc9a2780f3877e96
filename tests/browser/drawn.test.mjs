// Boxes that a page draws and that take keys without being fields are read as fields, and nothing else is.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { document } from "./pages.mjs";

const HOST = "cases.example";
const BOX = "display:inline-block;width:300px;height:28px;border:1px solid";

/**
 * Pages by name, and the labels of the fields that must be read there.
 * @type {Record<string, { body: string, labels: string[] }>}
 */
const PAGES = {
  boxes: {
    body: `<p>Numéro de carte<br><span tabindex=0 style="${BOX}"></span></p><p>Cryptogramme<br><span role=textbox style="${BOX}"></span></p>`,
    labels: ["Numéro de carte", "Cryptogramme"],
  },
  neighbours: {
    body: `<div tabindex=0 style="${BOX}">Lisez ceci</div><div tabindex=-1 style="${BOX}"></div><div tabindex=0 style="width:300px;height:400px"></div>
      <a href="#" tabindex=0 style="${BOX}"></a><div tabindex=0 style="${BOX}"><iframe></iframe></div><div tabindex=0 style="${BOX};display:none"></div>
      <div tabindex=0 style="width:300px;height:1px"></div>`,
    labels: [],
  },
  many: { body: `<p>Case</p>${`<span tabindex=0 style="${BOX}"></span>`.repeat(60)}`, labels: Array(20).fill("Case") },
};

for (const name of BROWSERS) {
  describe(`drawn boxes in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, (host, path) => {
        const page = host === HOST ? PAGES[path.slice(1)] : undefined;
        return page ? { body: document("Page", page.body) } : null;
      });
    });
    after(() => bench?.close());

    for (const [path, { labels }] of Object.entries(PAGES)) {
      test(path, async () => {
        const tab = await bench.openTab();
        try {
          await tab.visit(`https://${HOST}/${path}`);
          await tab.untilSettled(0);
          const told = (await bench.heard()).filter((each) => each.tab === tab.id && each.message.kind === "judge_page").at(-1);
          assert.ok(told, "the page was told of");
          /** @type {import("../../extension/wasm/protocol.js").PageSnapshot} */
          const { fields } = told.message.snapshot;
          assert.deepEqual(fields.map(({ label }) => label), labels);
        } finally {
          await tab.close();
        }
      });
    }
  });
}
