/* exported vigicolisCovers */
/* global vigicolisBoxes, vigicolisDom */
"use strict";

/**
 * Finds a layer of the page that covers the whole window: what stands beneath it, nobody can read. Kits on hacked
 * sites, and those that hide behind honest words, show themselves in one.
 */
const vigicolisCovers = (() => {
  const dom = vigicolisDom;
  const { boxOf, outerOf } = vigicolisBoxes;

  /** Parts of the window's sides at which it is asked what stands on top. */
  const PLACES = [0.03, 0.5, 0.97];
  /** Parts of the window that a layer may leave free. */
  const REST = 0.02;
  const OPAQUE = 0.95;

  /** @type {Element | null} */
  let cover = null;
  /** Its place in the order of layers. */
  let height = 0;

  const placeBefore = dom.method(Node, "compareDocumentPosition");

  /** @param {Element} one @param {Element} other */
  const isBefore = (one, other) => (placeBefore(one, other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

  /** Looks for such a layer; where a warning of our own lies over the page, the last one counts. */
  function seek() {
    const body = dom.body(document);
    if (!body || dom.isHidden(document)) return;
    /** @param {Element | null} top */
    const isOurs = (top) => top !== null && top !== dom.root() && !dom.contains(body, top);
    const middle = dom.hit(innerWidth / 2, innerHeight / 2);
    if (isOurs(middle)) {
      if (cover && !fills(cover)) cover = null;
      return;
    }
    cover = middle && layerOf(middle);
    if (!cover) return;
    height = Math.min(...outwards(cover).map(heightOf).filter((each) => !Number.isNaN(each)), Infinity);
    if (height === Infinity) height = 0;
    // What stands on top of it elsewhere must be above it.
    const tops = PLACES.flatMap((across) => PLACES.map((down) => dom.hit(across * innerWidth, down * innerHeight)));
    if (!tops.every((top) => top && (isOurs(top) || !isCovered(top)))) cover = null;
  }

  /**
   * The outermost layer that holds an element and hides all that is beneath.
   * @param {Element} element
   */
  function layerOf(element) {
    let layer = null;
    let isFilled = false;
    for (let at = /** @type {Element | null} */ (element); at; at = outerOf(at)) {
      if (!fills(at)) continue;
      const { opacity, isGone, style: { backgroundColor, backgroundImage, position } } = boxOf(at);
      isFilled ||= backgroundImage !== "none" || /^rgb\(/.test(backgroundColor);
      if (position === "fixed" && isFilled && opacity > OPAQUE && !isGone) layer = at;
    }
    return layer;
  }

  /** Whether an element is as large as the window. @param {Element} element */
  function fills(element) {
    const { left, top, right, bottom } = dom.placeIn(element);
    return left <= REST * innerWidth && top <= REST * innerHeight && right >= (1 - REST) * innerWidth && bottom >= (1 - REST) * innerHeight;
  }

  /** An element and those around it. @param {Element} element */
  function outwards(element) {
    const all = [];
    for (let at = /** @type {Element | null} */ (element); at; at = outerOf(at)) all.push(at);
    return all;
  }

  /** @param {Element} element */
  const heightOf = (element) => parseInt(boxOf(element).style.zIndex);

  /** Whether an element stands beneath the layer. @param {Element} element */
  function isCovered(element) {
    if (!cover) return false;
    let top = -Infinity;
    for (const at of outwards(element)) {
      if (at === cover) return false;
      if (dom.contains(at, cover)) break;
      if (boxOf(at).isRaised) top = Math.max(top, heightOf(at) || 0);
    }
    return top < height || (top === height && isBefore(element, cover));
  }

  return { isCovered, seek };
})();
