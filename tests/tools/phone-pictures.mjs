// Pictures of the page for phones, for people to look at: target/screenshots/phone-….png. Words may name some.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { BROWSERS } from "../lib/bench.mjs";
import { HONEST, LURE, open, openPhone, SCREEN, toldBy, untilShown, visitFirst } from "../lib/phone.mjs";
import { untilStill } from "../lib/still.mjs";
import { TARGET } from "./workspace.mjs";

const OUT = join(TARGET, "screenshots");
const LANGUAGES = ["fr", "de"];
const LOOKS = /** @type {const} */ ({ light: {}, dark: { dark: true }, forced: { forced: true } });
/** A tablet or a computer opens the page, too. */
const SIZES = [SCREEN, { width: 1280, height: 800 }];

/** @param {string} text what was handed over */
const handed = (text) => async (/** @type {import("../lib/phone.mjs").Phone} */ phone) => {
  await open(phone, `#text=${encodeURIComponent(text)}`);
  await toldBy(phone.page);
};

/** @type {Readonly<Record<string, (phone: import("../lib/phone.mjs").Phone) => Promise<void>>>} */
const SURFACES = {
  start: (phone) => open(phone),
  danger: handed(LURE),
  honest: handed(HONEST),
  help: (phone) => open(phone, "pages/help/help.html"),
  learn: (phone) => open(phone, "pages/learn/learn.html"),
  report: (phone) => open(phone, "pages/report/report.html"),
};

/**
 * Chooses a language as a visitor does, upon which the page is loaded anew.
 * @param {import("../lib/phone.mjs").Phone} phone
 * @param {string} language
 */
async function speak({ page }, language) {
  await Promise.all([page.waitForNavigation(), page.select("#language", language)]);
  await untilShown(page);
}

const wanted = argv.length > 2 ? argv.slice(2) : Object.keys(SURFACES);
const unknown = wanted.filter((name) => !Object.hasOwn(SURFACES, name));
if (unknown.length > 0) throw new Error(`no picture '${unknown}' of the page for phones: ${Object.keys(SURFACES).join(", ")}`);
mkdirSync(OUT, { recursive: true });

for (const name of BROWSERS) {
  for (const [look, options] of Object.entries(LOOKS)) {
    for (const language of LANGUAGES) {
      const phone = await openPhone(name, {}, options);
      try {
        await visitFirst(phone);
        await speak(phone, language);
        for (const surface of wanted) {
          await SURFACES[surface]?.(phone);
          for (const size of SIZES) {
            await phone.page.setViewport(size);
            await untilStill(phone.browser, phone.page);
            await phone.page.screenshot({ path: /** @type {`${string}.png`} */ (join(OUT, `phone-${surface}-${language}-${name}-${look}-${size.width}.png`)), fullPage: true });
          }
        }
      } finally {
        await phone.close();
      }
    }
  }
}
console.log(OUT);
