/* global vigicolisWords */

/** What the pages of help, of leaks, of reports and of the person to call have in common: the country, those to turn to. */

import { host } from "../shared/host.js";
import { guessCountry } from "../shared/region.js";
import { make, sayOrigin } from "./page.js";

/**
 * @typedef {import("../shared/protocol.js").Contact} Contact
 * @typedef {import("../wasm/protocol.js").WrittenPolicy} WrittenPolicy
 * @typedef {"help" | "report" | "false-alarm" | "call"} AdvicePage a page of the extension about a tab
 */

const { language, say } = vigicolisWords;

/**
 * The visitor's country, as far as it can be known.
 * @param {import("../wasm/protocol.js").SettingsInForce | null} settings
 */
export function countryOf(settings) {
  const { language: chosen = "auto" } = settings ?? {};
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return guessCountry({ chosen: chosen === "auto" ? "" : chosen, languages: navigator.languages, zone });
}

/** @param {string} country @returns {string} its name; empty where there is none */
export function nameCountry(country) {
  return country && (new Intl.DisplayNames(language(), { type: "region" }).of(country) ?? country);
}

/**
 * Fills the choice of country by name, once.
 * @param {HTMLSelectElement} select
 * @param {string[]} countries
 * @param {string} chosen
 */
export function fillCountries(select, countries, chosen) {
  if (select.options.length > 0) return;
  const options = countries.map((code) => new Option(nameCountry(code), code));
  options.sort((one, other) => one.text.localeCompare(other.text, language()));
  select.append(...options, new Option(say("help_country_other"), ""));
  select.value = countries.includes(chosen) ? chosen : "";
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
  return host.addressOf(`pages/${page}/${page}.html${tab === undefined ? "" : `?tab=${tab}`}`);
}

/**
 * The address of the page on leaks of personal data.
 * @param {string} [brand] id of the carrier that it is about
 */
export function leakPage(brand) {
  return host.addressOf(`pages/leak/leak.html${brand === undefined ? "" : `?brand=${encodeURIComponent(brand)}`}`);
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
 * The number to call at once. It stands on one line, so that it can be read and dialled elsewhere.
 * @param {Contact} contact
 */
export function callButton(contact) {
  const whole = contact.value.replaceAll(" ", "\u00a0");
  const link = make("a", "button call", say("help_call", whole), make("small", "", sayTerms(contact).join(" · ")));
  link.href = hrefOf(contact);
  return link;
}

/**
 * What there is to know before a call: what it is for, whose it is, what it costs, when.
 * @param {Contact} contact
 */
export function sayContact(contact) {
  const { kind, role, name, value } = contact;
  return [say(`contact_${role}`), kind === "web" ? new URL(value).host : name, ...sayTerms(contact)].join(" · ");
}

/**
 * What a call costs and when it is answered, as far as it is known.
 * @param {Contact} contact
 */
function sayTerms({ free, always }) {
  const price = free === null ? "" : say(free ? "contact_free" : "contact_paid");
  return [price, always ? say("contact_always") : ""].filter(Boolean);
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
