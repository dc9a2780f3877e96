// The box where it stays: beside the pages of a window, in a tab, and behind the address bar's keyword.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { checkInBox } from "../lib/box.mjs";
import { mayClose } from "../lib/closing.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";

/** @typedef {import("../lib/bench.mjs").Bench} Bench */

const LURE = "📦 Chronopost : votre colis est retenu, réglez 1,99 € sur https://colis-fr.example/x sous 24h";
const FAKE = "https://chronopost-colis.example/x";
const REAL = "https://www.chronopost.fr/suivi";

/** A phone, a wide panel, a tab. */
const SIZES = [{ width: 360, height: 740 }, { width: 600, height: 800 }, { width: 1280, height: 800 }];

/**
 * The boxes that are open as pages of their own, wherever that is.
 * @param {Bench} bench
 */
const openBoxes = ({ control }) => control.evaluate(() => {
  const views = /** @type {Window[]} */ (/** @type {unknown} */ (chrome.extension.getViews()));
  return views.filter(({ location }) => location.pathname === "/pages/box/box.html").map(({ location, document }) => ({
    search: location.search,
    text: /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#check-box"))?.value,
    level: document.querySelector(".result")?.getAttribute("data-level"),
    hasKeyboard: document.activeElement?.localName === "h3",
  }));
});

/**
 * Waits for the answer in the only box that is open.
 * @param {Bench} bench
 * @param {string} text
 * @param {string} level
 */
const untilAnswered = (bench, text, level) => until(`the answer to ${text}`, async () => {
  const [box, ...others] = await openBoxes(bench);
  if (others.length > 0 || box?.text !== text || box.level !== level) throw new Error(JSON.stringify([box, ...others]));
  return box;
});

/**
 * Opens the popup of a tab, types, and clicks on the button that keeps the box open.
 * @param {Bench} bench
 * @param {string} text
 * @returns {Promise<string>} words of that button
 */
async function keepOpen(bench, text) {
  const tab = await bench.openTab();
  const popup = await bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
  await untilPainted(popup);
  await popup.bringToFront();
  await popup.$eval("#check-box", (box, given) => (/** @type {HTMLTextAreaElement} */ (box).value = given), text);
  await until("the button", () => popup.$("#beside:not([hidden])"));
  const words = await popup.$eval("#beside", (button) => button.textContent);
  await mayClose(popup, () => popup.click("#beside"));
  return words ?? "";
}

/** @param {Bench} bench */
async function leftovers(bench) {
  const { session, local } = await bench.stored();
  assert.ok(!JSON.stringify(local).includes("colis"), JSON.stringify(local));
  return Object.keys(session).filter((key) => key.startsWith("handed"));
}

for (const name of BROWSERS) {
  describe(`the box elsewhere than in the popup, in ${name}`, () => {
    /** @type {Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, () => null, { watched: true });
    });
    after(() => bench?.close());

    for (const size of SIZES) {
      test(`${size.width} px wide, an answer stands in view and has the keyboard`, async () => {
        const page = await bench.browser.openExtensionPage("pages/box/box.html");
        await untilPainted(page);
        assert.equal(await page.evaluate(() => document.activeElement?.id), "check-box");
        await page.setViewport(size);
        for (const text of [LURE, FAKE, REAL, "mondial relay", "6A49373964014"]) {
          await checkInBox(page, text);
          const { top, bottom, hasKeyboard } = await page.evaluate(() => {
            const heading = document.querySelector(".result h3");
            const last = document.querySelector(".result > .button") ?? heading;
            return { top: heading?.getBoundingClientRect().top ?? -1, bottom: last?.getBoundingClientRect().bottom ?? Infinity, hasKeyboard: document.activeElement === heading };
          });
          assert.ok(top >= 0 && bottom <= size.height, `${text}: ${top} to ${bottom}`);
          assert.ok(hasKeyboard, text);
        }
        await page.close();
      });
    }

    test("after an answer the box is emptied for the next message", async () => {
      const page = await bench.browser.openExtensionPage("pages/box/box.html");
      await untilPainted(page);
      assert.equal(await page.$eval("#check-again", (button) => button.checkVisibility()), false);
      await checkInBox(page, LURE);
      await page.bringToFront();
      await page.click("#check-again");
      assert.deepEqual(
        await page.evaluate(() => [document.querySelector(".result"), /** @type {HTMLTextAreaElement} */ (document.activeElement).value, document.activeElement?.id]),
        [null, "", "check-box"],
      );
      assert.equal(await page.$eval("#check-again", (button) => button.checkVisibility()), false);
      await page.close();
    });

    test("one click in the popup opens it beside the page, with what was typed, and the next text goes to the same", async () => {
      assert.match(await keepOpen(bench, FAKE), /beside/);
      const box = await untilAnswered(bench, FAKE, "caution");
      assert.deepEqual([box.search, box.hasKeyboard], ["", true]);
      await keepOpen(bench, REAL);
      await untilAnswered(bench, REAL, "official");
      assert.deepEqual(await leftovers(bench), []);
    });

    test("the address bar says in one line what the box would answer", async () => {
      const tab = await bench.openTab();
      await tab.page.bringToFront();
      /** @type {[string, RegExp][]} */
      const lines = [
        [LURE, /⛔ This message is very likely a scam/], [FAKE, /⚠ .*Chronopost.* · chronopost-colis\.example/], [REAL, /✓ .*Chronopost/],
        ["6A49373964014", /6A49373964014 · .*La Poste/], ["mondial relay", /Mondial Relay · www\.mondialrelay\.fr/],
        ["x@m&m.example", name === "chromium" ? /m&amp;m\.example/ : /m&m\.example/], ["  ", /Paste a text message/],
      ];
      for (const [text, line] of lines) {
        await bench.browser.typeInBar(text);
        await until(String(line), async () => {
          const shown = await bench.browser.barLines();
          if (!shown.some((each) => line.test(each))) throw new Error(JSON.stringify(shown));
          return true;
        });
      }
      await tab.close();
    });

    test("no answer to what was typed before stands in the address bar", async () => {
      const tab = await bench.openTab();
      await tab.page.bringToFront();
      for (const text of ["https://www.chronopost.fr", "https://www.chronopost.fr-colis.example/"]) await bench.browser.typeInBar(text);
      await until("the answer", async () => (await bench.browser.barLines()).some((line) => line.includes("⚠")));
      assert.ok(!(await bench.browser.barLines()).some((line) => line.includes("✓")));
      await tab.close();
    });

    test("Enter opens the box with what was typed, which is in no address", async () => {
      const tab = await bench.openTab();
      await tab.page.bringToFront();
      await bench.browser.typeInBar(FAKE);
      // Whoever is quicker than the bar gets what the bar makes of it.
      await until("a line below the bar", async () => (await bench.browser.barLines()).length > 0);
      await bench.browser.enterInBar();
      const box = await until("a box in a tab", async () => (await openBoxes(bench)).find(({ search, level }) => search && level));
      assert.match(box.search, /^\?text=[0-9a-f-]{36}$/);
      assert.deepEqual([box.text, box.level, box.hasKeyboard], [FAKE, "caution", true]);
      assert.deepEqual(await leftovers(bench), []);
    });

    test("the address bar speaks the language that the visitor chose", async () => {
      await speakLanguage(bench, "fr");
      const tab = await bench.openTab();
      await tab.page.bringToFront();
      await bench.browser.typeInBar(FAKE);
      await until("a French line", async () => (await bench.browser.barLines()).some((line) => line.includes("ce n’est peut-être pas Chronopost")));
      await tab.close();
    });

    test("nothing of it went over the network", () => assert.deepEqual(bench.strayRequests(), []));
  });

  // Firefox for Android has neither of them.
  test(`without a place beside its pages, and without keywords, the box opens in a tab in ${name}`, async () => {
    const { extension, remove } = variantOf(name, {
      "manifest.json": (text) => {
        const manifest = JSON.parse(text);
        for (const key of ["side_panel", "sidebar_action", "omnibox"]) delete manifest[key];
        return JSON.stringify({ ...manifest, permissions: manifest.permissions.filter((/** @type {string} */ each) => each !== "sidePanel") });
      },
    });
    const bench = await startBench(name, () => null, { extension });
    try {
      assert.match(await keepOpen(bench, FAKE), /tab/);
      const { search } = await untilAnswered(bench, FAKE, "caution");
      assert.match(search, /^\?text=[0-9a-f-]{36}$/);
      assert.deepEqual(await leftovers(bench), []);
    } finally {
      await bench.close();
      remove();
    }
  });
}
