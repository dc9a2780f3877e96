/* exported vigicolisPieces */
/* global vigicolisBoxes, vigicolisDom, vigicolisElements, vigicolisLegible */
"use strict";

/**
 * Reads lines that are cut into an element a word or letter as a visitor sees them: in the order
 * in which the pieces are painted, not in the one in which they stand in the page.
 */
const vigicolisPieces = (() => {
  const dom = vigicolisDom;
  const { isSilent, opensEditing } = vigicolisElements;
  const { boxOf, placeOf } = vigicolisBoxes;
  const { isLegible } = vigicolisLegible;

  /** Words or letters of a line that stand each in an element of its own. */
  const LEAST = 2;
  const MOST = 600;
  const LENGTH = 24;
  const LETTERS = 2;
  /** Parts of its height: a gap that is a space, and how far a piece may be above the others of its line. */
  const SPACE = 0.15;
  const LINE = 0.6;
  const { TEXT_NODE } = Node;

  /**
   * Reads pieces from where they stand: line by line, in the direction of their script.
   * @param {Element} element that holds them
   * @param {{ places: number, texts?: Map<Node, string> }} into
   * @returns {string | null} null where they are read one after another like all other text
   */
  function readPieces(element, into) {
    const pieces = piecesOf(element);
    if (!pieces || pieces.length < LEAST || pieces.length > into.places || !dom.isVisible(element)) return null;
    const { isGone, cutsFlow, isOff } = boxOf(element);
    if (isGone) return "";
    const letters = pieces.reduce((sum, { words }) => sum + words.trim().length, 0);
    const isCut = letters <= pieces.length * LETTERS;
    if (!isCut && !/flex|grid/.test(boxOf(element).style.display) && boxOf(pieces[0].element).style.position !== "absolute") return null;
    if (pieces.length === LEAST && !isReordered(element, pieces)) return null;
    into.places -= pieces.length;
    const placed = pieces
      .filter(({ text, element: own, words }) => {
        const legible = dom.isVisible(own) && isLegible(text, own, cutsFlow || isOff);
        if (legible !== false) into.texts?.set(text, words);
        return legible;
      })
      .map((piece) => ({ ...piece, place: placeOf(piece.text) }));
    const isSpaced = isCut && placed.some(({ words }) => !words.trim());
    placed.sort((one, other) => one.place.top - other.place.top);
    /** @type {typeof placed[]} */
    const lines = [];
    for (const piece of placed) {
      const line = lines.at(-1);
      if (line && piece.place.top - line[0].place.top < line[0].place.height * LINE) line.push(piece);
      else lines.push([piece]);
    }
    const isLeftward = /[\u0590-\u08ff]/.test(pieces.map(({ words }) => words).join(""));
    let read = "";
    for (const line of lines) {
      line.sort((one, other) => (one.place.left - other.place.left) * (isLeftward ? -1 : 1));
      let end = NaN;
      for (const { words, place } of line) {
        const gap = isLeftward ? end - place.right : place.left - end;
        read += gap > place.height * SPACE ? ` ${words}` : words;
        end = isLeftward ? place.left : place.right;
      }
      // Letters break into lines anywhere, and say themselves where words end.
      if (!isSpaced) read += " ";
    }
    return read;
  }

  /**
   * Whether something has the pieces stand in another order than in the page: two that follow each other are most often
   * a name and its value.
   * @param {Element} element
   * @param {{ element: Element }[]} pieces
   */
  function isReordered(element, pieces) {
    const { flexDirection, gridTemplateAreas } = boxOf(element).style;
    return flexDirection.endsWith("reverse") || gridTemplateAreas !== "none" || pieces.some((piece) => {
      const { gridColumnStart, gridRowStart, order, position } = boxOf(piece.element).style;
      return order !== "0" || position === "absolute" || gridColumnStart + gridRowStart !== "autoauto";
    });
  }

  /**
   * The texts of a line that is cut into an element a word or letter; null where it isn't.
   * @param {Element} element
   * @returns {{ text: Text, element: Element, words: string }[] | null}
   */
  function piecesOf(element) {
    if (dom.childElements(element) > MOST) return null;
    /** @type {{ text: Text, element: Element, words: string }[]} */
    const pieces = [];
    for (let node = dom.firstChild(element); node; node = dom.nextSibling(node)) {
      if (dom.nodeType(node) === TEXT_NODE) {
        if (dom.textOf(/** @type {Text} */ (node), 200).trim()) return null;
        continue;
      }
      if (dom.nodeType(node) !== Node.ELEMENT_NODE) continue;
      const child = /** @type {Element} */ (node);
      const text = dom.firstChild(child);
      if (!text || dom.childElements(child) > 0 || isSilent(child) || opensEditing(child) || dom.nodeType(text) !== TEXT_NODE) return null;
      const words = dom.textOf(/** @type {Text} */ (text), LENGTH + 1);
      if (words.length > LENGTH || dom.nextSibling(text)) return null;
      pieces.push({ text: /** @type {Text} */ (text), element: child, words });
    }
    return pieces;
  }

  return { LEAST, readPieces };
})();
