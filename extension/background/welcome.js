/** The welcome page, opened once: when the extension was installed. And once more when what it reads has changed. */

import { isOutdated, noteDisclosure, readDisclosure } from "../shared/disclosure.js";
import { change, load } from "./settings.js";

/** @param {chrome.runtime.InstalledDetails} details */
export async function welcome({ reason }) {
  if (reason === "update") {
    if (!isOutdated(await readDisclosure())) return;
  } else {
    if (reason !== "install" || (await load())?.settings.welcomed) return;
    // Storage that takes nothing costs a second welcome at worst.
    await change({ kind: "mark_welcomed" });
  }
  await noteDisclosure("shown");
  await chrome.tabs.create({ url: chrome.runtime.getURL("pages/welcome/welcome.html") });
}
