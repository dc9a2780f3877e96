// The words that a page can say, out of all: eight languages of everything would weigh as much as the engine.
import { tokenizer } from "acorn";

/** @typedef {Record<string, { message: string, description?: string, placeholders?: Record<string, { content: string }> }>} Messages */

/**
 * What could be a key, or the beginning of one that a script puts together.
 * @param {string} text of a script or a document
 * @returns {string[]}
 */
function namedIn(text) {
  if (text.trimStart().startsWith("<")) return Array.from(text.matchAll(/data-say="(\w+)"/g), ([, key = ""]) => key);
  return [...tokenizer(text, { ecmaVersion: "latest", sourceType: "module" })].flatMap((token) => {
    const { value } = /** @type {{ value?: unknown }} */ (token);
    return /^(?:string|template)$/.test(token.type.label) && typeof value === "string" && /^[a-z]\w*$/.test(value) ? [value] : [];
  });
}

/**
 * @param {string[]} texts of the page's scripts and documents
 * @param {Messages} messages all words of a language
 * @returns {Messages} those that may be said, without what is there for translators: named whole, or begun
 *   by a name of at least two words, or of one that an underscore ends
 */
export function withWordsOf(texts, messages) {
  const named = new Set(texts.flatMap(namedIn));
  const begun = [...named].filter((name) => name.includes("_"));
  const isSaid = (/** @type {string} */ key) => !key.endsWith("_easy") && (named.has(key) || begun.some((name) => key.startsWith(name)));
  const said = Object.entries(messages).filter(([key]) => isSaid(key));
  return Object.fromEntries(said.map(([key, { message, placeholders }]) => [key, { message, ...(placeholders && { placeholders }) }]));
}
