/**
 * What stands in for `storage.session` in Chromium's private windows. There the extension is split:
 * private windows have a background of their own, while `storage.session` is one for both and outlives
 * them. This database lies in memory alone and goes with the last private window.
 */

/**
 * @typedef {import("./host.js").Area} Area
 * @typedef {Record<string, { newValue?: unknown }>} Changes
 */

const NAME = "session";
const STORE = "kept";
/** In `storage.session`, which is empty when the extension starts anew: so is this area then. */
const BEGUN_KEY = "private";

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const outcome = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  const database = await outcome(request);
  // A page begins after the background, which may have written already.
  if (!("document" in globalThis)) {
    const { [BEGUN_KEY]: isBegun } = await chrome.storage.session.get(BEGUN_KEY);
    if (!isBegun) {
      await outcome(storeOf(database, "readwrite").clear());
      await chrome.storage.session.set({ [BEGUN_KEY]: true });
    }
  }
  return database;
}

/**
 * @param {IDBDatabase} database
 * @param {IDBTransactionMode} mode
 */
const storeOf = (database, mode) => database.transaction(STORE, mode).objectStore(STORE);

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

/** @param {IDBTransactionMode} mode */
async function store(mode) {
  opened ??= open().catch((error) => {
    opened = undefined;
    throw error;
  });
  return storeOf(await opened, mode);
}

/** @param {string | string[]} keys */
const listOf = (keys) => (typeof keys === "string" ? [keys] : keys);

/**
 * @returns {{ area: Area, onChanged: (listener: (changes: Changes) => void) => void }} listeners hear what the
 *   other pages of these windows, and their background, change
 */
export function openPrivateSession() {
  const others = new BroadcastChannel(NAME);
  const area = {
    /** @param {string | string[] | null} keys */
    async get(keys) {
      const kept = await store("readonly");
      const names = keys === null ? /** @type {string[]} */ (await outcome(kept.getAllKeys())) : listOf(keys);
      const pairs = await Promise.all(names.map(async (name) => [name, await outcome(kept.get(name))]));
      return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
    },
    /** @param {Record<string, unknown>} items */
    async set(items) {
      const kept = await store("readwrite");
      await Promise.all(Object.entries(items).map(([name, value]) => outcome(kept.put(value, name))));
      others.postMessage(Object.fromEntries(Object.entries(items).map(([name, newValue]) => [name, { newValue }])));
    },
    /** @param {string | string[]} keys */
    async remove(keys) {
      const kept = await store("readwrite");
      await Promise.all(listOf(keys).map((name) => outcome(kept.delete(name))));
      others.postMessage(Object.fromEntries(listOf(keys).map((name) => [name, {}])));
    },
  };
  return {
    area: /** @type {Area} */ (area),
    onChanged: (listener) => others.addEventListener("message", ({ data }) => listener(data)),
  };
}
