/* exported vigicolisSnapshot */
/* global vigicolisDom, vigicolisLists, vigicolisPace, vigicolisText */
"use strict";

/**
 * Reduces a page to bounded facts. Knows no carrier and no rule, and never reads a field's value.
 */
const vigicolisSnapshot = (() => {
  /**
   * @typedef {import("../protocol.js").PageSnapshot} PageSnapshot
   * @typedef {ReturnType<typeof vigicolisLists.begin>} Look
   * @typedef {Look["top"]} Found
   * @typedef {{ fields: string, all: string }} Print
   * @typedef {{ page: PageSnapshot, elements: Element[], print: Print }} Taken with the elements of its fields
   * @typedef {Generator<undefined, void, void>} Work
   */

  const dom = vigicolisDom;
  const { find, readHead, readLists } = vigicolisLists;
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

  const MAX = Object.freeze({ text: 40_000, roots: 200, depth: 4 });

  const documentOfIframe = dom.getter(HTMLIFrameElement, "contentDocument");
  const documentOfFrame = dom.getter(HTMLFrameElement, "contentDocument");

  /**
   * Looks at a document with its open shadow roots and same-origin frames, if it is worth it.
   * @param {Document} document
   * @param {boolean} isLoading
   * @param {(print: Print, holdsFields: boolean) => boolean} isWorth asked again where the page changed under the look
   * @returns {Promise<Taken | null>}
   */
  async function take(document, isLoading, isWorth) {
    /** @type {Taken | null} */
    let taken = null;
    await run(function* () {
      const found = yield* find(document);
      const holdsFields = found.fillables.length + found.editables.length > 0;
      const print = yield* fingerprint(document, found);
      if (!isWorth(print, holdsFields)) return;
      // The first question about style makes the browser lay the page out, which it must do anyway.
      const root = dom.documentElement(document);
      if (root) dom.isVisible(root);
      const look = vigicolisLists.begin(found, found.size > HUGE_PAGE ? BUDGET_MS.huge : BUDGET_MS.usual);
      const { page, elements } = look;
      dom.attempt(() => readHead(document, look), undefined);
      yield* attempt(readLists(found, look));
      const textDeadline = Math.max(look.deadline, clock() + TEXT_SHARE_MS);
      const sink = vigicolisText.sink({ max: MAX.text, nodes: NODES, deadline: textDeadline });
      yield* attempt(readDocument(document, found, sink, look, 0));
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
   * @param {Found} found
   * @param {ReturnType<typeof vigicolisText.sink>} sink
   * @param {Look} look
   * @param {number} depth
   * @returns {Work}
   */
  function* readDocument(document, found, sink, look, depth) {
    const rootsBefore = sink.roots.length;
    const start = dom.body(document) ?? dom.documentElement(document);
    if (start && !dom.isEditable(start)) yield* attempt(vigicolisText.readVisible(start, sink));
    const frames = [...found.frames];
    for (let i = rootsBefore; i < sink.roots.length; i += 1) {
      if (sink.roots.length - rootsBefore > MAX.roots) look.cut = true;
      if (i - rootsBefore >= MAX.roots) break;
      const inner = yield* find(sink.roots[i]);
      frames.push(...inner.frames);
      yield* attempt(readLists(inner, look));
    }
    yield* readFrames(frames, sink, look, depth);
  }

  /**
   * @param {Element[]} frames
   * @param {ReturnType<typeof vigicolisText.sink>} sink
   * @param {Look} look
   * @param {number} depth
   * @returns {Work}
   */
  function* readFrames(frames, sink, look, depth) {
    if (depth >= MAX.depth) return;
    for (const element of frames) {
      yield;
      if (look.framesLeft <= 0 || clock() > look.deadline) {
        look.cut = true;
        return;
      }
      look.framesLeft -= 1;
      const inner = documentOf(element);
      if (!inner || !dom.isVisible(element)) continue;
      const found = yield* find(inner);
      yield* attempt(readLists(found, look));
      sink.parts.push("\n");
      yield* attempt(readDocument(inner, found, sink, look, depth + 1));
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
  const FRAMES_WEIGHED = 10;
  let visible = 0;

  /**
   * What a page must change for another look to be worth while: address, title, frames, fields and
   * how many of them show, and about how much text there is.
   * @param {Document} document
   * @param {Found} found
   * @returns {Generator<undefined, Print, void>}
   */
  function* fingerprint(document, { fillables, editables, frames, textLength }) {
    const fields = [...fillables, ...editables].slice(0, FIELDS_WEIGHED);
    // In a tab out of sight the question would tell the page.
    if (!dom.isHidden(document)) visible = fields.filter(dom.isVisible).length;
    const framed = [];
    for (const frame of frames.slice(0, FRAMES_WEIGHED)) {
      const inner = documentOf(frame);
      framed.push(inner ? (yield* find(inner)).fillables.length : "-");
    }
    const form = [fillables.length + editables.length, visible, ...framed, location.href].join(" ");
    return { fields: form, all: [form, frames.length, Math.round(textLength / 100), dom.title(document).slice(0, 200)].join(" ") };
  }

  return Object.freeze({ take });
})();
