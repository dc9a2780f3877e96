import { host } from "../../shared/host.js";

/** Phones have none, or make none. */
const windows = /** @type {Partial<typeof chrome.windows> | undefined} */ (chrome.windows);

/** A toolbar's popup closes when the dialog for files takes the focus. */
function isToolbarPopup() {
  return chrome.extension?.getViews?.({ type: "popup" }).includes(window) ?? false;
}

/** The same box in a window of its own, which stays. */
async function openWindow() {
  const url = host.addressOf("pages/box/box.html?choose");
  await chrome.windows.create({ url, type: "popup", width: 420, height: 720 });
  window.close();
}

/** @returns {boolean} whether a file is chosen in another box, which opens now */
export function chooseElsewhere() {
  const isNeeded = isToolbarPopup() && windows?.create !== undefined;
  if (isNeeded) void openWindow();
  return isNeeded;
}
