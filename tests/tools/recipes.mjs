// The recipes of docs/CONTRIBUTING.md, read from the page and followed to the letter.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./workspace.mjs";

/**
 * One block: what its words do, and to which file.
 * @typedef {object} Step
 * @property {"create" | "append" | "in" | "keys" | "run" | "check"} does
 * @property {string} file empty for commands
 * @property {string} after the text of the line below which it goes; empty elsewhere
 * @property {string} text
 */

/**
 * @typedef {object} Recipe
 * @property {string} name its heading
 * @property {Step[]} steps
 */

const BLOCK = /^```\w+ (create|append|in|keys|run|check)(?:=(\S+))?(?: after="((?:[^"\\]|\\.)*)")?\n([^]*?)^```$/gm;

/**
 * @param {string} page in Markdown
 * @returns {Recipe[]} the parts of the page that hold blocks of recipes
 */
export function recipesOf(page) {
  const parts = page.split(/^## /m).slice(1);
  const recipes = parts.map((part) => ({
    name: part.slice(0, part.indexOf("\n")),
    steps: [...part.matchAll(BLOCK)].map(([, does, file = "", after = "", text = ""]) => ({
      does: /** @type {Step["does"]} */ (does),
      file,
      after: after.replaceAll('\\"', '"'),
      text,
    })),
  }));
  return recipes.filter(({ steps }) => steps.length > 0);
}

/**
 * Does what a block says of files.
 * @param {Step} step
 * @param {{ read: (file: string) => string | null, write: (file: string, text: string) => void, list: (folder: string) => string[] }} files
 */
export function follow({ does, file, after, text }, { read, write, list }) {
  if (does === "run" || does === "check") return;
  if (does === "keys") {
    const [folder = "", name = ""] = file.split("/*/");
    for (const each of list(folder)) {
      const path = `${folder}/${each}/${name}`;
      const whole = read(path);
      if (whole === null) throw new Error(`${path} is not there`);
      const keys = { ...JSON.parse(whole), ...JSON.parse(`{${text}}`) };
      write(path, `${JSON.stringify(keys, null, 2)}\n`);
    }
    return;
  }
  const old = read(file);
  if (does === "create") {
    if (old !== null) throw new Error(`${file} is there already`);
    write(file, text);
    return;
  }
  if (old === null) throw new Error(`${file} is not there`);
  if (does === "append") {
    write(file, `${old}\n${text}`);
    return;
  }
  const lines = old.split("\n");
  const at = lines.findIndex((line) => line.includes(after));
  if (at < 0) throw new Error(`no line of ${file} holds ${JSON.stringify(after)}`);
  lines.splice(at + 1, 0, ...text.replace(/\n$/, "").split("\n"));
  write(file, lines.join("\n"));
}

export const PAGE = "docs/CONTRIBUTING.md";

/** A copy of the sources, without what was built. @param {string} folder */
export function copySources(folder) {
  rmSync(folder, { recursive: true, force: true });
  const names = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: ROOT, encoding: "utf8" });
  for (const name of names.split("\0").filter(Boolean)) cpSync(join(ROOT, name), join(folder, name), { force: true });
  symlinkSync(join(ROOT, "tests/node_modules"), join(folder, "tests/node_modules"));
}

/** Files below a folder, as `follow` wants them. @param {string} folder */
export function filesIn(folder) {
  return {
    read: (/** @type {string} */ file) => {
      try {
        return readFileSync(join(folder, file), "utf8");
      } catch {
        return null;
      }
    },
    write: (/** @type {string} */ file, /** @type {string} */ text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    list: (/** @type {string} */ path) => readdirSync(join(folder, path)),
  };
}
