// Takes the comments out of the JavaScript that ships, and out of the content scripts the parentheses of
// casts, the indentation, empty lines and gaps, too.
// Both are for who reads the repository; every page would carry the content scripts' own. Names and
// the lines of the code stay, so that a store's reviewer can read on.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, tokTypes } from "acorn";

/**
 * @param {string} source
 * @returns {{ comments: [number, number][], tokens: string[], places: [number, number][] }} where comments stand, everything else, and where that stands
 */
function read(source) {
  const comments = /** @type {[number, number][]} */ ([]);
  const tokens = /** @type {string[]} */ ([]);
  const places = /** @type {[number, number][]} */ ([]);
  parse(source, {
    ecmaVersion: "latest",
    // Stricter than what classic scripts need: what fits both means the same in both.
    sourceType: "module",
    onComment: (_isBlock, _text, start, end) => comments.push([start, end]),
    onToken: ({ start, end }) => {
      tokens.push(source.slice(start, end));
      places.push([start, end]);
    },
  });
  return { comments, tokens, places };
}

/**
 * @param {string} source
 * @returns {string} the same without its comments, and without the lines that held nothing else
 */
export function withoutComments(source) {
  const { comments, tokens } = read(source);
  let code = "";
  let from = 0;
  for (const [start, end] of comments) {
    code += source.slice(from, start);
    from = end;
    const before = code.slice(code.lastIndexOf("\n") + 1);
    const after = /^[ \t]*(\n|$)/.exec(source.slice(end));
    if (after && before.trim() === "") {
      code = code.slice(0, code.length - before.length);
      from = end + after[0].length;
    } else if (after) {
      code = code.trimEnd();
      from = end + after[0].length - (after[1] ?? "").length;
    } else if (source.slice(start, end).includes("\n")) {
      // An end of line may end a statement, also within a comment.
      code = `${code.trimEnd()}\n`;
    } else if (/[\s([{]$/.test(code)) {
      // One space is enough where it stood between two.
      from = end + Number(source[end] === " ");
    } else if (source[end] !== " ") {
      code += " ";
    }
  }
  code += source.slice(from);
  checkSame(code, tokens);
  return code;
}

/**
 * @param {string} source with its comments
 * @returns {string} the same without the parentheses of casts, where it means the same without them
 */
export function withoutCasts(source) {
  const { comments, tokens, places } = read(source);
  const casts = new Set(comments.filter(([start, end]) => /^\/\*\*\s*@type\b/.test(source.slice(start, end))).map(([, end]) => end));
  const meaning = meaningOf(source);
  let code = source;
  // From the end: what stands before keeps its place.
  for (const [at, [opening]] of [...places.entries()].toReversed()) {
    if (tokens[at] !== "(" || !casts.has(source.slice(0, opening).trimEnd().length)) continue;
    for (const closing of closingsAfter(code, opening)) {
      const bare = code.slice(0, opening) + code.slice(opening + 1, closing) + code.slice(closing + 1);
      if (meaningOf(bare) !== meaning) continue;
      code = bare;
      break;
    }
  }
  return code;
}

/** @param {string} code @param {number} opening @returns {number[]} where the parenthesis that opens there may close, in this line or the next ones */
function closingsAfter(code, opening) {
  return [...code.slice(opening, opening + 300).matchAll(/\)/g)].map(({ index }) => opening + index);
}

/** @param {string} source @returns {string | null} its syntax tree, without where all of it stands; null of what is no JavaScript */
function meaningOf(source) {
  try {
    const tree = parse(source, { ecmaVersion: "latest", sourceType: "module" });
    return JSON.stringify(tree, (key, value) => (key === "start" || key === "end" ? undefined : typeof value === "bigint" ? String(value) : value));
  } catch {
    return null;
  }
}

/**
 * @param {string} source without comments
 * @returns {string} the same with its lines at the margin and none empty, but for those within a template or a string
 */
export function withoutIndentation(source) {
  const { tokens, places } = read(source);
  let code = "";
  let from = 0;
  // Only what stands between tokens is no part of the program.
  for (const [start, end] of [...places, [source.length, source.length]]) {
    code += source.slice(from, start).replace(/\n\s+/g, "\n") + source.slice(start, end);
    from = end;
  }
  checkSame(code, tokens);
  return code;
}

/** What a gap keeps apart: letters and digits, and signs that would be read as one. */
const APART = /[\w$\\\x80-\uffff] +[\w$\\\x80-\uffff]|([+\-/<>&|=]) +\1|\d +\.|< +!|- +>/;

/**
 * @param {string} source without comments
 * @returns {string} the same without the gaps within its lines that part nothing
 */
export function withoutGaps(source) {
  const { tokens, places } = read(source);
  let code = "";
  let from = 0;
  for (const [start, end] of places) {
    const gap = source.slice(from, start);
    const isNeeded = /[^ ]/.test(gap) || APART.test(source.slice(Math.max(0, from - 1), start + 1));
    code += (isNeeded ? gap : "") + source.slice(start, end);
    from = end;
  }
  code += source.slice(from);
  checkSame(code, tokens);
  return code;
}

/**
 * @param {string} source of a script whose templates are style sheets
 * @returns {string} the same without their comments, and without the space that no rule needs
 */
export function withoutStyleSpace(source) {
  let code = "";
  let from = 0;
  parse(source, {
    ecmaVersion: "latest",
    onToken({ type, start, end }) {
      if (type !== tokTypes.template) return;
      const style = source.slice(start, end).replace(/\/\*[^]*?\*\//g, "").replace(/\s*([{};,>])\s*/g, "$1").replace(/: | (?=!)/g, (space) => space.trim()).replace(/\s*\n\s*/g, " ").replace(/;}/g, "}");
      code += source.slice(from, start) + style;
      from = end;
    },
  });
  return code + source.slice(from);
}

/** @param {string} code @param {string[]} tokens @throws where the code holds others, or a comment */
function checkSame(code, tokens) {
  const kept = read(code);
  if (kept.comments.length > 0 || kept.tokens.join("\n") !== tokens.join("\n")) throw new Error("the code would change");
}

/**
 * @param {string} folder whose scripts are changed, at any depth
 * @param {(source: string) => string} strip
 * @returns {void}
 */
export function stripFolder(folder, strip) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const file = join(folder, name);
    try {
      writeFileSync(file, strip(readFileSync(file, "utf8")));
    } catch (error) {
      throw new Error(`${file} can't be stripped`, { cause: error });
    }
  }
}
