// Addresses alone: what the native tool says of every host and URL of the corpus.
import path from "node:path";
import { parseList, readPart, readTable } from "./corpus.mjs";
import { rateFigure, shareFigure } from "./figures.mjs";
import { writeJsonLines } from "./jsonl.mjs";
import { judgeLines, timeCheck } from "./native.mjs";
import { groupBy } from "./stats.mjs";

/** @typedef {import("./figures.mjs").Figure} Figure */
/** @typedef {import("./adjudicated.mjs").Adjudication} Adjudication */

/**
 * @typedef {object} HostRow
 * @property {string} set
 * @property {string} input
 * @property {string} level
 * @property {string} carrier
 * @property {string} position
 */

/** @typedef {{ name: string, file: string, input: string | null, label: "phish" | "honest" | null, names?: string[] }} HostSet */

/**
 * `input` is the column to judge, null for a plain list. No label: told for context, no aim.
 * @type {HostSet[]}
 */
export const SETS = [
  { name: "strong", file: "phishing_strong.tsv", input: "url_or_host", label: "phish" },
  { name: "weak", file: "phishing_weak.tsv", input: "url_or_host", label: null },
  { name: "not_carrier", file: "phishing_not_carrier.txt", input: null, label: null },
  { name: "benign_hosts", file: "benign_hosts.txt", input: null, label: "honest" },
  { name: "benign_urls", file: "benign_urls.txt", input: null, label: "honest" },
  { name: "hard_negatives", file: "hard_negatives.tsv", input: "host", label: "honest" },
  { name: "carriers_17track", file: "carriers_17track.tsv", input: "site", label: "honest", names: ["name", "country", "site"] },
];

const FRENCH = new Set(["chronopost", "mondialrelay", "laposte", "colissimo", "colisprive", "relaiscolis"]);
/** Most of these rows name the brand in a label below a random name only. */
const ASIDE = "japan_post_yamato_sagawa";

const SECTION = "hosts: address alone";
const BY_POSITION = "hosts: flagged, by where the brand stands";
const BY_CARRIER = "hosts: flagged, by carrier (brand in the host)";

/**
 * @param {string} dir
 * @returns {Promise<{ rows: HostRow[], notes: string[] }>} rows with no level yet
 */
export async function readHosts(dir) {
  /** @type {HostRow[]} */
  const rows = [];
  const notes = [];
  for (const set of SETS) {
    const name = `hosts/${set.file}`;
    if (set.input === null) {
      const text = await readPart(dir, name);
      if (text === null) notes.push(`hosts: no ${name} in this corpus`);
      else for (const input of parseList(text)) rows.push({ set: set.name, input, level: "", carrier: "", position: "" });
      continue;
    }
    const table = await readTable(dir, name, [set.input], set.names);
    if (table === null) {
      notes.push(`hosts: no ${name} in this corpus`);
      continue;
    }
    let bad = table.bad;
    for (const row of table.rows) {
      const input = (row[set.input] ?? "").trim();
      if (input === "") bad += 1;
      else rows.push({ set: set.name, input, level: "", carrier: row["carrier"] ?? "", position: row["position"] ?? "" });
    }
    if (bad > 0) notes.push(`hosts: ${bad} unreadable rows in ${name}`);
  }
  return { rows, notes };
}

/**
 * @param {import("./run.mjs").Context} context
 * @returns {Promise<import("./run.mjs").PartResult>}
 */
export async function measureHosts({ dir, out, tool: findTool, adjudication }) {
  const { rows, notes } = await readHosts(dir);
  if (rows.length === 0) return { figures: [], lists: [], notes, corpus: {} };
  const tool = await findTool();
  const answers = await judgeLines(tool, "check", rows.map((row) => row.input));
  rows.forEach((row, at) => {
    row.level = String(answers[at]?.["level"] ?? "");
  });
  const invalid = rows.filter((row) => row.level === "invalid").length;
  if (invalid > 0) notes.push(`hosts: ${invalid} rows the tool could not read as an address (they count as not flagged)`);

  const figures = hostFigures(rows, adjudication);
  const popular = rows.filter((row) => row.set === "benign_hosts").map((row) => row.input);
  if (popular.length > 0) {
    const { seconds, pinned } = await timeCheck(tool, popular, 3);
    figures.push(
      rateFigure("hosts.speed", SECTION, "hosts a second, one core, start included", {
        hits: popular.length,
        total: popular.length,
        value: popular.length / seconds,
      }, { goal: 500000, note: `${seconds.toFixed(3)} s, fastest of 3${pinned ? "" : ", not pinned: no taskset"}` }),
    );
  }
  const alarms = rows.filter((row) => honest(row) && flagged(row));
  const lists = [...groupBy(alarms, (row) => row.set)].map(([set, found]) => ({
    title: `false alarms of ${set}`,
    lines: found.map((row) => `${row.level} ${row.input}${adjudication.stands(row, "honest") ? "" : " (adjudicated: phish)"}`),
  }));
  await writeJsonLines(path.join(out, "hosts.jsonl"), answers.map((answer, at) => ({ ...answer, set: rows[at]?.set })));
  const corpus = Object.fromEntries([...groupBy(rows, (row) => row.set)].map(([set, found]) => [`hosts: ${set}`, found.length]));
  return { figures, lists, notes, corpus };
}

/**
 * @param {HostRow[]} rows
 * @param {Adjudication} adjudication
 * @returns {Figure[]}
 */
export function hostFigures(rows, adjudication) {
  /** @type {Figure[]} */
  const figures = [];
  const strong = rows.filter((row) => row.set === "strong" && adjudication.stands(row, "phish"));
  const known = strong.filter((row) => row.carrier !== ASIDE);
  const inHost = known.filter((row) => row.position !== "path_only" && row.position !== "label_only");
  const add = (/** @type {string} */ id, /** @type {string} */ label, /** @type {HostRow[]} */ found, /** @type {import("./figures.mjs").Extra} */ extra) => {
    if (found.length > 0) figures.push(shareFigure(`hosts.${id}`, SECTION, label, found, flagged, extra));
  };
  const french = (/** @type {HostRow} */ row) => FRENCH.has(row.carrier);
  add("french_host", "French carriers, brand in the host", inHost.filter(french), {});
  add("french_host_or_path", "French carriers, brand in host or path",
    known.filter((row) => french(row) && row.position !== "label_only"), { goal: 0.97 });
  const unsound = rows.filter((row) => row.set === "strong").length - strong.length;
  add("all_host", "all carriers, brand in the host", inHost, {
    goal: 0.94,
    note: unsound > 0 ? `${unsound} strong rows adjudicated honest and left out` : "",
  });
  add("path_only", "all carriers, brand in the path only", known.filter((row) => row.position === "path_only"), { goal: 0.6 });

  const goals = /** @type {Record<string, number>} */ ({ benign_hosts: 0.00005, benign_urls: 0.0002, hard_negatives: 0.005 });
  for (const { name, label } of SETS) {
    if (label !== "honest") continue;
    const all = rows.filter((row) => row.set === name);
    if (all.length === 0) continue;
    const standing = all.filter((row) => adjudication.stands(row, "honest"));
    const goal = goals[name];
    const aim = { better: /** @type {const} */ ("less"), ...(goal === undefined ? {} : { goal }) };
    add(`alarms.${name}.raw`, `false alarms on ${name}, as labelled`, all, aim);
    add(`alarms.${name}`, `false alarms on ${name}, after adjudication`, standing, {
      ...aim,
      note: all.length > standing.length ? `${all.length - standing.length} rows adjudicated` : "",
    });
  }
  for (const name of ["weak", "not_carrier"]) {
    add(`context.${name}`, `${name} flagged (context, no aim)`, rows.filter((row) => row.set === name), { better: null });
  }
  add("context.aside", `${ASIDE} flagged (context)`, strong.filter((row) => row.carrier === ASIDE), { better: null });

  for (const [position, found] of sorted(groupBy(known, (row) => row.position))) {
    figures.push(shareFigure(`hosts.position.${position}`, BY_POSITION, position, found, flagged,
      position === "label_only" ? { better: null, note: "context" } : {}));
  }
  for (const [carrier, found] of sorted(groupBy(inHost, (row) => row.carrier))) {
    figures.push(shareFigure(`hosts.carrier.${carrier}`, BY_CARRIER, carrier + (FRENCH.has(carrier) ? " (FR)" : ""), found, flagged, { detail: true }));
  }
  return figures;
}

/** @param {HostRow} row */
function flagged(row) {
  return row.level === "caution" || row.level === "danger";
}

/** @param {HostRow} row */
function honest(row) {
  return SETS.some((set) => set.name === row.set && set.label === "honest");
}

/**
 * @template T
 * @param {Map<string, T[]>} groups
 * @returns {[string, T[]][]} the largest first
 */
function sorted(groups) {
  return [...groups].sort((one, other) => other[1].length - one[1].length);
}
