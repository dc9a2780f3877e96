// Every word a person reads lives in _locales: whole in every language, and none missing.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { defaults } from "../../extension/shared/settings.js";

const EXTENSION = new URL("../../extension/", import.meta.url);

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

test("every fault of the settings has its words", () => {
  const problems = ["FormProblem", "EngineProblem"].flatMap((name) => {
    const [, union = ""] = new RegExp(`@typedef \\{([^}]+)\\} ${name}`).exec(read("shared/validate.js")) ?? [];
    return [...union.matchAll(/"(\w+)"/g)].map(([, problem]) => problem);
  });
  assert.ok(problems.length >= 25, problems.join());
  for (const problem of problems) assert.ok(reference[`settings_problem_${problem}`], problem);
  for (const key of Object.keys(defaults())) {
    if (!["welcomed", "repaired"].includes(key)) assert.ok(reference[`options_repaired_${key}`], key);
  }
});

/** @param {string} path below crate/ */
const readCrate = (path) => readFileSync(new URL(`../../crate/${path}`, import.meta.url), "utf8");

test("every fault that the engine finds in a policy has its words", () => {
  const [, values = ""] = /enum Problem \{([^}]+)\}/.exec(readCrate("src/policy/mod.rs")) ?? [];
  const problems = [...values.matchAll(/^\s+([A-Z]\w+),$/gm)].map(([, name = ""]) => name.replaceAll(/(?!^)[A-Z]/g, "_$&").toLowerCase());
  assert.ok(problems.length >= 14, problems.join());
  for (const problem of problems) assert.ok(reference[`settings_problem_${problem}`], problem);
});

test("everything a page can ask for has its words", () => {
  const kinds = [...readCrate("data/phrases/fields.toml").matchAll(/^id = "([a-z_]+)"/gm)].map(([, id]) => id);
  assert.ok(kinds.length >= 20, `kinds read: ${kinds}`);
  for (const kind of [...kinds, "other"]) assert.ok(reference[`ask_${kind}`], `ask_${kind}`);
});

test("every rule and level has its words", () => {
  const findings = readCrate("src/rules/finding.rs");
  const rules = [...findings.matchAll(/^\s+\w+ => "([a-z_]+)",$/gm)].map(([, id]) => id);
  assert.ok(rules.length >= 9, `rules read: ${rules}`);
  for (const rule of [...rules, "other"]) assert.ok(reference[`rule_${rule}`], `rule_${rule}`);
  for (const level of ["official", "clear", "caution", "danger"]) {
    for (const key of [`level_${level}`, `title_${level}`, `title_${level}_brand`]) assert.ok(reference[key], key);
  }
});
