/* exported vigicolisSnapshot */
/* global vigicolisDom, vigicolisFields, vigicolisLists, vigicolisPace, vigicolisText */
"use strict";

/**
 * Reduces a page to bounded facts. Knows no carrier and no rule, and never reads a field's value.
 */
const vigicolisSnapshot = (() => {
  /**
   * @typedef {import("../../wasm/protocol.js").PageSnapshot} PageSnapshot
   * @typedef {ReturnType<typeof vigicolisLists.begin>} Look
   * @typedef {{ fields: string, all: string }} Print
   * @typedef {{ page: PageSnapshot, elements: Element[], print: Print }} Taken with the elements of its fields
   * @typedef {Generator<undefined, void, void>} Work
   */

  const dom = vigicolisDom;
  const { EDITABLE, FILLABLE } = vigicolisFields;
  const { each, readHead, readLists } = vigicolisLists;
  const { attempt, clock, lose, run } = vigicolisPace;

  /**
   * What one look at a huge page may cost: lists come first, the text takes what is left but at
   * least its share. A page of usual size is read whole in a few milliseconds; its bound is only
   * for a device under load, so that what is seen of it does not depend on the clock.
   */
  const HUGE_PAGE = 8_000;
  const BUDGET_MS = Object.freeze({ huge: 60, usual: 400 });
  const TEXT_SHARE_MS = 30;
  const NODES = 150_000;

  /** @type {Readonly<Pick<import("../../wasm/protocol.js").Bounds, "text"> & { frames: number, roots: number, depth: number }>} */
  const MAX = Object.freeze({ text: 40_000, frames: 30, roots: 200, depth: 4 });

  const documentOfIframe = dom.getter(HTMLIFrameElement, "contentDocument");
  const documentOfFrame = dom.getter(HTMLFrameElement, "contentDocument");

  /**
   * Looks at a document with its open shadow roots and same-origin frames, if it is worth it.
   * @param {Document} document
   * @param {boolean} isLoading
   * @param {(print: Print) => boolean} isWorth asked again where the page changed under the look
   * @returns {Promise<Taken | null>}
   */
  async function take(document, isLoading, isWorth) {
    /** @type {Taken | null} */
    let taken = null;
    await run(function* () {
      const print = yield* fingerprint(document);
      if (!isWorth(print)) return;
      // The first question about style makes the browser lay the page out, which it must do anyway.
      const root = dom.documentElement(document);
      if (root) dom.isVisible(root);
      const size = dom.all(document, "*").length;
      yield;
      const look = vigicolisLists.begin(size > HUGE_PAGE ? BUDGET_MS.huge : BUDGET_MS.usual);
      const { page, elements } = look;
      dom.attempt(() => readHead(document, page), undefined);
      yield* attempt(readLists(document, true, look));
      const textDeadline = Math.max(look.deadline, clock() + TEXT_SHARE_MS);
      const sink = vigicolisText.sink({ max: MAX.text, nodes: NODES, deadline: textDeadline });
      yield* attempt(readDocument(document, sink, look, 0));
      page.text = vigicolisText.finish(sink);
      page.counts.textLength = sink.total;
      page.truncated = look.cut || sink.cut;
      if (elements.every(dom.isConnected)) taken = { page, elements, print };
      else yield void lose();
    }, isLoading);
    return taken;
  }

  /**
   * The text of a document, then what its shadow roots and frames hold.
   * @param {Document} document
   * @param {ReturnType<typeof vigicolisText.sink>} sink
   * @param {Look} look
   * @param {number} depth
   * @returns {Work}
   */
  function* readDocument(document, sink, look, depth) {
    const rootsBefore = sink.roots.length;
    const start = dom.body(document) ?? dom.documentElement(document);
    if (start && !dom.isEditable(start)) yield* attempt(vigicolisText.readVisible(start, sink));
    /** @type {ParentNode[]} */
    const roots = [document];
    for (let i = rootsBefore; i < sink.roots.length; i += 1) {
      if (sink.roots.length - rootsBefore > MAX.roots) look.cut = true;
      if (i - rootsBefore >= MAX.roots) break;
      const root = sink.roots[i];
      roots.push(root);
      if (dom.first(root, "a,button,form,frame,h1,h2,h3,iframe,img,input,select,textarea,[contenteditable],[role]")) {
        yield* attempt(readLists(root, false, look));
      }
    }
    for (const root of roots) yield* attempt(readFrames(root, sink, look, depth));
  }

  /**
   * @param {ParentNode} root
   * @param {ReturnType<typeof vigicolisText.sink>} sink
   * @param {Look} look
   * @param {number} depth
   * @returns {Work}
   */
  function* readFrames(root, sink, look, depth) {
    /** @type {Element[]} */
    const frames = [];
    yield* each(root, "iframe,frame", look, (element) => {
      look.frames += 1;
      if (look.frames > MAX.frames) look.cut = true;
      else frames.push(element);
      return look.frames <= MAX.frames;
    });
    for (const frame of frames) {
      const inner = documentOf(frame);
      if (!inner || depth >= MAX.depth || !dom.isVisible(frame)) continue;
      yield* attempt(readLists(inner, false, look));
      sink.parts.push("\n");
      yield* readDocument(inner, sink, look, depth + 1);
    }
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
  /** The browser keeps no list of what can be edited: a huge page is searched for it only so often. */
  const GLANCES_BETWEEN = 5;
  let glances = 0;
  let visible = 0;
  let editable = 0;

  /**
   * What a page must change for another look to be worth while: address, title, frames, fields and
   * how many of them show, and about how much text there is.
   * @param {Document} document
   * @returns {Generator<undefined, Print, void>}
   */
  function* fingerprint(document) {
    yield;
    const fields = ["input", "select", "textarea"]
      .flatMap((name) => [...dom.tagged(document, name)])
      .filter((field) => dom.attribute(field, "type").toLowerCase() !== "hidden");
    if (glances % GLANCES_BETWEEN === 0) {
      yield;
      editable = [...dom.all(document, "[contenteditable]")].filter((element) => vigicolisText.opensEditing(element) && (dom.isHidden(document) || dom.isVisible(element))).length;
    }
    glances += 1;
    // In a tab out of sight the question would tell the page.
    if (!dom.isHidden(document)) visible = fields.slice(0, FIELDS_WEIGHED).filter(dom.isVisible).length;
    const walker = dom.walker(document, NodeFilter.SHOW_TEXT);
    let length = 0;
    let node = walker.nextNode();
    for (let texts = 0; node && texts < TEXTS_WEIGHED; texts += 1, node = walker.nextNode()) {
      if (texts % 32 === 0) yield;
      length += dom.textLength(/** @type {Text} */ (node));
    }
    yield;
    const frames = [...dom.tagged(document, "iframe"), ...dom.tagged(document, "frame")];
    const framed = [];
    for (let i = 0; i < frames.length && i < FRAMES_WEIGHED; i += 1) {
      const inner = documentOf(frames[i]);
      framed.push(inner ? dom.all(inner, FILLABLE).length : "-");
      yield;
    }
    const form = [fields.length, editable, visible, ...framed, location.href].join(" ");
    return {
      fields: form,
      all: [form, frames.length, Math.round(length / 100), dom.title(document).slice(0, 200)].join(" "),
    };
  }

  /**
   * What a visitor could fill in here.
   * @param {Document} document
   * @returns {Element[]}
   */
  function fieldsOf(document) {
    return dom.attempt(() => [...dom.all(document, `${FILLABLE},${EDITABLE}`)], []);
  }

  return Object.freeze({ fieldsOf, take });
})();
