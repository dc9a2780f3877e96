/**
 * Sites on which the visitor wants no banner until the browser is closed. They lie in
 * `storage.session`: nothing of them survives the browser. In Chromium private windows have their own.
 */

import { session } from "../shared/storage.js";

export const PAUSES_KEY = "paused";

/** More sites than anybody pauses in a day; the oldest give way. */
const MOST = 100;

/** Read once: nobody else writes it. @type {Promise<string[]> | null} */
let known = null;

/** @returns {Promise<string[]>} registrable domains; none where storage doesn't say */
export async function paused() {
  const mine = (known ??= read());
  try {
    return await mine;
  } catch {
    if (known === mine) known = null;
    return [];
  }
}

async function read() {
  const { [PAUSES_KEY]: list } = await session.get(PAUSES_KEY);
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}

/** What storage refuses holds as long as the background lives. @param {string[]} list */
async function write(list) {
  known = Promise.resolve(list);
  await session.set({ [PAUSES_KEY]: list }).catch(() => undefined);
}

/** @param {string} domain registrable */
export async function pause(domain) {
  const others = (await paused()).filter((each) => each !== domain);
  await write([...others, domain].slice(-MOST));
}

/** @param {string} domain registrable */
export async function resume(domain) {
  const list = await paused();
  if (list.includes(domain)) await write(list.filter((each) => each !== domain));
}
