// `node tests/tools/look-bench.mjs [LOADS [SIZE,…]]`: what the content scripts cost in a page: milliseconds of
// work in the largest look of a load and in a glance at a page that rests. VIGICOLIS_EXTENSION names other
// builds to measure, with commas between, in turns, so that a busy machine is busy for all of them; {} in it
// stands for a browser's folder. Prints figures and asserts nothing.
import { CARD_FORM, document } from "../browser/pages.mjs";
import { BROWSERS, builtExtension, startBench } from "../lib/bench.mjs";
import { variantOf } from "../lib/variant.mjs";

const LOADS = Number(process.argv[2] ?? 20);
const GLANCES_MS = 2_500;
const SIZES = (process.argv[3] ?? "1500,20000").split(",").map(Number);
const FOLDERS = { chromium: "chrome", firefox: "firefox" };

/** Twelve elements as honest pages have them. @param {number} at */
const piece = (at) => `
  <article class="card"><h3><a href="/p/${at}">Panier en osier n° ${at}</a></h3>
    <p>Tressé à la main, <b>livré</b> en <i>quatre jours</i>, garanti deux ans.</p>
    <ul><li>Largeur <span>40 cm</span></li><li>Hauteur <span>25 cm</span></li></ul>
    <button type="button">Ajouter</button></article>`;

/** @param {number} size */
const shop = (size) => document("Vannerie", `<style>.card { background: #fff; border: 1px solid #ccc; position: relative; overflow: hidden }</style>
  <h1>Vannerie</h1>${Array.from({ length: Math.floor(size / 12) }, (_, at) => piece(at)).join("")}${CARD_FORM}`);

for (const name of BROWSERS) {
  const builds = process.env["VIGICOLIS_EXTENSION"]?.split(",").map((build) => build.replace("{}", FOLDERS[name])) ?? [builtExtension(name)];
  const measured = builds.map((build) => variantOf(name, {
    "content/read/pace.js": (text) => text.replace("lose, run", `lose, run: async (...args) => {
      const before = worked;
      await run(...args);
      chrome.runtime.sendMessage({ kind: "cost", ms: worked - before });
    }`),
    // The browser lays the page out in any case, sooner or later: that is not counted.
    "content/read/snapshot.js": (text) => text
      .replace('const size = dom.all(document, "*").length;', '$& document.documentElement.offsetWidth; const laidOut = clock();')
      .replace("page.truncated = ", 'chrome.runtime.sendMessage({ kind: "look", ms: clock() - laidOut }); page.truncated = '),
  }, build));
  /** @type {import("../lib/bench.mjs").Bench[]} */
  const benches = [];
  try {
    for (const { extension } of measured) benches.push(await startBench(name, (_host, path) => ({ body: shop(Number(path.slice(1)) || 0) }), { extension }));
    for (const size of SIZES) {
      const figures = builds.map((build) => ({ build, looks: /** @type {number[]} */ ([]), glances: /** @type {number[]} */ ([]) }));
      for (let load = 0; load < LOADS; load += 1) {
        for (const [at, bench] of benches.entries()) {
          const tab = await bench.openTab();
          await tab.visit(`https://vannerie.example/${size}`);
          await tab.rest(GLANCES_MS);
          const heard = (await bench.heard()).filter((each) => each.tab === tab.id);
          const costs = (/** @type {string} */ kind) => heard.filter(({ message }) => message.kind === kind).map(({ message }) => message.ms);
          // The first one may fall on a page that is hardly there.
          figures[at].looks.push(Math.max(...costs("look")));
          figures[at].glances.push(...costs("cost").slice(2));
          await tab.close();
        }
      }
      for (const { build, looks, glances } of figures) {
        console.log(`${name.padEnd(9)} ${String(size).padStart(6)} elements: look ${spread(looks)}, glance ${spread(glances)}${builds.length > 1 ? `: ${build}` : ""}`);
      }
    }
  } finally {
    for (const bench of benches) await bench.close();
    for (const { remove } of measured) remove();
  }
}

/** @param {number[]} values */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2);
  return `${at(0)} at least, ${at(0.25)} / ${at(0.5)} ms a quarter / half of ${sorted.length}`;
}
