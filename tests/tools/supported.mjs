// What a browser that is not here to be tried lacks of what the extension uses: by the tables of
// MDN's browser-compat-data, as the version that is locked has them.
import { createRequire } from "node:module";
import { parse } from "acorn";

/** @typedef {"chrome" | "edge" | "safari" | "safari_ios"} Browser */
/** @typedef {{ version_added?: string | boolean | null, version_removed?: string | boolean, flags?: unknown }} Statement */
/** @typedef {{ __compat?: { support?: Record<string, Statement | Statement[]> }, [key: string]: any }} Feature */
/** @typedef {import("acorn").AnyNode} Node */

/** @type {{ webextensions: { api: Feature, manifest: Feature } }} */
const { webextensions } = createRequire(import.meta.url)("@mdn/browser-compat-data");

/** The tables have it under Firefox' name. */
const API = { ...webextensions.api, contextMenus: webextensions.api["menus"] };

/** @param {string} version @param {string} wanted */
const isAtLeast = (version, wanted) => Number.parseFloat(version) >= Number.parseFloat(wanted);

/**
 * @param {Feature} feature
 * @param {Browser} browser
 * @param {string} version the oldest that is taken
 */
function isSupported(feature, browser, version) {
  const support = feature.__compat?.support?.[browser];
  if (support === undefined) return true;
  return [support].flat().some(({ version_added: added, version_removed: removed, flags }) => {
    const isThere = typeof added === "string" && isAtLeast(version, added.replace("≤", ""));
    return isThere && flags === undefined && !(typeof removed === "string" && isAtLeast(version, removed));
  });
}

/**
 * @param {Browser} browser
 * @param {string} version
 * @returns {Record<string, string[]>} of each namespace that it has, what it has of it
 */
export function namesOf(browser, version) {
  const has = (/** @type {Feature} */ feature) => isSupported(feature, browser, version);
  const inner = (/** @type {Feature} */ feature) => Object.keys(feature).filter((name) => name !== "__compat" && has(feature[name]));
  const spaces = Object.entries(webextensions.api).filter(([name, feature]) => name !== "__compat" && has(feature));
  return Object.fromEntries(spaces.map(([name, feature]) => [name, inner(feature)]).filter(([, names]) => names.length > 0));
}

/**
 * @param {Record<string, unknown>} manifest
 * @param {Browser} browser
 * @param {string} version
 * @returns {string[]} keys, values of keys and permissions that the browser does not know
 */
export function lackingKeys(manifest, browser, version) {
  /** @type {string[]} */
  const lacking = [];
  /** @param {unknown} value @param {Feature} known @param {string} path */
  function look(value, known, path) {
    if (!isSupported(known, browser, version)) lacking.push(path);
    else if (Array.isArray(value)) value.forEach((each) => (typeof each === "string" ? named(each, known, path) : look(each, known, path)));
    else if (typeof value === "string") named(value, known, path);
    else if (typeof value === "object" && value !== null) for (const [key, inner] of Object.entries(value)) named(key, known, path, inner);
  }
  /** @param {string} key @param {Feature} known @param {string} path @param {unknown} [inner] */
  function named(key, known, path, inner) {
    const feature = Object.hasOwn(known, key) ? known[key] : undefined;
    const place = path === "" ? key : `${path}.${key}`;
    if (feature !== undefined) look(inner, feature, place);
    else if (path === "") lacking.push(place);
  }
  look(manifest, webextensions.manifest, "");
  return lacking;
}

/**
 * What a script uses of the browser's interfaces and the browser does not have: used, where it is
 * called or something of it is. To ask whether it is there (`chrome.omnibox?.onInputChanged`) is no use.
 * @param {string} code of a module or a classic script
 * @param {Browser} browser
 * @param {string} version
 * @returns {string[]} as `omnibox` or `windows.create`
 */
export function lackingUses(code, browser, version) {
  /** @type {Set<string>} */
  const lacking = new Set();
  for (const { path, isUsed } of chainsOf(parse(code, { ecmaVersion: "latest", sourceType: "module" }))) {
    /** @type {Feature | undefined} */
    let known = API;
    for (const [index, name] of path.entries()) {
      /** @type {Feature} */
      const feature = Object.hasOwn(known, name) ? known[name] : undefined;
      if (feature === undefined) break;
      if (!isSupported(feature, browser, version)) {
        if (isUsed[index]) lacking.add(path.slice(0, index + 1).join("."));
        break;
      }
      known = feature;
    }
  }
  return [...lacking].sort();
}

/**
 * @typedef {object} Chain what stands after `chrome.`
 * @property {string[]} path
 * @property {boolean[]} isUsed for each of the path: whether what comes after it takes for granted that it is there
 */

/**
 * @param {Node} program
 * @returns {Chain[]} the longest from each place
 */
function chainsOf(program) {
  /** @type {Chain[]} */
  const chains = [];
  /** @param {unknown} node @param {Node | null} parent */
  function walk(node, parent) {
    if (Array.isArray(node)) node.forEach((each) => walk(each, parent));
    if (!isNode(node)) return;
    const isInner = node.type === "MemberExpression" && parent?.type === "MemberExpression" && parent.object === node;
    const chain = node.type === "MemberExpression" && !isInner ? chainOf(node, parent) : null;
    if (chain) chains.push(chain);
    for (const [key, value] of Object.entries(node)) if (key !== "type") walk(value, node);
  }
  walk(program, null);
  return chains;
}

/**
 * @param {Node} outermost
 * @param {Node | null} parent
 * @returns {Chain | null} null where it does not begin with `chrome`
 */
function chainOf(outermost, parent) {
  /** @type {string[]} */
  const path = [];
  const isUsed = [parent?.type === "CallExpression" && parent.callee === outermost && !parent.optional];
  let node = outermost;
  while (node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier") {
    path.unshift(node.property.name);
    isUsed.unshift(!node.optional);
    node = node.object;
  }
  // What is asked of `chrome` itself: it is always there.
  return node.type === "Identifier" && node.name === "chrome" ? { path, isUsed: isUsed.slice(1) } : null;
}

/** @param {unknown} value @returns {value is Node} */
const isNode = (value) => typeof value === "object" && value !== null && "type" in value;
