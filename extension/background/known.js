/** What is known of a tab and its page, and what it means by the visitor's choices of now. */

import { judge } from "./engine.js";
import { isHeld } from "./hold.js";
import { isLocked } from "./lock.js";
import { paused } from "./pauses.js";
import * as settings from "./settings.js";
import { inLine, load } from "./tabs.js";
import { paint } from "./toolbar.js";
import { askTop, hostOf, urlOf } from "./top-page.js";
import { NOTHING } from "../shared/protocol.js";
import { browserWordsOfWarnings, speakerOf, wordsOf, wordsOfWarnings } from "../shared/locale.js";
import { waitOf } from "../shared/wait.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineSender} EngineSender
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {import("../shared/protocol.js").TabState} TabState
 * @typedef {import("../shared/protocol.js").VerdictReply} VerdictReply
 */

/** A page that is to be looked at first has so long for it. */
const LOOK_MS = 5_000;

/**
 * What a page of the extension is told of a tab. What storage lost, its page is looked at for once
 * more. Where nobody is there, the tab shows the browser's own page for a site that it can't reach.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
export async function readTab(tabId) {
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
 * What a document is told of its tab that asks for that alone: each frame of another site for itself.
 * @param {number} tabId
 * @param {EngineSender} sender
 * @returns {Promise<Reply>}
 */
export async function recallFor(tabId, sender) {
  const known = await knownOf(tabId);
  if (!known) return NOTHING;
  const chosen = await settings.load();
  const { reply } = await judgeAs(chosen, { ...known, ...(!sender.isTop && { sender }), request: { kind: "read_tab" } });
  if (reply.kind === "verdict") await dress(reply, chosen, await wordsOf(chosen?.settings));
  return reply;
}

/**
 * What is known of a tab. A page on which no content script runs never resets the tab, so what is
 * known must be about the host that the tab shows now.
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
export async function recall(tabId) {
  const known = await knownOf(tabId);
  if (!known) return NOTHING;
  const { reply } = await judgeAs(await settings.load(), { ...known, request: { kind: "read_tab" } });
  return reply;
}

/**
 * @param {number} tabId
 * @returns {Promise<import("../shared/protocol.js").FromTab | null>} null where nothing is known of what it shows
 */
export async function knownOf(tabId) {
  const kept = await load(tabId);
  if (!kept?.host) return null;
  const shown = await urlOf(tabId);
  // The address of a page that was set aside is kept nowhere: its host stands for it.
  const url = isHeld(shown, tabId) ? `https://${kept.host}/` : shown;
  if (hostOf(url) !== kept.host) return null;
  return { sender: { isTop: true, url, tabUrl: url }, tab: kept.state };
}

/**
 * Whether the way on asks for a code; so it does where nothing is known.
 * @param {number} tabId
 */
export async function isBarred(tabId) {
  const reply = await recall(tabId);
  return (reply.kind !== "verdict" || reply.verdict.level === "danger") && isLocked();
}

/**
 * Has the engine judge by what the visitor chose: for good, and until the browser is closed.
 * @param {Awaited<ReturnType<typeof settings.load>>} chosen
 * @param {Parameters<typeof judge>[0]} input
 * @returns {Promise<{ reply: Reply, tab: TabState }>}
 */
export async function judgeAs(chosen, input) {
  const forNow = await paused();
  const trusted = [...(chosen?.choices.trusted ?? []), ...forNow];
  const choices = { quietCaution: false, ...chosen?.choices, trusted };
  /** @type {{ reply: Reply, tab: TabState }} */
  const answer = await judge({ ...input, choices });
  const { reply } = answer;
  if (reply.kind === "verdict") reply.paused = reply.trusted && forNow.includes(reply.verdict.site.registrable);
  return answer;
}

/**
 * Adds to a verdict what its warning says of the visitor's choices.
 * @param {VerdictReply} reply
 * @param {Awaited<ReturnType<typeof settings.load>>} chosen
 * @param {Awaited<ReturnType<typeof wordsOf>>} spoken
 */
export async function dress(reply, chosen, spoken) {
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

/** @param {Reply} reply */
export function isWarning(reply) {
  return reply.kind === "verdict" && (reply.verdict.level === "danger" || reply.verdict.level === "caution");
}

/**
 * What a frame may know of its tab: the level; and what it must say beside a card field, where it
 * has to ask.
 * @param {Reply} reply
 * @param {boolean} [isForAll] whether frames are told that did not ask
 * @returns {Reply}
 */
export function forFrames(reply, isForAll = false) {
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
    framed,
    isForAll,
    asksForCard: !framed && verdict.asks.includes("card_number"),
    words: words ?? null,
    wait,
    fields,
  };
}
