// What the edits cleared, and what they cost on honest pages.
import { shareFigure } from "./figures.mjs";
import { isHonest } from "./page-figures.mjs";
import { groupBy, macroAverage, share, wilson } from "./stats.mjs";

/**
 * @typedef {import("./figures.mjs").Figure} Figure
 * @typedef {import("./figures.mjs").Extra} Extra
 * @typedef {import("./cloak.mjs").CloakResult} CloakResult
 * @typedef {{ before: CloakResult, after: CloakResult }} Pair a page as it was, and edited
 */

const CLEARED = "cloak: any warning -> clear, of the fakes warned at their neutral address";
const DANGER = "cloak: danger -> clear, of the fakes at danger";
const SUMMARY = "cloak: any warning -> clear, in short";
const HONEST = "cloak: clear -> caution or danger, of honest pages";

/**
 * @param {readonly CloakResult[]} results
 * @param {readonly import("./cloak-edits.mjs").Edit[]} edits
 * @returns {Figure[]}
 */
export function cloakFigures(results, edits) {
  const names = new Map(edits.map(({ id, says }) => [id, says]));
  const pairs = pairsOf(results);
  const byEdits = (/** @type {Pair[]} */ found) => groupBy(found, ({ after }) => after.edits.join("+"));
  const fakes = byEdits(pairs.filter(({ before }) => !isHonest(before)));
  const honest = byEdits(pairs.filter(({ before }) => isHonest(before)));
  const order = [...names.keys(), ...[...fakes.keys()].filter((ids) => !names.has(ids)).sort().sort((one, other) => parts(one) - parts(other))];
  // A single edit in words; together, their ids are words enough.
  const says = (/** @type {string} */ ids) => names.get(ids) ?? ids.replaceAll("+", " + ");
  return [
    ...order.flatMap((ids) => clearedFigures(ids, says(ids), fakes.get(ids) ?? [])),
    ...summaryFigures(results, fakes, says),
    ...[...names].flatMap(([id, label]) => honestFigures(id, label, honest.get(id) ?? [])),
    ...honestFigures("all", "all edits", [...honest.values()].flat()),
  ];
}

/**
 * @param {string} id
 * @param {string} label
 * @param {Pair[]} pairs
 * @returns {Figure[]}
 */
function clearedFigures(id, label, pairs) {
  const danger = pairs.filter(({ before }) => before.level === "danger");
  const fell = danger.filter(({ after }) => after.level === "caution").length;
  const kits = macroAverage([...groupBy(pairs, ({ before }) => before.source).values()].map((found) => share(found, isCleared)));
  return [
    shareFigure(`cloak.${id}.cleared`, CLEARED, label, pairs, isCleared,
      { better: "less", note: kits ? `mean of kits ${(100 * kits.value).toFixed(1)} %` : "nothing to change" }),
    shareFigure(`cloak.${id}.danger`, DANGER, label, danger, isCleared,
      { better: "less", note: fell > 0 ? `${fell} more fall to caution` : "" }),
  ];
}

/**
 * @param {readonly CloakResult[]} results
 * @param {Map<string, Pair[]>} fakes by their edits
 * @param {(ids: string) => string} says
 * @returns {Figure[]}
 */
function summaryFigures(results, fakes, says) {
  const unedited = results.filter(({ edits, kind }) => edits.length === 0 && !isHonest({ kind }));
  const figures = [
    shareFigure("cloak.unedited", SUMMARY, "fake pages warned unedited, for context", unedited, ({ level }) => isWarned(level), { better: null }),
  ];
  for (const { size, id, label, goal } of [
    { size: 1, id: "single", label: "single edit", goal: 0.02 },
    { size: 2, id: "pair", label: "two edits" },
    { size: 3, id: "triple", label: "three edits", goal: 0.1 },
  ]) {
    const groups = [...fakes].filter(([ids]) => parts(ids) === size);
    const all = groups.flatMap(([, pairs]) => pairs);
    // By what is sure of it: one page of two is no worse than nine of twenty.
    const [worst] = groups.map(([ids, pairs]) => ({ ids, pairs, sure: wilson(share(pairs, isCleared).hits, pairs.length).low }))
      .sort((one, other) => other.sure - one.sure);
    const pages = [...groupBy(all, ({ before }) => before.url).values()];
    figures.push(
      shareFigure(`cloak.${id}.worst`, SUMMARY, `${label}, the worst`, worst?.pairs ?? [], isCleared,
        { better: "less", ...(goal === undefined ? {} : { goal }), note: worst ? says(worst.ids) : "" }),
      shareFigure(`cloak.${id}.mean`, SUMMARY, `${label}, on average`, all, isCleared, { better: "less" }),
      shareFigure(`cloak.${id}.any`, SUMMARY, `${label}, pages that some of them clear`, pages, (found) => found.some(isCleared), { better: "less" }),
    );
  }
  figures.push(shareFigure("cloak.error", SUMMARY, "pages that could not be judged", results, ({ level }) => level === "error", { better: "less", goal: 0 }));
  return figures;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {Pair[]} pairs
 * @returns {Figure[]}
 */
function honestFigures(id, label, pairs) {
  if (pairs.length === 0) return [];
  const danger = pairs.filter(({ after }) => after.level === "danger").length;
  return [
    shareFigure(`cloak.honest.${id}`, HONEST, label, pairs, ({ after }) => isWarned(after.level),
      { better: "less", note: danger > 0 ? `${danger} danger` : "" }),
  ];
}

/**
 * What a person should look at, by path.
 * @param {readonly CloakResult[]} results
 * @returns {{ title: string, lines: string[] }[]}
 */
export function cloakLists(results) {
  const pairs = pairsOf(results);
  const line = (/** @type {Pair} */ { before, after }) =>
    `${after.edits.join("+")}  ${after.path}  ${after.step}  ${before.level} -> ${after.level}  ${(after.level === "clear" ? before : after).reasons.join(" ")}`;
  return [
    { title: "pages that could not be judged", lines: results.filter(({ level }) => level === "error").map(({ path, edits, error }) => `${edits.join("+")}  ${path}  ${error}`) },
    { title: "cleared by a single edit", lines: pairs.filter((pair) => !isHonest(pair.before) && pair.after.edits.length === 1 && isCleared(pair)).map(line) },
    { title: "honest, and guilty by an edit", lines: pairs.filter((pair) => isHonest(pair.before) && isWarned(pair.after.level)).map(line) },
  ].filter(({ lines }) => lines.length > 0);
}

/**
 * @param {readonly CloakResult[]} results
 * @returns {Pair[]} of fakes that are warned and honest pages that aren't, as they are
 */
function pairsOf(results) {
  const unedited = new Map(results.filter(({ edits }) => edits.length === 0).map((result) => [result.url + result.path, result]));
  return results.flatMap((after) => {
    const before = unedited.get(after.url + after.path);
    if (!before || after.edits.length === 0 || after.level === "error") return [];
    return isWarned(before.level) !== isHonest(before) ? [{ before, after }] : [];
  });
}

/** @param {string} ids */
function parts(ids) {
  return ids.split("+").length;
}

/** @param {Pair} pair */
function isCleared({ after }) {
  return !isWarned(after.level);
}

/** @param {string} level */
export function isWarned(level) {
  return level === "caution" || level === "danger";
}
