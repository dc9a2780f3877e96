/* exported vigicolisBoxes */
/* global vigicolisDom */
"use strict";

/**
 * Says what an element and those around it do to the words in it: whether they are painted at
 * all, cut off, off the screen, or in the colour of what is behind them. Each element is asked
 * once, until all is forgotten.
 */
const vigicolisBoxes = (() => {
  const dom = vigicolisDom;

  /**
   * @typedef {object} Box what an element does to the words in it
   * @property {CSSStyleDeclaration} style
   * @property {Box | null} outer
   * @property {number} opacity
   * @property {boolean} isGone whether nothing of it is painted
   * @property {boolean} cutsFlow whether what flows in it is cut off
   * @property {boolean} cutsPlaced whether what is placed in it absolutely is cut off
   * @property {boolean} isOff whether it may stand where nobody can scroll to
   * @property {boolean} [isSmall] whether its letters may be too low to be read
   * @property {boolean} [isMoved] whether its words may stand elsewhere than itself
   * @property {boolean} [isInitial] whether only its first letter can be read
   * @property {string | null} ground the colour behind its words; null until asked
   * @property {boolean | undefined | null} isPainted whether its words differ from that; undefined in doubt, null until asked
   * @property {boolean} [isTurned] whether its letters are painted from the right, whatever they are; nothing until asked, as the two above
   * @property {boolean} [isClosed] whether its spaces take no room; as the one above
   */

  const MAX_CLIMB = 30;
  const MIN_OPACITY = 0.05;
  /** Thinner boxes show nothing of what they cut off, and lower letters can't be read: pixels. */
  const THIN = 2;
  const SMALL = 4;
  /** Parts of their size by which letters are moved into each other, and of its own by which a box is pressed. */
  const HEAP = 0.4;
  const FLAT = 0.01;
  /** Channels of colours that differ by less look the same. */
  const SHADE = 20;
  const TRANSPARENT = /[,/] (0(\.0[0-9]*)?|none)\)$/;
  const MASKED = /^(linear|radial)-gradient\((rgba\(0, 0, 0, 0\)( [0-9.]+(px|%))?(, )?)+\)$/;
  const CLIPPED = /^(inset\((4[89]|[5-9][0-9]|100)(\.[0-9]+)?%\)|inset\(100%|circle\(0|ellipse\(0|polygon\((0(px|%)? 0(px|%)?(, )?)+\))/;
  const CANVAS = "rgb(255, 255, 255)";

  const { placeIn } = dom;

  /** @type {WeakMap<Element, Box>} */
  let boxes = new WeakMap();
  let made = 0;
  const range = new Range();

  /** Forgets how elements looked: from here on they are asked anew. */
  function forget() {
    boxes = new WeakMap();
    made = 0;
  }

  /** How many elements were asked. */
  const asked = () => made;

  /**
   * Why the words directly in an element are not shown, told by the outermost element that hides
   * them; null when they are shown. Asked for elements with words only, because asking costs more
   * than all the rest of the reading.
   * @param {Element} element
   * @returns {{ by: Element, withAllBelow: boolean } | null}
   */
  function hidden(element) {
    if (dom.isOpaque(element)) return null;
    if (dom.isVisible(element)) return boxOf(element).isGone ? { by: element, withAllBelow: false } : null;
    let by = element;
    for (let steps = 0; steps < MAX_CLIMB; steps += 1) {
      const outer = dom.parentElement(by);
      if (!outer) break;
      if (dom.isVisible(outer)) {
        // Chromium lays out what is asked for its style, and loads its pictures: what is held back is not asked.
        if (holdsBack(outer)) return { by, withAllBelow: true };
        break;
      }
      by = outer;
    }
    const style = getComputedStyle(by);
    if (by === element && style.display === "contents" && style.visibility === "visible") return null;
    return { by, withAllBelow: style.display === "none" };
  }

  /** Whether an element shows nothing of what it holds, or of that only a summary: a page may show what is closed. @param {Element} element */
  const holdsBack = (element) =>
    getComputedStyle(element, dom.localName(element) === "details" ? "::details-content" : null).contentVisibility === "hidden";

  /** Whether an element is transparent, cut off or off the screen. @param {Element} element */
  function isUnseen(element) {
    const { isGone, cutsFlow, isOff } = boxOf(element);
    return isGone || cutsFlow || isOff;
  }

  /**
   * Whether a text can be read, as far as its element and those around it tell; undefined in doubt.
   * @param {Text} text
   * @param {Element} element that holds it
   * @returns {boolean | undefined}
   */
  function isReadable(text, element) {
    const box = boxOf(element);
    if (box.isGone || box.cutsFlow) return false;
    if (box.isOff && isOffScreen(element, placeOf(text))) return false;
    if (box.isPainted === null) {
      const { direction, fontSize, letterSpacing, textIndent, wordSpacing } = box.style;
      const size = parseFloat(fontSize);
      box.isSmall = size < SMALL;
      box.isMoved = textIndent !== "0px";
      box.isTurned = direction === "rtl" && isOverridden(box);
      // A space is a quarter of the size wide.
      box.isClosed = parseFloat(wordSpacing) < -HEAP / 2 * size;
      box.isPainted = !(parseFloat(letterSpacing) < -HEAP * size) && (!dom.isHtml(element) || isPaintedOn(box));
      if (box.isSmall || box.isPainted === false) {
        const first = getComputedStyle(element, "::first-letter");
        box.isInitial = first.fontSize + first.color !== fontSize + box.style.color && parseFloat(first.fontSize) >= SMALL && !isTransparent(first.color);
      }
    }
    if (box.isMoved && isMovedAway(element, placeOf(text))) return false;
    if (box.isInitial) return true;
    if (box.isSmall && placeOf(text).height < SMALL) return false;
    return box.isPainted;
  }

  /** Whether an element, or one around it in its line, has the direction of letters not count. @param {Box} box @returns {boolean} */
  const isOverridden = ({ outer, style: { display, unicodeBidi } }) =>
    /override/.test(unicodeBidi) || (display + unicodeBidi === "inlinenormal" && outer !== null && isOverridden(outer));

  /** Whether the letters of a text that was asked about are painted from the right. @param {Element} element */
  const isTurned = (element) => boxes.get(element)?.isTurned;

  /**
   * The words of a text as they are painted, as far as that was asked.
   * @param {Element | null} element that holds it
   * @param {string} words
   */
  function painted(element, words) {
    const box = element && boxes.get(element);
    const closed = box?.isInitial ? [...words.trimStart()].slice(0, 1).join("") : box?.isClosed ? words.replaceAll(" ", "") : words;
    return box?.isTurned ? reversed(closed) : closed;
  }

  /** @param {string} words */
  const reversed = (words) => [...words].reverse().join("");

  /**
   * Words that an element shows without holding them as a text, in the order in which they are painted.
   * @param {string} words
   * @param {Element} element
   * @param {CSSStyleDeclaration} [style] of the words, where it is not the element's
   */
  function inOrder(words, element, style = boxOf(element).style) {
    return style.direction === "rtl" && (/override/.test(style.unicodeBidi) || isOverridden(boxOf(element))) ? reversed(words) : words;
  }

  /** @param {Element} element @returns {Box} */
  function boxOf(element) {
    let box = boxes.get(element) ?? null;
    if (box) return box;
    /** @type {Element[]} */
    const path = [];
    for (let at = /** @type {Element | null} */ (element); at && !box; at = box ? null : outerOf(at)) {
      box = boxes.get(at) ?? null;
      if (!box) path.push(at);
    }
    for (let at = path.pop(); at; at = path.pop()) {
      box = makeBox(at, box);
      boxes.set(at, box);
    }
    return /** @type {Box} */ (box);
  }

  /** @param {Element} element */
  function outerOf(element) {
    const outer = dom.parentElement(element);
    if (outer) return outer;
    const root = dom.parentNode(element);
    return root && dom.nodeType(root) === Node.DOCUMENT_FRAGMENT_NODE ? dom.shadowHost(/** @type {ShadowRoot} */ (root)) : null;
  }

  /**
   * @param {Element} element
   * @param {Box | null} above
   * @returns {Box}
   */
  function makeBox(element, above) {
    made += 1;
    const style = getComputedStyle(element);
    const { clipPath, filter, maskImage, opacity, position } = style;
    const place = placeIn(element);
    const isFixed = position === "fixed";
    const isPlaced = isFixed || position === "absolute";
    // Dialogs and popovers are painted above the page, whatever is around them.
    const isAbove = isPlaced && above !== null && dom.attempt(() => dom.matches(element, ":modal,:popover-open,:fullscreen"), false);
    const outer = isAbove ? null : above;
    let own = Number(opacity) * Number((filter !== "none" && /opacity\(([0-9.]+)\)/.exec(filter)?.[1]) || 1);
    let isGone = (clipPath !== "none" && CLIPPED.test(clipPath)) || (isPlaced && isClipped(style.clip)) || (maskImage !== "none" && MASKED.test(maskImage));
    let isCutting = false;
    if (isThin(place) && !/^inline$|^none$/.test(style.display)) {
      isCutting = !/^(visible|clip)$/.test(style.overflowX) && cuts(element, style.display);
      isGone ||= isFlat(style);
    }
    // What has no box of its own has no opacity either.
    if ((own < 1 || isGone) && style.display === "contents") {
      own = 1;
      isGone = false;
    }
    own *= outer?.opacity ?? 1;
    const cutsPlaced = !isFixed && (outer?.cutsPlaced ?? false);
    const cutsFlow = !isFixed && (isPlaced ? cutsPlaced : outer?.cutsFlow ?? false);
    return {
      style,
      outer,
      opacity: own,
      isGone: isGone || own < MIN_OPACITY || (outer?.isGone ?? false),
      cutsFlow: cutsFlow || isCutting,
      // What is placed is cut off by what it is placed in.
      cutsPlaced: position === "static" ? cutsPlaced : cutsFlow || isCutting,
      isOff: isOffScreen(element, place),
      ground: null,
      isPainted: null,
    };
  }

  /** @param {DOMRect} place */
  const isThin = ({ width, height }) => width < THIN || height < THIN;

  /**
   * Whether an element cuts off all that flows in it. The page's own body never does: its overflow is the window's.
   * @param {Element} element
   * @param {string} display
   */
  function cuts(element, display) {
    return !/^(html|body)$/.test(dom.localName(element)) && !/^(inline|contents|none|table-(row|column|header|footer).*)$/.test(display);
  }

  /** Whether a transformation leaves nothing of a box. @param {CSSStyleDeclaration} style */
  function isFlat({ transform, scale }) {
    const { a, b, c, d } = new DOMMatrixReadOnly(transform);
    return Math.abs(a * d - b * c) < FLAT || parseFloat(scale) < FLAT;
  }

  /** @param {string} clip of what is placed */
  function isClipped(clip) {
    const [top = 0, right = Infinity, bottom = Infinity, left = 0] = (clip.match(/auto|-?[0-9.]+/g) ?? []).map((side, at) => (side !== "auto" ? Number(side) : at % 3 === 0 ? 0 : Infinity));
    return right - left < THIN || bottom - top < THIN;
  }

  /** @param {Text} text */
  function placeOf(text) {
    range.selectNode(text);
    return range.getBoundingClientRect();
  }

  /**
   * Whether a place is above the page or beside its start, where nobody can scroll to.
   * @param {Element} element in the same document
   * @param {DOMRect} place
   */
  function isOffScreen(element, { right, bottom }) {
    if (right > 0 && bottom > 0) return false;
    const root = dom.documentElement(dom.ownerDocument(element) ?? document);
    if (!root) return false;
    const { left, top } = placeIn(root);
    return bottom <= Math.min(top, 0) || (right <= Math.min(left, 0) && getComputedStyle(root).direction === "ltr");
  }

  /**
   * Whether an indented text is off the screen, or wholly beside its element.
   * @param {Element} element
   * @param {DOMRect} place
   */
  function isMovedAway(element, place) {
    const { left, right } = placeIn(element);
    return isOffScreen(element, place) || place.left >= right || place.right <= left;
  }

  /** Whether the words of an element have another colour than what is behind them; undefined in doubt. @param {Box} box */
  function isPaintedOn(box) {
    const { style } = box;
    const colour = style.webkitTextFillColor;
    if (!isTransparent(colour)) return looksAlike(colour, groundOf(box)) ? undefined : true;
    if (style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) > 0) return undefined;
    for (let at = /** @type {Box | null} */ (box); at; at = at.outer) if (at.style.backgroundClip.includes("text")) return undefined;
    return false;
  }

  /** @param {string} colour of whichever way it is written */
  const isTransparent = (colour) => (colour.startsWith("rgba(") || colour.includes("/")) && TRANSPARENT.test(colour);

  /** @param {string} one @param {string} other */
  function looksAlike(one, other) {
    const [some, others] = [one, other].map((colour) => (colour.startsWith("rgb(") && colour.match(/[0-9.]+/g)) || []);
    return some.length === 3 && some.every((value, at) => Math.abs(Number(value) - Number(others[at])) < SHADE);
  }

  /**
   * The colour behind the words of an element, as far as the elements around it tell.
   * @param {Box} box
   * @returns {string} empty where it may be anything
   */
  function groundOf(box) {
    /** @type {Box[]} */
    const path = [];
    let at = /** @type {Box | null} */ (box);
    for (; at && at.ground === null; at = at.outer) path.push(at);
    let ground = at?.ground ?? CANVAS;
    for (let own = path.pop(); own; own = path.pop()) {
      const { backgroundColor, backgroundImage } = own.style;
      if (backgroundImage !== "none") ground = "";
      else if (backgroundColor !== "rgba(0, 0, 0, 0)") ground = backgroundColor.startsWith("rgb(") ? backgroundColor : "";
      own.ground = ground;
    }
    return ground;
  }

  return { MIN_OPACITY, SMALL, asked, boxOf, forget, hidden, inOrder, isReadable, isTurned, isUnseen, painted, placeOf };
})();
