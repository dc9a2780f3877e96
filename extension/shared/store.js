/** Where the visitor's settings lie in `storage.local`. The background alone writes them. */

import { host } from "./host.js";

export const STORE_KEY = "settings";

/** @param {() => void} listener called whenever what is stored has changed */
export function onStoreChanged(listener) {
  host.onAreaChanged("local", (changes) => {
    if (STORE_KEY in changes) listener();
  });
}
