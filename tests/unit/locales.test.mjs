// Every word a person reads lives in _locales: whole in every language, and none missing.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { LANGUAGES } from "../../extension/shared/languages.js";

const EXTENSION = new URL("../../extension/", import.meta.url);

/** @type {Record<string, string[]>} the engine's closed lists of words, as the build wrote them */
const WORDS = JSON.parse(readFileSync(new URL("../../dist/types/wasm/protocol.json", import.meta.url), "utf8"));

/** @type {Record<string, (word: string) => string[]>} which words a person reads for one of the engine's */
const KEYS = {
  ContactRole: (role) => [`contact_${role}`],
  Disclosed: (given) => [`help_given_${given}`],
  FieldKind: (kind) => [`ask_${kind}`],
  LeakedData: (data) => [`leak_data_${data}`],
  Level: (level) => [`level_${level}`, `title_${level}`, `title_${level}_brand`],
  MessageRule: (rule) => [`message_${rule}`],
  NumberProof: (proof) => [`check_proof_${proof}`],
  OwnerKind: (kind) => [`owner_${kind}`],
  PracticeTopic: (topic) => [`practice_${topic}`],
  Problem: (problem) => [`settings_problem_${problem}`],
  RuleId: (rule) => [`rule_${rule}`],
  StepId: (step) => [`step_${step}`, `step_${step}_how`],
};

/**
 * @typedef {{ message: string, description?: string, placeholders?: Record<string, { content: string }> }} Message
 * @typedef {Record<string, Message>} Messages
 */

/** @param {string} path below extension/ */
const read = (path) => readFileSync(new URL(path, EXTENSION), "utf8");

const manifest = JSON.parse(read("manifest.json"));
const languages = readdirSync(new URL("_locales/", EXTENSION));

/** @param {string} language @returns {Messages} */
const messagesOf = (language) => JSON.parse(read(`_locales/${language}/messages.json`));
const reference = messagesOf(manifest.default_locale);

/** What a message puts in from outside. @param {Message} message */
const parameters = ({ placeholders = {} }) => Object.values(placeholders).map(({ content }) => content).sort();

test("each language that can be chosen has its folder, and no other", () => {
  assert.deepEqual([...languages].sort(), Object.keys(LANGUAGES).sort());
  assert.deepEqual((WORDS["Language"] ?? []).toSorted(), ["auto", ...languages].sort());
});

for (const language of languages) {
  describe(`words in ${language}`, () => {
    const messages = messagesOf(language);

    test("has the same keys as the default language", () => {
      assert.deepEqual(Object.keys(messages).sort(), Object.keys(reference).sort());
    });

    test("no message is empty, and each takes the same parameters", () => {
      for (const [key, message] of Object.entries(messages)) {
        assert.notEqual(message.message.trim(), "", key);
        assert.deepEqual(parameters(message), parameters(reference[key] ?? message), key);
      }
    });

    test("nothing is left in English", () => {
      if (language === "en") return;
      const english = messagesOf("en");
      // Sentences can't be the same by chance; names and single words can.
      const left = Object.entries(messages).filter(([key, { message }]) => message.split(/\s+/).length > 2 && message === english[key]?.message);
      assert.deepEqual(left.map(([key]) => key), []);
    });

    test("each placeholder is declared", () => {
      for (const [key, { message, placeholders = {} }] of Object.entries(messages)) {
        const declared = Object.keys(placeholders).map((name) => name.toLowerCase());
        for (const [, name = ""] of message.matchAll(/\$([a-z0-9_@]+)\$/gi)) assert.ok(declared.includes(name.toLowerCase()), key);
        assert.doesNotMatch(message.replaceAll(/\$[a-z0-9_@]+\$/gi, ""), /\$/, key);
      }
    });

    // Languages count in up to four forms, and the browser's words know one: `Errors: 5` is right in all.
    test("a number of things stands behind its label", () => {
      const counted = Object.entries(messages).filter(([, { placeholders = {} }]) => "COUNT" in placeholders || "count" in placeholders);
      assert.ok(counted.length > 0);
      for (const [key, { message }] of counted) assert.match(message, /: \$COUNT\$$/i, key);
    });

    test("fits the stores' limits", () => {
      assert.ok((messages["extension_name"]?.message.length ?? 99) <= 45);
      assert.ok((messages["extension_description"]?.message.length ?? 999) <= 132);
    });
  });
}

// A line must not begin with a colon or a closing mark: no-break before `:` and inside `« »`, narrow before `; ? !`.
test("French is set with its own spaces", () => {
  const faults = [/(?<!\u00a0):(?!\/\/)/, /«(?!\u00a0\S)|(?<!\S\u00a0)»/, /(?<!\u202f|«\u00a0)[;?!]/];
  for (const [key, { message }] of Object.entries(messagesOf("fr"))) {
    for (const fault of faults) assert.doesNotMatch(message, fault, key);
  }
});

test("the extension has a name, and does not say we", () => {
  /** @type {Record<string, RegExp>} */
  const we = { fr: /\b(?:nous|notre|nos)\b/i, en: /\b(?:we|us|our)\b/i, de: /\b(?:wir|uns|unser\w*)\b/i };
  for (const [language, words] of Object.entries(we)) {
    for (const [key, { message }] of Object.entries(messagesOf(language))) assert.doesNotMatch(message, words, `${language}: ${key}`);
  }
});

test("marks are those of print, not those of the keyboard", () => {
  for (const language of languages) {
    for (const [key, { message }] of Object.entries(messagesOf(language))) assert.doesNotMatch(message, /['"]|\.{3}| {2}|^\s|\s$/, `${language}: ${key}`);
  }
});

test("the manifest names only messages that exist", () => {
  for (const [, key] of JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)) assert.ok(reference[key ?? ""], key);
});

test("the scripts name only messages that exist", () => {
  const files = readdirSync(EXTENSION, { recursive: true, encoding: "utf8" }).filter((file) => /\.(js|html)$/.test(file));
  assert.ok(files.length > 20, files.join());
  for (const path of files) {
    for (const [, key] of read(path).matchAll(/\b(?:(?:say|getMessage)\(|data-say=)"(\w+)"/g)) assert.ok(reference[key ?? ""], `${path}: ${key}`);
  }
});

test("everything that the engine can say has its words", () => {
  for (const [list, keysOf] of Object.entries(KEYS)) {
    const words = WORDS[list] ?? [];
    assert.ok(words.length > 0, list);
    for (const key of words.flatMap(keysOf)) assert.ok(reference[key], `${list}: ${key}`);
  }
  for (const key of ["ask_other", "owner_other", "rule_other"]) assert.ok(reference[key], key);
});

test("every fault of the settings has its words", () => {
  // Beside the engine's: that the browser keeps nothing, and that the engine failed.
  for (const problem of ["storage", "unchecked"]) assert.ok(reference[`settings_problem_${problem}`], problem);
  const parts = WORDS["SettingsPart"] ?? [];
  assert.ok(parts.length > 5);
  for (const part of parts) {
    if (!["welcomed", "repaired"].includes(part)) assert.ok(reference[`options_repaired_${part}`], part);
  }
});
