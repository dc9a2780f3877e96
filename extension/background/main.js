/**
 * The background: takes messages, lets the engine judge, keeps the verdict for the tab, and tells
 * toolbar and page. It is ended and started by the browser at will, so every listener is
 * registered at once and nothing is kept that is not in `storage.session` or worth losing.
 */

import { BAD_REQUEST, CONTENT_KINDS, FRAME_KINDS, NO_TAB, NOTHING, UNAVAILABLE } from "../shared/protocol.js";
import { consult, heldPolicy, judge } from "./engine.js";
import { guardOpenPages } from "./guard.js";
import { hold, isHeld, leaveFor } from "./hold.js";
import { changeLock, isLocked, readLock, tryCode } from "./lock.js";
import { startMenus } from "./menus.js";
import * as notebook from "./notebook.js";
import { startOmnibox } from "./omnibox.js";
import { pause, paused, resume } from "./pauses.js";
import * as settings from "./settings.js";
import { forget, inLine, load, save } from "./tabs.js";
import * as tally from "./tally.js";
import { paint, repaint, unpaint } from "./toolbar.js";
import { welcome } from "./welcome.js";
import { sweepHanded } from "../shared/handed.js";
import { browserWordsOfWarnings, speakerOf, wordsOf, wordsOfWarnings } from "../shared/locale.js";
import { waitOf } from "../shared/wait.js";

/**
 * @typedef {import("../shared/protocol.js").ContentRequest} ContentRequest
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../wasm/protocol.js").EngineSender} EngineSender
 * @typedef {import("../shared/protocol.js").OwnRequest} OwnRequest
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {import("../shared/protocol.js").VerdictReply} VerdictReply
 * @typedef {import("../shared/protocol.js").TabState} TabState
 * @typedef {import("../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../wasm/protocol.js").SettingsChange} SettingsChange
 * @typedef {chrome.runtime.MessageSender} MessageSender
 */

/** A page that does not answer for so long is hung. */
const PATIENCE_MS = 1_000;
/** A page that was found to be a danger and shows no sign of life for so long may have painted nothing. */
const LIFE_MS = 5_000;
/** One that is to be looked at first. */
const LOOK_MS = 5_000;

/** @type {Map<number, { words: string, warns: boolean }>} what each tab was last told; lost with the background, then told again */
const told = new Map();

/** @type {Set<number>} tabs whose page's warning is counted; lost with the background, which costs one too many at worst */
const counted = new Set();

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
  told.delete(tabId);
  counted.delete(tabId);
  unpaint(tabId);
  void sweepHanded();
  void inLine(tabId, () => forget(tabId));
}

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
  silence_site: ({ tabId, isForNow }) => (typeof tabId === "number" ? inLine(tabId, () => silenceSite(tabId, isForNow === true)) : null),
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
  const isPrivate = sender.tab?.incognito ?? false;
  switch (request.kind) {
    case "read_tab":
      return inLine(tab, () => recallDressed(tab), NOTHING).then(forFrames);
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
    // What nobody sees speaks for nobody.
    if (request.kind === "judge_page" && frameId !== 0 && !(await isShown(tab, frameId, request))) return NOTHING;
    // A code is typed on the extension's own page alone.
    if (request.kind === "dismiss_warning" && (await isBarred(await knownOf(tab)))) return holdWarned(tab, true);
    return answer(tab, engineSender(sender), request, isPrivate);
  };
  return frameId === 0 ? inLine(tab, work) : inLine(tab, work, NOTHING).then(forFrames);
}

/**
 * Whether the page around a frame shows it; true where that page doesn't say.
 * @param {number} tabId
 * @param {number} frameId
 * @param {import("../shared/protocol.js").InTop} request
 */
async function isShown(tabId, frameId, { place, isTouched }) {
  if (isTouched) return true;
  return (await askTop(tabId, { kind: "find_frame", place, frameId })) !== false;
}

/**
 * Asks a tab's top page, which may be hung: nobody waits for it long.
 * @param {number} tabId
 * @param {import("../shared/protocol.js").TabRequest | Reply} message
 * @param {number} [patience]
 * @returns {Promise<unknown>} undefined where it doesn't answer; null where nobody is there
 */
function askTop(tabId, message, patience = PATIENCE_MS) {
  // What is no tab's number, the browser throws at.
  const asking = async () => chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
  const answer = asking().catch(() => null);
  return Promise.race([answer, new Promise((resolve) => setTimeout(resolve, patience))]);
}

/** @param {MessageSender} sender */
function isOwnPage(sender) {
  return sender.url?.startsWith(chrome.runtime.getURL("")) ?? false;
}

/** @param {string | undefined} url */
function isWeb(url) {
  return url !== undefined && /^https?:/i.test(url);
}

/**
 * @param {MessageSender} sender
 * @returns {EngineSender}
 */
function engineSender(sender) {
  const isTop = sender.frameId === 0;
  const top = sender.tab?.url ?? "";
  // An about:, data: or blob: document speaks for the page that made it.
  const own = [sender.url, sender.origin, top].find(isWeb) ?? "";
  if (!isTop) return { isTop, url: own, tabUrl: top };
  // The sender's address is the one its document came from; the tab's follows the page's history.
  // Where they differ in more than that, the tab has not caught up with a navigation yet.
  const url = isWeb(top) && new URL(top).origin === new URL(own).origin ? top : own;
  return { isTop, url, tabUrl: url };
}

/**
 * @param {number} tabId
 * @param {EngineSender} sender
 * @param {EngineRequest} request
 * @param {boolean} isPrivate whether nothing of the page may outlive its window
 * @returns {Promise<Reply>}
 */
async function answer(tabId, sender, request, isPrivate) {
  const { isTop } = sender;
  const [kept, chosen] = await Promise.all([load(tabId), settings.load()]);
  const host = hostOf(sender.tabUrl);
  // The message of a frame whose page the tab has left meanwhile; a page without an address of its own is known by who made it.
  if (!isTop && kept && host && host !== kept.host) return NOTHING;
  const { reply, tab } = await judgeAs(chosen, { sender, tab: kept?.state ?? null, request });
  if (reply.kind === "error") return reply;
  // The next request of this tab finds it without the storage, and the page need not wait for that.
  void save(tabId, tab && { host: (!isTop && kept?.host) || host, state: tab });
  if (reply.kind !== "verdict") return reply;
  if (isPrivate) reply.trustable = false;
  const spoken = await wordsOf(chosen?.settings);
  await dress(reply, chosen, spoken);
  const isNews = tell(tabId, reply, isTop);
  if (isNews && isTop && reply.verdict.level === "danger" && !reply.dismissed && !reply.framed) void awaitLife(tabId);
  // The browser forgot the last page's; what is there already is not painted over, which costs more than to judge.
  if (request.kind === "judge_address") paint(tabId, reply.verdict.level, spoken);
  else if (isNews) repaint(tabId, reply.verdict.level, spoken);
  if (isPrivate) return reply;
  if (isNews && chosen?.settings.keepHistory) void note(reply);
  if (request.kind === "judge_address" && !reply.mailbox) countPage(tabId);
  if (isNews) countWarning(tabId, reply);
  return reply;
}

/**
 * Adds to a verdict what its warning says of the visitor's choices.
 * @param {VerdictReply} reply
 * @param {Awaited<ReturnType<typeof settings.load>>} chosen
 * @param {Awaited<ReturnType<typeof wordsOf>>} spoken
 */
async function dress(reply, chosen, spoken) {
  if (!isWarning(reply)) return;
  const person = chosen?.settings.person;
  const words = spoken ? wordsOfWarnings(spoken) : await browserWordsOfWarnings();
  if (words) reply.words = words;
  // The number stays with the extension's own pages.
  if (person) reply.person = person.name;
  if (reply.verdict.level !== "danger") return;
  reply.locked = await isLocked();
  if (!reply.locked || reply.dismissed) reply.wait = waitOf(chosen?.settings, speakerOf(spoken));
}

/**
 * What a frame is told that asks before its first look.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
async function recallDressed(tabId) {
  const [reply, chosen] = await Promise.all([recall(tabId), settings.load()]);
  if (reply.kind === "verdict") await dress(reply, chosen, await wordsOf(chosen?.settings));
  return reply;
}

/**
 * Has the engine judge by what the visitor chose: for good, and until the browser is closed.
 * @param {Awaited<ReturnType<typeof settings.load>>} chosen
 * @param {Parameters<typeof judge>[0]} input
 * @returns {Promise<{ reply: Reply, tab: TabState }>}
 */
async function judgeAs(chosen, input) {
  const forNow = await paused();
  const trusted = [...(chosen?.choices.trusted ?? []), ...forNow];
  const choices = { quietCaution: false, ...chosen?.choices, trusted };
  /** @type {{ reply: Reply, tab: TabState }} */
  const answer = await judge({ ...input, choices });
  const { reply } = answer;
  if (reply.kind === "verdict") reply.paused = reply.trusted && forNow.includes(reply.verdict.site.registrable);
  return answer;
}

/** @param {number} tabId whose page is another one now */
function countPage(tabId) {
  counted.delete(tabId);
  tally.count("pages");
}

/**
 * @param {number} tabId
 * @param {VerdictReply} reply a page's second warning is no other one
 */
function countWarning(tabId, reply) {
  if (!isWarning(reply) || reply.dismissed || reply.silent || counted.has(tabId)) return;
  counted.add(tabId);
  tally.count("warnings");
}

/**
 * Adds a warning to the history.
 * @param {VerdictReply} reply
 */
async function note({ verdict, dismissed, trusted }) {
  const { level, site, brand } = verdict;
  if (dismissed || (level !== "danger" && (level !== "caution" || trusted))) return;
  // Storage that takes no more costs an entry, and nothing else.
  await settings.change({ kind: "add_warning", warning: { time: Date.now(), host: site.host, level, brand: brand?.id ?? "" } });
}

/**
 * Trusts the site of the tab's page, as its warning asks for, and judges the page anew.
 * @param {number} tabId
 * @param {EngineSender} sender
 * @returns {Promise<Reply>}
 */
async function trustTab(tabId, sender) {
  const kept = await load(tabId);
  const { kind } = await settings.trustTab({ sender, tab: kept?.state ?? null });
  if (kind === "refused") return BAD_REQUEST;
  return kind === "settings" ? answer(tabId, sender, { kind: "read_tab" }, false) : UNAVAILABLE;
}

/**
 * Silences the banner on the site of a tab's page, for good or until the browser is closed, as the
 * page for wrong warnings asks for.
 * @param {number} tabId
 * @param {boolean} isForNow
 * @returns {Promise<Reply>} what then holds
 */
async function silenceSite(tabId, isForNow) {
  const isPrivate = (await chrome.tabs.get(tabId)).incognito;
  const known = await knownOf(tabId);
  const reply = await recall(tabId);
  if (!known || reply.kind !== "verdict" || !reply.trustable || (isPrivate && !isForNow)) return BAD_REQUEST;
  if (isForNow) await pause(reply.verdict.site.registrable);
  else if ((await settings.trustTab(known)).kind !== "settings") return UNAVAILABLE;
  const now = await answer(tabId, known.sender, { kind: "read_tab" }, isPrivate);
  void askTop(tabId, now);
  return now;
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
 * Tells a tab's documents of a verdict that they have not been told yet: its frames when there is
 * or was a warning, and the top page when it did not ask itself.
 * @param {number} tabId
 * @param {VerdictReply} reply
 * @param {boolean} isTop whether the top page is about to have it as its answer
 * @returns {boolean} whether it was news
 */
function tell(tabId, reply, isTop) {
  const { verdict, dismissed, trusted, silent, framed } = reply;
  const words = JSON.stringify([verdict, dismissed, trusted, silent]);
  const before = told.get(tabId);
  if (before?.words === words) return false;
  const warns = isWarning(reply);
  told.set(tabId, { words, warns });
  // A top page without our script can't warn of what its frames do; the tab itself may be gone, too.
  if (!isTop) void askTop(tabId, reply).then((answer) => (answer !== true && warns && !dismissed && !framed ? hold(tabId) : undefined));
  if (warns || before?.warns !== false) chrome.tabs.sendMessage(tabId, forFrames(reply)).catch(() => undefined);
  return true;
}

/**
 * Has a page's warning told elsewhere where the page does not come to paint it: busy without end, or with tasks
 * that it puts before all of the browser's.
 * @param {number} tabId
 */
async function awaitLife(tabId) {
  if ((await askTop(tabId, { kind: "name_origin" }, LIFE_MS)) === undefined) await inLine(tabId, () => holdWarned(tabId, true));
}

/** @param {Reply} reply */
function isWarning(reply) {
  return reply.kind === "verdict" && (reply.verdict.level === "danger" || reply.verdict.level === "caution");
}

/**
 * What a frame may know of its tab: the level; and what it must say beside a card field, where it
 * has to ask.
 * @param {Reply} reply
 * @returns {Reply}
 */
function forFrames(reply) {
  if (reply.kind !== "verdict") return reply;
  const { verdict, dismissed, trusted, silent, mailbox, framed, words, wait, fields } = reply;
  const { level, brand, site, reasons } = verdict;
  const { host, registrable } = site;
  const isAsked = level === "caution" || dismissed;
  return {
    kind: "guard",
    level,
    about: isAsked ? { level, brand, site: { host, registrable }, reasons: reasons.slice(0, 1) } : null,
    dismissed,
    trusted,
    silent,
    mailbox,
    framed: framed ? host : "",
    words: words ?? null,
    wait,
    fields,
  };
}

/**
 * @param {string} url
 * @returns {string} empty for what has no host
 */
function hostOf(url) {
  // The origin of a blob: address is that of the page that made it.
  const origin = URL.canParse(url) ? new URL(url).origin : "";
  return isWeb(origin) ? new URL(origin).host : "";
}

/**
 * What is known of a tab. A page on which no content script runs never resets the tab, so what is
 * known must be about the host that the tab shows now.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
async function recall(tabId) {
  const known = await knownOf(tabId);
  if (!known) return NOTHING;
  const { reply } = await judgeAs(await settings.load(), { ...known, request: { kind: "read_tab" } });
  return reply;
}

/**
 * @param {number} tabId
 * @returns {Promise<import("../shared/protocol.js").FromTab | null>} null where nothing is known of what it shows
 */
async function knownOf(tabId) {
  const kept = await load(tabId);
  if (!kept?.host) return null;
  const shown = await urlOf(tabId);
  // The address of a page that was set aside is kept nowhere: its host stands for it.
  const url = isHeld(shown, tabId) ? `https://${kept.host}/` : shown;
  if (hostOf(url) !== kept.host) return null;
  return { sender: { isTop: true, url, tabUrl: url }, tab: kept.state };
}

/**
 * What a page of the extension is told of a tab. What storage lost, its page is looked at for once
 * more. Where nobody is there, the tab shows the browser's own page for a site that it can't reach.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
async function readTab(tabId) {
  const reply = await inLine(tabId, () => recallShown(tabId));
  const isLost = reply.kind === "nothing" && (await askTop(tabId, { kind: "look_again" }, LOOK_MS)) === true;
  return isLost ? inLine(tabId, () => recallShown(tabId)) : reply;
}

/**
 * The toolbar forgets a tab's level where the tab goes to another page, as to the extension's own
 * warning.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
async function recallShown(tabId) {
  const reply = await recall(tabId);
  if (reply.kind !== "verdict") return reply;
  if (!isHeld(await urlOf(tabId), tabId)) {
    const isGone = (await askTop(tabId, { kind: "name_origin" })) === null && !(await chrome.tabs.get(tabId).catch(() => null))?.discarded;
    return isGone ? NOTHING : reply;
  }
  paint(tabId, reply.verdict.level, await wordsOf((await settings.load())?.settings));
  return reply;
}

/**
 * Sets a page aside that lets its warning not be seen. What another site's frame does is no fault of
 * the page around it.
 * @param {number} tabId
 * @param {boolean} isTop
 * @returns {Promise<Reply>}
 */
async function holdWarned(tabId, isTop) {
  const reply = await recall(tabId);
  if (reply.kind !== "verdict" || !isWarning(reply) || (reply.framed && !isTop)) return BAD_REQUEST;
  return (await hold(tabId)) ? NOTHING : UNAVAILABLE;
}

/**
 * Whether the way on asks for a code; so it does where nothing is known.
 * @param {Awaited<ReturnType<typeof knownOf>>} known
 */
async function isBarred(known) {
  const reply = known && (await judgeAs(await settings.load(), { ...known, request: { kind: "read_tab" } })).reply;
  return (reply?.kind !== "verdict" || reply.verdict.level === "danger") && isLocked();
}

/**
 * The visitor goes on to the page that was set aside.
 * @param {number} tabId
 * @param {string} code which opens the way, where it is locked
 * @returns {Promise<Reply>}
 */
async function returnToPage(tabId, code) {
  const known = await knownOf(tabId);
  const kept = await load(tabId);
  if (!known || !kept) return NOTHING;
  if (await isBarred(known)) {
    const tried = await tryCode(code);
    if (tried.problem) return tried;
  }
  const { reply, tab } = await judge({ ...known, request: { kind: "dismiss_warning", comingBack: true } });
  if (tab) await save(tabId, { ...kept, state: tab });
  return reply;
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

/**
 * Opens a page of the extension about a tab, which a warning in it asks for: a page without one
 * has nothing to open.
 * @param {number} tabId
 * @param {import("../pages/advice.js").AdvicePage} page
 * @returns {Promise<Reply>}
 */
async function openFor(tabId, page) {
  if (!isWarning(await inLine(tabId, () => recall(tabId)))) return BAD_REQUEST;
  // In the page's own window, which may be a private one and not the last in use.
  const { windowId } = await chrome.tabs.get(tabId);
  await chrome.tabs.create({ windowId, url: chrome.runtime.getURL(`pages/${page}/${page}.html?tab=${tabId}`) });
  return NOTHING;
}

/**
 * @param {number} tabId
 * @returns {Promise<string>} empty where nobody says
 */
async function urlOf(tabId) {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  if (!tab || tab.url) return tab?.url ?? "";
  // The browser keeps the address of a blob: page for itself; its own script knows whose it is.
  const origin = await askTop(tabId, { kind: "name_origin" });
  return typeof origin === "string" ? origin : "";
}

/**
 * Goes to the start page of the brand that the tab's verdict names, and nowhere else.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
async function goToOfficial(tabId) {
  const reply = await recall(tabId);
  const url = reply.kind === "verdict" ? reply.verdict.officialUrl : null;
  return url?.startsWith("https://") ? open(tabId, url) : BAD_REQUEST;
}

/**
 * A frame's visitor leaves, which only a tab with a warning offers.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
async function leaveWarned(tabId) {
  return isWarning(await recall(tabId)) ? leave(tabId) : NOTHING;
}

/**
 * Leaves for an empty page; going back could lead to the same page again.
 * @param {number} tabId
 */
function leave(tabId) {
  return open(tabId, "about:blank");
}

/**
 * @param {number} tabId
 * @param {string} url
 * @returns {Promise<Reply>}
 */
async function open(tabId, url) {
  return (await leaveFor(tabId, url)) ? NOTHING : BAD_REQUEST;
}
