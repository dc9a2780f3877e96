// What the levels given to the corpus pages amount to.
import { macroFigure, shareFigure } from "./figures.mjs";
import { groupBy } from "./stats.mjs";

/** @typedef {import("./figures.mjs").Figure} Figure */
/** @typedef {import("./figures.mjs").Extra} Extra */
/** @typedef {import("./corpus.mjs").PageRow} PageRow */

/**
 * @typedef {object} Outcome
 * @property {string} level official, clear, caution, danger, or error for a page that could not be judged
 * @property {string | null} brand
 * @property {string[]} reasons
 * @property {string[]} [asks]
 * @property {string} [error] why it could not be judged
 * @typedef {Omit<PageRow, "brand"> & Outcome} PageResult
 */

/** The steps at which a visitor has something to lose. Waiting and success pages are weak positives. */
export const MAIN_STEPS = new Set(["lure/other", "address", "card", "otp", "login", "identity"]);
const WEAK_STEPS = new Set(["waiting", "success"]);
export const PAYMENT_STEPS = new Set(["card", "otp"]);
const ORIGINS = ["neutral", "brandless", "combosquat", "freehost", "real"];

const CARRIER = "pages: fake carriers";
const BY_STEP = "pages: fake carriers by step";
const OTHER = "pages: kits that imitate others";
const HONEST = "pages: false alarms";
const BY_KIT = "pages: fake carriers by kit, Caution+ / Danger at the steps that matter";

/**
 * A row of pages.jsonl.
 * @param {PageRow} row
 * @param {Outcome} outcome
 * @returns {PageResult}
 */
export function pageResult(row, outcome) {
  // The index's own brand is left out: in these rows `brand` is the one that was found.
  const { path, url, kind, url_origin, step, source } = row;
  return { path, url, kind, ...outcome, url_origin, step, source };
}

/**
 * @param {PageResult[]} rows
 * @returns {Figure[]}
 */
export function pageFigures(rows) {
  return [...carrierFigures(rows), ...otherFigures(rows), ...honestFigures(rows), ...kitFigures(rows)];
}

/**
 * @param {PageResult[]} rows
 * @returns {Figure[]}
 */
function carrierFigures(rows) {
  /** @type {Figure[]} */
  const figures = [];
  const fake = rows.filter((row) => row.kind === "phish-carrier");
  for (const origin of ORIGINS) {
    const here = fake.filter((row) => row.url_origin === origin);
    if (here.length === 0) continue;
    const id = `pages.carrier.${origin}`;
    const main = here.filter((row) => MAIN_STEPS.has(row.step));
    const payment = here.filter((row) => PAYMENT_STEPS.has(row.step));
    const kits = groupBy(main, (row) => row.source);
    const paymentKits = groupBy(payment, (row) => row.source);
    const goal = (/** @type {Record<string, number>} */ goals) => (goals[origin] === undefined ? {} : { goal: goals[origin] });
    figures.push(
      macroFigure(`${id}.main.caution.macro`, CARRIER, `${origin}: steps that matter, Caution+, mean of kits`, kits, cautioned, goal({ neutral: 0.95, brandless: 0.97 })),
      shareFigure(`${id}.main.caution`, CARRIER, `${origin}: steps that matter, Caution+`, main, cautioned),
      macroFigure(`${id}.main.danger.macro`, CARRIER, `${origin}: steps that matter, Danger, mean of kits`, kits, dangerous),
      shareFigure(`${id}.main.danger`, CARRIER, `${origin}: steps that matter, Danger`, main, dangerous),
    );
    if (payment.length > 0) {
      figures.push(
        macroFigure(`${id}.payment.danger.macro`, CARRIER, `${origin}: card and otp, Danger, mean of kits`, paymentKits, dangerous,
          goal({ neutral: 0.9, brandless: 0.92, combosquat: 0.98, freehost: 0.98 })),
        shareFigure(`${id}.payment.danger`, CARRIER, `${origin}: card and otp, Danger`, payment, dangerous),
      );
    }
    for (const [step, found] of groupBy(here, (row) => row.step)) {
      const note = WEAK_STEPS.has(step) ? "weak positives" : "";
      figures.push(
        shareFigure(`${id}.step.${step}.caution`, BY_STEP, `${origin}: ${step}, Caution+`, found, cautioned, { note }),
        shareFigure(`${id}.step.${step}.danger`, BY_STEP, `${origin}: ${step}, Danger`, found, dangerous, { note }),
      );
    }
  }
  return figures;
}

/**
 * A fraudulent payment form is our work without a carrier, too; the other steps of such kits aren't.
 * @param {PageResult[]} rows
 * @returns {Figure[]}
 */
function otherFigures(rows) {
  /** @type {Figure[]} */
  const figures = [];
  const other = rows.filter((row) => row.kind === "phish-other");
  for (const origin of ORIGINS) {
    const here = other.filter((row) => row.url_origin === origin);
    if (here.length === 0) continue;
    const id = `pages.other.${origin}`;
    const payment = here.filter((row) => PAYMENT_STEPS.has(row.step));
    figures.push(
      shareFigure(`${id}.payment.caution`, OTHER, `${origin}: card and otp, Caution+`, payment, cautioned, { goal: 0.75 }),
      macroFigure(`${id}.payment.caution.macro`, OTHER, `${origin}: card and otp, Caution+, mean of kits`,
        groupBy(payment, (row) => row.source), cautioned),
      shareFigure(`${id}.payment.danger`, OTHER, `${origin}: card and otp, Danger`, payment, dangerous),
    );
    for (const [step, found] of groupBy(here, (row) => row.step)) {
      const extra = PAYMENT_STEPS.has(step) ? {} : { better: null, note: "context" };
      figures.push(shareFigure(`${id}.step.${step}.caution`, OTHER, `${origin}: ${step}, Caution+`, found, cautioned, extra));
    }
  }
  return figures;
}

/**
 * @param {PageResult[]} rows
 * @returns {Figure[]}
 */
function honestFigures(rows) {
  /** @type {Figure[]} */
  const figures = [];
  const all = rows.filter(isHonest);
  const less = /** @type {const} */ ("less");
  const add = (/** @type {string} */ id, /** @type {string} */ label, /** @type {PageResult[]} */ found) => {
    if (found.length === 0) return;
    figures.push(
      shareFigure(`pages.honest.${id}.danger`, HONEST, `${label}: Danger`, found, dangerous, { better: less, goal: 0 }),
      shareFigure(`pages.honest.${id}.caution`, HONEST, `${label}: Caution`, found, (row) => row.level === "caution",
        { better: less, ...(id === "all" ? { goal: 0.002 } : {}) }),
    );
  };
  add("all", "all honest pages and form fixtures", all);
  for (const [kind, found] of groupBy(all, (row) => row.kind)) add(kind, kind, found);
  const own = rows.filter((row) => row.kind === "benign-carrier" && row.url_origin === "real");
  if (own.length > 0) {
    figures.push(shareFigure("pages.carrier_own", HONEST, "carriers' own pages on their own address: Official or Clear", own,
      (row) => row.level === "official" || row.level === "clear", { goal: 1 }));
    figures.push(shareFigure("pages.carrier_own.official", HONEST, "carriers' own pages on their own address: Official", own,
      (row) => row.level === "official"));
  }
  figures.push(shareFigure("pages.error", HONEST, "pages that could not be judged, any kind", rows,
    (row) => row.level === "error", { better: less, goal: 0 }));
  return figures;
}

/**
 * @param {PageResult[]} rows
 * @returns {Figure[]}
 */
function kitFigures(rows) {
  /** @type {Figure[]} */
  const figures = [];
  const main = rows.filter((row) => row.kind === "phish-carrier" && MAIN_STEPS.has(row.step));
  for (const [kit, found] of groupBy(main, (row) => row.source)) {
    for (const [origin, here] of groupBy(found, (row) => row.url_origin)) {
      const danger = here.filter(dangerous).length;
      figures.push(shareFigure(`pages.kit.${kit}.${origin}`, BY_KIT, `${kit}, ${origin}`, here, cautioned,
        { detail: true, note: `${danger} of ${here.length} Danger` }));
    }
  }
  return figures;
}

/**
 * What a person must look at, by path.
 * @param {PageResult[]} rows
 * @returns {{ title: string, lines: string[] }[]}
 */
export function pageLists(rows) {
  const line = (/** @type {PageResult} */ row) =>
    `${row.path}  ${row.url}  ${row.brand ?? "no brand"}  ${row.reasons.join(" ")}${row.error ? `  ${row.error}` : ""}`;
  const list = (/** @type {string} */ title, /** @type {PageResult[]} */ found) => ({ title, lines: found.map(line) });
  return [
    list("pages that could not be judged", rows.filter((row) => row.level === "error")),
    list("honest pages at Danger", rows.filter((row) => isHonest(row) && dangerous(row))),
    list("honest pages at Caution", rows.filter((row) => isHonest(row) && row.level === "caution")),
    list("brandless fake carrier pages missed (below Caution, steps that matter)", rows.filter((row) =>
      row.kind === "phish-carrier" && row.url_origin === "brandless" && MAIN_STEPS.has(row.step) && !cautioned(row))),
  ].filter(({ lines }) => lines.length > 0);
}

/** @param {{ kind: string }} row */
export function isHonest(row) {
  return row.kind.startsWith("benign-") || row.kind === "form-fixture";
}

/** @param {PageResult} row */
function dangerous(row) {
  return row.level === "danger";
}

/** @param {PageResult} row */
function cautioned(row) {
  return row.level === "caution" || row.level === "danger";
}
