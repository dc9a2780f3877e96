// Easier words stand beside the ordinary ones in every language, are never longer, and leave out no warning.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { LANGUAGES } from "../../extension/shared/languages.js";

const EXTENSION = new URL("../../extension/", import.meta.url);
const EASY = "_easy";

/** Words of a sentence, the numbers and names in it among them. */
const MOST = 14;

/** So many words are short enough as they are. */
const SHORT = 5;

/** @typedef {Record<string, { message: string, placeholders?: Record<string, { content: string }> }>} Messages */

/** @param {string} language @returns {Messages} */
const messagesOf = (language) => JSON.parse(readFileSync(new URL(`_locales/${language}/messages.json`, EXTENSION), "utf8"));

for (const language of Object.keys(LANGUAGES)) {
  describe(`easier words in ${language}`, () => {
    const messages = messagesOf(language);
    const pairs = Object.keys(messages).filter((key) => key.endsWith(EASY)).map((key) => ({ key, easy: messages[key], ordinary: messages[key.slice(0, -EASY.length)] }));

    test("each stands in for ordinary ones, with their values alone", () => {
      assert.ok(pairs.length > 100);
      for (const { key, easy, ordinary } of pairs) {
        assert.ok(ordinary, key);
        assert.deepEqual(easy?.placeholders, ordinary.placeholders, key);
      }
    });

    test("none is longer than those", () => {
      const long = pairs.filter(({ easy, ordinary }) => (easy?.message.length ?? 0) > (ordinary?.message.length ?? 0));
      assert.deepEqual(long.map(({ key }) => key), []);
    });

    test("no sentence is long", () => {
      for (const { key, easy } of pairs) {
        for (const sentence of easy?.message.split(/(?<=[.?!])\s/u) ?? []) assert.ok(sentence.split(/\s/u).filter((word) => /\p{L}/u.test(word)).length <= MOST, `${key}: ${sentence}`);
      }
    });
  });
}

/** What a warning in a page says, what the popup says first, what the page of help says, and what the box says first. */
const COVERED = /^(?:title|passed|rule|shield|trust|held|why|wait|popup_(?:official|clear|caution|danger|failed|reload|nothing|mailbox)|step|help|check_\w*_title|check_message_title|check_hint_title)(?:_|$)/;
/** What is not read by everybody: a title for many such, or what names nothing. */
const NEVER = /^(?:trust_(?:given|danger|end)|step_check_parcel|step_report_page)$/;

test("what warns and what helps has easier words in French, or is short", () => {
  const messages = messagesOf("fr");
  const left = Object.keys(messages).filter((key) => COVERED.test(key) && !key.endsWith(EASY) && !(`${key}${EASY}` in messages) && !NEVER.test(key));
  const long = left.filter((key) => (messages[key]?.message.split(/\s+/u).filter((word) => /[\p{L}\d$]/u.test(word)).length ?? 0) > SHORT);
  assert.deepEqual(long, []);
});

test("every panel's own words are among them", () => {
  const folder = new URL("content/", EXTENSION);
  const scripts = readdirSync(folder, { encoding: "utf8", recursive: true }).filter((file) => /^(?:warn|shield)\//.test(file) && file.endsWith(".js"));
  const named = scripts.flatMap((file) => [...readFileSync(new URL(file, folder), "utf8").matchAll(/\bsay\("(\w+)"/g)].map(([, key = ""]) => key));
  assert.ok(named.length > 20);
  const messages = messagesOf("fr");
  const long = named.filter((key) => !(`${key}${EASY}` in messages) && (messages[key]?.message.split(/\s+/u).length ?? 0) > SHORT);
  assert.deepEqual([...new Set(long)], []);
});
