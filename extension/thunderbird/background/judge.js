/** What the engine says of a mail, with all that the banner and the popup tell of it. */

import { consult } from "../../background/engine.js";
import { messenger } from "../messenger.js";
import { messageOf, proofOf } from "./mail.js";

/**
 * @typedef {import("../../wasm/protocol.js").MessageVerdict} MessageVerdict
 * @typedef {import("../mail/read.js").ShownMail} ShownMail
 * @typedef {import("../messenger.js").Headers} Headers
 * @typedef {import("../messenger.js").Mail} Mail
 * @typedef {import("./mail.js").Proof} Proof
 *
 * @typedef {{ host: string, registrable: string, words: string, level: string }} LinkPlace
 *   where a link leads, the words that it is behind, and what the engine says of the address
 * @typedef {object} JudgedMail
 * @property {string} url of the document that was read
 * @property {string} author as it is shown
 * @property {Proof} proof what the receiving server says of the sender
 * @property {string} senderDomain the part of the sender's address that somebody registered; empty where none did
 * @property {MessageVerdict} verdict
 * @property {string | null} trackingUrl the carrier's own page about parcels, else its first page
 * @property {ShownMail["links"]} links
 */

/** Places that the popup names. */
const MAX_PLACES = 12;
/** Links that are asked about for that. */
const MAX_LINKS = 40;
/** Headers of a mail that lies far away come too late for a warning: it is judged by its sender and its words. */
const PATIENCE_MS = 500;

/** @param {{ level: string }} verdict */
export const isWarning = ({ level }) => level === "danger" || level === "caution";

/**
 * @param {Mail} mail
 * @param {{ messages: Mail[] }} shown
 */
export const isShown = (mail, { messages }) => messages.length === 1 && messages[0]?.id === mail.id;

/**
 * @param {number} id
 * @returns {Promise<Headers>} none where they can't be had in time
 */
export async function headersOf(id) {
  const { messages } = messenger;
  // The older way reads the whole mail; undecoded, its parts cost next to nothing.
  const asking = messages.getHeaders ? messages.getHeaders(id) : messages.getFull(id, { decodeContent: false, decrypt: false }).then(({ headers }) => headers);
  const giveUp = new Promise((resolve) => setTimeout(() => resolve({}), PATIENCE_MS));
  return /** @type {Promise<Headers>} */ (Promise.race([asking.catch(() => ({})), giveUp]));
}

/**
 * @param {Mail} mail
 * @param {Headers} headers
 * @param {ShownMail} shown
 * @returns {Promise<JudgedMail | null>}
 */
export async function judgeMail(mail, headers, shown) {
  const reply = await consult({ kind: "check_paste", text: messageOf(mail, headers, shown.text), displayed: true });
  if (reply.kind !== "paste_result" || reply.result.kind !== "message") return null;
  const { verdict } = reply.result;
  return {
    url: shown.url,
    author: mail.author,
    proof: proofOf(headers),
    senderDomain: await registeredBy(verdict.sender?.address ?? ""),
    verdict,
    trackingUrl: isWarning(verdict) ? await trackingOf(verdict) : null,
    links: shown.links,
  };
}

/** @param {string} address of a mailbox */
async function registeredBy(address) {
  const domain = /@([^@\s]+)$/.exec(address)?.[1];
  const reply = domain ? await consult({ kind: "check_paste", text: `https://${domain}/` }) : null;
  return reply?.kind === "paste_result" && reply.result.kind === "link" ? reply.result.verdict.site.registrable : "";
}

/** @param {MessageVerdict} verdict */
async function trackingOf({ brand, officialUrl }) {
  if (!brand) return null;
  const reply = await consult({ kind: "check_paste", text: brand.name });
  const named = reply.kind === "paste_result" && reply.result.kind === "brand" && reply.result.brand.id === brand.id ? reply.result : null;
  return named?.tracking?.url ?? officialUrl;
}

/**
 * Where the links lead, each host once.
 * @param {ShownMail["links"]} links
 * @returns {Promise<LinkPlace[]>}
 */
export async function placesOf(links) {
  /** @type {Map<string, LinkPlace>} */
  const places = new Map();
  for (const { address, words } of links.slice(0, MAX_LINKS)) {
    const reply = await consult({ kind: "check_paste", text: address });
    if (reply.kind !== "paste_result" || reply.result.kind !== "link") continue;
    const { level, site: { host, registrable } } = reply.result.verdict;
    if (!places.has(host)) places.set(host, { host, registrable, words, level });
    if (places.size === MAX_PLACES) break;
  }
  return [...places.values()];
}
