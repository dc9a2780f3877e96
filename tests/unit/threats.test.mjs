// docs/THREATS.md names for each promise the tests that hold it: they are there, by their titles.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);
const text = readFileSync(new URL("docs/THREATS.md", ROOT), "utf8");

/** Sections that promise nothing. */
const NO_PROMISE = ["Who threatens"];

/** A test by its place. */
const NAMED = /^- `([^`]+)`: “([^”]+)”$/gm;

/** What a title says of each case. */
const ANY = "…";

/** @param {string} path @returns {string[]} titles as they are written, with `…` for what is put in */
function titlesOf(path) {
  const source = readFileSync(new URL(path, ROOT), "utf8");
  if (path.endsWith(".rs")) return [...source.matchAll(/fn (\w+)\(/g)].map(([, name = ""]) => name);
  return [...source.matchAll(/\btest\(\s*(?:"([^"]+)"|`((?:[^`$]|\$\{(?:[^{}`]|`[^`]*`)*\})+)`)/g)].map(([, plain, composed = ""]) =>
    plain ?? composed.replaceAll(/\$\{(?:[^{}`]|`[^`]*`)*\}/g, ANY),
  );
}

const named = [...text.matchAll(NAMED)].map(([, path = "", title = ""]) => ({ path, title }));

for (const { path, title } of named) {
  test(`${path} holds “${title}”`, () => {
    const same = (/** @type {string} */ words) => words.replaceAll(/…(?:\s*…)*/g, ANY).replaceAll(/\s+/g, " ");
    assert.ok(titlesOf(path).map(same).includes(same(title)), titlesOf(path).join("\n"));
  });
}

test("each promise names the tests that hold it, each of them as one", () => {
  const sections = text.split(/^## /m).slice(1).map((section) => ({ title: section.split("\n", 1)[0] ?? "", section }));
  for (const { title, section } of sections) {
    if (!NO_PROMISE.includes(title)) assert.ok([...section.matchAll(NAMED)].length > 0, title);
  }
  assert.equal(named.length, [...text.matchAll(/^- `/gm)].length, "every line that names a file names a test of it");
});
