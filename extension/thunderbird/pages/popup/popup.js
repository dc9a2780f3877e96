/* global vigicolisWords */

/** What is known of the mail that is shown: who writes, where its links lead; and the box below. */

import { headlineOf } from "../../../shared/headline.js";
import { make, part, readSettings, speak } from "../../../pages/page.js";
import { startChecks } from "../../../pages/popup/check.js";
import { chooseElsewhere } from "../../../pages/popup/choose-elsewhere.js";
import { makeParts } from "../../../pages/popup/parts.js";
import { practiceLines } from "../../../pages/popup/facts.js";
import { openLinksOutside, readMailOf } from "../mails.js";

/**
 * @typedef {import("../mails.js").ToldMail} ToldMail
 * @typedef {ToldMail["places"][number]} LinkPlace
 */

const { say, sayLeak } = vigicolisWords;

/** Characters shown of something that stands in the mail. */
const MAX_DETAIL = 120;
const MAX_WORDS = 60;

/** The tab that the popup is about; its number is in the address where the popup is opened as a page. */
async function tabInQuestion() {
  const named = new URLSearchParams(location.search).get("tab");
  return named ? Number(named) : (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.id;
}

/** @param {string} words */
const note = (words) => make("div", "note", words);

/**
 * @param {string} question
 * @param {...Node} answer
 */
const fact = (question, ...answer) => make("div", "fact", make("dt", "", question), make("dd", "", ...answer));

/**
 * A host with the part that somebody registered in bold.
 * @param {{ host: string, registrable: string }} place
 */
function hostLine({ host, registrable }) {
  const isPart = registrable !== "" && host.endsWith(registrable);
  return make("div", "host", isPart ? host.slice(0, host.length - registrable.length) : "", make("strong", "", isPart ? registrable : host));
}

/** @param {ToldMail} mail */
function senderFact({ author, proof, senderDomain, verdict: { sender, replyTo, returnPath } }) {
  const lines = [];
  const { name = "", address } = sender ?? {};
  if (name) lines.push(make("div", "", name.slice(0, MAX_DETAIL)));
  const [mailbox = "", domain = ""] = address?.split(/@(?=[^@]*$)/) ?? [];
  const own = senderDomain !== "" && domain.endsWith(senderDomain) ? senderDomain : domain;
  if (domain) lines.push(make("div", "host", `${mailbox}@${domain.slice(0, domain.length - own.length)}`, make("strong", "", own)));
  else lines.push(make("div", "host", author.slice(0, MAX_DETAIL)));
  lines.push(note(say(proof === "refuted" ? "message_sender_not_confirmed" : `mail_proof_${proof}`)));
  if (replyTo) lines.push(note(say("check_reply_to", replyTo.slice(0, MAX_DETAIL))));
  if (returnPath) lines.push(note(say("check_return_path", returnPath.slice(0, MAX_DETAIL))));
  return fact(say("mail_sender"), ...lines);
}

/** @param {LinkPlace[]} places */
function linksFact(places) {
  if (places.length === 0) return fact(say("mail_links_title"), note(say("mail_links_none")));
  return fact(say("mail_links_title"), ...places.map((place) => {
    const shown = make("div", "place", hostLine(place));
    const words = place.words.slice(0, MAX_WORDS);
    if (words && !words.includes(place.host)) shown.append(make("q", "note", words));
    return shown;
  }));
}

/** @param {ToldMail["verdict"]} verdict */
function paintSaid({ brand, reasons, practices }) {
  const sentences = reasons.map(({ rule, detail }) => say(`message_${rule}`, brand?.name ?? say("brand_unnamed"), detail.slice(0, MAX_DETAIL)));
  const items = [...new Set(sentences)].filter(Boolean).map((words) => make("li", "", words));
  part("more").hidden = items.length === 0;
  part("said").replaceChildren(make("ul", "", ...items), ...practiceLines(practices));
}

/**
 * @param {string} level
 * @param {string} title
 */
function paintHead(level, title) {
  part("report").dataset.level = level;
  part("sign").setAttribute("src", `../../../icons/${level}.svg`);
  part("title").textContent = title;
}

/**
 * @param {ToldMail | null} mail
 * @param {number | undefined} tabId
 */
function paint(mail, tabId) {
  if (!mail) {
    paintHead("unknown", say("mail_none_title"));
    return;
  }
  const { verdict, trackingUrl, places } = mail;
  const isWarned = verdict.level === "danger" || verdict.level === "caution";
  const { level, title } = headlineOf({ kind: "message", verdict: { ...verdict, hint: null }, marks: [], source: null }, say);
  paintHead(level, title);
  if (isWarned) paintSaid(verdict);
  const facts = [senderFact(mail), linksFact(places)];
  const leak = isWarned ? sayLeak(verdict) : "";
  if (leak) facts.push(fact(say("leak_title"), make("p", "", leak)));
  part("facts").replaceChildren(...facts);
  const official = /** @type {HTMLAnchorElement} */ (part("official"));
  official.hidden = !isWarned || !verdict.brand || !trackingUrl?.startsWith("https://");
  if (!official.hidden) {
    official.href = trackingUrl ?? "";
    official.replaceChildren(say("go_official", verdict.brand?.name ?? ""), make("small", "", official.host));
  }
  const wrong = /** @type {HTMLAnchorElement} */ (part("wrong-link"));
  wrong.hidden = !isWarned;
  wrong.href = chrome.runtime.getURL(`thunderbird/pages/wrong/wrong.html?tab=${tabId}`);
}

async function start() {
  const [tabId, settings] = await Promise.all([tabInQuestion(), readSettings()]);
  await speak(settings);
  startChecks(makeParts(part("check")), chooseElsewhere);
  paint(await readMailOf(tabId), tabId);
}

openLinksOutside();
void start().finally(() => part("report").removeAttribute("aria-busy"));
