import { readFileSync } from "node:fs";
import { LANGUAGES } from "../../extension/shared/languages.js";

/** @typedef {import("../../extension/shared/locale.js").Message} Message */

/** What says how the rest is read, and a name that stands within others. */
const LEFT = /^(language_|welcome_demo_brand$)/;

/** @param {string} text @returns {string} the longest of its words; the name of a placeholder is none */
const longestWord = (text) => (text.match(/(?<!\$)[\p{L}\p{M}’-]+(?!\w*\$)/gu) ?? []).reduce(longer, "");

/** @param {string} one @param {string} other */
const longer = (one, other) => (other.length > one.length ? other : one);

/**
 * A language as wide as several together: each message is the longest that any of them has for it,
 * with the longest word that any of them has in it. What has room for this has room for each.
 * @param {Record<string, Message>[]} languages messages by key
 * @returns {Record<string, Message>} with what tells how to read it from the first
 */
export function stretched(languages) {
  const [first = {}] = languages;
  return Object.fromEntries(Object.entries(first).map(([key, message]) => {
    if (LEFT.test(key)) return [key, message];
    const all = languages.map((each) => each[key]?.message ?? "");
    const text = all.reduce(longer);
    const word = all.map(longestWord).reduce(longer);
    // Of the placeholders' names each language has its own.
    const { placeholders } = languages[all.indexOf(text)]?.[key] ?? message;
    return [key, { ...message, message: text.replace(longestWord(text), () => word), ...(placeholders && { placeholders }) }];
  }));
}

/**
 * The edit that turns the words of one language of the built extension into those of all together.
 * @param {keyof typeof LANGUAGES} language
 * @returns {Record<string, (text: string) => string>}
 */
export function stretching(language) {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../../extension/_locales/${name}/messages.json`, import.meta.url), "utf8"));
  return {
    [`_locales/${language}/messages.json`]: (text) => JSON.stringify(stretched([JSON.parse(text), ...Object.keys(LANGUAGES).map(read)])),
  };
}
