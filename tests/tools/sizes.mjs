// What ships may weigh so much, and no more.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { WASM } from "./workspace.mjs";

/** Bytes of the content scripts: every page of every visit carries them. */
const CONTENT_SCRIPTS_LIMIT = 112_636;

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
    return sizeOf(`wasm of ${name}`, gzipSync(raw, { level: 9 }).length, gzipLimit, `${kilo(raw.length)}, gzip `);
  });
  const scripts = readdirSync(join(folder, "content"), { encoding: "utf8", recursive: true })
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(join(folder, "content", file)).length);
  return [...sizes, sizeOf("content scripts", scripts.reduce((sum, bytes) => sum + bytes, 0), CONTENT_SCRIPTS_LIMIT)];
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
