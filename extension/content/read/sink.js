/* exported vigicolisSink */
/* global vigicolisDom, vigicolisPace */
"use strict";

/**
 * Holds what is read of a page: within bounds of length, nodes and time, gaps squeezed, and words
 * parted where lines and blocks part them. What may not be legible waits for the end, so that it
 * neither breaks up the rest nor is missed. Asks no page anything but the words of its texts.
 */
const vigicolisSink = (() => {
  const dom = vigicolisDom;
  const { clock } = vigicolisPace;

  /**
   * @typedef {object} Sink what was read so far
   * @property {string[]} parts
   * @property {string[]} late words that may not be legible, for the end
   * @property {number} length characters kept
   * @property {number} total characters seen
   * @property {number} max characters to keep
   * @property {number} nodes nodes left to visit
   * @property {number} deadline `clock()` at which to stop
   * @property {boolean} cut
   * @property {Map<Node, string>} texts that could be read, with their words then
   * @property {ShadowRoot[]} roots shadow roots met on the way
   * @property {number} pseudos questions left about what style sheets write
   * @property {number} captions and of them about captions
   * @property {Map<string, string[]> | null} marks symbols of the page's own styles of counters; null until asked
   * @property {number} places questions left about where a word stands
   * @property {Element[] | null} breaks elements met after a word that may part it from the next
   * @property {Text | null} last what was added last, if it was short
   * @property {number} end code of the last character
   * @property {boolean} isSpaced whether a space follows, if anything does
   */

  const PSEUDOS = 120;
  const CAPTIONS_ASKED = 20;
  const PLACES = 1_200;
  const LATE = 2_000;
  const BLANK = 32;
  const NEW_LINE = 10;
  const GAP = /[ \t\n\r\f]+/g;
  /** What of it is more than a space. */
  const GAPS = /[\t\n\r\f]| {2}/;
  /** Letters of the same case, or figures, that only an element stands between. */
  const INSIDE = /^(\p{Ll}\p{Ll}|\p{Lu}\p{L}|\p{Lo}\p{Lo}|\p{N}[\p{N}.,]|[.,]\p{N})$/u;

  /**
   * @param {{ max: number, nodes: number, deadline: number }} bounds
   * @returns {Sink}
   */
  function sink({ max, nodes, deadline }) {
    return { parts: [], late: [], length: 0, total: 0, max, nodes, deadline, cut: false, texts: new Map(), roots: [], pseudos: PSEUDOS, captions: CAPTIONS_ASKED, marks: null, places: PLACES, breaks: null, last: null, end: NEW_LINE, isSpaced: false };
  }

  /** Whether no more nodes may be visited, or no longer. @param {Sink} into */
  function isSpent(into) {
    if (into.nodes > 0 && clock() <= into.deadline) return false;
    into.cut = true;
    return true;
  }

  /**
   * As many words of a text as there may be room for, with indentation squeezed.
   * @param {Text} node
   * @param {{ max: number, length: number }} into
   */
  function wordsOf(node, into) {
    const room = Math.max(0, into.max - into.length);
    const words = dom.textOf(node, room * 2 + 200);
    if (words.charCodeAt(0) <= BLANK && words.trim() === "") return " ";
    return GAPS.test(words) ? squeezeGaps(words) : words;
  }

  /**
   * @param {Sink} into
   * @param {string} words squeezed
   * @param {Text | null} [text] that may hold more of them
   */
  function addWords(into, words, text = null) {
    const room = Math.max(0, into.max - into.length);
    if (words.length <= room) {
      if (words) append(into, words);
      into.length += words.length;
      into.total += words.length;
      return;
    }
    if (room > 0) append(into, words.slice(0, room));
    into.length += room;
    into.total += text ? dom.textLength(text) : words.length;
    into.cut = true;
  }

  /** Whether a character is a space or an end of line. @param {number} code */
  const isGap = (code) => code === BLANK || code === NEW_LINE;

  /** Appends words so that no two gaps follow each other. @param {Sink} into @param {string} words */
  function append(into, words) {
    const isAfterGap = isGap(into.end);
    const added = isAfterGap && isGap(words.charCodeAt(0)) ? words.slice(1) : words;
    if (added === "") return;
    if (into.isSpaced && !isAfterGap && !isGap(added.charCodeAt(0))) into.parts.push(" ");
    into.isSpaced = false;
    into.parts.push(added);
    into.end = added.charCodeAt(added.length - 1);
  }

  /**
   * Parts words; whether an element that stands in the middle of one does is asked when it goes on.
   * @param {Element} element
   * @param {Sink} into
   */
  function mayPart(element, into) {
    if (isInWord(into)) (into.breaks ??= []).push(element);
    else if (!into.breaks) endLine(into);
  }

  /** @param {Sink} into */
  function addSpace(into) {
    if (into.breaks) endLine(into);
    into.isSpaced = true;
  }

  /** Ends a line. @param {Sink} into */
  function endLine(into) {
    const { parts, end } = into;
    if (end === BLANK) parts.push(/** @type {string} */ (parts.pop()).slice(0, -1), "\n");
    else if (end !== NEW_LINE) parts.push("\n");
    into.end = NEW_LINE;
    into.isSpaced = false;
    if (into.late.length > 0 && into.late.at(-1) !== "\n") into.late.push("\n");
    into.breaks = null;
  }

  /** Whether words follow a word without a gap. @param {Sink} into @param {string} words */
  const isGlued = (into, words) => isInWord(into) && words.charCodeAt(0) > BLANK;

  /** Whether words may go on with a word that ends what was read. @param {Sink} into @param {string} words */
  const goesOn = (into, words) => isGlued(into, words) && isInside(String.fromCharCode(into.end), words.charAt(0));

  /** Whether what was read ends within a word. @param {Sink} into */
  const isInWord = ({ end, isSpaced }) => end > BLANK && !isSpaced;

  /** Takes back what was added last. @param {Sink} into */
  function takeBack(into) {
    const { parts } = into;
    into.length -= parts.pop()?.length ?? 0;
    const before = parts.at(-1) ?? "\n";
    into.end = before.charCodeAt(before.length - 1);
  }

  /** Adds a line in place of what was read last, where there is no room for both. @param {Sink} into @param {string} line */
  function addLast(into, line) {
    while (into.parts.length > 0 && into.max - into.length <= line.length) takeBack(into);
    endLine(into);
    addWords(into, line);
  }

  /** Adds words that may not be legible. @param {Sink} into @param {string} words */
  const addLate = (into, words) => void into.late.push(words.slice(0, LATE));

  /**
   * Whether two letters or figures may belong to one word. Names of scripts' letters are dear to look up.
   * @param {string} one
   * @param {string} other
   */
  function isInside(one, other) {
    if (isCased(one) && isCased(other)) return one !== one.toLowerCase() || other !== other.toUpperCase();
    return one < "\x80" && other < "\x80" ? /^(\d[\d.,]|[.,]\d)$/.test(one + other) : INSIDE.test(one + other);
  }

  /** @param {string} letter */
  const isCased = (letter) => letter.toLowerCase() !== letter.toUpperCase();

  /**
   * @param {Sink} into
   * @returns {string}
   */
  function finish(into) {
    const read = into.parts.join("").trimEnd();
    return `${read}\n${tidy(into.late.join("")).trim()}`.trim().slice(0, into.max);
  }

  /** Words that were put together, with one space or end of line between them. @param {string} words */
  const tidy = (words) => words.replace(/ *\n[ \n]*/g, "\n").replace(/ {2,}/g, " ");

  /** @param {string} text */
  const squeezeGaps = (text) => text.replace(GAP, " ");

  /**
   * @param {string} text
   * @param {number} max
   * @returns {string} on one line, at most `max` characters
   */
  function squeeze(text, max) {
    return squeezeGaps(text.slice(0, max * 4)).trim().slice(0, max);
  }

  return { addLast, addLate, addSpace, addWords, append, endLine, finish, goesOn, isGlued, isSpent, mayPart, sink, squeeze, squeezeGaps, takeBack, tidy, wordsOf };
})();
