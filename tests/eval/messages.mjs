// Messages: what the native tool says of every SMS and mail of the corpus.
import path from "node:path";
import { readTable } from "./corpus.mjs";
import { shareFigure } from "./figures.mjs";
import { writeJsonLines } from "./jsonl.mjs";
import { judgeLines, knowsCommand, NotBuilt } from "./native.mjs";
import { groupBy } from "./stats.mjs";

/**
 * @typedef {object} MessageRow
 * @property {string} lang
 * @property {string} channel
 * @property {"lure" | "honest" | "other"} label `other`: advertising, neither the one nor the other
 * @property {string} text
 * @property {string} level
 * @property {string[]} reasons
 * @property {boolean} disputed the corpus has the same words under lure and under honest
 */

const FILE = "hosts/messages.tsv";
const SECTION = "messages";
const BY_LANGUAGE = "messages: by language";

/**
 * @param {string} label
 * @returns {MessageRow["label"]}
 */
export function labelOf(label) {
  if (/^(smishing|lure|phish)/.test(label)) return "lure";
  return /^(ham|honest|legit|benign)/.test(label) ? "honest" : "other";
}

/**
 * Which rows stand under lure and under honest with the same words: no answer is right for both,
 * so the main figures leave them out. Numbers and punctuation don't count.
 * @param {MessageRow[]} rows
 */
export function markDisputed(rows) {
  const words = (/** @type {MessageRow} */ row) => row.text.toLowerCase().replace(/[0-9]+/g, "#").replace(/[^\p{L}#]+/gu, "");
  for (const same of groupBy(rows, words).values()) {
    const labels = new Set(same.map((row) => row.label));
    for (const row of same) row.disputed = labels.has("lure") && labels.has("honest");
  }
}

/** @param {MessageRow} row */
const flagged = (row) => row.level === "caution" || row.level === "danger";

/**
 * @param {import("./run.mjs").Context} context
 * @returns {Promise<import("./run.mjs").PartResult>}
 */
export async function measureMessages({ dir, out, tool: findTool }) {
  const table = await readTable(dir, FILE, ["lang", "channel", "label", "text"]);
  if (table === null) return { figures: [], lists: [], notes: [`messages: no ${FILE} in this corpus`], corpus: {} };
  /** @type {MessageRow[]} */
  const rows = table.rows.map((row) => ({
    lang: row["lang"] ?? "",
    channel: row["channel"] ?? "",
    label: labelOf(row["label"] ?? ""),
    text: row["text"] ?? "",
    level: "",
    reasons: [],
    disputed: false,
  }));
  const notes = table.bad > 0 ? [`messages: ${table.bad} unreadable rows in ${FILE}`] : [];
  if (rows.length === 0) return { figures: [], lists: [], notes, corpus: {} };
  const tool = await findTool();
  if (!knowsCommand(tool, "message")) throw new NotBuilt("the tool has no `message`: build it again");
  const answers = await judgeLines(tool, "message", rows.map((row) => JSON.stringify({ text: row.text })));
  rows.forEach((row, at) => {
    row.level = String(answers[at]?.["level"] ?? "");
    row.reasons = /** @type {{ rule: string }[]} */ (answers[at]?.["reasons"] ?? []).map((reason) => reason.rule);
  });
  markDisputed(rows);
  const disputed = rows.filter((row) => row.disputed).length;
  if (disputed > 0) notes.push(`messages: ${disputed} rows have the words of another row with the opposite label; the figures stand without and with them`);
  await writeJsonLines(path.join(out, "messages.jsonl"), rows);
  return { figures: messageFigures(rows), lists: messageLists(rows), notes, corpus: { messages: rows.length } };
}

/**
 * @param {MessageRow[]} rows
 * @returns {import("./figures.mjs").Figure[]}
 */
export function messageFigures(rows) {
  const clear = rows.filter((row) => !row.disputed);
  const of = (/** @type {MessageRow[]} */ among, /** @type {MessageRow["label"]} */ label) => among.filter((row) => row.label === label);
  const figures = [
    shareFigure("messages.recall", SECTION, "lures flagged", of(clear, "lure"), flagged, { goal: 0.95 }),
    shareFigure("messages.danger", SECTION, "lures at danger", of(clear, "lure"), (row) => row.level === "danger", { better: null }),
    shareFigure("messages.alarms", SECTION, "honest messages flagged", of(clear, "honest"), flagged, { better: "less", goal: 0 }),
  ];
  if (clear.length < rows.length) {
    figures.push(
      shareFigure("messages.recall.raw", SECTION, "lures flagged, disputed rows too", of(rows, "lure"), flagged, {}),
      shareFigure("messages.alarms.raw", SECTION, "honest messages flagged, disputed rows too", of(rows, "honest"), flagged, { better: "less" }),
    );
  }
  const other = of(rows, "other");
  if (other.length > 0) figures.push(shareFigure("messages.other", SECTION, "advertising flagged", other, flagged, { better: null }));
  for (const [lang, found] of groupBy(clear, (row) => row.lang)) {
    for (const [label, words, better] of /** @type {const} */ ([["lure", "lures flagged", "more"], ["honest", "honest flagged", "less"]])) {
      const some = of(found, label);
      if (some.length > 0) figures.push(shareFigure(`messages.lang.${lang}.${label}`, BY_LANGUAGE, `${lang}, ${words}`, some, flagged, { better, detail: true }));
    }
  }
  return figures;
}

/**
 * @param {MessageRow[]} rows
 * @returns {{ title: string, lines: string[] }[]}
 */
function messageLists(rows) {
  const show = (/** @type {MessageRow} */ row) => `${row.level} ${row.lang}${row.disputed ? " (disputed)" : ""} ${row.text.slice(0, 120)}`;
  const lists = [
    { title: "lures missed", lines: rows.filter((row) => row.label === "lure" && !flagged(row)).map(show) },
    { title: "honest messages flagged", lines: rows.filter((row) => row.label === "honest" && flagged(row)).map(show) },
  ];
  return lists.filter((list) => list.lines.length > 0);
}
