// The main job on real input: measures Vigicolis on a corpus folder and prints the scoreboard.
import { mkdir, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseAdjudicated } from "./adjudicated.mjs";
import { baseRateText } from "./base-rates.mjs";
import { EDITS } from "./cloak-edits.mjs";
import { measureCloak } from "./cloak.mjs";
import { CorpusError, isFolder } from "./corpus.mjs";
import { measureFields } from "./fields.mjs";
import { measureHosts } from "./hosts.mjs";
import { writeJson } from "./jsonl.mjs";
import { measureMessages } from "./messages.mjs";
import { findTool, NotBuilt, ROOT } from "./native.mjs";
import { measurePages } from "./pages.mjs";
import { acceptFigures, comparisonText, listText, readBaseline, scoreboardTable } from "./report.mjs";
import { measureTracking } from "./tracking.mjs";

/**
 * @typedef {object} Context
 * @property {string} dir the corpus
 * @property {string | null} facts folder with the facts' tables; null: beside the corpus
 * @property {string} out where rows and scoreboard are written
 * @property {number} jobs browsers at a time
 * @property {boolean} resume keep the rows of a stopped run
 * @property {boolean} fromSnapshots judge the pages natively
 * @property {number | null} sample fake and honest pages to cloak; null: as many as the part thinks right
 * @property {string[] | null} edits ids of the edits to try, alone and together; null: all
 * @property {() => Promise<string>} tool the native tool's file
 * @property {import("./adjudicated.mjs").Adjudication} adjudication
 *
 * @typedef {object} PartResult
 * @property {import("./figures.mjs").Figure[]} figures
 * @property {{ title: string, lines: string[] }[]} lists what a person should look at
 * @property {string[]} notes what was not measured, and why
 * @property {Record<string, number>} corpus rows by file
 */

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** @type {Record<string, (context: Context) => Promise<PartResult>>} */
const PARTS = {
  hosts: measureHosts,
  pages: measurePages,
  fields: measureFields,
  messages: measureMessages,
  tracking: measureTracking,
  cloak: measureCloak,
};

/** Runs only where it is named: it visits each page many times. */
const ASKED_FOR = "cloak";

const USAGE = `usage: run.mjs CORPUS_DIR [${Object.keys(PARTS).join("|")} ...] [options]
  Measures the built tool and the built extension on a corpus folder. No part named: all of them but ${ASKED_FOR}.
  --out DIR         where to write rows (JSON lines) and scoreboard.json (default: target/eval)
  --baseline FILE   figures to compare with (default: tests/eval/baseline.json)
  --accept          make this run's figures the baseline
  --jobs N          browsers at a time for the pages (default: three a core)
  --facts DIR       folder with tracking_numbers.tsv (default: ../facts from the corpus)
  --resume          pages, cloak: keep the rows of a stopped run
  --sample N        cloak: so many fake pages and as many honest ones
  --edits ID,ID     cloak: only these edits, and the combinations of them alone
  --from-snapshots  pages, cloak: judge the saved snapshots natively, in seconds, without a browser`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function main(args) {
  /** @type {ReturnType<typeof readArgs>} */
  let read;
  try {
    read = readArgs(args);
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const { values, positionals } = read;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [dir, ...named] = positionals;
  const unknown = named.filter((part) => !(part in PARTS));
  const jobs = Number(values.jobs ?? Math.min(3 * os.availableParallelism(), 16));
  const sample = values.sample === undefined ? null : Number(values.sample);
  const edits = values.edits?.split(",") ?? null;
  const unknownEdits = (edits ?? []).filter((id) => !EDITS.some((edit) => edit.id === id));
  if (dir === undefined) return refuse(USAGE);
  if (unknown.length > 0) return refuse(`no part is called ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  if (!Number.isInteger(jobs) || jobs < 1) return refuse(`--jobs wants a number of 1 or more, not ${values.jobs}`);
  if (sample !== null && (!Number.isInteger(sample) || sample < 1)) return refuse(`--sample wants a number of 1 or more, not ${values.sample}`);
  if (unknownEdits.length > 0) return refuse(`no edit is called ${unknownEdits.join(", ")}; there are ${EDITS.map(({ id }) => id).join(", ")}`);
  if (!(await isFolder(dir))) return refuse(`no folder ${dir}`);
  if (values.accept && values["from-snapshots"]) return refuse("--accept takes the figures of the browser only, not of --from-snapshots");

  const baselineFile = path.resolve(values.baseline ?? path.join(HERE, "baseline.json"));
  /** @type {import("./report.mjs").Baseline | null} */
  let baseline;
  try {
    // Before the work, not after it: a run takes minutes.
    baseline = await readBaseline(baselineFile);
  } catch (error) {
    return refuse(`can't read the baseline: ${describe(error)}`);
  }
  const out = path.resolve(values.out ?? path.join(ROOT, "target", "eval"));
  await mkdir(out, { recursive: true });
  const context = {
    dir: path.resolve(dir),
    facts: values.facts === undefined ? null : path.resolve(values.facts),
    out,
    jobs,
    resume: values.resume,
    fromSnapshots: values["from-snapshots"],
    sample,
    edits,
    tool: findTool,
    adjudication: parseAdjudicated(await readFile(path.join(HERE, "adjudicated.tsv"), "utf8")),
  };
  /** @type {PartResult} */
  const all = { figures: [], lists: [], notes: [], corpus: {} };
  let failed = false;
  for (const part of Object.keys(PARTS).filter((name) => (named.length === 0 ? name !== ASKED_FOR : named.includes(name)))) {
    try {
      const result = await /** @type {(context: Context) => Promise<PartResult>} */ (PARTS[part])(context);
      all.figures.push(...result.figures);
      all.lists.push(...result.lists);
      all.notes.push(...result.notes);
      Object.assign(all.corpus, result.corpus);
    } catch (error) {
      // One part that can't run must not cost the figures of the others.
      failed = true;
      all.notes.push(`${part}: NOT MEASURED: ${describe(error)}`);
    }
  }
  await report(all, out, baseline);
  if (values.accept && all.figures.length > 0) {
    await writeJson(baselineFile, acceptFigures(baseline, all.figures, all.corpus));
    console.log("these figures are the baseline now");
  }
  return failed ? 1 : 0;
}

/** @param {string[]} args */
function readArgs(args) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: "string" },
      baseline: { type: "string" },
      accept: { type: "boolean", default: false },
      facts: { type: "string" },
      jobs: { type: "string" },
      sample: { type: "string" },
      edits: { type: "string" },
      resume: { type: "boolean", default: false },
      "from-snapshots": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

/**
 * @param {PartResult} result
 * @param {string} out
 * @param {import("./report.mjs").Baseline | null} baseline
 */
async function report({ figures, lists, notes, corpus }, out, baseline) {
  await writeJson(path.join(out, "scoreboard.json"), { corpus, notes, figures });
  if (lists.length > 0) console.log(`\n${listText(lists)}`);
  if (figures.length > 0) console.log(scoreboardTable(figures));
  const atBaseRates = baseRateText(figures);
  if (atBaseRates) console.log(`\n${atBaseRates}`);
  if (notes.length > 0) console.log(`\n${notes.join("\n")}`);
  if (figures.length > 0) console.log(`\n${baseline ? comparisonText(baseline, figures, corpus) : "no baseline yet: --accept makes one"}`);
  console.log(`rows and scoreboard.json are in ${out}`);
}

/** @param {string} sentence */
function refuse(sentence) {
  console.error(sentence);
  return 2;
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  const expected = error instanceof NotBuilt || error instanceof CorpusError || "code" in error;
  return expected ? error.message : (error.stack ?? error.message);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
