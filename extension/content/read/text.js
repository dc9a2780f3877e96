/* exported vigicolisText */
/* global vigicolisDom, vigicolisPace */
"use strict";

/**
 * Reads the words of a page as a visitor sees them, within bounds of length, nodes and time.
 * What may have been typed (text areas, editable regions) is never read.
 */
const vigicolisText = (() => {
  const dom = vigicolisDom;
  const { clock, keep } = vigicolisPace;

  /**
   * @typedef {object} Sink what was read so far
   * @property {string[]} parts
   * @property {number} length characters kept
   * @property {number} total characters seen
   * @property {number} max characters to keep
   * @property {number} nodes nodes left to visit
   * @property {number} deadline `clock()` at which to stop
   * @property {boolean} cut
   * @property {ShadowRoot[]} roots open shadow roots met on the way
   */

  /** Elements whose inside is no text of the page, or the visitor's own. */
  const SILENT = new Set([
    "audio", "canvas", "datalist", "embed", "frame", "iframe", "input", "object", "option",
    "script", "select", "style", "template", "textarea", "title", "video",
  ]);

  /** Elements that part words even where the source has no space. */
  const BLOCK = new Set([
    "address", "article", "aside", "blockquote", "br", "button", "caption", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
  ]);

  const MAX_DEPTH = 12;
  const MAX_CLIMB = 30;
  const NODES_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

  /**
   * @param {{ max: number, nodes: number, deadline: number }} bounds
   * @returns {Sink}
   */
  function sink({ max, nodes, deadline }) {
    return { parts: [], length: 0, total: 0, max, nodes, deadline, cut: false, roots: [] };
  }

  /**
   * As many words of a text as there may be room for, with indentation squeezed.
   * @param {Text} node
   * @param {Sink} into
   */
  function wordsOf(node, into) {
    const room = Math.max(0, into.max - into.length);
    return dom.textOf(node, room * 2 + 200).replace(/[ \t\n\r\f]+/g, " ");
  }

  /**
   * @param {Sink} into
   * @param {string} words
   * @param {number} length of the whole text
   */
  function addWords(into, words, length) {
    const kept = words.slice(0, Math.max(0, into.max - into.length));
    if (kept) into.parts.push(kept);
    into.length += kept.length;
    into.total += kept.length === words.length ? words.length : length;
    if (kept.length < words.length) into.cut = true;
  }

  /** @param {Element} element */
  function opensEditing(element) {
    if (!dom.hasAttribute(element, "contenteditable")) return false;
    return dom.attribute(element, "contenteditable").toLowerCase() !== "false" || dom.withheld.has(element);
  }

  /**
   * Why the words directly in an element are not shown, told by the outermost element that hides
   * them; null when they are shown. Asked for elements with words only, because asking costs more
   * than all the rest of the reading.
   * @param {Element} element
   * @returns {{ by: Element, withAllBelow: boolean } | null}
   */
  function hidden(element) {
    if (dom.isVisible(element)) return null;
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
   * Reads what is visible below a node, shadow roots in their places.
   * @param {Node} root
   * @param {Sink} into
   * @param {number} [depth]
   * @returns {Generator<undefined, void, void>}
   */
  function* readVisible(root, into, depth = 0) {
    const walker = dom.walker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const rest = keep(depth);
    /** @type {Element | null} the last element that was seen to be shown */
    let shown = null;
    let node = walker.nextNode();
    while (node) {
      if (into.nodes % NODES_BETWEEN_LOOKS_AT_THE_CLOCK === 0) {
        if (into.nodes <= 0 || clock() > into.deadline) {
          into.cut = true;
          return;
        }
        yield* rest(node);
      }
      into.nodes -= 1;
      if (dom.nodeType(node) === Node.TEXT_NODE) {
        const text = /** @type {Text} */ (node);
        const words = wordsOf(text, into);
        if (words.trim() === "") {
          if (words) into.parts.push(" ");
        } else {
          const parent = dom.parentElement(text);
          const why = parent && parent !== shown ? hidden(parent) : null;
          if (why?.withAllBelow) {
            walker.currentNode = why.by;
            node = skip(walker);
            continue;
          }
          if (!why) {
            shown = parent;
            addWords(into, words, dom.textLength(text));
          }
        }
        node = walker.nextNode();
        continue;
      }
      const element = /** @type {Element} */ (node);
      const name = dom.localName(element);
      if (SILENT.has(name) || opensEditing(element)) {
        node = skip(walker);
        continue;
      }
      if (BLOCK.has(name)) into.parts.push("\n");
      const inner = depth < MAX_DEPTH ? dom.shadowRoot(element) : null;
      if (inner) {
        into.roots.push(inner);
        yield* rest(element, readVisible(inner, into, depth + 1));
      }
      node = walker.nextNode();
    }
  }

  /**
   * @param {Sink} into
   * @returns {string}
   */
  function finish(into) {
    return into.parts.join("").replace(/ *\n[ \n]*/g, "\n").replace(/ {2,}/g, " ").trim().slice(0, into.max);
  }

  /**
   * The first words of an element, whether seen or not; nothing from an editable one.
   * @param {Element} element
   * @param {number} max
   * @returns {string}
   */
  function short(element, max) {
    if (dom.isEditable(element)) return "";
    /** @type {string[]} */
    const parts = [];
    const walker = dom.walker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    for (let nodes = 0, length = 0; node && nodes < 80 && length <= max; nodes += 1) {
      if (dom.nodeType(node) === Node.TEXT_NODE) {
        const words = dom.textOf(/** @type {Text} */ (node), max * 2 + 100).replace(/[ \t\n\r\f]+/g, " ");
        parts.push(words);
        length += words.length;
        node = walker.nextNode();
        continue;
      }
      const inner = /** @type {Element} */ (node);
      const name = dom.localName(inner);
      if (BLOCK.has(name)) parts.push(" ");
      node = SILENT.has(name) || opensEditing(inner) ? skip(walker) : walker.nextNode();
    }
    return squeeze(parts.join(""), max);
  }

  /**
   * @param {string} text
   * @param {number} max
   * @returns {string} on one line, at most `max` characters
   */
  function squeeze(text, max) {
    return text.slice(0, max * 4).replace(/[ \t\n\r\f]+/g, " ").trim().slice(0, max);
  }

  return Object.freeze({ SILENT, finish, opensEditing, readVisible, short, sink, squeeze });
})();
