/** A tab's page, as the browser tells of it and as it answers itself. */

/**
 * @typedef {import("../wasm/protocol.js").EngineSender} EngineSender
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {chrome.runtime.MessageSender} MessageSender
 */

/** A page that does not answer for so long is hung. */
const PATIENCE_MS = 1_000;

/**
 * Asks a tab's top page, which may be hung: nobody waits for it long.
 * @param {number} tabId
 * @param {import("../shared/protocol.js").TabRequest | Reply} message
 * @param {number} [patience]
 * @returns {Promise<unknown>} undefined where it doesn't answer; null where nobody is there
 */
export function askTop(tabId, message, patience = PATIENCE_MS) {
  // What is no tab's number, the browser throws at.
  const asking = async () => chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
  const answer = asking().catch(() => null);
  return Promise.race([answer, new Promise((resolve) => setTimeout(resolve, patience))]);
}

/**
 * Whether the page around a frame shows it; true where that page doesn't say.
 * @param {number} tabId
 * @param {number} frameId
 * @param {import("../shared/protocol.js").InTop} request
 */
export async function isShown(tabId, frameId, { place, isTouched }) {
  if (isTouched) return true;
  return (await askTop(tabId, { kind: "find_frame", place, frameId })) !== false;
}

/**
 * @param {number} tabId
 * @returns {Promise<string>} empty where nobody says
 */
export async function urlOf(tabId) {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  if (!tab || tab.url) return tab?.url ?? "";
  // The browser keeps the address of a blob: page for itself; its own script knows whose it is.
  const origin = await askTop(tabId, { kind: "name_origin" });
  return typeof origin === "string" ? origin : "";
}

/**
 * @param {MessageSender} sender
 * @param {unknown} [within] where a frame without an address says that it stands
 * @returns {EngineSender}
 */
export function engineSender(sender, within) {
  const isTop = sender.frameId === 0;
  const top = sender.tab?.url ?? "";
  const around = !isTop && typeof within === "string" ? within : "";
  // An about:, data: or blob: document speaks for the page that made it.
  const own = [sender.url, sender.origin, around, top].find(isWeb) ?? "";
  if (!isTop) return { isTop, url: own, tabUrl: top };
  // The sender's address is the one its document came from; the tab's follows the page's history.
  // Where they differ in more than that, the tab has not caught up with a navigation yet.
  const url = isWeb(top) && new URL(top).origin === new URL(own).origin ? top : own;
  return { isTop, url, tabUrl: url };
}

/**
 * @param {string} url
 * @returns {string} empty for what has no host
 */
export function hostOf(url) {
  // The origin of a blob: address is that of the page that made it.
  const origin = URL.canParse(url) ? new URL(url).origin : "";
  return isWeb(origin) ? new URL(origin).host : "";
}

/** @param {string | undefined} url */
export function isWeb(url) {
  return url !== undefined && /^https?:/i.test(url);
}
