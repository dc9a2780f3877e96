/** What the processes of a browser have used, as Linux counts it. */
import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds in one of the kernel's units of CPU time, which are the same on every Linux that runs these browsers. */
const TICK_MS = 10;

/** Still is a browser that used so little for so long; one that never is, is not waited for. */
const STILL_MS = 600;
const STILL_CPU_MS = 2 * TICK_MS;
const GIVE_UP_MS = 15_000;
const LOOK_MS = 100;

/** Firefox cuts its processes' names to 15 letters. */
const FIREFOX_ROLES = { WebExtensions: "extensions", "Isolated Web Co": "pages", "Web Content": "pages" };

/**
 * @typedef {{ pid: number, parent: number, name: string, isRunning: boolean, own: number, ended: number }} Process
 *   `own` and `ended`: milliseconds of CPU that it used, and children of it that have ended
 * @typedef {Map<string, number>} Used milliseconds of CPU by what a process is for
 */

export const canMeasure = process.platform === "linux";

/**
 * @param {number} pid
 * @returns {Process | null} null once it is gone
 */
function processOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const end = text.lastIndexOf(")");
    const [state, parent, ...rest] = text.slice(end + 2).split(" ");
    // Fields 14 to 17 of proc_pid_stat(5).
    const [user = 0, system = 0, ...ended] = rest.slice(9, 13).map((ticks) => Number(ticks) * TICK_MS);
    return { pid, parent: Number(parent), name: text.slice(text.indexOf("(") + 1, end), isRunning: state === "R", own: user + system, ended: ended.reduce((sum, ms) => sum + ms, 0) };
  } catch {
    return null;
  }
}

/** @type {Map<number, number>} what threads of each process that have ended had used, as far as is known */
const gone = new Map();

/**
 * What a process used, finer than in ticks: its threads tell it to the nanosecond, as long as they are there.
 * @param {Process} process
 */
function cpuOf({ pid, own, ended }) {
  const live = liveThreads(pid);
  // Time of user and of system is cut to ticks, each by itself.
  const used = Math.min(Math.max(live + (gone.get(pid) ?? 0), own), own + 2 * TICK_MS);
  gone.set(pid, used - live);
  return used + ended;
}

/** @param {number} pid @returns {number} milliseconds of all its threads; of a process that is gone, none */
function liveThreads(pid) {
  const folder = `/proc/${pid}/task`;
  try {
    return readdirSync(folder).reduce((sum, thread) => sum + liveThread(`${folder}/${thread}`), 0);
  } catch {
    return 0;
  }
}

/** @param {string} folder @returns {number} milliseconds; of a thread that ends just now, none */
function liveThread(folder) {
  try {
    return Number(readFileSync(`${folder}/schedstat`, "latin1").split(" ")[0]) / 1e6;
  } catch {
    return 0;
  }
}

/**
 * @param {number} root
 * @returns {Process[]} a process with all below it
 */
export function treeOf(root) {
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []));
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/** @param {Process} of @returns {string} what it is for */
export function roleOf({ pid, name }) {
  const known = FIREFOX_ROLES[/** @type {keyof typeof FIREFOX_ROLES} */ (name)];
  if (known) return known;
  const command = commandOf(pid);
  const [, type] = /--type=([\w-]+)/.exec(command) ?? [];
  if (type === "renderer") return command.includes("--extension-process") ? "extensions" : "pages";
  if (type || command.includes("-contentproc")) return "others";
  return "browser";
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/**
 * @param {number} root
 * @returns {Used} since its start; of processes that have ended, too, among the others
 */
export function usedBy(root) {
  /** @type {Used} */
  const used = new Map();
  for (const each of treeOf(root)) {
    const role = roleOf(each);
    used.set(role, (used.get(role) ?? 0) + cpuOf(each));
  }
  return used;
}

/** @param {Used} used */
export const total = (used) => [...used.values()].reduce((sum, ms) => sum + ms, 0);

/**
 * @param {Used} before
 * @param {Used} after
 * @returns {Used} what was used between
 */
export function between(before, after) {
  return new Map([...after].map(([role, ms]) => [role, ms - (before.get(role) ?? 0)]));
}

/**
 * Waits until a browser has nothing more to do, by its own account: not for a time, since a busy machine
 * takes longer.
 * @param {number} root
 * @returns {Promise<Used>} what it had used then
 */
export async function untilStill(root) {
  const end = performance.now() + GIVE_UP_MS;
  let since = performance.now();
  let mark = activityOf(root);
  while (performance.now() < end && performance.now() - since < STILL_MS) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
    const now = activityOf(root);
    if (now.ms - mark.ms <= STILL_CPU_MS && !now.isRunning) continue;
    mark = now;
    since = performance.now();
  }
  return usedBy(root);
}

/** @param {number} root */
function activityOf(root) {
  const tree = treeOf(root);
  return { ms: tree.reduce((sum, process) => sum + cpuOf(process), 0), isRunning: tree.some(({ isRunning }) => isRunning) };
}

/**
 * @param {number} root
 * @param {string} role
 * @returns {number} megabytes that the processes of a role have for themselves
 */
export function memoryOf(root, role) {
  const sizes = treeOf(root).filter((each) => roleOf(each) === role).map(({ pid }) => readFileSync(`/proc/${pid}/smaps_rollup`, "latin1"));
  const kilobytes = sizes.flatMap((text) => [...text.matchAll(/^Private_\w+: +(\d+)/gm)].map(([, size]) => Number(size)));
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
}
