// Fields: which inputs were taken for which payment field, against what they really are.
import { f1Figure, shareFigure } from "./figures.mjs";

/** @typedef {import("./figures.mjs").Figure} Figure */
/** @typedef {import("./corpus.mjs").LabelRow} LabelRow */

/**
 * @typedef {{ index: number, name: string, id: string, form: number, tag: string, type: string }} SeenField
 * @typedef {{ path: string, fields: SeenField[], got: Map<number, string> }} SeenPage
 *   `got`: what each input of the document, by its index, was taken for
 * @typedef {object} FieldRow
 * @property {string} path
 * @property {number | string} index the label's own, or the input's place in the document
 * @property {string} name
 * @property {string} expected "" for an input without a label
 * @property {string} got "" for an input that was taken for nothing
 * @property {string} label_by "" for an input without a label
 */

/** The payment fields measured; the tool names them with an underscore, the labels as HTML does. */
export const PAYMENT = ["cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc", "cc-name"];

/** @type {Record<string, string>} */
const NAMES = {
  card_number: "cc-number",
  card_expiry: "cc-exp",
  card_expiry_month: "cc-exp-month",
  card_expiry_year: "cc-exp-year",
  card_csc: "cc-csc",
  card_name: "cc-name",
};

const SECTION = "fields";

/**
 * @param {string} kind as the tool says it
 * @returns {string} as the labels say it
 */
export function labelName(kind) {
  return NAMES[kind] ?? kind;
}

/**
 * The input that a label speaks of. Most labels count inputs in the document; some only name a form.
 * Counting depends on the parser (`noscript`, unclosed templates), so the name is checked.
 * @param {LabelRow} label
 * @param {SeenField[]} fields
 * @returns {SeenField | null}
 */
export function findField(label, fields) {
  const alike = (/** @type {SeenField} */ field) =>
    field.index >= 0 && field.name === label.name && (label.id === "" || field.id === label.id);
  if (/^[0-9]+$/.test(label.index)) {
    const counted = fields.find((field) => field.index === Number(label.index));
    if (counted && alike(counted)) return counted;
    const others = label.name === "" && label.id === "" ? [] : fields.filter(alike);
    // Several of one name: inputs in between were counted otherwise, so the nearest one is meant.
    const away = (/** @type {SeenField} */ field) => Math.abs(field.index - Number(label.index));
    others.sort((one, other) => away(one) - away(other));
    return others[0] ?? counted ?? null;
  }
  const named = fields.filter(alike);
  const form = Number(/^form([0-9]+)$/.exec(label.index)?.[1] ?? NaN);
  return named.find((field) => field.form === form) ?? (named.length === 1 ? (named[0] ?? null) : null);
}

/**
 * @param {LabelRow[]} labels
 * @param {SeenPage[]} pages one a path
 * @returns {{ rows: FieldRow[], unseen: number }} `unseen`: labels of pages or inputs that no snapshot holds
 */
export function fieldRows(labels, pages) {
  /** @type {Map<string, LabelRow[]>} */
  const byPath = new Map();
  for (const label of labels) byPath.set(label.path, [...(byPath.get(label.path) ?? []), label]);
  /** @type {FieldRow[]} */
  const rows = [];
  let unseen = 0;
  for (const page of pages) {
    /** @type {Set<number>} */
    const taken = new Set();
    for (const label of byPath.get(page.path) ?? []) {
      const field = findField(label, page.fields);
      if (field === null) unseen += 1;
      else taken.add(field.index);
      rows.push({
        path: page.path,
        index: /^[0-9]+$/.test(label.index) ? Number(label.index) : label.index,
        name: label.name,
        expected: label.expected,
        got: field === null ? "" : (page.got.get(field.index) ?? ""),
        label_by: label.label_by,
      });
    }
    const labels = byPath.get(page.path) ?? [];
    byPath.delete(page.path);
    for (const [index, got] of page.got) {
      if (taken.has(index) || !PAYMENT.includes(got)) continue;
      const field = page.fields.find((each) => each.index === index);
      const name = field?.name ?? "";
      // A form that stands there twice was labelled once: its copy says nothing new.
      const isCopy = (name !== "" || (field?.id ?? "") !== "")
        && labels.some((label) => label.name === name && label.id === field?.id && label.expected === got);
      if (isCopy) continue;
      rows.push({ path: page.path, index, name, expected: "", got, label_by: "" });
    }
  }
  for (const [path, left] of byPath) {
    unseen += left.length;
    for (const label of left) {
      rows.push({ path, index: label.index, name: label.name, expected: label.expected, got: "", label_by: label.label_by });
    }
  }
  return { rows, unseen };
}

/**
 * @param {FieldRow[]} rows
 * @returns {Figure[]}
 */
export function fieldFigures(rows) {
  const labelled = new Set(rows.filter((row) => row.label_by !== "").map((row) => row.path));
  const human = new Set(rows.filter((row) => row.label_by === "human").map((row) => row.path));
  /** @type {Figure[]} */
  const figures = [];
  // On a page that people labelled, an input without a label is no payment field.
  figures.push(...scope("human", "human labels", rows.filter((row) =>
    row.label_by === "human" || (row.label_by === "" && human.has(row.path)))));
  figures.push(...scope("all", "all labels", rows.filter((row) => labelled.has(row.path))));
  return figures;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {FieldRow[]} rows
 * @returns {Figure[]}
 */
function scope(id, label, rows) {
  const isExpiry = (/** @type {string} */ kind) => kind.startsWith("cc-exp");
  const measures = [
    { name: "cc-number", of: (/** @type {string} */ kind) => kind === "cc-number", goal: 0.98 },
    { name: "cc-exp*", of: isExpiry, goal: 0.98 },
    { name: "cc-csc", of: (/** @type {string} */ kind) => kind === "cc-csc", goal: 0.98 },
    { name: "cc-name", of: (/** @type {string} */ kind) => kind === "cc-name", goal: 0.95 },
    ...["cc-exp", "cc-exp-month", "cc-exp-year"].map((name) => ({ name, of: (/** @type {string} */ kind) => kind === name, goal: undefined })),
  ];
  return measures.flatMap(({ name, of, goal }) => {
    const counts = countAnswers(rows, of);
    if (counts.right + counts.wrong + counts.missed === 0) return [];
    const said = rows.filter((row) => of(row.got));
    const there = rows.filter((row) => of(row.expected));
    const base = `fields.${id}.${name}`;
    return [
      f1Figure(`${base}.f1`, SECTION, `${label}: ${name}, F1`, counts, goal === undefined || id !== "human" ? {} : { goal }),
      shareFigure(`${base}.precision`, SECTION, `${label}: ${name}, precision`, said, (row) => of(row.expected)),
      shareFigure(`${base}.recall`, SECTION, `${label}: ${name}, recall`, there, (row) => of(row.got)),
    ];
  });
}

/**
 * @param {FieldRow[]} rows
 * @param {(kind: string) => boolean} of whether a kind belongs to what is measured
 * @returns {{ right: number, wrong: number, missed: number }}
 */
export function countAnswers(rows, of) {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const row of rows) {
    if (of(row.got) && of(row.expected)) right += 1;
    else if (of(row.got)) wrong += 1;
    else if (of(row.expected)) missed += 1;
  }
  return { right, wrong, missed };
}
