/**
 * Mails that were saved as files. The engine reads them; here their bytes become a text, without
 * the bulk of what is attached.
 */

/** Larger files are not even opened; mail servers take no larger ones either. */
const MAX_FILE = 25_000_000;
/**
 * So much is handed over.
 * @type {import("../../wasm/protocol.js").Bounds["pasted"]}
 */
const MAX_TEXT = 4_000_000;
/** Bytes of one encoded block that are kept: more than any words need. */
const MAX_BLOCK = 700_000;
/** Lines of encoded blocks have one length but the last. */
const MIN_ENCODED = 60;
const LINE_FEED = 10;
/** Bytes that become characters at once. */
const STEP = 8_192;

/**
 * By its name or its type: browsers know the type of few mails.
 * @param {File | Blob} file
 */
export function isMailFile(file) {
  const name = "name" in file ? file.name : "";
  return file.type === "message/rfc822" || /\.(?:eml|emlx|mbox|msg)$/i.test(name);
}

/**
 * The text of a mail's file: a character for each byte, since only the mail itself says in which
 * letters it is written.
 * @param {Blob} file
 * @returns {Promise<{ text: string } | { problem: "large" | "unreadable" }>}
 */
export async function readMailFile(file) {
  if (file.size > MAX_FILE) return { problem: "large" };
  const buffer = await file.arrayBuffer().catch(() => null);
  if (buffer === null) return { problem: "unreadable" };
  const bytes = new Uint8Array(buffer);
  return { text: characters(bytes.length > MAX_TEXT ? shortened(bytes) : bytes).slice(0, MAX_TEXT) };
}

/** @param {Uint8Array} bytes */
function characters(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length && at < MAX_TEXT; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return text;
}

/**
 * The same without the rest of each long encoded block: pictures and other files.
 * @param {Uint8Array} bytes
 */
function shortened(bytes) {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  let block = 0;
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(LINE_FEED, at);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.subarray(at, end);
    block = isEncoded(line) ? block + line.length : 0;
    if (block <= MAX_BLOCK) {
      kept.set(line, length);
      length += line.length;
    }
    at = end;
  }
  return kept.subarray(0, length);
}

/** @param {Uint8Array} line */
function isEncoded(line) {
  return line.length >= MIN_ENCODED && line.every((byte) => byte > 32 && byte < 127 || byte === LINE_FEED || byte === 13);
}
