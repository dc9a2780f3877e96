/**
 * The form of a policy: what an organisation's administrator fixes for all its browsers. Whether
 * its domains and names may hold is the engine's to say (`crate/src/policy.rs`). No storage here
 * (`background/policy.js`); every page can use it.
 *
 * A policy with a fault is refused whole: half of one would leave the administrator to believe
 * in the other half.
 */

import { checkEach, entryOf, listOf, oneOf, text } from "./validate.js";
import { LANGUAGES } from "./languages.js";

/**
 * @typedef {import("./validate.js").Check} Check
 * @typedef {import("./validate.js").Fault} Fault
 * @typedef {import("./protocol.js").Contact} Contact
 * @typedef {import("../wasm/protocol.js").ProtectedBrand} ProtectedBrand
 *
 * @typedef {{ name: string, mail?: string, url?: string, phone?: string }} ReportContact
 *
 * @typedef {object} Policy what holds for the whole organisation; what is missing is the visitor's to choose
 * @property {string} [language] a key of `LANGUAGES`
 * @property {string[]} [trustedDomains] sites to trust, beside the visitor's own
 * @property {ProtectedBrand[]} [protectedBrands]
 * @property {ReportContact} [reportContact] whom to tell of a fake page
 * @property {false} [keepHistory] no history of warnings is kept
 *
 * @typedef {{ policy: Policy | null, faults: Fault[] }} PolicyState
 *   both empty where the browser has no policy for the extension
 */

/** Characters of a name, a number or an address in the report's contact. */
const MAX_CONTACT = 200;

/** @type {PolicyState} */
export const NO_POLICY = Object.freeze({ policy: null, faults: [] });

/** @type {Check} */
function off(value, key, complain) {
  if (typeof value !== "boolean") return complain(key, "type");
  return value ? complain(key, "choice") : false;
}

/**
 * @param {"https" | "long_text" | "mail" | "phone"} problem of a text that is not so
 * @param {(value: string) => boolean} isSo
 * @returns {Check}
 */
function contactText(problem, isSo) {
  return (value, key, complain) => {
    if (typeof value !== "string") return complain(key, "type");
    return value.length <= MAX_CONTACT && isSo(value) ? value : complain(key, problem);
  };
}

/** @param {string} value */
function isWebAddress(value) {
  return URL.canParse(value) && new URL(value).protocol === "https:" && !/\s/.test(value);
}

const contactForm = entryOf(
  { name: contactText("long_text", (value) => value.trim() !== "") },
  {
    mail: contactText("mail", (value) => /^[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(value)),
    url: contactText("https", isWebAddress),
    phone: contactText("phone", (value) => /^\+?[0-9][0-9 ().-]{1,24}$/.test(value)),
  },
);

/** @type {Check} */
function reportContact(value, key, complain) {
  const contact = contactForm(value, key, complain);
  if (contact === undefined) return undefined;
  return Object.keys(contact).length > 1 ? contact : complain(key, "contact");
}

/** @type {Readonly<Record<keyof Policy, Check>>} How many entries there may be is the engine's to say. */
const CHECKS = Object.freeze({
  language: oneOf(...Object.keys(LANGUAGES)),
  trustedDomains: listOf(Infinity, text),
  protectedBrands: listOf(Infinity, entryOf({ name: text, domains: listOf(Infinity, text) }, { aliases: listOf(Infinity, text) })),
  reportContact,
  keepHistory: off,
});

/**
 * @param {Record<string, unknown>} given what the browser has for the extension
 * @returns {{ sound: Policy, faults: Fault[] }} the parts without a fault: a policy, if all are
 */
export function readPolicy(given) {
  const { checked, faults } = checkEach(CHECKS, given);
  const isSound = (/** @type {string} */ part) => faults.every(({ key }) => key.split(/[.[]/, 1)[0] !== part);
  return { sound: Object.fromEntries(Object.entries(checked).filter(([part]) => isSound(part))), faults };
}

/**
 * Settings that are not the visitor's to choose.
 * @param {Policy | null} policy
 * @returns {ReadonlySet<string>}
 */
export function fixedBy(policy) {
  return new Set(["language", "keepHistory"].filter((key) => policy !== null && Object.hasOwn(policy, key)));
}

/**
 * The ways to the organisation's own contact, as others to turn to are given.
 * @param {Policy | null} policy
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
