// Joins the modules of each page, of the background and of each worker into one file: a browser
// fetches, parses and links every file by itself, and the popup alone has more than twenty.
// `node join-modules.mjs FOLDER` does so in the folder of an extension.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { rollup } from "rollup";

const MODULE_SCRIPT = /<script src="([^"]+)" type="module"><\/script>/g;

/**
 * The modules that a browser is told to load: the background's, those of pages and of workers.
 * @param {string} folder of an extension
 * @returns {string[]} paths in it
 */
function entriesOf(folder) {
  const files = readdirSync(folder, { encoding: "utf8", recursive: true });
  const scripts = files.filter((file) => file.endsWith(".html")).flatMap((page) =>
    Array.from(readFileSync(join(folder, page), "utf8").matchAll(MODULE_SCRIPT), ([, source = ""]) => join(dirname(page), source)));
  const { background } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  return [background.service_worker ?? background.scripts[0], ...scripts, ...files.filter((file) => file.endsWith("-worker.js"))];
}

/**
 * The code stays as it was written, so that a store's reviewer can read on.
 * @param {string} folder of an extension, whose modules are replaced
 * @throws where a module is missing, or not all of an entry's come together in one file
 */
export async function joinModules(folder) {
  /** @type {Map<string, string>} */
  const joined = new Map();
  /** @type {Set<string>} */
  const modules = new Set();
  for (const entry of entriesOf(folder)) {
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

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) await joinModules(argv[2] ?? "");
