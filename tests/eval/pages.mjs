// The pages part: every index row judged by the built extension in a real Chromium, or again by the
// native tool from the snapshots of such a run.
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { readIndex } from "./corpus.mjs";
import { judgePages, outcomeOf } from "./judge.mjs";
import { readJsonLines, writeJsonLines } from "./jsonl.mjs";
import { judgeLines, NotBuilt, ROOT } from "./native.mjs";
import { pageFigures, pageLists, pageResult } from "./page-figures.mjs";
import { startProgress } from "./progress.mjs";
import { servePages } from "./serve.mjs";

/**
 * @typedef {import("./run.mjs").Context} Context
 * @typedef {import("./run.mjs").PartResult} PartResult
 * @typedef {import("./corpus.mjs").PageRow} PageRow
 * @typedef {import("./page-figures.mjs").PageResult} PageResult
 * @typedef {{ path: string, url: string, snapshot: any }} Snapshot
 */

/**
 * @param {Context} context
 * @returns {Promise<PartResult>}
 */
export async function measurePages(context) {
  const index = await readIndex(context.dir);
  if (index === null) return { figures: [], lists: [], notes: ["pages: no index.tsv in this corpus"], corpus: {} };
  const notes = index.bad > 0 ? [`pages: ${index.bad} unreadable rows in index.tsv`] : [];
  const { results, snapshots } = await (context.fromSnapshots ? judgeAgain : judgeInBrowser)(context, index.rows);
  notes.push(`pages: judged ${context.fromSnapshots ? "by the native tool, from saved snapshots" : "by the built extension in Chromium"}`);
  const cut = snapshots.filter(({ snapshot }) => snapshot.truncated).length;
  if (cut > 0) notes.push(`pages: ${cut} of ${snapshots.length} snapshots were cut at a bound of size or time`);
  return { figures: pageFigures(results), lists: pageLists(results), notes, corpus: { "index.tsv": index.rows.length } };
}

/**
 * The rows' snapshots, taken by the extension where no earlier run left them.
 * @param {Context} context
 * @param {PageRow[]} rows
 * @returns {Promise<Snapshot[]>} without those of pages that could not be judged
 */
export async function snapshotsOf(context, rows) {
  const file = snapshotFile(context);
  const known = byKey((await readJsonLines(file))?.rows ?? []);
  const missing = rows.filter((row) => !known.has(rowKey(row)));
  if (missing.length > 0) {
    await visit(context, missing, (row, _result, snapshot) => {
      if (snapshot) known.set(rowKey(row), { path: row.path, url: row.url, snapshot });
    });
    await writeJsonLines(file, known.values());
  }
  return rows.flatMap((row) => known.get(rowKey(row)) ?? []);
}

/**
 * Rows are written as they come, so that a stopped run can be resumed, and put in order at the end.
 * @param {Context} context
 * @param {PageRow[]} rows
 * @returns {Promise<{ results: PageResult[], snapshots: Snapshot[] }>}
 */
async function judgeInBrowser(context, rows) {
  const resultFile = path.join(context.out, "pages.jsonl");
  /** @type {Map<string, PageResult>} */
  const results = new Map();
  /** @type {Map<string, Snapshot>} */
  const snapshots = new Map();
  if (context.resume) {
    for (const snapshot of (await readJsonLines(snapshotFile(context)))?.rows ?? []) snapshots.set(rowKey(snapshot), snapshot);
    for (const result of (await readJsonLines(resultFile))?.rows ?? []) {
      // What failed is tried again.
      if (result.level !== "error" && snapshots.has(rowKey(result))) results.set(rowKey(result), result);
    }
  }
  await writeJsonLines(resultFile, results.values());
  await writeJsonLines(snapshotFile(context), snapshots.values());
  const open = rows.filter((row) => !results.has(rowKey(row)));
  const resultsOut = createWriteStream(resultFile, { flags: "a" });
  const snapshotsOut = createWriteStream(snapshotFile(context), { flags: "a" });
  await visit(context, open, (row, result, snapshot) => {
    results.set(rowKey(row), result);
    resultsOut.write(`${JSON.stringify(result)}\n`);
    if (!snapshot) return;
    const taken = { path: row.path, url: row.url, snapshot };
    snapshots.set(rowKey(row), taken);
    snapshotsOut.write(`${JSON.stringify(taken)}\n`);
  });
  await Promise.all([resultsOut, snapshotsOut].map((out) => new Promise((done) => out.end(() => done(undefined)))));
  const ordered = rows.flatMap((row) => results.get(rowKey(row)) ?? []);
  await writeJsonLines(resultFile, ordered);
  const taken = rows.flatMap((row) => snapshots.get(rowKey(row)) ?? []);
  await writeJsonLines(snapshotFile(context), taken);
  return { results: ordered, snapshots: taken };
}

/**
 * @param {Context} context
 * @param {PageRow[]} rows
 * @returns {Promise<{ results: PageResult[], snapshots: Snapshot[] }>}
 */
async function judgeAgain(context, rows) {
  const saved = await readJsonLines(snapshotFile(context));
  if (saved === null) throw new NotBuilt(`no ${snapshotFile(context)}: run the pages part in a browser first`);
  const known = byKey(saved.rows);
  const there = rows.filter((row) => known.has(rowKey(row)));
  const lines = there.map((row) => JSON.stringify({ url: row.url, snapshot: known.get(rowKey(row))?.snapshot }));
  const answers = await judgeLines(await context.tool(), "page", lines);
  const judged = new Map(there.map((row, at) => [rowKey(row), answers[at]]));
  const results = rows.map((row) => {
    const answer = judged.get(rowKey(row));
    return pageResult(row, answer ? outcomeOf(answer) : { level: "error", brand: null, reasons: [], error: "no snapshot" });
  });
  // Not in pages.jsonl: that file is the browser's.
  await writeJsonLines(path.join(context.out, "pages.native.jsonl"), results);
  return { results, snapshots: saved.rows };
}

/**
 * @param {Context} context
 * @param {PageRow[]} rows
 * @param {(row: PageRow, result: PageResult, snapshot: unknown) => void} each
 */
async function visit(context, rows, each) {
  if (rows.length === 0) return;
  const extension = process.env["VIGICOLIS_EXTENSION"] ?? path.join(ROOT, "dist", "chrome");
  if (!(await stat(path.join(extension, "manifest.json")).then(() => true, () => false))) {
    throw new NotBuilt(`no built extension in ${extension}: run ./build.sh build`);
  }
  const ports = await servePages(context.dir, rows);
  const progress = startProgress("pages", rows.length);
  try {
    await judgePages(rows, {
      extension,
      ports,
      jobs: Math.min(context.jobs, rows.length),
      each(row, { outcome, snapshot }) {
        each(row, pageResult(row, outcome), snapshot);
        progress.step(outcome.level === "error");
      },
    });
  } finally {
    progress.end();
    await ports.close();
  }
}

/** @param {Context} context */
function snapshotFile(context) {
  return path.join(context.out, "snapshots.jsonl");
}

/** @param {{ path: string, url: string }} row */
function rowKey(row) {
  return `${row.path}\t${row.url}`;
}

/**
 * @param {Snapshot[]} snapshots
 * @returns {Map<string, Snapshot>}
 */
function byKey(snapshots) {
  return new Map(snapshots.map((snapshot) => [rowKey(snapshot), snapshot]));
}
