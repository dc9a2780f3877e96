// JSON lines: read whole, written row by row.
import { createWriteStream } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { once } from "node:events";

/**
 * @param {string} file
 * @returns {Promise<{ rows: any[], bad: number } | null>} null when there is no such file; a line cut
 *   short by a stopped run is bad, not fatal
 */
export async function readJsonLines(file) {
  /** @type {string} */
  let text;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return null;
    throw error;
  }
  const rows = [];
  let bad = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    try {
      rows.push(JSON.parse(line));
    } catch {
      bad += 1;
    }
  }
  return { rows, bad };
}

/**
 * Written beside and then put in place, so that a stopped run never leaves half a file.
 * @param {string} file
 * @param {Iterable<unknown>} rows
 */
export async function writeJsonLines(file, rows) {
  const part = `${file}.part`;
  const out = createWriteStream(part);
  for (const row of rows) {
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  await rename(part, file);
}

/**
 * @param {string} file
 * @param {unknown} value
 */
export async function writeJson(file, value) {
  await writeFile(`${file}.part`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${file}.part`, file);
}
