/* global vigicolisWords */

/** What the visitor's notebook of awaited parcels says, in words. */

import { broughtBy, lineOf } from "../shared/notebook.js";
import { ask, make } from "./page.js";

/**
 * @typedef {import("../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../shared/notebook.js").KnownParcel} KnownParcel
 * @typedef {import("../shared/protocol.js").NotebookReply} NotebookReply
 */

const { language, say } = vigicolisWords;

/**
 * @param {{ id: string } | null} [brand] that a page or message speaks for
 * @returns {Promise<NotebookReply>}
 */
export async function readNotebook(brand) {
  const reply = await ask({ kind: "read_notebook", brand: brand?.id ?? "" });
  return reply?.kind === "notebook" ? reply : { kind: "notebook", parcels: [], about: null };
}

/** @param {string} url */
const hostOf = (url) => new URL(url).host.replace(/^www\./, "");

/**
 * The way to a carrier's own site, in a tab of its own.
 * @param {string} url
 * @param {string} words
 */
function linkTo(url, words) {
  const link = make("a", "link", words);
  link.href = url;
  link.rel = "noreferrer";
  link.target = "_blank";
  return link;
}

/**
 * The line beside what is said of a page or message that speaks in a carrier's name.
 * @param {NotebookReply} notebook
 * @returns {HTMLElement | null} nothing where the notebook is empty
 */
export function notebookLine({ about, parcels }) {
  const line = lineOf(about, parcels);
  if (line === null) return null;
  if (line.kind === "unawaited") return make("p", "notebook", say("parcel_unawaited", line.name));
  return line.url.startsWith("https://") ? linkTo(line.url, say("parcel_awaited", line.name, hostOf(line.url))) : null;
}

/** @param {string} day */
export function sayDay(day) {
  // The day as such, wherever on earth it is read.
  return new Intl.DateTimeFormat(language(), { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(Date.parse(day));
}

/**
 * What was written down of a parcel, below its carrier's name.
 * @param {AwaitedParcel} parcel
 */
export function sayParcel({ day, number }) {
  const about = day === "" ? say("parcel_no_day") : say("parcel_day", sayDay(day));
  return number === "" ? about : `${about}\u00a0· ${number}`;
}

/** @param {KnownParcel} parcel @returns {string} its id where nobody is known by it any more */
export const carrierOf = ({ by, carrier }) => by?.name ?? carrier;

/**
 * The entries that the carrier of a page may bring, on its own site.
 * @param {NotebookReply} notebook
 * @returns {HTMLElement[]}
 */
export function ownEntries({ about, parcels }) {
  if (about === null) return [];
  return broughtBy(about, parcels).map((parcel) => make("div", "", make("strong", "", carrierOf(parcel)), make("div", "note", sayParcel(parcel))));
}
