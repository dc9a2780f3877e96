/** Renders the extension's drawings (`extension/icons/*.svg`) to the PNG sizes that browsers and stores want. */

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { browserPath } from "../lib/executables.mjs";

const FOLDER = new URL("../../extension/icons/", import.meta.url);
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

const browser = await puppeteer.launch({
  executablePath: browserPath("chromium"),
  headless: true,
  pipe: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await browser.newPage();
  for (const [name, sizes] of Object.entries(SIZES)) {
    const drawing = await readFile(new URL(`${name}.svg`, FOLDER), "base64");
    for (const size of sizes) {
      await page.setViewport({ width: size, height: size });
      await page.setContent(
        `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}">`,
      );
      await page.evaluate("document.images[0].decode()");
      const image = await page.screenshot({ omitBackground: true });
      await writeFile(fileURLToPath(new URL(`${name}-${size}.png`, FOLDER)), image);
    }
  }
} finally {
  await browser.close();
}
