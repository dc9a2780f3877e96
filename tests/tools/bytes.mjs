// `./build.sh bytes`: where the bytes of the engine's modules are, code by crate and data by table. Each part is also
// packed by itself, which says how much of the packed module it is, roughly: together they pack better.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { gzippedSize } from "./sizes.mjs";
import { bind, compile, forget, mapOf } from "./wasm.mjs";
import { command, ENGINE, run, WASM } from "./workspace.mjs";

/** What takes less stands in one line with its like. */
const LEAST = 1000;

/** Reads the binary format of WebAssembly. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++] ?? 0;
  }
  /** An unsigned LEB128 number; of a signed one, what is right for places in memory. */
  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return number;
    }
  }
  /** @param {number} length */
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  text() {
    return new TextDecoder().decode(this.take(this.number()));
  }
}

/**
 * @typedef {{ code: Map<string, Uint8Array[]>, data: { start: number, bytes: Uint8Array }[] }} Parts
 */

/**
 * @param {Uint8Array} wasm with names
 * @returns {Parts} the functions' code by name, and what is laid into memory
 */
export function partsOf(wasm) {
  const reader = new Reader(wasm, 8);
  /** @type {Map<number, string>} */
  const names = new Map();
  /** @type {Uint8Array[]} */
  const functions = [];
  /** @type {Parts["data"]} */
  const data = [];
  let imported = 0;
  while (reader.at < wasm.length) {
    const id = reader.byte();
    const section = new Reader(reader.take(reader.number()));
    if (id === 2) imported = importedFunctions(section);
    else if (id === 10) for (let count = section.number(); count > 0; count--) functions.push(section.take(section.number()));
    else if (id === 11) data.push(...segments(section));
    else if (id === 0 && section.text() === "name") readNames(section, names);
  }
  /** @type {Parts["code"]} */
  const code = new Map();
  functions.forEach((bytes, at) => {
    const name = names.get(imported + at) ?? "";
    code.set(name, [...(code.get(name) ?? []), bytes]);
  });
  return { code, data };
}

/** @param {Reader} section */
function importedFunctions(section) {
  let functions = 0;
  for (let count = section.number(); count > 0; count--) {
    section.text();
    section.text();
    const kind = section.byte();
    if (kind !== 0) throw new Error(`an import of kind ${kind} is not understood`);
    section.number();
    functions++;
  }
  return functions;
}

/** @param {Reader} section @returns {Parts["data"]} */
function segments(section) {
  return Array.from({ length: section.number() }, () => {
    // Active, in the first memory, at a constant: `i32.const`, number, `end`.
    if (section.number() !== 0 || section.byte() !== 0x41) throw new Error("a data segment of another kind is not understood");
    const start = section.number();
    section.byte();
    return { start, bytes: section.take(section.number()) };
  });
}

/** @param {Reader} section @param {Map<number, string>} names */
function readNames(section, names) {
  while (section.at < section.bytes.length) {
    const kind = section.byte();
    const part = new Reader(section.take(section.number()));
    if (kind === 1) for (let count = part.number(); count > 0; count--) names.set(part.number(), part.text());
  }
}

/**
 * @param {string} name of a function, as compilers write it
 * @returns {string} the crate of what it is first of all: of a generic one, the crate that wrote it
 */
export function crateOf(name) {
  if (name.startsWith("_R")) {
    const root = /C(?:s[0-9A-Za-z]*_)?(\d+)_?/.exec(name);
    if (root) return name.slice(root.index + root[0].length).slice(0, Number(root[1]));
  }
  const first = /^_ZN(\d+)/.exec(name);
  if (!first) return "(glue)";
  const segment = name.slice(first[0].length).slice(0, Number(first[1]));
  return /^_?\$/.test(segment) ? (/([a-z][a-z0-9_]*)\.\./.exec(segment)?.[1] ?? "core") : segment;
}

/**
 * @param {string} map of the linker
 * @returns {{ start: number, length: number, symbol: string }[]} what lies where in memory
 */
export function symbolsOf(map) {
  const lines = map.matchAll(/^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) +\S*\(?(?:\.rodata|\.data)\.([^)\s]*)\)?$/gm);
  return Array.from(lines, ([, start = "", length = "", symbol = ""]) => ({ start: parseInt(start, 16), length: parseInt(length, 16), symbol }));
}

/**
 * @param {string} symbol of something in memory
 * @param {Uint8Array} bytes
 * @returns {string} the table's name; of what has none and is large, how it begins
 */
export function tableOf(symbol, bytes) {
  const own = /4data(\d+)([A-Z].*)/.exec(symbol);
  if (own) return (own[2] ?? "").slice(0, Number(own[1]));
  if (!symbol.startsWith(".Lanon")) return `(of ${crateOf(symbol)})`;
  if (bytes.length < LEAST) return "(small texts and lists without a name)";
  const start = Buffer.from(bytes.subarray(0, 24)).toString("latin1").replace(/[^\x20-\x7e]|[|`]/g, " ").trim();
  return /[a-z0-9]{3}/i.test(start) ? `"${start}…"` : "(tables of libraries, mostly Unicode's)";
}

/**
 * @param {Map<string, Uint8Array[]>} parts
 * @returns {[string, number, number][]} what, its bytes, and packed; the largest first
 */
function sizes(parts) {
  const rows = Array.from(parts, ([what, pieces]) => /** @type {[string, Uint8Array]} */ ([what, Buffer.concat(pieces)]));
  const small = rows.filter(([, bytes]) => bytes.length < LEAST);
  const large = rows.filter(([, bytes]) => bytes.length >= LEAST);
  if (small.length > 0) large.push([`(${small.length} smaller ones)`, Buffer.concat(small.map(([, bytes]) => bytes))]);
  return large.map(([what, bytes]) => /** @type {[string, number, number]} */ ([what, bytes.length, gzippedSize(bytes)])).sort((one, other) => other[2] - one[2]);
}

/** @template T @param {Iterable<[string, T]>} pairs @returns {Map<string, T[]>} */
function grouped(pairs) {
  const groups = new Map();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

/** @param {(typeof WASM)[number]} wasm @param {string} folder */
function print(wasm, folder) {
  const map = mapOf(wasm.name);
  if (!existsSync(map)) forget(wasm.crate);
  const file = compile(wasm);
  bind(file, folder, wasm.name);
  const shipped = readFileSync(join(folder, `${wasm.name}_bg.wasm`));
  bind(file, folder, wasm.name, "--names");
  const { code, data } = partsOf(readFileSync(join(folder, `${wasm.name}_bg.wasm`)));
  const byCrate = grouped(Array.from(code).flatMap(([name, all]) => all.map((bytes) => /** @type {[string, Uint8Array]} */ ([crateOf(name), bytes]))));
  const inMemory = symbolsOf(readFileSync(map, "utf8")).flatMap(({ start, length, symbol }) => {
    const segment = data.find((each) => each.start <= start && start < each.start + each.bytes.length);
    const bytes = segment?.bytes.subarray(start - segment.start, start - segment.start + length);
    return bytes ? [/** @type {[string, Uint8Array]} */ ([tableOf(symbol, bytes), bytes])] : [];
  });
  console.log(`\n${wasm.name}: ${shipped.length.toLocaleString("en")} bytes, ${gzippedSize(shipped).toLocaleString("en")} packed\n`);
  for (const [title, parts] of /** @type {const} */ ([["code by crate", byCrate], ["data by table", grouped(inMemory)]])) {
    const rows = sizes(parts);
    const sums = rows.reduce(([raw, packed], row) => [raw + row[1], packed + row[2]], [0, 0]);
    console.log(`| ${title} | bytes | packed |\n| --- | --- | --- |`);
    for (const [what, raw, packed] of [...rows, /** @type {const} */ (["all of it", ...sums])]) console.log(`| ${what} | ${raw?.toLocaleString("en")} | ${packed?.toLocaleString("en")} |`);
    console.log();
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  run(command("cargo", ["build", "--quiet", "-p", "vigicolis-bindgen"]));
  const folder = mkdtempSync(join(tmpdir(), "vigicolis-bytes-"));
  try {
    for (const wasm of WASM.filter(({ crate }) => crate === ENGINE)) print(wasm, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
