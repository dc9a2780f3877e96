// The stages of `./build.sh test`: what each one runs, and in which order.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findThunderbird } from "../lib/thunderbird.mjs";
import { lacksWebKit } from "../lib/webkit.mjs";
import { command, DOCUMENTED, EVERYTHING, FUZZ, ROOT, TARGET, TOOL, WASM, WASM_TARGET, wasmCommand } from "./workspace.mjs";

/**
 * @typedef {import("./workspace.mjs").Command} Command
 * @typedef {object} Stage
 * @property {string} name ends in `-tests` where it counts tests of its own
 * @property {() => Command[]} commands run one after the other, until one fails
 * @property {boolean} [needsBuild] it looks at dist/: after a failed build an older one would be judged
 * @property {"first" | "browsers"} [lane] else beside the browsers: those take longest and wait much
 * @property {boolean} [onDemand] it runs where it is named only
 * @property {() => string | null} [lacks] what it needs and the machine does not have; null for nothing
 */

const npm = (/** @type {string} */ script) => command("npm", ["--prefix", "tests", "run", "--silent", script]);
const tool = (/** @type {string[]} */ ...words) => command("node", words);
const cargo = (/** @type {string[]} */ args, /** @type {Command["env"]} */ env = undefined) => command("cargo", args, env);
const STRICT = ["--", "-D", "warnings"];

/** @param {string[]} files @param {Command["env"]} [env] */
export const nodeTests = (files, env) => command("node", ["--test", "--test-reporter=spec", ...files], env);

/** @returns {string[]} */
const builtTests = () => readdirSync(join(ROOT, "tests/built")).filter((file) => file.endsWith(".test.mjs")).map((file) => `tests/built/${file}`);

/** @type {Stage[]} */
export const STAGES = [
  // A lock file that does not fit would be mended in silence and other versions tested.
  { name: "lock-file", lane: "first", commands: () => [cargo(["metadata", "--locked", "--format-version", "1", "--quiet"])] },
  { name: "format", lane: "first", commands: () => [cargo(["fmt", "--all", "--check"])] },
  { name: "clippy", commands: () => [cargo(["clippy", ...EVERYTHING, "--all-targets", ...STRICT])] },
  {
    name: "clippy-wasm",
    commands: () => [wasmCommand("clippy", [...WASM.flatMap(({ crate }) => ["-p", crate]), "--lib", "--target", WASM_TARGET, ...STRICT])],
  },
  { name: "docs", commands: () => [cargo(["doc", "--no-deps", ...DOCUMENTED], { RUSTDOCFLAGS: "-D warnings" })] },
  { name: "rust-tests", commands: () => [cargo(["test", ...EVERYTHING, "--exclude", FUZZ, "--no-fail-fast"])] },
  // Chosen out of all packages, the others are as rust-tests compiled them.
  { name: "fuzz-tests", commands: () => [cargo(["test", ...EVERYTHING, "--test", "corpora", "--no-fail-fast", "--", "--nocapture"])] },
  { name: "build", lane: "first", commands: () => [tool("tests/tools/build.mjs")] },
  { name: "built-tests", needsBuild: true, commands: () => [nodeTests(builtTests())] },
  { name: "types", needsBuild: true, commands: () => [npm("typecheck")] },
  { name: "lint", commands: () => [npm("lint")] },
  { name: "lint-addon", needsBuild: true, commands: () => [npm("lint:addon")] },
  { name: "dependencies", commands: () => [tool("tests/tools/dependencies.mjs")] },
  // What is known of the versions that are locked changes without a change here, and takes the network.
  { name: "advisories", onDemand: true, commands: () => [tool("tests/tools/advisories.mjs")] },
  // Everything is compiled once more: minutes. That a zip is the same each time is among built-tests.
  { name: "reproducible", onDemand: true, commands: () => [tool("tests/tools/build.mjs", "package"), tool("tests/tools/reproduce.mjs")] },
  { name: "spelling", commands: () => [npm("spelling")] },
  // Minutes of compiling for a page that rarely changes; that its steps find their places is a unit test.
  { name: "recipe-tests", onDemand: true, commands: () => [nodeTests(["tests/recipes/contributing.test.mjs"])] },
  { name: "unit-tests", needsBuild: true, commands: () => [npm("test:unit")] },
  {
    name: "thunderbird-tests",
    needsBuild: true,
    lacks: () => (findThunderbird() === null ? "no Thunderbird here: ./build.sh setup thunderbird installs it, or name yours in THUNDERBIRD" : null),
    commands: () => [nodeTests(["tests/thunderbird/mail.test.mjs"])],
  },
  { name: "page-tests", needsBuild: true, commands: () => [nodeTests(["tests/page/chromium.test.mjs", "tests/page/firefox.test.mjs"])] },
  { name: "page-webkit-tests", needsBuild: true, lacks: lacksWebKit, commands: () => [nodeTests(["tests/page/webkit.test.mjs"])] },
  { name: "browser-tests", needsBuild: true, lane: "browsers", commands: () => [npm("test:browser")] },
];

/**
 * Detection on the addresses of a corpus: its pages take long. The tool is the one of rust-tests, so
 * nothing is compiled for it; it is slower, and the same.
 * @param {string} corpus
 * @returns {Stage}
 */
export function corpusStage(corpus) {
  const out = join(TARGET, "floors");
  return {
    name: "corpus-tests",
    commands: () => [
      cargo(["build", ...TOOL]),
      command("node", ["tests/eval/run.mjs", corpus, "hosts", "--out", out], { VIGICOLIS_BIN: join(TARGET, "debug/vigicolis") }),
      nodeTests(["tests/eval/floors.mjs"], { VIGICOLIS_SCOREBOARD: join(out, "scoreboard.json") }),
    ],
  };
}

/**
 * What to run for these words: stages after each other in a lane, lanes beside each other, one row
 * of lanes after the other.
 * @param {string[]} words names of stages; none for all
 * @param {string | null} corpus
 * @returns {Stage[][][]}
 */
export function planOf(words, corpus) {
  for (const word of words) {
    if (!STAGES.some(({ name }) => name === word)) throw new Error(`no test stage '${word}': ./build.sh test list names them`);
  }
  const chosen = words.length === 0 ? STAGES.filter(({ onDemand }) => !onDemand) : words.map((word) => /** @type {Stage} */ (STAGES.find(({ name }) => name === word)));
  const build = /** @type {Stage} */ (STAGES.find(({ name }) => name === "build"));
  const isBuildMissing = chosen.some(({ needsBuild }) => needsBuild) && !chosen.includes(build);
  const all = [...(isBuildMissing ? [build] : []), ...chosen, ...(corpus === null ? [] : [corpusStage(corpus)])];
  const inLane = (/** @type {Stage["lane"]} */ wanted) => all.filter(({ lane }) => lane === wanted);
  return [[inLane("first")], [inLane("browsers"), inLane(undefined)]];
}
