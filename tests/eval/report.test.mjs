import assert from "node:assert/strict";
import { test } from "node:test";
import { rateFigure, shareFigure } from "./figures.mjs";
import { acceptFigures, compareFigures, comparisonText, scoreboardTable } from "./report.mjs";

/**
 * @param {string} id
 * @param {number} hits
 * @param {number} total
 * @param {import("./figures.mjs").Extra} [extra]
 */
function figure(id, hits, total, extra) {
  const rows = Array.from({ length: total }, (_, at) => at < hits);
  return shareFigure(id, "section", id, rows, (hit) => hit, extra);
}

test("the comparison knows which way is better and what chance explains", () => {
  const before = acceptFigures(null, [figure("pages.found", 50, 100), figure("pages.alarms", 0, 1000, { better: "less" })], {});
  const { changes } = compareFigures(before, [figure("pages.found", 90, 100), figure("pages.alarms", 1, 1000, { better: "less" })]);
  assert.deepEqual(changes.map((change) => [change.figure.id, change.verdict, change.clear]), [
    ["pages.found", "better", true],
    ["pages.alarms", "worse", true],
  ]);
  const near = compareFigures(before, [figure("pages.found", 51, 100)]);
  assert.deepEqual(near.changes.map((change) => [change.verdict, change.clear]), [["better", false]]);
});

test("figures for context and breakdowns are not compared, timings only beyond their noise", () => {
  const speed = (/** @type {number} */ value) => rateFigure("hosts.speed", "s", "speed", { hits: 1, total: 1, value });
  const before = acceptFigures(null, [speed(1000), figure("hosts.weak", 1, 10, { better: null }), figure("hosts.kit", 1, 10, { detail: true })], {});
  assert.deepEqual(Object.keys(before.figures), ["hosts.speed", "hosts.weak"]);
  assert.equal(compareFigures(before, [speed(950), figure("hosts.weak", 9, 10, { better: null })]).changes.length, 0);
  assert.equal(compareFigures(before, [speed(800)]).changes[0]?.verdict, "worse");
});

test("a part that did not run keeps its accepted figures, one that ran replaces all of its own", () => {
  const before = acceptFigures(null, [figure("hosts.a", 1, 2), figure("pages.a", 1, 2), figure("pages.b", 1, 2)], { "index.tsv": 3 });
  const after = acceptFigures(before, [figure("pages.a", 2, 2)], { "index.tsv": 4 });
  assert.deepEqual(Object.keys(after.figures), ["hosts.a", "pages.a"]);
  assert.equal(after.figures["pages.a"]?.value, 1);
  assert.deepEqual(after.corpus, { "index.tsv": 4 });
  assert.deepEqual(compareFigures(before, [figure("pages.a", 1, 2)]).gone, ["pages.b"]);
});

test("another corpus is named, not taken for progress", () => {
  const before = acceptFigures(null, [figure("pages.a", 1, 2)], { "index.tsv": 3 });
  assert.match(comparisonText(before, [figure("pages.a", 2, 2)], { "index.tsv": 9 }), /another corpus/);
  assert.match(comparisonText(before, [figure("pages.a", 1, 2)], { "index.tsv": 3 }), /no figure changed/);
});

test("the table shows counts, interval and goal, and never rounds to a perfect share", () => {
  const table = scoreboardTable([
    figure("pages.all", 4999, 5000, { goal: 1 }),
    figure("pages.none", 0, 1000, { better: "less", goal: 0 }),
    figure("pages.empty", 0, 0),
  ]);
  assert.match(table, /99\.9 %.*4999 of 5000.*at least 100\.0 % not met/);
  assert.match(table, /0\.0 %.*0 of 1000.*at most 0\.0 % met/);
  assert.match(table, /pages\.empty +- /);
});
