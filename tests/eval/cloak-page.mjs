// One page of the corpus with edits applied.
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { load, loadBuffer } from "cheerio";
import { ROOT } from "./native.mjs";

/**
 * @typedef {import("./cloak-edits.mjs").Edit} Edit
 * @typedef {{ body: string, type: string }} File
 * @typedef {{ html: string, files: Map<string, File>, changed: boolean }} EditedPage
 *   `files` by path, `changed`: whether any edit found something to change
 */

/** Another seed draws other combinations, another sample and other alphabets. */
const SEED = "2026-11";

/**
 * @param {Buffer} body
 * @param {object} options
 * @param {string} options.url where it is served
 * @param {readonly string[]} options.brand
 * @param {readonly Edit[]} options.edits none: the page as it was, read and written as the edited ones are
 * @returns {EditedPage}
 */
export function editPage(body, { url, brand, edits }) {
  const $ = isUtf8(body) ? load(body.toString()) : loadBuffer(body);
  /** @type {Map<string, File>} */
  const files = new Map();
  const before = $.html();
  for (const edit of edits) {
    edit.apply({
      $,
      own: ownName(new URL(url).hostname),
      brand,
      random: randomOf(`${url} ${edit.id}`),
      add(name, body, type) {
        files.set(name, { body, type });
        return new URL(name, url).href;
      },
    });
  }
  const html = $.html();
  return { html, files, changed: html !== before };
}

/**
 * @param {string} host
 * @returns {string} its longest label but the last, with a capital
 */
export function ownName(host) {
  const [longest = host] = host.split(".").slice(0, -1).sort((one, other) => other.length - one.length);
  return longest.charAt(0).toUpperCase() + longest.slice(1);
}

/**
 * How the brands are written, as the engine's data have it: a kit's author knows what to leave out.
 * @param {readonly string[]} ids
 * @returns {Promise<string[]>} in lower case, the usual name first
 */
export async function brandNames(ids) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const id of ids) {
    const data = await readFile(path.join(ROOT, "crate", "data", "carriers", `${path.basename(id)}.toml`), "utf8").catch(() => "");
    // The names of its domains have a dot.
    for (const [, name] of data.matchAll(/^(?:name|text) = "([^".]+)"$/gm)) if (name) names.add(name.toLowerCase());
    names.add(id.replace(/[^a-z0-9]+/g, " "));
  }
  return [...names];
}

/**
 * Where a thing stands in an order that looks drawn by lot, and is the same each time.
 * @param {string} text
 * @returns {number} 0 to 1
 */
export function lot(text) {
  return createHash("sha256").update(`${SEED} ${text}`).digest().readUInt32BE() / 2 ** 32;
}

/**
 * @param {string} text
 * @returns {() => number}
 */
function randomOf(text) {
  let drawn = 0;
  return () => lot(`${text} ${(drawn += 1)}`);
}
