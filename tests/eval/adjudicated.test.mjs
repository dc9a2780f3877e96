import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { parseAdjudicated } from "./adjudicated.mjs";

const HEADER = "set\tinput\tverdict\treason\tsource\tdate\n";

test("a row stands unless it was found to be the opposite, in its own set", () => {
  const list = parseAdjudicated(`${HEADER}benign_hosts\tfake.example\tphish\twhy\twhere\t2026-11\n`);
  assert.equal(list.size, 1);
  assert.equal(list.stands({ set: "benign_hosts", input: "fake.example" }, "honest"), false);
  assert.equal(list.stands({ set: "strong", input: "fake.example" }, "phish"), true);
  assert.equal(list.stands({ set: "benign_hosts", input: "shop.example" }, "honest"), true);
});

test("a line without a reason, a source or a known verdict is refused", () => {
  assert.throws(() => parseAdjudicated(`${HEADER}a\tb\tphish\t\twhere\t2026-11\n`), /no reason/);
  assert.throws(() => parseAdjudicated(`${HEADER}a\tb\tmaybe\twhy\twhere\t2026-11\n`), /verdict/);
  assert.throws(() => parseAdjudicated(`${HEADER}a\tb\tphish\n`), /columns/);
});

test("the project's own list is whole", async () => {
  parseAdjudicated(await readFile(new URL("adjudicated.tsv", import.meta.url), "utf8"));
});
