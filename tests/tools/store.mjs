// What the stores ask for beside the archives, ready to be pasted and uploaded: target/store/LANGUAGE/. Words may name the
// languages; none for all. Names and summaries are the extension's own, descriptions stand in docs/store.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { PNG } from "pngjs";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { startBench } from "../lib/bench.mjs";
import { untilStill } from "../lib/still.mjs";
import { openSurface, speakLanguage, surfaceRoutes } from "../lib/surfaces.mjs";
import { ROOT, TARGET } from "./workspace.mjs";

const OUT = join(TARGET, "store");

/** @typedef {{ name: string, width: number, height: number, surface?: string, from?: string }} Picture without a surface, it is drawn; `from` is scrolled to the top */

/** In the sizes that the stores ask for: docs/STORES.md. What they show speaks the language; no page of a real carrier is imitated. @type {Picture[]} */
export const PICTURES = [
  { name: "1-warning.png", width: 1280, height: 800, surface: "demo" },
  { name: "2-message.png", width: 1280, height: 800, surface: "welcome-tried", from: "#box" },
  { name: "3-help.png", width: 1280, height: 800, surface: "help" },
  { name: "4-learn.png", width: 1280, height: 800, surface: "learn" },
  { name: "5-welcome.png", width: 1280, height: 800, surface: "welcome" },
  { name: "tile.png", width: 440, height: 280 },
  { name: "marquee.png", width: 1400, height: 560 },
];

/** Whose numbers the page of help shows. @type {Record<string, string>} */
const COUNTRIES = { de: "DE", en: "GB", es: "ES", fr: "FR", it: "IT", nl: "NL", pl: "PL", pt: "PT" };

/**
 * @param {string} language
 * @returns {{ name: string, summary: string, description: string }}
 */
export function textsOf(language) {
  const messages = messagesOf(language);
  const description = readFileSync(join(ROOT, `docs/store/${language}.txt`), "utf8").trimEnd();
  return { name: messages("extension_name"), summary: messages("extension_description"), description };
}

/** @param {string} language @returns {(key: string) => string} */
function messagesOf(language) {
  const messages = JSON.parse(readFileSync(join(ROOT, `extension/_locales/${language}/messages.json`), "utf8"));
  return (key) => messages[key].message;
}

/**
 * @param {Buffer} file
 * @returns {{ width: number, height: number, hasAlpha: boolean }} as a PNG's head says
 */
export function pngSize(file) {
  if (file.toString("latin1", 1, 4) !== "PNG" || file.toString("latin1", 12, 16) !== "IHDR") throw new Error("no PNG");
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), hasAlpha: (file.readUInt8(25) & 4) !== 0 };
}

/** @param {Uint8Array} picture @returns {Buffer} the same without transparency, which Chrome's store refuses */
const opaque = (picture) => PNG.sync.write(PNG.sync.read(Buffer.from(picture)), { colorType: 2, inputHasAlpha: true });

/**
 * A picture without a surface: the mark, the name, and what it is for.
 * @param {string} language
 * @param {Picture} picture
 */
function drawn(language, { width, height }) {
  const say = messagesOf(language);
  const icon = readFileSync(join(ROOT, "extension/icons/icon.svg"), "base64");
  const danger = readFileSync(join(ROOT, "extension/icons/danger.svg"), "base64");
  const unit = height / 280;
  const isWide = width / height > 2;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><style>
    body { margin: 0; width: ${width}px; height: ${height}px; box-sizing: border-box; padding: ${28 * unit}px; display: flex; gap: ${28 * unit}px;
      align-items: center; font: ${17 * unit}px/1.35 system-ui, sans-serif; color: #ffffff; background: #12355b; }
    div { flex: 1 1 0; display: grid; gap: ${10 * unit}px; }
    h1 { margin: 0; font-size: ${36 * unit}px; line-height: 1.1; }
    p { margin: 0; text-wrap: balance; }
    aside { flex: 1 1 0; display: grid; gap: ${12 * unit}px; justify-items: center; padding: ${24 * unit}px; border-radius: ${10 * unit}px; background: #b3141d;
      font-size: ${19 * unit}px; font-weight: 700; text-align: center; text-wrap: balance; }
  </style><div><img src="data:image/svg+xml;base64,${icon}" width="${64 * unit}" height="${64 * unit}" alt=""><h1>Vigicolis</h1><p>${say("welcome_title")}</p></div>
  ${isWide ? `<aside><img src="data:image/svg+xml;base64,${danger}" width="${72 * unit}" height="${72 * unit}" alt="">${say("title_danger")}</aside>` : ""}</html>`;
}

/** @param {string[]} languages */
async function make(languages) {
  const bench = await startBench("chromium", surfaceRoutes);
  try {
    for (const language of languages) {
      const folder = join(OUT, language);
      mkdirSync(folder, { recursive: true });
      for (const [what, text] of Object.entries(textsOf(language))) writeFileSync(join(folder, `${what}.txt`), `${text}\n`);
      await speakLanguage(bench, language);
      for (const picture of PICTURES) {
        const { name, width, height } = picture;
        const { page, close } = picture.surface ? await openSurface(bench, picture.surface) : await blank(bench, drawn(language, picture));
        await page.setViewport({ width, height });
        if (picture.surface === "help") await page.select("#country", COUNTRIES[language] ?? "FR");
        if (picture.from) await page.$eval(picture.from, (part) => part.scrollIntoView());
        await untilStill(bench.browser, page);
        const file = opaque(await page.screenshot());
        await close();
        const size = pngSize(file);
        if (size.width !== width || size.height !== height || size.hasAlpha) throw new Error(`${language}/${name}: ${JSON.stringify(size)}`);
        writeFileSync(join(folder, name), file);
      }
      console.log(`${relative(ROOT, folder)}: name, summary, description, ${PICTURES.length} pictures`);
    }
  } finally {
    await bench.close();
  }
}

/**
 * @param {import("../lib/bench.mjs").Bench} bench
 * @param {string} html
 */
async function blank(bench, html) {
  const page = await bench.browser.newPage();
  await page.setContent(html);
  return { page, close: () => page.close() };
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const wanted = argv.slice(2);
  const unknown = wanted.find((language) => !(language in LANGUAGES));
  if (unknown) {
    console.error(`no language '${unknown}': ${Object.keys(LANGUAGES).join(", ")}`);
    process.exitCode = 1;
  } else {
    await make(wanted.length > 0 ? wanted : Object.keys(LANGUAGES));
  }
}
