/* exported vigicolisCovers */
/* global vigicolisDom */
"use strict";

/**
 * Finds a layer of the page that covers the whole window and holds all that can be filled in: what stands beneath it,
 * nobody can read. Kits on hacked sites, and those that hide behind honest words, show themselves in one. A layer over
 * the fields is somebody's splash or cookie wall, and goes away.
 */
const vigicolisCovers = (() => {
  const dom = vigicolisDom;

  /** Parts of the window's sides at which it is asked what stands on top. */
  const PLACES = [0.03, 0.2, 0.5, 0.8, 0.97];
  /** Parts of the window that a layer may leave free. */
  const REST = 0.02;
  /** What is in no layer is painted above those of a number below nought, and beneath all others. */
  const FLOW = -0.5;
  const MAX_CLIMB = 60;
  const FIELDS_ASKED = 40;
  const FIELDS = "input:not([type=hidden i],[type=submit i],[type=button i]),select,textarea";
  /** What makes an element a layer of its own, and how its style says that it does not. @type {readonly (readonly [keyof CSSStyleDeclaration, string])[]} */
  const LAYERS = [
    ["transform", "none"], ["translate", "none"], ["rotate", "none"], ["scale", "none"], ["perspective", "none"], ["filter", "none"], ["backdropFilter", "none"],
    ["clipPath", "none"], ["maskImage", "none"], ["mixBlendMode", "normal"], ["isolation", "auto"], ["willChange", "auto"], ["contain", "none"], ["opacity", "1"],
    ["contentVisibility", "visible"], ["transformStyle", "flat"], ["viewTransitionName", "none"], ["offsetPath", "none"],
  ];
  /** Of those, what may let through what is beneath. */
  const THROUGH = new Set(["clipPath", "maskImage", "mixBlendMode", "filter", "opacity"]);

  const placeOf = dom.method(Node, "compareDocumentPosition");
  const animationsOf = dom.method(Element, "getAnimations");

  /** @type {Element | null} */
  let cover = null;
  /** Whether elements stand beneath it. @type {WeakMap<Element, boolean>} */
  let known = new WeakMap();

  /**
   * Looks for such a layer; where a warning of our own lies over the page, the last one counts.
   * @param {boolean} isGlance whether only the one that was found is asked about: what a new one shows are new words, and they have the page looked at
   */
  function seek(isGlance) {
    if (dom.isHidden(document) || (isGlance && !cover)) return;
    known = new WeakMap();
    const middle = dom.hit(innerWidth / 2, innerHeight / 2);
    if (middle && isOurs(middle)) {
      if (cover && !fills(cover)) cover = null;
      return;
    }
    cover = middle && layerOf(middle);
    if (!cover) return;
    const tops = PLACES.flatMap((across) => PLACES.map((down) => dom.hit(across * innerWidth, down * innerHeight)));
    const isOnTop = tops.every((top) => top && (isOurs(top) || !isCovered(top)));
    if (!isOnTop || !holdsFields(cover)) cover = null;
  }

  /** Whether an element holds a warning: it stands beside the body, and shows nobody its inside. @param {Element} element */
  const isOurs = (element) => element !== dom.root() && dom.parentElement(element) === dom.root() && element !== dom.body(document) && dom.shadowRoot(element) === null && dom.anyShadowRoot(element) !== null;

  /** Whether all fields that show are in a layer. @param {Element} layer */
  function holdsFields(layer) {
    const shown = [...dom.all(document, FIELDS)].slice(0, FIELDS_ASKED).filter(dom.isVisible);
    return shown.some((field) => dom.contains(layer, field)) && shown.every((field) => dom.contains(layer, field) || isCovered(field));
  }

  /**
   * The outermost layer that holds an element and hides all that is beneath.
   * @param {Element} element
   */
  function layerOf(element) {
    // Almost no page has any: the rest is dearer to ask.
    if (!outwards(element).some((at) => getComputedStyle(at).position === "fixed")) return null;
    let layer = null;
    let isFilled = false;
    for (const at of outwards(element)) {
      const style = getComputedStyle(at);
      if (LAYERS.some(([name, none]) => THROUGH.has(/** @type {string} */ (name)) && (style[name] ?? none) !== none)) return null;
      if (!fills(at)) continue;
      isFilled ||= isSolid(style.backgroundColor) && style.backgroundClip === "border-box";
      if (isFilled && style.position === "fixed") layer = at;
    }
    return layer;
  }

  /**
   * An element and those around it, as far as the one below which they are asked about.
   * @param {Element} element
   * @param {Element | null} [below]
   */
  function outwards(element, below = null) {
    const path = [];
    for (let at = /** @type {Element | null} */ (element); at && at !== below && path.length < MAX_CLIMB; at = dom.parentElement(at)) path.push(at);
    return path;
  }

  /** @param {string} colour */
  const isSolid = (colour) => !colour.startsWith("rgba(") && !colour.includes("/") && colour !== "transparent";

  /** Whether an element is as large as the window. @param {Element} element */
  function fills(element) {
    const { left, top, right, bottom } = dom.placeIn(element);
    return left <= REST * innerWidth && top <= REST * innerHeight && right >= (1 - REST) * innerWidth && bottom >= (1 - REST) * innerHeight;
  }

  /**
   * The place of an element in the order of layers, below one that holds it: that of the outermost layer around it.
   * @param {Element} element
   * @param {Element} below
   */
  function heightOf(element, below) {
    const path = outwards(element, below).reverse();
    let isLifted = false;
    for (const [depth, at] of path.entries()) {
      const style = getComputedStyle(at);
      const isPlaced = style.position !== "static";
      const order = parseInt(style.zIndex);
      const isInRow = !isPlaced && /flex|grid/.test(getComputedStyle(path[depth - 1] ?? below).display);
      if (!Number.isNaN(order) && (isPlaced || isInRow)) return order;
      // What moves or fades is a layer as long as it does.
      if (/fixed|sticky/.test(style.position) || LAYERS.some(([name, none]) => (style[name] ?? none) !== none) || animationsOf(at).length > 0) return 0;
      isLifted ||= isPlaced;
    }
    return isLifted ? 0 : FLOW;
  }

  /** Whether an element stands beneath the layer. @param {Element} element */
  function isCovered(element) {
    if (!cover || dom.contains(cover, element) || dom.ownerDocument(element) !== document) return false;
    let isBeneath = known.get(element);
    if (isBeneath === undefined) known.set(element, (isBeneath = isBelow(element, cover)));
    return isBeneath;
  }

  /** @param {Element} element @param {Element} layer */
  function isBelow(element, layer) {
    let common = dom.parentElement(element);
    while (common && !dom.contains(common, layer)) common = dom.parentElement(common);
    // What stands in a shadow root, or above all layers, is not asked for its place.
    if (!common || dom.closest(element, ":modal,:popover-open,:fullscreen")) return false;
    const own = heightOf(element, common);
    const height = heightOf(layer, common);
    return own < height || (own === height && (placeOf(element, layer) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  }

  return { isCovered, seek };
})();
