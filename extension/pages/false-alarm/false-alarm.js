/* global vigicolisWords */

/**
 * The page for a warning that is wrong: silences the banner on a site that the visitor knows, and
 * has a text ready for those who make the extension. Nothing leaves from here.
 */

import { contactLink, contactsOf, namedTab } from "../advice.js";
import { ask, copyBox, make, part, readPolicy, readSettings, speak } from "../page.js";

/**
 * @typedef {import("../../shared/protocol.js").VerdictReply} VerdictReply
 */

const { place, say } = vigicolisWords;

const tab = namedTab();
const text = /** @type {HTMLTextAreaElement} */ (part("text"));

/**
 * What is told: where, and what spoke up. It is read by those who keep the rules, so it is in the
 * language of the rules. What follows the address's path is left out, and so are its digits.
 * @param {VerdictReply} reply
 * @param {string} url of the tab
 */
function report({ verdict, framed }, url) {
  const { level, brand, reasons, site } = verdict;
  const page = URL.canParse(url) && /^https?:/.test(url) ? new URL(url) : null;
  // A number in the path may be the visitor's: of a parcel, of a telephone.
  const where = page && !framed ? page.origin + page.pathname.replace(/\d/g, "0") : site.host;
  return [
    `Wrong warning, Vigicolis ${chrome.runtime.getManifest().version}`,
    `Address: ${where}`,
    `Level: ${level}${framed ? ", about another site's frame" : ""}`,
    `Claim: ${brand?.id ?? "none"}`,
    `Rules: ${reasons.map(({ rule }) => rule).join(", ")}`,
    `Browser: ${browser()}`,
  ].join("\n");
}

/** The browser's name and main version, as it tells every page. */
function browser() {
  return /(?:Firefox|Edg|Chrome)\/\d+/.exec(navigator.userAgent)?.[0] ?? "another";
}

/** Where reports are taken: the project's own page, or the shop's that the extension is from. */
function projectPage() {
  const { homepage_url: home, update_url: shop } = chrome.runtime.getManifest();
  if (home) return home;
  // Other shops and owners of copies name places of updates, too.
  return shop && new URL(shop).host === "clients2.google.com" ? `https://chromewebstore.google.com/detail/${chrome.runtime.id}/support` : null;
}

/**
 * @param {VerdictReply} reply
 * @param {boolean} isPrivate whether the tab is one of a private window
 * @param {boolean} isLocked whether going on takes a code
 */
function paintSite({ verdict, trustable }, isPrivate, isLocked) {
  const name = place(verdict);
  part("site").hidden = false;
  part("choices").hidden = !trustable;
  const ofDanger = isLocked ? say("false_alarm_locked") : say("false_alarm_danger", say("continue_anyway"));
  const otherwise = verdict.level === "danger" ? ofDanger : say("false_alarm_fixed");
  part("choice").textContent = trustable ? say("false_alarm_choice", name) : otherwise;
  // What is chosen for good would outlive a private window.
  part("trust").hidden = isPrivate;
  for (const id of /** @type {const} */ (["trust", "pause"])) part(id).onclick = () => void silence(id === "pause", verdict.site.registrable, name);
}

/**
 * @param {boolean} isForNow
 * @param {string} site
 * @param {string} name of it, as it is shown
 */
async function silence(isForNow, site, name) {
  if (tab === undefined) return;
  const reply = await ask({ kind: "silence_site", tabId: tab, site, isForNow });
  const isDone = reply?.kind === "verdict" && reply.trusted;
  part("done").textContent = isDone ? say(isForNow ? "pause_given" : "false_alarm_kept", name) : say("trust_failed");
  part("choices").hidden = isDone;
}

/**
 * @param {VerdictReply} reply
 * @param {chrome.tabs.Tab | undefined} shown
 */
async function paintReport(reply, shown) {
  part("telling").hidden = false;
  text.value = report(reply, shown?.url ?? "");
  const link = /** @type {HTMLAnchorElement} */ (part("open"));
  const contacts = contactsOf((await readPolicy()).policy);
  const page = projectPage();
  link.hidden = page === null;
  if (page) link.href = page;
  part("where").hidden = page !== null || contacts.length > 0;
  part("organisation").hidden = contacts.length === 0;
  part("organisation").replaceChildren(...contacts.map((contact) => make("li", "", `${contact.name} `, contactLink(contact))));
}

part("copy").addEventListener("click", () => void copyBox(text, part("status")));

async function start() {
  await speak(await readSettings());
  document.title = say("false_alarm_title");
  const reply = tab === undefined ? undefined : await ask({ kind: "read_tab", tabId: tab });
  const isWarned = reply?.kind === "verdict" && (reply.verdict.level === "danger" || reply.verdict.level === "caution");
  part("none").hidden = isWarned;
  if (!isWarned) return;
  const shown = tab === undefined ? undefined : await chrome.tabs.get(tab).catch(() => undefined);
  const lock = await ask({ kind: "read_lock" });
  paintSite(reply, shown?.incognito ?? false, lock?.kind === "lock" && lock.isSet);
  await paintReport(reply, shown);
}

void start().finally(() => part("false-alarm").removeAttribute("aria-busy"));
