// Each step of a recipe finds its place: the file, and the line below which it goes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { filesIn, follow, PAGE, recipesOf } from "../tools/recipes.mjs";
import { ROOT } from "../tools/workspace.mjs";

const recipes = recipesOf(readFileSync(`${ROOT}/${PAGE}`, "utf8"));

test("the page holds recipes, each with a check", () => {
  assert.ok(recipes.length >= 6, String(recipes.length));
  for (const { name, steps } of recipes) assert.ok(steps.some(({ does }) => does === "check"), name);
});

for (const { name, steps } of recipes) {
  test(`'${name}' can be followed`, () => {
    /** @type {Map<string, string>} */
    const written = new Map();
    const { read, list } = filesIn(ROOT);
    const files = { list, read: (/** @type {string} */ file) => written.get(file) ?? read(file), write: written.set.bind(written) };
    for (const step of steps) follow(step, files);
    assert.ok(written.size > 0);
  });
}

test("a step whose place is gone says so", () => {
  const step = { does: /** @type {const} */ ("in"), file: "a.rs", after: "gone", text: "x\n" };
  const files = { read: () => "one\ntwo", write: () => undefined, list: () => [] };
  assert.throws(() => follow(step, files), /no line of a\.rs holds "gone"/);
  assert.throws(() => follow({ ...step, does: "create" }, files), /already/);
  assert.throws(() => follow(step, { ...files, read: () => null }), /not there/);
});
