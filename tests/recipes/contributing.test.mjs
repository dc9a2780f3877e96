// Follows every recipe of docs/CONTRIBUTING.md in a copy of the sources and runs their checks. It compiles
// for minutes, so that `./build.sh test recipe-tests` runs it and `./build.sh test` does not; that each step
// finds its place is a unit test.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { before, describe, test } from "node:test";
import { copySources, filesIn, follow, PAGE, recipesOf, translate } from "../tools/recipes.mjs";
import { ROOT, TARGET } from "../tools/workspace.mjs";

const FOLDER = join(TARGET, "recipes/sources");

/**
 * Kept from run to run, so that dependencies are compiled once. Never the sources' own: cargo takes the crates of
 * a copy for those that it is a copy of.
 */
const BUILT = join(TARGET, "recipes/target");
/** Node runs no tests where it takes them for a part of others. */
const ENVIRONMENT = { ...env, CARGO_TARGET_DIR: BUILT, NODE_TEST_CONTEXT: undefined };

/** @param {string} command */
function shell(command) {
  const { status, stdout, stderr } = spawnSync("bash", ["-euc", command], { cwd: FOLDER, encoding: "utf8", env: ENVIRONMENT, maxBuffer: 2 ** 26 });
  assert.equal(status, 0, `${command}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  return stdout;
}

describe("recipes", () => {
  const recipes = recipesOf(readFileSync(join(ROOT, PAGE), "utf8"));
  // All are followed before the first is checked: what they add is compiled together.
  before(() => {
    copySources(FOLDER);
    for (const step of recipes.flatMap(({ steps }) => steps)) {
      if (step.does === "run") shell(step.text);
      else follow(step, filesIn(FOLDER));
    }
    translate(filesIn(FOLDER));
    // There they were followed: they can't be again.
    rmSync(join(FOLDER, "tests/unit/recipes.test.mjs"));
  });
  for (const { name, steps } of recipes) {
    test(name, () => {
      for (const { does, text } of steps) {
        if (does !== "check") continue;
        const said = shell(text);
        if (text.startsWith("cargo test")) assert.match(said, /test result: ok\. [1-9]/, "the recipe's own tests ran");
      }
    });
  }
});
