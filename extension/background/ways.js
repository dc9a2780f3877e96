/**
 * The ways that a warning offers: out of the page, on to it, and to pages of the extension about it;
 * and how a page is set aside that lets its warning not be seen.
 */

import { judge } from "./engine.js";
import { hold, leaveFor } from "./hold.js";
import { isBarred, isWarning, knownOf, recall } from "./known.js";
import { tryCode } from "./lock.js";
import { inLine, load, save } from "./tabs.js";
import { BAD_REQUEST, NOTHING, UNAVAILABLE } from "../shared/protocol.js";

/** @typedef {import("../shared/protocol.js").Reply} Reply */

/**
 * Leaves for an empty page; going back could lead to the same page again.
 * @param {number} tabId
 */
export function leave(tabId) {
  return open(tabId, "about:blank");
}

/**
 * A frame's visitor leaves, which only a tab with a warning offers.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
export async function leaveWarned(tabId) {
  return isWarning(await recall(tabId)) ? leave(tabId) : NOTHING;
}

/**
 * Goes to the start page of the brand that the tab's verdict names, and nowhere else.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
export async function goToOfficial(tabId) {
  const reply = await recall(tabId);
  const url = reply.kind === "verdict" ? reply.verdict.officialUrl : null;
  return url?.startsWith("https://") ? open(tabId, url) : BAD_REQUEST;
}

/**
 * @param {number} tabId
 * @param {string} url
 * @returns {Promise<Reply>}
 */
async function open(tabId, url) {
  return (await leaveFor(tabId, url)) ? NOTHING : BAD_REQUEST;
}

/**
 * Sets a page aside that lets its warning not be seen. What another site's frame does is no fault of
 * the page around it.
 * @param {number} tabId
 * @param {boolean} isTop
 * @returns {Promise<Reply>}
 */
export async function holdWarned(tabId, isTop) {
  const reply = await recall(tabId);
  if (reply.kind !== "verdict" || !isWarning(reply) || (reply.framed && !isTop)) return BAD_REQUEST;
  return (await hold(tabId)) ? NOTHING : UNAVAILABLE;
}

/**
 * The visitor goes on to the page that was set aside.
 * @param {number} tabId
 * @param {string} code which opens the way, where it is locked
 * @returns {Promise<Reply>}
 */
export async function returnToPage(tabId, code) {
  const known = await knownOf(tabId);
  const kept = await load(tabId);
  if (!known || !kept) return NOTHING;
  if (await isBarred(tabId)) {
    const tried = await tryCode(code);
    if (tried.problem) return tried;
  }
  const { reply, tab } = await judge({ ...known, request: { kind: "dismiss_warning", comingBack: true } });
  if (tab) await save(tabId, { ...kept, state: tab });
  return reply;
}

/**
 * Opens a page of the extension about a tab, which a warning in it asks for: a page without one
 * has nothing to open.
 * @param {number} tabId
 * @param {import("../pages/advice.js").AdvicePage} page
 * @returns {Promise<Reply>}
 */
export async function openFor(tabId, page) {
  if (!isWarning(await inLine(tabId, () => recall(tabId)))) return BAD_REQUEST;
  // In the page's own window, which may be a private one and not the last in use.
  const { windowId } = await chrome.tabs.get(tabId);
  await chrome.tabs.create({ windowId, url: chrome.runtime.getURL(`pages/${page}/${page}.html?tab=${tabId}`) });
  return NOTHING;
}
