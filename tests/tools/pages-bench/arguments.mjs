/** What `./build.sh bench pages` is told. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** What can be measured, in the order in which it is. */
export const PARTS = /** @type {const} */ (["table", "script", "warning", "changes", "views", "memory", "tabs"]);
/** The pages of the table. */
export const KINDS = /** @type {const} */ (["article", "frames", "blocks", "form"]);
const BROWSERS = /** @type {const} */ (["chromium", "firefox"]);

/** Names of the columns that are always there. */
const TAKEN = ["none", "empty", "vigicolis"];

export const USAGE = `usage: ./build.sh bench pages [name=FOLDER …] [--chromium] [--firefox]
  [--parts ${PARTS.join(",")}] [--pages ${KINDS.join(",")}]
  [--rounds 15] [--seconds 60] [--views 2000] [--tabs 100] [--seed 1]
name=FOLDER is an unpacked extension to measure beside Vigicolis`;

/**
 * @typedef {(typeof PARTS)[number]} Part
 * @typedef {(typeof KINDS)[number]} Kind
 * @typedef {{ name: string, folder: string }} Rival
 * @typedef {object} Choice
 * @property {readonly (typeof BROWSERS)[number][]} browsers
 * @property {readonly Part[]} parts
 * @property {readonly Kind[]} kinds
 * @property {Rival[]} rivals
 * @property {number} rounds
 * @property {number} seconds that a page changes for
 * @property {number} views after which the memory is looked at last
 * @property {number} tabs opened at once
 * @property {number} seed of the order and of the intervals
 */

/** Told to the person, without a stack. */
export class BadArgument extends Error {}

/**
 * @param {readonly string[]} args
 * @param {string} [from] the folder that paths start from
 * @returns {Choice}
 */
export function parse(args, from = process.cwd()) {
  const { values, positionals } = read(args);
  const browsers = BROWSERS.filter((name) => values[name]);
  return {
    browsers: browsers.length > 0 ? browsers : BROWSERS,
    parts: listed("--parts", values.parts, PARTS),
    kinds: listed("--pages", values.pages, KINDS),
    rivals: rivalsOf(positionals, from),
    rounds: count("--rounds", values.rounds, 3),
    seconds: count("--seconds", values.seconds, 2),
    views: count("--views", values.views, 10),
    tabs: count("--tabs", values.tabs, 10),
    seed: count("--seed", values.seed, 0),
  };
}

/** @param {readonly string[]} args */
function read(args) {
  const number = (/** @type {string} */ value) => /** @type {const} */ ({ type: "string", default: value });
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        chromium: { type: "boolean", default: false },
        firefox: { type: "boolean", default: false },
        parts: { type: "string" },
        pages: { type: "string" },
        rounds: number("15"),
        seconds: number("60"),
        views: number("2000"),
        tabs: number("100"),
        seed: number("1"),
      },
    });
  } catch (error) {
    throw new BadArgument(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @template {string} T
 * @param {string} option
 * @param {string | undefined} text
 * @param {readonly T[]} known
 * @returns {readonly T[]} in their own order; all where none is chosen
 */
function listed(option, text, known) {
  if (text === undefined) return known;
  const chosen = text.split(",");
  const unknown = chosen.find((name) => !known.some((each) => each === name));
  if (unknown !== undefined) throw new BadArgument(`${option} knows no "${unknown}": it takes ${known.join(", ")}, with commas between`);
  return known.filter((name) => chosen.includes(name));
}

/**
 * @param {string} option
 * @param {string} text
 * @param {number} least
 */
function count(option, text, least) {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least) throw new BadArgument(`${option} takes a whole number of ${least} or more, not "${text}"`);
  return number;
}

/**
 * @param {readonly string[]} words
 * @param {string} from
 * @returns {Rival[]}
 */
function rivalsOf(words, from) {
  const rivals = words.map((word) => rivalOf(word, from));
  const twice = rivals.find(({ name }, at) => rivals.findIndex((other) => other.name === name) !== at);
  if (twice) throw new BadArgument(`two extensions are called ${twice.name}`);
  return rivals;
}

/**
 * @param {string} word
 * @param {string} from
 * @returns {Rival}
 */
function rivalOf(word, from) {
  const [, name = "", path = ""] = /^([^=/]+)=(.+)$/.exec(word) ?? [];
  if (!name) throw new BadArgument(`"${word}" is no name=FOLDER`);
  if (TAKEN.includes(name.toLowerCase())) throw new BadArgument(`${name} is measured in any case: choose another name for ${path}`);
  const folder = resolve(from, path);
  if (!existsSync(folder)) throw new BadArgument(`no such folder for ${name}: ${folder}`);
  if (!existsSync(join(folder, "manifest.json"))) throw new BadArgument(`no manifest.json in the folder of ${name}: ${folder}`);
  return { name, folder };
}
