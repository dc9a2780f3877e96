/** Has a page judged, keeps what came of it for its tab, and tells toolbar, page and frames. */

import { dress, forFrames, isWarning, judgeAs, knownOf, recall } from "./known.js";
import { pause } from "./pauses.js";
import * as settings from "./settings.js";
import { inLine, load, save } from "./tabs.js";
import * as tally from "./tally.js";
import { paint, repaint } from "./toolbar.js";
import { askTop, hostOf } from "./top-page.js";
import { holdWarned } from "./ways.js";
import { BAD_REQUEST, NOTHING, UNAVAILABLE } from "../shared/protocol.js";
import { wordsOf } from "../shared/locale.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../wasm/protocol.js").EngineSender} EngineSender
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {import("../shared/protocol.js").VerdictReply} VerdictReply
 */

/** A page that was found to be a danger and shows no sign of life for so long may have painted nothing. */
const LIFE_MS = 5_000;

/** @type {Map<number, { words: string, warns: boolean }>} what each tab was last told; lost with the background, then told again */
const told = new Map();

/** @type {Set<number>} tabs whose page's warning is counted; lost with the background, which costs one too many at worst */
const counted = new Set();

/** @param {number} tabId that is gone */
export function forgetTold(tabId) {
  told.delete(tabId);
  counted.delete(tabId);
}

/**
 * @param {number} tabId
 * @param {EngineSender} sender
 * @param {EngineRequest} request
 * @param {boolean} isPrivate whether nothing of the page may outlive its window
 * @returns {Promise<Reply>}
 */
export async function answer(tabId, sender, request, isPrivate) {
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
  const spoken = await wordsOf(chosen?.settings);
  const dressUp = async (/** @type {VerdictReply} */ given) => {
    if (isPrivate) given.trustable = false;
    await dress(given, chosen, spoken);
    return given;
  };
  await dressUp(reply);
  // What a frame is told is about itself; its tab's page and the toolbar are told the worst of all.
  const top = { isTop: true, url: sender.tabUrl, tabUrl: sender.tabUrl };
  const recalled = isTop ? reply : (await judgeAs(chosen, { sender: top, tab, request: { kind: "read_tab" } })).reply;
  if (recalled.kind !== "verdict") return reply;
  const ofTab = isTop ? reply : await dressUp(recalled);
  const { level } = ofTab.verdict;
  const isNews = tell(tabId, ofTab, isTop);
  // What they are for is said now; those that were judged before did not know.
  if (isTop && reply.framesAnew) chrome.tabs.sendMessage(tabId, { kind: "judge_anew" }).catch(() => undefined);
  if (isNews && isTop && level === "danger" && !ofTab.dismissed && !ofTab.framed) void awaitLife(tabId);
  // The browser forgot the last page's; what is there already is not painted over, which costs more than to judge.
  if (request.kind === "judge_address") paint(tabId, level, spoken);
  else if (isNews) repaint(tabId, level, spoken);
  if (isPrivate) return reply;
  if (isNews && chosen?.settings.keepHistory) void note(ofTab);
  if (request.kind === "judge_address" && !ofTab.mailbox) countPage(tabId);
  if (isNews) countWarning(tabId, ofTab);
  return reply;
}

/**
 * Trusts the site of the tab's page, as its warning asks for, and judges the page anew.
 * @param {number} tabId
 * @param {EngineSender} sender
 * @returns {Promise<Reply>}
 */
export async function trustTab(tabId, sender) {
  const kept = await load(tabId);
  const { kind } = await settings.trustTab({ sender, tab: kept?.state ?? null });
  if (kind === "refused") return BAD_REQUEST;
  return kind === "settings" ? answer(tabId, sender, { kind: "read_tab" }, false) : UNAVAILABLE;
}

/**
 * Silences the banner on the site of a tab's page, for good or until the browser is closed, as the
 * page for wrong warnings asks for.
 * @param {number} tabId
 * @param {string} site that the visitor was asked about; the tab may show another one by now
 * @param {boolean} isForNow
 * @returns {Promise<Reply>} what then holds
 */
export async function silenceSite(tabId, site, isForNow) {
  const isPrivate = (await chrome.tabs.get(tabId)).incognito;
  const known = await knownOf(tabId);
  const reply = await recall(tabId);
  if (!known || reply.kind !== "verdict" || !reply.trustable || (isPrivate && !isForNow)) return BAD_REQUEST;
  if (reply.verdict.site.registrable !== site) return BAD_REQUEST;
  if (isForNow) await pause(reply.verdict.site.registrable);
  else if ((await settings.trustTab(known)).kind !== "settings") return UNAVAILABLE;
  const now = await answer(tabId, known.sender, { kind: "read_tab" }, isPrivate);
  void askTop(tabId, now);
  return now;
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
  if (!isTop) void askTop(tabId, reply).then((answer) => (warns && !silent && !dismissed && !framed ? holdUnlessTold(tabId, verdict.level, answer) : undefined));
  if (warns || before?.warns !== false) chrome.tabs.sendMessage(tabId, forFrames(reply, true)).catch(() => undefined);
  return true;
}

/**
 * A top page without our script can't warn of what its frames do. One that is slow to answer may do so yet; of
 * a danger nobody waits for that. The tab may be gone meanwhile, or show another page.
 * @param {number} tabId
 * @param {VerdictReply["verdict"]["level"]} level
 * @param {unknown} answer the top page's
 */
async function holdUnlessTold(tabId, level, answer) {
  if (answer === null || (answer !== true && level === "danger")) await inLine(tabId, () => holdWarned(tabId, true));
}

/**
 * Has a page's warning told elsewhere where the page does not come to paint it: busy without end, or with tasks
 * that it puts before all of the browser's.
 * @param {number} tabId
 */
async function awaitLife(tabId) {
  if ((await askTop(tabId, { kind: "name_origin" }, LIFE_MS)) === undefined) await inLine(tabId, () => holdWarned(tabId, true));
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
