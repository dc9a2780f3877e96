/**
 * What goes along to a box that opens elsewhere: a text, or a picture as a data: address. It goes by
 * the session's memory, until the box has taken it: an address would stay in the browser's history.
 */

import { host } from "./host.js";
import { onSessionChanged, session } from "./storage.js";

/** @typedef {"text" | "picture"} Handed */

/** A box takes at once what is handed to it; what lies for longer, nobody takes. */
const PATIENCE_MS = 60_000;

const PREFIX = "handed:";

/** @param {string} id */
const key = (id) => `${PREFIX}${id}`;

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
  // A panel opens by the click alone: nobody waits for this.
  void sweepHanded();
  await session.set({ [key(id)]: { content, at: Date.now() } }).catch(() => undefined);
  return id;
}

/**
 * @param {string} id
 * @returns {Promise<string>} what was handed over, once; empty where there is nothing, or storage does not give it
 */
export async function take(id) {
  const { [key(id)]: found } = await session.get(key(id)).catch(() => /** @type {Record<string, unknown>} */ ({}));
  await session.remove(key(id)).catch(() => undefined);
  const { content } = /** @type {{ content?: unknown }} */ (found ?? {});
  return typeof content === "string" ? content : "";
}

/** Removes what no box has taken. */
export async function sweepHanded() {
  const now = Date.now();
  const all = /** @type {Record<string, { at?: number }>} */ (await session.get(null).catch(() => ({})));
  const left = Object.keys(all).filter((name) => name.startsWith(PREFIX) && !(Math.abs(now - (all[name]?.at ?? 0)) < PATIENCE_MS));
  if (left.length > 0) await session.remove(left).catch(() => undefined);
}

/**
 * @param {string} id
 * @param {() => void} listener called when something is there to be taken
 */
export function onHanded(id, listener) {
  onSessionChanged((changes) => {
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
  return host.addressOf(`pages/box/box.html?${kind}=${await hand(content)}`);
}
