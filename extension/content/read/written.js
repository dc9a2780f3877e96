/* exported vigicolisWritten */
/* global vigicolisBoxes, vigicolisDom, vigicolisSink */
"use strict";

/**
 * Reads what a style sheet writes before and after the words of an element.
 */
const vigicolisWritten = (() => {
  const dom = vigicolisDom;
  const { MIN_OPACITY, SMALL, inOrder } = vigicolisBoxes;
  const { addWords, endLine, tidy } = vigicolisSink;

  /** @typedef {ReturnType<typeof vigicolisSink.sink>} Sink */

  /** Narrower, what a style sheet writes is an icon: pixels. */
  const NARROW = 40;

  const widthOf = dom.getter(HTMLElement, "offsetWidth");

  /**
   * Adds what a style sheet writes before an element's words.
   * @param {Element} element
   * @param {Sink} into
   * @returns {{ element: Element, words: string } | null} what it writes after them
   */
  function readWritten(element, into) {
    if (!isWide(element) || !dom.isVisible(element)) return null;
    const before = written(element, "::before", into);
    const words = written(element, "::after", into);
    if (into.breaks && before + words) endLine(into);
    if (before) addWords(into, before);
    return words ? { element, words } : null;
  }

  /** Whether an element of HTML has room for words. @param {Element} element */
  const isWide = (element) => dom.attempt(() => widthOf(/** @type {HTMLElement} */ (element)) >= NARROW, false);

  /**
   * What a style sheet writes before or after the words of an element.
   * @param {Element} element
   * @param {"::before" | "::after"} where
   * @param {{ pseudos: number }} into
   */
  function written(element, where, into) {
    into.pseudos -= 1;
    const style = getComputedStyle(element, where);
    const { content } = style;
    if (!content.includes('"') || style.display === "none" || style.visibility !== "visible") return "";
    if (Number(style.opacity) < MIN_OPACITY || parseFloat(style.fontSize) < SMALL) return "";
    // What follows a slash is for those who hear the page.
    const strings = (content.split('" / "')[0] ?? "").match(/"(?:[^"\\]|\\.)*"/g) ?? [];
    const words = strings.map((each) => each.slice(1, -1)).join("").replace(/\\([0-9a-f]{1,6}) ?|\\(.)/gi, (_, code, letter) =>
      code ? dom.attempt(() => String.fromCodePoint(parseInt(code, 16)), "") : letter);
    return inOrder(tidy(words), element, style);
  }

  return { readWritten, written };
})();
