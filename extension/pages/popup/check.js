/* global vigicolisWords */

import { headlineOf, isHidden, isWarning } from "../../shared/headline.js";
import { host } from "../../shared/host.js";
import { UNAVAILABLE } from "../../shared/protocol.js";
import { session } from "../../shared/storage.js";
import { notebookLines, readNotebook } from "../notebook.js";
import { ask as send, make } from "../page.js";
import { practiceLines, proofNotes, sourceNotes } from "./facts.js";
import { startPictures } from "./picture.js";

/**
 * The box for whatever somebody was sent: a link, a message, a mail's source, a parcel number, a
 * mail address or a telephone number. The engine tells what it is; here it is put into words. Nothing pasted is
 * ever shown as anything but text.
 */

/**
 * @typedef {import("../../wasm/protocol.js").PasteResult} PasteResult
 * @typedef {import("../../shared/protocol.js").Reply} Reply
 * @typedef {import("../../wasm/protocol.js").Verdict} Verdict
 * @typedef {import("../../wasm/protocol.js").NumberMatch} NumberMatch
 */

const { language, place, say, sayLeak, sayReasons } = vigicolisWords;

/**
 * Longer texts are cut before they are sent: the engine reads no further either.
 * @type {import("../../wasm/protocol.js").Bounds["pasted"]}
 */
const MAX_TEXT = 4_000_000;
/** A typist's pause. */
const PAUSE_MS = 400;
/** Texts remembered until the browser closes, and how much of each. */
const MAX_RECENT = 8;
const MAX_REMEMBERED = 2_000;
const RECENT = "recent";

/** Stories by which a false driver begins to talk. */
const FIRST_STEPS = ["teaser", "mailbox_too_small"];

/** Characters shown of something that was pasted, inside a sentence. */
const MAX_DETAIL = 120;
/** Attachments and hosts named for one mail. */
const MAX_FILES = 8;
const MAX_HOSTS = 12;
/** Carriers named for one number; more say nothing. */
const MAX_CARRIERS = 6;
/** Carriers whose own pages are offered for one number. */
const MAX_PAGES = 3;
/** Carriers named for one published number or address. */
const MAX_PUBLISHERS = 2;

/** Marks that turn the direction of writing: a file's name could end otherwise than it seems. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** @param {string} words */
const line = (words) => make("p", "", words);

/** @param {string} words */
const note = (words) => make("p", "note", words);

/** @param {string[]} items */
const list = (items) => make("ul", "", ...items.map((words) => make("li", "", words)));

/**
 * The answer first, then what to do, then what unfolds.
 * @param {PasteResult} checked
 * @param {Node[]} body
 * @param {Node[]} [more] facts and sources, for those who want to know
 */
const card = (checked, body, more) => cardUnder(headlineOf(checked, say), body, more);

/**
 * @param {{ level: string, title: string }} headline
 * @param {Node[]} body
 * @param {Node[]} [more]
 */
function cardUnder({ level, title }, body, more = []) {
  const heading = make("h3", "", title);
  // It takes the keyboard when it comes, so that it is read aloud from here.
  heading.tabIndex = -1;
  const result = make("div", "result", heading, ...body);
  if (more.length > 0) result.append(make("details", "", make("summary", "", say("check_more")), ...more));
  result.dataset.level = level;
  return result;
}

/**
 * The way to the carrier's own site, by the visitor's click.
 * @param {{ name: string } | null} brand
 * @param {string | null} url
 * @returns {Node[]}
 */
function officialLink(brand, url) {
  if (!brand || !url?.startsWith("https://")) return [];
  const link = make("a", "button", say("go_official", brand.name), make("small", "", new URL(url).host));
  link.href = url;
  link.rel = "noreferrer";
  link.target = "_blank";
  return [link];
}

/**
 * A host, with the part that somebody registered in bold.
 * @param {{ host: string, registrable: string }} site
 */
const hostParts = ({ host, registrable }) =>
  registrable && host.endsWith(registrable) ? [host.slice(0, -registrable.length), make("strong", "", registrable)] : [make("strong", "", host)];

/** @param {Extract<PasteResult, { kind: "link" }>} checked */
function linkCard(checked) {
  const { link, verdict, foreign } = checked;
  const { level, brand, site, officialUrl, proof, practices } = verdict;
  /** @type {Node[]} */
  const body = [note(say("check_link_place")), make("p", "host", ...hostParts(site))];
  /** @type {Node[]} */
  const more = [];
  if (site.unicode !== site.host) body.push(note(say("site_unicode", site.unicode)));
  for (const { letter, looksLike: plain } of foreign) {
    more.push(note(plain ? say("check_letter", letter, plain) : say("check_letter_other", letter)));
  }
  if (link.wrapped) more.push(note(say("check_link_wrapped")));
  if (isHidden(link)) body.push(line(say(link.kind === "tracked" ? "check_tracked" : "check_hidden")));
  else if (isWarning(verdict)) body.push(list(sayReasons(verdict)));
  else if (level === "official") {
    body.push(line(say("check_link_official", brand?.name ?? "", place(verdict))));
    if (proof) more.push(...proofNotes(proof));
  } else body.push(line(say("check_link_clear")));
  more.push(...practiceLines(practices));
  if (isWarning(verdict)) {
    body.push(...officialLink(brand, officialUrl));
    more.push(...leakNotes(verdict));
  }
  return card(checked, body, more);
}

/**
 * The text with its telling passages marked.
 * @param {string} text
 * @param {{ start: number, end: number }[]} marks
 */
function marked(text, marks) {
  const shown = make("blockquote", "");
  let at = 0;
  for (const { start, end } of marks) {
    shown.append(text.slice(at, start), make("mark", "", text.slice(start, end)));
    at = end;
  }
  shown.append(text.slice(at));
  return shown;
}

/**
 * From which leak a scammer may know the reader.
 * @param {Pick<Verdict, "breach">} verdict
 */
function leakNotes(verdict) {
  const leak = sayLeak(verdict);
  return leak ? [note(leak)] : [];
}

/**
 * What the headers of a pasted mail say of its sender.
 * @param {import("../../wasm/protocol.js").MessageVerdict} verdict
 */
function senderNotes({ sender, replyTo, returnPath, unconfirmed, reasons }) {
  const shown = sender?.address ?? sender?.name ?? "";
  const notes = shown ? [say("check_sender", shown.slice(0, MAX_DETAIL))] : [];
  if (replyTo) notes.push(say("check_reply_to", replyTo.slice(0, MAX_DETAIL)));
  if (returnPath) notes.push(say("check_return_path", returnPath.slice(0, MAX_DETAIL)));
  const isTold = reasons.some(({ rule }) => rule === "sender_not_confirmed");
  if (unconfirmed && !isTold) notes.push(say("message_sender_not_confirmed"));
  return notes.map(note);
}

/**
 * What else a mail's source tells: what is attached, and where its links lead whatever their words say.
 * @param {import("../../wasm/protocol.js").ReadSource} source
 * @param {import("../../wasm/protocol.js").MessageLink[]} links
 * @returns {Node[]}
 */
function sourceFacts({ attachments }, links) {
  /** @type {Node[]} */
  const facts = [];
  const files = attachments.map(({ name, mediaType }) => (name || mediaType).replace(TURNING, "\ufffd")).slice(0, MAX_FILES);
  if (files.length > 0) facts.push(note(say("mail_attachments", files.join(", "))));
  const hosts = [...new Map(links.map((link) => [link.host, link])).values()].slice(0, MAX_HOSTS);
  if (hosts.length > 0) facts.push(note(say("mail_links")), make("ul", "", ...hosts.map((link) => make("li", "host", ...hostParts(link)))));
  return facts;
}

/**
 * Which links of a message are a carrier's own, each domain once, and how that is known.
 * @param {import("../../wasm/protocol.js").MessageLink[]} links
 */
function officialLinks(links) {
  /** @type {Map<string, { said: Node, notes: Node[] }>} */
  const told = new Map();
  for (const { brand, proof } of links) {
    if (brand && proof) told.set(proof.domain, { said: line(say("check_link_official", brand.name, proof.domain)), notes: proofNotes(proof) });
  }
  return [...told.values()];
}

/**
 * @param {Extract<PasteResult, { kind: "message" }>} checked
 * @param {string} text as it was pasted
 */
function messageCard(checked, text) {
  const { verdict, marks, source } = checked;
  const { level, brand, reasons, officialUrl, warns, links, practices, hint } = verdict;
  const sentences = reasons.map(({ rule, detail }) => say(`message_${rule}`, brand?.name ?? say("brand_unnamed"), detail.slice(0, MAX_DETAIL)));
  /** @type {Node[]} */
  const body = [];
  /** @type {Node[]} */
  const more = [];
  if (sentences.length > 0) body.push(list([...new Set(sentences)]));
  else {
    // The good news first: whose link it is.
    const official = officialLinks(links);
    body.push(...official.map(({ said }) => said), line(say(hint ? `check_hint_${hint}` : warns ? "check_message_warns" : "check_message_clear")));
    more.push(...official.flatMap(({ notes }) => notes));
  }
  body.push(...officialLink(brand, officialUrl));
  if (marks.length > 0) more.push(note(say("check_marks")), marked(source?.text ?? text, marks));
  if (verdict.truncated) body.push(note(say("check_truncated")));
  more.push(...senderNotes(verdict));
  if (source) more.push(...sourceFacts(source, links));
  if (level !== "clear") more.push(...leakNotes(verdict));
  more.push(...practiceLines(practices));
  return card(checked, body, more);
}

/** @param {Extract<PasteResult, { kind: "brand" }>} checked */
function brandCard(checked) {
  const { brand, officialUrl, tracking, breach, practices } = checked;
  /** @type {Node[]} */
  const body = [line(say("check_brand")), ...officialLink(brand, officialUrl)];
  if (tracking?.url.startsWith("https://")) {
    const link = make("a", "link", say("check_track_page", new URL(tracking.url).host.replace(/^www\./, "")));
    link.href = tracking.url;
    link.rel = "noreferrer";
    link.target = "_blank";
    body.push(link);
  }
  return card(checked, body, [...practiceLines(practices), ...leakNotes({ breach })]);
}

/** @param {NumberMatch} match */
function numberItem({ format, brand }) {
  const carrier = brand?.name ?? (format.postal ? format.postal.operator : format.name);
  return `${carrier} · ${say(`check_proof_${format.proof}`)}`;
}

/**
 * The carriers' own pages about a number, by the visitor's click: the likeliest as a button, the
 * others below it.
 * @param {NumberMatch[]} matches
 * @returns {Node[]}
 */
function trackingLinks(matches) {
  /** @type {Map<string, HTMLAnchorElement>} */
  const links = new Map();
  for (const { brand, tracking, officialUrl } of matches) {
    const url = tracking?.url ?? officialUrl;
    if (!brand || !url?.startsWith("https://") || links.has(url) || links.size === MAX_PAGES) continue;
    const words = say(tracking?.filled ? "check_track" : "check_track_page", new URL(url).host.replace(/^www\./, ""));
    const link = make("a", links.size === 0 ? "button" : "link", words, " ", make("small", "", brand.name));
    link.href = url;
    link.rel = "noreferrer";
    link.target = "_blank";
    links.set(url, link);
  }
  const [first, ...others] = links.values();
  if (!first) return [];
  return others.length === 0 ? [first] : [first, note(say("check_track_also")), ...others];
}

/** @param {Extract<PasteResult, { kind: "number" }>} checked */
function numberCard(checked) {
  const { matches } = checked;
  const items = [...new Set(matches.map(numberItem))].slice(0, MAX_CARRIERS);
  return card(checked, [list(items), ...trackingLinks(matches), line(say("check_number_proof"))]);
}

/** @param {import("../../wasm/protocol.js").ContactView} contact */
const contactLine = (contact) => line(say("check_contact", contact.name, say(`contact_${contact.role}`)));

/** @param {Extract<PasteResult, { kind: "mail" }>} checked */
function mailCard(checked) {
  const { domain, brand, proof, published, contact, webmail, verdict } = checked;
  const forged = note(say("check_mail_forged"));
  const publishers = published.slice(0, MAX_PUBLISHERS);
  const body = publishers.map((entry) => line(say("check_mail_published", entry.brand.name)));
  const sources = publishers.flatMap(sourceNotes);
  if (contact) {
    body.push(contactLine(contact));
    sources.push(...sourceNotes(contact));
  }
  if (brand) return card(checked, [...body, forged], [...sources, ...(proof ? sourceNotes(proof) : [])]);
  if (verdict && isWarning(verdict)) return card(checked, [list(sayReasons(verdict)), ...officialLink(verdict.brand, verdict.officialUrl)]);
  if (body.length === 0) body.push(line(say(webmail ? "check_mail_webmail" : "check_mail_unknown", domain)));
  return card(checked, [...body, forged], sources);
}

/** @param {string[]} regions ISO 3166-1 alpha-2 */
function sayRegions(regions) {
  const names = new Intl.DisplayNames([language()], { type: "region" });
  return regions.map((region) => names.of(region) ?? region).join(", ");
}

/** @param {Extract<PasteResult, { kind: "phone" }>} checked */
function phoneCard(checked) {
  const { phone, published, contact } = checked;
  const { premium, short, regions } = phone;
  const isKnown = published.length > 0 || contact !== null;
  const publishers = published.slice(0, MAX_PUBLISHERS);
  const body = publishers.map((entry) => line(say(entry.kind === "sms" ? "check_phone_sms" : "check_phone_published", entry.brand.name)));
  const sources = publishers.flatMap(sourceNotes);
  if (contact) {
    body.push(contactLine(contact));
    sources.push(...sourceNotes(contact));
  }
  if (regions.length > 0) body.push(line(say("check_phone_region", sayRegions(regions))));
  if (premium) body.push(line(say(isKnown ? "check_phone_paid" : "check_phone_premium")));
  if (!isKnown && !premium) body.push(line(say(short ? "check_phone_unknown" : "check_phone_plain")));
  if (isKnown || !premium) body.push(note(say(isKnown ? "check_phone_spoofed" : "check_phone_forged")));
  return card(checked, body, sources);
}

/**
 * @param {PasteResult} checked
 * @param {string} text
 * @returns {HTMLElement}
 */
function cardFor(checked, text) {
  switch (checked.kind) {
    case "link":
      return linkCard(checked);
    case "message":
      return messageCard(checked, text);
    case "number":
      return numberCard(checked);
    case "brand":
      return brandCard(checked);
    case "mail":
      return mailCard(checked);
    case "phone":
      return phoneCard(checked);
    default:
      return card(checked, [line(say("check_nothing"))]);
  }
}

/**
 * @param {Reply} reply
 * @param {string} text that was asked about
 * @returns {HTMLElement}
 */
export function answerCard(reply, text) {
  if (reply.kind !== "paste_result") return cardUnder({ level: "unknown", title: say("popup_failed_title") }, [line(say("popup_failed"))]);
  return cardFor(reply.result, text);
}

/**
 * @param {string} text
 * @returns {Promise<Reply>}
 */
async function ask(text) {
  return (await send({ kind: "check_paste", text })) ?? UNAVAILABLE;
}

/**
 * What was checked in this session, the latest first.
 * @returns {Promise<string[]>}
 */
async function recentTexts() {
  const { [RECENT]: found } = await session.get(RECENT).catch(() => /** @type {Record<string, unknown>} */ ({}));
  return Array.isArray(found) ? found.filter((text) => typeof text === "string").slice(0, MAX_RECENT) : [];
}

/**
 * What is remembered of a mail's source are its words.
 * @param {PasteResult} checked
 * @param {string} text
 */
const readText = (checked, text) => checked.kind === "message" && checked.source ? checked.source.text : text;

/** @param {string} text what is checked in a private window is remembered nowhere */
async function remember(text) {
  if (host.isPrivate()) return;
  const short = text.slice(0, MAX_REMEMBERED);
  const others = (await recentTexts()).filter((other) => other !== short);
  // Storage that takes nothing costs the list of them.
  await session.set({ [RECENT]: [short, ...others].slice(0, MAX_RECENT) }).catch(() => undefined);
}

/**
 * The card of a text that goes on with what a false driver began: the message that was checked just
 * before tells his first step, and this one, which says nothing by itself, is the second.
 * @param {PasteResult} checked
 * @param {string} text
 * @param {string | undefined} before what was checked before it
 * @returns {Promise<HTMLElement | null>}
 */
async function dialogueCard(checked, text, before) {
  const isQuiet = (checked.kind === "message" || checked.kind === "link") && checked.verdict.level === "clear";
  if (!isQuiet || before === undefined || before === text) return null;
  const first = await ask(before);
  const story = first.kind === "paste_result" && first.result.kind === "message" ? first.result.verdict.story : null;
  if (story === null || !FIRST_STEPS.includes(story)) return null;
  const whole = `${before}\n${text}`;
  const both = await ask(whole);
  if (both.kind !== "paste_result" || both.result.kind !== "message" || both.result.verdict.level === "clear") return null;
  const result = messageCard(both.result, whole);
  result.querySelector("h3")?.after(line(say("check_dialogue")));
  return result;
}

/**
 * Who speaks in what was pasted; nobody where that is a carrier itself.
 * @param {PasteResult} checked
 */
function speakerOf(checked) {
  if (checked.kind === "message") return checked.verdict.brand;
  return checked.kind === "link" && isWarning(checked.verdict) ? checked.verdict.brand : null;
}

/**
 * Adds what the notebook says of who speaks, above the other ways on.
 * @param {HTMLElement} result
 * @param {PasteResult} checked
 */
async function addNotebookLines(result, checked) {
  const brand = speakerOf(checked);
  const lines = brand ? notebookLines(await readNotebook(brand)) : [];
  const next = result.querySelector(":scope > .button, :scope > .link, :scope > details");
  for (const line of lines) result.insertBefore(line, next);
  return result;
}

/**
 * Makes the box work.
 * @param {import("./parts.js").Parts} parts
 * @param {() => boolean} [chooseElsewhere] opens another box for the choice of a file, where this one would not outlast it
 * @returns what comes from elsewhere is checked as if it had been pasted
 */
export function startChecks({ form, box, answer, again, recent, picture }, chooseElsewhere) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let asked = 0;

  /** @param {boolean} [isTyping] whether its visitor is still writing */
  async function check(isTyping = false) {
    clearTimeout(pause);
    const text = box.value.trim().slice(0, MAX_TEXT);
    asked += 1;
    const mine = asked;
    if (text === "") {
      paint();
      return;
    }
    const reply = await ask(text);
    // An answer to what stood there before is no answer.
    if (mine !== asked) return;
    const result = await cardOf(reply, text);
    if (mine !== asked) return;
    paint(result);
    bringToView(isTyping);
  }

  /** @param {Node[]} nodes */
  function paint(...nodes) {
    answer.lang = language();
    answer.replaceChildren(...nodes);
    again.hidden = nodes.length === 0;
  }

  /**
   * The popup is low: an answer below its edge would seem to be none.
   * @param {boolean} isTyping
   */
  function bringToView(isTyping) {
    answer.scrollIntoView({ block: isTyping ? "nearest" : "start" });
    // Whoever is still writing keeps the keyboard.
    if (!isTyping) answer.querySelector("h3")?.focus({ preventScroll: true });
  }

  /**
   * The card of an answer, whose text is remembered.
   * @param {Reply} reply
   * @param {string} text
   */
  async function cardOf(reply, text) {
    if (reply.kind !== "paste_result") return answerCard(reply, text);
    const read = readText(reply.result, text);
    const [before] = await recentTexts().catch(() => []);
    if (reply.result.kind !== "nothing") await remember(read).then(showRecent, () => undefined);
    const result = (await dialogueCard(reply.result, read, before)) ?? answerCard(reply, read);
    return addNotebookLines(result, reply.result);
  }

  /** A new answer begins: whatever is still on its way to an older one is not painted. */
  function begin() {
    clearTimeout(pause);
    asked += 1;
    const mine = asked;
    return (/** @type {Node[]} */ ...nodes) => {
      if (mine !== asked) return;
      paint(...nodes);
      bringToView(false);
    };
  }

  /** @param {string} text */
  function checkText(text) {
    box.value = text;
    void check();
  }

  async function showRecent() {
    const texts = await recentTexts();
    recent.block.hidden = texts.length === 0;
    recent.list.replaceChildren(...texts.map((text) => {
      const item = make("button", "link", text.slice(0, 80));
      item.type = "button";
      item.addEventListener("click", () => checkText(text));
      return make("li", "", item);
    }));
  }

  recent.clear.addEventListener("click", async () => {
    await session.remove(RECENT).catch(() => undefined);
    await showRecent();
    box.focus();
  });
  void showRecent();

  again.addEventListener("click", () => {
    checkText("");
    box.scrollIntoView({ block: "nearest" });
    box.focus();
  });

  const { checkPicture, checkFiles } = startPictures({ form, box, ...picture }, { begin, ask, cardOf }, chooseElsewhere);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void check();
  });
  box.addEventListener("paste", (event) => {
    // A picture, which is read elsewhere.
    if (event.defaultPrevented) return;
    // The box holds the text after this event.
    setTimeout(() => void check());
  });
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => void check(true), PAUSE_MS);
  });

  return { checkText, checkPicture, checkFiles };
}
