// The recipes of docs/CONTRIBUTING.md, read from the page and followed to the letter.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

/**
 * Stands for who translates: what reads as in English in another language begins with its name.
 * @param {Parameters<typeof follow>[1]} files
 */
export function translate({ read, write, list }) {
  const fileOf = (/** @type {string} */ language) => `extension/_locales/${language}/messages.json`;
  const messagesOf = (/** @type {string} */ language) => JSON.parse(read(fileOf(language)) ?? "{}");
  const english = messagesOf("en");
  for (const language of list("extension/_locales")) {
    if (language === "en") continue;
    const messages = messagesOf(language);
    messages.language_tag.message = language;
    for (const [key, entry] of Object.entries(messages)) {
      if (entry.message === english[key]?.message && / .* /.test(entry.message)) entry.message = `${language}: ${entry.message}`;
    }
    write(fileOf(language), `${JSON.stringify(messages, null, 2)}\n`);
  }
}

export const PAGE = "docs/CONTRIBUTING.md";

/** What a copy has beside the sources. */
const NODE_PACKAGES = "tests/node_modules";
const MADE = /^(dist|tests\/node_modules)(\/|$)/;

/**
 * Makes a folder a copy of the sources, without what was built. What an earlier copy holds already keeps its
 * time, so that only what changed is compiled anew.
 * @param {string} folder
 */
export function copySources(folder) {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: ROOT, encoding: "utf8" });
  const names = new Set(listed.split("\0").filter((name) => name !== "" && existsSync(join(ROOT, name))));
  const folders = new Set([...names].flatMap((name) => name.split("/").map((_, at, parts) => parts.slice(0, at).join("/"))));
  mkdirSync(folder, { recursive: true });
  for (const name of /** @type {string[]} */ (readdirSync(folder, { recursive: true }))) {
    if (!MADE.test(name) && !names.has(name) && !folders.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
  for (const name of names) if (!isSame(join(ROOT, name), join(folder, name))) cpSync(join(ROOT, name), join(folder, name), { force: true });
  rmSync(join(folder, NODE_PACKAGES), { force: true });
  symlinkSync(join(ROOT, NODE_PACKAGES), join(folder, NODE_PACKAGES));
}

/** @param {string} source @param {string} copy */
const isSame = (source, copy) => existsSync(copy) && readFileSync(source).equals(readFileSync(copy));

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
