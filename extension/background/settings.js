/**
 * The visitor's settings in `storage.local`. The background alone writes them, one change after
 * the other; pages of the extension ask it to.
 */

import { policyState } from "./engine.js";
import { repair, STORE_KEY, underPolicy } from "../shared/settings.js";

/**
 * @typedef {import("../shared/settings.js").Settings} Settings
 * @typedef {import("../shared/settings.js").SettingsInForce} SettingsInForce
 */

/** @type {Promise<Settings> | null} as the visitor left them; read again when the store changed */
let known = null;

/** @type {Promise<unknown>} */
let lastChange = Promise.resolve();

chrome.storage.local.onChanged.addListener((changes) => {
  if (STORE_KEY in changes) known = null;
});

/** @returns {Promise<Settings>} */
async function read() {
  const { settings, isRepaired } = repair((await chrome.storage.local.get(STORE_KEY))[STORE_KEY]);
  // Written back, so that what was lost is told until the visitor has read it.
  if (isRepaired) await write(settings).catch(() => undefined);
  return settings;
}

/** @param {Settings} settings */
async function write(settings) {
  await chrome.storage.local.set({ [STORE_KEY]: settings });
}

/** @returns {Promise<Settings>} what the visitor chose; rejected when it can't be read */
async function chosen() {
  known ??= read();
  try {
    return await known;
  } catch (error) {
    known = null;
    throw error;
  }
}

/** @returns {Promise<SettingsInForce>} what holds; the defaults where storage can't be read */
export async function load() {
  // No reason to leave a page unchecked.
  const settings = chosen().catch(() => repair(undefined).settings);
  return underPolicy(await settings, (await policyState()).policy);
}

/**
 * Changes the settings when all earlier changes are done.
 * @param {(settings: Settings) => Partial<Settings>} edit gives what is new
 * @returns {Promise<void>} rejected when they could not be kept
 */
export function change(edit) {
  const result = lastChange.then(async () => {
    const before = await chosen();
    const after = { ...before, ...edit(before) };
    await write(after);
    known = Promise.resolve(after);
  });
  lastChange = result.catch(() => undefined);
  return result;
}
