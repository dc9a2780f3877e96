// The language in which every surface is laid out: as wide as all eight.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stretched } from "../lib/stretched.mjs";

const french = { language_tag: { message: "fr" }, leave: { message: "Quitter cette page", placeholders: { site: { content: "$1" } } }, wait: { message: "Continuer dans $SECONDS$ s", placeholders: { seconds: { content: "$1" } } } };
const german = { language_tag: { message: "de" }, leave: { message: "Seite jetzt verlassen" }, wait: { message: "Fortfahren" } };

test("each message is the longest of all languages", () => {
  assert.equal(stretched([french, german])["leave"]?.message, "Seite jetzt verlassen");
});

test("the longest word of all languages stands in it", () => {
  const dutch = { ...german, leave: { message: "Bankrekeningnummers" } };
  assert.equal(stretched([french, german, dutch])["leave"]?.message, "Seite jetzt Bankrekeningnummers");
});

test("values keep their places", () => {
  const { wait } = stretched([german, french]);
  assert.equal(wait?.message, "Fortfahren dans $SECONDS$ s");
  assert.deepEqual(wait?.placeholders, french.wait.placeholders);
});

test("what tells how to read it stays the first language's", () => {
  assert.equal(stretched([french, { ...german, language_tag: { message: "de-AT" } }])["language_tag"]?.message, "fr");
});
