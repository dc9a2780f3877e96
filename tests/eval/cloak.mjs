// The cloak part: the corpus' fake pages changed as somebody would who knows how Vigicolis decides, and
// what stays warned; the same on honest pages.
import { createWriteStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { startSites } from "../lib/sites.mjs";
import { EDITS, TRIED } from "./cloak-edits.mjs";
import { cloakFigures, cloakLists, isWarned } from "./cloak-figures.mjs";
import { brandNames, editPage, lot } from "./cloak-page.mjs";
import { pageFile, readIndex } from "./corpus.mjs";
import { judgePages, outcomeOf } from "./judge.mjs";
import { readJsonLines, writeJsonLines } from "./jsonl.mjs";
import { judgeLines, NotBuilt, ROOT } from "./native.mjs";
import { isHonest, MAIN_STEPS, pageResult, PAYMENT_STEPS } from "./page-figures.mjs";
import { startProgress } from "./progress.mjs";
import { addressKey } from "./serve.mjs";
import { groupBy } from "./stats.mjs";

/**
 * @typedef {import("./run.mjs").Context} Context
 * @typedef {import("./run.mjs").PartResult} PartResult
 * @typedef {import("./corpus.mjs").PageRow} PageRow
 * @typedef {import("./page-figures.mjs").PageResult & { edits: string[] }} CloakResult
 * @typedef {{ body: Buffer, brand: string[] }} Source
 */

/** Combinations drawn by lot, beside those of TRIED. */
const PAIRS = 6;
const TRIPLES = 10;
/** Honest pages to measure the price on, where no --sample says how many. */
const HONEST_PAGES = 120;

/**
 * @param {Context} context
 * @returns {Promise<PartResult>}
 */
export async function measureCloak(context) {
  const index = await readIndex(context.dir);
  if (index === null) return { figures: [], lists: [], notes: ["cloak: no index.tsv in this corpus"], corpus: {} };
  const fake = index.rows.filter(isFake);
  const honest = index.rows.filter((row) => isHonest(row) && row.url_origin !== "webmail");
  const fakes = sample(fake, context.sample ?? fake.length, (row) => row.source);
  const honests = sample(honest, context.sample ?? HONEST_PAGES, (row) => row.kind);
  const edits = EDITS.filter(({ id }) => context.edits?.includes(id) ?? true);
  const singles = edits.map(({ id }) => [id]);
  const combinations = [...TRIED, ...draw(2, PAIRS), ...draw(3, TRIPLES)].filter((ids) => editsOf(ids).every((edit) => edits.includes(edit)));

  const results = context.fromSnapshots ? await judgeAgain(context, index.rows) : await savedResults(context);
  // What is not warned as it is can't be cleared, and an honest page that is warned costs nothing more.
  const levelOf = (/** @type {PageRow} */ row) => results.get(key(row, []))?.level ?? "error";
  const judge = context.fromSnapshots ? async () => {} : visit;
  await judge(context, results, [...fakes, ...honests].map((row) => ({ row, edits: [] })));
  await judge(context, results, [
    ...fakes.filter((row) => isWarned(levelOf(row))).flatMap((row) => [...singles, ...combinations].map((ids) => ({ row, edits: ids }))),
    ...honests.filter((row) => levelOf(row) === "clear").flatMap((row) => singles.map((ids) => ({ row, edits: ids }))),
  ]);
  // A resumed run may hold more than is asked for.
  const chosen = new Set([...fakes, ...honests].map((row) => key(row, [])));
  const named = new Set([[], ...singles, ...combinations].map((ids) => ids.join("+")));
  const measured = [...results.values()].filter((result) => chosen.has(key(result, [])) && named.has(result.edits.join("+")));
  return {
    figures: cloakFigures(measured, edits),
    lists: cloakLists(measured),
    notes: [
      `cloak: ${fakes.length} of ${fake.length} fake pages on their neutral address, by turns from each kit, and ${honests.length} of ${honest.length} honest ones, by turns from each kind`,
      `cloak: ${edits.length} of ${EDITS.length} edits, ${combinations.length} combinations; an edit that finds nothing to change on a page is not counted for it`,
    ],
    // Figures of another sample are no progress.
    corpus: { "fakes to cloak": fakes.length, "honest pages to edit": honests.length },
  };
}

/**
 * What is our work: the steps of a fake carrier, and the payment steps of other kits.
 * @param {PageRow} row
 */
function isFake({ kind, url_origin, step }) {
  if (url_origin !== "neutral") return false;
  return (kind === "phish-carrier" && MAIN_STEPS.has(step)) || (kind === "phish-other" && PAYMENT_STEPS.has(step));
}

/**
 * The pages of one kit are alike: from each group one at a time, the smaller sample part of the larger.
 * @param {PageRow[]} rows
 * @param {number} size
 * @param {(row: PageRow) => string} group
 * @returns {PageRow[]}
 */
export function sample(rows, size, group) {
  const groups = [...groupBy(byLot(rows, (row) => row.path), group).values()];
  const turns = Math.max(0, ...groups.map((found) => found.length));
  return Array.from({ length: turns }, (_, turn) => groups.flatMap((found) => found[turn] ?? [])).flat().slice(0, size);
}

/**
 * @param {2 | 3} size
 * @param {number} count
 * @returns {string[][]} ids, each in the order of EDITS
 */
function draw(size, count) {
  /** @type {string[][]} */
  let all = [[]];
  for (let at = 0; at < size; at += 1) {
    all = all.flatMap((ids) => EDITS.slice(EDITS.findIndex(({ id }) => id === ids.at(-1)) + 1).map(({ id }) => [...ids, id]));
  }
  const tried = new Set(TRIED.map((ids) => ids.join("+")));
  return byLot(all.filter((ids) => !tried.has(ids.join("+"))), (ids) => ids.join("+")).slice(0, count);
}

/**
 * @template T
 * @param {readonly T[]} things
 * @param {(thing: T) => string} name
 * @returns {T[]}
 */
function byLot(things, name) {
  return things.map((thing) => ({ thing, at: lot(name(thing)) })).sort((one, other) => one.at - other.at).map(({ thing }) => thing);
}

/**
 * @param {Context} context
 * @returns {Promise<Map<string, CloakResult>>} of a stopped run that is gone on with; what failed is tried again
 */
async function savedResults(context) {
  const saved = context.resume ? ((await readJsonLines(resultFile(context)))?.rows ?? []) : [];
  const results = new Map(saved.filter((result) => result.level !== "error").map((result) => [key(result, result.edits), result]));
  await writeJsonLines(resultFile(context), results.values());
  if (!context.resume) await writeJsonLines(snapshotFile(context), []);
  return results;
}

/**
 * Judges the snapshots of an earlier run by the native tool, in seconds.
 * @param {Context} context
 * @param {PageRow[]} rows
 * @returns {Promise<Map<string, CloakResult>>}
 */
async function judgeAgain(context, rows) {
  const saved = await readJsonLines(snapshotFile(context));
  if (saved === null) throw new NotBuilt(`no ${snapshotFile(context)}: run the cloak part in a browser first`);
  const named = new Map(rows.map((row) => [key(row, []), row]));
  const there = saved.rows.filter((each) => named.has(key(each, [])));
  const answers = await judgeLines(await context.tool(), "page", there.map(({ url, snapshot }) => JSON.stringify({ url, snapshot })));
  return new Map(there.map((each, at) => {
    const row = /** @type {PageRow} */ (named.get(key(each, [])));
    return [key(each, each.edits), { ...pageResult(row, outcomeOf(/** @type {Record<string, any>} */ (answers[at]))), edits: each.edits }];
  }));
}

/**
 * Judges what has no result yet; rows are written as they come.
 * @param {Context} context
 * @param {Map<string, CloakResult>} results
 * @param {{ row: PageRow, edits: string[] }[]} wanted
 */
async function visit(context, results, wanted) {
  const sources = new Map(await Promise.all(wanted.map(async ({ row }) => /** @type {const} */ ([row.path, await sourceOf(context, results, row)]))));
  const edited = (/** @type {PageRow} */ row, /** @type {string[]} */ ids) => {
    const { body, brand } = /** @type {Source} */ (sources.get(row.path));
    return editPage(body, { url: row.url, brand, edits: editsOf(ids) });
  };
  // Edited now to know whether there is anything to edit, and again when visited: all of them are too many to keep.
  const variants = wanted.filter(({ row, edits }) => !results.has(key(row, edits)) && (edits.length === 0 || edited(row, edits).changed))
    .map(({ row, edits }) => ({ ...row, edits, wait: Math.max(0, ...editsOf(edits).map(({ wait = 0 }) => wait)) }));
  if (variants.length === 0) return;
  const extension = process.env["VIGICOLIS_EXTENSION"] ?? path.join(ROOT, "dist", "chrome");
  if (!(await stat(path.join(extension, "manifest.json")).then(() => true, () => false))) {
    throw new NotBuilt(`no built extension in ${extension}: run ./build.sh build`);
  }
  const out = createWriteStream(resultFile(context), { flags: "a" });
  const snapshotsOut = createWriteStream(snapshotFile(context), { flags: "a" });
  const progress = startProgress("cloaked pages", variants.length);
  const jobs = Math.min(context.jobs, variants.length);
  // All variants of a page have its one address, so each browser has servers of its own.
  await Promise.all(Array.from({ length: jobs }, async (_, job) => {
    /** @type {Map<string, import("./cloak-page.mjs").File>} */
    let files = new Map();
    const ports = await startSites((host, name) => answer(files.get(host + name)));
    try {
      await judgePages(variants.filter((_, at) => at % jobs === job), {
        extension,
        ports,
        jobs: 1,
        before(row) {
          const page = edited(row, row.edits);
          const { hostname } = new URL(row.url);
          files = new Map([...page.files].map(([name, file]) => [hostname + name, file]));
          files.set(addressKey(new URL(row.url)), { body: page.html, type: "text/html" });
        },
        each(row, { outcome, snapshot }) {
          const result = { ...pageResult(row, outcome), edits: row.edits };
          results.set(key(row, row.edits), result);
          out.write(`${JSON.stringify(result)}\n`);
          if (snapshot) snapshotsOut.write(`${JSON.stringify({ path: row.path, url: row.url, edits: row.edits, snapshot })}\n`);
          progress.step(outcome.level === "error");
        },
      });
    } finally {
      await ports.close();
    }
  }));
  progress.end();
  await Promise.all([out, snapshotsOut].map((each) => new Promise((done) => each.end(() => done(undefined)))));
}

/**
 * The page's own scripts don't run, as in the pages part; only what the edits added is there.
 * @param {import("./cloak-page.mjs").File | undefined} file
 */
function answer(file) {
  return file ? { headers: { "content-type": `${file.type}; charset=utf-8`, "content-security-policy": "script-src 'none'" }, body: file.body } : null;
}

/**
 * @param {Context} context
 * @param {Map<string, CloakResult>} results
 * @param {PageRow} row
 * @returns {Promise<Source>}
 */
async function sourceOf(context, results, row) {
  // What a kit imitates: by the index, and as the engine took it.
  const brands = isHonest(row) ? [] : [row.brand, results.get(key(row, []))?.brand ?? ""].filter((id) => id !== "");
  return { body: await readFile(pageFile(context.dir, row.path)), brand: await brandNames(brands) };
}

/** @param {readonly string[]} ids */
function editsOf(ids) {
  return EDITS.filter(({ id }) => ids.includes(id));
}

/** @param {Context} context */
function resultFile(context) {
  return path.join(context.out, "cloak.jsonl");
}

/** @param {Context} context */
function snapshotFile(context) {
  return path.join(context.out, "cloak-snapshots.jsonl");
}

/**
 * @param {{ path: string, url: string }} row
 * @param {readonly string[]} edits
 */
function key({ path: name, url }, edits) {
  return `${name}\t${url}\t${edits.join("+")}`;
}
