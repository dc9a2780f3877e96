/* exported vigicolisLegible */
/* global vigicolisBoxes, vigicolisCovers, vigicolisDom */
"use strict";

/**
 * Says whether a visitor can read a text. Asking costs more than all the rest of the reading: on
 * a large page, of elements of a kind some are asked for all. Weighs on the way in whose font the
 * legible texts are painted.
 */
const vigicolisLegible = (() => {
  const dom = vigicolisDom;
  const { asked, boxOf, isReadable } = vigicolisBoxes;
  const { isCovered, seek } = vigicolisCovers;

  /**
   * @typedef {ReturnType<typeof vigicolisBoxes.boxOf>} Box
   * @typedef {{ met: number }} Tally how often a kind of element was met; less than nothing where not all of it can be read
   */

  /**
   * On a page of few elements each is asked how it looks. On a larger one, of those of the same name,
   * class and style only some, as long as they can be read; and after so many answers only what holds
   * a long text or cuts a word.
   */
  const FEW = 150;
  const SOME = new Set([1, 16, 256, 4_096]);
  const ASKED = 400;
  const SAMPLES = 40;
  const LONG = 200;
  /** @type {Tally} */
  const NONE = { met: 0 };

  const hasAttributes = dom.method(Element, "hasAttributes");
  const rootOf = dom.method(Node, "getRootNode");

  let isLarge = false;
  /** Fonts that the page brings along, texts left to ask for theirs, and letters in them less all others. @type {Set<string>} */
  let fonts = new Set();
  let samples = 0;
  let inOwnFont = 0;
  /** By the kind of the element around, if that has any attributes, and the element's own. @type {Map<string, Map<string, Tally>>} */
  let kinds = new Map();
  /** Kinds of elements around which stands what has none. @type {Map<string, Tally>} */
  let plain = new Map();
  /** The last two elements whose tallies were asked for: words come back to one after those of another in it. */
  let last = /** @type {Element | null} */ (null);
  let before = /** @type {Element | null} */ (null);
  let lastTally = NONE;
  let beforeTally = NONE;
  /** What was told last of an element around others. */
  let around = /** @type {Element | null} */ (null);
  let inAround = plain;
  /** Whether a shadow root was met. */
  let hasRoots = false;

  /** Forgets how elements looked: from here on they are asked anew. @param {boolean} isGlance */
  function forget(isGlance) {
    vigicolisBoxes.forget();
    seek(isGlance);
    kinds = new Map();
    plain = new Map();
    last = before = around = null;
    isLarge = dom.tagged(document, "*").length > FEW;
    fonts = new Set([...document.fonts].slice(0, ASKED).filter(({ status }) => status === "loaded" || status === "loading").map(({ family }) => nameOf(family)));
    samples = fonts.size > 0 ? SAMPLES : 0;
    inOwnFont = 0;
  }

  /**
   * Whether a text can be read; undefined where it can't be told. What can only be seen by asking
   * how everything is painted is in doubt.
   * @param {Text} text
   * @param {Element} element that holds it
   * @param {boolean} [isDear] whether it is asked about on a large page, too
   * @returns {boolean | undefined}
   */
  function isLegible(text, element, isDear = false) {
    if (isCovered(element)) return false;
    if (!isLarge || isDear) return ask(text, element);
    const tally = tallyInPlace(element);
    if (isFamiliar(tally)) return true;
    if (asked() >= ASKED) return tally.met > 0 || undefined;
    const legible = ask(text, element);
    const box = boxOf(element);
    // Of a kind that hides words, or paints them otherwise, each is asked from here on.
    if (legible !== true || box.isTurned || box.isClosed || box.isInitial) tally.met = -Infinity;
    return legible;
  }

  /**
   * @param {Text} text
   * @param {Element} element
   * @returns {boolean | undefined}
   */
  function ask(text, element) {
    const legible = isReadable(text, element);
    if (samples > 0 && legible) weighFont(text, boxOf(element));
    return legible;
  }

  /** Whether a caption is of a kind of which others were asked. @param {Element} element */
  const isFamiliarCaption = (element) => isLarge && isFamiliar(tallyOf(plain, `::${kindOf(element)}`));

  /** Says that a shadow root was met: it has style sheets of its own. */
  const meetRoot = () => void (hasRoots = true);

  /** The tally of the kind of an element together with that of the one around it. @param {Element} element */
  function tallyInPlace(element) {
    if (element === last) return lastTally;
    const tally = element === before ? beforeTally : tallyOf(talliesAround(element), kindOf(element));
    before = last;
    beforeTally = lastTally;
    last = element;
    lastTally = tally;
    return tally;
  }

  /** @param {Element} element */
  function talliesAround(element) {
    const outer = dom.parentElement(element);
    if (outer && outer === around) return inAround;
    // A shadow root has style sheets of its own.
    const root = hasRoots ? rootOf(element) : null;
    const isInRoot = root !== null && dom.nodeType(root) === Node.DOCUMENT_FRAGMENT_NODE;
    if (!isInRoot && !(outer && hasAttributes(outer))) return plain;
    const kind = `${outer ? kindOf(outer) : ""}${isInRoot ? `\n<${kindOf(dom.shadowHost(/** @type {ShadowRoot} */ (root)))}` : ""}`;
    around = outer;
    inAround = kinds.get(kind) ?? new Map();
    if (inAround.size === 0) kinds.set(kind, inAround);
    return inAround;
  }

  /** What a style sheet usually tells elements by, apart from their places. @param {Element} element */
  function kindOf(element) {
    const name = dom.localName(element);
    if (!hasAttributes(element)) return name;
    const id = dom.attribute(element, "id");
    const kind = dom.attribute(element, "class");
    const style = dom.attribute(element, "style");
    return id || style ? `${name}\n${id}\n${kind}\n${style}` : `${name} ${kind}`;
  }

  /** @param {Map<string, Tally>} tallies @param {string} kind */
  function tallyOf(tallies, kind) {
    let tally = tallies.get(kind);
    if (!tally) tallies.set(kind, (tally = { met: 0 }));
    return tally;
  }

  /** Whether others of an element's kind could be read, so that it need not be asked itself. @param {Tally} tally */
  function isFamiliar(tally) {
    tally.met += 1;
    return tally.met > 0 && !SOME.has(tally.met);
  }

  /** Weighs in which font a legible text is painted. @param {Text} text @param {Box} box */
  function weighFont(text, box) {
    samples -= 1;
    const letters = Math.min(dom.textLength(text), LONG);
    inOwnFont += box.style.fontFamily.split(",").some((family) => fonts.has(nameOf(family))) ? letters : -letters;
  }

  /** @param {string} family */
  const nameOf = (family) => family.replace(/^["' ]+|["' ]+$/g, "").toLowerCase();

  /** Whether most letters that were asked about are painted in a font that the page brings along. */
  const isOwnFont = () => inOwnFont > 0;

  return { LONG, forget, isFamiliarCaption, isLegible, isOwnFont, meetRoot };
})();
