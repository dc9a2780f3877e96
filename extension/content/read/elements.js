/* exported vigicolisElements */
/* global vigicolisDom */
"use strict";

/**
 * Says what an element is to a reader, by its name and by who writes in it: a part of the page's
 * text, a break in it, none of it, or the visitor's own, which is never read.
 */
const vigicolisElements = (() => {
  const dom = vigicolisDom;

  /** @typedef {{ isSilent: boolean, isBlock: boolean, isHost: boolean, isCustom: boolean, isCaption: boolean }} Trait of elements of a name */

  /** @param {string} list */
  const names = (list) => new Set(list.split(" "));

  /** Elements whose inside is no text of the page, or the visitor's own. */
  const SILENT = names("audio canvas datalist embed frame iframe input object option script select style template textarea title video");

  /** Elements that part words even where the source has no space. */
  const BLOCK = names("address article aside blockquote br button caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table td text th tr ul");

  /** Elements that a page may give a shadow root of its own, beside those of its own names. */
  const HOSTS = names("article aside blockquote div footer h1 h2 h3 h4 h5 h6 header main nav p section span");

  /** Elements whose words a style sheet may write or go on with. */
  const CAPTIONS = names("h1 h2 h3 label legend p");

  /** Elements of more names are asked for theirs each time. */
  const NAMES = 500;

  /** @type {Map<string, Trait>} */
  const traits = new Map();

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

  return { BLOCK, HOSTS, isPage, isSilent, isVisitors, opensEditing, traitOf };
})();
