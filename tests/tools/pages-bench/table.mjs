/** What a page view costs the whole browser, extension by extension. */
import { bootstrap, generator, median, shuffled } from "../../eval/stats.mjs";
import { EMPTY, NONE, withColumns } from "./columns.mjs";
import { HOST, KINDS } from "./pages.mjs";
import { columnsOf, ms, span, verdictOf } from "./print.mjs";
import { between, total, untilStill } from "./processes.mjs";

/**
 * @typedef {import("./columns.mjs").Column} Column
 * @typedef {import("./arguments.mjs").Kind} Kind
 * @typedef {import("./processes.mjs").Used} Used
 * @typedef {Record<string, Used>} Round what a view of one kind used in each column
 */

/** How much more than the least of all it may cost, beside what is allowed for a kind of page. */
const RATIO = 1.5;

/**
 * @param {import("../pages-bench.mjs").Task} task
 * @param {import("./arguments.mjs").Choice} choice
 */
export async function table({ name, ours, sites }, { kinds, rivals, rounds, seed }) {
  /** @type {Map<Kind, Round[]>} */
  const measured = new Map(kinds.map((kind) => [kind, []]));
  const random = generator(seed);
  await withColumns(name, [NONE, EMPTY, ours, ...rivals], sites, async (columns) => {
    // One round more: in the first, everything is there for the first time.
    for (let round = 0; round <= rounds; round += 1) {
      for (const kind of shuffled(kinds, random)) {
        /** @type {Round} */
        const used = {};
        for (const column of shuffled(columns, random)) used[column.name] = await view(column, `${kind}?${round}`);
        if (round > 0) measured.get(kind)?.push(used);
      }
    }
    const names = columns.map((column) => column.name);
    report(name, names, measured);
  });
}

/**
 * What one view of a page uses, from a small page on the same site, which wakes whoever sleeps.
 * @param {Column} column
 * @param {string} path
 */
async function view({ page, pid }, path) {
  await page.bringToFront();
  await page.goto(`https://${HOST}/small`);
  const before = await untilStill(pid);
  await page.goto(`https://${HOST}/${path}`);
  return between(before, await untilStill(pid));
}

/**
 * @param {string} browser
 * @param {readonly string[]} names
 * @param {ReadonlyMap<Kind, readonly Round[]>} measured
 */
function report(browser, names, measured) {
  const others = names.filter((name) => ![NONE.name, EMPTY.name, "vigicolis"].includes(name));
  const rows = [...measured];
  const n = rows[0]?.[1].length ?? 0;
  console.log(`\n${browser}: CPU time of the whole browser for a page view, ms; medians of ${n}, 90 % intervals\n`);
  columnsOf(["page", ...names], rows.map(([kind, rounds]) => [KINDS[kind].title, ...names.map((name) => span(bootstrap(rounds, of(name))))]));
  if (!names.includes("vigicolis") || !names.includes(EMPTY.name) || !names.includes(NONE.name)) return;

  console.log(`\n${browser}: what an extension adds; the goal is ${RATIO} times what the empty one adds, and the allowance\n`);
  columnsOf(
    ["page", "the empty one", "vigicolis", "times", "allowance", "beyond the goal", ""],
    rows.map(([kind, rounds]) => {
      const { title, allowance } = KINDS[kind];
      const beyond = bootstrap(rounds, (some) => added("vigicolis")(some) - RATIO * added(EMPTY.name)(some) - allowance);
      const least = bootstrap(rounds, added(EMPTY.name));
      const times = bootstrap(rounds, (some) => added("vigicolis")(some) / added(EMPTY.name)(some));
      // What may be nothing has no multiple.
      return [title, span(least), span(bootstrap(rounds, added("vigicolis"))), least.low > 0 ? span(times, 1) : "-", ms(allowance), span(beyond), verdictOf(beyond)];
    }),
  );

  console.log(`\n${browser}: what each adds, by process\n`);
  const roles = [...new Set(rows.flatMap(([, rounds]) => rounds.flatMap((round) => [...(round["vigicolis"]?.keys() ?? [])])))].sort();
  columnsOf(["page", "extension", ...roles], rows.flatMap(([kind, rounds]) =>
    [EMPTY.name, "vigicolis"].map((name) => [KINDS[kind].title, name, ...roles.map((role) => ms(added(name, role)(rounds)))])));

  for (const other of others) {
    console.log(`\n${browser}: what vigicolis adds to what ${other} adds\n`);
    columnsOf(
      ["page", other, "vigicolis beside it", ""],
      rows.map(([kind, rounds]) => {
        const beside = bootstrap(rounds, (some) => added("vigicolis")(some) - added(other)(some));
        return [KINDS[kind].title, span(bootstrap(rounds, added(other))), span(beside), beside.high < 0 ? "ahead" : beside.low > 0 ? "behind" : "no difference told"];
      }),
    );
  }
}

/** @param {Used | undefined} used @param {string} [role] */
const part = (used, role) => (used ? (role === undefined ? total(used) : (used.get(role) ?? 0)) : NaN);

/** @param {string} name @param {string} [role] @returns {(rounds: readonly Round[]) => number} */
const of = (name, role) => (rounds) => median(rounds.map((round) => part(round[name], role)));

/** @param {string} name @param {string} [role] @returns {(rounds: readonly Round[]) => number} beyond a browser without an extension */
const added = (name, role) => (rounds) => of(name, role)(rounds) - of(NONE.name, role)(rounds);
