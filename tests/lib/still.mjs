import { until } from "./until.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./browser.mjs").TestBrowser} TestBrowser
 */

/**
 * Waits until nothing of a page moves any more, in its closed roots neither: whatever is measured
 * or pictured is first to lie where it stays and to have the colours that it keeps, those of the
 * browser's look. The page comes to the front: in the back nothing is painted, and animations may
 * stand.
 * @param {TestBrowser} browser
 * @param {Page} page
 * @param {{ filling?: boolean }} [than] still enough: the bar of a button that fills up moves nothing else
 */
export async function untilStill(browser, page, { filling = false } = {}) {
  await until("the page to be still", async () => {
    if (await browser.inPage(page, "() => document.hidden")) await page.bringToFront();
    const { dark = false, forced = false } = browser.look();
    if (!(await browser.inPage(page, String(looks), dark, forced))) return false;
    if (!(await browser.inPage(page, String(isStill), filling))) return false;
    // Null where there is no closed root: nothing that could move.
    return (await browser.inWarning(page, String(isStill), filling)) !== false;
  });
}

/**
 * Runs in the page.
 * @param {Document} _document
 * @param {boolean} dark
 * @param {boolean} forced
 */
function looks(_document, dark, forced) {
  const is = (/** @type {string} */ feature) => matchMedia(`(${feature})`).matches;
  return is("prefers-color-scheme: dark") === dark && is("forced-colors: active") === forced && (!forced || is("prefers-reduced-motion: reduce"));
}

/**
 * Runs in the page, on the document or a closed root.
 * @param {Document | ShadowRoot} root
 * @param {boolean} filling
 * @returns {Promise<boolean>} whether no animation or transition runs, no font is on its way, and two frames were alike
 */
async function isStill(root, filling) {
  // One that never comes is asked for again.
  const frame = () => new Promise((done) => {
    setTimeout(done, 1000);
    requestAnimationFrame(done);
  });
  const isMoving = () => root.getAnimations().some(({ playState, effect }) => !(filling && effect instanceof KeyframeEffect && effect.pseudoElement) && playState === "running" && Number.isFinite(effect?.getComputedTiming().endTime));
  const boxes = () => Array.from(root.querySelectorAll("*"), (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].join();
  }).join(" ");
  if (document.readyState === "loading" || document.fonts.status !== "loaded" || isMoving()) return false;
  const before = boxes();
  await frame();
  await frame();
  return !isMoving() && boxes() === before;
}
