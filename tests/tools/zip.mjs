// Packs a folder as the stores want it. Same files, same bytes: sorted names, one fixed date, no owner.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { zipSync } from "fflate";

const UNIX = 3;
const REGULAR_FILE = 0o100000;
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

/** @param {string} folder @returns {Buffer} the zip of all that is in it */
export const zip = (folder) => zipOf(listFiles(folder).map((name) => ({ name, content: readFileSync(join(folder, name)) })));

/**
 * @param {{ name: string, content: Uint8Array, isProgram?: boolean }[]} files
 * @returns {Buffer} the zip of these, by name
 */
export function zipOf(files) {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const entries = sorted.map(({ name, content, isProgram = false }) => {
    const attrs = ((REGULAR_FILE | (isProgram ? 0o755 : 0o644)) << 16) >>> 0;
    return [name, [new Uint8Array(content), { attrs }]];
  });
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 9, mtime: DATE, os: UNIX }));
}
