import { besideId, boxWith, hand, take } from "../../shared/handed.js";

/**
 * The box where it stays while its visitor goes to copy something: beside the pages of the window
 * (a side panel in Chrome, a sidebar in Firefox), or in a tab where the browser has no such place.
 */

/** @typedef {{ open(): Promise<void> }} Sidebar */

const { sidePanel, sidebarAction: sidebar } = /** @type {{ sidePanel?: typeof chrome.sidePanel, sidebarAction?: Sidebar }} */ (/** @type {unknown} */ (chrome));

/** Whether the browser has a place beside its pages. */
export const hasPlaceBeside = sidePanel?.open !== undefined || sidebar !== undefined;

/**
 * To be called by a click and at once: browsers open nothing there by themselves.
 * @param {number | undefined} windowId
 * @param {string} text that goes along
 */
export async function openBeside(windowId, text) {
  const opening = openPlace(windowId).then(() => true, () => false);
  const id = besideId(windowId);
  // The box there may be open already: it takes what comes.
  if (text !== "") await hand(text, id);
  if (await opening) return;
  await take(id);
  await chrome.tabs.create({ url: await boxWith("text", text) });
}

/** @param {number | undefined} windowId */
async function openPlace(windowId) {
  if (windowId === undefined) throw new Error("no window");
  if (sidePanel) await sidePanel.open({ windowId });
  else if (sidebar) await sidebar.open();
  else throw new Error("no place");
}
