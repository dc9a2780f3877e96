// Whether a weakness is known of what others wrote: asks the databases of advisories about every lock file.
// What they know changes by the day and takes the network, so that this runs where it is named only.
import { spawnSync } from "node:child_process";
import { FUZZ, ROOT } from "./workspace.mjs";

/** Lock files, and who asks about them. @type {{ what: string, program: string, args: string[], install?: string }[]} */
const QUESTIONS = [
  { what: "tests/package-lock.json", program: "npm", args: ["--prefix", "tests", "audit"] },
  ...["Cargo.lock", FUZZ[1]?.replace("Cargo.toml", "Cargo.lock") ?? ""].map((what) => ({
    what,
    program: "cargo",
    args: ["audit", "--deny", "warnings", "--file", what],
    install: "cargo install --locked cargo-audit",
  })),
];

/** @param {string} program @param {string[]} args @param {import("node:child_process").StdioOptions} stdio */
const succeeds = (program, args, stdio) => spawnSync(program, args, { cwd: ROOT, stdio }).status === 0;

for (const { what, program, args, install } of QUESTIONS) {
  if (install && !succeeds(program, ["audit", "--version"], "ignore")) {
    console.error(`${what}: NOT ASKED ABOUT, ${program} audit is not installed here: ${install}`);
    process.exitCode = 1;
  } else if (!succeeds(program, args, "inherit")) {
    console.error(`${what}: an advisory to answer, or no answer: see the lines above`);
    process.exitCode = 1;
  }
}
