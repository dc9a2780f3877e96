/* global vigicolisWords */

/** A ready text for family and friends about a page that was warned of. The visitor copies and sends it; nothing leaves from here. */

import { ask, copyBox, part } from "./page.js";

/** @typedef {import("../wasm/protocol.js").Verdict} Verdict */

const { say } = vigicolisWords;

/**
 * Shows the text, or nothing where the page gives no reason.
 * @param {Verdict | null} verdict
 */
export async function paintTell(verdict) {
  const text = verdict ? await textAbout(verdict) : "";
  part("tell").hidden = text === "";
  /** @type {HTMLTextAreaElement} */ (part("tell-text")).value = text;
}

/**
 * @param {Verdict} verdict
 * @returns {Promise<string>} with the host alone, which holds nothing of the visitor's
 */
async function textAbout({ level, brand, site }) {
  if (level !== "danger" && level !== "caution") return "";
  const reply = await ask({ kind: "list_contacts", country: "", address: site.host });
  const harmless = reply?.kind === "contacts" ? reply.page?.defanged : undefined;
  if (!harmless) return "";
  return level === "danger" && brand ? say("person_text_danger_brand", harmless, brand.name) : say(`person_text_${level}`, harmless);
}

part("tell-copy").addEventListener("click", () => void copyBox(/** @type {HTMLTextAreaElement} */ (part("tell-text")), part("tell-status")));
