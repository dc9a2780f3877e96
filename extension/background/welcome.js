/** The welcome page, opened once: when the extension was installed. */

import { change, load } from "./settings.js";

/** @param {chrome.runtime.InstalledDetails} details */
export async function welcome({ reason }) {
  if (reason !== "install" || (await load())?.settings.welcomed) return;
  // Storage that takes nothing costs a second welcome at worst.
  await change({ kind: "mark_welcomed" });
  await chrome.tabs.create({ url: chrome.runtime.getURL("pages/welcome/welcome.html") });
}
