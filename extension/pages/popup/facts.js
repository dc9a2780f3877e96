/* global vigicolisWords */

import { make, sayOrigin } from "../page.js";

/** What is known of the real carrier, with where it is known from: for the page and for the box. */

/**
 * @typedef {import("../../wasm/protocol.js").PracticeView} PracticeView
 * @typedef {import("../../wasm/protocol.js").DomainProvenance} DomainProvenance
 */

const { say } = vigicolisWords;

/**
 * Where a fact is from, and when it was collected; without a source, an organisation's policy says it.
 * @param {{ source: string, date: string }} fact
 * @returns {Node[]} none where nobody could look it up
 */
export function sourceNotes(fact) {
  const words = fact.source ? sayOrigin(fact) : say("proof_managed");
  return words === "" ? [] : [make("p", "note", words)];
}

/**
 * Why an address is a carrier's own, and what that does not mean.
 * @param {DomainProvenance} proof
 */
export const proofNotes = (proof) => [...sourceNotes(proof), make("p", "note", say("proof_limit"))];

/**
 * What the carrier does, or says that it never does, about the story that is told.
 * @param {PracticeView[]} practices
 */
export function practiceLines(practices) {
  return practices.flatMap((practice, at) => {
    const told = make("p", "practice", say(`practice_${practice.topic}`, practice.brand, practice.place ?? ""));
    // Sentences of one source stand together, and it below the last.
    const next = practices[at + 1];
    return next?.source === practice.source && next.date === practice.date ? [told] : [told, ...sourceNotes(practice)];
  });
}
