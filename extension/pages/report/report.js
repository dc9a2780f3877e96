/* global vigicolisWords */

/**
 * The page of reports: ready texts for those who take them. The visitor copies or opens, and
 * sends; nothing leaves from here.
 */

import { contactLink, contactsOf, copyText, fillCountries, guessCountry, hrefOf, namedTab, pageAbout, sourceLine } from "../advice.js";
import { ask, make, part, readPolicy, readSettings, speak } from "../page.js";

/**
 * @typedef {import("../../shared/protocol.js").Contact} Contact
 */

const { language, say } = vigicolisWords;

const tab = namedTab();
const country = /** @type {HTMLSelectElement} */ (part("country"));
const address = /** @type {HTMLTextAreaElement} */ (part("address"));
const brand = /** @type {HTMLInputElement} */ (part("brand"));
const time = /** @type {HTMLInputElement} */ (part("time"));

/** The organisation's own contact, which comes before all others. @type {Contact[]} */
let first = [];

/** Answers come in their own order; only the last question's counts. */
let asked = 0;

/** @type {(() => void)[]} write the texts anew when a box was changed */
let writers = [];

/** The address, written so that it is no link. */
let harmless = "";
let isFilled = false;

/** @param {Contact} contact */
function textFor({ kind, role, defanged }) {
  const written = address.value.trim();
  // A form for addresses takes the address alone.
  if (kind === "web" && role === "report_page") return written;
  const shown = (defanged ? harmless : written) || "…";
  return brand.value.trim() ? say("report_text_brand", shown, time.value, brand.value.trim()) : say("report_text", shown, time.value);
}

/**
 * @param {Contact} contact
 * @param {string} text
 */
function openHref(contact, text) {
  const body = encodeURIComponent(text);
  if (contact.kind === "mail") return `${hrefOf(contact)}?subject=${encodeURIComponent(say("report_subject"))}&body=${body}`;
  if (contact.kind === "sms") return `${hrefOf(contact)}?body=${body}`;
  return hrefOf(contact);
}

/** @param {Contact} contact */
function placeItem(contact) {
  const { kind, role, name, defanged } = contact;
  if (kind === "phone") return callItem(contact);
  const box = make("textarea", "");
  box.readOnly = true;
  box.rows = kind === "web" && role === "report_page" ? 2 : 5;
  box.setAttribute("aria-label", say("report_ready", name));
  const copy = make("button", "button", say("report_copy"));
  copy.type = "button";
  copy.addEventListener("click", () => void copyText(box, part("status")));
  const open = make("a", "button minor", say(`report_open_${kind}`));
  if (kind === "web") {
    open.rel = "noreferrer";
    open.target = "_blank";
  }
  writers.push(() => {
    box.value = textFor(contact);
    open.href = openHref(contact, box.value);
  });
  const item = make("li", "place", placeTitle(contact));
  item.dataset.contact = contact.id;
  if (kind !== "web") item.append(contactLink(contact));
  if (role === "report_sms" && kind === "sms") item.append(make("p", "", say("report_sms_how")));
  if ((role === "report_mail" || role === "report_sms") && kind === "mail") item.append(make("p", "", say("report_mail_how")));
  item.append(box);
  if (defanged) item.append(make("p", "muted", say("report_defanged")));
  item.append(make("div", "buttons", copy, open), sourceLine(contact));
  return item;
}

/** @param {Contact} contact to be told by voice */
function callItem(contact) {
  const item = make("li", "place", placeTitle(contact), contactLink(contact), sourceLine(contact));
  item.dataset.contact = contact.id;
  return item;
}

/** @param {Contact} contact */
function placeTitle({ role, name }) {
  return make("h3", "", `${say(`contact_${role}`)} · ${name}`);
}

function write() {
  for (const each of writers) each();
}

/**
 * @param {string} chosen country
 * @returns {Promise<import("../../shared/protocol.js").ContactsReply | null>} null when it comes to nothing, or too late
 */
async function askForPlaces(chosen) {
  const question = (asked += 1);
  const changed = isFilled ? { address: address.value.trim() } : {};
  const reply = await ask({ kind: "list_contacts", country: chosen, ...changed, ...(tab !== undefined && { tabId: tab }) });
  if (question !== asked) return null;
  part("failed").textContent = say("report_failed");
  part("failed").hidden = reply?.kind === "contacts";
  if (reply?.kind !== "contacts") return null;
  harmless = reply.page?.defanged ?? "";
  return reply;
}

/** @param {string} chosen country */
async function paintPlaces(chosen) {
  const reply = await askForPlaces(chosen);
  if (!reply) return;
  fillCountries(country, reply.countries, chosen);
  if (!isFilled) {
    address.value = reply.page?.address ?? "";
    brand.value = reply.page?.brand?.name ?? "";
    isFilled = true;
  }
  writers = [];
  const contacts = [...first, ...reply.contacts];
  part("places").replaceChildren(...contacts.map(placeItem));
  part("none").hidden = contacts.length > 0;
  write();
}

for (const box of [brand, time]) box.addEventListener("input", write);
address.addEventListener("input", async () => {
  if (await askForPlaces(country.value)) write();
});
country.addEventListener("change", () => void paintPlaces(country.value));

async function start() {
  await speak(await readSettings());
  first = contactsOf((await readPolicy()).policy);
  document.title = say("report_title");
  /** @type {HTMLAnchorElement} */ (part("help-link")).href = pageAbout("help", tab);
  time.value = new Date().toLocaleString(language(), { dateStyle: "short", timeStyle: "short" });
  await paintPlaces(guessCountry(navigator.languages));
}

void start().finally(() => part("report").removeAttribute("aria-busy"));
