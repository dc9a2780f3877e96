/** The browser's managed storage: what an administrator wrote for the extension. */

import { host } from "./host.js";
import { managed } from "./storage.js";

/** Firefox reads it at its start alone: it has the event, and logs that it will never come. */
const tells = managed !== null && location.protocol === "chrome-extension:";

/** What came late. @type {Record<string, unknown>} */
let late = {};

/** @type {(() => void)[]} */
const listeners = [];

managed?.onLate((found) => {
  const isNews = JSON.stringify(found) !== JSON.stringify(late);
  late = found;
  if (isNews) for (const listener of listeners) listener();
});

/** @returns {Promise<Record<string, unknown>>} empty where there is nothing */
export async function readManaged() {
  try {
    return (await managed?.get(null)) ?? {};
  } catch {
    // Firefox refuses where nothing was written.
    return late;
  }
}

/** @param {() => void} listener called when it changed, where the browser tells, or came late */
export function onManagedChanged(listener) {
  listeners.push(listener);
  if (tells) host.onAreaChanged("managed", listener);
}
