// `./build.sh screenshots flows`: each way through the extension as a series of pictures, one a step,
// with a frame around what is clicked or answers, and a sheet that shows them in a row:
// target/screenshots/flows. Flows may be named.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { FLOWS, flowRoutes, goFlow } from "../lib/flows.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";

/**
 * @typedef {import("../lib/walk.mjs").Box} Box
 * @typedef {{ file: string, what: string }} Step
 * @typedef {{ title: string, steps: Step[] }} Series
 */

const LANGUAGES = ["fr", "de"];
/** Around what is clicked or answers: a colour that nothing else has. */
const FRAME = [214, 0, 170, 255];
const THICK = 3;

const wanted = process.argv.slice(2);
const names = Object.keys(FLOWS).filter((name) => wanted.length === 0 || wanted.includes(name));
const folder = new URL("../../target/screenshots/flows/", import.meta.url);
mkdirSync(folder, { recursive: true });

/** @type {Map<string, Series[]>} */
const sheets = new Map(names.map((name) => [name, []]));
for (const browser of BROWSERS) await takeAll(browser);
for (const [name, series] of sheets) writeFileSync(new URL(`${name}.html`, folder), sheetOf(FLOWS[name]?.story ?? name, series));
console.log(fileURLToPath(folder));

/** @param {import("../lib/bench.mjs").BrowserName} browser */
async function takeAll(browser) {
  const bench = await startBench(browser, flowRoutes, { env: { TZ: "Europe/Paris" } });
  try {
    for (const language of LANGUAGES) {
      await speakLanguage(bench, language);
      for (const name of names) await takeFlow(bench, name, language);
    }
  } finally {
    await bench.close();
  }
}

/**
 * @param {import("../lib/bench.mjs").Bench} bench
 * @param {string} name
 * @param {string} language
 */
async function takeFlow(bench, name, language) {
  for (const screen of FLOWS[name]?.screens ?? []) {
    const title = `${bench.browser.name}, ${language}, ${screen.width} x ${screen.height}`;
    const stem = `${name}-${language}-${bench.browser.name}-${screen.width}`;
    /** @type {Step[]} */
    const steps = [];
    await goFlow(bench, name, screen, async ({ page, what, boxes }) => {
      const file = `${stem}-${steps.length + 1}.png`;
      writeFileSync(new URL(file, folder), framed(Buffer.from(await page.screenshot()), boxes));
      steps.push({ file, what });
    });
    sheets.get(name)?.push({ title, steps });
  }
}

/**
 * @param {Buffer} picture
 * @param {Box[]} boxes
 * @returns {Buffer} the picture with a frame around each box
 */
function framed(picture, boxes) {
  const png = PNG.sync.read(picture);
  const paint = (/** @type {number} */ x, /** @type {number} */ y) => {
    if (x >= 0 && y >= 0 && x < png.width && y < png.height) png.data.set(FRAME, 4 * (y * png.width + x));
  };
  for (const { x, y, width, height } of boxes) {
    const [left, top, right, bottom] = [x - THICK, y - THICK, x + width + THICK, y + height + THICK].map(Math.round);
    for (let thick = 0; thick < THICK; thick += 1) {
      for (let column = left ?? 0; column < (right ?? 0); column += 1) for (const row of [(top ?? 0) + thick, (bottom ?? 0) - 1 - thick]) paint(column, row);
      for (let row = top ?? 0; row < (bottom ?? 0); row += 1) for (const column of [(left ?? 0) + thick, (right ?? 0) - 1 - thick]) paint(column, row);
    }
  }
  return PNG.sync.write(png);
}

/**
 * @param {string} story
 * @param {Series[]} all
 * @returns {string} a page with every series in a row of its own
 */
function sheetOf(story, all) {
  const figure = (/** @type {Step} */ { file, what }, /** @type {number} */ at) => `<figure><img src="${file}" alt=""><figcaption>${at + 1}. ${what}</figcaption></figure>`;
  const rows = all.map(({ title, steps }) => `<h2>${title}</h2>\n<div>${steps.map(figure).join("\n")}</div>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${story}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 24px; }
div { display: flex; gap: 16px; overflow-x: auto; align-items: start; }
figure { margin: 0; flex: none; }
img { height: 420px; border: 1px solid #999; display: block; }
figcaption { max-width: 640px; width: min-content; min-width: 100%; }
</style>
<h1>${story}</h1>
${rows.join("\n")}
</html>
`;
}
