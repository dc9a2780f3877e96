// `node tests/eval/redteam.mjs [DIR] [ID …]`: opens pages made to slip by and prints what each got.
// DIR holds an `index.json` (id, technique, expect, open, routes, act, only) and the files it names; an ID
// may be the start of several. VIGICOLIS_EXTENSION names another build to measure. Exits with the number of wrong ones
// of which nothing is known.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BROWSERS, builtExtension, startBench } from "../lib/bench.mjs";

/**
 * @typedef {{ file: string, status?: number, headers?: Record<string, string>, fill?: { text: string, times: number } }} Route
 *   `fill`: what stands at FILL, so often
 * @typedef {object} Row
 * @property {string} id
 * @property {string} technique
 * @property {string[]} expect levels that are right
 * @property {string} open the address to visit
 * @property {Record<string, Route>} routes by address
 * @property {string} [act] what a visitor does: source of a function of the page
 * @property {number} [before] milliseconds until then
 * @property {number} [wait] milliseconds until the page must have been told
 * @property {import("../lib/bench.mjs").BrowserName} [only] the browser that has what the page uses
 * @property {string} [known] why it is got wrong, where that is known and stays
 */

const OWN = fileURLToPath(new URL("../redteam/", import.meta.url));
/** Where a page goes on for too long to be kept. */
const FILL = "<!--fill-->";
const WAIT_MS = 2_500;
/** A page that never ends is looked at all the same. */
const OPEN_MS = 15_000;

const [dir = OWN, ...ids] = process.argv.slice(2);
/** @type {Row[]} */
const rows = JSON.parse(await readFile(join(dir, "index.json"), "utf8"));
const chosen = rows.filter(({ id }) => ids.length === 0 || ids.some((start) => id.startsWith(start)));
const routes = new Map(chosen.flatMap((row) => Object.entries(row.routes)).map(([address, route]) => {
  const { hostname, pathname, search } = new URL(address);
  return [hostname + pathname + search, route];
}));

const sleep = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** @param {import("../lib/bench.mjs").Bench} bench @param {Row} row */
async function levelOf(bench, row) {
  const tab = await bench.openTab();
  try {
    tab.page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
    await tab.page.goto(row.open, { waitUntil: "domcontentloaded", timeout: OPEN_MS }).catch(() => undefined);
    if (row.act) {
      await sleep(row.before ?? 0);
      // The index is trusted as far as a module of the tests is.
      const { default: act } = await import(`data:text/javascript,${encodeURIComponent(`export default ${row.act}`)}`);
      await act(tab.page, { bench, sleep });
    }
    const end = performance.now() + (row.wait ?? WAIT_MS);
    let level = "none";
    do {
      await sleep(500);
      level = await worstLevel(bench, tab.id);
    } while (performance.now() < end && !(row.expect.includes(level) && level === "danger"));
    return level;
  } finally {
    await bench.control.evaluate(async (ids) => chrome.tabs.remove(ids), (await tabsSince(bench, tab.id)).filter((id) => id !== tab.id));
    await tab.close();
  }
}

/** The tab and those that its page opened. @param {import("../lib/bench.mjs").Bench} bench @param {number} first */
function tabsSince(bench, first) {
  return bench.control.evaluate(async (id) => (await chrome.tabs.query({})).map((tab) => tab.id ?? -1).filter((each) => each >= id), first);
}

const LEVELS = ["none", "nothing", "clear", "official", "caution", "danger"];

/** @param {import("../lib/bench.mjs").Bench} bench @param {number} first */
async function worstLevel(bench, first) {
  const replies = await bench.control.evaluate(
    (ids) => Promise.all(ids.map((tabId) => chrome.runtime.sendMessage({ kind: "read_tab", tabId }))), await tabsSince(bench, first));
  const levels = replies.map((reply) => (reply.kind === "verdict" ? reply.verdict.level : "nothing"));
  return levels.toSorted((one, other) => LEVELS.indexOf(other) - LEVELS.indexOf(one))[0] ?? "none";
}

let right = 0;
let wrong = 0;
let known = 0;
for (const name of BROWSERS) {
  const bench = await startBench(name, async (host, path) => {
    const route = routes.get(host + path);
    if (!route) return null;
    const body = await readFile(join(dir, route.file));
    const { status = 200, headers = {}, fill } = route;
    return { status, headers, body: fill ? body.toString().replace(FILL, () => fill.text.repeat(fill.times)) : body };
  }, { extension: process.env["VIGICOLIS_EXTENSION"] ?? builtExtension(name) });
  try {
    for (const row of chosen.filter(({ only }) => !only || only === name)) {
      const level = await levelOf(bench, row).catch((error) => `failed: ${error}`);
      const isRight = row.expect.includes(level);
      if (isRight) right += 1;
      else if (row.known) known += 1;
      else wrong += 1;
      const outcome = isRight ? "right" : row.known ? "known" : "WRONG";
      console.log(`${name.padEnd(9)} ${outcome} ${row.id.padEnd(4)} ${level.padEnd(8)} ${row.technique}${isRight ? "" : ` (${row.known ?? "why?"})`}`);
    }
  } finally {
    await bench.close();
  }
}
console.log(`${right} right, ${known} wrong as is known, ${wrong} wrong`);
process.exitCode = Math.min(wrong, 100);
