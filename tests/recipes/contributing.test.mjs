// Follows every recipe of docs/CONTRIBUTING.md in a copy of the sources and runs its checks. It compiles
// for minutes, so that `./build.sh test recipe-tests` runs it and `./build.sh test` does not; that each step
// finds its place is a unit test.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { before, describe, test } from "node:test";
import { copySources, filesIn, follow, PAGE, recipesOf } from "../tools/recipes.mjs";
import { ROOT, TARGET } from "../tools/workspace.mjs";

const FOLDER = join(TARGET, "recipes/sources");
/** The same for all, so that dependencies are compiled once. */
const BUILT = join(TARGET, "recipes/target");

/** @param {string} command */
function shell(command) {
  const { status, stdout, stderr } = spawnSync("bash", ["-euc", command], { cwd: FOLDER, encoding: "utf8", env: { ...env, CARGO_TARGET_DIR: BUILT } });
  assert.equal(status, 0, `${command}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  return stdout;
}

describe("recipes", () => {
  before(() => copySources(FOLDER));
  for (const { name, steps } of recipesOf(readFileSync(join(ROOT, PAGE), "utf8"))) {
    test(name, () => {
      for (const step of steps) {
        if (step.does === "run") shell(step.text);
        else if (step.does !== "check") follow(step, filesIn(FOLDER));
      }
      for (const { does, text } of steps) {
        if (does !== "check") continue;
        const said = shell(text);
        if (text.startsWith("cargo test")) assert.match(said, /test result: ok\. [1-9]/, "the recipe's own tests ran");
      }
    });
  }
});
