/** What the toolbar shows for a tab: icon, badge and title, all of them its level. */

import { ICON_DATA } from "./icon-data.js";
import { blobOf } from "../shared/data-url.js";

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

/** @type {Map<Level, Promise<Icon>>} what was drawn already */
const drawn = new Map();

/** @type {Map<number, Level>} what the toolbar shows for a tab; lost with the background, and then painted once more */
const shown = new Map();

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
  shown.set(tabId, level);
  const { badge, colour } = LOOKS[level];
  // Not every browser has every one of them (Android has no icon to set), and a tab may be gone.
  settle(action.setBadgeBackgroundColor?.({ tabId, color: colour }));
  settle(action.setBadgeTextColor?.({ tabId, color: "#ffffff" }));
  settle(action.setBadgeText?.({ tabId, text: badge }));
  if ("setIcon" in action) settle(setIcon(action, tabId, level));
  const title = words?.[`level_${level}`] ?? chrome.i18n.getMessage(`level_${level}`);
  settle(action.setTitle?.({ tabId, title }));
}

/**
 * Paints the level of the same page, where it is another one.
 * @param {Parameters<typeof paint>} look
 */
export function repaint(...look) {
  const [tabId, level] = look;
  if (shown.get(tabId) !== level) paint(...look);
}

/** @param {number} tabId that is gone */
export function unpaint(tabId) {
  shown.delete(tabId);
}

/**
 * @typedef {{ path: Record<string, string> } | { imageData: Record<string, ImageData> }} Icon
 */

/**
 * @param {typeof chrome.action} action
 * @param {number} tabId
 * @param {Level} level
 */
async function setIcon(action, tabId, level) {
  const icon = await iconOf(level);
  // The tab may have another level meanwhile. Chromium answers by promise that it worked, and complains of one that is gone.
  if (shown.get(tabId) === level) action.setIcon({ tabId, ...icon }, () => void chrome.runtime.lastError);
}

/**
 * @param {Level} level
 * @returns {Promise<Icon>} drawn once; again where that failed
 */
function iconOf(level) {
  const known = drawn.get(level);
  if (known) return known;
  const icon = draw(level);
  drawn.set(level, icon);
  icon.catch(() => drawn.delete(level));
  return icon;
}

/**
 * Chrome's worker would read and draw a picture's file anew for every page.
 * @param {Level} level
 * @returns {Promise<Icon>}
 */
async function draw(level) {
  const sizes = Object.entries(ICON_DATA[level] ?? {});
  if (!("ServiceWorkerGlobalScope" in globalThis)) return { path: Object.fromEntries(sizes.map(([size]) => [size, `/icons/${level}-${size}.png`])) };
  const pictures = sizes.map(async ([size, data]) => {
    const bitmap = await createImageBitmap(blobOf(`data:;base64,${data}`));
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d"));
    context.drawImage(bitmap, 0, 0);
    return /** @type {const} */ ([size, context.getImageData(0, 0, bitmap.width, bitmap.height)]);
  });
  return { imageData: Object.fromEntries(await Promise.all(pictures)) };
}

/** @param {Promise<unknown> | undefined} work */
function settle(work) {
  work?.catch(() => undefined);
}
