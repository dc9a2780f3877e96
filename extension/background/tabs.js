/**
 * What is kept for each tab: the engine's own state, in `storage.session`, so that it survives the
 * background's sleep and nothing of it survives the browser.
 */

import { session } from "../shared/storage.js";

/**
 * @typedef {object} Kept
 * @property {string} host of the page that the state is about
 * @property {object} state the engine's own
 */

/** Requests that may wait for one tab; frames' beyond that are dropped. */
const MAX_WAITING = 40;

/** @type {Map<number, { last: Promise<unknown>, waiting: number }>} */
const lines = new Map();

/** @type {Map<number, Kept>} what was read and written, as long as the background lives: nobody else writes it */
const held = new Map();

/** @param {number} tabId */
const key = (tabId) => `tab:${tabId}`;

/**
 * Does the work when all earlier work for the tab is done: the state is read, changed and written.
 * @template T
 * @param {number} tabId
 * @param {() => Promise<T>} work
 * @param {T} [whenCrowded] the answer instead, when too much waits already
 * @returns {Promise<T>}
 */
export function inLine(tabId, work, whenCrowded) {
  const line = lines.get(tabId) ?? { last: Promise.resolve(), waiting: 0 };
  if (whenCrowded !== undefined && line.waiting >= MAX_WAITING) return Promise.resolve(whenCrowded);
  lines.set(tabId, line);
  line.waiting += 1;
  const result = line.last.then(work);
  line.last = result.then(() => {}, () => {}).then(() => {
    line.waiting -= 1;
    if (line.waiting === 0) lines.delete(tabId);
  });
  return result;
}

/**
 * @param {number} tabId
 * @returns {Promise<Kept | null>} null as well for what cannot be read
 */
export async function load(tabId) {
  const known = held.get(tabId);
  if (known) return known;
  try {
    const found = (await session.get(key(tabId)))[key(tabId)];
    if (!isKept(found)) return null;
    held.set(tabId, found);
    return found;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Kept}
 */
function isKept(value) {
  if (typeof value !== "object" || value === null) return false;
  const { host, state } = /** @type {Partial<Kept>} */ (value);
  return typeof host === "string" && typeof state === "object" && state !== null;
}

/**
 * @param {number} tabId
 * @param {Kept | null} kept
 */
export async function save(tabId, kept) {
  if (!kept) return forget(tabId);
  held.set(tabId, kept);
  // What storage refuses is lost with the background.
  await write(tabId, kept).catch(() => undefined);
}

/**
 * @param {number} tabId
 * @param {Kept} kept
 */
async function write(tabId, kept) {
  const entry = { [key(tabId)]: kept };
  try {
    await session.set(entry);
  } catch {
    // Full, most likely: make room by what belongs to no tab any more.
    await sweep();
    // A newer one may have been written meanwhile, or the tab may be gone.
    if (held.get(tabId) === kept) await session.set(entry);
  }
}

/** Removes what is kept for tabs that are gone. */
async function sweep() {
  const open = new Set((await chrome.tabs.query({})).map((tab) => key(tab.id ?? -1)));
  const names = Object.keys(await session.get(null));
  await session.remove(names.filter((name) => name.startsWith("tab:") && !open.has(name)));
}

/** @param {number} tabId */
export async function forget(tabId) {
  held.delete(tabId);
  await session.remove(key(tabId)).catch(() => undefined);
}
