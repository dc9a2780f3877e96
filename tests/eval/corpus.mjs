// Reads the corpus: plain tab-separated files, no quoting. A folder may lack any of them.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";

/**
 * @typedef {Record<string, string>} Row
 * @typedef {{ rows: Row[], bad: number }} Table rows by column name, and how many lines did not fit
 * @typedef {{ path: string, kind: string, url: string, url_origin: string, brand: string, step: string, source: string }} PageRow
 * @typedef {{ path: string, id: string, name: string, index: string, tag: string, input_type: string, expected: string, label_by: string }} LabelRow
 */

/** A file of the corpus can't be read as what it should be. */
export class CorpusError extends Error {}

/**
 * @param {string} text with a line of column names (after comments), unless `names` gives them
 * @param {string[]} columns that must be there; others may follow
 * @param {string[]} [names]
 * @returns {Table}
 */
export function parseTsv(text, columns, names) {
  const lines = text.replace(/^\uFEFF/, "").split("\n").map((line) => line.replace(/\r$/, ""));
  const first = names ? -1 : lines.findIndex((line) => line !== "" && !line.startsWith("#"));
  const header = names ?? (lines[first] ?? "").split("\t");
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`no column ${missing.join(", ")}`);
  /** @type {Table} */
  const table = { rows: [], bad: 0 };
  for (const line of lines.slice(first + 1)) {
    if (line.trim() === "") continue;
    const cells = line.split("\t");
    if (cells.length !== header.length) {
      table.bad += 1;
      continue;
    }
    table.rows.push(Object.fromEntries(header.map((column, at) => [column, cells[at] ?? ""])));
  }
  return table;
}

/**
 * @param {string} text one entry a line
 * @returns {string[]}
 */
export function parseList(text) {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

/**
 * @param {string} dir
 * @param {string} name
 * @returns {Promise<string | null>} null when the corpus has no such file
 */
export async function readPart(dir, name) {
  try {
    return await readFile(path.join(dir, name), "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return null;
    throw error;
  }
}

/**
 * @param {string} dir
 * @param {string} name
 * @param {string[]} columns
 * @param {string[]} [names] of the columns, for a file without a line of names
 * @returns {Promise<Table | null>} null when the corpus has no such file
 */
export async function readTable(dir, name, columns, names) {
  const text = await readPart(dir, name);
  if (text === null) return null;
  try {
    return parseTsv(text, columns, names);
  } catch (error) {
    throw new CorpusError(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/**
 * The pages' index. A row that can't be visited (no http address) is bad, not left out in silence.
 * @param {string} dir
 * @returns {Promise<{ rows: PageRow[], bad: number } | null>}
 */
export async function readIndex(dir) {
  const table = await readTable(dir, "index.tsv", ["path", "kind", "url", "url_origin", "brand", "step", "source"]);
  if (table === null) return null;
  const rows = /** @type {PageRow[]} */ (table.rows).filter((row) => isWebAddress(row.url));
  return { rows, bad: table.bad + table.rows.length - rows.length };
}

/**
 * @param {string} dir
 * @returns {Promise<{ rows: LabelRow[], bad: number } | null>}
 */
export async function readLabels(dir) {
  const columns = ["path", "id", "name", "index", "tag", "input_type", "expected", "label_by"];
  const table = await readTable(dir, "form_labels.tsv", columns);
  return table && { rows: /** @type {LabelRow[]} */ (table.rows), bad: table.bad };
}

/**
 * The file of an index row. Paths in the index start below `pages/`.
 * @param {string} dir
 * @param {string} name
 * @returns {string}
 */
export function pageFile(dir, name) {
  const root = path.resolve(dir, "pages");
  const file = path.resolve(root, name);
  if (!file.startsWith(root + path.sep)) throw new CorpusError(`index names a file outside the corpus: ${name}`);
  return file;
}

/**
 * @param {string} dir
 * @returns {Promise<boolean>}
 */
export async function isFolder(dir) {
  return stat(dir).then((found) => found.isDirectory(), () => false);
}

/** @param {string} text */
function isWebAddress(text) {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
