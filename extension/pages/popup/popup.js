/* global vigicolisWords */

import { startChecks } from "./check.js";
import { practiceLines, proofNotes } from "./facts.js";

/** The popup: what is known of the tab's page, in words. It asks the background and paints. */

import { hasAccess, onAccessChanged, requestAccess } from "../../shared/access.js";
import { pageAbout } from "../advice.js";
import { readAloud } from "../aloud.js";
import { changeSettings, make, onSettingsChanged, part, readSettings, speak } from "../page.js";
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
  for (const id of ["official", "call-link", "trust", "more", "tell"]) part(id).hidden = true;
  part("access").hidden = !isBlind;
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
 * The host with the part that somebody registered in bold, and how it reads in letters where it
 * is written in another script.
 * @param {SiteView} site
 * @param {Level} level
 */
function placeFact(site, level) {
  const { host, registrable, unicode } = site;
  const line = make("div", "host");
  if (registrable && host.endsWith(registrable)) {
    line.append(host.slice(0, host.length - registrable.length), make("strong", "", registrable));
  } else {
    line.append(make("strong", "", host));
  }
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

/** @param {import("../../shared/protocol.js").VerdictReply} reply */
function paintVerdict({ verdict, trusted, mailbox }) {
  const { level, brand, site, officialUrl } = verdict;
  if (mailbox) paintHead(level, say("popup_mailbox_title"), say("popup_mailbox"));
  else paintHead(level, sayTitle(verdict), say(`popup_${level}`));
  const facts = [placeFact(site, level)];
  if (brand && isWarning(level)) facts.unshift(fact(say("popup_claim"), make("strong", "", brand.name)));
  part("facts").replaceChildren(...facts);
  paintMore(verdict);
  paintOfficial(verdict.brand?.name ?? "", level === "official" ? null : officialUrl);
  part("call-link").hidden = person === "" || !isWarning(level);
  void paintTell(mailbox ? null : verdict);
  part("access").hidden = true;
  part("trust").hidden = !trusted;
  const isManaged = managedTrust.includes(site.registrable);
  const words = level === "danger" ? "trust_danger" : "trust_given";
  part("trust-words").textContent = isManaged ? say(`popup_managed_${words}`, place(verdict)) : say(words, place(verdict));
  // What the organisation trusts is not the visitor's to change.
  part("untrust").hidden = isManaged;
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
  if (reply.kind === "verdict") paintVerdict(reply);
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
  const again = () => void opening.then(() => askAndPaint(id));
  chrome.storage.session.onChanged.addListener((changes) => {
    if (`tab:${id}` in changes) again();
  });
  onSettingsChanged(again);
  onAccessChanged(again);
  return { tab, reply: await ask(id) };
}

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
  for (const page of /** @type {const} */ (["help", "report", "call"])) {
    /** @type {HTMLAnchorElement} */ (part(`${page}-link`)).href = pageAbout(page, tabId);
  }
}

/** A link opens a tab of its own and the popup goes away, in every browser alike. */
for (const id of ["official", "help-link", "report-link", "call-link"]) {
  part(id).addEventListener("click", async (event) => {
    event.preventDefault();
    await chrome.tabs.create({ url: /** @type {HTMLAnchorElement} */ (part(id)).href });
    window.close();
  });
}

linkAfter();

/** What is read aloud of a page: the verdict, what is known, why. */
function wordsOfReport() {
  const parts = document.querySelectorAll("#title, #lead:not([hidden]), #facts :is(dt, dd > *), #more:not([hidden]) li");
  return Array.from(parts, (each) => each.textContent ?? "");
}

/** The box is all there is: for readers of screens, too. */
function becomeMain() {
  order(true);
  part("check").setAttribute("role", "main");
  part("check").prepend(make("h1", "unseen", document.title));
}

async function start() {
  // Opened from a page's context menu it is about what was chosen there, not about a tab.
  const isAboutPage = !new URLSearchParams(location.search).has("pasted");
  const lookingUp = isAboutPage ? lookUp() : null;
  const settings = await readSettings();
  managedTrust = settings?.managedTrust ?? [];
  person = settings?.person?.name ?? "";
  await speak(settings);
  part("call-link").textContent = say("call_person", person);
  startChecks({
    form: /** @type {HTMLFormElement} */ (part("check-form")),
    box: /** @type {HTMLTextAreaElement} */ (part("check-box")),
    answer: part("check-answer"),
    recent: { block: part("recent"), list: part("recent-list"), clear: part("recent-clear") },
    picture: {
      area: part("check"),
      choose: /** @type {HTMLButtonElement} */ (part("picture-choose")),
      file: /** @type {HTMLInputElement} */ (part("picture-file")),
    },
  });
  if (isAboutPage) part("aloud").addEventListener("click", readAloud(/** @type {HTMLButtonElement} */ (part("aloud")), wordsOfReport));
  part("report").hidden = !isAboutPage;
  if (lookingUp) await show(await lookingUp);
  else becomeMain();
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
