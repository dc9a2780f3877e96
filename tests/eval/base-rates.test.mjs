import assert from "node:assert/strict";
import { test } from "node:test";
import { baseRateText, rightOf100 } from "./base-rates.mjs";
import { shareFigure } from "./figures.mjs";

test("the rarer fakes are, the fewer warnings are right", () => {
  assert.equal(rightOf100(1, 0, 1_000), 100);
  assert.equal(Math.round(rightOf100(0.95, 0.0000365, 1_000) ?? 0), 96);
  assert.equal(Math.round(rightOf100(0.95, 0.0000365, 100_000) ?? 0), 21);
  assert.equal(rightOf100(0, 0, 1_000), null);
});

test("a part that was not measured is left out", () => {
  assert.equal(baseRateText([]), "");
  const rows = (/** @type {number} */ hits, /** @type {number} */ total) => Array.from({ length: total }, (_, at) => at < hits);
  const figure = (/** @type {string} */ id, /** @type {boolean[]} */ of) => shareFigure(id, "", "", of, (hit) => hit);
  const text = baseRateText([
    figure("hosts.alarms.benign_hosts", rows(1, 10_000)),
    figure("hosts.all_host", rows(9, 10)),
  ]);
  assert.match(text, /100 false in a million loads/);
  assert.match(text, /one page in 10,000 fake: 47 of 100 warnings right/);
  assert.doesNotMatch(text, /danger on a page/);
});
