// Whether the package is the same elsewhere: what `./build.sh package` packed of the source is unpacked in another folder,
// and packed again there, without a network, with another home of cargo and, where one is installed, another toolchain of
// the pinned Rust. Ends with a failure where a single byte differs.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { env, exit } from "node:process";
import { unzipSync } from "fflate";
import "../lib/signals.mjs";
import { cargoHome, compilerOf, pinnedRust } from "./places.mjs";
import { ROOT, TARGET, versionOf } from "./workspace.mjs";

const PACKAGE = join(TARGET, "package");
const ARCHIVES = ["chrome", "firefox", "thunderbird", "safari", "page", "edge", "source"].map((what) => `vigicolis-${versionOf()}-${what}.zip`);

/** @param {string} file */
const sumOf = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

/** @param {string} program @param {string[]} args */
function ask(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : "";
}

/** @returns {string | null} the name of a toolchain of the pinned release that is not the one in use */
function otherToolchain() {
  const { sysroot } = compilerOf();
  const names = ask("rustup", ["toolchain", "list"]).split("\n").map((line) => line.split(" ")[0] ?? "");
  return names.find((name) => {
    if (name === "") return false;
    const other = ask("rustc", [`+${name}`, "--print", "sysroot"]);
    return other !== "" && realpathSync(other) !== realpathSync(sysroot) && ask("rustc", [`+${name}`, "--version"]).split(" ")[1] === pinnedRust();
  }) ?? null;
}

/**
 * What makes the second build use another installation of Rust.
 * @param {string} place for a copy
 * @returns {NodeJS.ProcessEnv}
 */
function otherRust(place) {
  const toolchain = otherToolchain();
  if (toolchain) {
    console.log(`second toolchain: ${toolchain}`);
    return { RUSTUP_TOOLCHAIN: toolchain };
  }
  console.log("second toolchain: this one's copy at another place, for no other of its release is installed");
  const sysroot = realpathSync(compilerOf().sysroot);
  mkdirSync(place);
  for (const part of ["bin", "lib"]) {
    // Links cost nothing, and are no more known to the compiler than copies are.
    const copied = ["--link", "--force"].some((how) => spawnSync("cp", ["-r", how, join(sysroot, part), place], { stdio: "ignore" }).status === 0);
    if (!copied) throw new Error(`${join(sysroot, part)} could not be copied`);
  }
  return { PATH: `${join(place, "bin")}:${env["PATH"] ?? ""}`, RUSTUP_TOOLCHAIN: pinnedRust() };
}

/**
 * A home of cargo at another place, with the crates that this machine has.
 * @param {string} home
 */
function lendCrates(home) {
  mkdirSync(home);
  for (const name of ["registry", "config.toml"]) if (existsSync(join(cargoHome(), name))) symlinkSync(join(cargoHome(), name), join(home, name));
}

/** @param {string} folder where the source is unpacked */
function unpack(folder) {
  for (const [name, content] of Object.entries(unzipSync(readFileSync(join(PACKAGE, ARCHIVES.at(-1) ?? ""))))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  symlinkSync(join(ROOT, "tests/node_modules"), join(folder, "tests/node_modules"));
}

for (const name of ARCHIVES) {
  if (existsSync(join(PACKAGE, name))) continue;
  console.error(`${name} is not packed: ./build.sh package`);
  exit(1);
}
mkdirSync(TARGET, { recursive: true });
const work = mkdtempSync(join(TARGET, "reproduce."));
try {
  const [source, home] = [join(work, "the-source"), join(work, "another-home")];
  unpack(source);
  lendCrates(home);
  const wanted = new Map(ARCHIVES.map((name) => [name, sumOf(join(PACKAGE, name))]));
  const rust = otherRust(join(work, "another-rust"));
  const { status } = spawnSync("bash", ["build.sh", "package"], {
    cwd: source,
    stdio: "inherit",
    env: { ...env, CARGO_HOME: home, CARGO_TARGET_DIR: join(work, "compiled"), CARGO_NET_OFFLINE: "true", ...rust },
  });
  if (status !== 0) throw new Error(`the unpacked source does not build: exit code ${status}`);
  const different = ARCHIVES.filter((name) => wanted.get(name) !== sumOf(join(work, "compiled/package", name)));
  for (const name of ARCHIVES) console.log(`${different.includes(name) ? "DIFFERENT" : "the same "}  ${wanted.get(name)}  ${name}`);
  if (different.length > 0) throw new Error(`not the same in another folder: ${different.join(", ")}`);
} catch (error) {
  console.error(`reproduce: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
