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
  const USUAL_MARK = /^(none|disc|square|circle|decimal|lower-|upper-)/;

  const sheetsOf = dom.getter(Document, "styleSheets");
  const widthOf = dom.getter(HTMLElement, "offsetWidth");

  /**
   * Adds what a style sheet writes before an element's words.
   * @param {Element} element
   * @param {Sink} into
   * @returns {{ element: Element, words: string } | null} what it writes after them
   */
  function readWritten(element, into) {
    // Asked for its width, what is held back would be laid out.
    if (!dom.isVisible(element) || !isWide(element)) return null;
    const before = marked(element, into) + written(element, "::before", into);
    const words = written(element, "::after", into);
    if (into.breaks && before + words) endLine(into);
    if (before) addWords(into, before);
    return words ? { element, words } : null;
  }

  /** Whether an element of HTML has room for words. @param {Element} element */
  const isWide = (element) => dom.attempt(() => widthOf(/** @type {HTMLElement} */ (element)) >= NARROW, false);

  /**
   * What a style sheet writes before or after the words of an element, or as the mark of an item.
   * @param {Element} element
   * @param {"::before" | "::after" | "::marker"} where
   * @param {{ pseudos: number }} into
   */
  function written(element, where, into) {
    into.pseudos -= 1;
    const style = getComputedStyle(element, where);
    const { content } = style;
    if (!content.includes('"') || style.display === "none" || style.visibility !== "visible") return "";
    if (Number(style.opacity) < MIN_OPACITY || parseFloat(style.fontSize) < SMALL) return "";
    // What follows a slash is for those who hear the page.
    return inOrder(tidy(stringsIn(content.split('" / "')[0]).join("")), element, style);
  }

  /**
   * The mark of a list's item, where that is words: a string, or a symbol that the page's own rule gives.
   * @param {Element} element
   * @param {Sink} into
   */
  function marked(element, into) {
    const { display, listStyleType } = getComputedStyle(element);
    if (!display.includes("list-item") || USUAL_MARK.test(listStyleType)) return "";
    const strings = stringsIn(listStyleType);
    if (strings.length > 0) return strings[0];
    const symbols = (into.marks ??= symbolsByName()).get(listStyleType) ?? [];
    let place = 0;
    for (let before = dom.previousElement(element); before; before = dom.previousElement(before)) place += 1;
    return symbols[place % symbols.length] ?? written(element, "::marker", into);
  }

  /** The symbols of the page's own styles of counters. @returns {Map<string, string[]>} */
  function symbolsByName() {
    const rules = [...sheetsOf(document)].flatMap((sheet) => dom.attempt(() => [...sheet.cssRules], []));
    return new Map(rules.flatMap((rule) => (rule instanceof CSSCounterStyleRule ? [[rule.name, stringsIn(rule.symbols)]] : [])));
  }

  /** The strings in a value of a style. @param {string} value */
  const stringsIn = (value) => (value.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map((each) => each.slice(1, -1).replace(/\\([0-9a-f]{1,6}) ?|\\(.)/gi, (_, code, letter) =>
    code ? dom.attempt(() => String.fromCodePoint(parseInt(code, 16)), "") : letter));

  return { readWritten, written };
})();
