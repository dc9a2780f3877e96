// How the modules that browsers run are compiled and bound, shipped or to be measured.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { placesOf, remapFlags } from "./places.mjs";
import { command, ROOT, run, TARGET, WASM_TARGET, wasmCommand, wasmTarget } from "./workspace.mjs";

/** Where the linker writes what lies where: from the root, so that no module depends on where it is built. */
const MAPS = "dist/maps";

/** @param {string} name of a module */
export const mapOf = (name) => join(ROOT, MAPS, `${name}.map`);

/**
 * @param {(typeof import("./workspace.mjs").WASM)[number]} wasm
 * @returns {string} the file of the compiled module, which the next one of the same crate takes the place of
 */
export function compile({ crate, name, features = [] }) {
  mkdirSync(join(ROOT, MAPS), { recursive: true });
  // The crate type is given here: in Cargo.toml it would cost link-time optimisation.
  const args = ["rustc", "--locked", "-p", crate, "--lib", ...features.flatMap((feature) => ["--features", feature]), "--crate-type", "cdylib", "--target", WASM_TARGET, "--profile", "wasm-release"];
  const map = ["--", "-C", `link-arg=-Map=${MAPS}/${name}.map`];
  run(wasmCommand("cargo", [...args, ...map], env, remapFlags(placesOf())));
  return join(wasmTarget(), WASM_TARGET, "wasm-release", `${crate.replaceAll("-", "_")}.wasm`);
}

/** @param {string} crate to be compiled and linked anew */
export const forget = (crate) => run(wasmCommand("cargo", ["clean", "--quiet", "-p", crate, "--target", WASM_TARGET, "--profile", "wasm-release"]));

/**
 * @param {string} file of a compiled module
 * @param {string} out where NAME.js, NAME_bg.wasm and their declarations go
 * @param {string} name
 * @param {"--names" | "--count"} [kind] what is not shipped: functions have their names, or instructions are counted
 */
export function bind(file, out, name, kind) {
  run(command(join(TARGET, "debug/vigicolis-bindgen"), [file, out, name, ...(kind ? [kind] : [])]));
}
