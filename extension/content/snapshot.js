/* exported vigicolisSnapshot */
/* global vigicolisDom, vigicolisFields, vigicolisLists, vigicolisText */
"use strict";

/**
 * Reduces a page to bounded facts. Knows no carrier and no rule, and never reads a field's value.
 */
const vigicolisSnapshot = (() => {
  /**
   * @typedef {import("../protocol.js").PageSnapshot} PageSnapshot
   * @typedef {ReturnType<typeof vigicolisLists.begin>} Look
   */

  const dom = vigicolisDom;
  const { EDITABLE, FILLABLE } = vigicolisFields;
  const { address, each, readHead, readLists } = vigicolisLists;

  /**
   * What one look at a huge page may cost: lists come first, the text takes what is left but at
   * least its share. A page of usual size is read whole in a few milliseconds; its bound is only
   * for a device under load, so that what is seen of it does not depend on the clock.
   */
  const HUGE_PAGE = 8_000;
  const BUDGET_MS = Object.freeze({ huge: 60, usual: 400 });
  const TEXT_SHARE_MS = 30;
  const NODES = 150_000;

  const MAX = Object.freeze({ text: 40_000, frames: 30, roots: 200, depth: 4 });

  const srcOfIframe = dom.getter(HTMLIFrameElement, "src");
  const srcOfFrame = dom.getter(HTMLFrameElement, "src");
  const documentOfIframe = dom.getter(HTMLIFrameElement, "contentDocument");
  const documentOfFrame = dom.getter(HTMLFrameElement, "contentDocument");

  /**
   * Looks at a document with its open shadow roots and same-origin frames.
   * @param {Document} document
   * @returns {{ page: PageSnapshot, elements: Element[] }} with the elements of its fields
   */
  function take(document) {
    // The first question about style makes the browser lay the page out, which it must do anyway.
    dom.attempt(() => dom.all(document, "html").forEach((root) => dom.isVisible(root)), undefined);
    const size = dom.all(document, "*").length;
    const look = vigicolisLists.begin(size > HUGE_PAGE ? BUDGET_MS.huge : BUDGET_MS.usual);
    const { page } = look;
    dom.attempt(() => readHead(document, page), undefined);
    dom.attempt(() => readLists(document, true, look), undefined);
    const textDeadline = Math.max(look.deadline, performance.now() + TEXT_SHARE_MS);
    const sink = vigicolisText.sink({ max: MAX.text, nodes: NODES, deadline: textDeadline });
    dom.attempt(() => readDocument(document, sink, look, 0), undefined);
    page.text = vigicolisText.finish(sink);
    page.counts.textLength = sink.total;
    page.truncated = look.cut || sink.cut;
    return { page, elements: look.elements };
  }

  /**
   * The text of a document, then what its shadow roots and frames hold.
   * @param {Document} document
   * @param {ReturnType<typeof vigicolisText.sink>} sink
   * @param {Look} look
   * @param {number} depth
   */
  function readDocument(document, sink, look, depth) {
    const rootsBefore = sink.roots.length;
    const start = dom.body(document) ?? dom.documentElement(document);
    if (start && !dom.isEditable(start)) dom.attempt(() => vigicolisText.readVisible(start, sink), undefined);
    /** @type {ParentNode[]} */
    const roots = [document];
    for (let i = rootsBefore; i < sink.roots.length; i += 1) {
      if (sink.roots.length - rootsBefore > MAX.roots) look.cut = true;
      if (i - rootsBefore >= MAX.roots) break;
      const root = sink.roots[i];
      roots.push(root);
      if (dom.first(root, "a,button,form,frame,h1,h2,h3,iframe,img,input,select,textarea,[contenteditable],[role]")) {
        dom.attempt(() => readLists(root, false, look), undefined);
      }
    }
    for (const root of roots) dom.attempt(() => readFrames(root, sink, look, depth), undefined);
  }

  /**
   * @param {ParentNode} root
   * @param {ReturnType<typeof vigicolisText.sink>} sink
   * @param {Look} look
   * @param {number} depth
   */
  function readFrames(root, sink, look, depth) {
    const { frames } = look.page;
    each(root, "iframe,frame", look, (element) => {
      if (frames.length >= MAX.frames) {
        look.cut = true;
        return false;
      }
      const inner = documentOf(element);
      const source = dom.localName(element) === "iframe" ? srcOfIframe(/** @type {HTMLIFrameElement} */ (element)) : srcOfFrame(/** @type {HTMLFrameElement} */ (element));
      frames.push({ src: address(source), sameOrigin: inner !== null && !isForeign(source) });
      if (inner && depth < MAX.depth && dom.isVisible(element)) {
        dom.attempt(() => readLists(inner, false, look), undefined);
        sink.parts.push("\n");
        readDocument(inner, sink, look, depth + 1);
      }
      return true;
    });
  }

  /**
   * Whether an address is another site's, even while its frame still shows the empty page that
   * every frame starts with.
   * @param {string} url
   */
  function isForeign(url) {
    return /^https?:/i.test(url) && dom.attempt(() => new URL(url).origin !== location.origin, true);
  }

  /**
   * @param {Element} frame
   * @returns {Document | null} null where the frame is another site's
   */
  function documentOf(frame) {
    return dom.attempt(() => {
      const inner = dom.localName(frame) === "iframe" ? documentOfIframe(/** @type {HTMLIFrameElement} */ (frame)) : documentOfFrame(/** @type {HTMLFrameElement} */ (frame));
      return inner && dom.documentElement(inner) ? inner : null;
    }, null);
  }

  const FIELDS_WEIGHED = 80;
  const TEXTS_WEIGHED = 3_000;
  const FRAMES_WEIGHED = 10;

  /**
   * What a page must change for another look to be worth while, in a millisecond or so: address,
   * title, frames, fields and how many of them show, and about how much text there is.
   * @param {Document} document
   * @returns {{ fields: string, all: string }}
   */
  function fingerprint(document) {
    return dom.attempt(() => {
      const fields = dom.all(document, `${FILLABLE},${EDITABLE}`);
      let visible = 0;
      for (let i = 0; i < fields.length && i < FIELDS_WEIGHED; i += 1) if (dom.isVisible(fields[i])) visible += 1;
      const walker = dom.walker(document, NodeFilter.SHOW_TEXT);
      let length = 0;
      let node = walker.nextNode();
      for (let texts = 0; node && texts < TEXTS_WEIGHED; texts += 1, node = walker.nextNode()) {
        length += dom.textLength(/** @type {Text} */ (node));
      }
      const frames = dom.all(document, "iframe,frame");
      const framed = [];
      for (let i = 0; i < frames.length && i < FRAMES_WEIGHED; i += 1) {
        const inner = documentOf(frames[i]);
        framed.push(inner ? dom.all(inner, FILLABLE).length : "-");
      }
      const form = [fields.length, visible, ...framed, location.href].join(" ");
      return { fields: form, all: [form, frames.length, Math.round(length / 100), dom.title(document).slice(0, 200)].join(" ") };
    }, { fields: "", all: "" });
  }

  /**
   * Whether a visitor could fill in anything here.
   * @param {Document} document
   */
  function holdsFields(document) {
    return dom.attempt(() => dom.first(document, `${FILLABLE},${EDITABLE}`) !== null, false);
  }

  return Object.freeze({ fingerprint, holdsFields, take });
})();
