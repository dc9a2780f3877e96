/* global vigicolisWords */

/** The welcome page: what is read, what one meets, the box tried once, and what is still needed from the visitor. */

import { hasAccess, onAccessChanged, requestAccess } from "../../shared/access.js";
import { noteDisclosure, readDisclosure, STATEMENT } from "../../shared/disclosure.js";
import { examplesIn } from "../learn/examples.js";
import { ask, changeSettings, onSettingsChanged, part, readSettings, speak } from "../page.js";
import { answerCard } from "../popup/check.js";

const { language, say } = vigicolisWords;

const easyWords = /** @type {HTMLInputElement} */ (part("easy-words"));

/** @returns {string} a false message, as the page that teaches shows it */
function example() {
  const { brand, fee } = examplesIn(language());
  return say("learn_fee_false", brand, `${fee.registrable}${fee.after}`);
}

/** @returns {Promise<boolean>} whether there is an icon to pin that is not pinned, as far as the browser tells */
async function wantsPin() {
  // A phone has no toolbar to pin anything to, and Safari puts the icon there by itself.
  if (location.protocol === "safari-web-extension:" || (await chrome.runtime.getPlatformInfo()).os === "android") return false;
  const settings = await chrome.action.getUserSettings?.().catch(() => undefined);
  return settings?.isOnToolbar !== true;
}

async function show() {
  const settings = await readSettings();
  await speak(settings);
  easyWords.checked = settings?.easyWords ?? false;
  part("words").hidden = settings === null || settings.fixed.includes("easyWords");
  document.title = say("welcome_title");
  const isGiven = await hasAccess();
  part("access").hidden = isGiven;
  part("access-given").hidden = !isGiven;
  const isUnderstood = (await readDisclosure()).understood === STATEMENT;
  part("reads").hidden = isUnderstood;
  part("private").hidden = !isUnderstood;
  part("box-example").textContent = example();
  const isFirefox = location.protocol === "moz-extension:";
  part("pin-how").textContent = say(isFirefox ? "welcome_pin_firefox" : "welcome_pin_chrome");
  part("pin").hidden = !(await wantsPin());
}

/** The box's answer to the example. */
async function tryBox() {
  const text = example();
  const card = answerCard((await ask({ kind: "check_paste", text })) ?? { kind: "nothing" }, text);
  part("box-answer").replaceChildren(card);
  part("box-try").hidden = true;
  card.querySelector("h3")?.focus();
}

/** Protection does not wait for it: until then a fake page would go unwarned. */
async function understand() {
  await noteDisclosure("understood");
  showAgain();
  await painting;
  part("title").focus();
}

/** The browser asks once more; where an organisation installed the extension, it stays, and in Safari only the visitor can remove it. */
async function refuse() {
  const management = /** @type {typeof chrome.management | undefined} */ (chrome.management);
  const isAsked = await management?.uninstallSelf({ showConfirmDialog: true }).then(() => true, () => false);
  if (isAsked !== true) part("reads-refuse-failed").hidden = false;
}

/** Paints one change after the other, so that the last one stays. */
let painting = Promise.resolve();
function showAgain() {
  painting = painting.then(show, show);
}

part("access-grant").addEventListener("click", () => void requestAccess());
part("reads-understood").addEventListener("click", () => void understand());
part("reads-refuse").addEventListener("click", () => void refuse());
part("box-try").addEventListener("click", () => void tryBox());
easyWords.addEventListener("change", async () => {
  await changeSettings({ kind: "choose_value", key: "easyWords", value: easyWords.checked });
  showAgain();
});
onAccessChanged(showAgain);
onSettingsChanged(showAgain);
// Not every browser tells of it, nor that the icon was pinned.
chrome.action.onUserSettingsChanged?.addListener(showAgain);

showAgain();
void painting.finally(() => part("welcome").removeAttribute("aria-busy"));
