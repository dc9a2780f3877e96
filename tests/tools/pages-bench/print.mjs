/** Tables as plain text. */

/** @typedef {import("../../eval/stats.mjs").Interval} Interval */

/** @param {number} value @param {number} [digits] */
export const ms = (value, digits = 0) => (Number.isNaN(value) ? "-" : value.toFixed(digits));

/** @param {Interval & { value: number }} figure @param {number} [digits] */
export const span = ({ value, low, high }, digits = 0) => `${ms(value, digits)} (${ms(low, digits)} to ${ms(high, digits)})`;

/** @param {Interval & { value: number }} beyond the goal */
export function verdictOf({ value, low, high }) {
  const word = value <= 0 ? "within the goal" : "above";
  return low <= 0 && high > 0 ? `${word}, by chance perhaps` : word;
}

/** @param {number} value @param {number} goal */
export const against = (value, goal) => (Number.isNaN(value) ? "-" : value <= goal ? "within the goal" : "above");

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
export function columnsOf(heads, rows) {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of [heads, ...rows]) console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ").trimEnd());
}
