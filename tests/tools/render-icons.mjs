/** Renders the extension's drawings (`extension/icons/*.svg`) to the PNG sizes that browsers, stores and phones want. */

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { browserPath } from "../lib/executables.mjs";

const FOLDER = new URL("../../extension/icons/", import.meta.url);
const PHONE = new URL("../../extension/phone/icons/", import.meta.url);
const TOOLBAR = [16, 32];
/** @type {Record<string, number[]>} */
const SIZES = {
  icon: [16, 32, 48, 64, 96, 128],
  official: TOOLBAR,
  clear: TOOLBAR,
  caution: TOOLBAR,
  danger: TOOLBAR,
  unknown: TOOLBAR,
};

/** On a phone's home screen: what the phone cuts to its own shape stands small on a plain ground. */
const ON_PHONES = [
  { name: "any-192", size: 192, share: 1 },
  { name: "any-512", size: 512, share: 1 },
  { name: "maskable-512", size: 512, share: 0.62 },
  { name: "apple-180", size: 180, share: 0.76 },
];

const browser = await puppeteer.launch({
  executablePath: browserPath("chromium"),
  headless: true,
  pipe: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await browser.newPage();
  const draw = async (/** @type {string} */ drawing, /** @type {number} */ size, /** @type {URL} */ file, share = 1) => {
    const side = Math.round(size * share);
    const ground = share < 1 ? "background:#fff" : "";
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0;height:100vh;display:grid;place-items:center;${ground}}img{display:block}</style><img width="${side}" height="${side}" src="data:image/svg+xml;base64,${drawing}">`,
    );
    await page.evaluate("document.images[0].decode()");
    await writeFile(fileURLToPath(file), await page.screenshot({ omitBackground: true }));
  };
  for (const [name, sizes] of Object.entries(SIZES)) {
    const drawing = await readFile(new URL(`${name}.svg`, FOLDER), "base64");
    for (const size of sizes) await draw(drawing, size, new URL(`${name}-${size}.png`, FOLDER));
  }
  const icon = await readFile(new URL("icon.svg", FOLDER), "base64");
  for (const { name, size, share } of ON_PHONES) await draw(icon, size, new URL(`${name}.png`, PHONE), share);
} finally {
  await browser.close();
}
