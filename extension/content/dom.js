/* exported vigicolisDom */
"use strict";

/**
 * Ways to the DOM that a page cannot bend. An `<input name="action">` hides its form's own
 * `action`, a `<form name="title">` the document's: so what is read here is read by the getters
 * and methods of the prototypes, which are the content script's own.
 */
const vigicolisDom = (() => {
  // Bound once: a question to the page is asked thousands of times.
  const { call } = Function.prototype;

  /**
   * @template {object} T
   * @template {keyof T & string} K
   * @param {{ prototype: T }} owner
   * @param {K} name
   * @returns {(node: T) => T[K]}
   */
  function getter(owner, name) {
    const read = Object.getOwnPropertyDescriptor(owner.prototype, name)?.get;
    if (!read) throw new TypeError(name);
    return call.bind(read);
  }

  /**
   * @template {object} T
   * @template {keyof T & string} K
   * @param {{ prototype: T }} owner
   * @param {K} name
   * @returns {T[K] extends (...args: infer A) => infer R ? (node: T, ...args: A) => R : never}
   */
  const method = (owner, name) => /** @type {any} */ (call.bind(/** @type {any} */ (owner.prototype[name])));

  const nodeType = getter(Node, "nodeType");
  const parentNode = getter(Node, "parentNode");
  const parentElement = getter(Node, "parentElement");
  const ownerDocument = getter(Node, "ownerDocument");
  const connected = getter(Node, "isConnected");
  /** Of a document that its frame has left for another site's, Firefox answers nothing. @param {Node} node */
  const isConnected = (node) => attempt(() => connected(node), false);
  const textContent = getter(Node, "textContent");
  const firstChild = getter(Node, "firstChild");
  const nextSibling = getter(Node, "nextSibling");
  const previousElement = getter(Element, "previousElementSibling");
  const localName = getter(Element, "localName");
  const namespaceURI = getter(Element, "namespaceURI");
  const shadowRoot = getter(Element, "shadowRoot");
  const childElements = getter(Element, "childElementCount");
  const shadowHost = getter(ShadowRoot, "host");
  const textLength = getter(CharacterData, "length");
  const documentElement = getter(Document, "documentElement");
  /** This document's own. */
  const root = () => documentElement(document);
  const body = getter(Document, "body");
  const title = getter(Document, "title");
  const referrer = getter(Document, "referrer");
  const readyState = getter(Document, "readyState");
  const designMode = getter(Document, "designMode");
  const isHidden = getter(Document, "hidden");
  /** Whether a page is made ahead of time, and not yet the tab's; where browsers do that. @type {(document: Document) => boolean} */
  const isPrerendering = attempt(() => /** @type {any} */ (getter)(Document, "prerendering"), () => false);
  const currentCSSZoom = attempt(() => getter(Element, "currentCSSZoom"), () => 1);
  const isContentEditable = getter(HTMLElement, "isContentEditable");

  const getAttribute = method(Element, "getAttribute");
  const placeIn = method(Element, "getBoundingClientRect");
  const checkVisibility = method(Element, "checkVisibility");
  const substringData = method(CharacterData, "substringData");

  /** What may hold another document. */
  const FRAMES = "iframe,frame,object,embed";
  /** @param {"contentDocument" | "contentWindow"} name */
  function inFrame(name) {
    /** @type {Readonly<Record<string, (frame: any) => any>>} */
    const reads = { iframe: getter(HTMLIFrameElement, name), frame: getter(HTMLFrameElement, name), object: getter(HTMLObjectElement, name) };
    return (/** @type {Element} */ frame) => reads[localName(frame)]?.(frame) ?? null;
  }

  /** The window that a frame holds, where the browser tells. @type {(frame: Element) => Window | null} */
  const windowOf = inFrame("contentWindow");

  /** The document that a frame of this site holds; asking another site's window for its own would throw, which is dear. @type {(frame: Element) => Document | null} */
  const documentIn = inFrame("contentDocument");

  const HTML = "http://www.w3.org/1999/xhtml";
  const SVG = "http://www.w3.org/2000/svg";

  /** @param {Element} element */
  const isHtml = (element) => namespaceURI(element) === HTML;

  /** @param {Element} element */
  const isDrawing = (element) => namespaceURI(element) === SVG;

  /**
   * @param {Element} element
   * @param {string} name
   * @returns {string} empty when the attribute is absent
   */
  const attribute = (element, name) => getAttribute(element, name) ?? "";

  const hasAttribute = method(Element, "hasAttribute");

  /**
   * Whether something is an element of HTML, in whichever document it was made: one that a page
   * brought over from a frame is no instance of this document's classes.
   * @param {unknown} node
   * @returns {node is HTMLElement}
   */
  function isHtmlElement(node) {
    return attempt(() => nodeType(/** @type {Node} */ (node)) === Node.ELEMENT_NODE && isHtml(/** @type {Element} */ (node)), false);
  }

  /** @param {ParentNode} root */
  function ownerOfQueries(root) {
    const type = nodeType(root);
    if (type === Node.DOCUMENT_NODE) return Document.prototype;
    return type === Node.ELEMENT_NODE ? Element.prototype : DocumentFragment.prototype;
  }

  /**
   * @param {ParentNode} root
   * @param {string} selector
   * @returns {NodeListOf<Element>}
   */
  const all = (root, selector) => ownerOfQueries(root).querySelectorAll.call(root, selector);

  /**
   * The browser keeps these lists: on a page that rests, asking again costs nothing.
   * @param {Document} document
   * @param {string} name without a prefix
   * @returns {HTMLCollectionOf<Element>}
   */
  const tagged = (document, name) => Document.prototype.getElementsByTagNameNS.call(document, "*", name);

  /**
   * What a selector finds that names elements: in a document without any of them, it is not searched for.
   * @param {ParentNode} root
   * @param {string} names with commas between
   * @param {string} [selector]
   * @returns {ArrayLike<Element> & Iterable<Element>}
   */
  const named = (root, names, selector = names) =>
    nodeType(root) === Node.DOCUMENT_NODE && names.split(",").every((name) => tagged(/** @type {Document} */ (root), name).length === 0) ? [] : all(root, selector);

  /**
   * @param {ParentNode} root
   * @param {string} selector
   * @returns {Element | null}
   */
  const first = (root, selector) => ownerOfQueries(root).querySelector.call(root, selector);

  /**
   * @param {Element} element
   * @param {string} selector
   * @returns {Element | null}
   */
  const closest = (element, selector) => Element.prototype.closest.call(element, selector);

  const matches = method(Element, "matches");

  /**
   * @param {Node} outer
   * @param {Node | null | undefined} node
   * @returns {boolean} whether the node is the outer one or below it
   */
  const contains = (outer, node) => node ? Node.prototype.contains.call(outer, node) : false;

  /**
   * @param {Node} root
   * @param {number} [show] elements and texts, where nothing else is said
   * @returns {TreeWalker} native steps, which no named element can hide
   */
  function walker(root, show = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT) {
    const document = nodeType(root) === Node.DOCUMENT_NODE ? /** @type {Document} */ (root) : ownerDocument(root);
    return Document.prototype.createTreeWalker.call(document, root, show);
  }

  /** What takes a click at a point of the window. @param {number} x @param {number} y @returns {Element | null} */
  const hit = (x, y) => Document.prototype.elementFromPoint.call(document, x, y);

  /**
   * @param {Text} node
   * @param {number} max
   * @returns {string}
   */
  const textOf = (node, max) => substringData(node, 0, max);

  /** All text below a node, seen or not. @param {Node | null} node @returns {string} */
  const contentOf = (node) => (node && textContent(node)) ?? "";

  const VISIBILITY = { checkVisibilityCSS: true, visibilityProperty: true };

  /**
   * Whether the element is laid out and not `visibility: hidden`; false for `display: contents`.
   * @param {Element} element
   * @returns {boolean}
   */
  const isVisible = (element) => checkVisibility(element, VISIBILITY);

  const OPACITY = { ...VISIBILITY, opacityProperty: true };

  /**
   * Whether the element is visible and nothing around it is wholly transparent; false also where
   * that has no box, and so no effect.
   * @param {Element} element
   * @returns {boolean}
   */
  const isOpaque = (element) => checkVisibility(element, OPACITY);

  /**
   * How many times larger than life the page's own rules make an element.
   * @param {Element} element
   * @returns {number} 1 where the browser doesn't say
   */
  const zoomOf = (element) => attempt(() => currentCSSZoom(element), 1);

  /** Fields and editable boxes that the shield took out of use. @type {WeakSet<Element>} */
  const withheld = new WeakSet();

  let hasWithheld = false;

  /** Notes that the shield takes an editable box out of use. @param {Element} box */
  function withhold(box) {
    hasWithheld = true;
    withheld.add(box);
  }

  /**
   * Whether what stands in the element may have been typed by the visitor.
   * @param {Element} element
   */
  const isEditable = (element) => isHtml(element) && (isContentEditable(/** @type {HTMLElement} */ (element)) || (hasWithheld && isWithheld(element)));

  /** @param {Element} element */
  function isWithheld(element) {
    const box = closest(element, "[contenteditable]");
    return box !== null && withheld.has(box);
  }

  /** Chromium's way to closed shadow roots; Firefox has one of its own. @type {typeof chrome.dom | undefined} */
  let chromium;

  /**
   * An element's shadow root, also a closed one, as far as the browser shows it to extensions.
   * @param {Element} element
   * @returns {ShadowRoot | null}
   */
  function anyShadowRoot(element) {
    const { openOrClosedShadowRoot } = /** @type {Element & { openOrClosedShadowRoot?: ShadowRoot | null }} */ (element);
    if (openOrClosedShadowRoot !== undefined) return openOrClosedShadowRoot;
    return isHtml(element) ? attempt(() => (chromium ??= chrome.dom).openOrClosedShadowRoot(/** @type {HTMLElement} */ (element)), null) : null;
  }

  /**
   * Runs a look at the page that must not end the others.
   * @template T
   * @param {() => T} look
   * @param {T} [otherwise]
   * @returns {T}
   */
  function attempt(look, otherwise) {
    try {
      return look();
    } catch {
      return /** @type {T} */ (otherwise);
    }
  }

  /**
   * Does something later. A page can put tasks of its own before all timers, without end; not before this.
   * @param {() => void} go
   * @param {number} ms
   * @returns {AbortController} ends the wait
   */
  function later(go, ms) {
    const wait = new AbortController();
    scheduler.postTask(go, { priority: "user-blocking", delay: ms, signal: wait.signal }).catch(() => undefined);
    return wait;
  }

  /**
   * A part of these scripts that is made when it is first asked for: most documents, and almost all frames, need
   * few of them. It is made at once and whole, so that nobody waits for it.
   * @template {object} T
   * @param {() => T} make
   * @returns {T}
   */
  function lazy(make) {
    /** @type {T | undefined} */
    let made;
    return new Proxy(/** @type {T} */ ({}), { get: (_, name) => (made ??= make())[/** @type {keyof T} */ (name)] });
  }

  return Object.freeze({
    FRAMES,
    all,
    anyShadowRoot,
    attempt,
    attribute,
    body,
    childElements,
    closest,
    contains,
    contentOf,
    designMode,
    documentElement,
    documentIn,
    first,
    firstChild,
    getter,
    hasAttribute,
    hit,
    isConnected,
    isDrawing,
    isEditable,
    isHidden,
    isHtml,
    isHtmlElement,
    isPrerendering,
    isOpaque,
    isVisible,
    later,
    lazy,
    localName,
    matches,
    method,
    named,
    nextSibling,
    previousElement,
    nodeType,
    ownerDocument,
    parentElement,
    parentNode,
    placeIn,
    readyState,
    root,
    shadowHost,
    shadowRoot,
    tagged,
    textLength,
    textOf,
    title,
    referrer,
    walker,
    windowOf,
    withheld,
    withhold,
    zoomOf,
  });
})();
