/** The visitor's notebook of awaited parcels, read with what the engine knows of their carriers. */

import { consult } from "./engine.js";
import * as settings from "./settings.js";
import { withoutParcel, withParcel } from "../shared/notebook.js";

/**
 * @typedef {import("../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../shared/protocol.js").NotebookReply} NotebookReply
 */

/** @type {NotebookReply} */
const EMPTY = { kind: "notebook", parcels: [], about: null };

/**
 * What is awaited, and who it is that a page or message speaks for.
 * @param {string} brand id; empty for nobody
 * @returns {Promise<NotebookReply>}
 */
export async function read(brand) {
  const entries = (await settings.load())?.settings.parcels ?? [];
  if (entries.length === 0) return EMPTY;
  const ids = [...entries.map(({ carrier }) => carrier), brand];
  const reply = await consult({ kind: "list_carriers", ids, text: entries.map(({ number }) => number).join("\n") });
  if (reply.kind !== "carriers") return EMPTY;
  const parcels = entries.map((entry, at) => ({ ...entry, by: reply.carriers[at] ?? null }));
  return { kind: "notebook", parcels, about: reply.carriers[entries.length] ?? null };
}

/** @param {AwaitedParcel} parcel */
export const add = (parcel) => settings.changeParcels((parcels) => withParcel(parcels, parcel));

/** @param {AwaitedParcel} parcel */
export const remove = (parcel) => settings.changeParcels((parcels) => withoutParcel(parcels, parcel));
