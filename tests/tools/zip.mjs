// Packs a folder as the stores want it: `node zip.mjs FOLDER OUT.zip`.
// Same files, same bytes: sorted names, one fixed date, no owner. No zip program is needed.
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";

const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
const VERSION_NEEDED = 20;
/** Made on Unix, so that the file mode below is read. */
const MADE_BY = (3 << 8) | VERSION_NEEDED;
const REGULAR_FILE_0644 = (0o100644 << 16) >>> 0;
/** 1 January 1980, midnight: the earliest a zip can say. */
const DATE = (1 << 5) | 1;

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
  const locals = [];
  const directory = [];
  let offset = 0;
  const names = listFiles(folder);
  for (const file of names) {
    const name = Buffer.from(file, "utf8");
    const content = readFileSync(join(folder, file));
    const packed = deflateRawSync(content, { level: 9 });
    const common = fields([
      [2, VERSION_NEEDED],
      [2, UTF8_NAMES],
      [2, DEFLATE],
      [2, 0],
      [2, DATE],
      [4, crc32(content)],
      [4, packed.length],
      [4, content.length],
      [2, name.length],
      [2, 0],
    ]);
    const local = Buffer.concat([fields([[4, 0x04034b50]]), common, name, packed]);
    const head = fields([[4, 0x02014b50], [2, MADE_BY]]);
    const tail = fields([[2, 0], [2, 0], [2, 0], [4, REGULAR_FILE_0644], [4, offset]]);
    locals.push(local);
    directory.push(Buffer.concat([head, common, tail, name]));
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, names.length],
    [2, names.length],
    [4, central.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...locals, central, end]);
}

/**
 * @param {[2 | 4, number][]} list byte widths and values
 * @returns {Buffer} little-endian, one after the other
 */
function fields(list) {
  return Buffer.concat(
    list.map(([width, value]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const [folder, out] = argv.slice(2);
  if (!folder || !out) throw new Error("usage: node zip.mjs FOLDER OUT.zip");
  writeFileSync(`${out}.part`, zip(folder));
  renameSync(`${out}.part`, out);
}
