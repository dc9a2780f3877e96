/* exported vigicolisText */
/* global vigicolisDom, vigicolisPace */
"use strict";

/**
 * Reads the words of a page as a visitor sees them, within bounds of length, nodes and time. What
 * nobody can read is left out; where that is in doubt, words are read last, so that they neither
 * break up what is read nor are missed. What may have been typed (fields, editable regions) is
 * never read.
 */
const vigicolisText = (() => {
  const dom = vigicolisDom;
  const { clock, keep, turns } = vigicolisPace;

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
   * @property {Set<Node>} texts that could be read
   * @property {ShadowRoot[]} roots shadow roots met on the way
   * @property {number} pseudos questions left about what style sheets write
   * @property {number} captions and of them about captions
   * @property {number} places questions left about where a word stands
   * @property {Element[] | null} breaks elements met after a word that may part it from the next
   * @property {Text | null} last what was added last, if it was short
   * @property {number} end code of the last character
   * @property {boolean} isSpaced whether a space follows, if anything does
   *
   * @typedef {object} Box what an element does to the words in it
   * @property {CSSStyleDeclaration} style
   * @property {Box | null} outer
   * @property {number} opacity
   * @property {boolean} isGone whether nothing of it is painted
   * @property {boolean} cutsFlow whether what flows in it is cut off
   * @property {boolean} cutsPlaced whether what is placed in it absolutely is cut off
   * @property {boolean} isOff whether it may stand where nobody can scroll to
   * @property {boolean} isSmall whether its letters may be too low to be read
   * @property {boolean} isMoved whether its words may stand elsewhere than itself
   * @property {string | null} ground the colour behind its words; null until asked
   * @property {boolean | undefined | null} isPainted whether its words differ from that; undefined in doubt, null until asked
   * @property {boolean} isTurned whether its letters are painted from the right, whatever they are
   *
   * @typedef {{ isSilent: boolean, isBlock: boolean, isHost: boolean, isCustom: boolean, isCaption: boolean }} Trait of elements of a name
   * @typedef {{ met: number }} Tally how often a kind of element was met; less than nothing where not all of it can be read
   */

  /** @param {string} list */
  const names = (list) => new Set(list.split(" "));

  /** Elements whose inside is no text of the page, or the visitor's own. */
  const SILENT = names("audio canvas datalist embed frame iframe input object option script select style template textarea title video");

  /** Elements that part words even where the source has no space. */
  const BLOCK = names("address article aside blockquote br button caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table td th tr ul");

  /** Elements that a page may give a shadow root of its own, beside those of its own names. */
  const HOSTS = names("article aside blockquote div footer h1 h2 h3 h4 h5 h6 header main nav p section span");

  /** Elements whose words a style sheet may write or go on with. */
  const CAPTIONS = names("h1 h2 h3 label legend p");

  const MAX_DEPTH = 12;
  const MAX_CLIMB = 30;
  const NODES_BETWEEN_LOOKS_AT_THE_CLOCK = 64;
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
  /** Words or letters of a line that stand each in an element of its own. */
  const PIECES = Object.freeze({ least: 3, most: 600, length: 24, letters: 2 });
  /** Parts of its height: a gap that is a space, and how far a piece may be above the others of its line. */
  const SPACE = 0.15;
  const LINE = 0.6;
  const PSEUDOS = 120;
  const CAPTIONS_ASKED = 20;
  /** Narrower, what a style sheet writes is an icon: pixels. */
  const NARROW = 40;
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
  const PLACES = 1_200;
  const LATE = 2_000;
  /** Elements of more names are asked for theirs each time. */
  const NAMES = 500;
  /** @type {Tally} */
  const NONE = Object.freeze({ met: 0 });
  const BLANK = 32;
  const NEW_LINE = 10;
  const GAP = /[ \t\n\r\f]+/g;
  /** What of it is more than a space. */
  const GAPS = /[\t\n\r\f]| {2}/;
  const WORD = /\S/;
  /** Types of fields whose value is shown as it is. */
  const WRITABLE = /^(|text|search|email|url)$/i;
  /** Letters of the same case, or figures, that only an element stands between. */
  const INSIDE = /^(\p{Ll}\p{Ll}|\p{Lu}\p{L}|\p{Lo}\p{Lo}|\p{N}[\p{N}.,]|[.,]\p{N})$/u;

  const hostOf = dom.getter(ShadowRoot, "host");
  const widthOf = dom.getter(HTMLElement, "offsetWidth");
  const nodeName = dom.getter(Node, "nodeName");
  const firstChild = dom.getter(Node, "firstChild");
  const nextSibling = dom.getter(Node, "nextSibling");
  const placeIn = dom.method(Element, "getBoundingClientRect");
  const hasAttributes = dom.method(Element, "hasAttributes");
  const rootOf = dom.method(Node, "getRootNode");
  const childElements = dom.getter(Element, "childElementCount");
  const { TEXT_NODE } = Node;

  /** @type {WeakMap<Element, Box>} */
  let boxes = new WeakMap();
  let asked = 0;
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
  const range = new Range();
  /** @type {Map<string, Trait>} */
  const traits = new Map();

  /**
   * @param {{ max: number, nodes: number, deadline: number }} bounds
   * @returns {Sink}
   */
  function sink({ max, nodes, deadline }) {
    return { parts: [], late: [], length: 0, total: 0, max, nodes, deadline, cut: false, texts: new Set(), roots: [], pseudos: PSEUDOS, captions: CAPTIONS_ASKED, places: PLACES, breaks: null, last: null, end: NEW_LINE, isSpaced: false };
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
    return GAPS.test(words) ? words.replace(GAP, " ") : words;
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

  /** Words that were put together, with one space or end of line between them. @param {string} words */
  const tidy = (words) => words.replace(/ *\n[ \n]*/g, "\n").replace(/ {2,}/g, " ");

  /** @param {Element} element */
  function opensEditing(element) {
    if (!dom.hasAttribute(element, "contenteditable")) return false;
    return dom.attribute(element, "contenteditable").toLowerCase() !== "false" || dom.withheld.has(element);
  }

  /** Whether the visitor changed an editable document. */
  let isTyped = false;
  addEventListener("input", ({ isTrusted, target }) => {
    // A page's own commands are told as if typed, but nobody has touched it then.
    isTyped ||= isTrusted && navigator.userActivation?.hasBeenActive !== false && dom.isHtmlElement(target) && dom.isEditable(target);
  }, true);

  /**
   * Whether a document that can be edited as a whole is a page all the same: nobody has typed into
   * it, and it is the tab's own or holds a form.
   * @param {Document} document
   */
  function isPage(document) {
    return document === globalThis.document && !isTyped && (window.top === window || dom.first(document, "input,select,button") !== null);
  }

  /** Whether words in an element may be typed ones. @param {Element} element */
  function isVisitors(element) {
    if (!dom.isEditable(element)) return false;
    const box = dom.closest(element, "[contenteditable]");
    return (box !== null && !/^(html|body)$/.test(dom.localName(box))) || !isPage(dom.ownerDocument(element) ?? document);
  }

  /** Whether an element is transparent, cut off or off the screen. @param {Element} element */
  function isUnseen(element) {
    const { isGone, cutsFlow, isOff } = boxOf(element);
    return isGone || cutsFlow || isOff;
  }

  /** Forgets how elements looked: from here on they are asked anew. */
  function forget() {
    boxes = new WeakMap();
    kinds = new Map();
    plain = new Map();
    last = before = around = null;
    asked = 0;
    isLarge = dom.tagged(document, "*").length > FEW;
    fonts = new Set([...document.fonts].slice(0, ASKED).filter(({ status }) => status === "loaded" || status === "loading").map(({ family }) => nameOf(family)));
    samples = fonts.size > 0 ? SAMPLES : 0;
    inOwnFont = 0;
  }

  /** @param {string} family */
  const nameOf = (family) => family.replace(/^["' ]+|["' ]+$/g, "").toLowerCase();

  /** Weighs in which font a legible text is painted. @param {Text} text @param {Box} box */
  function weighFont(text, box) {
    samples -= 1;
    const letters = Math.min(dom.textLength(text), LONG);
    inOwnFont += box.style.fontFamily.split(",").some((family) => fonts.has(nameOf(family))) ? letters : -letters;
  }

  /** Whether most letters that were asked about are painted in a font that the page brings along. */
  const isOwnFont = () => inOwnFont > 0;

  /** @param {Element} element */
  function outerOf(element) {
    const outer = dom.parentElement(element);
    if (outer) return outer;
    const root = dom.parentNode(element);
    return root && dom.nodeType(root) === Node.DOCUMENT_FRAGMENT_NODE ? hostOf(/** @type {ShadowRoot} */ (root)) : null;
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

  /**
   * What is known of elements by the name that every node has: whether it is in capitals, and has
   * a prefix, depends on where it was made.
   * @param {Element} element
   * @param {string} called
   * @returns {Trait}
   */
  function traitOf(element, called) {
    const known = traits.get(called);
    if (known) return known;
    const isPrefixed = called.includes(":");
    const name = isPrefixed ? dom.localName(element) : called.toLowerCase();
    const trait = { isSilent: SILENT.has(name), isBlock: BLOCK.has(name), isHost: HOSTS.has(name), isCustom: name.includes("-"), isCaption: CAPTIONS.has(name) };
    if (!isPrefixed && traits.size < NAMES) traits.set(called, trait);
    return trait;
  }

  /** Whether the inside of an element is no text of the page; such names mean nothing outside of HTML and drawings. @param {Element} element */
  const isSilent = (element) => SILENT.has(dom.localName(element)) && (dom.isHtml(element) || dom.isDrawing(element));

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
    const kind = `${outer ? kindOf(outer) : ""}${isInRoot ? `\n<${kindOf(hostOf(/** @type {ShadowRoot} */ (root)))}` : ""}`;
    around = outer;
    inAround = kinds.get(kind) ?? new Map();
    if (inAround.size === 0) kinds.set(kind, inAround);
    return inAround;
  }

  /**
   * @param {Element} element
   * @param {Box | null} above
   * @returns {Box}
   */
  function makeBox(element, above) {
    asked += 1;
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
      isSmall: false,
      isMoved: false,
      ground: null,
      isPainted: null,
      isTurned: false,
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

  /** @param {Text} text */
  function placeOf(text) {
    range.selectNode(text);
    return range.getBoundingClientRect();
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
    if (!isLarge || isDear) return isReadable(text, element);
    const tally = tallyInPlace(element);
    if (isFamiliar(tally)) return true;
    if (asked >= ASKED) return tally.met > 0 || undefined;
    const legible = isReadable(text, element);
    // Of a kind that hides words each is asked from here on.
    if (legible !== true) tally.met = -Infinity;
    return legible;
  }

  /**
   * @param {Text} text
   * @param {Element} element
   * @returns {boolean | undefined}
   */
  function isReadable(text, element) {
    const box = boxOf(element);
    if (box.isGone || box.cutsFlow) return false;
    if (box.isOff && isOffScreen(element, placeOf(text))) return false;
    if (box.isPainted === null) {
      const { direction, fontSize, letterSpacing, textIndent, unicodeBidi } = box.style;
      const size = parseFloat(fontSize);
      box.isSmall = size < SMALL;
      box.isMoved = textIndent !== "0px";
      box.isTurned = direction === "rtl" && /override/.test(unicodeBidi);
      box.isPainted = parseFloat(letterSpacing) < -HEAP * size ? false : dom.isHtml(element) ? isPaintedOn(box) : true;
    }
    if (box.isMoved && isMovedAway(element, placeOf(text))) return false;
    if (box.isSmall && placeOf(text).height < SMALL) return false;
    if (samples > 0 && box.isPainted) weighFont(text, box);
    return box.isPainted;
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
    return tidy(strings.map((each) => each.slice(1, -1)).join("").replace(/\\([0-9a-f]{1,6}) ?|\\(.)/gi, (_, code, letter) =>
      code ? dom.attempt(() => String.fromCodePoint(parseInt(code, 16)), "") : letter));
  }

  /**
   * The texts of a line that is cut into an element a word or letter; null where it isn't.
   * @param {Element} element
   * @returns {{ text: Text, element: Element, words: string }[] | null}
   */
  function piecesOf(element) {
    if (childElements(element) > PIECES.most) return null;
    /** @type {{ text: Text, element: Element, words: string }[]} */
    const pieces = [];
    for (let node = firstChild(element); node; node = nextSibling(node)) {
      if (dom.nodeType(node) === TEXT_NODE) {
        if (dom.textOf(/** @type {Text} */ (node), 200).trim()) return null;
        continue;
      }
      if (dom.nodeType(node) !== Node.ELEMENT_NODE) continue;
      const child = /** @type {Element} */ (node);
      const text = firstChild(child);
      if (!text || childElements(child) > 0 || isSilent(child) || dom.nodeType(text) !== TEXT_NODE) return null;
      const words = dom.textOf(/** @type {Text} */ (text), PIECES.length + 1);
      if (words.length > PIECES.length || nextSibling(text)) return null;
      pieces.push({ text: /** @type {Text} */ (text), element: child, words });
    }
    return pieces;
  }

  /**
   * Reads pieces from where they stand: line by line, in the direction of their script.
   * @param {Element} element that holds them
   * @param {{ places: number, texts?: Set<Node> }} into
   * @returns {string | null} null where they are read one after another like all other text
   */
  function readPieces(element, into) {
    const pieces = piecesOf(element);
    if (!pieces || pieces.length < PIECES.least || pieces.length > into.places || !dom.isVisible(element)) return null;
    const { isGone, cutsFlow, isOff } = boxOf(element);
    if (isGone) return "";
    const letters = pieces.reduce((sum, { words }) => sum + words.trim().length, 0);
    const isCut = letters <= pieces.length * PIECES.letters;
    if (!isCut && !/flex|grid/.test(boxOf(element).style.display) && boxOf(pieces[0].element).style.position !== "absolute") return null;
    into.places -= pieces.length;
    for (const { text } of pieces) into.texts?.add(text);
    const placed = pieces
      .filter(({ text, element: own }) => dom.isVisible(own) && isLegible(text, own, cutsFlow || isOff))
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
      if (!outer || dom.isVisible(outer)) break;
      by = outer;
    }
    const style = getComputedStyle(by);
    if (by === element && style.display === "contents" && style.visibility === "visible") return null;
    return { by, withAllBelow: style.display === "none" };
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

  /** Whether an element that parts words by its name does so as it is laid out. @param {Element} element */
  function isParting(element) {
    const { display, position } = getComputedStyle(element);
    if (display === "none" || display === "contents") return false;
    return dom.localName(element) === "br" || (display !== "inline" && position !== "absolute" && position !== "fixed");
  }

  /**
   * Parts words; whether an element that stands in the middle of one does is asked when it goes on.
   * @param {Element} element
   * @param {Sink} into
   */
  function mayPart(element, into) {
    if (into.end > BLANK && !into.isSpaced) (into.breaks ??= []).push(element);
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

  /**
   * Adds the words of a text where and as they can be read.
   * @param {Text} text
   * @param {Element | null} element that holds it
   * @param {string} words
   * @param {Sink} into
   */
  function addText(text, element, words, into) {
    const { breaks, end, last, parts } = into;
    const isOdd = end > BLANK && !into.isSpaced && words.charCodeAt(0) > BLANK && isInside(String.fromCharCode(end), words.charAt(0));
    if (breaks && !(isOdd && breaks.every((each) => !isParting(each)))) endLine(into);
    else if (isOdd && last && isLegible(last, /** @type {Element} */ (dom.parentElement(last)), true) !== true) {
      // What seemed a word's start was only put before it.
      into.length -= parts.pop()?.length ?? 0;
      const before = parts.at(-1) ?? "\n";
      into.end = before.charCodeAt(before.length - 1);
    }
    into.breaks = null;
    const legible = element ? isLegible(text, element, isOdd || words.length >= LONG) : true;
    if (legible === false) return;
    into.texts.add(text);
    if (legible === undefined) {
      into.late.push(words.slice(0, LATE));
      return;
    }
    into.last = element && words.length < LONG ? text : null;
    addWords(into, element && boxes.get(element)?.isTurned ? [...words].reverse().join("") : words, text);
  }

  /**
   * Reads what is visible below a node, shadow roots in their places.
   * @param {Node} root
   * @param {Sink} into
   * @param {number} [depth]
   * @returns {Generator<undefined, void, void>}
   */
  function* readVisible(root, into, depth = 0) {
    const walker = dom.walker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
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
      hasRoots = true;
      into.roots.push(/** @type {ShadowRoot} */ (root));
    }
    /** @type {Element | null} an element that may have no words of its own in the page's text */
    let bare = null;
    let node = walker.nextNode();
    let turn = NaN;
    let isEditor = true;
    for (;;) {
      const called = node ? nodeName(node) : "";
      const text = called === "#text" ? /** @type {Text} */ (node) : null;
      const words = text ? wordsOf(text, into) : "";
      if (bare && (!text || words.length < PIECES.least || bare !== dom.parentElement(text))) {
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
        isEditor = dom.first(/** @type {ParentNode} */ (root), "[contenteditable]") !== null;
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
        if (/^(textarea|input)$/.test(dom.localName(element)) && dom.hasAttribute(element, "readonly")) readSource(element, into);
        node = skip(walker);
        continue;
      }
      if (trait.isBlock) mayPart(element, into);
      const inner = depth >= MAX_DEPTH ? null : trait.isHost ? dom.shadowRoot(element) : trait.isCustom ? dom.anyShadowRoot(element) : null;
      if (inner) yield* rest(element, readVisible(inner, into, depth + 1));
      const count = childElements(element);
      if (count === 0) bare = element;
      if (into.captions > 0 && trait.isCaption && !(isLarge && isFamiliar(tallyOf(plain, `::${kindOf(element)}`)))) {
        into.captions -= 1;
        bare = null;
        after = readWritten(element, into);
      }
      const line = count < PIECES.least ? null : readPieces(element, into);
      if (line === null) {
        node = walker.nextNode();
        continue;
      }
      if (into.breaks) endLine(into);
      addWords(into, tidy(line));
      node = skip(walker);
    }
  }

  /** Whether no more nodes may be visited, or no longer. @param {Sink} into */
  function isSpent(into) {
    if (into.nodes > 0 && clock() <= into.deadline) return false;
    into.cut = true;
    return true;
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
        const inner = isCustom || !firstChild(element) ? dom.anyShadowRoot(element) : dom.shadowRoot(element);
        if (inner && !isVisitors(element)) yield* rest(element, readVisible(inner, into, depth + 1));
      }
      node = walker.nextNode();
    }
  }

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

  /**
   * The text that a page wrote into a field that nobody can fill in.
   * @param {Element} field
   * @param {Sink} into
   */
  function readSource(field, into) {
    if (!dom.isVisible(field) || isUnseen(field)) return;
    const text = firstChild(field);
    const words = text && dom.nodeType(text) === TEXT_NODE ? wordsOf(/** @type {Text} */ (text), into)
      : WRITABLE.test(dom.attribute(field, "type")) ? squeeze(dom.attribute(field, "value") || dom.attribute(field, "placeholder"), LONG) : "";
    if (!words) return;
    endLine(into);
    addWords(into, words);
    endLine(into);
  }

  /**
   * @param {Sink} into
   * @returns {string}
   */
  function finish(into) {
    const read = into.parts.join("").trimEnd();
    return `${read}\n${tidy(into.late.join("")).trim()}`.trim().slice(0, into.max);
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
    const count = childElements(element);
    const only = count === 0 ? firstChild(element) : null;
    if (only && dom.nodeType(only) === TEXT_NODE && !nextSibling(only) && (!isSeen || (!hidden(element) && isLegible(/** @type {Text} */ (only), element)))) {
      const words = squeeze(dom.textOf(/** @type {Text} */ (only), max * 2 + 100), max);
      if (words) return words;
    }
    const line = isSeen && count >= PIECES.least ? readPieces(element, bounds) : null;
    if (line !== null) return squeeze(line, max);
    const walker = dom.walker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    for (let nodes = 0, length = 0; node && nodes < 80 && length <= max; nodes += 1) {
      if (dom.nodeType(node) === TEXT_NODE) {
        const text = /** @type {Text} */ (node);
        const words = dom.textOf(text, max * 2 + 100).replace(GAP, " ");
        const parent = isSeen && words.trim() ? dom.parentElement(text) : null;
        const legible = !parent || (!hidden(parent) && isLegible(text, parent));
        if (legible) {
          parts.push(words);
          length += words.length;
        } else if (legible === undefined) late.push(words);
        node = walker.nextNode();
        continue;
      }
      const inner = /** @type {Element} */ (node);
      const name = dom.localName(inner);
      if (BLOCK.has(name) && (!isSeen || dom.isVisible(inner))) parts.push(" ");
      node = isSilent(inner) || opensEditing(inner) ? skip(walker) : walker.nextNode();
    }
    const words = squeeze(parts.join(""), max) || squeeze(late.join(" "), max);
    return words || !isSeen ? words : squeeze(written(element, "::before", bounds) + written(element, "::after", bounds), max);
  }

  /**
   * @param {string} text
   * @param {number} max
   * @returns {string} on one line, at most `max` characters
   */
  function squeeze(text, max) {
    return text.slice(0, max * 4).replace(GAP, " ").trim().slice(0, max);
  }

  return Object.freeze({ endLine, finish, forget, isLegible, isOwnFont, isPage, isSilent, isUnseen, isVisitors, opensEditing, readVisible, short, sink, squeeze });
})();
