// `./build.sh release-check`: all that must hold before a release, one after the other, and one table at the end. Exit code
// 0 where all is right, 1 where something is not, 2 where only something could not be reached from here.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { NOT_REACHED } from "./advisories.mjs";
import { compilerOf, pinnedRust } from "./places.mjs";
import { countTests } from "./report.mjs";
import { uncommitted } from "./source.mjs";
import { nodeTests, STAGES } from "./stages.mjs";
import { command, environmentOf, ROOT, TARGET } from "./workspace.mjs";

const LOGS = join(TARGET, "release-logs");

/**
 * @typedef {"ok" | "FAILED" | "NOT REACHED"} Result
 * @typedef {{ what: string, result: Result, seconds: number, note: string }} Row
 * @typedef {{ what: string, commands: import("./workspace.mjs").Command[], note?: (log: string) => string }} Check
 */

/** @param {string} name */
const stage = (name) => STAGES.find((each) => each.name === name)?.commands() ?? [];
const tool = (/** @type {string[]} */ ...words) => command("node", words);
const lines = (/** @type {RegExp} */ pattern) => (/** @type {string} */ log) => [...new Set([...log.matchAll(pattern)].map(([, word]) => word))].join("; ");

/** @returns {Check[]} */
const checks = () => [
  { what: "lock files", commands: stage("lock-file") },
  { what: "package", commands: [tool("tests/tools/build.mjs", "package")], note: lines(/^([0-9a-f]{12})[0-9a-f]{52} {2}vigicolis/gm) },
  { what: "the same elsewhere", commands: stage("reproducible"), note: lines(/^(second toolchain: .*)$/gm) },
  { what: "what is in it", commands: stage("built-tests") },
  { what: "Mozilla's linter", commands: stage("lint-addon") },
  { what: "licences and sources", commands: stage("dependencies"), note: lines(/^(\d+ dependencies)$/gm) },
  { what: "advisories", commands: stage("advisories"), note: lines(/^\S+(?:lock|lock\.json): (?:NOT REACHED: )?(.*)$/gm) },
  { what: "texts, manifest, policy", commands: [nodeTests(["tests/unit/store.test.mjs", "tests/unit/manifest.test.mjs", "tests/unit/locales.test.mjs"])] },
  { what: "store pictures", commands: [tool("tests/tools/store.mjs")], note: (log) => `${lines(/^(.*), \d+ pictures$/gm)(log).split("; ").length} languages` },
  { what: "a phone's form", commands: [nodeTests(["tests/browser/phone.test.mjs"], { VIGICOLIS_BROWSERS: "firefox" })] },
];

/** @returns {Row[]} what is known without running anything */
function states() {
  const { release } = compilerOf();
  const left = uncommitted();
  return [
    { what: "Rust as pinned", result: release === pinnedRust() ? "ok" : "FAILED", seconds: 0, note: `${release}, pinned ${pinnedRust()}` },
    { what: "everything committed", result: left.length === 0 ? "ok" : "FAILED", seconds: 0, note: left.length === 0 ? "" : `${left.length} files are not` },
  ];
}

/** @param {Check} check @returns {Row} */
function run({ what, commands, note }) {
  const start = performance.now();
  let log = "";
  let code = 0;
  for (const each of commands) {
    if (code !== 0) break;
    const { status, stdout, stderr, error } = spawnSync(each.program, each.args, { cwd: ROOT, env: { ...environmentOf(each), NO_COLOR: "1" }, encoding: "utf8", maxBuffer: 2 ** 28 });
    log += `${stdout ?? ""}${stderr ?? ""}${error ?? ""}`;
    code = status ?? 1;
  }
  const file = join(LOGS, `${what.replace(/\W+/g, "-")}.log`);
  writeFileSync(file, log);
  const tests = countTests(log);
  const counted = tests.passed + tests.failed > 0 ? `${tests.passed} passed, ${tests.failed} failed` : "";
  return resultRow({ what, code, failed: tests.failed, seconds: Math.floor((performance.now() - start) / 1000), note: [counted, note?.(log) ?? ""].filter((each) => each !== "").join("; "), file: relative(ROOT, file) });
}

/**
 * @param {{ what: string, code: number, failed: number, seconds: number, note: string, file: string }} outcome
 * @returns {Row}
 */
export function resultRow({ what, code, failed, seconds, note, file }) {
  const result = what === "advisories" && code === NOT_REACHED ? "NOT REACHED" : code === 0 && failed === 0 ? "ok" : "FAILED";
  return { what, result, seconds, note: result === "FAILED" ? [note, file].filter((each) => each !== "").join("; ") : note };
}

/** @param {Row[]} rows @returns {string} the table, and a last line that sums it up */
export function tableOf(rows) {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const of = (/** @type {Result} */ result) => rows.filter((row) => row.result === result).length;
  return [
    ...rows.map(({ what, result, seconds, note }) => `${what.padEnd(width)}  ${result.padEnd(11)}  ${String(seconds).padStart(5)} s  ${note}`.trimEnd()),
    `${of("ok")} ok, ${of("FAILED")} failed, ${of("NOT REACHED")} not reached`,
  ].join("\n");
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  mkdirSync(LOGS, { recursive: true });
  const rows = states();
  for (const check of checks()) {
    console.log(`${check.what} …`);
    rows.push(run(check));
  }
  console.log(`\n${tableOf(rows)}`);
  const has = (/** @type {Result} */ result) => rows.some((row) => row.result === result);
  process.exitCode = has("FAILED") ? 1 : has("NOT REACHED") ? NOT_REACHED : 0;
}
