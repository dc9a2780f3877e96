/**
 * The words that the visitor chose over the browser's own: of another language, or easier to read.
 * The browser's interface for words knows neither, so the file is read as it is.
 */

import { host } from "./host.js";
import { LANGUAGES } from "./languages.js";

/**
 * @typedef {Record<string, string>} Words message by key, with `$1` to `$9` where values go
 * @typedef {{ message: string, placeholders?: Record<string, { content: string }> }} Message
 */

/** Words that pages of the extension alone use, and no warning in a web page. It names the pages that it leads to. */
const PAGES_ONLY = /^(?!(?:false_alarm|help|report)_title$)(?:aloud|box|contact|extension|false_alarm|held|help|hosting|learn|level|lock|lost|mail|options|owner|parcels?|pause|person|phone|popup|report|settings|site|step|welcome)_/;

/** How the key of easier words ends, behind that of the ordinary ones. */
const EASY = "_easy";

/** Where the build puts what warnings need of each language. */
export const WARNINGS = "shared/warnings";

/** @type {Map<string, Promise<Words | null>>} */
const read = new Map();

/**
 * @param {Pick<import("../wasm/protocol.js").SettingsInForce, "language" | "easyWords"> | null | undefined} settings
 * @returns {Promise<Words | null>} null where the browser's own words are to be used
 */
export function wordsOf(settings) {
  const { language: chosen = "auto", easyWords = false } = settings ?? {};
  const language = chosen === "auto" && easyWords ? host.sayItself("language_tag") : chosen;
  if (!Object.hasOwn(LANGUAGES, language)) return Promise.resolve(null);
  return once(`${language}${easyWords ? EASY : ""}`, async () => {
    // eslint-disable-next-line no-restricted-globals -- a file of the extension; its policy allows no other
    const file = await fetch(host.addressOf(`_locales/${language}/messages.json`));
    return compact(await file.json(), easyWords);
  });
}

/**
 * What a warning in a web page can need of the browser's own words. The page's process has none of them before its
 * first warning, and would wait until the browser has read them all.
 * @returns {Promise<Words | null>} null where the page has to ask the browser itself
 */
export function browserWordsOfWarnings() {
  const language = host.sayItself("language_tag");
  if (!Object.hasOwn(LANGUAGES, language)) return Promise.resolve(null);
  return once(`${WARNINGS}/${language}`, async () => {
    // eslint-disable-next-line no-restricted-globals -- a file of the extension, too
    const file = await fetch(host.addressOf(`${WARNINGS}/${language}.json`));
    return file.json();
  });
}

/**
 * @param {string} key
 * @param {() => Promise<Words>} make
 * @returns {Promise<Words | null>} null where it failed; then it is tried again the next time
 */
function once(key, make) {
  const words = read.get(key) ?? make().catch(() => null);
  read.set(key, words);
  void words.then((found) => found ?? read.delete(key));
  return words;
}

/**
 * @param {Record<string, Message>} messages as the file holds them
 * @param {boolean} [isEasy] whether easier words stand in for the ordinary ones, where there are such
 * @returns {Words} with each named place replaced by what stands for it
 */
export function compact(messages, isEasy = false) {
  const keys = Object.keys(messages).filter((key) => !key.endsWith(EASY));
  return Object.fromEntries(keys.map((key) => {
    const { message, placeholders = {} } = /** @type {Message} */ ((isEasy && messages[`${key}${EASY}`]) || messages[key]);
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
    if (!words) return host.sayItself(key, values);
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
