// The toolbar's icons as a module: Chrome's worker would read a picture's file anew for every page.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where it stands in the extension. */
export const ICON_DATA = "background/icon-data.js";

/** What the type check knows of it. */
export const ICON_DATA_TYPES = `/** PNG files in base64, by level and then by size. */
export const ICON_DATA: Readonly<Record<string, Readonly<Record<string, string>>>>;
`;

/**
 * @param {string} folder of icons, those of levels as LEVEL-SIZE.png
 * @returns {string} the module's text
 */
export function iconDataOf(folder) {
  /** @type {Record<string, Record<string, string>>} */
  const icons = {};
  for (const file of readdirSync(folder).sort()) {
    const [, level = "", size = ""] = /^(official|clear|caution|danger)-(\d+)\.png$/.exec(file) ?? [];
    if (level) (icons[level] ??= {})[size] = readFileSync(join(folder, file)).toString("base64");
  }
  return `export const ICON_DATA = ${JSON.stringify(icons, null, 2)};\n`;
}
