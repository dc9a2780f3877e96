// `node test.mjs [STAGE…] [--corpus DIR]`: runs the stages, ends with 'N passed, N failed'.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, statSync, appendFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import { countTests, reportOf } from "./report.mjs";
import { planOf, STAGES } from "./stages.mjs";
import { environmentOf, ROOT, TARGET } from "./workspace.mjs";

/** @typedef {import("./stages.mjs").Stage} Stage */

const LOGS = join(TARGET, "test-logs");

/** Groups of processes that run now. @type {Set<number>} */
const groups = new Set();

/** @param {number} group @param {NodeJS.Signals} signal */
function endGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // Nothing of it is left.
  }
}

/**
 * @param {import("./workspace.mjs").Command} command
 * @param {number} log
 * @returns {Promise<number>} its exit code
 */
function execute(command, log) {
  const child = spawn(command.program, command.args, {
    cwd: ROOT,
    env: { ...environmentOf(command), TERM: "dumb", NO_COLOR: "1", RUST_BACKTRACE: "0" },
    stdio: ["ignore", log, log],
    // A group of its own, so that nothing of it is left over.
    detached: true,
  });
  const group = child.pid;
  if (group !== undefined) groups.add(group);
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) => {
      if (group !== undefined) {
        groups.delete(group);
        endGroup(group, "SIGTERM");
      }
      done(code ?? 1);
    });
  });
}

/** Whether what is in dist/ is not what the sources say. */
let isBuildBroken = false;
const sum = { passed: 0, failed: 0 };

/** @param {Stage} stage */
async function runStage({ name, needsBuild, lacks, commands }) {
  if (needsBuild && isBuildBroken) {
    console.log(`${name.padEnd(14)} not run: the build failed`);
    return;
  }
  const lacking = lacks?.() ?? null;
  if (lacking !== null) {
    console.log(`${name.padEnd(14)} skipped: ${lacking}`);
    return;
  }
  const start = performance.now();
  const file = join(LOGS, `${name}.log`);
  const log = openSync(file, "w");
  let code = 0;
  try {
    for (const command of commands()) if (code === 0) code = await execute(command, log);
  } catch (error) {
    appendFileSync(file, `${error}\n`);
    code = 1;
  } finally {
    closeSync(log);
  }
  const text = readFileSync(file, "utf8");
  const seconds = Math.floor((performance.now() - start) / 1000);
  const { passed, failed, lines } = reportOf({ name, code, ...countTests(text), seconds, log: text, file: relative(ROOT, file) });
  if (name === "build" && failed > 0) isBuildBroken = true;
  sum.passed += passed;
  sum.failed += failed;
  console.log(lines.join("\n"));
}

/** @param {Stage[]} lane */
async function runLane(lane) {
  for (const stage of lane) await runStage(stage);
}

/** @param {string[]} words */
function parse(words) {
  const at = words.indexOf("--corpus");
  if (at < 0) return { stages: words, corpus: null };
  const folder = words[at + 1];
  if (folder === undefined) throw new Error("--corpus wants a folder");
  // As the caller named it, from wherever that was.
  const corpus = resolve(process.env["VIGICOLIS_CALLER_DIR"] ?? ".", folder);
  if (!statSync(corpus, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`no such corpus folder: ${folder}`);
  return { stages: words.toSpliced(at, 2), corpus };
}

for (const [signal, code] of /** @type {const} */ ([["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]])) {
  process.once(signal, () => {
    for (const group of groups) endGroup(group, "SIGTERM");
    process.exit(code);
  });
}

try {
  const words = process.argv.slice(2);
  if (words[0] === "list") {
    console.log(STAGES.map(({ name }) => name).join(" "));
  } else {
    const { stages, corpus } = parse(words);
    const plan = planOf(stages, corpus);
    mkdirSync(LOGS, { recursive: true });
    for (const lanes of plan) await Promise.all(lanes.map(runLane));
    console.log(`${sum.passed} passed, ${sum.failed} failed`);
    process.exitCode = sum.failed === 0 ? 0 : 1;
  }
} catch (error) {
  console.error(`build.sh: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
