// The visitor's country, by the languages and the clock: it decides which number to call is shown.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { guessCountry, regional, ZONES } from "../../extension/shared/region.js";

/** @type {[string, string[], string, string][]} language chosen, languages of the browser, its zone, the country */
const GUESSES = [
  // the extension in French on an English browser
  ["fr", ["en-US", "en"], "Europe/Paris", "FR"],
  ["fr", ["en-GB", "en"], "Europe/Paris", "FR"],
  ["fr", ["en-US"], "Europe/Brussels", "BE"],
  ["fr", ["en-US"], "Europe/Zurich", "CH"],
  ["fr", ["en-US"], "UTC", "FR"],
  ["de", ["en-US"], "Atlantic/Reykjavik", "DE"],
  // nothing chosen: the browser's own
  ["", ["fr-FR", "fr", "en-US"], "Europe/Paris", "FR"],
  ["", ["fr"], "Europe/Luxembourg", "LU"],
  ["", ["fr"], "UTC", "FR"],
  ["", ["fr-BE"], "UTC", "BE"],
  ["", ["en"], "UTC", "GB"],
  ["", ["nl-BE"], "Europe/Amsterdam", "NL"],
  ["", ["en-US"], "Europe/Paris", "FR"],
  ["", ["en-US", "fr-FR"], "UTC", "FR"],
  ["", ["zh-CN"], "Europe/Rome", "IT"],
  // the bank of somebody who is abroad is at home
  ["", ["fr-FR", "fr"], "Europe/Madrid", "FR"],
  ["", ["de-DE"], "Atlantic/Canary", "DE"],
  ["fr", ["fr-FR", "en-US"], "Asia/Bangkok", "FR"],
  ["", ["en-GB"], "Europe/Madrid", "GB"],
  // both lives in one browser: where the clock stands
  ["", ["en-GB", "fr-FR"], "Europe/Paris", "FR"],
  ["", ["fr-FR", "en-GB"], "Europe/London", "GB"],
  // France overseas
  ["", ["fr-FR"], "Indian/Reunion", "FR"],
  ["", ["fr-RE"], "UTC", "FR"],
  // another country, which is known
  ["", ["en-US"], "America/New_York", "US"],
  ["", ["fr-CA"], "America/Toronto", "CA"],
  // nothing at all
  ["", [], "", ""],
  ["", ["no language"], "Nowhere/Land", ""],
];

for (const [chosen, languages, zone, country] of GUESSES) {
  test(`${chosen || "no choice"}, ${languages.join(" ") || "no languages"}, ${zone || "no zone"}: ${country || "nothing known"}`, () => {
    assert.equal(guessCountry({ chosen, languages, zone }), country);
  });
}

test("the zones are those of the countries of which numbers are known", () => {
  const contacts = readFileSync(new URL("../../crate/data/help/contacts.toml", import.meta.url), "utf8");
  const countries = new Set([...contacts.matchAll(/^country = "([A-Z]{2})"$/gm)].map(([, country]) => country));
  assert.deepEqual([...new Set(Object.values(ZONES))].sort(), [...countries].sort());
});

test("each zone is one that browsers tell", () => {
  for (const zone of Object.keys(ZONES)) assert.equal(new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone, zone);
});

/** @type {[string, string[], string][]} language of the words, languages of the browser, how dates are written */
const WRITTEN = [
  ["en", ["en-GB", "en"], "en-GB"],
  ["en", ["en-US"], "en-US"],
  ["en", ["fr-FR", "en", "en-IE"], "en-IE"],
  ["en", ["fr-FR"], "en-GB"],
  ["fr", ["en-US", "fr-CH"], "fr-CH"],
  ["fr", ["en-US"], "fr-FR"],
  ["pt", ["pt-BR"], "pt-BR"],
  ["pt", [], "pt-PT"],
];

for (const [language, languages, tag] of WRITTEN) {
  test(`dates in ${language} on a browser in ${languages.join(" ") || "no language"}: ${tag}`, () => {
    assert.equal(regional(language, languages), tag);
    assert.deepEqual(Intl.DateTimeFormat.supportedLocalesOf(tag), [tag]);
  });
}
