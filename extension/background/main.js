/**
 * The background: says who may ask what, and who answers. It is ended and started by the browser at
 * will, so every listener is registered at once and nothing is kept that is not in `storage.session`
 * or worth losing.
 */

import { answer, forgetTold, silenceSite, trustTab } from "./answer.js";
import { consult, heldPolicy } from "./engine.js";
import { guardOpenPages } from "./guard.js";
import { forFrames, isBarred, knownOf, readTab, recallFor } from "./known.js";
import { changeLock, readLock, tryCode } from "./lock.js";
import { startMenus } from "./menus.js";
import * as notebook from "./notebook.js";
import { startOmnibox } from "./omnibox.js";
import { resume } from "./pauses.js";
import * as settings from "./settings.js";
import { forget, inLine, load, save } from "./tabs.js";
import * as tally from "./tally.js";
import { unpaint } from "./toolbar.js";
import { engineSender, isShown, isWeb } from "./top-page.js";
import { goToOfficial, holdWarned, leave, leaveWarned, openFor, returnToPage } from "./ways.js";
import { welcome } from "./welcome.js";
import { sweepHanded } from "../shared/handed.js";
import { BAD_REQUEST, CONTENT_KINDS, FRAME_KINDS, NO_TAB, NOTHING, UNAVAILABLE } from "../shared/protocol.js";

/**
 * @typedef {import("../shared/protocol.js").ContentRequest} ContentRequest
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../shared/protocol.js").OwnRequest} OwnRequest
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {import("../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../wasm/protocol.js").SettingsChange} SettingsChange
 * @typedef {chrome.runtime.MessageSender} MessageSender
 */

chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  const work = route(message, sender);
  if (!work) return false;
  work.then(sendResponse, () => sendResponse(BAD_REQUEST));
  return true;
});

chrome.runtime.onInstalled.addListener((details) => void welcome(details));

chrome.tabs.onRemoved.addListener(forgetTab);
chrome.tabs.onCreated.addListener(inherit);
// A page that was made ahead takes the place of the one on show, with a number of its own.
chrome.tabs.onReplaced?.addListener((_, tabId) => forgetTab(tabId));

/** @param {number} tabId that is gone */
function forgetTab(tabId) {
  forgetTold(tabId);
  unpaint(tabId);
  void sweepHanded();
  void inLine(tabId, () => forget(tabId));
}

// A page's process runs content scripts: what the visitor chose is not its to read or to change.
void chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

startMenus();
startOmnibox();
void guardOpenPages();

/**
 * What a page of the extension may ask, and who answers: null where nobody does.
 * @type {Readonly<Record<OwnRequest["kind"], (message: Record<string, unknown>, sender: MessageSender) => Promise<Reply> | null>>}
 */
const OWN_ANSWERS = {
  add_parcel: ({ parcel }) => notebook.add(/** @type {AwaitedParcel} */ (parcel)),
  change_lock: ({ code, wanted }) => changeLock(String(code), wanted === null ? null : String(wanted)),
  change_settings: ({ change, code }) => changeSettings(/** @type {SettingsChange} */ (change), String(code ?? "")),
  check_paste: (message) => consult(asked(message)),
  export_settings: () => settings.exported(),
  keep_tally: ({ isKept }) => (typeof isKept === "boolean" ? tally.keep(isKept) : null),
  list_carriers: (message) => consult(asked(message)),
  list_contacts: (message) => listContacts(message),
  list_leaks: (message) => consult(asked(message)),
  list_steps: (message) => consult(asked(message)),
  name_brands: (message) => consult(asked(message)),
  read_lock: () => readLock(),
  read_notebook: ({ brand }) => notebook.read(String(brand)),
  read_policy: () => heldPolicy(),
  read_settings: async () => (await settings.load()) ?? UNAVAILABLE,
  read_tab: ({ tabId }) => (typeof tabId === "number" ? readTab(tabId) : null),
  read_tally: () => tally.tell(),
  remove_parcel: ({ parcel }) => notebook.remove(/** @type {AwaitedParcel} */ (parcel)),
  // A copy of the tab speaks for itself alone.
  return_to_page: ({ tabId, code }, sender) => (typeof tabId === "number" && sender.tab?.id === tabId ? inLine(tabId, () => returnToPage(tabId, String(code))) : null),
  silence_site: ({ tabId, site, isForNow }) => (typeof tabId === "number" ? inLine(tabId, () => silenceSite(tabId, String(site), isForNow === true)) : null),
};

/** @param {unknown} message whether it makes sense is the engine's to say */
const asked = (message) => /** @type {EngineRequest} */ (message);

/**
 * @param {unknown} kind
 * @returns {kind is OwnRequest["kind"]}
 */
function isOwnKind(kind) {
  return typeof kind === "string" && Object.hasOwn(OWN_ANSWERS, kind);
}

/**
 * Who may ask what. What a message says of its own origin is never looked at.
 * @param {unknown} message
 * @param {MessageSender} sender
 * @returns {Promise<Reply> | null} null for what is none of our business
 */
function route(message, sender) {
  if (sender.id !== chrome.runtime.id || typeof message !== "object" || message === null) return null;
  const { kind } = /** @type {{ kind?: unknown }} */ (message);
  if (isOwnPage(sender)) {
    return isOwnKind(kind) ? OWN_ANSWERS[kind](/** @type {Record<string, unknown>} */ (message), sender) : null;
  }
  const tab = sender.tab?.id;
  const { frameId } = sender;
  if (tab === undefined || frameId === undefined || !CONTENT_KINDS.has(kind)) return null;
  if (sender.documentLifecycle === "prerender") return Promise.resolve(NOTHING);
  if (frameId !== 0 && !FRAME_KINDS.has(kind)) return Promise.resolve(NOTHING);
  const request = /** @type {ContentRequest} */ (message);
  const { within } = /** @type {import("../shared/protocol.js").InTop} */ (message);
  const isPrivate = sender.tab?.incognito ?? false;
  switch (request.kind) {
    case "read_tab":
      return inLine(tab, () => recallFor(tab, engineSender(sender, within)), NOTHING).then((reply) => forFrames(reply));
    case "hold_tab":
      return inLine(tab, () => holdWarned(tab, frameId === 0));
    case "leave_tab":
      return frameId === 0 ? leave(tab) : leaveWarned(tab);
    case "open_official":
      return inLine(tab, () => goToOfficial(tab));
    case "open_help":
      return openFor(tab, "help");
    case "open_report":
      return openFor(tab, "report");
    case "open_false_alarm":
      return openFor(tab, "false-alarm");
    case "open_call":
      return openFor(tab, "call");
    case "trust_tab":
      return isPrivate ? Promise.resolve(BAD_REQUEST) : inLine(tab, () => trustTab(tab, engineSender(sender)));
  }
  const work = async () => {
    // A code is typed on the extension's own page alone.
    if (request.kind === "dismiss_warning" && (await isBarred(tab))) return holdWarned(tab, true);
    return answer(tab, engineSender(sender, within), request, isPrivate);
  };
  if (frameId === 0) return inLine(tab, work);
  // What nobody sees speaks for nobody. A page that is slow to say so holds up nobody else who asks about its tab.
  const isLook = request.kind === "judge_page";
  const shown = isLook ? isShown(tab, frameId, request) : Promise.resolve(true);
  // Whom a visitor types into is never left out.
  const whenCrowded = isLook && request.isTouched ? undefined : NOTHING;
  return shown.then((isSeen) => (isSeen ? inLine(tab, work, whenCrowded) : NOTHING)).then((reply) => forFrames(reply));
}

/** @param {MessageSender} sender */
function isOwnPage(sender) {
  return sender.url?.startsWith(chrome.runtime.getURL("")) ?? false;
}

/**
 * A site that is no longer trusted is warned of again, for whatever time it was trusted. A shorter
 * wait takes the code, where one is set.
 * @param {SettingsChange} change
 * @param {string} code
 */
async function changeSettings(change, code) {
  if (change?.kind === "untrust_domain" && typeof change.domain === "string") await resume(change.domain);
  if (change?.kind === "choose_value" && change.key === "wait" && (await settings.isShorterWait(Number(change.value)))) {
    const tried = await tryCode(code);
    if (tried.problem) return tried;
  }
  return settings.change(change);
}

/**
 * A tab that a page opened is the next step of whoever led there: it begins with what is known of that page.
 * @param {chrome.tabs.Tab} tab
 */
function inherit({ id, openerTabId, pendingUrl, url }) {
  const leadsTo = pendingUrl || url || "about:blank";
  if (id === undefined || openerTabId === undefined || !(isWeb(leadsTo) || leadsTo === "about:blank")) return;
  void inLine(id, async () => {
    if (!(await load(id))) await save(id, await load(openerTabId));
  });
}

/**
 * Where the page of a tab can be reported; without a tab, where pages are reported at all.
 * @param {Record<string, unknown>} message
 * @returns {Promise<Reply>}
 */
async function listContacts(message) {
  const { tabId } = message;
  const known = typeof tabId === "number" ? await inLine(tabId, () => knownOf(tabId)) : null;
  return consult(asked(message), known ?? NO_TAB);
}

