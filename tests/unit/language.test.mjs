// A language that the visitor chose: the list of them, and words that read as the browser's own.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { compact, wordsOf, wordsOfWarnings } from "../../extension/shared/locale.js";

const EXTENSION = new URL("../../extension/", import.meta.url);

/** @param {string} path below extension/ */
const read = (path) => readFileSync(new URL(path, EXTENSION), "utf8");

/** @param {string} language */
const wordsIn = (language, isEasy = false) => compact(JSON.parse(read(`_locales/${language}/messages.json`)), isEasy);

/**
 * `content/warn/words.js` as a page has it.
 * @param {(key: string, values: string[]) => string} getMessage the browser's own words
 * @returns {any}
 */
function newWords(getMessage = () => "") {
  return runInNewContext(`${read("content/warn/words.js")}; vigicolisWords`, { chrome: { i18n: { getMessage } }, Intl });
}

test("every folder of words can be chosen, and nothing else", () => {
  assert.deepEqual(Object.keys(LANGUAGES).sort(), readdirSync(new URL("_locales/", EXTENSION)).sort());
});

test("every language says of itself which it is, and how it is written", () => {
  for (const language of Object.keys(LANGUAGES)) {
    const words = wordsIn(language);
    assert.equal(words["language_tag"], language);
    assert.match(words["language_direction"] ?? "", /^(ltr|rtl)$/);
  }
});

test("named places become numbered ones", () => {
  const messages = {
    plain: { message: "Bonjour" },
    named: { message: "$Site$ ($PLACE$), $$5", placeholders: { SITE: { content: "$2" }, place: { content: "à $1" } } },
    unknown: { message: "$NOBODY$" },
  };
  assert.deepEqual(compact(messages), { plain: "Bonjour", named: "$2 (à $1), $$5", unknown: "$NOBODY$" });
});

test("words are filled in as the browser does it", () => {
  const words = newWords((key) => `browser:${key}`);
  assert.equal(words.say("a"), "browser:a");
  words.use({ a: "$1 et $2", dollar: "$$1 $$", none: "$3.", empty: "" });
  assert.equal(words.say("a", "x", "y"), "x et y");
  assert.equal(words.say("a", "$2", "$&"), "$2 et $&", "a value is no pattern");
  assert.equal(words.say("dollar", "x"), "$1 $");
  assert.equal(words.say("none"), ".");
  assert.equal(words.say("empty"), "");
  assert.equal(words.say("missing"), "browser:missing");
  assert.equal(words.say("toString"), "browser:toString");
  words.use(null);
  assert.equal(words.say("a"), "browser:a");
});

test("each message of each language takes its values", () => {
  for (const [language, isEasy] of Object.keys(LANGUAGES).flatMap((each) => /** @type {[string, boolean][]} */ ([[each, false], [each, true]]))) {
    const words = newWords();
    const all = wordsIn(language, isEasy);
    words.use(all);
    for (const [key, text] of Object.entries(all)) {
      const said = words.say(key, "<1>", "<2>", "<3>");
      assert.doesNotMatch(said, /\$/, `${language} ${key}`);
      for (const [, number] of text.matchAll(/\$([1-3])/g)) assert.ok(said.includes(`<${number}>`), `${language} ${key}`);
    }
  }
});

test("a warning in a page is sent every word that it may say", () => {
  const all = wordsIn("fr");
  const sent = wordsOfWarnings(all);
  const scripts = readdirSync(new URL("content/", EXTENSION), { encoding: "utf8", recursive: true }).filter((file) => file.endsWith(".js")).map((file) => read(`content/${file}`)).join("\n");
  const named = [...scripts.matchAll(/\bsay\("(\w+)"/g)].map(([, key = ""]) => key);
  assert.ok(named.length > 5, named.join());
  for (const key of named) assert.ok(key in sent, key);
  for (const key of Object.keys(all)) {
    if (/^(rule|ask|title|trust)_/.test(key)) assert.ok(key in sent, key);
    if (/^(options|welcome|popup)_/.test(key)) assert.ok(!(key in sent), key);
  }
});

test("dates and lists are written as each language does", () => {
  const expected = {
    fr: ["février 2025", /^.+, .+ et .+$/],
    en: ["February 2025", /^.+, .+ and .+$/],
    de: ["Februar 2025", /^.+, .+ und .+$/],
    nl: ["februari 2025", /^.+, .+ en .+$/],
    es: ["febrero de 2025", /^.+, .+ y .+$/],
    it: ["febbraio 2025", /^.+, .+ e .+$/],
    pt: ["fevereiro de 2025", /^.+, .+ e .+$/],
    pl: ["luty 2025", /^.+, .+ i .+$/],
  };
  assert.deepEqual(Object.keys(expected).sort(), Object.keys(LANGUAGES).sort());
  for (const [language, [month, list]] of Object.entries(expected)) {
    const words = newWords();
    words.use(wordsIn(language));
    assert.equal(words.sayMonth("2025-02"), month);
    assert.equal(words.sayMonth("2025"), "2025");
    assert.match(words.sayAsks({ asks: ["card_number", "iban", "one_time_code"] }), /** @type {RegExp} */ (list), language);
  }
});

test("the browser's language needs no file", async () => {
  assert.equal(await wordsOf(null), null);
  for (const language of ["auto", "", "xx", "__proto__", "toString"]) assert.equal(await wordsOf(/** @type {any} */ ({ language, easyWords: false })), null);
});

test("easier words stand in for the ordinary ones, and are none beside them", () => {
  const messages = {
    both: { message: "Ordinaire" },
    both_easy: { message: "Facile $SITE$", placeholders: { site: { content: "$1" } } },
    one: { message: "Seul" },
  };
  assert.deepEqual(compact(messages), { both: "Ordinaire", one: "Seul" });
  assert.deepEqual(compact(messages, true), { both: "Facile $1", one: "Seul" });
});
