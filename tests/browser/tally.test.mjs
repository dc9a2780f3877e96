// The counter: how many pages were looked at and warnings shown. It knows no address, is written
// rarely, and is gone as soon as nobody wants it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openOptions, openOwnPage, textOf, untilText } from "../lib/settings.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment, plainPage } from "./pages.mjs";

const HOST = "recettes-famille.example";
/** Where the tab has seen no danger. */
const OTHER = "jardin-calme.example";
const POPUP = "pages/popup/popup.html?tab=-1";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST || host === OTHER ? { body: path === "/fake" ? fakePayment() : plainPage() } : null);

for (const name of BROWSERS) {
  describe(`tally in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {import("../lib/bench.mjs").Tab} */
    let tab;
    before(async () => {
      bench = await startBench(name, routes);
      tab = await bench.openTab();
    });
    after(() => bench?.close());

    const written = async () => /** @type {any} */ ((await bench.stored()).local)["tally"];
    const gathered = async () => /** @type {any} */ ((await bench.stored()).session)["gathered"];
    const told = async () => (await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "read_tally" }))).tally;
    const untilGathered = (/** @type {object} */ counts) => until(JSON.stringify(counts), async () => (assert.deepEqual(await gathered(), counts), true));
    const plant = async (/** @type {object} */ tally) => {
      await bench.control.evaluate((value) => chrome.storage.local.set({ tally: value }), tally);
      // The background knows what it wrote itself.
      await bench.browser.stopBackground();
    };
    /** @param {number} pages @param {number} warnings */
    const untilTold = async (pages, warnings) => {
      await until(`${pages} pages, ${warnings} warnings`, async () => {
        const tally = await told();
        if (tally.pages === pages && tally.warnings === warnings) return true;
        throw new Error(JSON.stringify(tally));
      });
    };

    test("pages and warnings are counted, a page's warning once, and no address with them", async () => {
      await tab.visit(`https://${HOST}/`);
      await untilTold(1, 0);
      await tab.visit(`https://${HOST}/other`);
      await tab.visit(`https://${HOST}/third`);
      await untilTold(3, 0);
      assert.equal((await written()).pages, 1, "the first page is written, those after it gather");
      await untilGathered({ pages: 2, warnings: 0 });

      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.untilSettled(0);
      await untilTold(4, 1);
      const { since, ...counts } = await written();
      assert.match(since, /^\d{4}-\d\d-\d\d$/);
      assert.deepEqual(counts, { pages: 4, warnings: 1 });
      assert.deepEqual(await gathered(), { pages: 0, warnings: 0 });
    });

    test("what gathers outlives the background", async () => {
      await tab.visit(`https://${OTHER}/`);
      await untilGathered({ pages: 1, warnings: 0 });
      await bench.browser.stopBackground();
      await untilTold(5, 1);
      assert.equal((await written()).pages, 4);
    });

    test("popup and options tell it in one line, in the reader's figures", async () => {
      await plant({ since: "2026-03-03", pages: 1200, warnings: 2 });
      const lines = /** @type {const} */ ([
        ["fr", "Depuis le 3 mars 2026, pages vérifiées\u00a0: 1\u202f201, alertes\u00a0: 2"],
        ["de", "Seit dem 3. März 2026, geprüfte Seiten: 1.201, Warnungen: 2"],
        ["pl", "Od 3 marca 2026, sprawdzone strony: 1201, ostrzeżenia: 2"],
      ]);
      for (const [language, line] of lines) {
        await speakLanguage(bench, language);
        for (const path of [POPUP, "pages/options/options.html"]) {
          const page = await openOwnPage(bench, path);
          await until(line, () => page.$eval("#tally", (shown, words) => !(/** @type {HTMLElement} */ (shown).hidden) && shown.textContent === words, line));
          await page.close();
        }
      }
      await speakLanguage(bench, "en");
    });

    test("what is stored and makes no sense counts for nothing", async () => {
      for (const odd of [{ since: "soon", pages: 7, warnings: 1 }, { since: "2026-03-03", pages: "7", warnings: 1 }, { pages: -0.5 }, [], "x"]) {
        await plant(/** @type {object} */ (odd));
        assert.ok((await told()).pages < 7, JSON.stringify(odd));
      }
    });

    test("unticked, it is erased and counts no more, and the popup says nothing of it", async () => {
      await plant({ since: "2026-03-03", pages: 1200, warnings: 2 });
      const options = await openOptions(bench);
      assert.equal(await options.$eval("#tally-keep", (box) => /** @type {HTMLInputElement} */ (box).checked), true);
      await options.bringToFront();
      await options.click("#tally-keep");
      await untilText(options, "#status", "Saved");
      assert.ok(await options.$("#tally[hidden]"));
      assert.deepEqual([await written(), await gathered()], [{ isOff: true }, undefined]);

      await tab.page.bringToFront();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      await tab.untilSettled(0);
      assert.equal(await told(), null);
      assert.deepEqual([await written(), await gathered()], [{ isOff: true }, undefined]);
      const popup = await openOwnPage(bench, POPUP);
      assert.doesNotMatch(await textOf(popup), /pages checked/);
      await popup.close();

      await options.bringToFront();
      await options.click("#tally-keep");
      await untilText(options, "#tally", "pages checked: 0");
      await tab.page.bringToFront();
      await tab.visit(`https://${OTHER}/`);
      await untilTold(1, 0);
      await options.close();
    });
  });
}
