// What of a script, a document or a style sheet could ask somebody for something.
import assert from "node:assert/strict";
import { tokenizer } from "acorn";

/** Whatever asks a server, or has a document or a worker ask one. */
export const WAYS = new Set([
  "fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "RTCPeerConnection",
  "sendBeacon", "importScripts", "Worker", "SharedWorker", "serviceWorker", "registerProtocolHandler", "PaymentRequest",
  "webRequest", "downloads", "connectNative", "sendNativeMessage",
]);

/** What could make a page or a style sheet load something, in text that is no script. */
export const LOADS = /(?:src|srcset|href|action|poster|data)\s*=\s*["']?\s*(?:https?:|\/\/)|url\(\s*["']?\s*(?:https?:|\/\/)|@import|http-equiv|<base/i;

/**
 * @typedef {{ way: string, text: string }} KnownWay where one stands, and what it asks
 */

/**
 * That scripts hold the ways that are known, each as often as its text stands there, and no other.
 * @param {{ file: string, source: string }[]} scripts
 * @param {KnownWay[]} known
 */
export function assertKnownWays(scripts, known) {
  const held = new Set();
  for (const { file, source } of scripts) {
    const here = known.flatMap(({ way, text }) => Array.from({ length: source.split(text).length - 1 }, () => ({ way, text })));
    const found = wordsOf(source).map(({ value }) => value).filter((value) => WAYS.has(value));
    assert.deepEqual(found.toSorted(), here.map(({ way }) => way).toSorted(), file);
    for (const { text } of here) held.add(text);
  }
  assert.equal(held.size, known.length, "each known way is there");
}

/** @param {string} source @returns {{ value: string, before: string, after: string }[]} names and texts, each with what stands beside it */
export function wordsOf(source) {
  const tokens = [...tokenizer(source, { ecmaVersion: "latest", sourceType: "module" })];
  const text = (/** @type {number} */ at) => (tokens[at] ? source.slice(tokens[at].start, tokens[at].end) : "");
  return tokens.flatMap((token, at) => {
    const { label } = token.type;
    const { value } = /** @type {{ value?: unknown }} */ (token);
    if (label === "import") return { value: "import", before: text(at - 1), after: text(at + 1) };
    return typeof value === "string" && /^(name|string|template)$/.test(label) ? { value, before: text(at - 1), after: text(at + 1) } : [];
  });
}
