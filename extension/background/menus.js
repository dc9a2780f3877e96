/**
 * "Check this link", "check this text", "check this picture" in a page's context menu, and help in
 * that of the toolbar button.
 */

import { boxWith } from "../shared/handed.js";
import { capture } from "./screen.js";

/**
 * @typedef {import("../shared/protocol.js").Place} Place
 */

/** Longer data: addresses are looked at on the screen: the session's storage takes 10 MB in all. */
const MAX_ADDRESS = 4_000_000;
const SIZE = { width: 420, height: 720 };

/** Where the browser has no such menu (Firefox for Android), there is none. */
const menus = /** @type {typeof chrome.contextMenus | undefined} */ (chrome.contextMenus);

/** Registers the entries and what they do; to be called at once when the background starts. */
export function startMenus() {
  if (!menus) return;
  chrome.runtime.onInstalled.addListener(() => {
    // The browser keeps entries over an update: made anew, they speak the words of this version.
    menus.removeAll(() => {
      menus.create({ id: "link", contexts: ["link"], title: chrome.i18n.getMessage("menu_link") });
      menus.create({ id: "text", contexts: ["selection"], title: chrome.i18n.getMessage("menu_text") });
      menus.create({ id: "picture", contexts: ["image"], title: chrome.i18n.getMessage("menu_picture") });
      menus.create({ id: "help", contexts: ["action"], title: chrome.i18n.getMessage("help_title") });
    });
  });
  menus.onClicked.addListener((info, tab) => {
    const { menuItemId, linkUrl, selectionText } = info;
    if (menuItemId === "help") {
      void openHelp(tab);
      return;
    }
    if (menuItemId === "picture") {
      if (tab) void pictureOf(info, tab).then((picture) => openCheck("picture", picture));
      return;
    }
    const text = menuItemId === "link" ? linkUrl : selectionText;
    if (text) void openCheck("text", text);
  });
}

/** @param {chrome.tabs.Tab} [tab] of the page that the visitor comes from */
async function openHelp({ id, windowId } = /** @type {chrome.tabs.Tab} */ ({})) {
  await chrome.tabs.create({ windowId, url: chrome.runtime.getURL(`pages/help/help.html${id === undefined ? "" : `?tab=${id}`}`) });
}

/**
 * A picture of the page: its own bytes where its address holds them, else as it is on the screen.
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab} tab
 * @returns {Promise<string>} a data: address; empty where the browser shows it to nobody
 */
async function pictureOf({ srcUrl = "", frameId }, tab) {
  if (srcUrl.startsWith("data:") && srcUrl.length <= MAX_ADDRESS) return srcUrl;
  // A frame does not know where it lies in the view: then the whole view is searched.
  const place = frameId === 0 ? await placeOf(tab, srcUrl) : null;
  return capture(tab, place).catch(() => "");
}

/**
 * @param {chrome.tabs.Tab} tab
 * @param {string} src
 * @returns {Promise<Place | null>} null where the page's content script doesn't know
 */
async function placeOf({ id = -1 }, src) {
  try {
    return (await chrome.tabs.sendMessage(id, { kind: "find_picture", src }, { frameId: 0 })) ?? null;
  } catch {
    return null;
  }
}

/**
 * Opens the box with a text or a picture in it, in a window of its own.
 * @param {import("../shared/handed.js").Handed} kind
 * @param {string} content
 */
async function openCheck(kind, content) {
  await chrome.windows.create({ url: await boxWith(kind, content), type: "popup", ...SIZE });
}
