/* global vigicolisWords */

import { hasPlaceBeside, openBeside } from "./beside.js";
import { startChecks } from "./check.js";
import { chooseElsewhere } from "./choose-elsewhere.js";
import { practiceLines, proofNotes } from "./facts.js";
import { makeParts } from "./parts.js";

/** The popup: what is known of the tab's page, in words. It asks the background and paints. */

import { hasAccess, onAccessChanged, requestAccess } from "../../shared/access.js";
import { onSessionChanged } from "../../shared/storage.js";
import { leakPage, pageAbout } from "../advice.js";
import { readAloud } from "../aloud.js";
import { EMPTY_NOTEBOOK, notebookLines, ownEntries, readNotebook } from "../notebook.js";
import { changeSettings, make, onSettingsChanged, part, readSettings, readTally, sayTally, speak } from "../page.js";
import { paintTell } from "../tell.js";

/**
 * @typedef {import("../../wasm/protocol.js").Level} Level
 * @typedef {import("../../shared/protocol.js").Reply} Reply
 * @typedef {import("../../wasm/protocol.js").SiteView} SiteView
 * @typedef {import("../../wasm/protocol.js").Verdict} Verdict
 */

const { fitsOnALine, place, say, sayAsks, sayFirst, sayLeak, sayReasons, sayTitle } = vigicolisWords;

/** Sites that the organisation trusts. */
let managedTrust = /** @type {string[]} */ ([]);
/** Name of the person to call, if one was chosen. */
let person = "";
/** Whether a parcel is awaited, as far as it is known. */
let isAwaiting = false;

const RETRIES = 4;
const RETRY_MS = 500;

/**
 * The tab that the popup speaks of: the one in front, or the one named in the address where the
 * popup is opened as a page.
 * @returns {Promise<chrome.tabs.Tab | undefined>}
 */
async function tabInQuestion() {
  const named = new URLSearchParams(location.search).get("tab");
  if (!named) return (await chrome.tabs.query({ active: true, currentWindow: true }))[0];
  try {
    return await chrome.tabs.get(Number(named));
  } catch {
    return undefined;
  }
}

/**
 * @param {number} tabId
 * @returns {Promise<Reply>}
 */
async function ask(tabId) {
  try {
    return (await chrome.runtime.sendMessage({ kind: "read_tab", tabId })) ?? { kind: "nothing" };
  } catch {
    return { kind: "error", code: "unavailable" };
  }
}

/**
 * @param {string} level
 * @param {string} title
 * @param {string} lead
 */
function paintHead(level, title, lead) {
  part("report").dataset.level = level;
  part("sign").setAttribute("src", `../../icons/${level}.svg`);
  part("title").textContent = title;
  part("lead").textContent = lead;
  part("lead").hidden = lead === "";
}

/** @param {"loading" | "nothing" | "reload" | "failed" | "blind"} state */
function paintWithout(state) {
  const isBlind = state === "blind";
  const words = isBlind ? "settings_access_none" : `popup_${state}`;
  paintHead("unknown", say(`${words}_title`), say(words));
  part("facts").replaceChildren();
  for (const id of ["notebook", "official", "call-link", "trust", "more", "false-alarm-link", "tell"]) part(id).hidden = true;
  part("access").hidden = !isBlind;
  linkLeak();
  order(!isBlind);
}

/**
 * Where the page gives no reason to be looked at, the box comes first. Somebody who writes in it
 * is not interrupted.
 * @param {boolean} isBoxFirst
 */
function order(isBoxFirst) {
  const [box, report] = [part("check"), part("report")];
  const isSo = (box.compareDocumentPosition(report) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (isSo === isBoxFirst || box.contains(document.activeElement)) return;
  if (isBoxFirst) report.before(box);
  else part("after").after(box);
}

/**
 * @param {string} question
 * @param {...(Node | string)} answer
 */
function fact(question, ...answer) {
  return make("div", "fact", make("dt", "", question), make("dd", "", ...answer));
}

/**
 * A host that breaks after its dots, where it has to.
 * @param {string} host
 */
const inPieces = (host) => host.split(/(?<=\.)/).flatMap((piece) => [piece, make("wbr", "")]);

/**
 * The host with the part that somebody registered in bold, and how it reads in letters where it
 * is written in another script.
 * @param {SiteView} site
 * @param {Level} level
 */
function placeFact(site, level) {
  const { host, registrable, unicode } = site;
  const line = make("div", "host");
  const isPart = registrable !== "" && host.endsWith(registrable);
  line.append(...inPieces(isPart ? host.slice(0, host.length - registrable.length) : ""), make("strong", "", ...inPieces(isPart ? registrable : host)));
  const answer = [line];
  if (unicode && unicode !== host) answer.push(note(say("site_unicode", unicode)));
  if (site.owner && level !== "official") answer.push(note(sayFirst([`owner_${site.owner.kind}`, "owner_other"], site.owner.name)));
  else if (!site.owner && site.hosting !== "own") answer.push(note(sayFirst([`hosting_${site.hosting}`, "hosting_other"])));
  return fact(say(isWarning(level) ? "popup_place_really" : "popup_place"), ...answer);
}

/**
 * A sentence whose address is kept together where it can be.
 * @param {string} words
 * @param {string} address
 */
function sentence(words, address) {
  const item = make("li", "");
  words.split(address).forEach((piece, index) => {
    if (index > 0) item.append(make("span", fitsOnALine(address) ? "whole" : "", address));
    item.append(piece);
  });
  return item;
}

/** @param {Level} level */
function isWarning(level) {
  return level === "danger" || level === "caution";
}

/** @param {string} words */
function note(words) {
  return make("div", "note", words);
}

/**
 * @param {import("../../shared/protocol.js").VerdictReply} reply
 * @param {import("../../shared/protocol.js").NotebookReply} notebook read for the brand of the verdict
 */
function paintVerdict({ verdict, trusted, paused, mailbox, wordless }, notebook) {
  const { level, brand, site, officialUrl } = verdict;
  if (mailbox) paintHead(level, say("popup_mailbox_title"), say("popup_mailbox"));
  else if (wordless && level === "clear") paintHead("unknown", say("popup_unread_title"), say("popup_unread"));
  else paintHead(level, sayTitle(verdict), say(`popup_${level}`));
  const facts = [placeFact(site, level)];
  if (brand && isWarning(level)) facts.unshift(fact(say("popup_claim"), make("strong", "", brand.name)));
  part("facts").classList.toggle("pair", facts.length === 2);
  const awaited = level === "official" ? ownEntries(notebook) : [];
  if (awaited.length > 0) facts.push(fact(say("parcel_yours"), ...awaited));
  part("facts").replaceChildren(...facts);
  const lines = isWarning(level) ? notebookLines(notebook) : [];
  part("notebook").replaceChildren(...lines);
  part("notebook").hidden = lines.length === 0;
  paintMore(verdict);
  linkLeak(verdict);
  paintOfficial(verdict.brand?.name ?? "", level === "official" ? null : officialUrl);
  part("call-link").hidden = person === "" || !isWarning(level);
  void paintTell(mailbox ? null : verdict);
  part("access").hidden = true;
  part("false-alarm-link").hidden = !isWarning(level) || trusted;
  part("trust").hidden = !trusted;
  const isManaged = managedTrust.includes(site.registrable);
  const words = level === "danger" ? "trust_danger" : paused ? "pause_given" : "trust_given";
  part("trust-words").textContent = isManaged ? say(`popup_managed_${words}`, place(verdict)) : say(words, place(verdict));
  // What the organisation trusts is not the visitor's to change.
  part("untrust").hidden = isManaged;
  part("untrust").textContent = say(paused ? "pause_end" : "trust_end");
  part("untrust").dataset.domain = site.registrable;
  order(mailbox || level === "clear");
}

/**
 * What is for those who want to know: it unfolds.
 * @param {Verdict} verdict
 */
function paintMore(verdict) {
  const { level, asks, proof, practices } = verdict;
  const facts = [];
  const reasons = sayReasons(verdict);
  if (reasons.length > 0) {
    const told = make("ul", "", ...reasons.map((words) => sentence(words, place(verdict))));
    const why = fact(say("popup_reasons"), told, ...(proof ? proofNotes(proof) : []));
    // What unfolds them asks the same question.
    if (isWarning(level)) why.firstElementChild?.classList.add("unseen");
    facts.push(why);
  }
  if (practices.length > 0) facts.push(fact(say("practice_title"), ...practiceLines(practices)));
  if (asks.length > 0 && level !== "official") facts.push(fact(say("popup_asks"), sayAsks(verdict)));
  const leak = sayLeak(verdict);
  if (leak) facts.push(fact(say("leak_title"), leak));
  part("more-title").textContent = say(isWarning(level) ? "why" : "check_more");
  part("more-facts").replaceChildren(...facts);
  part("more").hidden = facts.length === 0;
}

/**
 * The way to what can be done about a leak: of the carrier whose own site it is, or of any.
 * @param {Verdict} [verdict]
 */
function linkLeak(verdict) {
  const { level, brand = null, breach = null } = verdict ?? {};
  const link = /** @type {HTMLAnchorElement} */ (part("leak-link"));
  link.href = leakPage(breach ? brand?.id : undefined);
  const isAbout = brand !== null && breach !== null && level === "official";
  link.classList.toggle("about", isAbout);
  link.textContent = isAbout ? say("lost_title_brand", brand.name) : say("lost_title");
}

/**
 * @param {string} brand
 * @param {string | null} url
 */
function paintOfficial(brand, url) {
  const link = /** @type {HTMLAnchorElement} */ (part("official"));
  const isKnown = brand !== "" && url !== null && url.startsWith("https://");
  link.hidden = !isKnown;
  if (!isKnown) return;
  link.href = url;
  link.replaceChildren(say("go_official", brand), make("small", "", new URL(url).host));
}

/**
 * @param {Reply} reply
 * @param {number} tabId
 */
async function paint(reply, tabId) {
  // Hardly anybody keeps a notebook: nobody else waits for its answer.
  if (reply.kind === "verdict") paintVerdict(reply, isAwaiting ? await readNotebook(reply.verdict.brand) : EMPTY_NOTEBOOK);
  else if (reply.kind === "error") paintWithout("failed");
  else if (/^https?:/.test((await chrome.tabs.get(tabId)).url ?? "")) paintWithout("reload");
  // Without access the browser does not tell the address either.
  else paintWithout((await hasAccess()) ? "nothing" : "blind");
}

/** @param {number} tabId */
async function askAndPaint(tabId) {
  await paint(await ask(tabId), tabId);
}

/**
 * What the background knows of the tab in question, asked before there are words to say it in.
 * @returns {Promise<{ tab: chrome.tabs.Tab | undefined, reply: Reply }>}
 */
async function lookUp() {
  const tab = await tabInQuestion();
  if (tab?.id === undefined) return { tab, reply: { kind: "nothing" } };
  const { id } = tab;
  // What comes to light from here on is shown as soon as there is something to show it on.
  const again = () => void opening.then(() => askAndPaint(id)).catch(gone);
  onSessionChanged((changes) => {
    if (`tab:${id}` in changes || "paused" in changes) again();
  });
  onSettingsChanged(() => {
    isAwaiting = true;
    again();
  });
  onAccessChanged(again);
  return { tab, reply: await ask(id) };
}

/** The tab was closed meanwhile. */
const gone = () => paintWithout("nothing");

/** @param {Awaited<ReturnType<typeof lookUp>>} known */
async function show({ tab, reply }) {
  if (tab?.id === undefined) {
    paintWithout("nothing");
    return;
  }
  const { id } = tab;
  linkAfter(id);
  for (let retry = 0; reply.kind !== "verdict" && retry < RETRIES; retry += 1) {
    if ((await chrome.tabs.get(id)).status !== "loading") break;
    paintWithout("loading");
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    reply = await ask(id);
  }
  await paint(reply, id);
}

/**
 * The pages for after the harm.
 * @param {number} [tabId] that they are about
 */
function linkAfter(tabId) {
  for (const page of /** @type {const} */ (["help", "report", "false-alarm", "call"])) {
    /** @type {HTMLAnchorElement} */ (part(`${page}-link`)).href = pageAbout(page, tabId);
  }
}

/** A link opens a tab of its own and the popup goes away, in every browser alike. */
for (const id of ["official", "help-link", "report-link", "false-alarm-link", "leak-link", "parcels-link", "learn-link", "call-link"]) {
  part(id).addEventListener("click", async (event) => {
    event.preventDefault();
    await chrome.tabs.create({ url: /** @type {HTMLAnchorElement} */ (part(id)).href });
    window.close();
  });
}

linkAfter();
linkLeak();

/**
 * The button that opens the box where it stays, with what stands in it.
 * @param {HTMLTextAreaElement} box
 */
async function offerPlace(box) {
  // At the click there is no time left to ask; on a phone there are no windows.
  const windowId = (await chrome.windows?.getCurrent())?.id;
  part("beside").textContent = say(hasPlaceBeside ? "box_beside" : "box_tab");
  part("beside").hidden = false;
  part("beside").addEventListener("click", async () => {
    await openBeside(windowId, box.value.trim());
    window.close();
  });
}

/** That it works, although it says nothing. */
async function showTally() {
  const tally = await readTally();
  if (!tally || tally.pages === 0) return;
  part("tally").textContent = sayTally(tally);
  part("tally").hidden = false;
}

/** What is read aloud of a page: the verdict, what is known, why. */
function wordsOfReport() {
  const parts = document.querySelectorAll("#title, #lead:not([hidden]), #facts :is(dt, dd > *), #more:not([hidden]) li");
  return Array.from(parts, (each) => each.textContent ?? "");
}

async function start() {
  const lookingUp = lookUp();
  const settings = await readSettings();
  managedTrust = settings?.managedTrust ?? [];
  person = settings?.person?.name ?? "";
  isAwaiting = (settings?.parcels.length ?? 0) > 0;
  await speak(settings);
  part("call-link").textContent = say("call_person", person);
  part("aloud").addEventListener("click", readAloud(/** @type {HTMLButtonElement} */ (part("aloud")), wordsOfReport));
  const parts = makeParts(part("check"));
  startChecks(parts, chooseElsewhere);
  void offerPlace(parts.box);
  await show(await lookingUp);
  void showTally();
}

part("access").addEventListener("click", () => void requestAccess());
part("untrust").addEventListener("click", () => {
  void changeSettings({ kind: "untrust_domain", domain: part("untrust").dataset.domain ?? "" });
});
part("options").addEventListener("click", async () => {
  await chrome.runtime.openOptionsPage();
  window.close();
});

const opening = start()
  .catch(() => paintWithout("failed"))
  .finally(() => part("report").removeAttribute("aria-busy"));
