/**
 * The browser's storage, whose answer nobody waits for without end: an area that does not answer
 * refuses, as a broken one does.
 */

import { host } from "./host.js";

/** Far longer than storage takes on a busy machine. */
const PATIENCE_MS = 2_000;
/** One that did not answer may never do: what it is asked next waits so long, until it answers. */
const DOUBT_MS = 50;

/**
 * @typedef {import("./host.js").Area} Area
 * @typedef {object} Bounded
 * @property {(keys: string | string[] | null) => Promise<Record<string, unknown>>} get
 * @property {(items: Record<string, unknown>) => Promise<void>} set
 * @property {(keys: string | string[]) => Promise<void>} remove
 * @property {(listener: (found: Record<string, unknown>) => void) => void} onLate calls the listener with what was read when nobody waited for it any more
 */

/**
 * @param {Area} area
 * @returns {Bounded}
 */
function bounded(area) {
  let patience = PATIENCE_MS;
  /** @type {((found: Record<string, unknown>) => void)[]} */
  const listeners = [];

  /**
   * @template T
   * @param {Promise<T>} answer
   * @param {(value: T) => void} [whenLate]
   * @returns {Promise<T>}
   */
  function inTime(answer, whenLate) {
    return new Promise((resolve, reject) => {
      let isLate = false;
      // The answer may stand in line behind this timer, in a background that was busy.
      let timer = setTimeout(() => (timer = setTimeout(giveUp)), patience);
      function giveUp() {
        isLate = true;
        patience = DOUBT_MS;
        reject(new Error("storage does not answer"));
      }
      const settled = answer.then((value) => {
        if (isLate) whenLate?.(value);
        else resolve(value);
      }, reject);
      void settled.finally(() => {
        clearTimeout(timer);
        patience = PATIENCE_MS;
      });
    });
  }

  const tell = (/** @type {Record<string, unknown>} */ found) => listeners.forEach((listener) => listener(found));

  return {
    get: async (keys) => inTime(area.get(keys), tell),
    set: async (items) => inTime(area.set(items)),
    remove: async (keys) => inTime(area.remove(keys)),
    onLate: (listener) => void listeners.push(listener),
  };
}

/** @param {import("./host.js").AreaName} name */
const areaOf = (name) => bounded(/** @type {Area} */ (host.area(name)));

export const local = areaOf("local");

export const session = areaOf("session");

/** @param {(changes: Record<string, { newValue?: unknown }>) => void} listener */
export const onSessionChanged = (listener) => host.onAreaChanged("session", listener);

/** What an administrator wrote; null where the browser has no such store. */
export const managed = host.area("managed") ? areaOf("managed") : null;
