/**
 * The extension's own page in place of a web page that lets no warning be seen, or that can't hold
 * one. No page can touch it. It says what is known of its tab, and leads back.
 */

const PAGE = "pages/warning/warning.html";
/** Frames that don't answer are gone, or hung: nobody waits for them longer. */
const FAREWELL_MS = 150;

/** @param {number} tabId */
const addressFor = (tabId) => chrome.runtime.getURL(`${PAGE}?tab=${tabId}`);

/**
 * Whether a tab shows the extension's own warning about itself.
 * @param {string} url
 * @param {number} tabId
 */
export const isHeld = (url, tabId) => url.split("#")[0] === addressFor(tabId);

/**
 * Moves a tab to the extension's own page.
 * @param {number} tabId
 * @returns {Promise<boolean>} whether it goes there
 */
export function hold(tabId) {
  return leaveFor(tabId, addressFor(tabId));
}

/**
 * Leaves a tab's page: its documents are told first, so that no question of theirs holds the visitor.
 * @param {number} tabId
 * @param {string} url
 * @returns {Promise<boolean>} whether the browser took it
 */
export async function leaveFor(tabId, url) {
  const told = chrome.tabs.sendMessage(tabId, { kind: "expect_leave", until: Date.now() + FAREWELL_MS }).catch(() => undefined);
  await Promise.race([told, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
  return chrome.tabs.update(tabId, { url }).then(() => true, () => false);
}
