// Whether a weakness is known of what others wrote: asks the databases of advisories about every lock file.
// What they know changes by the day and takes the network, so that this runs where it is named only. A database that could
// not be asked is named as NOT REACHED: that is no answer, and no failure of what is locked. Exit code 0: no advisory; 1: one
// to answer; 2: not everything was asked.
import { spawnSync } from "node:child_process";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { ROOT } from "./workspace.mjs";

/** Milliseconds after which a database counts as not reached. */
const PATIENCE = 120_000;

/** Exit code where not everything could be asked. */
export const NOT_REACHED = 2;

/**
 * @typedef {{ status: number | null, stdout: string, stderr: string, error?: Error | undefined }} Outcome of a program
 * @typedef {{ is: "clear" } | { is: "found", what: string } | { is: "not reached", why: string }} Answer
 */

/** @param {string} text @returns {any} null where it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {Outcome} outcome */
const lastLine = ({ stderr, error }) => error?.message ?? (stderr.trim().split("\n").at(-1) || "no answer");

/** @param {Outcome} outcome of `npm audit --json` @returns {Answer} */
export function npmAnswer(outcome) {
  const said = parsed(outcome.stdout);
  // Where the registry has no such service, npm prints the refusal as JSON, too.
  if (!said?.vulnerabilities || !said.metadata) return { is: "not reached", why: said?.message ?? lastLine(outcome) };
  const names = Object.keys(said.vulnerabilities);
  return names.length === 0 ? { is: "clear" } : { is: "found", what: names.join(", ") };
}

/** @param {Outcome} outcome of `cargo audit --json` @returns {Answer} */
export function cargoAnswer(outcome) {
  const said = parsed(outcome.stdout);
  if (!Array.isArray(said?.vulnerabilities?.list)) return { is: "not reached", why: lastLine(outcome) };
  const found = [...said.vulnerabilities.list, ...Object.values(said.warnings ?? {}).flat()];
  const names = found.map(({ advisory, package: { name } }) => `${name} (${advisory?.id ?? "yanked"})`);
  return names.length === 0 ? { is: "clear" } : { is: "found", what: names.join(", ") };
}

/** Lock files, and who is asked about them. @type {{ what: string, program: string, args: string[], answer: (outcome: Outcome) => Answer, install?: string }[]} */
const QUESTIONS = [
  { what: "tests/package-lock.json", program: "npm", args: ["--prefix", "tests", "audit", "--json", "--fetch-retries=0"], answer: npmAnswer },
  { what: "Cargo.lock", program: "cargo", args: ["audit", "--json"], answer: cargoAnswer, install: "cargo install --locked cargo-audit" },
];

/** @param {string} program @param {string[]} args @returns {Outcome} */
const outcomeOf = (program, args) => spawnSync(program, args, { cwd: ROOT, encoding: "utf8", timeout: PATIENCE, killSignal: "SIGKILL", maxBuffer: 2 ** 28 });

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const answers = QUESTIONS.map(({ what, program, args, answer, install }) => {
    const isMissing = install && outcomeOf(program, ["audit", "--version"]).status !== 0;
    /** @type {Answer} */
    const said = isMissing ? { is: "not reached", why: `${program} audit is not installed here: ${install}` } : answer(outcomeOf(program, args));
    console.log(`${what}: ${said.is === "clear" ? "no advisory" : said.is === "found" ? `ADVISORIES: ${said.what}` : `NOT REACHED: ${said.why}`}`);
    return said.is;
  });
  process.exitCode = answers.includes("found") ? 1 : answers.includes("not reached") ? NOT_REACHED : 0;
}
