/** A mail as the engine reads one: the few headers that tell who writes, above the words that are shown. */

/**
 * @typedef {import("../messenger.js").Headers} Headers
 * @typedef {import("../messenger.js").Mail} Mail
 * @typedef {"confirmed" | "refuted" | "unknown"} Proof what the receiving server says of the sender
 */

/** Longer, a sender is none for the engine. */
const MAX_SENDER = 110;
const MAX_SUBJECT = 500;
const MAX_RESULTS = 2_000;

/** @param {string} value */
const inOneLine = (value) => value.replace(/\s+/g, " ").trim();

/**
 * Name and address as the engine takes them; of a long name, the beginning.
 * @param {string} author
 */
function senderLine(author) {
  const line = inOneLine(author);
  const at = line.lastIndexOf("<");
  if (line.length <= MAX_SENDER || at < 0) return line.slice(-MAX_SENDER);
  const address = line.slice(at).slice(0, MAX_SENDER);
  return `${line.slice(0, Math.max(0, MAX_SENDER - address.length - 1)).trim()} ${address}`.trim();
}

/**
 * Whether two hosts are of one organisation, as far as names tell it; as the core takes them in a
 * mail's source.
 * @param {string} host
 * @param {string} other
 */
function isOf(host, other) {
  const organisation = (/** @type {string} */ name) => {
    const labels = name.split(".");
    // `co.uk` and the like
    const isShort = (labels.at(-2) ?? "").length <= 3 && labels.length > 2;
    return labels.slice(isShort ? -3 : -2).join(".");
  };
  const isUnder = (/** @type {string} */ name, /** @type {string} */ above) => name === above || name.endsWith(`.${above}`);
  return isUnder(host, other) || isUnder(other, host) || organisation(host) === organisation(other);
}

/**
 * What the receiving server wrote of who sent the mail. A sender can write such a header as well:
 * it counts where it bears the name of the server that took the mail, which wrote its own above all.
 * @param {Headers} headers
 * @returns {string} empty where there is nothing of it
 */
export function resultsOf(headers) {
  const results = inOneLine(headers["authentication-results"]?.[0] ?? "").slice(0, MAX_RESULTS);
  const server = /^[\w.-]+\.[a-z]{2,}(?=[\s;]|$)/i.exec(results)?.[0];
  const takers = (headers["received"] ?? []).map((value) => /\bby\s+([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?=[\s;(]|$)/i.exec(inOneLine(value))?.[1]);
  const taker = takers.find((host) => host !== undefined);
  return server !== undefined && taker !== undefined && isOf(server.toLowerCase(), taker.toLowerCase()) ? results : "";
}

/**
 * @param {Headers} headers
 * @returns {Proof}
 */
export function proofOf(headers) {
  // What stands in quotes or in a comment, the sender may have chosen.
  const plain = resultsOf(headers).toLowerCase().replace(/"(?:[^"\\]|\\.)*"|\([^()]*\)/g, "");
  const outcomes = plain.split(";").map((result) => result.trim().split(" ", 1)[0] ?? "");
  if (outcomes.includes("dmarc=pass")) return "confirmed";
  return outcomes.some((outcome) => /^(?:(?:dmarc|spf|dkim)=fail|spf=softfail)$/.test(outcome)) ? "refuted" : "unknown";
}

/**
 * @param {Mail} mail
 * @param {Headers} headers
 * @param {string} words as they are shown
 * @returns {string} what the engine is asked about
 */
export function messageOf({ author, subject }, headers, words) {
  const lines = [`From: ${senderLine(author)}`];
  const add = (/** @type {string} */ name, /** @type {string | undefined} */ value) => {
    const line = inOneLine(value ?? "");
    if (line) lines.push(`${name}: ${line}`);
  };
  add("Reply-To", headers["reply-to"]?.[0]);
  add("Return-Path", headers["return-path"]?.[0]);
  add("Authentication-Results", resultsOf(headers));
  add("Subject", subject.slice(0, MAX_SUBJECT));
  return `${lines.join("\n")}\n\n${words}`;
}
