// The page that teaches to recognise a parcel scam: what it shows is what the extension says, and its
// questions are answered by keyboard.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openOwnPage, textOf, untilText } from "../lib/settings.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const PAGE = "pages/learn/learn.html";
const SIGNS = 5;
const QUESTIONS = [false, true, false];

for (const name of BROWSERS) {
  describe(`learn in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, () => null);
    });
    after(() => bench?.close());

    /** @param {string} text */
    const levelOf = async (text) => {
      const reply = await bench.control.evaluate((pasted) => chrome.runtime.sendMessage({ kind: "check_paste", text: pasted }), text);
      assert.equal(reply.kind, "paste_result", text);
      return /** @type {string} */ (reply.result.verdict?.level ?? reply.result.kind);
    };
    const isWarned = async (/** @type {string} */ text) => ["caution", "danger"].includes(await levelOf(text));

    for (const language of Object.keys(LANGUAGES)) {
      test(`the extension says of each example what the page says of it, ${language}`, async () => {
        await speakLanguage(bench, language);
        const page = await openOwnPage(bench, PAGE);
        const shown = await page.evaluate(examplesOf);
        assert.equal(shown.length, 2 * SIGNS);
        for (const { isReal, text, address } of shown) {
          if (isReal) assert.equal(await isWarned(text), false, text);
          else if (address) assert.ok(await isWarned(text), text);
          if (!address) continue;
          assert.equal(await levelOf(address) === "official", isReal, address);
          assert.equal(address.includes(".example/"), !isReal, address);
        }
        for (const isReal of QUESTIONS) {
          const asked = await textOf(page, "#quiz :is(.bar, .bubble p:last-child)");
          assert.equal(await isWarned(asked), !isReal, asked);
          await page.click(`#quiz .line button:nth-child(${isReal ? 1 : 2})`);
          await page.waitForSelector("#quiz .right");
          await page.click("#quiz .right button");
        }
        assert.match(await textOf(page, "#quiz h3"), /: 3 \p{L}+ 3$/u);
        await page.close();
      });
    }

    test("the part of an address that somebody registered is in bold, in questions only once they are answered", async () => {
      await speakLanguage(bench, "fr");
      const page = await openOwnPage(bench, PAGE);
      const bold = await page.$$eval("#signs .bar strong", (all) => all.map((each) => each.textContent));
      assert.deepEqual(bold, ["suivi-colis.example", "chronopost.fr", "chronopost-frais.example", "chronopost.fr"]);
      assert.equal(await textOf(page, "#quiz .bar"), "chronopost.fr-suivi-colis.example/r7k2");
      assert.equal(await page.$("#quiz strong"), null);
      await page.click("#quiz button");
      assert.equal(await textOf(page, "#quiz .wrong strong"), "fr-suivi-colis.example");
      await page.close();
    });

    test("examples stand side by side where there is room, one above the other on a phone", async () => {
      const page = await openOwnPage(bench, PAGE);
      for (const [width, isBeside] of /** @type {const} */ ([[1280, true], [360, false]])) {
        await page.setViewport({ width, height: 800 });
        await until(`${width} px`, () => page.evaluate((wide) => innerWidth === wide, width));
        const pairs = await page.$$eval(".pair", (all) => all.map((pair) => [...pair.children].map((each) => Math.round(each.getBoundingClientRect().top))));
        assert.equal(pairs.length, SIGNS);
        for (const [first, second] of pairs) assert.equal(first === second, isBeside, `${width}: ${first}, ${second}`);
      }
      await page.close();
    });

    test("the questions are answered by keyboard, each answer is told where the keyboard is, and the result counts", async () => {
      await speakLanguage(bench, "en");
      const page = await openOwnPage(bench, PAGE);
      await page.bringToFront();
      await page.focus("#quiz button");
      for (const [index, right] of [true, false, true].entries()) {
        const isReal = right ? QUESTIONS[index] : !QUESTIONS[index];
        await press(page, isReal ? "Real" : "Fake");
        await untilText(page, "#quiz h3:focus", right ? "Well spotted!" : "Not this time.");
        await press(page, index === QUESTIONS.length - 1 ? "See the result" : "Next question");
        await untilText(page, "h3:focus", index === QUESTIONS.length - 1 ? "Right answers: 2 of 3" : `Question ${index + 2} of 3`);
      }
      await press(page, "Start again");
      await untilText(page, "#quiz h3:focus", "Question 1 of 3");
      assert.deepEqual(bench.strayRequests(), []);
      await page.close();
    });

    test("popup and welcome page lead there", async () => {
      for (const path of ["pages/popup/popup.html", "pages/welcome/welcome.html"]) {
        const page = await openOwnPage(bench, path);
        assert.ok(await page.$(`a[href="../learn/learn.html"]`), path);
        await page.close();
      }
    });
  });
}

/**
 * Goes on by the Tab key to a button and presses it.
 * @param {Page} page
 * @param {string} words
 */
async function press(page, words) {
  await until(`the keyboard on '${words}'`, async () => {
    if ((await page.evaluate(() => document.activeElement?.textContent)) === words) return true;
    await page.keyboard.press("Tab");
    return false;
  });
  await page.keyboard.press("Enter");
}

/** Runs in the page: what each example shows, as text to check, and its address. */
function examplesOf() {
  return [...document.querySelectorAll("#signs figure")].map((figure) => {
    const address = figure.querySelector(".address")?.textContent ?? "";
    return { isReal: figure.className === "real", text: figure.querySelector(".bubble p:last-child")?.textContent ?? address, address };
  });
}
