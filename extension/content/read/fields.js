/* exported vigicolisFields */
/* global vigicolisBoxes, vigicolisDom, vigicolisElements, vigicolisLegible, vigicolisPieces, vigicolisSink, vigicolisText */
"use strict";

/**
 * Describes a page's form fields by their attributes and the words beside them.
 * A field's value is never touched, nor the text of an editable box.
 */
const vigicolisFields = (() => {
  /**
   * @typedef {import("../../wasm/protocol.js").Bounds} Bounds
   * @typedef {import("../../wasm/protocol.js").Field} Field
   *
   * @typedef {object} Surroundings of the fields of one document or shadow root
   * @property {ParentNode} root
   * @property {Map<string, Element>} labels by the id they are for
   * @property {Element[]} fillables in the order of the page
   * @property {(form: Element) => number} formIndex
   */

  const dom = vigicolisDom;
  const { HOSTS, isSilent, isVisitors } = vigicolisElements;
  const { boxOf, painted } = vigicolisBoxes;
  const { isLegible } = vigicolisLegible;
  const { readPieces } = vigicolisPieces;
  const { squeeze, squeezeGaps } = vigicolisSink;
  const { isAside, short } = vigicolisText;

  /** What is counted by `index`: every control a page can send, as in the document. */
  const CONTROLS = "input,select,textarea";
  /** What parts a line beside them: one's words are not the other's. */
  const PARTING = `br,button,canvas,embed,iframe,object,a[href],[role=tab],${CONTROLS}`;
  /** Fields a visitor can fill. */
  const FILLABLE = "input:not([type=hidden i]),select,textarea";
  const EDITABLE = "[contenteditable]:not([contenteditable=false i])";
  /** What may take keys without being a field: drawn boxes whose script listens to the keyboard. */
  const FOCUSABLE = "[tabindex]:not(a,button,input,select,textarea,summary,iframe,[tabindex^='-'],[contenteditable]),[role=textbox i]:not(input,textarea,[contenteditable])";

  /** Pixels. */
  const DRAWN = { width: 12, least: 12, most: 90 };
  /** Pixels of width and height from which somebody can aim at a field. */
  const SMALLEST = 12;
  const LABEL_LENGTH = 80;
  /** @type {Bounds["attribute"]} */
  const ATTRIBUTE_LENGTH = 200;
  /** @type {Bounds["options"]} */
  const OPTIONS = 14;
  const LABELS_READ = 600;
  /** How far up a wrapper may be whose words belong to its only field. */
  const WRAPPERS = 3;
  const STEPS_BACK = 60;
  /** Nodes of a line before the words that stand next to a field. */
  const LINE_BACK = 40;
  /** So few are a part of a word. */
  const LETTERS = 2;
  const NODES_BACK = 1_000;

  const formOfInput = dom.getter(HTMLInputElement, "form");
  const formOfSelect = dom.getter(HTMLSelectElement, "form");
  const formOfTextArea = dom.getter(HTMLTextAreaElement, "form");
  const typeOfInput = dom.getter(HTMLInputElement, "type");

  /**
   * @param {ParentNode} root
   * @param {(form: Element) => number} formIndex
   * @returns {Surroundings}
   */
  function surroundings(root, formIndex) {
    const labels = new Map();
    for (const label of [...dom.all(root, "label[for]")].slice(0, LABELS_READ)) {
      const id = dom.attribute(label, "for");
      const first = labels.get(id);
      // Of several that are seen the first one counts.
      if (!first || !dom.isVisible(first)) labels.set(id, label);
    }
    return { root, labels, fillables: [...dom.named(root, CONTROLS, FILLABLE)], formIndex };
  }

  /**
   * @param {Element} element
   * @param {number} index
   * @param {Surroundings} around
   * @returns {Field}
   */
  function describe(element, index, around) {
    const tag = tagOf(element);
    /** @param {string} name */
    const read = (name) => squeeze(dom.attribute(element, name), ATTRIBUTE_LENGTH);
    return {
      form: dom.attempt(() => formOf(element, tag, around), -1),
      tag,
      type: tag === "input" ? typeOfInput(/** @type {HTMLInputElement} */ (element)) : read("type"),
      name: read("name"),
      id: read("id"),
      autocomplete: read("autocomplete"),
      placeholder: read("placeholder") || read("aria-placeholder") || read("data-placeholder"),
      label: dom.attempt(() => labelOf(element, around), ""),
      maxlength: maxlengthOf(element),
      inputmode: read("inputmode"),
      title: read("title"),
      options: tag === "select" ? optionsOf(element) : [],
      visible: dom.isVisible(element),
      index,
    };
  }

  /**
   * Whether a control only stands behind a payment provider's frame: no reader is told of it, and
   * that frame takes the clicks in its place.
   * @param {Element} element
   */
  function isStandIn(element) {
    if (!dom.matches(element, "[readonly][aria-hidden=true]")) return false;
    const { x, y } = dom.placeIn(element);
    // Outside of the window nothing takes one: what can't be told is a field.
    return dom.localName(dom.hit(x + SMALLEST, y + SMALLEST) ?? element) === "iframe";
  }

  /**
   * Whether an element that takes the focus looks like an empty field: nothing in it, and of its height.
   * @param {Element} element
   */
  function isDrawnBox(element) {
    if (dom.first(element, "*") || short(element, 1) || !dom.isHtml(element) || !dom.isVisible(element)) return false;
    const { width, height } = dom.placeIn(element);
    return width >= DRAWN.width && height >= DRAWN.least && height <= DRAWN.most;
  }

  /**
   * @param {Element} element
   * @returns {Field["tag"]}
   */
  function tagOf(element) {
    const name = dom.localName(element);
    return name === "input" || name === "select" || name === "textarea" ? name : "contenteditable";
  }

  /**
   * @param {Element} element
   * @param {Field["tag"]} tag
   * @param {Surroundings} around
   */
  function formOf(element, tag, around) {
    const form =
      tag === "input" ? formOfInput(/** @type {HTMLInputElement} */ (element))
      : tag === "select" ? formOfSelect(/** @type {HTMLSelectElement} */ (element))
      : tag === "textarea" ? formOfTextArea(/** @type {HTMLTextAreaElement} */ (element))
      : dom.closest(element, "form");
    return form ? around.formIndex(form) : -1;
  }

  /** @param {Element} element */
  function maxlengthOf(element) {
    const text = dom.attribute(element, "maxlength").trim();
    return /^[0-9]{1,6}$/.test(text) ? Number(text) : -1;
  }

  /**
   * @param {Element} select
   * @returns {string[]}
   */
  function optionsOf(select) {
    const walker = dom.walker(select, NodeFilter.SHOW_ELEMENT);
    /** @type {string[]} */
    const texts = [];
    for (let node = walker.nextNode(), seen = 0; node && texts.length < OPTIONS && seen < 60; node = walker.nextNode(), seen += 1) {
      const option = /** @type {Element} */ (node);
      if (dom.localName(option) === "option") texts.push(short(option, 60) || squeeze(dom.attribute(option, "label"), 60));
    }
    return texts;
  }

  /**
   * The words that name the field, from what is most surely meant for it to what merely stands near.
   * @param {Element} element
   * @param {Surroundings} around
   * @returns {string}
   */
  function labelOf(element, around) {
    const id = dom.attribute(element, "id");
    // Of fields that share an id, labels are the first one's.
    const isFirst = id !== "" && dom.first(around.root, `[id="${CSS.escape(id)}"]`) === element;
    const meant = [isFirst ? around.labels.get(id) : null, dom.closest(element, "label")];
    /** @param {boolean} isSeen */
    const wordsOf = (isSeen) =>
      meant.map((label) => (label ? short(label, LABEL_LENGTH, isSeen) : "")).find(saysSomething) ?? labelledBy(element, around.root, isSeen);
    const seen = wordsOf(true);
    if (seen) return seen;
    const heard = wordsOf(false) || squeeze(dom.attribute(element, "aria-label"), LABEL_LENGTH);
    // Words that nobody sees stand behind those that everybody does.
    const words = heard && !dom.isVisible(element) ? heard : squeeze(`${wordsOfOwnWrapper(element, around)} ${heard}`, LABEL_LENGTH);
    if (words || isSpot(element)) return words;
    const place = slotOf(element);
    return (place && precedingWords(place.slot, place.root)) || precedingWords(element, around.root);
  }

  /**
   * Where a shadow root shows a field, or a wrapper of it alone, that stands in its host.
   * @param {Element} element
   */
  function slotOf(element) {
    let at = element;
    for (let level = 0; level < WRAPPERS; level += 1) {
      const host = dom.parentElement(at);
      if (!host || (level > 0 && short(at, 1))) return null;
      const name = dom.localName(host);
      const root = name.includes("-") || HOSTS.has(name) ? dom.anyShadowRoot(host) : null;
      const slot = root && dom.first(root, dom.hasAttribute(at, "slot") ? `slot[name="${CSS.escape(dom.attribute(at, "slot"))}"]` : "slot:not([name])");
      if (slot) return { slot, root };
      at = host;
    }
    return null;
  }

  /**
   * Whether a field is so small that words near it are not its label: payment forms keep such ones
   * to lead the focus about.
   * @param {Element} element
   */
  function isSpot(element) {
    const { width, height } = dom.placeIn(element);
    return width > 0 && height > 0 && Math.min(width, height) < SMALLEST;
  }

  /**
   * @param {Element} element
   * @param {ParentNode} root
   * @param {boolean} isSeen
   */
  function labelledBy(element, root, isSeen) {
    const words = [];
    for (const id of dom.attribute(element, "aria-labelledby").slice(0, 200).split(/\s+/).slice(0, 4)) {
      const label = id && dom.first(root, `#${CSS.escape(id)}`);
      if (label) words.push(short(label, LABEL_LENGTH, isSeen));
    }
    return squeeze(words.join(" "), LABEL_LENGTH);
  }

  /**
   * Floating labels stand after their field: the words of a wrapper that holds this field alone.
   * @param {Element} element
   * @param {Surroundings} around
   */
  function wordsOfOwnWrapper(element, around) {
    const { fillables } = around;
    const place = fillables.indexOf(element);
    let wrapper = dom.parentElement(element);
    for (let level = 0; wrapper && level < WRAPPERS; level += 1) {
      const below = wrapper;
      /** @param {Element | undefined} field */
      const holds = (field) => dom.contains(below, field);
      if (place < 0 ? fillables.filter(holds).length > 1 : holds(fillables[place - 1]) || holds(fillables[place + 1])) return "";
      const words = short(wrapper, LABEL_LENGTH + 1, true);
      if (words.length > LABEL_LENGTH) return "";
      if (saysSomething(words)) return words;
      wrapper = dom.parentElement(wrapper);
    }
    return "";
  }

  /**
   * @param {Element} element
   * @param {ParentNode} root
   */
  function precedingWords(element, root) {
    const walker = dom.walker(root);
    walker.currentNode = element;
    for (let steps = 0, nodes = 0; steps < STEPS_BACK && nodes < NODES_BACK; nodes += 1) {
      const node = walker.previousNode();
      if (!node) return "";
      if (dom.nodeType(node) !== Node.TEXT_NODE) continue;
      steps += 1;
      const words = squeeze(dom.textOf(/** @type {Text} */ (node), 2_000), 2_000);
      if (!saysSomething(words)) continue;
      const parent = dom.parentElement(node);
      if (parent && !isSilent(parent) && dom.isVisible(parent) && !isVisitors(parent) && isLegible(/** @type {Text} */ (node), parent)) {
        const seen = painted(parent, words);
        return squeeze(lineOf(parent, seen, element) || wordsBefore(walker, /** @type {Text} */ (node)) + seen, 2_000).slice(-LABEL_LENGTH).trim();
      }
    }
    return "";
  }

  /**
   * The whole line of a word or letter that stands in an element of its own: the last one in the page
   * may be the first of the line.
   * @param {Element} element that holds it
   * @param {string} words
   * @param {Element} field which comes after it
   */
  function lineOf(element, words, field) {
    let line = dom.parentElement(element);
    if (!line || dom.contains(line, field)) return "";
    if (words.length > LETTERS) {
      const seen = readPieces(line, { places: LABEL_LENGTH }) ?? "";
      // In the order of the page it may be the heads of several fields.
      return lettersOf(seen) === lettersOf(dom.contentOf(line)) ? "" : seen;
    }
    for (let outer = dom.parentElement(line); outer && !dom.contains(outer, field) && boxOf(line).style.display.startsWith("inline"); outer = dom.parentElement(outer)) line = outer;
    return short(line, LABEL_LENGTH, true);
  }

  /**
   * What stands before a text in its line.
   * @param {TreeWalker} walker at the text
   * @param {Text} text
   */
  function wordsBefore(walker, text) {
    let words = /^\s/.test(dom.textOf(text, 1)) ? " " : "";
    let near = text;
    for (let nodes = 0, node = walker.previousNode(); node && nodes < LINE_BACK && words.length < LABEL_LENGTH; nodes += 1, node = walker.previousNode()) {
      if (dom.nodeType(node) !== Node.TEXT_NODE) {
        if (partsLine(/** @type {Element} */ (node))) break;
        continue;
      }
      let outer = dom.parentElement(node);
      if (!outer || isSilent(outer) || isVisitors(outer)) break;
      const legible = dom.isVisible(outer) && !isAside(/** @type {Text} */ (node), outer, dom.textOf(/** @type {Text} */ (node), LABEL_LENGTH), near) && isLegible(/** @type {Text} */ (node), outer);
      if (legible) near = /** @type {Text} */ (node);
      const seen = legible ? painted(outer, squeezeGaps(dom.textOf(/** @type {Text} */ (node), 2 * LABEL_LENGTH))) : "";
      while (outer && !dom.contains(outer, text) && !partsLine(outer)) outer = dom.parentElement(outer);
      if (outer && !dom.contains(outer, text)) break;
      words = seen + words;
    }
    return words;
  }

  /** Whether an element ends the line that stands before it. @param {Element} element */
  function partsLine(element) {
    const { display, position } = boxOf(element).style;
    if (display === "none") return false;
    return dom.matches(element, PARTING) || !(/^inline|^contents/.test(display) || /absolute|fixed/.test(position));
  }

  /**
   * What tells a field from another in its place: everything that names it.
   * @param {Field} field
   */
  function signature({ type, name, id, autocomplete, placeholder, label, maxlength, inputmode }) {
    return JSON.stringify([type, name, id, autocomplete, placeholder, label, maxlength, inputmode]);
  }

  /** @param {string} words */
  const lettersOf = (words) => words.replace(/\s+/g, "");

  /** @param {string} words */
  function saysSomething(words) {
    return /[\p{L}\p{N}]/u.test(words);
  }

  return { CONTROLS, EDITABLE, FILLABLE, FOCUSABLE, describe, isDrawnBox, isStandIn, signature, surroundings };
})();
