// Runs the browser tests: each file once a browser, a few at a time, the longest first, so that no
// long one is left over for the end. Words after it choose files by their names: `run.mjs shield qr`.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { BROWSERS } from "../lib/bench.mjs";

/** One more than there are cores: every test also waits, for a page or for the extension. */
const AT_A_TIME = Number(process.env["VIGICOLIS_JOBS"]) || availableParallelism() + 1;

/** What takes long, longest first; a file that is not named here is short. */
const LONG = ["accessibility", "layout", "hostile", "fixtures", "shield", "settings", "faults", "policy", "welcome", "help", "carriers"];

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

/**
 * @param {string} name
 * @param {string} browser
 * @returns {Promise<boolean>} whether all of it passed; what it says is printed in one piece
 */
function run(name, browser) {
  const start = performance.now();
  const file = fileURLToPath(new URL(`${name}.test.mjs`, folder));
  const child = spawn(process.execPath, ["--test-reporter=spec", file], {
    env: { ...process.env, VIGICOLIS_BROWSERS: browser },
    stdio: ["ignore", "pipe", "pipe"],
  });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => said.push(piece));
  return new Promise((done) => {
    child.on("close", (code, signal) => {
      process.stdout.write(Buffer.concat(said));
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      console.log(`${code === 0 ? "✔" : "✖"} ${name} in ${browser}: ${seconds} s${signal ? `, ended by ${signal}` : ""}\n`);
      done(code === 0);
    });
  });
}

let isFine = true;
async function work() {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    if (!(await run(job.name, job.browser))) isFine = false;
  }
}
await Promise.all(Array.from({ length: AT_A_TIME }, work));
process.exitCode = isFine ? 0 : 1;
