/** What a page that never stops changing costs, second by second. */
import { bootstrap } from "../../eval/stats.mjs";
import { EMPTY, NONE, withColumns } from "./columns.mjs";
import { CHANGES, HOST } from "./pages.mjs";
import { against, columnsOf, span } from "./print.mjs";
import { total, usedBy } from "./processes.mjs";

/** Of a core, in percent, more than without an extension. */
const GOAL = 2;
/** Until then the page is looked at as a new one. */
const SETTLE_MS = 5_000;
const SECOND_MS = 1_000;

/**
 * @param {import("../pages-bench.mjs").Task} task
 * @param {import("./arguments.mjs").Choice} choice
 */
export async function changes({ name, ours, sites }, { rivals, seconds }) {
  /** @type {Map<string, number[]>} percent of a core in each second */
  const shares = new Map();
  await withColumns(name, [NONE, EMPTY, ours, ...rivals], sites, async (columns) => {
    for (const { page } of columns) await page.goto(`https://${HOST}/restless`);
    await pause(SETTLE_MS);
    // All at the same time: a busy machine is as busy for each.
    const told = await Promise.all(columns.map((column) => sharesOf(column, seconds)));
    for (const [at, { name }] of columns.entries()) shares.set(name, told[at] ?? []);
  });
  const bare = shares.get(NONE.name) ?? [];
  console.log(`\n${name}: a page that changes ${CHANGES.toLocaleString("en")} times a second, percent of a core over ${seconds} s; 90 % intervals\n`);
  columnsOf(
    ["", "whole browser", "beyond none", "goal", ""],
    [...shares].map(([column, each]) => {
      const seconds = each.map((share, at) => ({ share, bare: bare[at] ?? NaN }));
      const beyond = bootstrap(seconds, (some) => mean(some.map(({ share, bare }) => share - bare)));
      const isOurs = column === ours.name;
      return [column, span(bootstrap(each, mean), 1), span(beyond, 1), isOurs ? String(GOAL) : "", isOurs ? against(beyond.value, GOAL) : ""];
    }),
  );
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * @param {import("./columns.mjs").Column} column
 * @param {number} seconds
 */
async function sharesOf({ pid }, seconds) {
  const shares = [];
  for (let second = 0, before = total(usedBy(pid)), since = performance.now(); second < seconds; second += 1) {
    await pause(SECOND_MS);
    const [now, used] = [performance.now(), total(usedBy(pid))];
    shares.push(((used - before) / (now - since)) * 100);
    [before, since] = [used, now];
  }
  return shares;
}

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
