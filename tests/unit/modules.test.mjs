// The popup's modules come at once: one that is named by another alone waits for that one first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const POPUP = new URL("../../extension/pages/popup/", import.meta.url);

/**
 * @param {URL} file
 * @param {Set<string>} [found]
 * @returns {Set<string>} addresses of all modules that it needs, itself included
 */
function modulesOf(file, found = new Set()) {
  if (found.has(file.href)) return found;
  found.add(file.href);
  for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/^import [^;]*"([^"]+)";$/gm)) modulesOf(new URL(path, file), found);
  return found;
}

test("the popup names every module that it needs", () => {
  const html = readFileSync(new URL("popup.html", POPUP), "utf8");
  const named = [...html.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map(([, path = ""]) => new URL(path, POPUP).href);
  const main = new URL("popup.js", POPUP);
  const needed = modulesOf(main);
  assert.ok(needed.size > 5);
  needed.delete(main.href);
  assert.deepEqual(named.toSorted(), [...needed].toSorted());
});
