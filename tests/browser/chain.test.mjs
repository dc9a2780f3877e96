// What a tab remembers of the pages before: steps that are harmless alone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { chainOfNobody, plainPage } from "./pages.mjs";

// Names of nobody in particular, which are no words of the trade.
const HOST = "brindille-azur.example";
const OTHER = "bouton-nacre.example";

/** @type {Record<string, string>} */
const PAGES = {
  [`${HOST}/`]: chainOfNobody.bait,
  [`${HOST}/verification`]: chainOfNobody.gate,
  [`${HOST}/reglement`]: chainOfNobody.card,
  [`${HOST}/confirmation`]: chainOfNobody.code,
  [`${OTHER}/`]: plainPage(),
  [`${OTHER}/confirmation`]: chainOfNobody.code,
};

for (const name of BROWSERS) {
  describe(`the chain of a scam in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, (host, path) => {
        const body = PAGES[host + path];
        return body ? { body } : null;
      });
    });
    after(() => bench?.close());

    /** @param {import("../lib/bench.mjs").Verdict} verdict */
    const rules = (verdict) => verdict.reasons.map(({ rule }) => rule);

    test("a card form of nobody is an alarm after a bait, and the code after it, too", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      await tab.untilLevel("caution");
      await tab.visit(`https://${HOST}/verification`);
      await tab.visit(`https://${HOST}/reglement`);
      assert.ok(rules(await tab.untilLevel("danger")).includes("scam_chain"));
      // What is remembered is kept where the background's sleep doesn't reach it.
      await bench.browser.stopBackground();
      await tab.visit(`https://${HOST}/confirmation`);
      assert.ok(rules(await tab.untilLevel("danger")).includes("code_after_card"));
      await tab.untilWarning();
      await tab.close();
    });

    test("another tab, and a page of somebody else, know nothing of it", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/confirmation`);
      await tab.untilSettled(0);
      assert.equal((await tab.verdict()).level, "clear");
      await tab.visit(`https://${HOST}/reglement`);
      await tab.visit(`https://${OTHER}/`);
      await tab.visit(`https://${OTHER}/confirmation`);
      await tab.untilSettled(0);
      assert.equal((await tab.verdict()).level, "clear");
      await tab.close();
    });
  });
}
