/* exported vigicolisText */
/* global vigicolisBoxes, vigicolisDom, vigicolisElements, vigicolisLegible, vigicolisPace, vigicolisPieces, vigicolisSink, vigicolisWritten */
"use strict";

/**
 * Walks through a page and reads its words as a visitor sees them, shadow roots in their places.
 * What nobody can read is left out; where that is in doubt, words are read last. What may have
 * been typed (fields, editable regions) is never read.
 */
const vigicolisText = (() => {
  const dom = vigicolisDom;
  const { keep, turns } = vigicolisPace;
  const { addLate, addSpace, addWords, append, endLine, goesOn, isGlued, isSpent, mayPart, squeeze, squeezeGaps, takeBack, tidy, wordsOf } = vigicolisSink;
  const { BLOCK, HOSTS, isSilent, isVisitors, opensEditing, traitOf } = vigicolisElements;
  const { hidden, inOrder, isTurned, isUnseen, painted, placeOf } = vigicolisBoxes;
  const { LONG, isFamiliarCaption, isLegible, meetRoot } = vigicolisLegible;
  const { LEAST, readPieces } = vigicolisPieces;
  const { readWritten, written } = vigicolisWritten;

  /** @typedef {ReturnType<typeof vigicolisSink.sink>} Sink */

  const MAX_DEPTH = 12;
  const NODES_BETWEEN_LOOKS_AT_THE_CLOCK = 64;
  const VAST = 4_000;
  /** Of an element with fewer, the most may stand elsewhere. */
  const LETTERS = 3;
  /** Of a short text, be it cut into an element a letter. */
  const SHORT_NODES = 240;
  /** Pixels: wider, a field parts the words on its sides. */
  const GAP = 20;
  const WORD = /\S/;
  const FIELD = /^(input|select|textarea)$/i;
  const OPEN_LIST = "select[size]:not([size='1']),select[multiple]";
  const CHOICES = 40;
  const BUTTON = "[type=button i],[type=submit i],[type=reset i]";
  /** Types of fields whose value is shown as it is. */
  const WRITABLE = /^(|text|search|email|url|button|submit|reset)$/i;
  const nodeName = dom.getter(Node, "nodeName");
  const { TEXT_NODE } = Node;

  /**
   * Reads what is visible below a node, shadow roots in their places.
   * @param {Node} root
   * @param {Sink} into
   * @param {number} [depth]
   * @returns {Generator<undefined, void, void>}
   */
  function* readVisible(root, into, depth = 0) {
    const walker = dom.walker(root);
    const rest = keep(depth);
    /** @type {Element | null} the last element that was seen to be shown, and the one before */
    let shown = null;
    /** @type {Element | null} */
    let shownBefore = null;
    /** @type {{ element: Element, words: string } | null} what a style sheet writes after an element's words */
    let after = null;
    if (dom.nodeType(root) === Node.ELEMENT_NODE) {
      const whole = /** @type {Element} */ (root);
      append(into, written(whole, "::before", into));
      endLine(into);
      const last = written(whole, "::after", into);
      if (last) into.late.push(last);
    } else {
      meetRoot();
      into.roots.push(/** @type {ShadowRoot} */ (root));
    }
    /** @type {Element | null} an element that may have no words of its own in the page's text */
    let bare = null;
    let node = walker.nextNode();
    let turn = NaN;
    let isEditor = true;
    // There, each element is asked: searching all for any in each task would cost more.
    const isVast = dom.tagged(document, "*").length > VAST;
    for (;;) {
      const called = node ? nodeName(node) : "";
      const text = called === "#text" ? /** @type {Text} */ (node) : null;
      const words = text ? wordsOf(text, into) : "";
      if (bare && (!text || words.length < LETTERS || bare !== dom.parentElement(text))) {
        const inner = depth < MAX_DEPTH && HOSTS.has(dom.localName(bare)) && dom.shadowRoot(bare) === null ? dom.anyShadowRoot(bare) : null;
        if (inner) yield* rest(bare, readVisible(inner, into, depth + 1));
        else if (into.pseudos > 0) after = readWritten(bare, into);
      }
      if (after && !(node && dom.contains(after.element, node))) {
        addWords(into, after.words);
        after = null;
      }
      bare = null;
      if (!node) return;
      if (into.nodes % NODES_BETWEEN_LOOKS_AT_THE_CLOCK === 0) {
        if (isSpent(into)) return;
        yield* rest(node);
      }
      if (into.cut && into.length >= into.max) return yield* seekRoots(root, node, into, depth);
      // Within a task nothing changes.
      if (turn !== turns()) {
        turn = turns();
        isEditor = isVast || dom.first(/** @type {ParentNode} */ (root), "[contenteditable]") !== null;
      }
      into.nodes -= 1;
      if (text) {
        if (words === " " || !WORD.test(words)) {
          if (words) addSpace(into);
        } else {
          const parent = dom.parentElement(text);
          const why = parent && parent !== shown && parent !== shownBefore ? hidden(parent) : null;
          if (why?.withAllBelow) {
            walker.currentNode = why.by;
            node = skip(walker);
            continue;
          }
          if (!why) {
            if (parent !== shown) shownBefore = shown;
            shown = parent;
            addText(text, parent, words, into);
          }
        }
        node = walker.nextNode();
        continue;
      }
      const element = /** @type {Element} */ (node);
      const trait = traitOf(element, called);
      if ((trait.isSilent && isSilent(element)) || (isEditor && opensEditing(element))) {
        if (FIELD.test(called)) {
          if (isWide(element)) addSpace(into);
          if (dom.hasAttribute(element, "readonly") || isShown(element)) readSource(element, into);
        }
        node = skip(walker);
        continue;
      }
      if (trait.isBlock) mayPart(element, into);
      if (called === "use") readShownAgain(element, into);
      const inner = depth >= MAX_DEPTH ? null : trait.isHost ? dom.shadowRoot(element) : trait.isCustom ? dom.anyShadowRoot(element) : null;
      if (inner) yield* rest(element, readVisible(inner, into, depth + 1));
      const count = dom.childElements(element);
      if (count === 0) bare = element;
      if (into.captions > 0 && trait.isCaption && !isFamiliarCaption(element)) {
        into.captions -= 1;
        bare = null;
        after = readWritten(element, into);
      }
      const line = count < LEAST ? null : readPieces(element, into);
      if (line === null) {
        node = walker.nextNode();
        continue;
      }
      if (into.breaks) endLine(into);
      addWords(into, tidy(line));
      node = skip(walker);
    }
  }

  /**
   * Adds the words of a text where and as they can be read.
   * @param {Text} text
   * @param {Element | null} element that holds it
   * @param {string} words
   * @param {Sink} into
   */
  function addText(text, element, words, into) {
    const { breaks, last } = into;
    if (element && last && isGlued(into, words) && isAside(text, element, words, last)) return;
    const isOdd = goesOn(into, words);
    if (breaks && !(isOdd && breaks.every((each) => !isParting(each)))) endLine(into);
    else if (isOdd && last && isLegible(last, /** @type {Element} */ (dom.parentElement(last)), true) !== true) {
      // What seemed a word's start was only put before it.
      takeBack(into);
    }
    into.breaks = null;
    const legible = element ? isLegible(text, element, isOdd || words.length >= LONG) : true;
    if (legible === false) return;
    into.texts.set(text, words);
    if (legible === undefined) {
      addLate(into, words);
      return;
    }
    into.last = element && words.length < LONG ? text : null;
    addWords(into, painted(element, words), text);
  }

  /**
   * Whether a letter or two that stand beside a word without a gap were moved out of it.
   * @param {Text} text
   * @param {Element} element that holds it
   * @param {string} words
   * @param {Text} beside the text that it follows, or is followed by
   */
  function isAside(text, element, words, beside) {
    if (words.length >= LETTERS || !/^(absolute|fixed)$/.test(getComputedStyle(element).position)) return false;
    const place = placeOf(text);
    const { left, right, top, bottom, height } = placeOf(beside);
    return place.bottom <= top || place.top >= bottom || place.right < left - height || place.left > right + height;
  }

  /**
   * Reads the words of a drawing that is shown a second time.
   * @param {Element} use
   * @param {Sink} into
   */
  function readShownAgain(use, into) {
    const id = dom.attribute(use, "href") || dom.attribute(use, "xlink:href");
    if (into.pseudos <= 0 || !id.startsWith("#") || !dom.isVisible(use)) return;
    into.pseudos -= 1;
    const shown = dom.attempt(() => dom.first(document, `#${CSS.escape(id.slice(1))}`), null);
    if (!shown || isUnseen(use)) return;
    const texts = dom.localName(shown) === "text" ? [shown] : dom.all(shown, "text");
    for (let at = 0; at < texts.length && at < CHOICES; at += 1) {
      endLine(into);
      addWords(into, squeeze(dom.contentOf(texts[at]), LONG));
    }
  }

  /** Whether an element that parts words by its name does so as it is laid out. @param {Element} element */
  function isParting(element) {
    const { display, position } = getComputedStyle(element);
    if (display === "none" || display === "contents") return false;
    return dom.localName(element) === "br" || (display !== "inline" && position !== "absolute" && position !== "fixed");
  }

  /** Whether a field is wide enough to part words. @param {Element} field */
  const isWide = (field) => dom.isVisible(field) && dom.placeIn(field).width > GAP;

  /** Whether a field only shows the words in it: a button, one that is switched off, an open list. @param {Element} field */
  const isShown = (field) => dom.matches(field, `:disabled,${BUTTON},${OPEN_LIST}`) && !dom.withheld.has(field);

  /**
   * The text that a page wrote into a field that nobody can fill in.
   * @param {Element} field
   * @param {Sink} into
   */
  function readSource(field, into) {
    if (!dom.isVisible(field) || isUnseen(field)) return;
    if (dom.localName(field) === "select") return readChoices(field, into);
    const text = dom.firstChild(field);
    const isWritten = text && dom.nodeType(text) === TEXT_NODE;
    if (!isWritten && !WRITABLE.test(dom.attribute(field, "type"))) return;
    // What is switched off may have been filled in before.
    const isPages = dom.matches(field, `[readonly],${BUTTON}`);
    const value = !isPages ? "" : isWritten ? wordsOf(/** @type {Text} */ (text), into) : squeeze(dom.attribute(field, "value"), LONG);
    const words = value ? inOrder(value, field) : squeeze(dom.attribute(field, "placeholder"), LONG);
    if (!words) return;
    endLine(into);
    addWords(into, words);
    endLine(into);
  }

  /**
   * The choices of a list that show: of a closed one it is one.
   * @param {Element} list
   * @param {Sink} into
   */
  function readChoices(list, into) {
    const shown = dom.matches(list, OPEN_LIST) ? dom.all(list, "optgroup,option") : [dom.first(list, "option")];
    for (let at = 0; at < shown.length && at < CHOICES; at += 1) {
      const choice = shown[at];
      endLine(into);
      if (choice) addWords(into, squeeze(dom.attribute(choice, "label") || (dom.localName(choice) === "option" ? dom.contentOf(choice) : ""), LONG));
    }
    endLine(into);
  }

  /**
   * Meets the shadow roots of what is left where there is no room for more words.
   * @param {Node} root
   * @param {Node} first node that is left
   * @param {Sink} into
   * @param {number} depth
   * @returns {Generator<undefined, void, void>}
   */
  function* seekRoots(root, first, into, depth) {
    const walker = dom.walker(root, NodeFilter.SHOW_ELEMENT);
    const rest = keep(depth);
    walker.currentNode = first;
    let node = dom.nodeType(first) === Node.ELEMENT_NODE ? first : walker.nextNode();
    while (node) {
      if (into.nodes % NODES_BETWEEN_LOOKS_AT_THE_CLOCK === 0) {
        if (isSpent(into)) return;
        yield* rest(node);
      }
      into.nodes -= 1;
      const element = /** @type {Element} */ (node);
      const { isHost, isCustom } = traitOf(element, nodeName(element));
      if (depth < MAX_DEPTH && (isHost || isCustom)) {
        const inner = isCustom || !dom.firstChild(element) ? dom.anyShadowRoot(element) : dom.shadowRoot(element);
        if (inner && !isVisitors(element)) yield* rest(element, readVisible(inner, into, depth + 1));
      }
      node = walker.nextNode();
    }
  }

  /**
   * @param {TreeWalker} walker
   * @returns {Node | null} the next node in document order that is not below the current one
   */
  function skip(walker) {
    for (;;) {
      const next = walker.nextSibling();
      if (next) return next;
      if (!walker.parentNode()) return null;
    }
  }

  /**
   * The first words of an element that can be read; nothing from one that may be typed in.
   * @param {Element} element
   * @param {number} max
   * @param {boolean} [isSeen] whether its words must be seen; where all are in doubt none is
   * @returns {string}
   */
  function short(element, max, isSeen = false) {
    if (isVisitors(element)) return "";
    /** @type {string[]} */
    const parts = [];
    /** @type {string[]} */
    const late = [];
    const bounds = { places: 2 * max, pseudos: 2 };
    const count = dom.childElements(element);
    const only = count === 0 ? dom.firstChild(element) : null;
    if (only && dom.nodeType(only) === TEXT_NODE && !dom.nextSibling(only) && (!isSeen || (!hidden(element) && isLegible(/** @type {Text} */ (only), element)))) {
      const words = squeeze(dom.textOf(/** @type {Text} */ (only), max * 2 + 100), max);
      if (words) return painted(element, words);
    }
    const line = isSeen && count >= LEAST ? readPieces(element, bounds) : null;
    if (line !== null) return squeeze(line, max);
    const walker = dom.walker(element);
    /** @type {Text | null} */
    let last = null;
    let node = walker.nextNode();
    for (let nodes = 0, length = 0; node && nodes < SHORT_NODES && length <= max; nodes += 1) {
      if (dom.nodeType(node) === TEXT_NODE) {
        const text = /** @type {Text} */ (node);
        const words = squeezeGaps(dom.textOf(text, max * 2 + 100));
        const parent = isSeen && words.trim() ? dom.parentElement(text) : null;
        const isMoved = parent && last && words.trim() === words && isAside(text, parent, words, last);
        const legible = !isMoved && (!parent || (!hidden(parent) && isLegible(text, parent)));
        if (legible) {
          last = text;
          // Its parts stand from the right, too.
          const seen = painted(parent, words);
          parts[parent && isTurned(parent) ? "unshift" : "push"](seen);
          length += seen.length;
        } else if (legible === undefined) late.push(words);
        node = walker.nextNode();
        continue;
      }
      const inner = /** @type {Element} */ (node);
      const pieces = isSeen && dom.childElements(inner) >= LEAST ? readPieces(inner, bounds) : null;
      if (pieces !== null) {
        parts.push(" ", pieces, " ");
        length += pieces.length;
        node = skip(walker);
        continue;
      }
      const name = dom.localName(inner);
      if (BLOCK.has(name) && (!isSeen || dom.isVisible(inner))) parts.push(" ");
      node = isSilent(inner) || opensEditing(inner) ? skip(walker) : walker.nextNode();
    }
    const words = squeeze(parts.join(""), max) || squeeze(late.join(" "), max);
    return words || !isSeen ? words : squeeze(written(element, "::before", bounds) + written(element, "::after", bounds), max);
  }

  return { isAside, readVisible, short };
})();
