// `node build.mjs`: the extension into dist/chrome, dist/firefox and dist/safari, the add-on for mails
// into dist/thunderbird, the page for phones into dist/page, the declarations into dist/types, into
// dist/modules what each is before its modules are joined, and into dist/counting the engine as it
// counts its instructions.
// `node build.mjs package`: and each of these folders and the source as zips into target/package, with
// their SHA-256; Edge's store gets what Chrome's does.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { argv } from "node:process";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { compact, WARNINGS, wordsOfWarnings } from "../../extension/shared/locale.js";
import "../lib/signals.mjs";
import { ICON_DATA, ICON_DATA_TYPES, iconDataOf } from "./icon-data.mjs";
import { joinContentScripts, joinedManifest, joinModules } from "./join-modules.mjs";
import { deriveManifest } from "./manifest.mjs";
import { NOTICES, noticesOf, wasmCrates } from "./notices.mjs";
import { copyPage, finishPage, PAGE_WASM } from "./phone-page.mjs";
import { compilerOf, pinnedRust } from "./places.mjs";
import { checkSizes, pageSize, sizesOf } from "./sizes.mjs";
import { sourceZip, uncommitted } from "./source.mjs";
import { stripFolder, withoutCasts, withoutComments, withoutIndentation, withoutStyleSpace } from "./strip-comments.mjs";
import { bind, compile } from "./wasm.mjs";
import { checkBindgenVersions, command, ENGINE, ROOT, run, TARGET, versionOf, WASM } from "./workspace.mjs";
import { zip } from "./zip.mjs";

const TARGETS = /** @type {const} */ (["chrome", "firefox", "thunderbird"]);
/** All that is made for people to use. */
const PRODUCTS = [...TARGETS, "safari", "page"];
const DIST = join(ROOT, "dist");

/** What the add-on for mails is made of, beside its own folder. */
const OF_MAILS = ["_locales", "icons", "content/dom.js", "content/warn/style.js", "content/warn/seal.js", "content/warn/ui.js", "content/warn/words.js", "pages", "shared", "background"];
/** Pages of browsers alone, and modules that only those load. */
const NOT_OF_MAILS = /^pages\/(?:(?:call|false-alarm|learn|options|parcels|warning)$|welcome\/(?!welcome\.css$)|popup\/(?:popup\.html|popup\.js|beside\.js)$|tell\.js$)/;

/**
 * What a target is made of.
 * @param {(typeof TARGETS)[number]} target
 * @param {string} folder
 */
function copySources(target, folder) {
  const source = join(ROOT, "extension");
  const isMails = target === "thunderbird";
  for (const path of isMails ? [...OF_MAILS, "thunderbird"] : [""]) {
    cpSync(join(source, path), join(folder, path), {
      recursive: true,
      filter(file) {
        const name = relative(source, file);
        return isMails ? !NOT_OF_MAILS.test(name) && name !== "thunderbird/manifest.json" : !["phone", "thunderbird"].includes(name);
      },
    });
  }
}

/**
 * @param {(typeof TARGETS)[number]} target
 * @param {string} folder
 * @param {string} compiled folder of the wasm and its glue
 * @param {string} version
 * @param {string} notices
 */
function assemble(target, folder, compiled, version, notices) {
  copySources(target, folder);
  copyWasm(WASM.map(({ name }) => name), folder, compiled);
  stripFolder(join(folder, "content"), withoutCasts);
  stripFolder(folder, withoutComments);
  stripFolder(join(folder, "content"), withoutIndentation);
  const style = join(folder, "content/warn/style.js");
  writeFileSync(style, withoutStyleSpace(readFileSync(style, "utf8")));
  writeFileSync(join(folder, ICON_DATA), iconDataOf(join(folder, "icons")));
  writeFileSync(join(folder, NOTICES), notices);
  if (target !== "thunderbird") writeWarnings(folder);
  // Firefox takes a policy without a schema.
  if (target === "firefox") rmSync(join(folder, "managed_schema.json"));
  writeManifest(folder, manifestOf(target, version));
}

/** @param {string} folder which gets beside all words of each language those of warnings in web pages */
function writeWarnings(folder) {
  mkdirSync(join(folder, WARNINGS));
  for (const language of Object.keys(LANGUAGES)) {
    const messages = JSON.parse(readFileSync(join(folder, "_locales", language, "messages.json"), "utf8"));
    writeFileSync(join(folder, WARNINGS, `${language}.json`), JSON.stringify(wordsOfWarnings(compact(messages))));
  }
}

/**
 * @param {import("./manifest.mjs").Target} target
 * @param {string} version
 */
function manifestOf(target, version) {
  const source = target === "thunderbird" ? "extension/thunderbird/manifest.json" : "extension/manifest.json";
  return deriveManifest(JSON.parse(readFileSync(join(ROOT, source), "utf8")), target, version);
}

/** @param {string} folder @param {Record<string, unknown>} manifest */
function writeManifest(folder, manifest) {
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Safari runs what Firefox does, a background page and no worker, under a manifest of its own.
 * @param {string} staged
 * @param {string} version
 */
function assembleSafari(staged, version) {
  const folder = join(staged, "safari");
  cpSync(join(staged, "firefox"), folder, { recursive: true });
  writeManifest(folder, joinedManifest(manifestOf("safari", version)));
}

/**
 * @param {string[]} names
 * @param {string} folder
 * @param {string} compiled
 */
function copyWasm(names, folder, compiled) {
  for (const file of names.flatMap((name) => [`${name}.js`, `${name}_bg.wasm`])) cpSync(join(compiled, file), join(folder, "wasm", file));
}

/**
 * The page for phones, which is no extension.
 * @param {string} staged
 * @param {string} compiled folder of the wasm and its glue
 * @param {string} version
 * @param {string} notices
 */
async function assemblePage(staged, compiled, version, notices) {
  const folder = join(staged, "modules/page");
  copyPage(join(ROOT, "extension"), folder);
  copyWasm(PAGE_WASM, folder, compiled);
  stripFolder(folder, withoutComments);
  writeFileSync(join(folder, NOTICES), notices);
  cpSync(folder, join(staged, "page"), { recursive: true });
  await finishPage(join(staged, "page"), version);
}

async function build() {
  const version = versionOf();
  checkBindgenVersions(readFileSync(join(ROOT, "Cargo.lock"), "utf8"));
  run(command("cargo", ["build", "-p", "vigicolis-bindgen", "-p", "vigicolis-protocol"]));
  // Made aside and moved when complete: a browser never loads half an extension.
  mkdirSync(DIST, { recursive: true });
  const staged = mkdtempSync(join(DIST, ".new."));
  try {
    const types = join(staged, "types/wasm");
    for (const wasm of WASM) {
      const file = compile(wasm);
      bind(file, types, wasm.name);
      if (wasm.crate === ENGINE) bind(file, join(staged, "counting"), wasm.name, "--count");
    }
    run(command(join(TARGET, "debug/vigicolis-protocol"), [types]));
    const declarations = join(staged, "types", ICON_DATA.replace(/js$/, "d.ts"));
    mkdirSync(dirname(declarations), { recursive: true });
    writeFileSync(declarations, ICON_DATA_TYPES);
    const notices = noticesOf(wasmCrates());
    for (const target of TARGETS) {
      const folder = join(staged, "modules", target);
      assemble(target, folder, types, version, notices);
      cpSync(folder, join(staged, target), { recursive: true });
      await joinModules(join(staged, target));
      if (target !== "thunderbird") joinContentScripts(join(staged, target));
      if (target === "thunderbird") for (const path of ["background", "shared"]) rmSync(join(staged, target, path), { recursive: true, force: true });
      stripFolder(join(staged, target), withoutComments);
    }
    assembleSafari(staged, version);
    await assemblePage(staged, types, version, notices);
    // What is left are declarations: the type check reads them, browsers don't.
    for (const { name } of WASM) for (const file of [`${name}.js`, `${name}_bg.wasm`]) rmSync(join(types, file));
    const sizes = [...sizesOf(join(staged, "chrome")), pageSize(join(staged, "page"))];
    for (const { text } of sizes) console.log(text);
    checkSizes(sizes);
    for (const folder of [...PRODUCTS, "modules", "types", "counting"]) {
      if (existsSync(join(DIST, folder))) renameSync(join(DIST, folder), join(staged, `old-${folder}`));
      renameSync(join(staged, folder), join(DIST, folder));
    }
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  console.log(`built vigicolis ${version}: ${PRODUCTS.map((product) => `dist/${product}`).join(", ")}`);
}

/** What goes where: the folder of each archive. */
const ARCHIVES = [...PRODUCTS.map((product) => ({ what: product, folder: product })), { what: "edge", folder: "chrome" }];

function pack() {
  const out = join(TARGET, "package");
  mkdirSync(out, { recursive: true });
  const archives = [...ARCHIVES.map(({ what, folder }) => ({ what, archive: zip(join(DIST, folder)) })), { what: "source", archive: sourceZip() }];
  const sums = archives.map(({ what, archive }) => {
    const name = `vigicolis-${versionOf()}-${what}.zip`;
    writeFileSync(join(out, `${name}.part`), archive);
    renameSync(join(out, `${name}.part`), join(out, name));
    console.log(`packed ${relative(ROOT, join(out, name))}: ${Math.floor(archive.length / 1000)} kB`);
    return `${createHash("sha256").update(archive).digest("hex")}  ${name}\n`;
  });
  writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
  console.log(sums.join("").trimEnd());
  const { release } = compilerOf();
  if (release !== pinnedRust()) console.log(`NOT for a store: compiled by Rust ${release}, and stores get what Rust ${pinnedRust()} makes (rust-toolchain.toml)`);
  if (uncommitted().length > 0) console.log("NOT for a store: the source differs from the last commit");
}

try {
  await build();
  if (argv[2] === "package") pack();
} catch (error) {
  console.error(`build: ${error instanceof Error ? error.message : error}`, error instanceof Error && error.cause ? error.cause : "");
  process.exitCode = 1;
}
