import assert from "node:assert/strict";
import { test } from "node:test";
import { bootstrap, f1, generator, groupBy, macroAverage, mannWhitney, median, share, shuffled, wilson } from "./stats.mjs";

/**
 * @param {number | undefined} value
 * @param {number} expected
 */
function near(value, expected) {
  assert.ok(value !== undefined && Math.abs(value - expected) < 5e-5, `${value} is not ${expected}`);
}

test("Wilson's interval is the published one", () => {
  // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  near(wilson(81, 263).low, 0.2553);
  near(wilson(81, 263).high, 0.3662);
  near(wilson(15, 148).low, 0.0624);
  near(wilson(15, 148).high, 0.1605);
  near(wilson(0, 20).low, 0);
  near(wilson(0, 20).high, 0.1611);
  near(wilson(1, 29).low, 0.0061);
  near(wilson(1, 29).high, 0.1718);
});

test("Wilson's interval keeps to 0..1 and is open where nothing was measured", () => {
  assert.equal(wilson(5, 5).high, 1);
  assert.ok(wilson(5, 5).low > 0.5);
  assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
});

test("the macro average gives each group the same weight", () => {
  const groups = [{ hits: 90, total: 100 }, { hits: 0, total: 1 }, { hits: 0, total: 0 }];
  near(macroAverage(groups)?.value, 0.45);
  assert.equal(macroAverage([{ hits: 0, total: 0 }]), null);
});

test("the macro average of one group has that group's interval", () => {
  const { low, high } = wilson(81, 263);
  near(macroAverage([{ hits: 81, total: 263 }])?.low, low);
  near(macroAverage([{ hits: 81, total: 263 }])?.high, high);
});

test("F1 is the harmonic mean of precision and recall", () => {
  const measured = f1(8, 2, 4);
  const precision = 8 / 10;
  const recall = 8 / 12;
  near(measured?.value, (2 * precision * recall) / (precision + recall));
  assert.ok(measured && measured.low < measured.value && measured.value < measured.high);
  assert.equal(f1(0, 0, 0), null);
  assert.equal(f1(0, 3, 0)?.value, 0);
});

test("rows are grouped in order of appearance and counted", () => {
  const groups = groupBy(["b1", "a1", "b2"], (text) => text.charAt(0));
  assert.deepEqual([...groups], [["b", ["b1", "b2"]], ["a", ["a1"]]]);
  assert.deepEqual(share([1, 2, 3], (number) => number > 1), { hits: 2, total: 3 });
});

test("two samples are told apart by their ranks, ties counted half", () => {
  const low = [1, 2, 3, 4, 5];
  const apart = mannWhitney([6, 7, 8, 9, 10], low);
  assert.equal(apart.area, 1);
  // U = 25, mean 12.5, variance 275 / 12: z = 2.611.
  assert.ok(Math.abs(apart.p - 0.00902) < 0.0001, `${apart.p}`);
  const same = mannWhitney(low, low);
  assert.equal(same.area, 0.5);
  assert.ok(same.p > 0.999);
  assert.deepEqual(mannWhitney([1, 1], [1, 1]), { p: 1, area: 0.5 });
});

test("the median is the middle, or between the two in the middle", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([9, 1, 5, 2]), 3.5);
  assert.ok(Number.isNaN(median([])));
});

test("a bootstrap draws the same by the same seed, and holds what is measured", () => {
  const rounds = Array.from({ length: 30 }, (_, at) => ({ bare: 100 + (at % 7), more: 110 + (at % 5) }));
  const added = (/** @type {readonly { bare: number, more: number }[]} */ some) => median(some.map(({ more }) => more)) - median(some.map(({ bare }) => bare));
  const one = bootstrap(rounds, added, 4);
  assert.deepEqual(bootstrap(rounds, added, 4), one);
  assert.equal(one.value, 9);
  assert.ok(one.low <= 9 && one.high >= 9 && one.low < one.high, JSON.stringify(one));
});

test("a bootstrap of one value alone has no width", () => {
  assert.deepEqual(bootstrap([3, 3, 3], median), { value: 3, low: 3, high: 3 });
});

test("the interval of a mean is the one that its deviation gives", () => {
  // 400 throws of a coin: 1.645 standard errors of 0.025 each way.
  const throws = Array.from({ length: 400 }, (_, at) => at % 2);
  const { low, high } = bootstrap(throws, (some) => some.reduce((sum, value) => sum + value, 0) / some.length);
  assert.ok(Math.abs(low - 0.4589) < 0.006 && Math.abs(high - 0.5411) < 0.006, `${low} to ${high}`);
});

test("an order is drawn by its seed, and loses nothing", () => {
  const letters = [..."abcdefgh"];
  assert.deepEqual(shuffled(letters, generator(2)), shuffled(letters, generator(2)));
  assert.notDeepEqual(shuffled(letters, generator(2)), shuffled(letters, generator(3)));
  assert.deepEqual(shuffled(letters, generator(2)).sort(), letters);
});
