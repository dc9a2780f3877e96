// Whose code and data the package holds beside Vigicolis' own, and under which licence: THIRD-PARTY-NOTICES.txt,
// made of the crates' own files with each build. `node notices.mjs` prints it.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { placesOf } from "./places.mjs";
import { environmentOf, ROOT, WASM, WASM_TARGET, wasmCommand } from "./workspace.mjs";

export const NOTICES = "THIRD-PARTY-NOTICES.txt";

/** What is in the package and no crate. */
const OTHERS = `Beside the crates, the package holds:

- Rust's standard library: Copyright (c) The Rust Project Contributors; MIT or Apache-2.0, here under MIT.
  https://github.com/rust-lang/rust
- JavaScript that loads the WebAssembly, written by wasm-bindgen: see there.
- The Public Suffix List: https://publicsuffix.org/, Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/.
  Compiled into an automaton; its source is crate/data/hosts/public_suffix_list.dat of Vigicolis' own source.
- Data derived from Unicode's confusables (UTS #39) and character data: Copyright Unicode, Inc.; Unicode License v3,
  below.
`;

const HEAD = `Vigicolis is under the Mozilla Public License 2.0: https://mozilla.org/MPL/2.0/.
It holds the work of others, listed here with their licences. No JavaScript library of others is in it.

`;

/**
 * @typedef {object} Crate
 * @property {string} name
 * @property {string} version
 * @property {string} licence as its manifest says
 * @property {{ name: string, text: string }[]} files its licence files
 */

/** @returns {{ name: string, version: string, licence: string }[]} the crates of others that are linked into the wasm, macros left out */
function linkedCrates() {
  // The module of each feature has crates that the others do not.
  const features = WASM.flatMap(({ crate, features: chosen = [] }) => chosen.flatMap((feature) => ["--features", `${crate}/${feature}`]));
  const args = ["tree", "--locked", ...WASM.flatMap(({ crate }) => ["-p", crate]), ...features, "--target", WASM_TARGET, "-e", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe", "--format", "{p}|{l}"];
  const command = wasmCommand("cargo", args);
  const { status, stdout, stderr, error } = spawnSync(command.program, command.args, { cwd: ROOT, env: environmentOf(command), encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  const lines = new Set(stdout.split("\n").filter((line) => line !== "" && !line.includes(" (/")));
  return [...lines].sort().map((line) => {
    const [, name = "", version = "", licence = ""] = /^(\S+) v(\S+)\|(.*)$/.exec(line) ?? [];
    if (name === "") throw new Error(`cargo tree: '${line}'`);
    return { name, version, licence };
  });
}

const IS_LICENCE = /^(un)?licen[cs]e|^copying|^copyright|^notice/i;

/** A folder of licences, as REUSE has it: each file bears a licence's name. */
const LICENCES = "LICENSES";

/** @param {string} folder @returns {Crate["files"]} */
function licenceFiles(folder) {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && IS_LICENCE.test(entry.name)).map(({ name }) => name);
  const all = join(folder, LICENCES);
  if (existsSync(all)) names.push(...readdirSync(all).map((name) => join(LICENCES, name)));
  return names.sort().map((name) => ({ name, text: tidy(readFileSync(join(folder, name), "utf8")) }));
}

/** @param {string} text */
const tidy = (text) => `${text.replaceAll("\r\n", "\n").replace(/[ \t]+$/gm, "").trim()}\n`;

/**
 * Where a crate offers MIT beside others, it is taken under MIT: of its files, that one and what is of no choice.
 * @param {Crate} crate
 * @returns {Crate["files"]}
 */
export function chosenFiles({ licence, files }) {
  if (!/\bMIT\b/.test(licence)) return files;
  const isOther = (/** @type {string} */ name) => /apache|^unlicense$/i.test(name);
  const chosen = files.filter(({ name }) => !isOther(name));
  return chosen.some(({ text }) => /Permission is hereby granted/.test(text)) ? chosen : files;
}

/** Of MIT, for what has no file of its own here. */
const MIT = tidy(`
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`);

/**
 * @param {Crate[]} crates
 * @returns {string} the notices: a list, then each licence text once, below the crates that it is for
 */
export function noticesOf(crates) {
  const list = crates.map(({ name, version, licence }) => `- ${name} ${version}: ${licence}\n`).join("");
  /** @type {Map<string, string[]>} */
  const texts = new Map([[MIT, ["Rust's standard library"]]]);
  for (const crate of crates) {
    const files = chosenFiles(crate);
    for (const text of files.length > 0 ? files.map(({ text }) => text) : [MIT]) {
      texts.set(text, [...(texts.get(text) ?? []), `${crate.name} ${crate.version}`]);
    }
  }
  const line = "-".repeat(80);
  const bodies = [...texts].map(([text, whose]) => `${line}\n${whose.join(", ")}\n${line}\n\n${text}\n`);
  return `${HEAD}${OTHERS}\nCrates in the WebAssembly:\n\n${list}\n${bodies.join("")}`.trimEnd().concat("\n");
}

/** @returns {Map<string, string>} where each crate's source lies, as cargo says; it may have to fetch more than is built */
function foldersByMetadata() {
  const command = wasmCommand("cargo", ["metadata", "--locked", "--format-version", "1", "--filter-platform", WASM_TARGET]);
  const { status, stdout, stderr, error } = spawnSync(command.program, command.args, { cwd: ROOT, env: environmentOf(command), encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  const { packages } = /** @type {{ packages: { name: string, version: string, manifest_path: string }[] }} */ (JSON.parse(stdout));
  return new Map(packages.map(({ name, version, manifest_path }) => [`${name}-${version}`, dirname(manifest_path)]));
}

/** @returns {Crate[]} the crates in the wasm with their files */
export function wasmCrates() {
  const { registries } = placesOf();
  /** @type {Map<string, string> | undefined} asked where cargo keeps them elsewhere: copies beside the source */
  let folders;
  return linkedCrates().map((crate) => {
    const key = `${crate.name}-${crate.version}`;
    const folder = registries.map((registry) => join(registry, key)).find((each) => existsSync(each)) ?? (folders ??= foldersByMetadata()).get(key);
    if (!folder) throw new Error(`${crate.name} ${crate.version}: its source is not among cargo's`);
    const files = licenceFiles(folder);
    // An MIT crate that forgot its file is covered by the text of the licence; for others there is none to fall back to.
    if (files.length === 0 && !/\bMIT\b/.test(crate.licence)) throw new Error(`${crate.name} ${crate.version}: no licence file for '${crate.licence}'`);
    return { ...crate, files };
  });
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) process.stdout.write(noticesOf(wasmCrates()));
