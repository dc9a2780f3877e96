// The extension's French is easy to read, and the tool that says so counts right.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DIFFICULT, measure, measureEasy, measureFrench, STANDARD, syllablesOf } from "../tools/reading-ease.mjs";

describe("syllables", () => {
  for (const [count, words] of /** @type {const} */ ([
    [1, "carte cartes l’eau d’un vie qui guide banque"],
    [2, "colis payer l’adresse jusqu’à réel naïf poète peut-être celle-ci paiement"],
    [3, "livraison numéro téléphone transporteur vérifier SMS"],
    [5, "organisation"],
  ])) {
    for (const word of words.split(" ")) test(`${word}: ${count}`, () => assert.equal(syllablesOf(word), count));
  }
});

test("the measure is that of Kandel and Moles, without names", () => {
  const { words, sentences, syllables, ease } = measure(["Ne payez rien ici.", "Vigicolis vous aide."]);
  assert.deepEqual({ words, sentences, syllables }, { words: 6, sentences: 2, syllables: 8 });
  assert.equal(ease.toFixed(2), (207 - 1.015 * 3 - 73.6 * (8 / 6)).toFixed(2));
});

test("an administrative sentence is found difficult", () => {
  const { ease } = measure(["Toute réclamation ultérieure relative à l’exécution des prestations susmentionnées nécessitera obligatoirement la présentation préalable de justificatifs."]);
  assert.ok(ease < DIFFICULT, String(ease));
});

test("the French words are at the standard level or easier, and no string is difficult", () => {
  const { whole, hardest } = measureFrench();
  assert.ok(whole.sentences > 200);
  assert.ok(whole.ease >= STANDARD, `${whole.ease} in all`);
  for (const { key, ease, message } of hardest) assert.ok(ease >= DIFFICULT, `${key} (${ease.toFixed(0)}): ${message}`);
});

test("the easier French words are easier than those that they stand in for", () => {
  const { easy, ordinary } = measureEasy();
  assert.ok(easy.sentences > 80);
  assert.ok(easy.ease > ordinary.ease, `${easy.ease}, not ${ordinary.ease}`);
  assert.ok(easy.words / easy.sentences < ordinary.words / ordinary.sentences, "and the sentences are shorter");
});
