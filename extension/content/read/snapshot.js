/* exported vigicolisSnapshot */
/* global vigicolisDom, vigicolisElements, vigicolisFields, vigicolisLegible, vigicolisLists, vigicolisPace, vigicolisSink, vigicolisText */
"use strict";

/**
 * Reduces a page to bounded facts. Knows no carrier and no rule, and never reads a field's value.
 */
const vigicolisSnapshot = (() => {
  /**
   * @typedef {import("../../wasm/protocol.js").PageSnapshot} PageSnapshot
   * @typedef {ReturnType<typeof vigicolisLists.begin>} Look
   * @typedef {{ fields: string, news: number, all: string }} Print `news`: how often words came into view that were not seen before
   * @typedef {{ page: PageSnapshot, elements: Element[], print: Print, isHasty: boolean }} Taken with the elements of its fields; `isHasty` where a page of usual size was cut off by the clock alone
   * @typedef {Generator<undefined, void, void>} Work
   */

  const dom = vigicolisDom;
  const { EDITABLE, FILLABLE } = vigicolisFields;
  const { each, readHead, readLists } = vigicolisLists;
  const { attempt, clock, lose, run } = vigicolisPace;
  const { isPage, isSilent, isVisitors, opensEditing } = vigicolisElements;
  const { forget, isLegible, isOwnFont } = vigicolisLegible;

  /**
   * What one look at a huge page may cost: lists come first, the text takes what is left but at
   * least its share. A page of usual size is read whole in a few milliseconds; its bound is only
   * for a device under load, so that what is seen of it does not depend on the clock.
   */
  const HUGE_PAGE = 8_000;
  const BUDGET_MS = { huge: 60, usual: 400 };
  const TEXT_SHARE_MS = 30;
  const NODES = 150_000;

  /** @type {Readonly<Pick<import("../../wasm/protocol.js").Bounds, "text"> & { frames: number, roots: number, depth: number }>} */
  const MAX = { text: 40_000, frames: 30, roots: 200, depth: 4 };

  /** How much around a field is read where the page was not read to its end. */
  const AROUND = { elements: 200, fields: 3, places: 3, text: 2_000 };

  const scrollHeight = dom.getter(Element, "scrollHeight");
  const scrollWidth = dom.getter(Element, "scrollWidth");

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
      const print = yield* fingerprintOrForget(document);
      if (!isWorth(print)) return;
      // The first question about style makes the browser lay the page out, which it must do anyway.
      const root = dom.documentElement(document);
      // A document that was emptied, by its page or on the way out, takes nothing back of what it was.
      if (!root) return;
      dom.isVisible(root);
      yield;
      const size = dom.tagged(document, "*").length;
      forget(false);
      const look = vigicolisLists.begin(size > HUGE_PAGE ? BUDGET_MS.huge : BUDGET_MS.usual);
      const { page, elements } = look;
      dom.attempt(() => readHead(document, page));
      yield* attempt(readLists(document, true, look));
      const textDeadline = Math.max(look.deadline, clock() + TEXT_SHARE_MS);
      const sink = vigicolisSink.sink({ max: MAX.text, nodes: NODES, deadline: textDeadline });
      yield* attempt(readDocument(document, sink, look, 0));
      if (sink.cut) yield* attempt(readAround(elements, sink));
      page.text = vigicolisSink.finish(sink);
      page.ownFont = isOwnFont();
      page.counts.textLength = sink.total;
      page.truncated = look.cut || sink.cut;
      scopes = [document, ...sink.roots, ...look.documents].slice(0, SCOPES);
      // What was found of the page just now is weighed with it from here on.
      content = yield* contentOf(document);
      if (!hasWeighed) read = { content, texts: sink.texts, isWhole: !page.truncated };
      hasLooked = true;
      if (!dom.documentElement(document)) return;
      if ([root, ...elements].every(dom.isConnected)) taken = { page, elements, print, isHasty: page.truncated && size <= HUGE_PAGE && clock() >= look.deadline };
      else yield void lose();
    }, isLoading);
    return taken;
  }

  /**
   * The text of a document, then what its shadow roots and frames hold.
   * @param {Document} document
   * @param {ReturnType<typeof vigicolisSink.sink>} sink
   * @param {Look} look
   * @param {number} depth
   * @returns {Work}
   */
  function* readDocument(document, sink, look, depth) {
    const rootsBefore = sink.roots.length;
    const start = dom.body(document) ?? dom.documentElement(document);
    if (start && (!dom.isEditable(start) || isPage(document))) yield* attempt(vigicolisText.readVisible(start, sink));
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
    const above = depth === 0 ? documentAbove() : null;
    if (above) yield* readInner(above, sink, look, 1);
  }

  /**
   * The words around fields that show, where the page holds more than was read: what stands before them may be a
   * heap that nobody sees.
   * @param {Element[]} fields
   * @param {ReturnType<typeof vigicolisSink.sink>} sink
   * @returns {Work}
   */
  function* readAround(fields, sink) {
    const shown = fields.filter((field) => dom.isVisible(field) && !isVisitors(field));
    /** @type {Element[]} */
    const read = [];
    // From both ends: a kit may put a field of its own before its heap.
    for (const field of [...shown.slice(-AROUND.fields).reverse(), ...shown.slice(0, AROUND.fields)]) {
      if (read.length >= AROUND.places || read.some((element) => dom.contains(element, field))) continue;
      yield;
      const around = placeAround(field);
      if (!around || [...sink.texts.keys()].some((text) => dom.contains(around, text))) continue;
      read.push(around);
      const extra = vigicolisSink.sink({ max: AROUND.text, nodes: NODES, deadline: clock() + TEXT_SHARE_MS });
      yield* attempt(vigicolisText.readVisible(around, extra));
      vigicolisSink.addLast(sink, vigicolisSink.finish(extra));
      for (const [text, words] of extra.texts) sink.texts.set(text, words);
    }
  }

  /** The largest element around a field that holds few others, and nothing that a visitor may have typed. @param {Element} field */
  function placeAround(field) {
    let around = null;
    for (let at = dom.parentElement(field); at && !isVisitors(at) && dom.all(at, "*").length <= AROUND.elements; at = dom.parentElement(at)) around = at;
    return around;
  }

  /**
   * @param {ParentNode} root
   * @param {ReturnType<typeof vigicolisSink.sink>} sink
   * @param {Look} look
   * @param {number} depth
   * @returns {Work}
   */
  function* readFrames(root, sink, look, depth) {
    /** @type {Element[]} */
    const frames = [];
    yield* each(root, dom.FRAMES, look, (element) => {
      look.frames += 1;
      if (look.frames > MAX.frames) look.cut = true;
      else frames.push(element);
      return look.frames <= MAX.frames;
    }, dom.named);
    for (const frame of frames) {
      const inner = documentOf(frame);
      if (!inner || depth >= MAX.depth || !dom.isVisible(frame)) continue;
      yield* readInner(inner, sink, look, depth + 1);
    }
  }

  /**
   * @param {Document} inner
   * @param {ReturnType<typeof vigicolisSink.sink>} sink
   * @param {Look} look
   * @param {number} depth
   * @returns {Work}
   */
  function* readInner(inner, sink, look, depth) {
    look.documents.push(inner);
    yield* attempt(readLists(inner, false, look));
    vigicolisSink.endLine(sink);
    yield* readDocument(inner, sink, look, depth);
  }

  /** What the page shows in a small window above all others. @returns {Document | null} */
  const documentAbove = () => dom.attempt(() => /** @type {any} */ (globalThis).documentPictureInPicture?.window?.document ?? null, null);

  /**
   * @param {Element} frame
   * @returns {Document | null} null where the frame is another site's
   */
  function documentOf(frame) {
    return dom.attempt(() => {
      const inner = dom.documentIn(frame);
      return inner && dom.documentElement(inner) ? inner : null;
    }, null);
  }

  const FIELDS_WEIGHED = 80;
  const TEXTS_WEIGHED = 3_000;
  /** Texts looked at in a glance at a page that seems to rest, one part of it after another. */
  const TEXTS_GLANCED = 150;
  const TITLE_LENGTH = 200;
  /** Whatever stands before or after them in the same text, other words are other words. */
  const TEXT_LENGTH = 10_000;
  /** Texts, and letters of them. */
  const TEXTS_KEPT = 20_000;
  const LETTERS_KEPT = 2_000_000;
  const FRAMES_WEIGHED = 10;
  /** The browser keeps no list of what can be edited: a huge page is searched for it only so often. */
  const GLANCES_BETWEEN = 5;
  /** Weighing all words may take so small a part of the time. */
  const WEIGHING_SHARE = 200;
  let glances = 0;
  let visible = 0;
  let editable = 0;
  /** How often words came into view that were not seen before, and which were. */
  let news = 0;
  let hasWeighed = false;
  /** Words that were seen, as they stood there; their letters; and those whose letters nobody had to know yet. @type {Set<string>} */
  const seen = new Set();
  /** @type {Set<string>} */
  const told = new Set();
  /** @type {string[]} */
  let untold = [];
  /** How many letters those are that were seen. */
  let kept = 0;
  let content = "";
  let hasLooked = false;
  /** What the page was when its words were weighed last. */
  const weighed = { content: "", signs: "" };
  /** What the looks before that could read of which page, and whether that was all of it. @type {{ content: string, texts: Map<Node, string>, isWhole: boolean } | null} */
  let read = null;
  let notBefore = 0;
  /** @type {Node | null} where the last glance ended */
  let place = null;
  /** Parts of the page whose words a walk does not meet by itself, as the last look found them. */
  const SCOPES = 30;
  /** @type {Node[]} */
  let scopes = [];

  /**
   * What a page must change for another look to be worth while: address, title, frames, fields and
   * how many of them show, and words that were not in view before. Figures don't count: clocks.
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
      editable = [...dom.all(document, "[contenteditable]")].filter((element) => opensEditing(element) && (dom.isHidden(document) || dom.isVisible(element))).length;
    }
    glances += 1;
    // In a tab out of sight the question would tell the page.
    if (!dom.isHidden(document)) visible = fields.slice(0, FIELDS_WEIGHED).filter(dom.isVisible).length;
    yield* findNews(document);
    yield;
    const frames = framesOf(document);
    const framed = [];
    for (const frame of frames.slice(0, FRAMES_WEIGHED)) {
      const inner = documentOf(frame);
      framed.push(inner ? countFillable(inner, 1) : "-");
      yield;
    }
    const above = documentAbove();
    framed.push(above ? dom.all(above, FILLABLE).length : "");
    const captions = fields.slice(0, FIELDS_WEIGHED).map((field) => lettersOf(dom.attribute(field, "placeholder") + dom.attribute(field, "aria-label")));
    const form = [fields.length, editable, visible, ...framed, ...captions, location.href].join(" ");
    return { fields: form, news, all: [form, frames.length, news, lettersOf(dom.title(document).slice(0, TITLE_LENGTH))].join(" ") };
  }

  /**
   * The same; where it stumbles over what the looks before have found, that is not met again.
   * @param {Document} document
   */
  function* fingerprintOrForget(document) {
    try {
      return yield* fingerprint(document);
    } catch (error) {
      scopes = [];
      place = null;
      read = null;
      throw error;
    }
  }

  /** @param {Document} document */
  const framesOf = (document) => dom.FRAMES.split(",").flatMap((name) => [...dom.tagged(document, name)]);

  /**
   * How many fields a framed document holds with those framed in it.
   * @param {Document} inner
   * @param {number} depth
   * @returns {number}
   */
  function countFillable(inner, depth) {
    // One that came after the last look is weighed from here on.
    if (!scopes.includes(inner)) scopes = [...scopes, inner].slice(-SCOPES);
    const within = depth < MAX.depth ? framesOf(inner).slice(0, FRAMES_WEIGHED).map(documentOf) : [];
    return dom.all(inner, FILLABLE).length + within.reduce((sum, each) => sum + (each ? countFillable(each, depth + 1) : 0), 0);
  }

  /** @param {string} text */
  const lettersOf = (text) => text.replace(/[^\p{L}]+/gu, "");

  /**
   * Finds words that came into view: all are weighed where the page changed or looks different,
   * otherwise a few, in turns.
   * @param {Document} document
   * @returns {Work}
   */
  function* findNews(document) {
    const before = content;
    content = yield* contentOf(document);
    // Before the first look everything is new; a page that loads for ever changes by its looks, too.
    if (content !== before && (!hasLooked || dom.readyState(document) === "loading")) return void (news += 1);
    if (!hasLooked) return;
    // In a tab out of sight nothing comes into view.
    if (dom.isHidden(document)) return;
    yield;
    const signs = signsOf(document);
    const isFirst = !hasWeighed;
    const isOther = isFirst || content !== weighed.content || signs !== weighed.signs;
    if (isOther && performance.now() < notBefore) return;
    if (isOther || !place || !dom.isConnected(place)) place = document;
    weighed.content = content;
    weighed.signs = signs;
    const start = clock();
    const isSame = read?.content === content;
    const isKnown = isFirst && (isSame || !read?.isWhole);
    if (!isSame) read = null;
    hasWeighed = true;
    const isFresh = yield* weigh(document, isOther ? TEXTS_WEIGHED : TEXTS_GLANCED, isKnown);
    read = null;
    if (isFresh) news += 1;
    notBefore = performance.now() + (clock() - start) * WEIGHING_SHARE;
  }

  /**
   * The text of a document, or on a huge page, and where it may be typed, how much there is.
   * @param {Document} document
   * @returns {Generator<undefined, string, void>}
   */
  function* contentOf(document) {
    if (editable === 0 && dom.designMode(document) !== "on" && dom.tagged(document, "*").length <= HUGE_PAGE) {
      const parts = [document, ...scopes.filter((scope) => scope !== document && dom.isConnected(scope))];
      return parts.map((part) => dom.contentOf(dom.nodeType(part) === Node.DOCUMENT_NODE ? dom.documentElement(/** @type {Document} */ (part)) : part)).join(" ");
    }
    const walker = dom.walker(document, NodeFilter.SHOW_TEXT);
    let length = 0;
    let node = walker.nextNode();
    for (let texts = 0; node && texts < TEXTS_WEIGHED; texts += 1, node = walker.nextNode()) {
      if (texts % 32 === 0) yield;
      length += dom.textLength(/** @type {Text} */ (node));
    }
    return String(length);
  }

  /**
   * What changes when something comes into view: how large the page is, and what is open.
   * @param {Document} document
   */
  function signsOf(document) {
    const root = dom.documentElement(document);
    const open = ["dialog", "details"].flatMap((name) => [...dom.tagged(document, name)]).filter((element) => dom.hasAttribute(element, "open")).length;
    return [root && scrollHeight(root), root && scrollWidth(root), open].join(" ");
  }

  /** @param {string} words */
  function keep(words) {
    seen.add(words);
    kept += words.length;
  }

  /** Whether words of these letters were seen. To take the letters of all words is dear, and on a page that rests nobody asks. @param {string} letters */
  function isTold(letters) {
    for (const words of untold) told.add(lettersOf(words));
    untold = [];
    return told.has(letters);
  }

  /**
   * @param {Document} document
   * @param {number} max texts
   * @param {boolean} isKnown whether what the looks so far have read is still there
   * @returns {Generator<undefined, boolean, void>} whether words are in view that were not before
   */
  function* weigh(document, max, isKnown) {
    forget(true);
    if (seen.size > TEXTS_KEPT || kept > LETTERS_KEPT) {
      told.clear();
      seen.clear();
      untold = [];
      kept = 0;
    }
    const walker = dom.walker(document, NodeFilter.SHOW_TEXT);
    walker.currentNode = place ?? document;
    let isFresh = false;
    const left = scopes.filter((scope) => scope !== document && dom.isConnected(scope));
    const next = () => {
      let node = walker.nextNode();
      while (!node && left.length > 0) {
        walker.currentNode = /** @type {Node} */ (left.shift());
        node = walker.nextNode();
      }
      return node;
    };
    place = next();
    for (let texts = 0; place && texts < max; texts += 1, place = next()) {
      if (texts % 32 === 31) yield;
      const text = /** @type {Text} */ (place);
      const words = dom.textOf(text, TEXT_LENGTH);
      if (seen.has(words)) continue;
      if (read?.texts.get(text)?.startsWith(vigicolisSink.squeezeGaps(words))) {
        keep(words);
        untold.push(words);
        continue;
      }
      const letters = lettersOf(words);
      if (letters === "" || isTold(letters)) continue;
      const parent = dom.parentElement(text);
      if (!parent || isSilent(parent) || isVisitors(parent) || !dom.isVisible(parent) || isLegible(text, parent) === false) continue;
      told.add(letters);
      keep(words);
      isFresh ||= !isKnown || read?.isWhole === true;
    }
    return isFresh;
  }

  /**
   * What a visitor could fill in here.
   * @param {Document} document
   * @returns {Element[]}
   */
  function fieldsOf(document) {
    return dom.attempt(() => [...dom.all(document, `${FILLABLE},${EDITABLE}`)], []);
  }

  return { fieldsOf, take };
})();
