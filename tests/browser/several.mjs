// Runs test files one after the other in one process, which keeps its browser from one to the next:
// `several.mjs`, started by run.mjs, which names a file whenever the one before is done.
import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { countLent, endKept, keepBrowsers } from "../lib/kept.mjs";

/** @param {unknown} message */
const say = (message) => process.send?.(message);

/** @returns {Promise<string | null>} the next file's name; null for none */
function nextFile() {
  const told = new Promise((done) => process.once("message", done));
  say("free");
  return told;
}

keepBrowsers();
for (let name = await nextFile(); name !== null; name = await nextFile()) {
  /** @type {unknown} */
  let fault = null;
  await import(`./${name}.test.mjs`).catch((error) => (fault = error));
  // Its turn comes when all that the file has declared is done.
  await test(`${name} leaves no browser behind`, () => {
    if (fault) throw fault;
    assert.equal(countLent(), 0);
  });
}
await endKept();
process.disconnect?.();
