/**
 * The place that the modules of pages run in: here a browser's extension. The page for phones has the
 * same in `phone/host.js`, which stands in this file's place there; nothing else knows which of them it is.
 */

import { openPrivateSession } from "./private-area.js";

/**
 * @typedef {"local" | "session" | "managed"} AreaName
 * @typedef {Pick<chrome.storage.StorageArea, "get" | "set" | "remove">} Area
 *
 * @typedef {object} Host
 * @property {(name: AreaName) => Area | undefined} area where things are kept, if there is such a place
 * @property {(name: AreaName, listener: (changes: Record<string, { newValue?: unknown }>) => void) => void} onAreaChanged
 * @property {(path: string) => string} addressOf the address of a file of ours
 * @property {(request: import("./protocol.js").OwnRequest) => Promise<import("./protocol.js").Reply | undefined>} send
 *   asks whoever answers pages; rejected where nobody does
 * @property {(key: string, values?: string[]) => string} sayItself the words in the browser's own language; empty where it has none
 * @property {() => boolean} isPrivate whether nothing may be kept
 */

/**
 * Each by its name, so that the lint of what browsers lack sees it.
 * @type {Record<AreaName, () => chrome.storage.StorageArea["onChanged"]>}
 */
const CHANGES = {
  local: () => chrome.storage.local.onChanged,
  session: () => chrome.storage.session.onChanged,
  managed: () => chrome.storage.managed.onChanged,
};

/** @type {ReturnType<typeof openPrivateSession> | null | undefined} */
let apart;

/** What stands in for an area in private windows, where it is shared with the usual ones. @param {AreaName} name */
function apartOf(name) {
  if (name !== "session") return null;
  apart ??= chrome.runtime.getManifest().incognito === "split" && chrome.extension.inIncognitoContext ? openPrivateSession() : null;
  return apart;
}

/** @type {Host} */
export const host = {
  area: (name) => apartOf(name)?.area ?? chrome.storage[name],
  onAreaChanged(name, listener) {
    const area = apartOf(name);
    if (area) area.onChanged(listener);
    else CHANGES[name]().addListener(listener);
  },
  addressOf: (path) => chrome.runtime.getURL(path),
  send: (request) => chrome.runtime.sendMessage(request),
  sayItself: (key, values) => chrome.i18n.getMessage(key, values),
  isPrivate: () => chrome.extension.inIncognitoContext,
};
