// Rows of the corpus whose label is wrong, each looked at by a person and kept with the reason.
import { parseTsv } from "./corpus.mjs";

const COLUMNS = ["set", "input", "verdict", "reason", "source", "date"];
const VERDICTS = ["phish", "honest"];

/**
 * @typedef {object} Adjudication
 * @property {(row: { set: string, input: string }, label: "phish" | "honest") => boolean} stands
 *   false for a row that was looked at and found to be the opposite of its label
 * @property {number} size
 */

/**
 * @param {string} text
 * @returns {Adjudication} throws on a line that is not whole: this list is ours, not a feed
 */
export function parseAdjudicated(text) {
  const { rows, bad } = parseTsv(text, COLUMNS);
  if (bad > 0) throw new Error(`adjudicated.tsv: ${bad} lines do not have ${COLUMNS.length} columns`);
  /** @type {Map<string, string>} */
  const verdicts = new Map();
  for (const row of rows) {
    for (const column of COLUMNS) {
      if (!row[column]) throw new Error(`adjudicated.tsv: no ${column} for ${row["input"]}`);
    }
    if (!VERDICTS.includes(row["verdict"] ?? "")) {
      throw new Error(`adjudicated.tsv: verdict of ${row["input"]} is neither of ${VERDICTS.join(", ")}`);
    }
    verdicts.set(key(row["set"] ?? "", row["input"] ?? ""), row["verdict"] ?? "");
  }
  return {
    size: verdicts.size,
    stands: (row, label) => (verdicts.get(key(row.set, row.input)) ?? label) === label,
  };
}

/**
 * @param {string} set
 * @param {string} input
 */
function key(set, input) {
  return `${set}\t${input}`;
}
