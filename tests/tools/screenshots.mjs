// Pictures of everything a visitor sees, for people to look at: target/screenshots/. With the word
// `readme` only the few small ones of README.md: tests/pictures/. Else surfaces may be named.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilStill } from "../lib/still.mjs";
import { fillSettings, openSurface, speakLanguage, SURFACES, surfaceRoutes } from "../lib/surfaces.mjs";

const WIDTHS = [360, 1280];
const HEIGHT = 800;
const LANGUAGES = ["fr", "de"];
const LOOKS = /** @type {const} */ ({ light: {}, dark: { dark: true }, forced: { forced: true } });

/** What README.md shows, and how much of it. */
const README = {
  danger: { width: 640, height: 620 },
  caution: { width: 640, height: 240 },
  "popup-danger": { width: 360, height: 620 },
  help: { width: 640, height: 620 },
};

const wanted = process.argv.slice(2);
const isForReadme = wanted.includes("readme");
const folder = new URL(isForReadme ? "../pictures/" : "../../target/screenshots/", import.meta.url);
mkdirSync(folder, { recursive: true });

if (isForReadme) await takeForReadme();
else for (const name of BROWSERS) for (const look of Object.keys(LOOKS)) await takeAll(name, /** @type {keyof typeof LOOKS} */ (look));
console.log(fileURLToPath(folder));

async function takeForReadme() {
  const bench = await startBench("chromium", surfaceRoutes);
  try {
    await speakLanguage(bench, "fr");
    for (const [surface, size] of Object.entries(README)) {
      const { page, close } = await openSurface(bench, surface);
      await page.setViewport(size);
      await untilStill(bench.browser, page);
      await page.screenshot({ path: picture(`${surface}.webp`), type: "webp", quality: 70 });
      await close();
    }
  } finally {
    await bench.close();
  }
}

/**
 * @param {import("../lib/bench.mjs").BrowserName} name
 * @param {keyof typeof LOOKS} look
 */
async function takeAll(name, look) {
  const bench = await startBench(name, surfaceRoutes, LOOKS[look]);
  const surfaces = wanted.length > 0 ? wanted : Object.keys(SURFACES);
  try {
    await fillSettings(bench);
    for (const language of LANGUAGES) {
      await speakLanguage(bench, language);
      for (const surface of surfaces) {
        const { page, isClosed, close } = await openSurface(bench, surface);
        for (const width of WIDTHS) {
          await page.setViewport({ width, height: HEIGHT });
          await untilStill(bench.browser, page);
          await page.screenshot({ path: picture(`${surface}-${language}-${name}-${look}-${width}.png`), fullPage: !isClosed });
        }
        await close();
      }
    }
  } finally {
    await bench.close();
  }
}

/**
 * @template {string} F
 * @param {F} file
 * @returns {F} its path
 */
function picture(file) {
  return /** @type {F} */ (fileURLToPath(new URL(file, folder)));
}
