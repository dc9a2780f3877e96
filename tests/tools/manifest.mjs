// One manifest source for all browsers; Thunderbird's add-on has a source of its own.

/**
 * What each copy leaves out: Chrome and the add-on linter warn about the other's keys, and Safari's
 * may hold nothing that it lacks (`lint-edge-safari.mjs`).
 */
const LEFT_OUT = {
  chrome: ["background.scripts", "browser_specific_settings", "sidebar_action"],
  firefox: ["background.service_worker", "browser_specific_settings.safari", "cross_origin_opener_policy", "incognito", "minimum_chrome_version", "permissions.sidePanel", "permissions.scripting", "side_panel", "storage"],
  safari: ["background.service_worker", "browser_specific_settings.gecko", "browser_specific_settings.gecko_android", "cross_origin_opener_policy", "incognito", "minimum_chrome_version", "omnibox", "permissions.sidePanel", "side_panel", "sidebar_action", "storage"],
  thunderbird: [],
};

/** @typedef {keyof typeof LEFT_OUT} Target */

/**
 * @param {Record<string, unknown>} source the parsed manifest
 * @param {string} target
 * @param {string} version the workspace's, so that it is written down once
 * @returns {Record<string, unknown>}
 */
export function deriveManifest(source, target, version) {
  if (!isTarget(target)) throw new Error(`no browser '${target}': ${Object.keys(LEFT_OUT).join(", ")}`);
  if (!/^[0-9]+(\.[0-9]+){0,3}$/.test(version)) throw new Error(`browsers take no version '${version}'`);
  const manifest = { ...structuredClone(source), version };
  for (const path of LEFT_OUT[target]) {
    if (!remove(manifest, path.split("."))) throw new Error(`manifest.json has no ${path}`);
  }
  return manifest;
}

/**
 * @param {string} target
 * @returns {target is Target}
 */
const isTarget = (target) => Object.hasOwn(LEFT_OUT, target);

/**
 * @param {Record<string, unknown>} from
 * @param {string[]} path
 * @returns {boolean} whether there was anything to remove
 */
function remove(from, path) {
  const [key = "", ...rest] = path;
  const inner = from[key];
  if (rest.length > 0) return isObject(inner) && remove(inner, rest);
  if (Array.isArray(from)) return from.includes(key) && from.splice(from.indexOf(key), 1).length > 0;
  return key in from && delete from[key];
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null;
}
