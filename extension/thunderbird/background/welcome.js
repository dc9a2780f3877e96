/** The welcome page, opened once: when the add-on was installed. */

import { change, load } from "../../background/settings.js";

/** @param {chrome.runtime.InstalledDetails} details */
export async function welcome({ reason }) {
  if (reason !== "install" || (await load())?.settings.welcomed) return;
  // Storage that takes nothing costs a second welcome at worst.
  await change({ kind: "mark_welcomed" });
  await chrome.tabs.create({ url: chrome.runtime.getURL("thunderbird/pages/welcome/welcome.html") });
}
