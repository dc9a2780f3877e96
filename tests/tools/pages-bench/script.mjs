/** What the content scripts take of a page's main thread, as Chromium's own trace tells it. */
import { bootstrap, median } from "../../eval/stats.mjs";
import { startBench } from "../../lib/bench.mjs";
import { HOST, routes } from "./pages.mjs";
import { against, columnsOf, span } from "./print.mjs";
import { untilStill } from "./processes.mjs";

/**
 * @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args: { data?: Record<string, unknown> } }} TraceEvent
 * @typedef {{ script: number, layout: number, longest: number, forced: number, looks: number }} Cost milliseconds of CPU, and how often
 */

/** Elements of a page, and how many milliseconds its scripts may take of it. */
const GOALS = [[1_500, 4], [20_000, 12]];
/** No task may be longer. */
const LONGEST_MS = 50;
/** For each look the page may be laid out once before its time. */
const LAYOUTS = 1;

const CATEGORIES = ["devtools.timeline", "blink", "blink.user_timing", "v8", "toplevel"];
/** What runs scripts. The pages have none of their own: what runs there is the extension's. */
const RUNS = new Set(["EvaluateScript", "EventDispatch", "TimerFire", "RunPostTaskCallback", "FireAnimationFrame", "v8.callFunction", "FunctionCall", "BlinkScheduler_PerformMicrotaskCheckpoint"]);
const LAYOUT = new Set(["Layout", "UpdateLayoutTree"]);

/**
 * @param {import("../pages-bench.mjs").Task} task
 * @param {import("./arguments.mjs").Choice} choice
 */
export async function script({ name, ours }, { rounds }) {
  if (name !== "chromium") return console.log("\nfirefox: what the content scripts take of a page's main thread, it does not tell");
  const bench = await startBench(name, routes, { extension: ours.folder });
  try {
    const rows = [];
    for (const [size = 0, goal = 0] of GOALS) {
      const costs = [];
      for (let round = 0; round <= rounds; round += 1) costs.push(await costOf(bench, `https://${HOST}/nodes/${size}?${round}`));
      rows.push(row(size, goal, costs.slice(1)));
    }
    console.log(`\n${name}: what the content scripts take of a page's main thread until it rests, ms of CPU; medians of ${rounds}, 90 % intervals\n`);
    columnsOf(["elements", "scripts", "goal", "", "with layout they force", "longest task", `at most ${LONGEST_MS}`, "looks", "forced layouts a look", `at most ${LAYOUTS}`], rows);
  } finally {
    await bench.close();
  }
}

/** @param {number} size @param {number} goal @param {Cost[]} costs */
function row(size, goal, costs) {
  const of = (/** @type {(cost: Cost) => number} */ figure) => bootstrap(costs, (some) => median(some.map(figure)));
  const work = of(({ script }) => script);
  const longest = Math.max(...costs.map((cost) => cost.longest));
  const layouts = of(({ forced, looks }) => forced / looks);
  return [
    size.toLocaleString("en"), span(work, 1), String(goal), against(work.value, goal), span(of(({ script, layout }) => script + layout), 1),
    longest.toFixed(1), against(longest, LONGEST_MS), String(of(({ looks }) => looks).value), span(layouts, 1), against(layouts.value, LAYOUTS),
  ];
}

/**
 * @param {import("../../lib/bench.mjs").Bench} bench
 * @param {string} url
 * @returns {Promise<Cost>} of one view
 */
async function costOf(bench, url) {
  const pid = bench.browser.browser.process()?.pid ?? 0;
  const tab = await bench.openTab();
  await tab.visit(`https://${HOST}/small`);
  await untilStill(pid);
  await tab.page.tracing.start({ categories: CATEGORIES });
  await tab.page.goto(url);
  await untilStill(pid);
  const trace = await tab.page.tracing.stop();
  const looks = (await bench.heard()).filter((each) => each.url === url && each.message.kind === "judge_page").length;
  await tab.close();
  return { ...read(JSON.parse(Buffer.from(trace ?? []).toString()).traceEvents, url), looks };
}

/**
 * @param {TraceEvent[]} events
 * @param {string} url of the page
 * @returns {Omit<Cost, "looks">}
 */
export function read(events, url) {
  const start = events.find(({ name, args }) => name === "navigationStart" && args.data?.["documentLoaderURL"] === url);
  if (!start) throw new Error(`the trace knows no navigation to ${url}`);
  const own = events
    .filter(({ ph, pid, tid, ts }) => ph === "X" && pid === start.pid && tid === start.tid && ts >= start.ts)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const cost = { script: 0, layout: 0, longest: 0, forced: 0 };
  let runsUntil = -Infinity;
  let laidUntil = -Infinity;
  for (const { name, ts, dur = 0, tdur = 0 } of own) {
    const isInside = ts < runsUntil;
    if (RUNS.has(name) && !isInside) {
      runsUntil = ts + dur;
      cost.script += tdur / 1000;
      cost.longest = Math.max(cost.longest, tdur / 1000);
    } else if (LAYOUT.has(name) && isInside && ts >= laidUntil) {
      laidUntil = ts + dur;
      cost.layout += tdur / 1000;
      if (name === "Layout") cost.forced += 1;
    }
  }
  return { ...cost, script: cost.script - cost.layout };
}
