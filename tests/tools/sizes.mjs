// What ships may weigh so much, and no more.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WASM } from "./workspace.mjs";
import { listFiles } from "./zip.mjs";

/** Bytes of the content scripts: every page of every visit carries them. */
const CONTENT_SCRIPTS_LIMIT = 132_000;

/** Bytes of all files of the page for phones, each gzipped. */
const PAGE_LIMIT = 1_000_000;

/**
 * @typedef {{ what: string, bytes: number, limit: number, text: string }} Size
 */

/**
 * @param {string} folder of an extension as a browser loads it
 * @returns {Size[]}
 */
export function sizesOf(folder) {
  const sizes = WASM.map(({ name, gzipLimit }) => {
    const raw = readFileSync(join(folder, "wasm", `${name}_bg.wasm`));
    return sizeOf(`wasm of ${name}`, gzippedSize(raw), gzipLimit, `${kilo(raw.length)}, gzip `);
  });
  /** @type {{ content_scripts?: { js: string[] }[] }} The add-on for mails has none. */
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const scripts = (manifest.content_scripts ?? []).flatMap(({ js }) => js).map((file) => readFileSync(join(folder, file)).length);
  return [...sizes, sizeOf("content scripts", scripts.reduce((sum, bytes) => sum + bytes, 0), CONTENT_SCRIPTS_LIMIT)];
}

/**
 * What somebody loads at the first visit of the page for phones, as hosts send it.
 * @param {string} folder
 * @returns {Size}
 */
export function pageSize(folder) {
  const bytes = listFiles(folder).reduce((sum, file) => sum + gzippedSize(readFileSync(join(folder, file))), 0);
  return sizeOf("page for phones", bytes, PAGE_LIMIT, "gzip ");
}

/**
 * By the program, as the limits are meant: Node's own compressor makes it two per cent larger.
 * @param {Uint8Array} raw
 */
export function gzippedSize(raw) {
  const { status, stdout, error } = spawnSync("gzip", ["-9", "-n", "-c"], { input: raw, maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`gzip: exit code ${status}`);
  return stdout.length;
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} limit
 * @param {string} [before]
 * @returns {Size}
 */
export function sizeOf(what, bytes, limit, before = "") {
  return { what, bytes, limit, text: `${what}: ${before}${kilo(bytes)} (limit ${kilo(limit)})` };
}

/** @param {Size[]} sizes @throws where one is too large */
export function checkSizes(sizes) {
  const large = sizes.filter(({ bytes, limit }) => bytes > limit);
  if (large.length > 0) throw new Error(large.map(({ what, bytes, limit }) => `${what}: ${bytes} bytes are more than ${limit}`).join("; "));
}

/** @param {number} bytes */
const kilo = (bytes) => `${Math.floor(bytes / 1000)} kB`;
