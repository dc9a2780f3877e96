/* global vigicolisWords */

/**
 * The page for those who gave something away: what was given, whom to call at once, then what to
 * do, in order. The engine chooses the steps; what is ticked stays on the device, and only if
 * something was ticked.
 */

import { callButton, contactLink, contactsOf, countryOf, fillCountries, leakPage, nameCountry, namedTab, pageAbout, sayContact, sourceLine } from "../advice.js";
import { readAloud } from "../aloud.js";
import { ask, make, part, readPolicy, readSettings, speak } from "../page.js";
import { host } from "../../shared/host.js";
import { local } from "../../shared/storage.js";

/**
 * @typedef {import("../../shared/protocol.js").Contact} Contact
 * @typedef {import("../../wasm/protocol.js").Disclosed} Disclosed
 * @typedef {import("../../wasm/protocol.js").AdviceStep} AdviceStep
 * @typedef {import("../../wasm/protocol.js").FieldKind} FieldKind
 * @typedef {import("../../wasm/protocol.js").Verdict} Verdict
 * @typedef {{ given: Disclosed[], country: string, done: string[] }} Ticks
 */

const { say, sayLeak } = vigicolisWords;

/** @type {Readonly<Record<Disclosed, true>>} all that the engine knows, in the order in which people remember them */
const REMEMBERED = { card: true, code: true, bank_login: true, iban: true, identity_document: true, password: true, address: true, phone: true };
const GIVEN = /** @type {Disclosed[]} */ (Object.keys(REMEMBERED));
const STORE_KEY = "help";

/** What a visitor gave who filled in what a page asks for. @type {Readonly<Partial<Record<FieldKind, Disclosed>>>} */
const ASKED = {
  card_number: "card",
  card_expiry: "card",
  card_expiry_month: "card",
  card_expiry_year: "card",
  card_csc: "card",
  pin: "card",
  one_time_code: "code",
  bank_login: "bank_login",
  iban: "iban",
  identity_document: "identity_document",
  national_id: "identity_document",
  password: "password",
  address: "address",
  phone: "phone",
};

const tab = namedTab();
const country = /** @type {HTMLSelectElement} */ (part("country"));

/** @type {Ticks} */
let ticks = { given: [], country: "", done: [] };
/** @type {Verdict | null} on the page that the visitor comes from */
let verdict = null;
/** Answers come in their own order; only the last question's counts. */
let asked = 0;

/**
 * What is stored, as far as it makes sense.
 * @returns {Promise<Ticks | null>}
 */
async function readTicks() {
  /** @type {Record<string, unknown>} */
  const all = await local.get(STORE_KEY).catch(() => ({}));
  const stored = all[STORE_KEY];
  if (typeof stored !== "object" || stored === null) return null;
  const { given, country: chosen, done } = /** @type {Record<string, unknown>} */ (stored);
  if (!Array.isArray(given) || typeof chosen !== "string" || !Array.isArray(done)) return null;
  return { given: GIVEN.filter((kind) => given.includes(kind)), country: chosen, done: done.filter((id) => typeof id === "string") };
}

/** Keeps what is ticked; a private window keeps nothing, and forgets what usual ones kept where all is taken back. */
async function keepTicks() {
  const isKept = ticks.given.length > 0 || ticks.done.length > 0;
  paintKept(isKept);
  if (isKept && host.isPrivate()) return;
  const stored = isKept ? local.set({ [STORE_KEY]: ticks }) : local.remove(STORE_KEY);
  // Storage that takes nothing costs the ticks after a reload, and nothing else.
  await stored.catch(() => undefined);
}

/** @param {boolean} isKept */
function paintKept(isKept) {
  part("clear").hidden = !isKept;
  part("kept").hidden = !isKept || host.isPrivate();
}

function paintGiven() {
  part("given").replaceChildren(...GIVEN.map((kind) => {
    const box = tickBox(ticks.given.includes(kind), (isTicked) => {
      ticks.given = GIVEN.filter((each) => (each === kind ? isTicked : ticks.given.includes(each)));
      void keepTicks();
      void paintSteps();
    });
    box.value = kind;
    return make("label", "choice", box, make("span", "", say(`help_given_${kind}`)));
  }));
}

/**
 * @param {boolean} isTicked
 * @param {(isTicked: boolean) => void} onChange
 */
function tickBox(isTicked, onChange) {
  const box = make("input", "");
  box.type = "checkbox";
  box.checked = isTicked;
  box.addEventListener("change", () => onChange(box.checked));
  return box;
}

async function paintSteps() {
  const question = (asked += 1);
  const [reply, whole] = await Promise.all([listSteps(ticks.given), listSteps(GIVEN)]);
  if (question !== asked) return;
  part("failed").textContent = say("help_failed");
  part("failed").hidden = reply !== null;
  if (!reply || !whole) return;
  fillCountries(country, reply.countries, ticks.country);
  const isKnown = reply.countries.includes(ticks.country);
  part("unknown").hidden = isKnown;
  const isAnyGiven = ticks.given.length > 0;
  const items = itemsOf(reply, isAnyGiven);
  const first = isAnyGiven ? items.splice(0, 1) : [];
  part("first-step").replaceChildren(...first);
  part("first").hidden = !isAnyGiven;
  part("steps-title").textContent = say(isAnyGiven ? "help_then" : "help_steps");
  part("steps").replaceChildren(...items);
  // Who prints it for later has everything on the sheet.
  part("steps").classList.toggle("screen", !isAnyGiven);
  part("all-steps").replaceChildren(...(isAnyGiven ? [] : itemsOf(whole, true)));
  part("numbers").hidden = !isKnown;
  part("numbers-title").textContent = say("help_numbers", nameCountry(ticks.country));
  // What is dialled comes first.
  const byKind = whole.contacts.toSorted((one, other) => Number(isDialled(other)) - Number(isDialled(one)));
  part("numbers-list").replaceChildren(...byKind.map(contactItem));
}

/** @param {Contact} contact */
const isDialled = ({ kind }) => kind === "phone" || kind === "sms";

/**
 * @param {Disclosed[]} given
 * @returns {Promise<import("../../shared/protocol.js").StepsReply | null>} null where nobody answers
 */
async function listSteps(given) {
  const reply = await ask({ kind: "list_steps", given, country: ticks.country });
  return reply?.kind === "steps" ? reply : null;
}

/**
 * The steps, without the warning of the fake adviser, which stands in the page all the time.
 * @param {import("../../shared/protocol.js").StepsReply} reply
 * @param {boolean} isUrgent whether the first is to be done at once
 */
const itemsOf = ({ steps, contacts }, isUrgent) => steps.filter(({ id }) => id !== "hang_up").map((step, at) => stepItem(step, contacts, isUrgent && at === 0));

/**
 * @param {AdviceStep} step
 * @param {Contact[]} known
 * @param {boolean} isFirst whether it is what stops the harm, and the call to make one touch away
 */
function stepItem({ id, contacts }, known, isFirst) {
  const box = tickBox(ticks.done.includes(id), (isTicked) => {
    ticks.done = ticks.done.filter((each) => each !== id).concat(isTicked ? id : []);
    void keepTicks();
  });
  const item = make("li", "step", make("label", "", box, make("span", "", say(`step_${id}`))));
  item.dataset.step = id;
  const reached = known.filter((contact) => contacts.includes(contact.id));
  reached.sort((one, other) => contacts.indexOf(one.id) - contacts.indexOf(other.id));
  const call = isFirst && reached[0]?.kind === "phone" ? reached.shift() : undefined;
  if (call) item.append(callButton(call));
  item.append(make("p", "", say(`step_${id}_how`)));
  if (call) item.append(make("p", "screen", `${say(`contact_${call.role}`)} · ${call.name}`), make("p", "paper", call.value), sourceLine(call));
  if (id === "report_page") item.append(reportLink());
  if (id === "check_parcel") item.append(...officialLink());
  // Reports have a page of their own.
  if (reached.length > 0 && id !== "report_page") item.append(make("ul", "contacts", ...reached.map(contactItem)));
  return item;
}

/** @param {Contact} contact */
function contactItem(contact) {
  return make("li", "", contactLink(contact), make("span", "", sayContact(contact)), sourceLine(contact));
}

function reportLink() {
  const link = make("a", "button", say("report_title"));
  link.href = pageAbout("report", tab);
  return link;
}

/** @returns {Node[]} the way to the imitated carrier's own site */
function officialLink() {
  const { brand = null, officialUrl = null } = verdict ?? {};
  if (!brand || !officialUrl?.startsWith("https://")) return [];
  const link = make("a", "button", say("go_official", brand.name), make("small", "", new URL(officialUrl).host));
  link.href = officialUrl;
  link.rel = "noreferrer";
  link.target = "_blank";
  return [link];
}

async function readVerdict() {
  if (tab === undefined) return;
  const reply = await ask({ kind: "read_tab", tabId: tab });
  if (reply?.kind !== "verdict") return;
  verdict = reply.verdict;
  part("leak-text").textContent = sayLeak(verdict);
  /** @type {HTMLAnchorElement} */ (part("leak-link")).href = leakPage(verdict.brand?.id);
  part("leak").hidden = !verdict.breach;
}

/**
 * What is ticked at first: what was ticked before and what the page asks for. Who reloads has seen
 * that and changed it.
 * @param {Ticks | null} stored
 * @param {string} guess of the country
 * @returns {Ticks}
 */
function firstTicks(stored, guess) {
  const { given, country: chosen, done } = stored ?? { given: [], country: guess, done: [] };
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const isWarned = verdict?.level === "danger" || verdict?.level === "caution";
  const asks = isWarned && visit?.type === "navigate" ? (verdict?.asks ?? []) : [];
  const wanted = asks.map((kind) => ASKED[kind]);
  return { given: GIVEN.filter((kind) => given.includes(kind) || wanted.includes(kind)), country: chosen, done };
}

async function paintOrganisation() {
  const contacts = contactsOf((await readPolicy()).policy);
  part("organisation").hidden = contacts.length === 0;
  part("organisation-contacts").replaceChildren(...contacts.map(contactItem));
}

country.addEventListener("change", () => {
  ticks.country = country.value;
  if (!part("clear").hidden) void keepTicks();
  void paintSteps();
});

part("print").addEventListener("click", () => window.print());

part("clear").addEventListener("click", () => {
  ticks = { given: [], country: country.value, done: [] };
  void keepTicks();
  paintGiven();
  void paintSteps();
  part("given").querySelector("input")?.focus();
});

/** What is read aloud: what to know first, and the steps in their order. */
function wordsOfPage() {
  const parts = document.querySelectorAll("header h1, header p, .notice > *, #steps-title, .step label, .step > p, .step .reach");
  return Array.from(parts, (each) => each.textContent ?? "");
}

async function start() {
  const settings = await readSettings();
  await speak(settings);
  document.title = say("help_title");
  part("aloud").addEventListener("click", readAloud(/** @type {HTMLButtonElement} */ (part("aloud")), wordsOfPage));
  const [stored] = await Promise.all([readTicks(), readVerdict()]);
  ticks = firstTicks(stored, countryOf(settings));
  paintKept(stored !== null);
  paintGiven();
  await Promise.all([paintOrganisation(), paintSteps()]);
}

void start().finally(() => part("help").removeAttribute("aria-busy"));
