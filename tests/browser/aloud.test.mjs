// Reading aloud: by a voice of the device and no other, until it is stopped.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvice } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { openSurface, surfaceRoutes } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";

const FAKE = "suivi-chronopost.example";

/**
 * Runs in a page of the extension's: gives it voices, and notes what they are to say.
 * @param {{ lang: string, localService: boolean }[]} voices
 */
function giveVoices(voices) {
  const spoken = /** @type {any[]} */ ([]);
  class Utterance {
    /** @param {string} text */
    constructor(text) {
      Object.assign(this, { text });
    }
  }
  Object.assign(globalThis, { spoken, SpeechSynthesisUtterance: Utterance });
  for (const [name, value] of Object.entries({
    getVoices: () => voices,
    speak: (/** @type {unknown} */ utterance) => void spoken.push(utterance),
    cancel: () => void (spoken.length = 0),
  })) Object.defineProperty(speechSynthesis, name, { configurable: true, value });
  speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<{ text: string, voice: string }[]>}
 */
const spokenOn = (page) =>
  page.evaluate(() => /** @type {any} */ (globalThis).spoken.map((/** @type {any} */ { text, voice }) => ({ text, voice: voice.lang })));

const ELSEWHERE = { lang: "en-GB", localService: false };
const FRENCH = { lang: "fr-FR", localService: true };
const HERE = { lang: "en-US", localService: true };

for (const name of BROWSERS) {
  describe(`reading aloud in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, surfaceRoutes);
    });
    after(() => bench?.close());

    for (const [path, words] of /** @type {const} */ ([
      ["popup", ["Chronopost", "suivi-chronopost.example"]],
      ["help", ["already given my details", "hang up", "report the page"]],
    ])) {
      test(`the page of ${path} is read by a voice of the device, and stops at the second press`, async () => {
        const tab = await bench.openTab();
        await tab.visit(`https://${FAKE}/`);
        await tab.untilLevel("danger");
        const page = path === "help" ? await openAdvice(bench, "help", tab.id) : await bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
        if (path === "popup") await untilPainted(page);
        const button = () => page.$eval("#aloud", (each) => (each.checkVisibility() ? each.textContent : null));
        for (const voices of [[], [ELSEWHERE], [FRENCH], [ELSEWHERE, FRENCH]]) {
          await page.evaluate(giveVoices, voices);
          assert.equal(await button(), null, JSON.stringify(voices));
        }
        await page.evaluate(giveVoices, [ELSEWHERE, FRENCH, HERE]);
        assert.equal(await button(), "Read aloud");
        await page.focus("#aloud");
        await page.keyboard.press("Enter");
        assert.equal(await button(), "Stop reading");
        const spoken = await spokenOn(page);
        assert.ok(spoken.every(({ voice }) => voice === HERE.lang), JSON.stringify(spoken));
        const text = spoken.map(({ text }) => text).join(" ");
        for (const word of words) assert.ok(text.toLowerCase().includes(word.toLowerCase()), text);
        await page.keyboard.press("Enter");
        assert.deepEqual([await button(), await spokenOn(page)], ["Read aloud", []]);
        // What is read to its end needs no stop.
        await page.keyboard.press("Enter");
        await page.evaluate(() => /** @type {any} */ (globalThis).spoken.at(-1).onend());
        assert.equal(await button(), "Read aloud");
        await page.close();
        await tab.close();
      });
    }

    test("so is the warning on the extension's own page", async () => {
      const { page, close } = await openSurface(bench, "held");
      const button = () => bench.browser.inWarning(page, `(root) => { const button = root.querySelector("button.aloud"); return button && { shown: button.checkVisibility(), text: button.textContent }; }`);
      await page.evaluate(giveVoices, [ELSEWHERE]);
      assert.equal((await button()).shown, false);
      // The page hears of voices once its own script has begun.
      const shown = await until("the button", async () => {
        await page.evaluate(giveVoices, [HERE]);
        const it = await button();
        return it.shown ? it : null;
      });
      assert.equal(shown.text, "Read aloud");
      await pressAloud(page);
      const text = (await spokenOn(page)).map(({ text }) => text).join(" ");
      assert.match(text, /Chronopost.*brindille-azur\.example/);
      await pressAloud(page);
      assert.deepEqual(await spokenOn(page), []);
      await close();
    });

    /** By keyboard. @param {import("puppeteer-core").Page} page */
    async function pressAloud(page) {
      const isThere = () => bench.browser.inWarning(page, `(root) => root.activeElement?.matches(".aloud") ?? false`);
      await until("the keyboard to be there", async () => {
        if (await isThere()) return true;
        await page.keyboard.press("Tab");
        return isThere();
      });
      await page.keyboard.press("Enter");
    }
  });
}
