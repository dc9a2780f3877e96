// `./build.sh words`: how easy the extension's French is to read, by the measure of Kandel and Moles
// (Application de l'indice de Flesch à la langue française, Cahiers d'études de radio-télévision 19,
// 1958), which is Flesch's with factors for French:
//
//     207 − 1.015 · words / sentences − 73.6 · syllables / words
//
// Their scale is Flesch's (The Art of Readable Writing, 1949): 60 to 70 is standard, what pupils of 13 to 15
// read; 70 to 80 fairly easy, 50 to 60 fairly difficult. No published table leads from it to the levels
// of the European framework; 60 is taken here for B1, the level of everyday texts.
//
// Counted are sentences; a label of a button or a field is none, and would make the whole easier than
// it is. Names and places that values go to are left out. Syllables are counted by rule, not by a
// dictionary: a few in a hundred are wrong, in both directions.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

/** What the whole must reach. */
export const STANDARD = 60;
/** What each string must reach: below it stands what the scale calls difficult. */
export const DIFFICULT = 50;

const FRENCH = new URL("../../extension/_locales/fr/messages.json", import.meta.url);
/** How the key of easier words ends. */
const EASY = "_easy";
const HARDEST = 10;
/** A sentence of fewer words tells nothing by itself. */
const FEWEST = 6;
const NAMES = /^(?:Vigicolis|Colis-Exemple|Firefox|Chrome|JPEG|PNG|WebP|GIF|BMP|AVIF|SVG|Ctrl)$/;

/**
 * @typedef {{ words: number, sentences: number, syllables: number, ease: number }} Measure
 */

/**
 * @param {string} word
 * @returns {number}
 */
export function syllablesOf(word) {
  return word.split("-").reduce((sum, part) => sum + syllablesIn(part), 0);
}

/** @param {string} part of a word, without hyphens */
function syllablesIn(part) {
  // Letters that are spelled out.
  if (/^\p{Lu}{2,}$/u.test(part)) return part.length;
  const written = part.toLowerCase()
    .replaceAll("’", "'")
    // Between vowels it is heard with both: pa-yer.
    .replace(/(?<=[aeiouéèê])y(?=[aeiouéèê])/g, "i-")
    // Not heard: qui, guide, jusqu'à.
    .replace(/(?<=[gq])u(?=[eiéèêîo'])/g, "")
    // Two vowels that are heard one by one: ré-el, po-ète, na-ïf.
    .replace(/é(?=[aeiouyàâéèêîôû])/g, "é-")
    .replace(/o(?=[aéè])/g, "o-")
    .replace(/(?=[ïüë])/g, "-");
  const groups = written.match(/[aeiouyàâäéèêëîïôöûùüœæ]+/g) ?? [];
  // The mute end of « carte » and « cartes »; that of « vie » is in its vowel's group.
  const isMute = groups.length > 1 && /[^aeiouyàâäéèêëîïôöûùüœæ]es?$/.test(written);
  return Math.max(1, groups.length - Number(isMute));
}

/**
 * @param {string} message as in `_locales`
 * @returns {string[]} its sentences; none where it is a label
 */
function sentencesOf(message) {
  if (!/[.!?…]$/.test(message)) return [];
  return message.replaceAll(/\$\w+\$/g, " ").split(/(?<=[.!?…])\s+/u);
}

/**
 * @param {string} sentence
 * @returns {string[]} words without names; what is cut by an apostrophe is one with the next: « l’alerte »
 */
function wordsOf(sentence) {
  const tokens = sentence.match(/\p{L}[\p{L}-]*(?:[’']\p{L}[\p{L}-]*)*/gu) ?? [];
  return tokens.filter((token) => !NAMES.test(token.replace(/^\p{L}+[’']/u, "")));
}

/**
 * @param {string[]} sentences
 * @returns {Measure}
 */
export function measure(sentences) {
  const all = sentences.map(wordsOf).filter((words) => words.length > 0);
  const words = all.flat();
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const ease = words.length === 0 ? Number.NaN : 207 - (1.015 * words.length) / all.length - (73.6 * syllables) / words.length;
  return { words: words.length, sentences: all.length, syllables, ease };
}

/** @returns {Record<string, { message: string }>} */
const readFrench = () => JSON.parse(readFileSync(FRENCH, "utf8"));

/** @returns {{ easy: Measure, ordinary: Measure }} the easier words, and those that they stand in for */
export function measureEasy() {
  const messages = readFrench();
  const keys = Object.keys(messages).filter((key) => key.endsWith(EASY));
  /** @param {string[]} of */
  const whole = (of) => measure(of.flatMap((key) => sentencesOf(messages[key]?.message ?? "")));
  return { easy: whole(keys), ordinary: whole(keys.map((key) => key.slice(0, -EASY.length))) };
}

/** @returns {{ whole: Measure, hardest: { key: string, message: string, ease: number }[], labels: number }} */
export function measureFrench() {
  const ordinary = Object.entries(readFrench()).filter(([key]) => !key.endsWith(EASY));
  const told = ordinary.map(([key, { message }]) => ({ key, message, sentences: sentencesOf(message) }));
  const sentences = told.filter((one) => one.sentences.length > 0);
  const hardest = sentences
    .map(({ key, message, sentences: own }) => ({ key, message, ...measure(own) }))
    .filter(({ words }) => words >= FEWEST)
    .sort((one, other) => one.ease - other.ease)
    .slice(0, HARDEST);
  return { whole: measure(sentences.flatMap((one) => one.sentences)), hardest, labels: told.length - sentences.length };
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const { whole, hardest, labels } = measureFrench();
  const { ease, words, sentences, syllables } = whole;
  console.log(`French, Kandel and Moles: ${ease.toFixed(1)} (standard: ${STANDARD} or more)`);
  console.log(`${words} words in ${sentences} sentences (${(words / sentences).toFixed(1)} each), ${syllables} syllables (${(syllables / words).toFixed(2)} a word); ${labels} labels not counted`);
  const { easy, ordinary } = measureEasy();
  console.log(`easier words: ${easy.ease.toFixed(1)}, where the ordinary ones have ${ordinary.ease.toFixed(1)}`);
  console.log("the hardest:");
  for (const { key, message, ease: own } of hardest) console.log(`  ${own.toFixed(0).padStart(4)}  ${key}: ${message}`);
}
