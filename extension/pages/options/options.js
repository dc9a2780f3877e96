/* global vigicolisWords */

/** The options: shows the settings, asks the background to change them. */

import { hasAccess, onAccessChanged, requestAccess } from "../../shared/access.js";
import { LANGUAGES } from "../../shared/languages.js";
import { askToChange, make, onSettingsChanged, part, readOwnSettings, readPolicyState, speak } from "../page.js";
import { fixedBy } from "../../shared/policy.js";
import { underPolicy, writeFile } from "../../shared/settings.js";
import { describePolicy } from "./managed.js";

/**
 * @typedef {import("../../shared/protocol.js").SettingsReply} SettingsReply
 * @typedef {import("../../shared/protocol.js").SettingsRequest} SettingsRequest
 * @typedef {import("../../shared/validate.js").Fault} Fault
 * @typedef {import("../../shared/policy.js").PolicyState} PolicyState
 * @typedef {import("../../shared/settings.js").PastWarning} PastWarning
 * @typedef {import("../../shared/settings.js").Settings} Settings
 * @typedef {import("../../shared/settings.js").SettingsInForce} SettingsInForce
 * @typedef {import("../../shared/settings.js").TrustedSite} TrustedSite
 */

const { language, say, sayFirst } = vigicolisWords;

/** Faults of a file or a policy that are told one by one. */
const MAX_FAULTS = 8;

/**
 * @param {string} id
 * @returns {HTMLInputElement}
 */
const input = (id) => /** @type {HTMLInputElement} */ (part(id));

/** @param {string} value */
const radio = (value) => /** @type {HTMLInputElement} */ (document.querySelector(`input[name="caution"][value="${value}"]`));

/** @param {string} words */
function tell(words) {
  part("status").textContent = words;
}

/**
 * @param {Fault} fault
 * @returns {string} where and what, in one sentence
 */
function sayFault({ key, problem }) {
  const words = say(`settings_problem_${problem}`);
  return key === "" ? words : say("settings_fault", key, words);
}

/**
 * Asks for a change; what was refused is told, and what is shown is again what holds.
 * @param {SettingsRequest} request
 */
async function ask(request) {
  const reply = await askToChange(request);
  painted = "";
  await showAgain();
  tell(reply.kind === "done" ? say("options_saved") : reply.faults.map(sayFault).join(" "));
}

/** @param {Settings} settings */
function paintLanguage(settings) {
  const options = [["auto", say("options_language_auto")], ...Object.entries(LANGUAGES)].map(([value = "", name = ""]) => {
    const option = make("option", "", name);
    option.value = value;
    if (value !== "auto") option.lang = value;
    option.selected = value === settings.language;
    return option;
  });
  part("language").replaceChildren(...options);
}

/** @param {string} day */
function sayDay(day) {
  // The day as such, wherever on earth it is read.
  return new Intl.DateTimeFormat(language(), { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));
}

/**
 * @param {TrustedSite} site
 * @param {number} index
 */
function trustedRow({ domain, since }, index) {
  const remove = make("button", "button minor", say("options_trusted_remove"));
  remove.type = "button";
  remove.setAttribute("aria-label", say("options_trusted_remove_site", domain));
  remove.addEventListener("click", async () => {
    await ask({ kind: "untrust", domain });
    // The button is gone: the keyboard goes on at the next one, or at the list's title.
    const next = part("trusted").querySelectorAll("button")[index] ?? part("trusted-title");
    next.focus();
  });
  return make("li", "", make("div", "", make("strong", "", domain), make("small", "", say("options_trusted_since", sayDay(since)))), remove);
}

/** @param {SettingsInForce} settings */
function paintTrusted({ trusted, managedTrust }) {
  for (const id of ["managed-trusted", "managed-trusted-title"]) part(id).hidden = managedTrust.length === 0;
  part("managed-trusted").replaceChildren(...managedTrust.map((domain) => make("li", "", make("strong", "", domain))));
  part("trusted-none").hidden = trusted.length > 0;
  part("trusted").hidden = trusted.length === 0;
  part("trusted").replaceChildren(...trusted.map(trustedRow));
}

/**
 * @param {PastWarning} warning
 * @param {Map<string, string>} brands name by id
 */
function historyRow({ time, host, level, brand }, brands) {
  const when = new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" }).format(time);
  const name = brands.get(brand);
  const what = name ? say(`title_${level}_brand`, name) : say(`title_${level}`);
  return make("li", level, make("div", "", make("strong", "", host), make("small", "", what)), make("small", "", when));
}

/** @param {Settings} settings */
async function paintHistory({ keepHistory, history }) {
  input("history-keep").checked = keepHistory;
  part("history-kept").hidden = !keepHistory && history.length === 0;
  part("history-none").hidden = history.length > 0;
  part("history").hidden = history.length === 0;
  part("history-clear").hidden = history.length === 0;
  const brands = await namesOf(history.map(({ brand }) => brand).filter(Boolean));
  part("history").replaceChildren(...history.map((warning) => historyRow(warning, brands)));
}

/**
 * @param {string[]} ids
 * @returns {Promise<Map<string, string>>}
 */
async function namesOf(ids) {
  if (ids.length === 0) return new Map();
  try {
    /** @type {import("../../shared/protocol.js").Reply | undefined} */
    const reply = await chrome.runtime.sendMessage({ kind: "brands", ids });
    return new Map(reply?.kind === "brands" ? Object.entries(reply.names) : []);
  } catch {
    return new Map();
  }
}

/** @param {Settings} settings */
function paintRepaired({ repaired }) {
  part("repaired").hidden = repaired.length === 0;
  part("repaired-list").replaceChildren(...repaired.map((key) => make("li", "", sayFirst([`options_repaired_${key}`, "options_repaired_all"]))));
}

/** @param {PolicyState} state */
function paintManaged({ policy, faults }) {
  part("managed").hidden = policy === null;
  part("managed-list").replaceChildren(...describePolicy(policy));
  part("managed-refused").hidden = faults.length === 0;
  part("managed-faults").replaceChildren(...faultItems(faults));
  const fixed = fixedBy(policy);
  for (const [key, control, note] of [["language", "language", "language-fixed"], ["keepHistory", "history-keep", "history-fixed"]]) {
    input(control).disabled = fixed.has(key);
    part(note).hidden = !fixed.has(key);
  }
}

async function paintAccess() {
  const isGiven = await hasAccess();
  part("access-state").textContent = say(isGiven ? "settings_access_given" : "settings_access_missing");
  part("access-grant").hidden = isGiven;
}

/** The settings and the policy that are shown, as text. */
let painted = "";

async function show() {
  const [own, state] = await Promise.all([readOwnSettings(), readPolicyState()]);
  const text = JSON.stringify([own, state]);
  // What is painted anew loses the keyboard's place.
  if (text !== painted) await paintSettings(underPolicy(own, state.policy), state);
  painted = text;
  await paintAccess();
}

/**
 * @param {SettingsInForce} settings
 * @param {PolicyState} state
 */
async function paintSettings(settings, state) {
  await speak(settings);
  document.title = say("options_title");
  paintLanguage(settings);
  radio(settings.caution).checked = true;
  paintTrusted(settings);
  await paintHistory(settings);
  paintRepaired(settings);
  paintManaged(state);
}

/** Paints one change after the other, so that the last one stays. */
let painting = Promise.resolve();
function showAgain() {
  painting = painting.then(show, show);
  return painting;
}

async function addTrusted() {
  const field = input("trusted-address");
  const error = part("trusted-error");
  const reply = await askToChange({ kind: "trust", address: field.value });
  const isDone = reply.kind === "done";
  error.textContent = isDone ? "" : reply.faults.map(({ problem }) => say(`settings_problem_${problem}`)).join(" ");
  field.setAttribute("aria-invalid", String(!isDone));
  if (isDone) {
    field.value = "";
    tell(say("options_saved"));
  }
  field.focus();
}

async function exportFile() {
  const url = URL.createObjectURL(new Blob([writeFile(await readOwnSettings())], { type: "application/json" }));
  const link = make("a", "");
  link.href = url;
  link.download = "vigicolis.json";
  link.click();
  URL.revokeObjectURL(url);
  tell(say("options_exported"));
}

async function importFile() {
  const field = input("import-file");
  const file = field.files?.[0];
  if (!file) return;
  const text = await file.text();
  // The same file can be chosen again, once it was mended.
  field.value = "";
  const reply = await askToChange({ kind: "import", text });
  const faults = reply.kind === "done" ? [] : reply.faults;
  // First in the language that the file may have brought.
  await showAgain();
  part("import-refused").replaceChildren(...sayRefusal(faults));
  tell(reply.kind === "done" ? say("options_imported") : "");
}

/**
 * @param {Fault[]} faults
 * @returns {Node[]}
 */
function sayRefusal(faults) {
  if (faults.length === 0) return [];
  return [make("p", "", say("options_import_refused")), make("ul", "", ...faultItems(faults))];
}

/**
 * @param {Fault[]} faults
 * @returns {HTMLElement[]}
 */
function faultItems(faults) {
  const rest = faults.length - MAX_FAULTS;
  const items = faults.slice(0, MAX_FAULTS).map((fault) => make("li", "", sayFault(fault)));
  if (rest > 0) items.push(make("li", "", say("options_import_more", new Intl.NumberFormat(language()).format(rest))));
  return items;
}

part("language").addEventListener("change", () => void ask({ kind: "choose", key: "language", value: input("language").value }));
for (const value of ["banner", "badge"]) {
  radio(value).addEventListener("change", () => void ask({ kind: "choose", key: "caution", value }));
}
part("history-keep").addEventListener("change", () => void ask({ kind: "choose", key: "keepHistory", value: input("history-keep").checked }));
part("history-clear").addEventListener("click", async () => {
  await ask({ kind: "forget" });
  part("history-title").focus();
});
part("repaired-ok").addEventListener("click", () => void ask({ kind: "choose", key: "repaired", value: [] }));
part("trusted-add").addEventListener("submit", (event) => {
  event.preventDefault();
  void addTrusted();
});
part("export").addEventListener("click", () => void exportFile());
part("import").addEventListener("click", () => input("import-file").click());
part("import-file").addEventListener("change", () => void importFile());
part("access-grant").addEventListener("click", () => void requestAccess());
onAccessChanged(() => void showAgain());
onSettingsChanged(() => void showAgain());

void showAgain().finally(() => part("options").removeAttribute("aria-busy"));
