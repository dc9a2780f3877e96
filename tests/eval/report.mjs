// The scoreboard: printed as a table, written as JSON, compared with the last accepted figures.
import { readFile } from "node:fs/promises";
import { groupBy } from "./stats.mjs";

/** @typedef {import("./figures.mjs").Figure} Figure */

/**
 * @typedef {object} BaselineFigure
 * @property {number | null} value
 * @property {number | null} hits
 * @property {number | null} total
 * @property {"share" | "macro" | "f1" | "rate"} kind
 * @typedef {{ corpus: Record<string, number>, figures: Record<string, BaselineFigure> }} Baseline
 *   `corpus`: rows by file, so that figures of different corpora are not taken for progress
 * @typedef {{ figure: Figure, before: number, now: number, verdict: "better" | "worse", clear: boolean }} Change
 *   `clear`: outside what chance explains (the new value's interval does not hold the old one)
 */

/** A timing differs from run to run by this much without any cause in the code. */
const TIMING_NOISE = 0.1;

/** How many lines of a list are printed; all of them are in the rows' own files. */
const LIST_LINES = 25;

/**
 * @param {Figure[]} figures
 * @returns {string}
 */
export function scoreboardTable(figures) {
  const cells = [...groupBy(figures, (figure) => figure.section).values()].flat().map((figure) => ({
    figure,
    cells: [figure.label, show(figure.value, figure.kind), interval(figure), counts(figure), goal(figure), figure.note],
  }));
  const head = ["", "value", "95 % interval", "counts", "goal", ""];
  const widths = head.map((text, at) => Math.max(text.length, ...cells.map((row) => row.cells[at]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    row.map((text, at) => (at === 0 || at === row.length - 1 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join("  ").trimEnd();
  /** @type {string[]} */
  const lines = [];
  let section = "";
  for (const row of cells) {
    if (row.figure.section !== section) {
      section = row.figure.section;
      lines.push("", section.toUpperCase(), line(head));
    }
    lines.push(line(row.cells));
  }
  return lines.join("\n");
}

/**
 * @param {{ title: string, lines: string[] }[]} lists
 * @returns {string}
 */
export function listText(lists) {
  return lists.map(({ title, lines }) => {
    const shown = lines.slice(0, LIST_LINES).map((line) => `  ${line}`);
    if (lines.length > LIST_LINES) shown.push(`  ... and ${lines.length - LIST_LINES} more`);
    return [`${title}: ${lines.length}`, ...shown].join("\n");
  }).join("\n\n");
}

/**
 * @param {string} file
 * @returns {Promise<Baseline | null>} null when nothing was accepted yet
 */
export async function readBaseline(file) {
  /** @type {string} */
  let text;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return null;
    throw error;
  }
  const read = JSON.parse(text);
  if (typeof read?.figures !== "object" || typeof read?.corpus !== "object") throw new Error(`${file}: not a baseline`);
  return read;
}

/**
 * The baseline with this run's figures in it; those of parts that did not run stay.
 * @param {Baseline | null} old
 * @param {Figure[]} figures
 * @param {Record<string, number>} corpus
 * @returns {Baseline}
 */
export function acceptFigures(old, figures, corpus) {
  /** @type {Record<string, BaselineFigure>} */
  const kept = { ...old?.figures };
  const sections = new Set(figures.map((figure) => part(figure.id)));
  for (const id of Object.keys(kept)) if (sections.has(part(id))) delete kept[id];
  for (const { id, detail, value, hits, total, kind } of figures) {
    if (!detail) kept[id] = { value: value === null ? null : round(value), hits, total, kind };
  }
  return { corpus: { ...old?.corpus, ...corpus }, figures: Object.fromEntries(Object.entries(kept).sort(byName)) };
}

/**
 * @param {Baseline} baseline
 * @param {Figure[]} figures
 * @returns {{ changes: Change[], added: string[], gone: string[] }} `gone`: in the baseline, of a part that ran, not measured now
 */
export function compareFigures(baseline, figures) {
  /** @type {Change[]} */
  const changes = [];
  const added = [];
  for (const figure of figures) {
    const before = baseline.figures[figure.id];
    if (figure.detail || figure.better === null) continue;
    if (before === undefined) {
      added.push(figure.id);
      continue;
    }
    if (before.value === null || figure.value === null) continue;
    const change = round(figure.value) - before.value;
    if (Math.abs(change) <= (figure.kind === "rate" ? TIMING_NOISE * before.value : 0)) continue;
    changes.push({
      figure,
      before: before.value,
      now: figure.value,
      verdict: change > 0 === (figure.better === "more") ? "better" : "worse",
      clear: figure.low === null || figure.high === null || before.value < figure.low || before.value > figure.high,
    });
  }
  const measured = new Set(figures.map((figure) => figure.id));
  const ran = new Set(figures.map((figure) => part(figure.id)));
  const gone = Object.keys(baseline.figures).filter((id) => ran.has(part(id)) && !measured.has(id));
  return { changes, added, gone };
}

/**
 * @param {Baseline} baseline
 * @param {Figure[]} figures
 * @param {Record<string, number>} corpus
 * @returns {string}
 */
export function comparisonText(baseline, figures, corpus) {
  const { changes, added, gone } = compareFigures(baseline, figures);
  const lines = ["AGAINST THE BASELINE"];
  const other = Object.entries(corpus).filter(([name, rows]) => (baseline.corpus[name] ?? rows) !== rows).map(([name]) => name);
  if (other.length > 0) lines.push(`the baseline was measured on another corpus (${other.join(", ")}): differences are not progress`);
  for (const verdict of /** @type {const} */ (["worse", "better"])) {
    for (const { figure, before, now, clear } of changes.filter((change) => change.verdict === verdict)) {
      lines.push(`${verdict.padEnd(6)} ${figure.label}: ${show(before, figure.kind)} -> ${show(now, figure.kind)}${clear ? "" : " (within chance)"}`);
    }
  }
  if (changes.length === 0) lines.push("no figure changed");
  if (added.length > 0) lines.push(`${added.length} figures are new`);
  if (gone.length > 0) lines.push(`not measured this time: ${gone.join(", ")}`);
  return lines.join("\n");
}

/**
 * @param {number | null} value
 * @param {Figure["kind"]} kind
 */
function show(value, kind) {
  if (value === null) return "-";
  if (kind === "rate") return Math.round(value).toLocaleString("en");
  if (kind === "f1") return value.toFixed(3);
  return percent(value);
}

/** @param {number} value */
function percent(value) {
  const hundredths = 100 * value;
  // Alarm rates are told to a ten-thousandth of a per cent, and only all of all is 100.
  const text = value < 0.01 ? hundredths.toFixed(4).replace(/(?<=[.][0-9]+)0+$/, "") : hundredths.toFixed(1);
  return `${value < 1 && text === "100.0" ? "99.9" : text} %`;
}

/** @param {Figure} figure */
function interval({ low, high, kind }) {
  return low === null || high === null ? "" : `${show(low, kind)} .. ${show(high, kind)}`;
}

/** @param {Figure} figure */
function counts({ hits, total, kind }) {
  return hits === null || total === null || kind === "rate" ? "" : `${hits} of ${total}`;
}

/** @param {Figure} figure */
function goal({ goal: aim, value, better, kind }) {
  if (aim === null) return "";
  const sign = better === "less" ? "at most" : "at least";
  const met = value !== null && (better === "less" ? value <= aim : value >= aim);
  return `${sign} ${show(aim, kind)} ${met ? "met" : "not met"}`;
}

/** @param {string} id */
function part(id) {
  return id.split(".")[0] ?? "";
}

/** @param {number} value */
function round(value) {
  return Number(value.toPrecision(6));
}

/**
 * @param {[string, unknown]} one
 * @param {[string, unknown]} other
 */
function byName([one], [other]) {
  return one < other ? -1 : 1;
}
