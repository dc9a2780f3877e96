/* exported vigicolisDisabledFields */
/* global vigicolisDom, vigicolisFields */
"use strict";

/**
 * Takes a page's fields out of use and gives them back as they were. A disabled field takes no
 * focus, no key, no input method, no autofill, and its value is left out when its form is sent;
 * it looks like any page's disabled field. Values are neither read nor changed.
 *
 * A page may take a mark away again: it is put back a few times, then left; `shield.js` still
 * stops what is typed.
 */
const vigicolisDisabledFields = vigicolisDom.lazy(() => {
  /**
   * @typedef {object} Mark
   * @property {"disabled" | "contenteditable"} name the attribute
   * @property {string | null} before what the page had there
   * @property {number} restores how often it was put back
   */

  const dom = vigicolisDom;
  const { EDITABLE, FILLABLE } = vigicolisFields;

  const MAX = { fields: 2_000, roots: 200, elements: 50_000, restores: 100, restoresOfOne: 5 };
  /** A changed page is searched again after this, and searching takes a twentieth of the time at most. */
  const GAP_MS = 100;
  const SHARE = 20;
  const WATCHED = { subtree: true, childList: true, attributes: true, attributeFilter: ["contenteditable", "disabled", "type"] };
  /** Inputs that take no text. */
  const NO_TEXT = new Set(["hidden", "button", "submit", "reset", "image", "checkbox", "radio", "range", "color"]);

  const typeOf = dom.getter(HTMLInputElement, "type");

  /** @type {Map<Element, Mark>} */
  const marks = new Map();
  /** @type {(field: Element) => boolean} */
  let isSpared = () => false;
  let restores = 0;
  /** @type {MutationObserver | null} */
  let observer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let gap = GAP_MS;

  /**
   * Whether a visitor can type, choose or attach something there.
   * @param {unknown} node
   * @returns {node is HTMLElement}
   */
  function isField(node) {
    if (!dom.isHtmlElement(node)) return false;
    const name = dom.localName(node);
    if (name === "input") return !NO_TEXT.has(typeOf(/** @type {HTMLInputElement} */ (node)));
    return name === "select" || name === "textarea" || dom.isEditable(node);
  }

  /**
   * @param {Element} element
   * @param {Mark} mark
   */
  function holds(element, { name }) {
    return name === "disabled" ? dom.hasAttribute(element, name) : dom.attribute(element, name).toLowerCase() === "false";
  }

  /**
   * @param {Element} element
   * @param {string} name
   * @param {string | null} value
   */
  function setAttribute(element, name, value) {
    if (value === null) Element.prototype.removeAttribute.call(element, name);
    else Element.prototype.setAttribute.call(element, name, value);
  }

  /** @param {HTMLElement} element */
  function mark(element) {
    const isControl = /^(input|select|textarea)$/.test(dom.localName(element));
    const name = isControl ? "disabled" : "contenteditable";
    const before = dom.hasAttribute(element, name) ? dom.attribute(element, name) : null;
    /** @type {Mark} */
    const made = { name, before, restores: 0 };
    // What the page itself disabled is none of ours, neither now nor later.
    if (marks.has(element) || marks.size >= MAX.fields || holds(element, made)) return;
    // A field that has the focus would keep it, and an input method its text.
    if (dom.matches(element, ":focus")) HTMLElement.prototype.blur.call(element);
    marks.set(element, made);
    if (isControl) dom.withheld.add(element);
    else dom.withhold(element);
    setAttribute(element, name, isControl ? "" : "false");
  }

  /** @param {Element} element */
  function unmark(element) {
    const made = marks.get(element);
    marks.delete(element);
    dom.withheld.delete(element);
    // What the page changed meanwhile is as it wants it.
    if (made && holds(element, made)) setAttribute(element, made.name, made.before);
  }

  /** @returns {ParentNode[]} the document and its open shadow roots */
  function roots() {
    /** @type {ParentNode[]} */
    const found = [document];
    for (let i = 0; i < found.length; i += 1) {
      const elements = dom.all(found[i], "*");
      for (let j = 0; j < elements.length && j < MAX.elements && found.length < MAX.roots; j += 1) {
        const root = dom.shadowRoot(elements[j]);
        if (root) found.push(root);
      }
    }
    return found;
  }

  function search() {
    timer = undefined;
    const start = performance.now();
    for (const root of roots()) {
      observer?.observe(root, WATCHED);
      for (const field of dom.all(root, `${FILLABLE},${EDITABLE}`)) {
        if (isField(field) && !isSpared(field)) dom.attempt(() => mark(field));
      }
    }
    gap = Math.max(GAP_MS, (performance.now() - start) * SHARE);
  }

  /** @param {MutationRecord[]} records */
  function onChange(records) {
    for (const { type, target } of records) {
      const made = type === "attributes" && marks.get(/** @type {Element} */ (target));
      if (made && !holds(/** @type {Element} */ (target), made)) putBack(/** @type {Element} */ (target), made);
    }
    timer ??= setTimeout(search, gap);
  }

  /**
   * @param {Element} element
   * @param {Mark} made
   */
  function putBack(element, made) {
    if (made.restores >= MAX.restoresOfOne || restores >= MAX.restores) return;
    made.restores += 1;
    restores += 1;
    setAttribute(element, made.name, made.name === "disabled" ? "" : "false");
  }

  /**
   * Marks the document's fields, and those that come later.
   * @param {(field: Element) => boolean} spared fields that stay in use
   */
  function put(spared) {
    isSpared = spared;
    for (const element of [...marks.keys()].filter(spared)) unmark(element);
    observer ??= new MutationObserver(onChange);
    search();
  }

  /** Gives all fields back. */
  function take() {
    observer?.disconnect();
    observer = null;
    clearTimeout(timer);
    timer = undefined;
    for (const element of [...marks.keys()]) dom.attempt(() => unmark(element));
  }

  return { isField, put, take };
});
