/* global vigicolisWords */

/** The notebook of awaited parcels: shows what stands in it, asks the background to change it. */

import { dayAfter, dayOf } from "../../shared/notebook.js";
import { countryOf } from "../advice.js";
import { carrierOf, readNotebook, sayDay, sayParcel } from "../notebook.js";
import { ask, make, onSettingsChanged, part, readSettings, speak } from "../page.js";

/**
 * @typedef {import("../../shared/notebook.js").KnownParcel} KnownParcel
 * @typedef {import("../../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../../wasm/protocol.js").CarrierView} CarrierView
 */

const { language, say } = vigicolisWords;

/** Days that are offered: whoever waits longer does not know the day. */
const DAYS = 30;

const carrier = /** @type {HTMLSelectElement} */ (part("carrier"));
const day = /** @type {HTMLSelectElement} */ (part("day"));
const number = /** @type {HTMLInputElement} */ (part("number"));

/** @param {string} words */
function tell(words) {
  part("status").textContent = words;
}

/**
 * Asks for a change; the words of what was refused, if it was.
 * @param {"add_parcel" | "remove_parcel"} kind
 * @param {AwaitedParcel} parcel
 */
async function change(kind, parcel) {
  const reply = await ask({ kind, parcel });
  await showAgain();
  if (reply?.kind === "settings") return "";
  const faults = reply?.kind === "refused" ? reply.faults : [{ problem: "storage" }];
  return faults.map(({ problem }) => say(`settings_problem_${problem}`)).join(" ");
}

/**
 * Fills the choice of carriers: those of the reader's country first.
 * @param {CarrierView[]} carriers
 * @param {string} country
 */
function fillCarriers(carriers, country) {
  const options = carriers.map(({ id, name, countries }) => ({ option: new Option(name, id), isNear: countries.includes(country) }));
  options.sort(({ option: one }, { option: other }) => one.text.localeCompare(other.text, language()));
  const group = (/** @type {string} */ label, /** @type {boolean} */ isNear) => {
    const made = make("optgroup", "", ...options.filter((each) => each.isNear === isNear).map(({ option }) => option));
    made.label = label;
    return made.childElementCount > 0 ? [made] : [];
  };
  const near = new Intl.DisplayNames(language(), { type: "region" }).of(country || "ZZ") ?? "";
  const chosen = carrier.value;
  carrier.replaceChildren(new Option(say("parcels_choose"), ""), ...group(near, true), ...group(say("parcels_elsewhere"), false));
  carrier.value = chosen;
}

function fillDays() {
  const chosen = day.value;
  const today = dayOf(new Date());
  const days = Array.from({ length: DAYS }, (_, count) => dayAfter(today, count));
  day.replaceChildren(new Option(say("parcels_day_unknown"), ""), ...days.map((each) => new Option(sayDay(each), each)));
  day.value = days.includes(chosen) ? chosen : "";
}

/**
 * @param {KnownParcel} parcel
 * @param {number} index
 */
function row(parcel, index) {
  const { by, ...entry } = parcel;
  const remove = make("button", "button minor", say("options_trusted_remove"));
  remove.type = "button";
  remove.setAttribute("aria-label", say("parcels_remove_one", carrierOf(parcel)));
  remove.addEventListener("click", async () => {
    tell(await change("remove_parcel", entry));
    // The button is gone: the keyboard goes on at the next one, at the list's title, or below the list.
    const title = part("noted").hidden ? "add-title" : "list-title";
    const next = part("list").querySelectorAll("button")[index] ?? part(title);
    next.focus();
  });
  const told = make("div", "", make("strong", "", carrierOf(parcel)), make("small", "", sayParcel(parcel)));
  if (by && !by.fits) told.append(make("small", "caution", say("parcels_misfit")));
  return make("li", "", told, remove);
}

/** What is shown, as text. */
let painted = "";

async function show() {
  const [settings, { parcels }, carriers] = await Promise.all([readSettings(), readNotebook(), ask({ kind: "list_carriers", ids: [], text: "" })]);
  const text = JSON.stringify([settings?.language, settings?.easyWords, parcels, carriers]);
  // What is painted anew loses the keyboard's place.
  if (text === painted) return;
  painted = text;
  await speak(settings);
  document.title = say("parcels_title");
  if (carriers?.kind === "carriers") fillCarriers(carriers.carriers.filter((each) => each !== null), countryOf(settings));
  else tell(say("popup_failed"));
  fillDays();
  part("noted").hidden = parcels.length === 0;
  part("list").replaceChildren(...parcels.map(row));
  // A private window leaves nothing behind.
  part("private").hidden = !chrome.extension.inIncognitoContext;
  part("add").hidden = chrome.extension.inIncognitoContext;
}

/** Paints one change after the other, so that the last one stays. */
let painting = Promise.resolve();
function showAgain() {
  painting = painting.then(show, show);
  return painting;
}

async function add() {
  const isChosen = carrier.value !== "";
  const parcel = { carrier: carrier.value, day: day.value, number: number.value.trim(), since: dayOf(new Date()) };
  const problem = isChosen ? await change("add_parcel", parcel) : say("parcels_carrier_missing");
  part("error").textContent = problem;
  carrier.setAttribute("aria-invalid", String(!isChosen));
  if (problem === "") {
    carrier.value = "";
    day.value = "";
    number.value = "";
    tell(say("parcels_added"));
  }
  carrier.focus();
}

part("add").addEventListener("submit", (event) => {
  event.preventDefault();
  void add();
});
onSettingsChanged(() => void showAgain());

void showAgain().finally(() => part("parcels").removeAttribute("aria-busy"));
