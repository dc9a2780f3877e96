/* global vigicolisWords */

/** The welcome page: what the extension does, and what it still needs from the visitor. */

import { hasAccess, onAccessChanged, requestAccess } from "../../shared/access.js";
import { onSettingsChanged, part, readSettings, speak } from "../page.js";

const { say } = vigicolisWords;

async function show() {
  await speak(await readSettings());
  document.title = say("welcome_title");
  const isGiven = await hasAccess();
  part("access").hidden = isGiven;
  part("access-given").hidden = !isGiven;
  const isFirefox = location.protocol === "moz-extension:";
  part("pin-how").textContent = say(isFirefox ? "welcome_pin_firefox" : "welcome_pin_chrome");
  // A phone has no toolbar to pin anything to.
  part("pin").hidden = (await chrome.runtime.getPlatformInfo()).os === "android";
}

/** Paints one change after the other, so that the last one stays. */
let painting = Promise.resolve();
function showAgain() {
  painting = painting.then(show, show);
}

part("access-grant").addEventListener("click", () => void requestAccess());
onAccessChanged(showAgain);
onSettingsChanged(showAgain);

showAgain();
void painting.finally(() => part("welcome").removeAttribute("aria-busy"));
