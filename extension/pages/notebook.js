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

/** Carriers whose ways are shown where another one is spoken of. */
const MAX_WAYS = 2;

/** @type {NotebookReply} */
export const EMPTY_NOTEBOOK = { kind: "notebook", parcels: [], about: null };

/**
 * @param {{ id: string } | null} [brand] that a page or message speaks for
 * @returns {Promise<NotebookReply>}
 */
export async function readNotebook(brand) {
  const reply = await ask({ kind: "read_notebook", brand: brand?.id ?? "" });
  return reply?.kind === "notebook" ? reply : EMPTY_NOTEBOOK;
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
 * @param {string} name of a carrier
 * @param {string} url where its parcels are followed
 */
const wayTo = (name, url) => (url.startsWith("https://") ? [linkTo(url, say("parcel_awaited", name, hostOf(url)))] : []);

/**
 * What stands beside what is said of a page or message that speaks in a carrier's name: that it is
 * not awaited, and where those are followed that are.
 * @param {NotebookReply} notebook
 * @returns {HTMLElement[]} nothing where the notebook is empty
 */
export function notebookLines({ about, parcels }) {
  const line = lineOf(about, parcels);
  if (line === null) return [];
  if (line.kind === "awaited") return wayTo(line.name, line.url);
  const awaited = new Map(parcels.flatMap(({ by }) => (by ? [[by.id, by]] : [])));
  const ways = [...awaited.values()].slice(0, MAX_WAYS).flatMap(({ name, url }) => wayTo(name, url));
  return [make("p", "notebook", say("parcel_unawaited", line.name)), ...ways];
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
