/**
 * Checks of the form of what comes from outside: stored settings, a file, an administrator's
 * policy. A check gives the value as it may be kept, and complains of what is wrong by its place.
 */

/** What can be wrong with a form; a policy's domains and names are judged by the engine. */
export const FORM_PROBLEMS = Object.freeze(/** @type {const} */ ([
  "json", "object", "version", "newer", "unknown", "type", "choice", "domain", "untrustable", "day", "long", "twice", "storage",
  "https", "long_text", "mail", "phone", "contact", "managed", "unchecked",
]));

/**
 * @typedef {(typeof FORM_PROBLEMS)[number] | import("../wasm/protocol.js").Problem} Problem its words are `settings_problem_<problem>`
 * @typedef {{ key: string, problem: Problem }} Fault `key` is the place: `trusted[2].domain`
 *
 * @typedef {(key: string, problem: Problem) => undefined} Complain
 * @typedef {(value: unknown, key: string, complain: Complain) => any} Check
 *   gives the value as it may be kept, or undefined after a complaint
 */

/** @type {Check} */
export function flag(value, key, complain) {
  return typeof value === "boolean" ? value : complain(key, "type");
}

/**
 * @param {...string} choices
 * @returns {Check}
 */
export function oneOf(...choices) {
  return (value, key, complain) => {
    if (typeof value !== "string") return complain(key, "type");
    return choices.includes(value) ? value : complain(key, "choice");
  };
}

/**
 * @param {number} max entries; what is beyond is cut off
 * @param {Check} check of one entry
 * @param {(entry: any) => string} [name] that no two entries may share
 * @returns {Check}
 */
export function listOf(max, check, name) {
  return (value, key, complain) => {
    if (!Array.isArray(value)) return complain(key, "type");
    if (value.length > max) complain(key, "long");
    const names = new Set();
    return value.slice(0, max).flatMap((entry, index) => {
      const place = `${key}[${index}]`;
      const checked = check(entry, place, complain);
      if (checked === undefined) return [];
      if (!name) return [checked];
      if (names.has(name(checked))) return complain(place, "twice") ?? [];
      names.add(name(checked));
      return [checked];
    });
  };
}

/**
 * @param {Record<string, Check>} checks of an entry's properties, all of which it must have
 * @param {Record<string, Check>} [optional] checks of those that it may have
 * @returns {Check}
 */
export function entryOf(checks, optional = {}) {
  return (value, key, complain) => {
    if (!isObject(value)) return complain(key, "type");
    const all = { ...checks, ...optional };
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(all, name)) complain(`${key}.${name}`, "unknown");
    }
    const there = Object.entries(all).filter(([name]) => Object.hasOwn(checks, name) || Object.hasOwn(value, name));
    const entries = there.map(([name, check]) => {
      return [name, check(Object.hasOwn(value, name) ? value[name] : undefined, `${key}.${name}`, complain)];
    });
    return entries.some(([, checked]) => checked === undefined) ? undefined : Object.fromEntries(entries);
  };
}

/** @type {Check} */
export function text(value, key, complain) {
  return typeof value === "string" ? value : complain(key, "type");
}

/** @type {Check} The form of a domain; whether it may be trusted is the engine's to say. */
export function domain(value, key, complain) {
  if (typeof value !== "string") return complain(key, "type");
  const isDomain = value.length <= 253 && /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(value);
  return isDomain ? value : complain(key, "domain");
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Checks every part that is there.
 * @param {Readonly<Record<string, Check>>} checks by name of the part
 * @param {Record<string, unknown>} given
 * @returns {{ checked: Record<string, any>, faults: Fault[] }}
 */
export function checkEach(checks, given) {
  /** @type {Fault[]} */
  const faults = [];
  /** @type {Complain} */
  const complain = (key, problem) => {
    faults.push({ key, problem });
    return undefined;
  };
  /** @type {Record<string, unknown>} */
  const checked = {};
  for (const [key, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (!check) {
      complain(key, "unknown");
      continue;
    }
    const kept = check(value, key, complain);
    if (kept !== undefined) checked[key] = kept;
  }
  return { checked, faults };
}
