// Joins the modules of each page, of the background and of each worker into one file, and so the
// content scripts: a browser fetches, parses and links every file by itself, and the popup alone has
// more than twenty, every frame of a page as many.
// `node join-modules.mjs FOLDER` does so with the modules in the folder of an extension.
import { readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { rollup } from "rollup";
import { withoutGaps } from "./strip-comments.mjs";

export const MODULE_SCRIPT = /<script src="([^"]+)" type="module"><\/script>/g;
const STRICT = /^"use strict";\n/;
const CLASSIC_SCRIPT = /<script src="([^"]+)" defer><\/script>/g;

/**
 * What pages load.
 * @param {string} folder
 * @param {RegExp} tag
 * @returns {string[]} paths in it
 */
export function scriptsOf(folder, tag) {
  const pages = readdirSync(folder, { encoding: "utf8", recursive: true }).filter((file) => file.endsWith(".html"));
  return pages.flatMap((page) => Array.from(readFileSync(join(folder, page), "utf8").matchAll(tag), ([, source = ""]) => join(dirname(page), source)));
}

/**
 * The modules that a browser is told to load: the background's, those of pages and of workers.
 * @param {string} folder of an extension
 * @returns {string[]} paths in it
 */
function entriesOf(folder) {
  const workers = readdirSync(folder, { encoding: "utf8", recursive: true }).filter((file) => file.endsWith("-worker.js"));
  const { background } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  return [background.service_worker ?? background.scripts[0], ...scriptsOf(folder, MODULE_SCRIPT), ...workers];
}

/**
 * The code stays as it was written, so that a store's reviewer can read on.
 * @param {string} folder whose modules are replaced
 * @param {string[]} [entries] paths in it; none: those of an extension
 * @throws where a module is missing, or not all of an entry's come together in one file
 */
export async function joinModules(folder, entries = entriesOf(folder)) {
  /** @type {Map<string, string>} */
  const joined = new Map();
  /** @type {Set<string>} */
  const modules = new Set();
  for (const entry of entries) {
    const bundle = await rollup({
      input: join(folder, entry),
      onwarn({ message }) {
        throw new Error(`${entry}: ${message}`);
      },
    });
    const { output: [{ code, moduleIds }, ...others] } = await bundle.generate({ format: "es" });
    await bundle.close();
    if (others.length > 0) throw new Error(`${entry} would be ${others.length + 1} files`);
    joined.set(entry, code);
    for (const module of moduleIds) modules.add(relative(folder, module));
  }
  for (const file of modules) rmSync(join(folder, file));
  for (const [file, code] of joined) writeFileSync(join(folder, file), code);
}

/** What runs before the browser has compiled the others. */
const FIRST = "content/hello.js";

/**
 * @param {Record<string, unknown>} manifest
 * @returns {Record<string, unknown>} the same where content scripts are one file, in the place of the last, behind the first word
 */
export function joinedManifest(manifest) {
  return { ...manifest, content_scripts: contentScriptsOf(manifest).map((entry) => ({ ...entry, js: [FIRST, ...entry.js.slice(-1)] })) };
}

/** @param {Record<string, unknown>} manifest */
const contentScriptsOf = (manifest) => /** @type {{ js: string[] }[]} */ (manifest["content_scripts"]);

/**
 * Between the parts of one file their names need not say whose they are; what the first word and the shield are called is known elsewhere.
 * @param {string} code
 */
function withShortNames(code) {
  if (/\bv[A-Z]/.test(code)) throw new Error("a part of the content scripts has a name as the shortened ones");
  return code.replace(/\bvigicolis(?!Hello|Shield)([A-Z]\w*)\b/g, "v$1");
}

/**
 * One after the other, as the browser would run them. Those that pages of the extension load stay
 * beside the joined one.
 * @param {string} folder of an extension, whose content scripts and manifest are replaced
 */
export function joinContentScripts(folder) {
  const manifestFile = join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  const ofPages = new Set(scriptsOf(folder, CLASSIC_SCRIPT));
  for (const entry of contentScriptsOf(manifest)) {
    const js = entry.js.filter((file) => file !== FIRST);
    // Of one file, only the first statement makes it strict.
    const code = js.map((file, at) => readFileSync(join(folder, file), "utf8").replace(STRICT, (directive) => (at === 0 ? directive : ""))).join("");
    writeFileSync(join(folder, js.at(-1) ?? ""), withoutGaps(withShortNames(code)));
    for (const file of js.slice(0, -1)) if (!ofPages.has(file)) rmSync(join(folder, file));
    for (const part of new Set(js.map((file) => join(folder, dirname(file))))) if (readdirSync(part).length === 0) rmdirSync(part);
  }
  writeFileSync(manifestFile, `${JSON.stringify(joinedManifest(manifest), null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await joinModules(argv[2] ?? "");
