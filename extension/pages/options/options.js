/* global vigicolisWords */

/** The options: shows the settings, asks the background to change them. */

import { hasAccess, onAccessChanged, requestAccess } from "../../shared/access.js";
import { LANGUAGES } from "../../shared/languages.js";
import { sayTime, WAITS } from "../../shared/wait.js";
import { ask, changeSettings, make, onSettingsChanged, part, readerLocale, readPolicy, readSettings, readTally, sayDay, sayTally, speak } from "../page.js";
import { describePolicy } from "./managed.js";

/**
 * @typedef {import("../../shared/protocol.js").Fault} Fault
 * @typedef {import("../../shared/protocol.js").PolicyReply} PolicyReply
 * @typedef {import("../../wasm/protocol.js").PastWarning} PastWarning
 * @typedef {import("../../wasm/protocol.js").SettingsChange} SettingsChange
 * @typedef {import("../../wasm/protocol.js").SettingsInForce} SettingsInForce
 * @typedef {import("../../wasm/protocol.js").TrustedSite} TrustedSite
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
 * @param {SettingsChange} wanted
 */
async function change(wanted) {
  const reply = await changeSettings(wanted);
  painted = "";
  await showAgain();
  tell(reply.kind === "settings" ? say("options_saved") : reply.faults.map(sayFault).join(" "));
}

/** @param {SettingsInForce} settings */
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

/**
 * @param {TrustedSite} site
 * @param {number} index
 */
function trustedRow({ domain, since }, index) {
  const remove = make("button", "button minor", say("options_trusted_remove"));
  remove.type = "button";
  remove.setAttribute("aria-label", say("options_trusted_remove_site", domain));
  remove.addEventListener("click", async () => {
    await change({ kind: "untrust_domain", domain });
    // The button is gone: the keyboard goes on at the next one, or at the list's title.
    const next = part("trusted").querySelectorAll("button")[index] ?? part("trusted-title");
    next.focus();
  });
  return make("li", "", make("div", "", make("strong", "", domain), ...(since ? [make("small", "", say("options_trusted_since", sayDay(since)))] : [])), remove);
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
  const when = new Intl.DateTimeFormat(readerLocale(), { dateStyle: "long", timeStyle: "short" }).format(time);
  const name = brands.get(brand);
  const what = name ? say(`title_${level}_brand`, name) : say(`title_${level}`);
  return make("li", level, make("div", "", make("strong", "", host), make("small", "", what)), make("small", "", when));
}

/** @param {SettingsInForce} settings */
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
  const reply = await ask({ kind: "name_brands", ids });
  return new Map(reply?.kind === "brand_names" ? Object.entries(reply.names) : []);
}

/** The person that is shown, as text. */
let paintedPerson = "";

/** @param {SettingsInForce} settings */
function paintPerson({ person }) {
  const text = JSON.stringify(person);
  // What is being typed outlives another setting's change.
  if (text === paintedPerson) return;
  paintedPerson = text;
  input("person-name").value = person?.name ?? "";
  input("person-phone").value = person?.phone ?? "";
  part("person-remove").hidden = person === null;
  sayPersonFaults([]);
}

/** @param {Fault[]} faults @returns {HTMLInputElement | undefined} the first field with one */
function sayPersonFaults(faults) {
  const broken = [];
  for (const name of ["name", "phone"]) {
    const own = faults.filter(({ key }) => key === `person.${name}`);
    const field = input(`person-${name}`);
    part(`person-${name}-error`).textContent = own.map(({ problem }) => say(`settings_problem_${problem}`)).join(" ");
    field.setAttribute("aria-invalid", String(own.length > 0));
    if (own.length > 0) broken.push(field);
  }
  return broken[0];
}

async function savePerson() {
  const [name, phone] = /** @type {const} */ (["name", "phone"]).map((each) => input(`person-${each}`).value.replace(/\s+/g, " ").trim());
  const reply = await changeSettings({ kind: "choose_value", key: "person", value: { name, phone } });
  const faults = reply.kind === "settings" ? [] : reply.faults;
  const broken = sayPersonFaults(faults);
  if (broken) broken.focus();
  else tell(faults.length === 0 ? say("options_saved") : faults.map(sayFault).join(" "));
}

/** Whether a code is set. */
let isLocked = false;

async function paintLock() {
  const reply = await ask({ kind: "read_lock" });
  isLocked = reply?.kind === "lock" && reply.isSet;
  for (const id of ["lock-now", "lock-now-label", "lock-remove"]) part(id).hidden = !isLocked;
  paintWaitCode();
}

/** Seconds that the way on waits now. */
let waited = 0;

/** @param {SettingsInForce} settings */
function paintWait({ wait, fixed }) {
  waited = wait;
  part("wait-time").replaceChildren(...WAITS.map((seconds) => new Option(sayTime(seconds, say), String(seconds), false, seconds === wait)));
  part("wait-save").hidden = fixed.includes("wait");
  part("wait-error").textContent = "";
  input("wait-code").value = "";
  paintWaitCode();
}

const chosenWait = () => Number(input("wait-time").value);

/** The code is asked for where the time would get shorter. */
function paintWaitCode() {
  for (const id of ["wait-code", "wait-code-label"]) part(id).hidden = !isLocked || chosenWait() >= waited;
}

async function saveWait() {
  const field = input("wait-code");
  const reply = await ask({ kind: "change_settings", change: { kind: "choose_value", key: "wait", value: chosenWait() }, code: field.value });
  const problem = reply?.kind === "lock" ? reply.problem : null;
  part("wait-error").textContent = problem ? say(`lock_${problem}`) : "";
  field.setAttribute("aria-invalid", String(problem !== null));
  if (problem) {
    await paintLock();
    field.focus();
    return;
  }
  await showAgain();
  tell(reply?.kind === "settings" ? say("options_saved") : (reply?.kind === "refused" ? reply.faults : FAULTS).map(sayFault).join(" "));
}

/** @type {Fault[]} what nobody answers */
const FAULTS = [{ key: "", problem: "storage" }];

/** @param {string | null} wanted null for none */
async function changeLock(wanted) {
  const reply = await ask({ kind: "change_lock", code: input("lock-now").value, wanted });
  const problem = reply?.kind === "lock" ? reply.problem : "storage";
  const isNewWrong = problem === "digits";
  const error = problem === "storage" ? say("settings_problem_storage") : say(`lock_${problem}`);
  part("lock-error").textContent = problem ? error : "";
  input("lock-new").setAttribute("aria-invalid", String(isNewWrong));
  input("lock-now").setAttribute("aria-invalid", String(problem === "wrong"));
  for (const id of ["lock-now", "lock-new"]) if (!problem) input(id).value = "";
  await paintLock();
  if (problem) input(isNewWrong ? "lock-new" : "lock-now").focus();
  else {
    tell(say("options_saved"));
    input("lock-new").focus();
  }
}

/** @param {SettingsInForce} settings */
function paintRepaired({ repaired }) {
  part("repaired").hidden = repaired.length === 0;
  part("repaired-list").replaceChildren(...repaired.map((key) => make("li", "", sayFirst([`options_repaired_${key}`, "options_repaired_all"]))));
}

/**
 * @param {Omit<PolicyReply, "kind">} reply
 * @param {SettingsInForce} settings
 */
function paintManaged({ policy, faults }, { fixed }) {
  part("managed").hidden = policy === null;
  part("managed-list").replaceChildren(...describePolicy(policy));
  part("managed-refused").hidden = faults.length === 0;
  part("managed-faults").replaceChildren(...faultItems(faults));
  for (const [key, control, note] of /** @type {const} */ ([["language", "language", "language-fixed"], ["easyWords", "easy-words", "words-fixed"], ["wait", "wait-time", "wait-fixed"], ["keepHistory", "history-keep", "history-fixed"]])) {
    input(control).disabled = fixed.includes(key);
    part(note).hidden = !fixed.includes(key);
  }
}

async function paintAccess() {
  const isGiven = await hasAccess();
  part("access-state").textContent = say(isGiven ? "settings_access_given" : "settings_access_missing");
  part("access-grant").hidden = isGiven;
}

async function paintTally() {
  const tally = await readTally();
  input("tally-keep").checked = tally !== null;
  part("tally").hidden = tally === null;
  part("tally").textContent = tally ? sayTally(tally) : "";
}

/** The settings and the policy that are shown, as text. */
let painted = "";

async function show() {
  const [settings, managed] = await Promise.all([readSettings(), readPolicy()]);
  const text = JSON.stringify([settings, managed]);
  // What is painted anew loses the keyboard's place.
  if (text !== painted) await paint(settings, managed);
  painted = text;
  await paintAccess();
  await paintTally();
}

/**
 * @param {SettingsInForce | null} settings
 * @param {Omit<PolicyReply, "kind">} managed
 */
async function paint(settings, managed) {
  await speak(settings);
  document.title = say("options_title");
  if (!settings) {
    tell(say("settings_problem_unchecked"));
    return;
  }
  paintLanguage(settings);
  input("easy-words").checked = settings.easyWords;
  radio(settings.caution).checked = true;
  paintTrusted(settings);
  paintPerson(settings);
  paintWait(settings);
  await paintLock();
  await paintHistory(settings);
  paintRepaired(settings);
  paintManaged(managed, settings);
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
  const reply = await changeSettings({ kind: "trust_address", address: field.value });
  const isDone = reply.kind === "settings";
  error.textContent = isDone ? "" : reply.faults.map(({ problem }) => say(`settings_problem_${problem}`)).join(" ");
  field.setAttribute("aria-invalid", String(!isDone));
  if (isDone) {
    field.value = "";
    tell(say("options_saved"));
  }
  field.focus();
}

async function exportFile() {
  const reply = await ask({ kind: "export_settings" });
  if (reply?.kind !== "settings_file") {
    tell(say("settings_problem_unchecked"));
    return;
  }
  const text = `${JSON.stringify(reply.file, null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
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
  const reply = await changeSettings({ kind: "import_file", text });
  const faults = reply.kind === "settings" ? [] : reply.faults;
  // First in the language that the file may have brought.
  await showAgain();
  part("import-refused").replaceChildren(...sayRefusal(faults));
  tell(reply.kind === "settings" ? say("options_imported") : "");
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

part("language").addEventListener("change", () => void change({ kind: "choose_value", key: "language", value: input("language").value }));
part("easy-words").addEventListener("change", () => void change({ kind: "choose_value", key: "easyWords", value: input("easy-words").checked }));
for (const value of ["banner", "badge"]) {
  radio(value).addEventListener("change", () => void change({ kind: "choose_value", key: "caution", value }));
}
part("history-keep").addEventListener("change", () => void change({ kind: "choose_value", key: "keepHistory", value: input("history-keep").checked }));
part("history-clear").addEventListener("click", async () => {
  await change({ kind: "clear_history" });
  part("history-title").focus();
});
part("tally-keep").addEventListener("change", async () => {
  const reply = await ask({ kind: "keep_tally", isKept: input("tally-keep").checked });
  await paintTally();
  tell(say(reply?.kind === "tally" ? "options_saved" : "settings_problem_storage"));
});
part("repaired-ok").addEventListener("click", () => void change({ kind: "choose_value", key: "repaired", value: [] }));
part("trusted-add").addEventListener("submit", (event) => {
  event.preventDefault();
  void addTrusted();
});
part("person").addEventListener("submit", (event) => {
  event.preventDefault();
  void savePerson();
});
part("person-remove").addEventListener("click", async () => {
  await change({ kind: "choose_value", key: "person", value: null });
  input("person-name").focus();
});
part("lock").addEventListener("submit", (event) => {
  event.preventDefault();
  void changeLock(input("lock-new").value);
});
part("wait-time").addEventListener("change", paintWaitCode);
part("wait").addEventListener("submit", (event) => {
  event.preventDefault();
  void saveWait();
});
part("lock-remove").addEventListener("click", () => void changeLock(null));
part("export").addEventListener("click", () => void exportFile());
part("import").addEventListener("click", () => input("import-file").click());
part("import-file").addEventListener("change", () => void importFile());
part("access-grant").addEventListener("click", () => void requestAccess());
onAccessChanged(() => void showAgain());
onSettingsChanged(() => void showAgain());

void showAgain().finally(() => part("options").removeAttribute("aria-busy"));
