// What a line of the scoreboard is.
import { f1, macroAverage, share, wilson } from "./stats.mjs";

/**
 * @typedef {object} Figure
 * @property {string} id stable name, the key of every comparison
 * @property {string} section heading on the printed scoreboard
 * @property {string} label
 * @property {"share" | "macro" | "f1" | "rate"} kind
 * @property {number | null} hits
 * @property {number | null} total
 * @property {number | null} value null when there was nothing to measure
 * @property {number | null} low 95 % interval
 * @property {number | null} high
 * @property {"more" | "less" | null} better which way is better; null: told for context only
 * @property {number | null} goal
 * @property {boolean} detail a line of a breakdown: shown, but not part of the baseline
 * @property {string} note
 */

/**
 * @typedef {{ better?: "more" | "less" | null, goal?: number, detail?: boolean, note?: string }} Extra
 */

/**
 * @param {string} id
 * @param {string} section
 * @param {string} label
 * @param {Extra} [extra]
 * @returns {Figure}
 */
function blank(id, section, label, extra = {}) {
  return {
    id,
    section,
    label,
    kind: "share",
    hits: null,
    total: null,
    value: null,
    low: null,
    high: null,
    better: extra.better === undefined ? "more" : extra.better,
    goal: extra.goal ?? null,
    detail: extra.detail ?? false,
    note: extra.note ?? "",
  };
}

/**
 * @template T
 * @param {string} id
 * @param {string} section
 * @param {string} label
 * @param {readonly T[]} rows
 * @param {(row: T) => boolean} hit
 * @param {Extra} [extra]
 * @returns {Figure}
 */
export function shareFigure(id, section, label, rows, hit, extra) {
  const { hits, total } = share(rows, hit);
  const figure = { ...blank(id, section, label, extra), hits, total };
  return total === 0 ? figure : { ...figure, value: hits / total, ...wilson(hits, total) };
}

/**
 * The mean over groups, each with the same weight; the counts stay those of the rows.
 * @template T
 * @param {string} id
 * @param {string} section
 * @param {string} label
 * @param {Map<string, T[]>} groups
 * @param {(row: T) => boolean} hit
 * @param {Extra} [extra]
 * @returns {Figure}
 */
export function macroFigure(id, section, label, groups, hit, extra) {
  const shares = [...groups.values()].map((rows) => share(rows, hit)).filter(({ total }) => total > 0);
  return {
    ...blank(id, section, label, extra),
    kind: "macro",
    hits: shares.reduce((sum, one) => sum + one.hits, 0),
    total: shares.reduce((sum, one) => sum + one.total, 0),
    ...(macroAverage(shares) ?? {}),
    note: [`${shares.length} ${shares.length === 1 ? "kit" : "kits"}`, extra?.note].filter(Boolean).join(", "),
  };
}

/**
 * @param {string} id
 * @param {string} section
 * @param {string} label
 * @param {{ right: number, wrong: number, missed: number }} counts
 * @param {Extra} [extra]
 * @returns {Figure}
 */
export function f1Figure(id, section, label, { right, wrong, missed }, extra) {
  return {
    ...blank(id, section, label, extra),
    kind: "f1",
    hits: right,
    total: right + wrong + missed,
    ...(f1(right, wrong, missed) ?? {}),
    note: [`${right} right, ${wrong} wrong, ${missed} missed`, extra?.note].filter(Boolean).join(", "),
  };
}

/**
 * @param {string} id
 * @param {string} section
 * @param {string} label
 * @param {{ hits: number, total: number, value: number }} measured
 * @param {Extra} [extra]
 * @returns {Figure}
 */
export function rateFigure(id, section, label, measured, extra) {
  return { ...blank(id, section, label, extra), kind: "rate", ...measured };
}
