// The fields part: the tool's reading of every form field, on the pages' snapshots.
import path from "node:path";
import { readIndex, readLabels } from "./corpus.mjs";
import { fieldFigures, fieldRows, labelName, PAYMENT } from "./field-figures.mjs";
import { writeJsonLines } from "./jsonl.mjs";
import { judgeLines } from "./native.mjs";
import { snapshotsOf } from "./pages.mjs";

/**
 * @typedef {import("./run.mjs").Context} Context
 * @typedef {import("./run.mjs").PartResult} PartResult
 */

/**
 * @param {Context} context
 * @returns {Promise<PartResult>}
 */
export async function measureFields(context) {
  const index = await readIndex(context.dir);
  const labels = await readLabels(context.dir);
  if (index === null || labels === null) {
    const name = index === null ? "index.tsv" : "form_labels.tsv";
    return { figures: [], lists: [], notes: [`fields: no ${name} in this corpus`], corpus: {} };
  }
  const notes = labels.bad > 0 ? [`fields: ${labels.bad} unreadable rows in form_labels.tsv`] : [];

  // A page may stand under several addresses; its fields are the same under each.
  const once = [...new Map(index.rows.toReversed().map((row) => [row.path, row])).values()].toReversed();
  const snapshots = await snapshotsOf(context, once);
  const lines = snapshots.map(({ url, snapshot }) => JSON.stringify({ url, snapshot }));
  const answers = await judgeLines(await context.tool(), "page", lines);
  const pages = snapshots.map((taken, at) => {
    const said = /** @type {{ index: number, got: string }[]} */ (answers[at]?.["fields"] ?? []);
    return {
      path: taken.path,
      fields: taken.snapshot.fields ?? [],
      got: new Map(said.filter((field) => field.index >= 0).map((field) => [field.index, labelName(field.got)])),
    };
  });
  const { rows, unseen } = fieldRows(labels.rows, pages);
  if (unseen > 0) notes.push(`fields: ${unseen} labels have no visible input in the snapshots (they count as not recognised)`);
  await writeJsonLines(path.join(context.out, "fields.jsonl"), rows);

  const labelled = new Set(labels.rows.map((label) => label.path));
  const stray = rows.filter((row) => row.label_by === "" && !labelled.has(row.path));
  const wrong = rows.filter((row) => row.label_by === "human" && row.got !== row.expected && (PAYMENT.includes(row.got) || PAYMENT.includes(row.expected)));
  const line = (/** @type {typeof rows[number]} */ row) => `${row.path} #${row.index} ${row.name}: ${row.expected || "no label"} -> ${row.got || "nothing"}`;
  return {
    figures: fieldFigures(rows),
    lists: [
      { title: "payment fields read wrong (human labels)", lines: wrong.map(line) },
      { title: "inputs taken for payment fields on pages without any label", lines: stray.map(line) },
    ].filter((list) => list.lines.length > 0),
    notes,
    corpus: { "form_labels.tsv": labels.rows.length },
  };
}
