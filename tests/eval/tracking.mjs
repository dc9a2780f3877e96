// Tracking numbers: every example of the facts judged by the native tool.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { CorpusError, parseTsv } from "./corpus.mjs";
import { shareFigure } from "./figures.mjs";
import { writeJsonLines } from "./jsonl.mjs";
import { judgeLines, knowsCommand, NotBuilt, ROOT } from "./native.mjs";

/**
 * @typedef {{ format: string, number: string, valid: boolean }} Example
 * @typedef {Example & { right: boolean, answer: unknown }} Judged
 */

const FILE = "tracking_numbers.tsv";
const SECTION = "tracking numbers";

/**
 * @param {string} text of the facts: a row a format, examples with a space between
 * @returns {Example[]}
 */
export function examplesOfFacts(text) {
  return parseTsv(text, ["id", "valid", "invalid"]).rows.flatMap((row) =>
    ["valid", "invalid"].flatMap((column) =>
      (row[column] ?? "").split(" ").filter(Boolean).map((number) => ({ format: row["id"] ?? "", number, valid: column === "valid" }))));
}

/**
 * The examples of the crate's own data. Its lists stand on one line each, which a test of the crate
 * would not demand, so a file without any is an error.
 * @param {string} text of `crate/data/numbers/tracking.toml`
 * @returns {Example[]}
 */
export function examplesOfData(text) {
  /** @type {Example[]} */
  const examples = [];
  let format = "";
  for (const line of text.split("\n")) {
    format = /^id = "([^"]+)"$/.exec(line)?.[1] ?? format;
    const list = /^(valid|invalid) = \[(.*)\]$/.exec(line);
    for (const [, number] of (list?.[2] ?? "").matchAll(/"([^"]+)"/g)) {
      examples.push({ format, number: String(number), valid: list?.[1] === "valid" });
    }
  }
  if (examples.length === 0) throw new CorpusError("no examples in crate/data/numbers/tracking.toml");
  return examples;
}

/**
 * A valid example is of its format; an invalid one is not, or its check digit fails.
 * @param {Example} example
 * @param {Record<string, unknown> | undefined} answer
 */
export function isRight({ format, valid }, answer) {
  const matches = /** @type {{ format: string, proof: string }[]} */ (answer?.["matches"] ?? []);
  return matches.some((match) => match.format === format && match.proof !== "check_fails") === valid;
}

/**
 * @param {import("./run.mjs").Context} context
 * @returns {Promise<import("./run.mjs").PartResult>}
 */
export async function measureTracking({ dir, facts, out, tool: findTool }) {
  const file = path.join(facts ?? path.join(dir, "..", "facts"), FILE);
  const notes = [];
  /** @type {Example[]} */
  let examples;
  try {
    examples = examplesOfFacts(await readFile(file, "utf8"));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
    notes.push(`tracking: no ${FILE} in ${path.dirname(file)} (--facts DIR names another folder); measured on the examples of crate/data/numbers/tracking.toml`);
    examples = examplesOfData(await readFile(path.join(ROOT, "crate", "data", "numbers", "tracking.toml"), "utf8"));
  }
  const tool = await findTool();
  if (!knowsCommand(tool, "track")) throw new NotBuilt("the tool has no `track`: build it again");
  const answers = await judgeLines(tool, "track", examples.map((example) => example.number));
  const rows = examples.map((example, at) => ({ ...example, right: isRight(example, answers[at]), answer: answers[at] }));
  await writeJsonLines(path.join(out, "tracking.jsonl"), rows);
  const wrong = rows.filter((row) => !row.right).map((row) => `${row.format} ${row.number} should ${row.valid ? "" : "not "}be of it`);
  return {
    figures: trackingFigures(rows),
    lists: wrong.length > 0 ? [{ title: "tracking numbers judged wrong", lines: wrong }] : [],
    notes,
    corpus: { tracking: rows.length },
  };
}

/**
 * @param {Judged[]} rows
 * @returns {import("./figures.mjs").Figure[]}
 */
export function trackingFigures(rows) {
  const right = (/** @type {Judged} */ row) => row.right;
  const formats = new Set(rows.map((row) => row.format)).size;
  return [
    shareFigure("tracking.right", SECTION, "examples judged right", rows, right, { goal: 1, note: `${formats} formats` }),
    shareFigure("tracking.valid", SECTION, "valid ones recognized", rows.filter((row) => row.valid), right, { detail: true }),
    shareFigure("tracking.invalid", SECTION, "invalid ones refused", rows.filter((row) => !row.valid), right, { detail: true }),
  ];
}
