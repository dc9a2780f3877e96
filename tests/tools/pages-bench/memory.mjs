/** What the background keeps in memory: soon after the start, and after many page views. */
import { until } from "../../lib/until.mjs";
import { EMPTY, withColumns } from "./columns.mjs";
import { HOST } from "./pages.mjs";
import { against, columnsOf } from "./print.mjs";
import { memoryOf, untilStill } from "./processes.mjs";

/**
 * @typedef {import("./columns.mjs").Column} Column
 * @typedef {import("../pages-bench.mjs").Task} Task
 * @typedef {import("./arguments.mjs").Choice} Choice
 * @typedef {{ process: number, heap: number | null }} Size megabytes; `heap`: of its scripts, where the browser tells
 */

/** Megabytes beyond the empty extension. */
const GOAL = 25;
/** Views before the memory of a background that has worked is looked at. */
const FEW = 20;
/** From here on it should not grow. */
const SHARES = [0.1, 0.5, 1];
/** Growth that is none: between the first and the last of these, megabytes. */
const NO_GROWTH = 5;
/** A page that is left after so long was looked at at least once. */
const STAY_MS = 250;
const PATHS = ["article", "form", "fake"];

/** @param {Task} task @param {Choice} choice */
export async function memory({ name, ours, sites }, { rivals }) {
  /** @type {Map<string, Size>} */
  const sizes = new Map();
  await withColumns(name, [EMPTY, ours, ...rivals], sites, async (columns) => {
    for (const column of columns) {
      await visit(column, 0, FEW);
      sizes.set(column.name, await sizeOf(column));
    }
  });
  const least = sizes.get(EMPTY.name);
  console.log(`\n${name}: memory of the process of extensions after ${FEW} page views, megabytes\n`);
  columnsOf(
    ["", "process", "heap of scripts", "beyond empty", "goal", ""],
    [...sizes].map(([column, { process, heap }]) => {
      const beyond = process - (least?.process ?? NaN);
      const isOurs = column === ours.name;
      return [column, mb(process), mb(heap), mb(beyond), isOurs ? String(GOAL) : "", isOurs ? against(beyond, GOAL) : ""];
    }),
  );
}

/** @param {Task} task @param {Choice} choice */
export async function views({ name, ours, sites }, { views: count }) {
  /** @type {[number, Size][]} */
  const sizes = [];
  await withColumns(name, [ours], sites, async (columns) => {
    for (const column of columns) {
      let done = 0;
      for (const stop of SHARES.map((share) => Math.round(share * count))) {
        await visit(column, done, stop);
        done = stop;
        sizes.push([stop, await sizeOf(column)]);
      }
    }
  });
  const growth = (sizes.at(-1)?.[1].process ?? NaN) - (sizes[0]?.[1].process ?? NaN);
  console.log(`\n${name}: memory of the process of extensions after many page views, megabytes\n`);
  columnsOf(["views", "process", "heap of scripts"], sizes.map(([stop, { process, heap }]) => [stop.toLocaleString("en"), mb(process), mb(heap)]));
  console.log(`\ngrown by ${mb(growth)} from the first line to the last; ${against(growth, NO_GROWTH)} of ${NO_GROWTH}`);
}

/** @param {Column} column @param {number} from @param {number} to */
async function visit({ page }, from, to) {
  for (let view = from; view < to; view += 1) {
    await page.goto(`https://${HOST}/${PATHS[view % PATHS.length]}?${view}`);
    await new Promise((done) => setTimeout(done, STAY_MS));
  }
}

/**
 * @param {Column} column
 * @returns {Promise<Size>} once its waste is collected, where that can be asked for
 */
async function sizeOf({ browser, pid, page }) {
  await page.goto("about:blank");
  await browser.freeMemory?.();
  await untilStill(pid);
  const heap = browser.name === "chromium" ? await heapOf(browser.browser, browser.origin) : null;
  return { process: memoryOf(pid, "extensions"), heap };
}

/**
 * Looks at a worker once: one that is watched keeps what it has asked for.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} origin
 * @returns {Promise<number | null>} null where no worker is awake
 */
async function heapOf(browser, origin) {
  const whole = await browser.target().createCDPSession();
  const { targetInfos } = await whole.send("Target.getTargets");
  const worker = targetInfos.find(({ type, url }) => type === "service_worker" && url.startsWith(origin));
  if (!worker) return null;
  const { sessionId } = await whole.send("Target.attachToTarget", { targetId: worker.targetId, flatten: true });
  const session = await until("a session with the worker", () => whole.connection()?.session(sessionId));
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = /** @type {{ usedSize: number, backingStorageSize?: number }} */ (await session.send("Runtime.getHeapUsage"));
  await whole.send("Target.detachFromTarget", { sessionId });
  await whole.detach();
  return (usedSize + backingStorageSize) / 2 ** 20;
}

/** @param {number | null} size */
const mb = (size) => (size === null ? "-" : size.toFixed(1));
