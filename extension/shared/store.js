/** Where the visitor's settings lie in `storage.local`. The background alone writes them. */

export const STORE_KEY = "settings";

/** @param {() => void} listener called whenever what is stored has changed */
export function onStoreChanged(listener) {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (STORE_KEY in changes) listener();
  });
}
