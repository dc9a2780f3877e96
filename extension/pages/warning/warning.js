/* global vigicolisBanner, vigicolisWords */

/**
 * The warning on a page of the extension's own, in place of a page that did not let it be seen or
 * can't hold one. It says the same and has the same ways out; the way on leads back.
 */

import { pageAbout } from "../advice.js";
import { part, readSettings, speak } from "../page.js";

/**
 * @typedef {import("../../shared/protocol.js").Reply} Reply
 * @typedef {import("../../wasm/protocol.js").SettingsInForce} SettingsInForce
 */

const { say, sayTitle } = vigicolisWords;

const tabId = Number(new URLSearchParams(location.search).get("tab"));

/**
 * @param {"read_tab" | "return_to_page"} kind
 * @returns {Promise<Reply>}
 */
async function ask(kind) {
  try {
    return (await chrome.runtime.sendMessage({ kind, tabId })) ?? { kind: "nothing" };
  } catch {
    return { kind: "error", code: "unavailable" };
  }
}

/** @param {string} url */
async function goTo(url) {
  await chrome.tabs.update({ url });
}

/** The page as it was lies one step back. */
async function goOn() {
  await ask("return_to_page");
  history.back();
}

/** @param {import("../advice.js").AdvicePage} page */
async function open(page) {
  await chrome.tabs.create({ url: pageAbout(page, tabId) });
}

/** @param {SettingsInForce | null} settings */
async function warn(settings) {
  const reply = await ask("read_tab");
  // The browser was closed meanwhile, or the tab is another one: what was known is gone.
  if (reply.kind !== "verdict") return;
  const { verdict } = reply;
  part("forgotten").hidden = true;
  document.title = sayTitle(verdict);
  vigicolisBanner.show("danger", verdict, {
    official: () => void goTo(verdict.officialUrl ?? "about:blank"),
    leave: () => void goTo("about:blank"),
    proceed: () => void goOn(),
    help: () => void open("help"),
    report: () => void open("report"),
    person: settings?.person ? { name: settings.person.name, call: () => void open("call") } : null,
    trust: null,
    note: say("held_why"),
    lost: async () => false,
  });
}

part("leave").addEventListener("click", () => void goTo("about:blank"));

const settings = await readSettings();
await speak(settings);
await warn(settings);
part("warning").removeAttribute("aria-busy");
