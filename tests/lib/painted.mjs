import { readScreenshot } from "./png.mjs";
import { GivenUp, until } from "./until.mjs";

/**
 * What is painted of a warning, as a visitor sees it: a screenshot's pixels, whatever the page's
 * scripts and styles say of them.
 *
 * @typedef {import("./bench.mjs").Bench} Bench
 * @typedef {import("./bench.mjs").Tab} Tab
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./png.mjs").Picture} Picture
 * @typedef {object} Part of a warning that has to be read
 * @property {string} words
 * @property {boolean} isLarge as WCAG counts it
 * @property {{ x: number, y: number, width: number, height: number }} box
 * @property {boolean} isHit whether a click in its middle meets it, as far as the page's layout tells
 *
 * @typedef {"warning" | "question" | "strip"} What
 * @typedef {{ where: "page" | "own" | "nowhere", legible: boolean, reachable: boolean, why: string }} Stand
 */

/** How each of them is told from the others in its closed root. */
const PANELS = {
  warning: "dialog:modal, .banner:popover-open",
  question: ".question:popover-open",
  strip: ".strip:popover-open",
};

const MIN_CONTRAST = { text: 4.5, large: 3 };
/** Of a box's pixels so many have to be ink: the bold bar of an `l` in a wide button is as little. */
const INK = 0.004;
/** Into so many luminances are parted to find the ground. */
const STEPS = 100;
/** How alike a part has to be to what it looks like on a calm page; a plain cover is 0, the same picture 1. */
const ALIKE = 0.6;
/** Pixels by which a part may lie elsewhere, or be larger, where the page is zoomed and the warning zooms back. */
const SHIFT = 3;
/** Looks in a row that have to be right, and the time between them: a cover that flickers has its turn in it. */
const LOOKS = 5;
const REST = 200;
/**
 * A warning that was taken away is back after fewer looks, or the tab on the extension's own page.
 * Counted, not timed: on a calm machine they take 15 seconds, on a busy one looks and pages take longer alike.
 */
const MOST_LOOKS = 50;

/** A smaller window than others is painted, taken and read sooner, and has room for all of a warning. */
export const WINDOW = Object.freeze({ width: 960, height: 640 });

/** A tab that is just moved elsewhere may never answer; another picture is taken then. */
const PICTURE_MS = 5_000;

/** The last picture: while nothing moves the next is the same to the byte, and to read it costs as much as to take it. */
let last = { file: /** @type {Buffer} */ (Buffer.alloc(0)), picture: /** @type {Picture} */ ({ width: 0, height: 0, channels: 4, data: new Uint8Array() }) };

/** @param {Page} page @returns {Promise<Picture>} of what its tab shows; the same object while it shows the same */
export async function pictureOf(page) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no picture")), PICTURE_MS).unref());
  const file = /** @type {Buffer} */ (await Promise.race([take(page), late]));
  if (!file.equals(last.file)) last = { file, picture: readScreenshot(file) };
  return last.picture;
}

/** @param {Page} page */
async function take(page) {
  if (!(await page.browser().version()).startsWith("Chrom")) return Buffer.from(await page.screenshot());
  // Puppeteer's own way locks the whole browser until the picture comes.
  const session = await page.createCDPSession();
  const { data } = await session.send("Page.captureScreenshot", { optimizeForSpeed: true });
  await session.detach();
  return Buffer.from(data, "base64");
}

/**
 * A part's luminances, line by line.
 * @param {Picture} picture
 * @param {Part["box"]} box
 * @returns {{ width: number, height: number, light: Float64Array } | null} null where it reaches out of the picture
 */
function cut({ width: all, height: high, channels, data }, box) {
  const x = Math.round(box.x);
  const y = Math.round(box.y);
  const width = Math.round(box.width);
  const height = Math.round(box.height);
  if (width < 1 || height < 1 || x < 0 || y < 0 || x + width > all || y + height > high) return null;
  const light = new Float64Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = ((y + row) * all + x + column) * channels;
      light[row * width + column] = luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    }
  }
  return { width, height, light };
}

/** What each value of a channel gives of light. */
const LIGHT = Float64Array.from({ length: 256 }, (_, channel) => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/**
 * Relative luminance as WCAG defines it.
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 */
function luminance(red, green, blue) {
  return 0.2126 * (LIGHT[red] ?? 0) + 0.7152 * (LIGHT[green] ?? 0) + 0.0722 * (LIGHT[blue] ?? 0);
}

/**
 * The contrast that a part's ink has against its ground, by what is painted: the ground is what
 * there is most of, the ink what differs most from it.
 * @param {Float64Array} light
 */
function contrastIn(light) {
  const steps = new Uint32Array(STEPS + 1);
  for (const value of light) {
    const step = Math.round(value * STEPS);
    steps[step] = (steps[step] ?? 0) + 1;
  }
  const ground = steps.indexOf(Math.max(...steps)) / STEPS;
  const contrasts = new Float64Array(light.length);
  for (let at = 0; at < light.length; at += 1) {
    const value = light[at] ?? 0;
    contrasts[at] = value > ground ? (value + 0.05) / (ground + 0.05) : (ground + 0.05) / (value + 0.05);
  }
  contrasts.sort();
  return contrasts[Math.floor(contrasts.length * (1 - INK))] ?? 1;
}

/** Where a part may lie, nearest first. */
const SHIFTS = Array.from({ length: (2 * SHIFT + 1) ** 2 }, (_, at) => ({ down: Math.floor(at / (2 * SHIFT + 1)) - SHIFT, aside: (at % (2 * SHIFT + 1)) - SHIFT }))
  .sort((one, other) => Math.hypot(one.down, one.aside) - Math.hypot(other.down, other.aside));

/**
 * How alike two parts are, from 0 to 1: the correlation of their luminances where they fit best, or
 * where they first fit well enough.
 * @param {ReturnType<typeof cut>} one
 * @param {ReturnType<typeof cut>} other
 */
function likeness(one, other) {
  if (!one || !other || Math.abs(one.width - other.width) > SHIFT || Math.abs(one.height - other.height) > SHIFT) return 0;
  let best = 0;
  for (const { down, aside } of SHIFTS) {
    best = Math.max(best, correlation(one, other, aside, down));
    if (best >= ALIKE) break;
  }
  return best;
}

/**
 * @param {NonNullable<ReturnType<typeof cut>>} one
 * @param {NonNullable<ReturnType<typeof cut>>} other
 * @param {number} aside
 * @param {number} down
 */
function correlation(one, other, aside, down) {
  let count = 0;
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let row = Math.max(0, -down); row < Math.min(one.height, other.height - down); row += 1) {
    for (let column = Math.max(0, -aside); column < Math.min(one.width, other.width - aside); column += 1) {
      const a = one.light[row * one.width + column] ?? 0;
      const b = other.light[(row + down) * other.width + column + aside] ?? 0;
      count += 1;
      sumA += a;
      sumB += b;
      sumAA += a * a;
      sumBB += b * b;
      sumAB += a * b;
    }
  }
  const spread = Math.sqrt((sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count));
  return spread > 1e-6 * count ? (sumAB - (sumA * sumB) / count) / spread : 0;
}

/**
 * Runs in a closed root, or on a page of the extension's own: the title and the buttons of what it shows.
 * @param {ParentNode & { elementFromPoint?: (x: number, y: number) => Element | null }} root
 * @param {string} panels
 * @returns {{ parts: Part[], isRoomy: boolean } | null}
 */
function readParts(root, panels) {
  const panel = root.querySelector(panels);
  if (!panel) return null;
  const room = panel.getBoundingClientRect();
  const parts = [];
  for (const element of panel.querySelectorAll("h1, h2, button, #title")) {
    if (!(element instanceof HTMLElement) || !element.checkVisibility()) continue;
    const { x, y, width, height } = element.getBoundingClientRect();
    const isInView = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight && y >= room.y - 1 && y + height <= room.bottom + 1;
    if (width < 1 || !isInView) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const hit = (root.elementFromPoint ? root : document).elementFromPoint?.(x + width / 2, y + height / 2) ?? null;
    parts.push({
      words: (element.getAttribute("aria-label") ?? element.innerText).replace(/\s+/g, " ").trim(),
      isLarge: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) || element.querySelector("svg") !== null,
      box: { x, y, width, height },
      isHit: element.contains(hit),
    });
  }
  return { parts, isRoomy: room.width >= 150 && room.height >= 40 };
}

/**
 * The parts of what a tab's page shows.
 * @param {Tab} tab
 * @param {What} [what]
 * @returns {ReturnType<typeof readParts> | Promise<ReturnType<typeof readParts>>}
 */
const partsOf = (tab, what = "warning") => tab.bench.browser.inWarning(tab.page, String(readParts), PANELS[what]);

/** Knows what the warnings of a bench look like where nothing is done to them. */
export class Painted {
  /** @type {Map<string, ReturnType<typeof cut>[]>} */
  #calm = new Map();
  /** What was wrong with parts in a picture, by where they were to be. @type {WeakMap<Picture, Map<string, string[]>>} */
  #judged = new WeakMap();

  /**
   * Looks at something shown on a page that does nothing against it.
   * @param {Tab} tab
   * @param {What} [what]
   */
  async learn(tab, what = "warning") {
    const { parts, picture } = await until(`a calm ${what}`, async () => {
      // A button that fills up looks otherwise.
      if (await isWaiting(tab, what)) return null;
      const before = await partsOf(tab, what);
      const taken = await pictureOf(tab.page);
      const isStill = before && JSON.stringify(before) === JSON.stringify(await partsOf(tab, what));
      return isStill && faults(taken, before.parts, null).length === 0 ? { parts: before.parts, picture: taken } : null;
    });
    for (const { words, box } of parts) {
      const known = this.#calm.get(words) ?? [];
      this.#calm.set(words, [...known, cut(picture, box)]);
    }
  }

  /**
   * How a warning stands now.
   * @param {Tab} tab
   * @param {What} [what]
   * @returns {Promise<Stand>}
   */
  async stands(tab, what = "warning") {
    const own = await tab.isMoved();
    const shown = own ? await readOwn(tab) : await partsOf(tab, what);
    const where = own ? "own" : "page";
    if (!shown || shown.parts.length === 0) return { where: "nowhere", legible: false, reachable: false, why: `nothing is shown (${where})` };
    const wrong = this.#faults(await pictureOf(tab.page), shown.parts, own);
    const reachable = shown.isRoomy && shown.parts.length >= 2 && shown.parts.every(({ isHit }) => isHit);
    return { where, legible: wrong.length === 0, reachable, why: wrong.join("; ") };
  }

  /**
   * @param {Picture} picture
   * @param {Part[]} parts
   * @param {boolean} own whether they stand on the extension's own page
   */
  #faults(picture, parts, own) {
    const judged = this.#judged.get(picture) ?? new Map();
    this.#judged.set(picture, judged);
    const key = JSON.stringify([own, parts]);
    const wrong = judged.get(key) ?? faults(picture, parts, own ? null : this.#calm);
    judged.set(key, wrong);
    return wrong;
  }

  /**
   * Waits until a warning stands and goes on standing, in the page or on the extension's own.
   * @param {Tab} tab
   * @param {What} [what]
   * @param {number} [looks] in a row that have to be right; one will do where nothing moves
   * @returns {Promise<Stand>}
   */
  async untilStands(tab, what = "warning", looks = LOOKS) {
    let row = 0;
    let count = 0;
    const missed = (/** @type {unknown} */ why) => {
      row = 0;
      return count < MOST_LOOKS ? new Error(String(why)) : new GivenUp(`no ${what} that stands in ${count} looks: ${why}`);
    };
    return until(`a ${what} that stands`, async () => {
      count += 1;
      const stand = await this.stands(tab, what).catch((error) => {
        throw missed(error);
      });
      if (!stand.legible || !stand.reachable) throw missed(JSON.stringify(stand));
      row += 1;
      // No page reaches the extension's own.
      if (row >= looks || stand.where === "own") return stand;
      await new Promise((done) => setTimeout(done, REST));
      return null;
    });
  }
}

/**
 * @param {Picture} picture
 * @param {Part[]} parts
 * @param {Map<string, ReturnType<typeof cut>[]> | null} calm what the parts are compared with
 * @returns {string[]} what can't be read, and why
 */
function faults(picture, parts, calm) {
  const wrong = [];
  for (const { words, isLarge, box } of parts) {
    const seen = cut(picture, box);
    if (!seen) {
      wrong.push(`"${words}" is out of view`);
      continue;
    }
    const contrast = contrastIn(seen.light);
    const least = isLarge ? MIN_CONTRAST.large : MIN_CONTRAST.text;
    if (contrast < least) wrong.push(`"${words}" has a contrast of ${contrast.toFixed(1)}`);
    const known = calm?.get(words);
    if (!calm) continue;
    const alike = Math.max(0, ...(known ?? []).map((one) => likeness(one, seen)));
    if (alike < ALIKE) wrong.push(known ? `"${words}" looks different (${alike.toFixed(2)})` : `"${words}" was never seen on a calm page`);
  }
  return wrong;
}

/** @param {Tab} tab on the extension's own page @returns {Promise<ReturnType<typeof readParts>>} */
async function readOwn(tab) {
  await tab.page.waitForSelector("#warning:not([aria-busy])", { timeout: 1000 });
  return tab.bench.browser.inWarning(tab.page, String(readParts), PANELS.warning);
}

/**
 * Whether a button of the warning says that it doesn't take clicks yet.
 * @param {Tab} tab
 * @param {What} [what]
 * @returns {Promise<boolean>}
 */
export async function isWaiting(tab, what = "warning") {
  const look = (/** @type {ParentNode} */ root, /** @type {string} */ panels) =>
    [...(root.querySelector(panels)?.querySelectorAll("button[aria-disabled=true]") ?? [])].some((button) => button.checkVisibility()) || null;
  return (await tab.bench.browser.inWarning(tab.page, String(look), PANELS[what])) === true;
}
