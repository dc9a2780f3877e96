// Packs a folder as the stores want it. Same files, same bytes: sorted names, one fixed date, no owner.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { zipSync } from "fflate";

const UNIX = 3;
const REGULAR_FILE_0644 = (0o100644 << 16) >>> 0;
/** Midnight by the clock of any place: the earliest that a zip can say, and it knows no time zones. */
const DATE = new Date(1980, 0, 1);

/**
 * @param {string} folder
 * @returns {string[]} the files below it, by name, with forward slashes
 */
export function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort((a, b) => (a < b ? -1 : 1));
}

/**
 * @param {string} folder
 * @returns {Buffer} the zip
 */
export function zip(folder) {
  const files = Object.fromEntries(listFiles(folder).map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))]));
  return Buffer.from(zipSync(files, { level: 9, mtime: DATE, os: UNIX, attrs: REGULAR_FILE_0644 }));
}
