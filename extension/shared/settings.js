/**
 * The form of the settings: what they are, what is wrong with a value that is not, how they are
 * written to a file. No storage here (`background/settings.js`); every page can use it.
 *
 * One check serves two readers. What the browser stored is repaired, because a visitor must never
 * be left without settings; a file that the visitor chose is refused with every fault named,
 * because there a fault can be mended.
 */

import { checkEach, domain, entryOf, flag, isObject, listOf, oneOf } from "./validate.js";
import { LANGUAGES } from "./languages.js";

/**
 * @typedef {{ domain: string, since: string }} TrustedSite `since` is a day, as 2026-11-24
 * @typedef {object} PastWarning
 * @property {number} time milliseconds since 1970
 * @property {string} host
 * @property {"caution" | "danger"} level
 * @property {string} brand id of the brand, or empty
 *
 * @typedef {object} Settings
 * @property {number} version of the form
 * @property {string} language `auto`, or a key of `LANGUAGES`
 * @property {TrustedSite[]} trusted oldest first
 * @property {"banner" | "badge"} caution how loud a caution is
 * @property {boolean} keepHistory
 * @property {PastWarning[]} history newest first
 * @property {boolean} welcomed whether the welcome page was opened
 * @property {string[]} repaired settings that were found unreadable and put right, until the visitor has read it
 *
 * @typedef {Settings & { managedTrust: string[] }} SettingsInForce with the sites that the organisation trusts
 *
 * @typedef {import("./validate.js").Check} Check
 * @typedef {import("./validate.js").Fault} Fault
 * @typedef {import("./validate.js").Problem} Problem
 * @typedef {import("./policy.js").Policy} Policy
 */

/** The one key in `storage.local`. */
export const STORE_KEY = "settings";

/** Version of the form; with the next one comes a step in `MIGRATIONS`. */
export const VERSION = 1;

/** @type {import("../wasm/protocol.js").Bounds["trusted"]} */
export const MAX_TRUSTED = 300;
export const MAX_HISTORY = 200;
/** Characters of a file to import: far more than the largest that is ever written. */
export const MAX_FILE = 1_000_000;

/** Warnings on one host within this time are one visit. */
const SAME_VISIT_MS = 10 * 60_000;

/** @returns {Settings} */
export function defaults() {
  return {
    version: VERSION,
    language: "auto",
    trusted: [],
    caution: "banner",
    keepHistory: false,
    history: [],
    welcomed: false,
    repaired: [],
  };
}

/**
 * Steps from each version to the next: the first leads from version 1 to 2.
 * @typedef {(old: Record<string, unknown>) => Record<string, unknown>} Migration
 * @type {readonly Migration[]}
 */
const MIGRATIONS = Object.freeze([]);

/** @type {Check} */
function host(value, key, complain) {
  if (typeof value !== "string") return complain(key, "type");
  return /^[a-z0-9._:[\]-]{1,260}$/.test(value) ? value : complain(key, "domain");
}

/** @type {Check} */
function day(value, key, complain) {
  if (typeof value !== "string") return complain(key, "type");
  const isDay = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  return isDay ? value : complain(key, "day");
}

/** @type {Check} */
function moment(value, key, complain) {
  if (typeof value !== "number") return complain(key, "type");
  // The last one that a Date can hold.
  return Number.isInteger(value) && value >= 0 && value <= 8.64e15 ? value : complain(key, "day");
}

/** @type {Check} */
function brandId(value, key, complain) {
  if (typeof value !== "string") return complain(key, "type");
  return /^[a-z0-9_-]{0,64}$/.test(value) ? value : complain(key, "choice");
}

/** @type {Readonly<Record<string, Check>>} Every setting but the version. */
const CHECKS = Object.freeze({
  language: oneOf("auto", ...Object.keys(LANGUAGES)),
  trusted: listOf(MAX_TRUSTED, entryOf({ domain, since: day }), (site) => site.domain),
  caution: oneOf("banner", "badge"),
  keepHistory: flag,
  history: listOf(MAX_HISTORY, entryOf({ time: moment, host, level: oneOf("caution", "danger"), brand: brandId })),
  welcomed: flag,
  repaired: listOf(20, (value, key, complain) => oneOf("all", "version", ...Object.keys(CHECKS))(value, key, complain), String),
});

/** What belongs to this browser alone and is in no file. */
const PRIVATE = new Set(["welcomed", "repaired"]);

/**
 * Checks every setting that is there.
 * @param {Record<string, unknown>} given
 * @returns {{ checked: Partial<Settings>, faults: Fault[] }}
 */
function checkSettings({ version: _version, ...given }) {
  return checkEach(CHECKS, given);
}

/**
 * Brings settings of an older version to this one's form.
 * @param {Record<string, unknown>} given
 * @param {readonly Migration[]} steps
 * @returns {{ migrated: Record<string, unknown>, problem: Problem | null }}
 */
export function migrate(given, steps = MIGRATIONS) {
  const current = steps.length + 1;
  const { version } = given;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) return { migrated: given, problem: "version" };
  if (version > current) return { migrated: given, problem: "newer" };
  const migrated = steps.slice(version - 1).reduce((old, step) => step(old), given);
  return { migrated: { ...migrated, version: current }, problem: null };
}

/**
 * Settings out of whatever was stored: what can be read is kept, the rest becomes the default.
 * @param {unknown} stored undefined where nothing was
 * @returns {{ settings: Settings, isRepaired: boolean }} the settings name what was put right
 */
export function repair(stored) {
  if (stored === undefined) return { settings: defaults(), isRepaired: false };
  if (!isObject(stored)) return { settings: { ...defaults(), repaired: ["all"] }, isRepaired: true };
  const { migrated, problem } = migrate(stored);
  const { checked, faults } = checkSettings(migrated);
  const missing = Object.keys(CHECKS).filter((key) => !Object.hasOwn(migrated, key));
  const broken = new Set(faults.map(({ key }) => key.split(/[.[]/, 1)[0] ?? "").filter((key) => Object.hasOwn(CHECKS, key)));
  if (problem) broken.add("version");
  const settings = { ...defaults(), ...checked };
  settings.repaired = [...new Set([...settings.repaired, ...broken])];
  return { settings, isRepaired: faults.length > 0 || missing.length > 0 || problem !== null };
}

/**
 * One setting, as a page of the extension chose it.
 * @param {string} key
 * @param {unknown} value
 * @returns {{ given: Partial<Settings>, faults: Fault[] }} with a fault, it is not to be taken
 */
export function readChoice(key, value) {
  const { checked, faults } = checkSettings({ [key]: value });
  return { given: checked, faults };
}

/**
 * Lays an administrator's policy over the visitor's settings. What it says nothing of is the
 * visitor's, and so is all of it again when the policy is gone.
 * @param {Settings} settings
 * @param {Policy | null} policy
 * @returns {SettingsInForce}
 */
export function underPolicy(settings, policy) {
  const { language = settings.language, keepHistory = settings.keepHistory, trustedDomains = [] } = policy ?? {};
  return { ...settings, language, keepHistory, managedTrust: trustedDomains };
}

/**
 * @param {Settings} settings
 * @returns {string} the text of a file that `readFile` takes
 */
export function writeFile(settings) {
  const shared = Object.entries(settings).filter(([key]) => !PRIVATE.has(key));
  return `${JSON.stringify(Object.fromEntries(shared), null, 2)}\n`;
}

/**
 * Reads a file of settings. What it names replaces the settings of that name.
 * @param {string} text
 * @returns {{ given: Partial<Settings>, faults: Fault[] }} with a fault, nothing of it is to be taken
 */
export function readFile(text) {
  /** @param {Problem} problem @param {string} [key] */
  const refuse = (problem, key = "") => ({ given: {}, faults: [{ key, problem }] });
  if (text.length > MAX_FILE) return refuse("long");
  /** @type {unknown} */
  let read;
  try {
    // Some editors put an invisible mark before the first letter.
    read = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refuse("json");
  }
  if (!isObject(read)) return refuse("object");
  const { migrated, problem } = migrate(read);
  if (problem) return refuse(problem, "version");
  const { checked, faults } = checkSettings(migrated);
  for (const key of PRIVATE) {
    if (Object.hasOwn(migrated, key)) faults.push({ key, problem: "unknown" });
  }
  return { given: faults.length > 0 ? {} : checked, faults };
}

/**
 * The history with one more warning in front; a visit that warns again, or louder, stays one entry.
 * @param {PastWarning[]} history
 * @param {PastWarning} warning
 * @returns {PastWarning[]}
 */
export function remember(history, warning) {
  const isSameVisit = (/** @type {PastWarning} */ past) => {
    return past.host === warning.host && Math.abs(warning.time - past.time) < SAME_VISIT_MS;
  };
  const before = history.find(isSameVisit);
  const merged = before?.level === "danger" && warning.level === "caution" ? { ...before, time: warning.time } : warning;
  return [merged, ...history.filter((past) => past !== before)].slice(0, MAX_HISTORY);
}
