// The arithmetic of the scoreboard. Nothing here reads a file or knows what is measured.
// By hand: a page of code, where libraries of statistics bring hundreds.

/**
 * @typedef {{ low: number, high: number }} Interval
 * @typedef {{ hits: number, total: number }} Share
 */

/** The normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * Wilson's 95 % score interval of `hits` in `total`: unlike the plain normal one it stays inside
 * 0..1 and is of use at 0 of n, the commonest row on this scoreboard.
 * @param {number} hits
 * @param {number} total
 * @returns {Interval}
 */
export function wilson(hits, total) {
  if (total <= 0) return { low: 0, high: 1 };
  const p = hits / total;
  const z2 = Z * Z;
  const middle = p + z2 / (2 * total);
  const half = Z * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total * total));
  const scale = 1 + z2 / total;
  return {
    low: hits === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: hits === total ? 1 : Math.min(1, (middle + half) / scale),
  };
}

/**
 * The plain mean of several shares, each with the same weight however many rows it has.
 * The interval joins the groups' Wilson intervals (MOVER, Zou and Donner 2008).
 * Groups without a row don't count.
 * @param {Share[]} groups
 * @returns {{ value: number, low: number, high: number } | null} null when no group has a row
 */
export function macroAverage(groups) {
  const filled = groups.filter((group) => group.total > 0);
  if (filled.length === 0) return null;
  let sum = 0;
  let below = 0;
  let above = 0;
  for (const { hits, total } of filled) {
    const p = hits / total;
    const { low, high } = wilson(hits, total);
    sum += p;
    below += (p - low) ** 2;
    above += (high - p) ** 2;
  }
  const value = sum / filled.length;
  return {
    value,
    low: Math.max(0, value - Math.sqrt(below) / filled.length),
    high: Math.min(1, value + Math.sqrt(above) / filled.length),
  };
}

/**
 * F1 of right, wrong and missed answers. It is 2q/(1+q) of the share q = right/(right+wrong+missed),
 * so Wilson's interval of q gives its interval.
 * @param {number} right
 * @param {number} wrong
 * @param {number} missed
 * @returns {{ value: number, low: number, high: number } | null} null when there was nothing to find
 */
export function f1(right, wrong, missed) {
  const total = right + wrong + missed;
  if (total === 0) return null;
  const of = (/** @type {number} */ q) => (2 * q) / (1 + q);
  const { low, high } = wilson(right, total);
  return { value: of(right / total), low: of(low), high: of(high) };
}

/**
 * @template T
 * @param {Iterable<T>} rows
 * @param {(row: T) => string} key
 * @returns {Map<string, T[]>} rows by key, keys in order of first appearance
 */
export function groupBy(rows, key) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

/**
 * @template T
 * @param {readonly T[]} rows
 * @param {(row: T) => boolean} hit
 * @returns {Share}
 */
export function share(rows, hit) {
  return { hits: rows.filter(hit).length, total: rows.length };
}

/**
 * Whether two samples can be told apart: Mann and Whitney's U by its normal approximation, with
 * ties counted half and the variance corrected for them.
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 * @returns {{ p: number, area: number }} two-sided p, and how often a value of `a` is the larger one
 *   (0.5: as often as not)
 */
export function mannWhitney(a, b) {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))].toSorted((x, y) => x.value - y.value);
  let ranks = 0;
  let ties = 0;
  for (let start = 0, end = 0; start < all.length; start = end) {
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const same = end - start;
    ranks += (all.slice(start, end).filter(({ isA }) => isA).length * (start + 1 + end)) / 2;
    ties += same ** 3 - same;
  }
  const n = all.length;
  const pairs = a.length * b.length;
  const u = ranks - (a.length * (a.length + 1)) / 2;
  const deviation = Math.sqrt((pairs / 12) * (n + 1 - ties / (n * (n - 1))));
  return { p: deviation > 0 ? 2 * tail(Math.abs(u - pairs / 2) / deviation) : 1, area: pairs > 0 ? u / pairs : 0.5 };
}

/**
 * @param {readonly number[]} values
 * @returns {number} the middle one, or the mean of the two in the middle; NaN of none
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? NaN) + (sorted[Math.floor(half)] ?? NaN)) / 2;
}

/** Draws of a bootstrap: more change its interval's ends no more than the measured values do. */
const DRAWS = 2_000;

/**
 * A figure of several rounds with the middle 90 % of what it is on rounds drawn from these, with
 * repetition: whatever was measured in one round stays together.
 * @template T
 * @param {readonly T[]} rounds
 * @param {(rounds: readonly T[]) => number} figure
 * @param {number} [seed] the same one draws the same
 * @returns {Interval & { value: number }}
 */
export function bootstrap(rounds, figure, seed = 1) {
  const random = generator(seed);
  const drawn = Array.from({ length: DRAWS }, () => figure(rounds.map(() => rounds[Math.floor(random() * rounds.length)])));
  // What divides by nothing is no figure.
  const sorted = drawn.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
  return { value: figure(rounds), low: at(0.05), high: at(0.95) };
}

/**
 * Random numbers from 0 to below 1 that are the same each time (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Another order, each as likely.
 * @template T
 * @param {readonly T[]} values
 * @param {() => number} random
 * @returns {T[]}
 */
export function shuffled(values, random) {
  const order = [...values];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [/** @type {T} */ (order[other]), /** @type {T} */ (order[at])];
  }
  return order;
}

/**
 * The normal distribution above z >= 0 (Abramowitz and Stegun 26.2.17, error below 8e-8).
 * @param {number} z
 */
function tail(z) {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
