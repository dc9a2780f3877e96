/**
 * The background: takes messages, lets the engine judge, keeps the verdict for the tab, and tells
 * toolbar and page. It is ended and started by the browser at will, so every listener is
 * registered at once and nothing is kept that is not in `storage.session` or worth losing.
 */

import { BAD_REQUEST, CONTENT_KINDS, FRAME_KINDS, NOTHING } from "./protocol.js";
import { judge } from "./background/engine.js";
import { forget, inLine, load, save } from "./background/tabs.js";
import { paint } from "./background/toolbar.js";

/**
 * @typedef {import("./protocol.js").ContentRequest} ContentRequest
 * @typedef {import("./protocol.js").EngineRequest} EngineRequest
 * @typedef {import("./protocol.js").EngineSender} EngineSender
 * @typedef {import("./protocol.js").Reply} Reply
 * @typedef {import("./protocol.js").VerdictReply} VerdictReply
 * @typedef {chrome.runtime.MessageSender} MessageSender
 */

/** @type {Map<number, { words: string, warns: boolean }>} what each tab was last told; lost with the background, then told again */
const told = new Map();

chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  const work = route(message, sender);
  if (!work) return false;
  work.then(sendResponse, () => sendResponse(BAD_REQUEST));
  return true;
});

chrome.tabs.onRemoved.addListener((tabId) => {
  told.delete(tabId);
  void inLine(tabId, () => forget(tabId));
});

/**
 * Who may ask what. What a message says of its own origin is never looked at.
 * @param {unknown} message
 * @param {MessageSender} sender
 * @returns {Promise<Reply> | null} null for what is none of our business
 */
function route(message, sender) {
  if (sender.id !== chrome.runtime.id || typeof message !== "object" || message === null) return null;
  const { kind, tabId } = /** @type {{ kind?: unknown, tabId?: unknown }} */ (message);
  if (isOwnPage(sender)) {
    return kind === "report" && typeof tabId === "number" ? inLine(tabId, () => recall(tabId)) : null;
  }
  const tab = sender.tab?.id;
  const { frameId } = sender;
  if (tab === undefined || frameId === undefined || !CONTENT_KINDS.has(kind)) return null;
  if (sender.documentLifecycle === "prerender") return Promise.resolve(NOTHING);
  if (frameId !== 0 && !FRAME_KINDS.has(kind)) return Promise.resolve(NOTHING);
  const request = /** @type {ContentRequest} */ (message);
  if (request.kind === "hello") return recall(tab).then(forFrames);
  if (request.kind === "leave") return frameId === 0 ? leave(tab) : leaveWarned(tab);
  if (request.kind === "official") return inLine(tab, () => goToOfficial(tab));
  if (frameId === 0) return inLine(tab, () => answer(tab, engineSender(sender), request));
  return inLine(tab, () => answer(tab, engineSender(sender), request), NOTHING).then(forFrames);
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
  // The engine asks whether it is the top frame; Firefox's numbers of frames do not fit 32 bits.
  const frameId = sender.frameId === 0 ? 0 : 1;
  const top = sender.tab?.url ?? "";
  // An about:, data: or blob: document speaks for the page that made it.
  const own = [sender.url, sender.origin, top].find(isWeb) ?? "";
  if (frameId !== 0) return { frameId, url: own, tabUrl: top };
  // The sender's address is the one its document came from; the tab's follows the page's history.
  // Where they differ in more than that, the tab has not caught up with a navigation yet.
  const url = isWeb(top) && new URL(top).origin === new URL(own).origin ? top : own;
  return { frameId, url, tabUrl: url };
}

/**
 * @param {number} tabId
 * @param {EngineSender} sender
 * @param {EngineRequest} request
 * @returns {Promise<Reply>}
 */
async function answer(tabId, sender, request) {
  const isTop = sender.frameId === 0;
  const kept = await load(tabId);
  // The message of a frame whose page the tab has left meanwhile.
  if (!isTop && kept && hostOf(sender.tabUrl) !== kept.host) return NOTHING;
  const { reply, tab } = await judge({ sender, tab: kept?.state ?? null, request });
  if (reply.kind === "error") return reply;
  await save(tabId, tab && { host: hostOf(sender.tabUrl), state: tab });
  if (reply.kind !== "verdict") return reply;
  const isNews = tell(tabId, reply, isTop);
  if (isTop || isNews) paint(tabId, reply.verdict.level);
  return reply;
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
  const words = JSON.stringify([reply.verdict, reply.dismissed]);
  const before = told.get(tabId);
  if (before?.words === words) return false;
  const warns = isWarning(reply);
  told.set(tabId, { words, warns });
  // The documents may have gone in the meantime: then there is nobody to tell.
  if (!isTop) chrome.tabs.sendMessage(tabId, reply, { frameId: 0 }).catch(() => undefined);
  if (warns || before?.warns !== false) chrome.tabs.sendMessage(tabId, forFrames(reply)).catch(() => undefined);
  return true;
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
  const { verdict, dismissed, fields } = reply;
  const { level, brand, site, reasons } = verdict;
  const isAsked = level === "caution";
  const nowhere = { host: "", unicode: "", registrable: "", hosting: "", owner: null };
  return {
    kind: "guard",
    verdict: {
      level,
      brand: isAsked ? brand : null,
      site: isAsked ? { ...nowhere, host: site.host, registrable: site.registrable } : nowhere,
      reasons: isAsked ? reasons.slice(0, 1) : [],
      asks: [],
      officialUrl: null,
    },
    dismissed,
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
  const url = await urlOf(tabId);
  const kept = await load(tabId);
  if (!kept?.host || hostOf(url) !== kept.host) return NOTHING;
  const { reply } = await judge({ sender: { frameId: 0, url, tabUrl: url }, tab: kept.state, request: { kind: "report" } });
  return reply;
}

/**
 * @param {number} tabId
 * @returns {Promise<string>} empty where the browser doesn't say
 */
async function urlOf(tabId) {
  const tab = await chrome.tabs.get(tabId).catch(() => undefined);
  return tab?.url ?? "";
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
  try {
    await chrome.tabs.update(tabId, { url });
    return NOTHING;
  } catch {
    return BAD_REQUEST;
  }
}
