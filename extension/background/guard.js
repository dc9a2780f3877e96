/* global vigicolisShield */

/**
 * Pages that were open before the extension was installed, updated or enabled. Firefox runs the
 * content scripts in them by itself, Chromium does not.
 */

import { session } from "../shared/storage.js";

/** Chromium empties the session's storage whenever the extension starts anew. */
const DONE_KEY = "guarded";
/** A page that hangs holds up the others no longer; it is guarded when it goes on, if the background is still there. */
const PATIENCE_MS = 1_000;

const scripting = /** @type {typeof chrome.scripting | undefined} */ (chrome.scripting);

/** To be called when the background starts; it is done once, however often that is. */
export async function guardOpenPages() {
  if (!scripting) return;
  const { [DONE_KEY]: isDone } = await session.get(DONE_KEY).catch(() => /** @type {Record<string, unknown>} */ ({}));
  if (isDone) return;
  // What was discarded is loaded again before anybody sees it. One after the other: there may be hundreds.
  const tabs = await chrome.tabs.query({ url: chrome.runtime.getManifest().host_permissions ?? [], discarded: false });
  const inFront = tabs.toSorted((one, other) => Number(other.active) - Number(one.active));
  for (const { id } of inFront) {
    const guarding = guard(id ?? -1).catch(() => undefined);
    await Promise.race([guarding, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  }
  // At last: a background that was ended meanwhile begins again.
  await session.set({ [DONE_KEY]: true }).catch(() => undefined);
}

/**
 * Runs the content scripts in those documents of a tab that have none.
 * @param {number} tabId
 */
async function guard(tabId) {
  const found = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: isGuarded });
  const documentIds = found.flatMap(({ result, documentId }) => (result === false ? documentId : []));
  const files = chrome.runtime.getManifest().content_scripts?.flatMap(({ js }) => js ?? []) ?? [];
  if (documentIds.length > 0) await chrome.scripting.executeScript({ target: { tabId, documentIds }, files });
}

/** Runs in the page, in the content scripts' own world. */
function isGuarded() {
  // By that name a page may have an element, which is seen here, too.
  return typeof vigicolisShield === "object" && Object.isFrozen(vigicolisShield);
}
