/** The browser's managed storage: what an administrator wrote for the extension. */

/** Not every browser has such a store. */
const store = /** @type {typeof chrome.storage.managed | undefined} */ (chrome.storage.managed);

/** @returns {Promise<Record<string, unknown>>} empty where there is nothing */
export async function readManaged() {
  try {
    return (await store?.get(null)) ?? {};
  } catch {
    // Firefox's answer where nothing was written.
    return {};
  }
}

/** @param {() => void} listener called when it changed, where the browser tells (Firefox reads it at its start alone) */
export function onManagedChanged(listener) {
  store?.onChanged?.addListener(listener);
}
