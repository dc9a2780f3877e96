// What a page becomes, what it frames, and what it does to the warning.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { fakePayment, fakeWithFrame, falseStandIns, framedForm, plainPage, singlePageApp, standIns } from "./pages.mjs";

// No brand and no word of the trade in these names: the pages themselves must give it away.
const HOST = "espace-client-web.example";
const OTHER = "formulaire-en-ligne.example";
// This name alone is enough for a word of caution.
const ODD = "chronopost-colis.example";

/** @type {Record<string, string>} */
const PAGES = {
  [`${HOST}/`]: plainPage(),
  [`${HOST}/app`]: singlePageApp(),
  [`${HOST}/frame`]: fakeWithFrame("/inside"),
  [`${HOST}/inside`]: framedForm(),
  [`${HOST}/foreign-frame`]: fakeWithFrame(`https://${OTHER}/inside`),
  [`${OTHER}/inside`]: framedForm(),
  [`${OTHER}/`]: plainPage(),
  [`${HOST}/fake`]: fakePayment(),
  [`${ODD}/`]: plainPage(),
  [`${HOST}/stand-ins`]: standIns(),
  [`${HOST}/false-stand-ins`]: falseStandIns(),
};

for (const name of BROWSERS) {
  describe(`changing pages in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, (host, path) => {
        const body = PAGES[host + path];
        return body ? { body } : null;
      });
    });
    after(() => bench?.close());

    /**
     * @param {string} path
     * @param {(tab: import("../lib/bench.mjs").Tab) => Promise<void>} check
     * @param {string} [host]
     */
    async function on(path, check, host = HOST) {
      const tab = await bench.openTab();
      try {
        await tab.visit(`https://${host}${path}`);
        await check(tab);
      } finally {
        await tab.close();
      }
    }

    test("a plain page gets no word", () =>
      on("/", async (tab) => {
        await tab.untilSettled(0);
        assert.equal((await tab.verdict()).level, "clear");
        assert.equal(await tab.warning(), null);
        await tab.untilBadge("");
      }));

    test("a single-page app is judged again when it turns into a card form", () =>
      on("/app", async (tab) => {
        await tab.untilSettled(0);
        assert.equal((await tab.verdict()).level, "clear");
        await tab.page.click("#next");
        const verdict = await tab.untilLevel("danger");
        assert.equal(verdict.brand?.id, "chronopost");
        assert.ok((await tab.untilWarning()).modal);
      }));

    test("a card form in a frame of the same host counts as the page's own", () =>
      on("/frame", async (tab) => {
        const verdict = await tab.untilLevel("danger");
        assert.ok(verdict.asks.includes("card_number"), `asks: ${verdict.asks}`);
        assert.ok((await tab.untilWarning()).modal);
      }));

    test("a card form in a foreign frame is judged with what the page around it claims", () =>
      on("/foreign-frame", async (tab) => {
        const verdict = await tab.untilLevel("danger");
        assert.ok(verdict.asks.includes("card_number"), `asks: ${verdict.asks}`);
        assert.match((await tab.untilWarning()).text, new RegExp(HOST));
      }));

    test("whoever chose to go on can use the page, below a strip that says what it is", () =>
      on("/fake", async (tab) => {
        await tab.untilWarning();
        await tab.choose("proceed");
        await tab.untilPassed();
        assert.equal((await tab.verdict()).level, "danger");
        await tab.untilBadge("!");
      }));

    test("an odd address alone brings a banner that takes no focus and closes for good", () =>
      on(
        "/",
        async (tab) => {
          const verdict = await tab.untilLevel("caution");
          assert.equal(verdict.brand?.id, "chronopost");
          const warning = await tab.untilWarning();
          assert.ok(!warning.modal && !warning.focused);
          assert.match(warning.text, /Chronopost/);
          assert.match(warning.text, new RegExp(ODD));
          await tab.untilBadge("?");
          await tab.choose("proceed");
          await tab.untilNoWarning();
          await tab.untilDismissed();
          await tab.untilBadge("?");
        },
        ODD,
      ));

    test("what only stands behind a payment provider's frame asks for nothing", () =>
      on("/stand-ins", async (tab) => {
        await tab.untilSettled(0);
        const { asks } = await tab.verdict();
        assert.deepEqual(asks, ["email"]);
      }));

    test("a field that looks like one and takes the clicks itself is asked for", () =>
      on("/false-stand-ins", async (tab) => {
        await tab.untilSettled(0);
        const { asks } = await tab.verdict();
        assert.deepEqual(asks, ["card_number", "card_expiry", "card_csc"]);
      }));

    test("leaving the fake page for somebody else's takes warning and badge away", () =>
      on("/fake", async (tab) => {
        await tab.untilWarning();
        await tab.visit(`https://${OTHER}/`);
        await tab.untilSettled(0);
        assert.equal((await tab.verdict()).level, "clear");
        assert.equal(await tab.warning(), null);
        await tab.untilBadge("");
      }));
  });
}
