/* global vigicolisMailBanner */

/**
 * The background in Thunderbird: lets the engine judge the mail that is shown, paints its warning
 * and its badge, and answers the add-on's own pages. It is ended and started by Thunderbird at will:
 * nothing of a mail is kept.
 */

import { consult, heldAtDesk } from "../../background/engine.js";
import * as notebook from "../../background/notebook.js";
import * as settings from "../../background/settings.js";
import { paintOn } from "../../background/toolbar.js";
import { BAD_REQUEST, NOTHING, UNAVAILABLE } from "../../shared/protocol.js";
import { readMail } from "../mail/read.js";
import { messenger } from "../messenger.js";
import { headersOf, isShown, isWarning, judgeMail, placesOf } from "./judge.js";
import { welcome } from "./welcome.js";

/**
 * @typedef {import("../../shared/protocol.js").Reply} Reply
 * @typedef {import("../../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../mail/read.js").ShownMail} ShownMail
 * @typedef {import("../messenger.js").Mail} Mail
 * @typedef {import("./judge.js").JudgedMail} JudgedMail
 * @typedef {import("./judge.js").LinkPlace} LinkPlace
 * @typedef {JudgedMail & { places: LinkPlace[] }} ToldMail
 * @typedef {Reply | { kind: "mail", mail: ToldMail | null } | { kind: "place", host: string, registrable: string }} MailReply
 */

/** What is painted into a mail that is warned of. */
const BANNER = ["content/warn/words.js", "content/dom.js", "content/warn/style.js", "content/warn/seal.js", "content/warn/ui.js", "thunderbird/mail/banner.js"];

/** @type {Map<number, number>} how many looks each tab has had: only the latest may paint */
const looks = new Map();

// Whatever woke the background will ask the engine: it starts while the mail is read.
void heldAtDesk();

messenger.messageDisplay.onMessagesDisplayed.addListener((tab, { messages }) => void look(tab.id, messages));

chrome.runtime.onInstalled.addListener((details) => {
  void welcome(details);
  void lookEverywhere();
});

chrome.runtime.onStartup.addListener(() => void lookEverywhere());

chrome.tabs.onRemoved.addListener((tabId) => void looks.delete(tabId));

chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  const work = route(message, sender);
  if (!work) return false;
  work.then(sendResponse, () => sendResponse(BAD_REQUEST));
  return true;
});

/** What was shown before the add-on was there. */
async function lookEverywhere() {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map(async ({ id = -1 }) => {
    const { messages } = await shownIn(id);
    if (messages.length > 0) await look(id, messages);
  }));
}

/**
 * @param {number} tabId
 * @returns {Promise<{ messages: Mail[] }>}
 */
async function shownIn(tabId) {
  // A tab that shows no mails is refused.
  return messenger.messageDisplay.getDisplayedMessages(tabId).catch(() => ({ messages: [] }));
}

/**
 * Looks at what a tab shows now, and warns where that is a lure.
 * @param {number} tabId
 * @param {Mail[]} mails several are a list, which shows none of them
 */
async function look(tabId, mails) {
  const mine = (looks.get(tabId) ?? 0) + 1;
  looks.set(tabId, mine);
  const isLatest = () => looks.get(tabId) === mine;
  const [mail] = mails;
  const judged = mail && mails.length === 1 ? await judgeShown(tabId, mail) : null;
  if (!isLatest()) return;
  const level = judged?.verdict.level ?? "clear";
  const title = judged ? chrome.i18n.getMessage(`check_message_title_${level}`) : "Vigicolis";
  paintOn(messenger.messageDisplayAction, tabId, level, { [`level_${level}`]: title });
  if (mail && judged && isWarning(judged.verdict)) await warn(tabId, mail, judged, isLatest);
}

/**
 * @param {number} tabId
 * @param {Mail} mail
 * @returns {Promise<JudgedMail | null>} null where it is no longer shown, or nobody can say
 */
async function judgeShown(tabId, mail) {
  const [shown, headers] = await Promise.all([readShown(tabId), headersOf(mail.id)]);
  // Asked after its words were read: what was read is this mail, or another one and not painted on.
  if (!shown || !isShown(mail, await shownIn(tabId))) return null;
  return judgeMail(mail, headers, shown);
}

/**
 * @param {number} tabId
 * @returns {Promise<ShownMail | null>}
 */
async function readShown(tabId) {
  try {
    const [found] = await chrome.scripting.executeScript({ target: { tabId }, func: readMail });
    return found?.result ?? null;
  } catch {
    // The tab is gone, or shows a page that is no mail.
    return null;
  }
}

/**
 * Paints the warning, if the document is still the one that was read.
 * @param {number} tabId
 * @param {Mail} mail
 * @param {JudgedMail} judged
 * @param {() => boolean} isLatest
 */
async function warn(tabId, mail, judged, isLatest) {
  const target = { tabId };
  try {
    const [found] = await chrome.scripting.executeScript({ target, func: findBanner, args: [judged.url] });
    if (found?.result === "other") return;
    if (found?.result === "none") await chrome.scripting.executeScript({ target, files: BANNER });
    if (!isLatest() || !isShown(mail, await shownIn(tabId))) return;
    await chrome.scripting.executeScript({ target, func: show, args: [judged, tabId] });
  } catch {
    // Another mail is there by now, which has a look of its own.
  }
}

/**
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<MailReply> | null}
 */
function route(message, sender) {
  if (sender.id !== chrome.runtime.id || typeof message !== "object" || message === null) return null;
  const { kind } = /** @type {{ kind?: unknown }} */ (message);
  const answers = sender.url?.startsWith(chrome.runtime.getURL("")) ? OWN_ANSWERS : BANNER_ANSWERS;
  if (typeof kind !== "string" || !Object.hasOwn(answers, kind)) return null;
  return answers[kind]?.(/** @type {Record<string, unknown>} */ (message)) ?? null;
}

/** @param {Record<string, unknown>} message whether it makes sense is the engine's to say */
const ask = (message) => consult(/** @type {EngineRequest} */ (/** @type {unknown} */ (message)));

/** @type {Readonly<Record<string, (message: Record<string, unknown>) => Promise<MailReply> | null>>} what a page of the add-on may ask */
const OWN_ANSWERS = {
  check_paste: ask,
  list_carriers: ask,
  list_contacts: ask,
  list_leaks: ask,
  list_steps: ask,
  name_brands: ask,
  read_mail: async ({ tabId }) => ({ kind: "mail", mail: typeof tabId === "number" ? await mailOf(tabId) : null }),
  read_notebook: ({ brand }) => notebook.read(String(brand)),
  read_policy: () => heldAtDesk(),
  read_settings: async () => (await settings.load()) ?? UNAVAILABLE,
};

/** @type {Readonly<Record<string, (message: Record<string, unknown>) => Promise<MailReply> | null>>} what a banner may ask */
const BANNER_ANSWERS = {
  name_place: async ({ url }) => placeOf(String(url)),
  open_help: () => open("pages/help/help.html"),
  open_link: async ({ url }) => {
    if (!/^https?:/i.test(String(url))) return BAD_REQUEST;
    await messenger.windows.openDefaultBrowser(String(url));
    return NOTHING;
  },
  open_wrong: ({ tabId }) => open(`thunderbird/pages/wrong/wrong.html?tab=${Number(tabId)}`),
};

/**
 * @param {number} tabId
 * @returns {Promise<ToldMail | null>}
 */
async function mailOf(tabId) {
  const { messages } = await shownIn(tabId);
  const [mail] = messages;
  const judged = mail && messages.length === 1 ? await judgeShown(tabId, mail) : null;
  return judged && { ...judged, places: await placesOf(judged.links) };
}

/**
 * Where a link leads, out of the wrappers of mail filters.
 * @param {string} url
 * @returns {Promise<MailReply>}
 */
async function placeOf(url) {
  const reply = await consult({ kind: "check_paste", text: url });
  if (reply.kind !== "paste_result" || reply.result.kind !== "link") return NOTHING;
  const { host, registrable } = reply.result.verdict.site;
  return { kind: "place", host, registrable };
}

/** @param {string} path of a page of the add-on */
async function open(path) {
  await chrome.tabs.create({ url: chrome.runtime.getURL(path) });
  return NOTHING;
}

// The functions below run in the mail, and know nothing but what stands in them.

/**
 * @param {string} url
 * @returns {"other" | "none" | "there"} whether it is another document, or holds what paints already
 */
function findBanner(url) {
  if (document.URL !== url) return "other";
  return typeof vigicolisMailBanner === "undefined" ? "none" : "there";
}

/**
 * @param {JudgedMail} judged
 * @param {number} tabId
 */
function show(judged, tabId) {
  vigicolisMailBanner.show(judged, tabId);
}
