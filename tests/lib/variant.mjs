import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtExtension } from "./bench.mjs";
import { DIST } from "./browser.mjs";

/**
 * A copy of the built extension with some files changed, for faults that can't be had otherwise;
 * where one of them is a module that is joined with others, it is changed before.
 * @param {import("./bench.mjs").BrowserName} name
 * @param {Record<string, (text: string) => string>} edits by path inside the extension
 * @param {string} [built] folder of another build
 * @returns {{ extension: string, remove: () => void }}
 */
export function variantOf(name, edits, built = builtExtension(name)) {
  const extension = mkdtempSync(join(tmpdir(), "vigicolis-variant-"));
  const modules = fileURLToPath(new URL(`../../dist/modules/${DIST[name]}/`, import.meta.url));
  const paths = Object.keys(edits);
  const isContent = (/** @type {string} */ path) => path.startsWith("content/");
  const isWhole = paths.every((path) => isContent(path) || existsSync(join(built, path)));
  cpSync(isWhole ? built : modules, extension, { recursive: true });
  // Content scripts are changed apart, and work so.
  if (paths.some(isContent)) for (const part of ["content", "manifest.json"]) cpSync(join(modules, part), join(extension, part), { recursive: true });
  for (const [path, edit] of Object.entries(edits)) {
    const file = join(extension, path);
    const before = readFileSync(file, "utf8");
    const after = edit(before);
    if (after === before) throw new Error(`the edit of ${path} changed nothing`);
    writeFileSync(file, after);
  }
  if (!isWhole) execFileSync(process.execPath, [fileURLToPath(new URL("../tools/join-modules.mjs", import.meta.url)), extension]);
  return { extension, remove: () => rmSync(extension, { recursive: true, force: true }) };
}
