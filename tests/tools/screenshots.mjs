// Pictures of everything a visitor sees, for people to look at: target/screenshots/.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { plainPage } from "../browser/pages.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { fixtureRoutes, readFixtures } from "../lib/fixtures.mjs";
import { untilPainted } from "../lib/popup.mjs";

const WIDTHS = [360, 1280];
const LEVELS = /** @type {const} */ (["danger", "caution", "official", "clear"]);
/** Firefox starts with a French interface here; Chromium has the languages it was installed with. */
const LOCALES = { chromium: "en", firefox: "fr" };

const folder = new URL("../../target/screenshots/", import.meta.url);
mkdirSync(folder, { recursive: true });

/** Only its address speaks against it: no fixture page is of that kind. */
const CAUTION = { url: "https://chronopost-colis.example/", expect: { level: "caution" } };

const fixtures = readFixtures();
const pages = fixtureRoutes(fixtures);
/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (CAUTION.url === `https://${host}${path}` ? { body: plainPage() } : pages(host, path));

for (const name of BROWSERS) {
  for (const dark of [false, true]) {
    const bench = await startBench(name, routes, { dark, locale: LOCALES[name] });
    try {
      for (const level of LEVELS) {
        const fixture = [...fixtures, CAUTION].find(({ expect }) => expect.level === level);
        if (!fixture) throw new Error(`no fixture is ${level}`);
        await takePictures(bench, fixture, `${name}-${level}-${dark ? "dark" : "light"}`);
      }
    } finally {
      await bench.close();
    }
  }
}
console.log(fileURLToPath(folder));

/**
 * @param {import("../lib/bench.mjs").Bench} bench
 * @param {Pick<import("../lib/fixtures.mjs").Fixture, "url"> & { expect: { level: unknown } }} fixture
 * @param {string} stem of the file names
 */
async function takePictures(bench, { url, expect }, stem) {
  const tab = await bench.openTab();
  await tab.visit(url);
  await tab.untilSettled(0);
  const { level } = await tab.verdict();
  if (level !== expect.level) console.log(`${url}: ${level}, expected ${expect.level}`);
  if (level === "danger" || level === "caution") {
    await tab.untilWarning();
    for (const width of WIDTHS) {
      await tab.page.setViewport({ width, height: 800 });
      await tab.page.screenshot({ path: picture(`${stem}-page-${width}`) });
    }
  }
  const popup = await bench.browser.openExtensionPage(`popup/popup.html?tab=${tab.id}`);
  await popup.setViewport({ width: 360, height: 600 });
  await untilPainted(popup);
  await popup.screenshot({ path: picture(`${stem}-popup`) });
  await popup.close();
  await tab.close();
}

/**
 * @param {string} stem
 * @returns {`${string}.png`}
 */
function picture(stem) {
  return /** @type {`${string}.png`} */ (fileURLToPath(new URL(`${stem}.png`, folder)));
}
