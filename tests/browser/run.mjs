// Runs the browser tests: each file once a browser, a few at a time, the longest first, so that no
// long one is left over for the end. Each process has one kind of browser and takes file after file.
// Words after it choose files by their names: `run.mjs shield qr`.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { BROWSERS } from "../lib/bench.mjs";
import { prepareProfiles } from "../lib/firefox-profile.mjs";

/** A file keeps a core busy for almost half of its time; more of them only take turns, which costs time, too. */
const AT_A_TIME = Number(process.env["VIGICOLIS_JOBS"]) || Math.ceil(2.5 * availableParallelism());

/** Milliseconds after which a file is ended, so that one whose browser hangs says so: the longest takes five minutes on a busy machine. */
const ENDED_AFTER = 20 * 60_000;

/** What takes long, longest first; a file that is not named here is short. */
const LONG = ["attacks-memory", "fixtures", "hostile", "surfaces", "faults", "attacks-click", "legible", "attacks-cover", "attacks-style", "undetectable", "shield", "lock", "flows", "storage", "help", "attacks-removal", "updates", "settings", "background", "welcome", "policy", "attacks-tab"];

const folder = new URL(".", import.meta.url);
const wanted = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".test.mjs"))
  .map((file) => file.slice(0, -".test.mjs".length))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
for (const name of wanted) if (!names.includes(name)) throw new Error(`no browser test '${name}'`);
const place = (/** @type {string} */ name) => (LONG.includes(name) ? LONG.indexOf(name) : LONG.length);

/**
 * What is still to be run in each browser, and how many processes do so. Firefox before Chromium: it
 * takes longer for the same.
 */
const queues = BROWSERS.toSorted()
  .toReversed()
  .map((browser) => ({ browser, files: names.toSorted((one, other) => place(one) - place(other)), processes: 0 }));

/** @typedef {(typeof queues)[number]} Queue */

/** @type {string[]} */
const failures = [];

/**
 * Runs files until none is left; what each says is printed in one piece.
 * @param {Queue} queue
 * @returns {Promise<void>}
 */
function work({ browser, files }) {
  const child = spawn(process.execPath, ["--test-reporter=spec", fileURLToPath(new URL("several.mjs", folder))], {
    env: { ...process.env, VIGICOLIS_BROWSERS: browser },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  let printed = 0;
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (piece) => (said += piece));
  /** @param {number} end */
  function print(end) {
    process.stdout.write(said.slice(printed, end));
    printed = end;
  }
  /** @type {string | null} */
  let name = null;
  let start = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let hangs;
  child.on("message", () => {
    clearTimeout(hangs);
    if (name !== null) {
      print(said.lastIndexOf("\n") + 1);
      console.log(`${name} in ${browser}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
    }
    name = files.shift() ?? null;
    start = performance.now();
    if (name !== null) hangs = setTimeout(() => child.kill(), ENDED_AFTER);
    child.send(/** @type {any} */ (name));
  });
  return new Promise((done) => {
    child.on("close", (code, signal) => {
      clearTimeout(hangs);
      print(said.length);
      const where = name === null ? browser : `${name} in ${browser}`;
      // One that breaks before it takes anything would break again and again.
      if (start === 0) files.length = 0;
      if (code !== 0 || name !== null || start === 0) failures.push(`✖ ${where}${signal ? `, ended by ${signal}` : ""}\n${reasonsIn(said)}`);
      done();
    });
  });
}

/** @param {string} text that a process has said @returns {string} why it failed: from the list of its failures on, or its last words */
function reasonsIn(text) {
  const start = text.lastIndexOf("failing tests:");
  if (start >= 0) return text.slice(start);
  // Not its counts: they would be added once more.
  return text.split("\n").filter((line) => !line.startsWith("ℹ ")).slice(-20).join("\n");
}

/** Starts one process after the other, for the browser that has the most to do for each of its own. */
async function workOn() {
  for (;;) {
    const open = queues.filter(({ files }) => files.length > 0);
    const [queue] = open.toSorted((one, other) => other.files.length / (other.processes + 1) - one.files.length / (one.processes + 1));
    if (!queue) return;
    queue.processes += 1;
    await work(queue);
    queue.processes -= 1;
  }
}
if (BROWSERS.includes("firefox")) await prepareProfiles();
await Promise.all(Array.from({ length: AT_A_TIME }, workOn));
// Again, where they are looked for: at the end.
console.log(failures.join("\n"));
process.exitCode = failures.length === 0 ? 0 : 1;
