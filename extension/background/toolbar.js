/** What the toolbar shows for a tab: icon, badge and title, all of them its level. */

/**
 * @typedef {import("../wasm/protocol.js").Level} Level
 */

/** @type {Record<Level, { badge: string, colour: string }>} */
const LOOKS = {
  official: { badge: "\u2713", colour: "#17693a" },
  clear: { badge: "", colour: "#545d68" },
  caution: { badge: "?", colour: "#8a5a00" },
  danger: { badge: "!", colour: "#b3141d" },
};

/** Pixels, of plain and of dense screens. Four more cost a page view 30 ms: what lies between is drawn from these. */
const SIZES = [16, 32];

/**
 * The browser takes all of it back by itself when the tab goes to another page.
 * @param {number} tabId
 * @param {Level} level
 * @param {import("../shared/locale.js").Words | null} words of the language that the visitor chose
 */
export function paint(tabId, level, words) {
  const { action } = chrome;
  paintOn(action, tabId, level, words);
}

/**
 * The same on another button.
 * @param {typeof chrome.action} action
 * @param {number} tabId
 * @param {Level} level
 * @param {import("../shared/locale.js").Words | null} words
 */
export function paintOn(action, tabId, level, words) {
  const { badge, colour } = LOOKS[level];
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icons/${level}-${size}.png`]));
  // Not every browser has every one of them (Android has no icon to set), and a tab may be gone.
  settle(action.setBadgeBackgroundColor?.({ tabId, color: colour }));
  settle(action.setBadgeTextColor?.({ tabId, color: "#ffffff" }));
  settle(action.setBadgeText?.({ tabId, text: badge }));
  // Chromium answers by promise that it worked, and complains of the tab that is gone.
  action.setIcon?.({ tabId, path }, () => void chrome.runtime.lastError);
  const title = words?.[`level_${level}`] ?? chrome.i18n.getMessage(`level_${level}`);
  settle(action.setTitle?.({ tabId, title }));
}

/** @param {Promise<unknown> | undefined} work */
function settle(work) {
  work?.catch(() => undefined);
}
