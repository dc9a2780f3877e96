/**
 * What goes along to a box that opens elsewhere: a text, or a picture as a data: address. It goes by
 * the session's memory, until the box has taken it: an address would stay in the browser's history.
 */

import { session } from "./storage.js";

/** @typedef {"text" | "picture"} Handed */

/** @param {string} id */
const key = (id) => `handed:${id}`;

/**
 * What is handed to the box beside the pages of a window, whose address is always the same.
 * @param {number | undefined} windowId
 */
export const besideId = (windowId) => `beside-${windowId ?? "none"}`;

/**
 * @param {string} content
 * @param {string} [id] by which it is taken
 * @returns {Promise<string>} that id; what storage refuses, the box will not find
 */
export async function hand(content, id = crypto.randomUUID()) {
  await session.set({ [key(id)]: content }).catch(() => undefined);
  return id;
}

/**
 * @param {string} id
 * @returns {Promise<string>} what was handed over, once; empty where there is nothing, or storage does not give it
 */
export async function take(id) {
  const { [key(id)]: found } = await session.get(key(id)).catch(() => /** @type {Record<string, unknown>} */ ({}));
  await session.remove(key(id)).catch(() => undefined);
  return typeof found === "string" ? found : "";
}

/**
 * @param {string} id
 * @param {() => void} listener called when something is there to be taken
 */
export function onHanded(id, listener) {
  chrome.storage.session.onChanged.addListener((changes) => {
    if (changes[key(id)]?.newValue !== undefined) listener();
  });
}

/**
 * The box as a page by itself.
 * @param {Handed} kind
 * @param {string} content
 * @returns {Promise<string>} its address
 */
export async function boxWith(kind, content) {
  return chrome.runtime.getURL(`pages/box/box.html?${kind}=${await hand(content)}`);
}
