/** "Check this link", "check this text" in a page's context menu, and help in that of the toolbar button. */

const KEY = "pasted";
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
      menus.create({ id: "help", contexts: ["action"], title: chrome.i18n.getMessage("help_title") });
    });
  });
  menus.onClicked.addListener(({ menuItemId, linkUrl, selectionText }, tab) => {
    if (menuItemId === "help") void openHelp(tab?.id);
    const text = menuItemId === "link" ? linkUrl : selectionText;
    if (text) void openCheck(text);
  });
}

/** @param {number} [tabId] of the page that the visitor comes from */
async function openHelp(tabId) {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`help/help.html${tabId === undefined ? "" : `?tab=${tabId}`}`) });
}

/**
 * Opens the box with a text in it. The text goes by the session's memory: an address would stay
 * in the browser's history.
 * @param {string} text
 */
async function openCheck(text) {
  await chrome.storage.session.set({ [KEY]: text });
  await chrome.windows.create({ url: chrome.runtime.getURL("popup/popup.html?pasted"), type: "popup", ...SIZE });
}
