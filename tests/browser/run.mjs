// Runs the browser tests: each file once a browser, a few at a time, the longest first, so that no
// long one is left over for the end. Words after it choose files by their names: `run.mjs shield qr`.
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
// Firefox before Chromium: it takes longer for the same.
const jobs = names
  .toSorted((one, other) => place(one) - place(other))
  .flatMap((name) => BROWSERS.toSorted().toReversed().map((browser) => ({ name, browser })));

/** @type {string[]} */
const failures = [];

/**
 * What it says is printed in one piece.
 * @param {string} name
 * @param {string} browser
 * @returns {Promise<void>}
 */
function run(name, browser) {
  const start = performance.now();
  const file = fileURLToPath(new URL(`${name}.test.mjs`, folder));
  const child = spawn(process.execPath, ["--test-reporter=spec", file], {
    env: { ...process.env, VIGICOLIS_BROWSERS: browser },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: ENDED_AFTER,
  });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => said.push(piece));
  return new Promise((done) => {
    child.on("close", (code, signal) => {
      const text = Buffer.concat(said).toString();
      process.stdout.write(text);
      if (code !== 0) failures.push(`✖ ${name} in ${browser}\n${reasonsIn(text)}`);
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      console.log(`${code === 0 ? "✔" : "✖"} ${name} in ${browser}: ${seconds} s${signal ? `, ended by ${signal}` : ""}\n`);
      done();
    });
  });
}

/** @param {string} text that a file has said @returns {string} why it failed: from the list of its failures on, or its last words */
function reasonsIn(text) {
  const start = text.lastIndexOf("failing tests:");
  if (start >= 0) return text.slice(start);
  // Not its counts: they would be added once more.
  return text.split("\n").filter((line) => !line.startsWith("ℹ ")).slice(-20).join("\n");
}

async function work() {
  for (let job = jobs.shift(); job; job = jobs.shift()) await run(job.name, job.browser);
}
if (BROWSERS.includes("firefox")) await prepareProfiles();
await Promise.all(Array.from({ length: AT_A_TIME }, work));
// Again, where they are looked for: at the end.
console.log(failures.join("\n"));
process.exitCode = failures.length === 0 ? 0 : 1;
