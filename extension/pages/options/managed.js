/* global vigicolisWords */

/** What the organisation fixed, in the words of the options. */

import { LANGUAGES } from "../../shared/languages.js";
import { sayTime } from "../../shared/wait.js";
import { make } from "../page.js";

/**
 * @typedef {import("../../wasm/protocol.js").WrittenPolicy} WrittenPolicy
 */

const { say } = vigicolisWords;

/**
 * @param {WrittenPolicy | null} policy
 * @returns {HTMLElement[]} what it says, of each thing that it speaks about
 */
export function describePolicy(policy) {
  if (!policy) return [];
  const { language, easyWords, keepHistory, wait, trustedDomains = [], protectedBrands = [], reportContact } = policy;
  const { name = "", mail, url, phone } = reportContact ?? {};
  return [
    fact("options_language", language === undefined ? [] : [/** @type {Record<string, string>} */ (LANGUAGES)[language] ?? language]),
    fact("options_words", easyWords === undefined ? [] : [say(easyWords ? "options_words_use" : "options_managed_words")]),
    fact("options_history", keepHistory === undefined ? [] : [say("options_managed_history")]),
    fact("options_wait", wait === undefined ? [] : [sayTime(wait, say)]),
    fact("options_trusted", trustedDomains),
    fact("options_managed_brands", protectedBrands.map((brand) => `${brand.name} (${brand.domains.join(", ")})`)),
    fact("options_managed_contact", [name, mail, url, phone].flatMap((each) => each || [])),
  ].flat();
}

/**
 * @param {string} title key of its words
 * @param {string[]} lines
 * @returns {HTMLElement[]} nothing where there is nothing to say
 */
function fact(title, lines) {
  if (lines.length === 0) return [];
  return [make("div", "", make("dt", "", say(title)), ...lines.map((line) => make("dd", "", line)))];
}
