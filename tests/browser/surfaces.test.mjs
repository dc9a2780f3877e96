// Every surface fits and can be read: at 320 px (400 % of 1280) and 360 px, in the longest words of
// all eight languages, with room for a finger on what is touched; and by axe's rules in light, dark
// and forced colours.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faultsOf, faultsOfClosed } from "../lib/axe.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilStill } from "../lib/still.mjs";
import { stretching } from "../lib/stretched.mjs";
import { fillSettings, isTouched, speakLanguage, SURFACES, surfaceRoutes } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";

/** German has the most of the longest: it is spoken as that language. */
const LANGUAGE = "de";
const WIDTHS = [320, 360];
const WIDE = { width: 1280, height: 800 };
const TOUCH = 44;
/** Higher, a button's words stand in four lines or more: broken into pieces. */
const MAX_BUTTON = 110;

/** Dark and forced colours change colours alone: what does not depend on them is asked for once. */
const LOOKS = /** @type {const} */ ({ light: {}, dark: { dark: true }, forced: { forced: true } });

/** The panel of each surface that stands in a closed root; the demonstration is also a page of the extension's own. */
const panelOf = (/** @type {string} */ name) => (name === "question" ? ".question[popover]" : "dialog, .banner, .strip");

for (const name of BROWSERS) {
  describe(`surfaces in ${name}`, () => {
    const { extension, remove } = variantOf(name, stretching(LANGUAGE));
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, surfaceRoutes, { extension });
      await fillSettings(bench);
      await speakLanguage(bench, LANGUAGE);
    });
    after(async () => {
      await bench?.close();
      remove();
    });

    // Opened once, and seen at every width and in every look: the way there costs more than the look.
    for (const [surface, open] of Object.entries(SURFACES)) {
      test(surface, async (t) => {
        const { page, isClosed, close } = await open(bench);
        for (const width of WIDTHS) {
          await t.test(`${surface}, ${width} px`, async () => {
            await page.setViewport({ width, height: 700 });
            await until(`${width} px`, async () => (await bench.browser.inPage(page, "() => innerWidth")) === width);
            await untilStill(bench.browser, page, { filling: true });
            // Null while nothing is shown, as when a panel is just put up anew.
            const faults = await until(`something shown at ${width} px`, () => (isClosed ? bench.browser.inWarning(page, String(misfits), TOUCH, MAX_BUTTON) : page.evaluate(misfits, isTouched(surface) ? TOUCH : 0, MAX_BUTTON)));
            assert.deepEqual(faults, []);
          });
        }
        await page.setViewport(WIDE);
        await until(`${WIDE.width} px`, async () => (await bench.browser.inPage(page, "() => innerWidth")) === WIDE.width);
        for (const [look, options] of Object.entries(LOOKS)) {
          await t.test(`${surface}, ${look}`, async () => {
            await bench.browser.setLook(options);
            const rules = look === "light" ? "all" : "colour";
            if (isClosed) assert.deepEqual(await faultsOfClosed(bench, page, panelOf(surface), rules), []);
            if (!isClosed || surface === "demo") assert.deepEqual(await faultsOf(bench, page, rules), []);
            if (look === "forced") assert.deepEqual(isClosed ? await bench.browser.inWarning(page, String(unboundOf)) : await page.evaluate(unboundOf), []);
          });
        }
        await bench.browser.setLook(LOOKS.light);
        await close();
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

/**
 * Runs in a page or its closed root: controls that nothing but a colour would tell from their
 * ground, and whatever moves all the same.
 * @param {ShadowRoot | Document} [root]
 */
function unboundOf(root = document) {
  if (!matchMedia("(forced-colors: active)").matches) return ["no forced colours"];
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return ["motion"];
  const shown = [...root.querySelectorAll("*")].filter((element) => element.checkVisibility());
  const moving = shown.filter((element) => getComputedStyle(element).animationName !== "none");
  const bare = shown.filter((element) => element.matches(".main, .act, .button, input:not([type=checkbox], [type=radio]), select, textarea, .result, .banner, dialog") && Number.parseFloat(getComputedStyle(element).borderTopWidth) < 1);
  return [...moving, ...bare].map(({ localName, className }) => `${localName}.${className}`);
}
