// Every surface fits: 320 px (400 % of 1280) and 360 px wide, in the languages with the longest words,
// the youngest surfaces in all, and what is touched is as large as a finger.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilStill } from "../lib/still.mjs";
import { fillSettings, isTouched, speakLanguage, SURFACES, surfaceRoutes } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";

const WIDTHS = [320, 360];
const TOUCH = 44;
/** Higher, a button's words stand in four lines or more: broken into pieces. */
const MAX_BUTTON = 110;

for (const name of BROWSERS) {
  describe(`layout in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, surfaceRoutes);
      await fillSettings(bench);
    });
    after(() => bench?.close());

    for (const language of ["de", "pl", "pt", "fr", "en", "es", "it", "nl"]) {
      describe(language, () => {
        before(() => speakLanguage(bench, language));

        const isLong = ["de", "pl", "pt"].includes(language);
        for (const [surface, open] of Object.entries(SURFACES).filter(([each]) => isLong || ["passed", "framed", "held"].includes(each))) {
          test(`${surface}, ${language}`, async () => {
            const { page, isClosed, close } = await open(bench);
            for (const width of WIDTHS) {
              await page.setViewport({ width, height: 700 });
              await until(`${width} px`, async () => (await bench.browser.inPage(page, "() => innerWidth")) === width);
              await untilStill(bench.browser, page);
              // Null while nothing is shown, as when a panel is just put up anew.
              const faults = await until(`something shown at ${width} px`, () => (isClosed ? bench.browser.inWarning(page, String(misfits), TOUCH, MAX_BUTTON) : page.evaluate(misfits, isTouched(surface) ? TOUCH : 0, MAX_BUTTON)));
              assert.deepEqual(faults, [], `${width} px wide`);
            }
            await close();
          });
        }
      });
    }
  });
}

/**
 * Runs in a page, or in its closed root, where the first argument is the root.
 * @param {ShadowRoot | number} first
 * @param {number} second
 * @param {number} [third]
 * @returns {string[] | null} what is cut off, sticks out, or is too small to touch
 */
function misfits(first, second, third) {
  const root = typeof first === "number" ? document : first;
  const [touch, highest] = typeof first === "number" ? [first, second] : [second, third ?? 0];
  const shown = [...root.querySelectorAll("*")].filter((element) => element.checkVisibility());
  if (shown.length === 0) return null;
  const nameOf = (/** @type {Element} */ element) => `${element.localName}#${element.id}.${element.className}: ${element.textContent?.slice(0, 40)}`;
  const isWide = (/** @type {Element} */ element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
  };
  const isCut = (/** @type {Element} */ element) =>
    !element.matches(".unseen") &&
    element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && !/^(inline|contents)/.test(getComputedStyle(element).display) && element.localName !== "select";
  // A link in the middle of a sentence is as high as its line; a box is touched by its label.
  const targets = [...root.querySelectorAll("button, a[href], summary, select, textarea, input")].filter((element) => element.checkVisibility() && !element.closest("p, label"));
  const isSmall = (/** @type {Element} */ element) => {
    const { width, height } = element.getBoundingClientRect();
    return width < touch - 0.5 || height < touch - 0.5;
  };
  return [
    ...shown.filter(isWide).map((element) => `sticks out: ${nameOf(element)}`),
    ...shown.filter(isCut).map((element) => `cut off: ${nameOf(element)}`),
    ...targets.filter((element) => element.matches("button, a, summary") && element.getBoundingClientRect().height > highest).map((element) => `in pieces: ${nameOf(element)}`),
    ...targets.filter(isSmall).map((element) => `too small (${element.getBoundingClientRect().width} x ${element.getBoundingClientRect().height}): ${nameOf(element)}`),
  ];
}
