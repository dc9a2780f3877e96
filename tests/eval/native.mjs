// The native tool `vigicolis`: where it is, and lines in, lines out.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The tool can't do what was asked of it: an older build, or a part that is not written yet. */
export class NotBuilt extends Error {}

/**
 * @returns {Promise<string>} the tool's file
 */
export async function findTool() {
  const named = process.env["VIGICOLIS_BIN"];
  const target = process.env["CARGO_TARGET_DIR"] ?? path.join(ROOT, "target");
  const places = named ? [named] : [path.join(target, "release", "vigicolis")];
  for (const place of places) {
    const file = path.resolve(place);
    if (await stat(file).then((found) => found.isFile(), () => false)) return file;
  }
  throw new NotBuilt(
    named
      ? `VIGICOLIS_BIN names no file: ${named}`
      : "no native tool found: run ./build.sh eval, or cargo build --release -p vigicolis-cli",
  );
}

/**
 * Whether the tool knows a command: an unknown one ends with an error whatever it is fed.
 * @param {string} tool
 * @param {string} command
 * @returns {boolean}
 */
export function knowsCommand(tool, command) {
  const { status } = spawnSync(tool, [command, "-"], { input: "", stdio: ["pipe", "ignore", "ignore"] });
  return status === 0;
}

/**
 * Feeds lines to `tool command -` and reads one JSON object a line, in the same order.
 * @param {string} tool
 * @param {string} command
 * @param {string[]} lines
 * @returns {Promise<Record<string, unknown>[]>}
 */
export async function judgeLines(tool, command, lines) {
  const dir = await mkdtemp(path.join(os.tmpdir(), "vigicolis-eval-"));
  try {
    // Through files: a pipe fed in one go while its answer is read late would stall both ends.
    const input = path.join(dir, "in");
    const output = path.join(dir, "out");
    await writeFile(input, lines.map((line) => `${line}\n`).join(""));
    await run(tool, [command, "-"], input, output);
    const answers = (await readFile(output, "utf8")).split("\n").filter((line) => line !== "");
    if (answers.length !== lines.length) {
      throw new Error(`vigicolis ${command} - gave ${answers.length} lines for ${lines.length}`);
    }
    return answers.map((line) => /** @type {Record<string, unknown>} */ (JSON.parse(line)));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Times whole runs of the tool, start included, on one core.
 * @param {string} tool
 * @param {string[]} lines
 * @param {number} times
 * @returns {Promise<{ seconds: number, pinned: boolean }>} the fastest; `pinned` false where taskset is missing
 */
export async function timeCheck(tool, lines, times) {
  const dir = await mkdtemp(path.join(os.tmpdir(), "vigicolis-eval-"));
  const pinned = spawnSync("taskset", ["--version"], { stdio: "ignore" }).status === 0;
  const [program, before] = pinned ? ["taskset", ["-c", "0", tool]] : [tool, []];
  try {
    const input = path.join(dir, "in");
    await writeFile(input, lines.map((line) => `${line}\n`).join(""));
    let seconds = Infinity;
    for (let turn = 0; turn < times; turn += 1) {
      const start = process.hrtime.bigint();
      await run(/** @type {string} */ (program), [.../** @type {string[]} */ (before), "check", "-"], input, os.devNull);
      seconds = Math.min(seconds, Number(process.hrtime.bigint() - start) / 1e9);
    }
    return { seconds, pinned };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} input file
 * @param {string} output file
 * @returns {Promise<void>}
 */
async function run(program, args, input, output) {
  const from = openSync(input, "r");
  const to = openSync(output, "w");
  try {
    await new Promise((done, fail) => {
      const child = spawn(program, args, { stdio: [from, to, "pipe"] });
      let errors = "";
      child.stderr?.setEncoding("utf8").on("data", (text) => {
        errors = (errors + text).slice(-2000);
      });
      child.on("error", fail);
      child.on("close", (code, signal) => {
        if (code === 0) done(undefined);
        else fail(new Error(`${path.basename(program)} ${args.join(" ")} ended with ${code ?? signal}: ${errors.trim()}`));
      });
    });
  } finally {
    closeSync(from);
    closeSync(to);
  }
}
