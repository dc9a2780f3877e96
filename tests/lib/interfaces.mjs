// A stand-in for a browser's interfaces to extensions: what MDN's tables say that it has, and nothing
// else. Functions answer with nothing, what is stored is read again, events keep their listeners.
import { namesOf } from "../tools/supported.mjs";

/** @typedef {(...args: any[]) => unknown} Listener */

/**
 * @param {import("../tools/supported.mjs").Browser} browser
 * @param {string} version
 * @param {{ manifest: Record<string, unknown>, root: URL, tab: { id: number, url: string } }} world
 * @returns {{ chrome: any, listeners: (event: string) => Listener[] }} `listeners("tabs.onRemoved")`
 */
export function interfacesOf(browser, version, { manifest, root, tab }) {
  /** @type {Map<string, Listener[]>} */
  const kept = new Map();
  const listeners = (/** @type {string} */ event) => kept.get(event) ?? [];

  /** @param {string} event */
  const eventOf = (event) => ({ addListener: (/** @type {Listener} */ listener) => void kept.set(event, [...listeners(event), listener]), removeListener() {} });

  /** @type {Record<string, any>} */
  const chrome = {};
  for (const [space, names] of Object.entries(namesOf(browser, version))) {
    const members = names.map((name) => [name, /^on[A-Z]/.test(name) ? eventOf(`${space}.${name}`) : async () => undefined]);
    chrome[space] = Object.fromEntries(members);
  }
  // The tables have it under Firefox' name.
  if (chrome["menus"]) chrome["contextMenus"] = chrome["menus"];
  delete chrome["menus"];

  for (const area of ["local", "session", "managed", "sync"]) if (chrome["storage"][area]) chrome["storage"][area] = areaOf();
  Object.assign(chrome["runtime"], { id: "vigicolis", getManifest: () => manifest, getURL: (/** @type {string} */ path) => new URL(path, root).href });
  Object.assign(chrome["tabs"], { query: async () => [tab], get: async () => tab });
  if (chrome["extension"]) chrome["extension"].inIncognitoContext = false;
  chrome["i18n"].getMessage = (/** @type {string} */ key) => key;
  chrome["i18n"].getUILanguage = () => "fr";
  return { chrome, listeners };
}

/** One area of storage. */
function areaOf() {
  /** @type {Record<string, unknown>} */
  const items = {};
  return {
    get: async (/** @type {string | string[] | null} */ keys) => structuredClone(Object.fromEntries(Object.entries(items).filter(([key]) => keys === null || [keys].flat().includes(key)))),
    set: async (/** @type {Record<string, unknown>} */ more) => void Object.assign(items, structuredClone(more)),
    remove: async (/** @type {string | string[]} */ keys) => [keys].flat().forEach((key) => delete items[key]),
    onChanged: { addListener() {}, removeListener() {} },
  };
}
