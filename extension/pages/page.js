/* global vigicolisWords */

/** What the extension's own pages have in common: their words, their parts, what they ask. */

import { host } from "../shared/host.js";
import { wordsOf } from "../shared/locale.js";
import { onManagedChanged, readManaged } from "../shared/managed.js";
import { regional } from "../shared/region.js";
import { onStoreChanged } from "../shared/store.js";

/**
 * @typedef {import("../shared/protocol.js").OwnRequest} OwnRequest
 * @typedef {import("../shared/protocol.js").PolicyReply} PolicyReply
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {import("../shared/protocol.js").SettingsReply} SettingsReply
 * @typedef {import("../shared/protocol.js").Tally} Tally
 * @typedef {import("../wasm/protocol.js").SettingsChange} SettingsChange
 * @typedef {import("../wasm/protocol.js").SettingsInForce} SettingsInForce
 */

const { direction, language, say, sayMonth, use } = vigicolisWords;

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function part(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(id);
  return element;
}

/** How dates are written: in the language of the words, as the visitor's own region does it. */
export const readerLocale = () => regional(language(), navigator.languages);

/**
 * A day, or a month or year where no more is known.
 * @param {string} date 2025, 2025-02 or 2025-02-12
 */
export function sayDay(date) {
  if (date.length < "2025-02-12".length) return sayMonth(date);
  return new Intl.DateTimeFormat(readerLocale(), { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date));
}

/** The name or address of a site, at the beginning of a source as the data has it. */
const SITE = /^(?:https?:\/\/)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?)$/i;

/**
 * Where a fact is from, in words for everybody: the site, or what kind of list; the rest of the
 * source is for those who keep the data.
 * @param {{ source: string, date: string }} fact
 * @returns {string} empty for what rests on no source that a visitor could look up
 */
export function sayOrigin({ source, date }) {
  const first = source.split(/[;,] | /, 1)[0] ?? "";
  const site = SITE.exec(first)?.[1];
  if (site) return say("contact_source", site, sayMonth(date));
  return /\brecalled\b/.test(source) ? "" : say("contact_source", say("source_public_list"), sayMonth(date));
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * @param {OwnRequest} request
 * @returns {Promise<Reply | undefined>} undefined where nobody answers
 */
export async function ask(request) {
  try {
    return await host.send(request);
  } catch {
    return undefined;
  }
}

/** @returns {Promise<SettingsInForce | null>} the settings that hold; null where nobody can say */
export async function readSettings() {
  const reply = await ask({ kind: "read_settings" });
  return reply?.kind === "settings" ? reply.settings : null;
}

/** @returns {Promise<Omit<PolicyReply, "kind">>} the organisation's policy, and what is wrong with it */
export async function readPolicy() {
  // Hardly anybody has one: no page waits for the background for nothing.
  const reply = Object.keys(await readManaged()).length === 0 ? undefined : await ask({ kind: "read_policy" });
  return reply?.kind === "policy" ? reply : { policy: null, faults: [] };
}

/** @returns {Promise<Tally | null>} what was counted; null where nothing is to be counted */
export async function readTally() {
  const reply = await ask({ kind: "read_tally" });
  return reply?.kind === "tally" ? reply.tally : null;
}

/** @param {Tally} tally */
export function sayTally({ since, pages, warnings }) {
  const number = new Intl.NumberFormat(readerLocale());
  return say("popup_tally", sayDay(since), number.format(pages), number.format(warnings));
}

/** @param {() => void} listener called whenever the settings changed, or the policy over them */
export function onSettingsChanged(listener) {
  onManagedChanged(listener);
  onStoreChanged(listener);
}

/**
 * Speaks the words that the visitor chose, in every part that names its words by `data-say`.
 * @param {SettingsInForce | null} settings
 */
export async function speak(settings) {
  use(await wordsOf(settings));
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.getAttribute("data-say") ?? "");
  }
}

/**
 * Asks the background to change the settings.
 * @param {SettingsChange} change
 * @returns {Promise<SettingsReply>}
 */
export async function changeSettings(change) {
  const reply = await ask({ kind: "change_settings", change });
  return reply?.kind === "settings" || reply?.kind === "refused" ? reply : FAILED;
}

/**
 * Copies what stands in a box, and says so; where that is not possible, it is selected.
 * @param {HTMLTextAreaElement} box
 * @param {HTMLElement} status
 */
export async function copyBox(box, status) {
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

/** @type {SettingsReply} */
const FAILED = { kind: "refused", faults: [{ key: "", problem: "storage" }] };
