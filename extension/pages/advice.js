/* global vigicolisWords */

/** What the pages of help, of reports and of the person to call have in common: the country, those to turn to. */

import { make, sayOrigin } from "./page.js";

/**
 * @typedef {import("../shared/protocol.js").Contact} Contact
 * @typedef {import("../wasm/protocol.js").WrittenPolicy} WrittenPolicy
 * @typedef {"help" | "report" | "call"} AdvicePage a page of the extension about a tab
 */

const { language, say } = vigicolisWords;

/** Where a language is spoken that names no country: the one with the most readers of ours. */
const HOME = new Map([
  ["de", "DE"],
  ["en", "GB"],
  ["es", "ES"],
  ["fr", "FR"],
  ["ga", "IE"],
  ["it", "IT"],
  ["lb", "LU"],
  ["nl", "NL"],
  ["pl", "PL"],
  ["pt", "PT"],
]);

/**
 * The country that the browser's languages speak of.
 * @param {readonly string[]} languages
 */
export function guessCountry(languages) {
  const locale = new Intl.Locale(languages[0] ?? "fr");
  return locale.region ?? HOME.get(locale.language) ?? "";
}

/**
 * Fills the choice of country by name, once.
 * @param {HTMLSelectElement} select
 * @param {string[]} countries
 * @param {string} chosen
 */
export function fillCountries(select, countries, chosen) {
  if (select.options.length > 0) return;
  const names = new Intl.DisplayNames(language(), { type: "region" });
  const options = countries.map((code) => new Option(names.of(code) ?? code, code));
  options.sort((one, other) => one.text.localeCompare(other.text, language()));
  select.append(...options, new Option(say("help_country_other"), ""));
  select.value = countries.includes(chosen) ? chosen : "";
}

/**
 * Copies a ready text, and says whether it worked.
 * @param {HTMLTextAreaElement} box
 * @param {HTMLElement} status
 */
export async function copyText(box, status) {
  // The same words twice would not be spoken twice.
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(box.value);
    status.textContent = say("report_copied");
  } catch {
    box.focus();
    box.select();
    status.textContent = say("report_copy_failed");
  }
}

/** The tab that the page's address names, if any. @returns {number | undefined} */
export function namedTab() {
  const named = new URLSearchParams(location.search).get("tab") ?? "";
  return /^[0-9]{1,15}$/.test(named) ? Number(named) : undefined;
}

/**
 * The address of another page of the extension about the same tab.
 * @param {AdvicePage} page
 * @param {number} [tab]
 */
export function pageAbout(page, tab) {
  return chrome.runtime.getURL(`pages/${page}/${page}.html${tab === undefined ? "" : `?tab=${tab}`}`);
}

/**
 * How somebody is reached by a click.
 * @param {Pick<Contact, "kind" | "value">} contact
 */
export function hrefOf({ kind, value }) {
  switch (kind) {
    case "phone":
      // A zero in brackets is not dialled after the country's code.
      return `tel:${value.replace(/^(\+.*?)\(0\)/, "$1").replace(/[^0-9+]/g, "")}`;
    case "sms":
      return `sms:${value.replaceAll(" ", "")}`;
    case "mail":
      return `mailto:${value}`;
    case "web":
      return value;
  }
}

/**
 * A number or address that a click dials, writes to or opens.
 * @param {Contact} contact
 */
export function contactLink(contact) {
  const { kind, name, value } = contact;
  // A page is known by its name; a number is to be read and dialled.
  const link = make("a", "reach", kind === "web" ? name : value);
  link.href = hrefOf(contact);
  if (kind === "web") {
    link.rel = "noreferrer";
    link.target = "_blank";
  }
  return link;
}

/**
 * What there is to know before a call: what it is for, whose it is, what it costs, when.
 * @param {Contact} contact
 */
export function sayContact({ kind, role, name, value, free, always }) {
  const whose = kind === "web" ? new URL(value).host : name;
  const price = free === null ? "" : say(free ? "contact_free" : "contact_paid");
  return [say(`contact_${role}`), whose, price, always ? say("contact_always") : ""].filter(Boolean).join(" · ");
}

/** @param {Contact} contact */
export function sourceLine({ role, source, date }) {
  return make("small", "source", role === "organisation" ? say("contact_organisation_source") : sayOrigin({ source, date }));
}

/**
 * The ways to the organisation's own contact, as others to turn to are given.
 * @param {WrittenPolicy | null} policy
 * @returns {Contact[]}
 */
export function contactsOf(policy) {
  const { name = "", mail, url, phone } = policy?.reportContact ?? {};
  const ways = /** @type {const} */ ([["mail", mail], ["web", url], ["phone", phone]]);
  return ways.flatMap(([kind, value]) => {
    if (value === undefined) return [];
    return [{ id: `organisation_${kind}`, name, kind, value, role: "organisation", free: null, always: false, defanged: true, source: "", date: "" }];
  });
}
