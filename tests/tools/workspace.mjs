// What the crates of the workspace are called, and how they are compiled.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The folder of everything compiled. */
export const TARGET = env["CARGO_TARGET_DIR"] ?? join(ROOT, "target");

/** The package of the engine as browsers run it. */
export const ENGINE = "vigicolis-wasm";

/** What runs in browsers: the package, the name of its files in `wasm/`, and how large it may be, gzipped. */
export const WASM = [
  // What judges pages: it starts on every cold page load.
  { crate: ENGINE, name: "vigicolis", gzipLimit: 456_000 },
  // The same with what people ask beside pages, of messages, mails and help: loaded when somebody asks.
  { crate: ENGINE, features: ["desk"], name: "vigicolis_desk", gzipLimit: 655_000 },
  // The reader of QR codes, loaded when a picture is checked.
  { crate: "vigicolis-qr", name: "vigicolis_qr", gzipLimit: 103_000 },
];
export const WASM_TARGET = "wasm32-unknown-unknown";

/** Every package with everything that is tested. */
export const EVERYTHING = ["--workspace"];
/** The native tool and the tests: chosen as rust-tests does, the dependencies have the same features and nothing is compiled twice. */
export const TOOL = [...EVERYTHING, "--tests", "--bins"];
export const DOCUMENTED = ["vigicolis", "vigicolis-compiler", "vigicolis-format", "vigicolis-qr"].flatMap((name) => ["-p", name]).concat("--lib");
/** What fuzzers found and changes of it: they take seconds, in a stage of their own. */
export const FUZZ = "vigicolis-fuzz";

/**
 * @typedef {object} Command
 * @property {string} program
 * @property {string[]} args
 * @property {Record<string, string | undefined>} [env] what differs from the caller's; undefined is taken away
 */

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Command["env"]} [changes]
 * @returns {Command}
 */
export const command = (program, args, changes) => ({ program, args, ...(changes && { env: changes }) });

/** @param {Command} command @returns {NodeJS.ProcessEnv} */
export const environmentOf = ({ env: changes }) => ({ ...env, ...changes });

/**
 * Runs a command to its end; what it says is said.
 * @param {Command} command
 */
export function run(command) {
  const { status, signal, error } = spawnSync(command.program, command.args, { cwd: ROOT, env: environmentOf(command), stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) throw new Error(`${[command.program, ...command.args].join(" ")}: ${signal ?? `exit code ${status}`}`);
}

/**
 * `cargo` or `cargo clippy` for the browsers' target: with the installed standard library, or with the one
 * that setup built for Debian's compiler and names in VIGICOLIS_WASM_SYSROOT.
 * @param {"cargo" | "clippy"} tool
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [given]
 * @param {string[]} [flags] for the compiler of what browsers run; none: those that the caller's environment has
 * @returns {Command}
 */
export function wasmCommand(tool, args, given = env, flags = []) {
  const sysroot = given["VIGICOLIS_WASM_SYSROOT"];
  const sub = tool === "clippy" ? ["clippy"] : [];
  // In this form a flag may hold a space. Beside a target, it is nothing to build scripts and macros.
  const encoded = { RUSTFLAGS: undefined, CARGO_ENCODED_RUSTFLAGS: [...(sysroot ? [`--sysroot=${sysroot}`] : []), ...flags].join("\x1f") };
  if (!sysroot) return command("cargo", [...sub, ...args], flags.length > 0 ? encoded : undefined);
  // By its own name: `cargo clippy` would first look among rustup's.
  return command(tool === "clippy" ? "/usr/bin/cargo-clippy" : "/usr/bin/cargo", [...sub, ...args], {
    ...encoded,
    RUSTUP_TOOLCHAIN: undefined,
    PATH: `/usr/bin:/bin:${given["PATH"] ?? ""}`,
    RUSTC: "/usr/bin/rustc",
    CARGO_TARGET_DIR: wasmTarget(given),
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: given["VIGICOLIS_WASM_LINKER"],
  });
}

/**
 * @param {NodeJS.ProcessEnv} [given]
 * @returns {string} the target folder of what is compiled for browsers: two compilers in one would trip over each other's files
 */
export function wasmTarget(given = env) {
  return given["VIGICOLIS_WASM_SYSROOT"] ? join(TARGET, "debian") : TARGET;
}

/**
 * @param {string} lock text of a Cargo.lock
 * @param {string} name
 * @returns {string | null}
 */
export function lockedVersion(lock, name) {
  for (const entry of lock.split("[[package]]")) {
    if (entry.includes(`\nname = "${name}"\n`)) return /\nversion = "([^"]+)"/.exec(entry)?.[1] ?? null;
  }
  return null;
}

/**
 * The library inside the wasm and the tool that reads it back speak a format of their version alone.
 * @param {string} lock text of Cargo.lock
 */
export function checkBindgenVersions(lock) {
  const [library, tool] = ["wasm-bindgen", "wasm-bindgen-cli-support"].map((name) => lockedVersion(lock, name));
  if (!library || library !== tool) {
    throw new Error(`wasm-bindgen is ${library} but its tool is ${tool}: make the manifests of the wasm's crate and of crate/bindgen name one version`);
  }
}

/** @returns {string} the version of the whole, from the workspace's Cargo.toml */
export function versionOf(manifest = readFileSync(join(ROOT, "Cargo.toml"), "utf8")) {
  const table = /^\[workspace\.package\]$([^]*?)(?=^\[|(?![^]))/m.exec(manifest)?.[1] ?? "";
  const version = /^version = "([^"]+)"$/m.exec(table)?.[1];
  if (!version) throw new Error("Cargo.toml has no version in [workspace.package]");
  return version;
}
