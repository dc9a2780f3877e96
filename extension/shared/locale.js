/**
 * The words of a language that the visitor chose over the browser's own. The browser's interface
 * for words speaks its own language alone, so the file is read as it is.
 */

import { LANGUAGES } from "./languages.js";

/**
 * @typedef {Record<string, string>} Words message by key, with `$1` to `$9` where values go
 * @typedef {{ message: string, placeholders?: Record<string, { content: string }> }} Message
 */

/** Words that pages of the extension alone use, and no warning in a web page. It names the pages that it leads to. */
const PAGES_ONLY = /^(?!(?:false_alarm|help|report)_title$)(?:aloud|box|contact|extension|false_alarm|held|help|hosting|learn|level|lock|lost|options|owner|parcels?|pause|person|popup|report|settings|site|step|welcome)_/;

/** @type {Map<string, Promise<Words | null>>} */
const read = new Map();

/**
 * @param {import("../wasm/protocol.js").Language} language of the settings
 * @returns {Promise<Words | null>} null where the browser's language is to be used
 */
export function wordsOf(language) {
  if (!Object.hasOwn(LANGUAGES, language)) return Promise.resolve(null);
  const words = read.get(language) ?? readFile(language);
  read.set(language, words);
  return words;
}

/**
 * @param {string} language
 * @returns {Promise<Words | null>}
 */
async function readFile(language) {
  try {
    // eslint-disable-next-line no-restricted-globals -- a file of the extension; its policy allows no other
    const answer = await fetch(chrome.runtime.getURL(`_locales/${language}/messages.json`));
    return compact(await answer.json());
  } catch {
    read.delete(language);
    return null;
  }
}

/**
 * @param {Record<string, Message>} messages as the file holds them
 * @returns {Words} with each named place replaced by what stands for it
 */
export function compact(messages) {
  return Object.fromEntries(Object.entries(messages).map(([key, { message, placeholders = {} }]) => {
    const contents = new Map(Object.entries(placeholders).map(([name, { content }]) => [name.toLowerCase(), content]));
    return [key, message.replace(/\$([a-z0-9_@]+)\$/gi, (whole, name) => contents.get(name.toLowerCase()) ?? whole)];
  }));
}

/** What could turn a sentence around or hide a part of it. */
const MARKS = /[\p{Cc}\p{Cf}]/gu;

/**
 * How a part without pages says a message, as pages do it by `content/warn/words.js`.
 * @param {Words | null} words null for the browser's language
 * @returns {(key: string, ...values: string[]) => string}
 */
export function speakerOf(words) {
  return (key, ...given) => {
    const values = given.map((value) => value.replace(MARKS, ""));
    if (!words) return chrome.i18n.getMessage(key, values);
    return (words[key] ?? "").replace(/\$([$1-9])/g, (_, sign) => (sign === "$" ? "$" : (values[Number(sign) - 1] ?? "")));
  };
}

/**
 * @param {Words} words
 * @returns {Words} those that a warning in a web page can need
 */
export function wordsOfWarnings(words) {
  return Object.fromEntries(Object.entries(words).filter(([key]) => !PAGES_ONLY.test(key)));
}
