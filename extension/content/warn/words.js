/* exported vigicolisWords */
"use strict";

/**
 * The extension's words, all of them from `_locales`: in the browser's language, or in the one that
 * the visitor chose. A content script, and the first script of the extension's own pages.
 */
const vigicolisWords = (() => {
  /**
   * @typedef {import("../../wasm/protocol.js").Reason} Reason
   * @typedef {import("../../wasm/protocol.js").Verdict} Verdict
   * @typedef {import("../../shared/protocol.js").Concern} Concern a part of a verdict
   */

  /** @type {Record<string, string> | null} */
  let chosen = null;

  /** @param {Record<string, string> | null} words null for the browser's language */
  function use(words) {
    chosen = words;
  }

  /** What could turn a sentence around or hide a part of it. */
  const MARKS = /[\p{Cc}\p{Cf}]/gu;
  /** Letters of scripts that run from right to left. */
  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

  /**
   * A value that stands in a sentence of ours and leaves its order alone: nothing invisible, and
   * letters that may run from right to left set apart.
   * @param {string} value
   */
  function isolated(value) {
    const plain = value.replace(MARKS, "");
    return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
  }

  /**
   * @param {string} key
   * @param {...string} given
   * @returns {string} empty when the language files know no such key
   */
  function say(key, ...given) {
    const values = given.map(isolated);
    // A copy older than its words may lack some. The page for phones has no words of a browser's.
    if (!chosen || !Object.hasOwn(chosen, key)) return globalThis.chrome?.i18n?.getMessage(key, values) ?? "";
    // As the browser does it: `$$` is a dollar, `$1` the first value.
    return (chosen[key] ?? "").replace(/\$([$1-9])/g, (_, sign) => (sign === "$" ? "$" : (values[Number(sign) - 1] ?? "")));
  }

  /** Language of the words, which need not be the browser's. */
  function language() {
    return say("language_tag") || "fr";
  }

  /** How that language is written: `ltr` or `rtl`. */
  function direction() {
    return say("language_direction") === "rtl" ? "rtl" : "ltr";
  }

  /**
   * The words of the first key that has any.
   * @param {string[]} keys
   * @param {...string} values
   */
  function sayFirst(keys, ...values) {
    for (const key of keys) {
      const words = say(key, ...values);
      if (words) return words;
    }
    return "";
  }

  /**
   * The name that a person knows the place by: the registered part, or the whole host where
   * nobody registered anything (an IP address).
   * @param {Pick<Concern, "site">} concern
   */
  function place({ site }) {
    return site.registrable || site.host;
  }

  /**
   * Whether an address is short enough to be kept from breaking at its hyphens.
   * @param {string} address
   */
  function fitsOnALine(address) {
    return address.length <= 26;
  }

  /**
   * One sentence that says why. A rule this copy has no words for still says that there is more.
   * @param {Reason} reason
   * @param {Concern} concern
   */
  function sayReason(reason, concern) {
    const brand = concern.brand?.name ?? say("brand_unnamed");
    return sayFirst([`rule_${reason.rule}`, "rule_other"], brand, place(concern), reason.detail.slice(0, 120));
  }

  /**
   * The sentences for a verdict's reasons with what each rests on: the passage or part of the
   * address, where the sentence doesn't hold it already.
   * @param {Verdict} verdict
   */
  function sayEvidence(verdict) {
    return verdict.reasons.map((reason) => {
      const sentence = sayReason(reason, verdict);
      const evidence = reason.detail.slice(0, 200);
      return { sentence, evidence: sentence.includes(evidence) ? "" : evidence };
    });
  }

  /**
   * The sentences for a verdict's reasons, each once.
   * @param {Concern} concern
   * @param {number} [max]
   */
  function sayReasons(concern, max = Infinity) {
    return [...new Set(concern.reasons.map((reason) => sayReason(reason, concern)))].slice(0, max);
  }

  /** Given away, not paid: "pay nothing" is no answer to who asks for these. */
  const GIVEN = /bank_login|iban|identity|national_id|one_time|password|pin/;
  const PAID = /amount|card_/;

  /**
   * Words about a page: with the brand where one is named.
   * @param {string} key
   * @param {Verdict} verdict
   */
  function sayOf(key, { brand }) {
    return brand ? say(`${key}_brand`, brand.name) : say(key);
  }

  /**
   * The same of a danger: what not to do there, too.
   * @param {string} key
   * @param {Verdict} verdict
   */
  function sayDanger(key, verdict) {
    const asks = verdict.asks.join();
    return sayOf(GIVEN.test(asks) && !PAID.test(asks) ? `${key}_data` : key, verdict);
  }

  /**
   * A title for the verdict.
   * @param {Verdict} verdict
   */
  function sayTitle(verdict) {
    return (verdict.level === "danger" ? sayDanger : sayOf)(`title_${verdict.level}`, verdict);
  }

  /**
   * A month and its year, or a year where no more is known.
   * @param {string} date 2025, 2025-02 or 2025-02-12
   */
  function sayMonth(date) {
    const [year = 0, month] = date.split("-").map(Number);
    if (!month) return String(year);
    return new Intl.DateTimeFormat(language(), { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.UTC(year, month - 1));
  }

  /**
   * From which leak somebody may know the visitor, and that it proves nothing.
   * @param {Pick<Verdict, "breach">} verdict
   * @returns {string} empty where no leak is known
   */
  function sayLeak({ breach }) {
    if (!breach) return "";
    const data = breach.taken.map((kind) => say(`leak_data_${kind}`)).filter(Boolean);
    const list = sayList(data.length > 0 ? data : [say("leak_data_other_personal")]);
    return say(breach.confirmed ? "leak_told" : "leak_claimed", breach.organisation, sayMonth(breach.date), list);
  }

  /** @param {Verdict} verdict */
  function sayAsks({ asks }) {
    return sayList([...new Set(asks.map((ask) => sayFirst([`ask_${ask}`, "ask_other"])))]);
  }

  /** All of these, with "and" before the last. @param {string[]} words */
  const sayList = (words) => new Intl.ListFormat(language()).format(words);

  return { direction, fitsOnALine, language, place, say, sayAsks, sayDanger, sayEvidence, sayFirst, sayLeak, sayList, sayMonth, sayOf, sayReasons, sayTitle, use };
})();
