/** What was shared to the page: the service worker keeps it until the page takes it. */

import { host } from "../shared/host.js";

/** The service worker keeps them under the same name, beside its own files. */
export const SHARES = "shares";

/** @typedef {{ text: string, files: File[] }} Shared */

/**
 * @param {string} id by which the service worker named it
 * @returns {Promise<Shared | null>} once; null where there is nothing, or it can't be read
 */
export async function takeShare(id) {
  try {
    const shares = await caches.open(SHARES);
    const address = host.addressOf(`share/${id}`);
    const form = await (await shares.match(address))?.formData();
    await shares.delete(address);
    return form ? readShare(form) : null;
  } catch {
    return null;
  }
}

/**
 * What a message consists of may come in any of three places: a link alone in `text`, as phones do it,
 * a subject in `title`. All of it is one message.
 * @param {FormData} form
 * @returns {Shared}
 */
export function readShare(form) {
  const texts = ["title", "text", "url"].map((name) => form.get(name)).filter((each) => typeof each === "string").map((each) => each.trim());
  const apart = texts.filter((text, at) => text !== "" && !texts.some((other, place) => other.includes(text) && (other.length > text.length || place < at)));
  const files = form.getAll("files").filter((each) => each instanceof File).filter(({ size }) => size > 0);
  return { text: apart.join("\n"), files };
}
