// Where this machine keeps what is compiled: the wasm names none of it, so that it is the same wherever it is built.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { env } from "node:process";
import { environmentOf, ROOT, wasmCommand, wasmTarget } from "./workspace.mjs";

/**
 * @typedef {object} Compiler
 * @property {string} release as `1.95.0`
 * @property {string} commit of its source
 * @property {string} sysroot
 *
 * @typedef {object} Places
 * @property {string} root of the repository
 * @property {string} target what is compiled for browsers
 * @property {string[]} registries unpacked sources of crates, a folder for each registry
 * @property {Compiler} compiler
 */

/** @returns {Compiler} what compiles for browsers */
export function compilerOf() {
  const { env: changes } = wasmCommand("cargo", []);
  const environment = environmentOf({ program: "", args: [], ...(changes && { env: changes }) });
  const ask = (/** @type {string[]} */ ...args) => {
    const { status, stdout, error } = spawnSync(environment["RUSTC"] ?? "rustc", args, { cwd: ROOT, encoding: "utf8", env: environment });
    if (error || status !== 0) throw error ?? new Error(`rustc ${args.join(" ")}: exit code ${status}`);
    return stdout.trim();
  };
  const version = ask("-vV");
  const of = (/** @type {string} */ key) => new RegExp(`^${key}: (.*)$`, "m").exec(version)?.[1] ?? "";
  return { release: of("release"), commit: of("commit-hash"), sysroot: ask("--print", "sysroot") };
}

/** @returns {string} the release of Rust that rust-toolchain.toml names */
export function pinnedRust() {
  const release = /^channel = "([^"]+)"$/m.exec(readFileSync(join(ROOT, "rust-toolchain.toml"), "utf8"))?.[1];
  if (!release) throw new Error("rust-toolchain.toml names no channel");
  return release;
}

/** @returns {string} */
export const cargoHome = () => resolve(env["CARGO_HOME"] ?? join(homedir(), ".cargo"));

/** @returns {Places} */
export function placesOf() {
  const sources = join(cargoHome(), "registry/src");
  const registries = existsSync(sources) ? readdirSync(sources).sort().map((name) => join(sources, name)) : [];
  return { root: resolve(ROOT), target: wasmTarget(), registries, compiler: compilerOf() };
}

/**
 * @param {Places} places
 * @returns {string[]} flags of rustc; where several fit, the last one holds
 */
export function remapFlags({ root, target, registries, compiler: { commit, sysroot } }) {
  const pairs = [
    [root, "/vigicolis"],
    [target, "/vigicolis/target"],
    ...registries.map((folder) => [folder, "/crates"]),
    // With the component rust-src the compiler would name the standard library where it lies.
    [join(sysroot, "lib/rustlib/src/rust"), `/rustc/${commit}`],
  ];
  return pairs.map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
}
