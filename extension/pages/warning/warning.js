/* global vigicolisBanner, vigicolisUi, vigicolisWords */

/**
 * The warning on a page of the extension's own, in place of a page that did not let it be seen or
 * can't hold one. It says the same and has the same ways out; the way on leads back.
 */

import { pageAbout } from "../advice.js";
import { readAloud } from "../aloud.js";
import { lineOf } from "../../shared/notebook.js";
import { readNotebook } from "../notebook.js";
import { ask, part, readSettings, speak } from "../page.js";
import { waitOf } from "../../shared/wait.js";

/**
 * @typedef {import("../../wasm/protocol.js").SettingsInForce} SettingsInForce
 */

const { say, sayReasons, sayTitle } = vigicolisWords;

const tabId = Number(new URLSearchParams(location.search).get("tab"));


/** @param {string} url */
async function goTo(url) {
  await chrome.tabs.update({ url });
}

/**
 * The page as it was lies one step back.
 * @param {string} code
 */
async function goOn(code) {
  const reply = await ask({ kind: "return_to_page", tabId, code });
  if (reply?.kind !== "lock") {
    history.back();
    return;
  }
  askForCode();
  const field = codeField();
  part("code-error").textContent = say(`lock_${reply.problem}`);
  field.setAttribute("aria-invalid", "true");
  field.value = "";
  field.focus();
}

/** @param {string[]} words */
function aloudButton(words) {
  const button = vigicolisUi.make("button", "quiet aloud");
  return vigicolisUi.onClick(button, readAloud(button, () => words));
}

/** Asks for the code in place of the warning. */
function askForCode() {
  vigicolisBanner.hide();
  part("lock").hidden = false;
  codeField().focus();
}

const codeField = () => /** @type {HTMLInputElement} */ (part("code"));

/** @param {import("../advice.js").AdvicePage} page */
async function open(page) {
  await chrome.tabs.create({ url: pageAbout(page, tabId) });
}

/** @param {SettingsInForce | null} settings */
async function warn(settings) {
  const [reply, lock] = await Promise.all([ask({ kind: "read_tab", tabId }), ask({ kind: "read_lock" })]);
  // The browser was closed meanwhile, or the tab is another one: what was known is gone.
  if (reply?.kind !== "verdict") return;
  const { verdict } = reply;
  // The tab went on to another page before it came here.
  if (verdict.level !== "danger" && verdict.level !== "caution") return history.back();
  const { about, parcels } = await readNotebook(verdict.brand);
  const line = lineOf(about, parcels);
  const { name } = settings?.person ?? { name: "" };
  part("lock-call").hidden = name === "";
  part("lock-call").textContent = say("call_person", name);
  const isLocked = verdict.level === "danger" && lock?.kind === "lock" && lock.isSet;
  part("forgotten").hidden = true;
  const isUnread = isLocked && lock.problem === "unread";
  const note = [say(isUnread ? "lock_unread" : isLocked ? "held_locked" : "held_why"), ...(line?.kind === "unawaited" ? [say("parcel_unawaited", line.name)] : [])].join(" ");
  document.title = sayTitle(verdict);
  vigicolisBanner.show("danger", verdict, {
    official: () => void goTo(verdict.officialUrl ?? "about:blank"),
    leave: () => void goTo("about:blank"),
    proceed: () => (isLocked ? askForCode() : void goOn("")),
    help: () => void open("help"),
    report: () => void open("report"),
    falseAlarm: () => void open("false-alarm"),
    person: name ? { name, call: () => void open("call") } : null,
    trust: null,
    more: () => [aloudButton([sayTitle(verdict), ...sayReasons(verdict), note])],
    note,
    wait: waitOf(settings, say),
    lost: async () => false,
  });
}

for (const id of ["leave", "lock-leave"]) part(id).addEventListener("click", () => void goTo("about:blank"));
part("lock-call").addEventListener("click", () => void open("call"));
part("lock").addEventListener("submit", (event) => {
  event.preventDefault();
  void goOn(codeField().value);
});

const settings = await readSettings();
await speak(settings);
await warn(settings);
part("warning").removeAttribute("aria-busy");
