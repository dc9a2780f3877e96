/* global vigicolisWords */

/**
 * The page for those whose carrier lost their data: what was taken and when, what to expect of
 * it, and what to do.
 */

import { ask, make, part, readSettings, sayDay, sayOrigin, speak } from "../page.js";

/**
 * @typedef {import("../../wasm/protocol.js").BrandView} BrandView
 * @typedef {import("../../wasm/protocol.js").LeakedData} LeakedData
 * @typedef {import("../../wasm/protocol.js").LeakView} LeakView
 */

const { language, say, sayList } = vigicolisWords;

/** The carrier that the page's address names, if any. */
const named = new URLSearchParams(location.search).get("brand") ?? "";

/** @param {readonly LeakedData[]} data */
function sayData(data) {
  return sayList(data.map((kind) => say(`leak_data_${kind}`)).filter(Boolean));
}

/** @param {LeakView} leak */
function leakItem({ public: known, taken, claimed, source, date }) {
  const item = make("li", "step", make("h3", "", say("lost_public", sayDay(known))));
  if (taken.length > 0) item.append(make("p", "", say("lost_taken", sayData(taken))));
  if (claimed.length > 0) item.append(make("p", "", say("lost_claimed", sayData(claimed))));
  item.append(make("small", "source", sayOrigin({ source, date })));
  return item;
}

/**
 * @param {BrandView} brand whose customers' data it was
 * @param {LeakView[]} leaks of its
 * @param {BrandView} [member] of its group, which lost nothing itself
 */
function paintKnown(brand, leaks, member) {
  part("known-title").textContent = brand.name;
  part("group").textContent = member ? say("lost_group", member.name, brand.name) : "";
  part("group").hidden = !member;
  const [latest, ...earlier] = leaks.map(leakItem);
  part("leaks").replaceChildren(...(latest ? [latest] : []));
  part("earlier").hidden = earlier.length === 0;
  part("earlier-leaks").replaceChildren(...earlier);
  part("expect").textContent = say("lost_expect", brand.name);
  for (const id of ["known", "expected"]) part(id).hidden = false;
  // Who has found their carrier is done with these.
  for (const id of ["lead", "limit"]) part(id).hidden = true;
  paintSteps(leaks);
}

/** @param {LeakView[]} leaks */
function paintSteps(leaks) {
  const isAccountKnown = leaks.some(({ taken, claimed }) => [...taken, ...claimed].includes("iban"));
  const steps = ["lost_step_open", "step_hang_up", ...(isAccountKnown ? ["step_tell_iban"] : []), "lost_step_password"];
  part("steps").replaceChildren(...steps.map((key) => make("li", "step", make("h3", "", say(key)), make("p", "", say(`${key}_how`)))));
}

/** @param {LeakView[]} leaks */
function paintCarriers(leaks) {
  /** @type {Map<string, BrandView>} */
  const carriers = new Map(leaks.flatMap(({ brands }) => brands.map((brand) => [brand.id, brand])));
  const own = (/** @type {string} */ id) => leaks.filter(({ brands }) => brands.some((brand) => brand.id === id));
  const ofGroup = leaks.find(({ group }) => !carriers.has(named) && group.some(({ id }) => id === named));
  const chosen = carriers.get(named) ?? ofGroup?.brands[0];
  const sorted = [...carriers.values()].sort((one, other) => one.name.localeCompare(other.name, language()));
  part("carriers").replaceChildren(...sorted.map((brand) => {
    const box = make("input", "");
    box.type = "radio";
    box.name = "carrier";
    box.value = brand.id;
    box.checked = brand.id === chosen?.id;
    box.addEventListener("change", () => paintKnown(brand, own(brand.id)));
    return make("label", "choice", box, make("span", "", brand.name));
  }));
  if (chosen) paintKnown(chosen, own(chosen.id), ofGroup?.group.find(({ id }) => id === named));
}

async function start() {
  await speak(await readSettings());
  document.title = say("lost_title");
  paintSteps([]);
  const reply = await ask({ kind: "list_leaks" });
  part("failed").hidden = reply?.kind === "leaks";
  if (reply?.kind === "leaks") paintCarriers(reply.leaks);
}

void start().finally(() => part("leak").removeAttribute("aria-busy"));
