/* exported vigicolisLists */
/* global vigicolisBoxes, vigicolisDom, vigicolisElements, vigicolisFields, vigicolisPace, vigicolisSink, vigicolisText */
"use strict";

/**
 * Fills the lists of a snapshot from a document or a shadow root: head, forms, fields, headings,
 * buttons, images, links and files, each within its bound and all within one budget of time.
 */
const vigicolisLists = (() => {
  /**
   * @typedef {import("../../wasm/protocol.js").PageSnapshot} PageSnapshot
   * @typedef {import("../../wasm/protocol.js").Field} Field
   *
   * @typedef {import("../../wasm/protocol.js").Bounds} Bounds
   *
   * @typedef {Generator<undefined, void, void>} Work
   *
   * @typedef {object} Look one look at a page
   * @property {PageSnapshot} page what is filled in
   * @property {Map<Element, number>} forms their places in the list
   * @property {Element[]} elements the fields of the list
   * @property {number} frames how many were met
   * @property {Document[]} documents those in them that were read
   * @property {number} deadline `clock()` at which to stop
   * @property {boolean} cut whether anything was left out
   */

  const dom = vigicolisDom;
  const { inOrder, isUnseen } = vigicolisBoxes;
  const { opensEditing } = vigicolisElements;
  const { squeeze } = vigicolisSink;
  const { short } = vigicolisText;
  const { CONTROLS, FOCUSABLE, describe, isDrawnBox, isStandIn, surroundings } = vigicolisFields;
  const { clock } = vigicolisPace;

  /** @type {Readonly<Omit<Bounds, "text" | "attribute" | "options" | "pasted"> & { editables: number, metas: number }>} */
  const MAX = {
    headings: 40, buttons: 60, images: 150, links: 400, forms: 40, fields: 300, files: 100, editables: 20, metas: 200,
    url: 1_000, line: 300,
  };
  /** As far as it is read. */
  const DRAWING = /^data:image\/svg([^,]*),(.{0,50000})/s;
  /** For telling the fields that show from those that do not. */
  const FINDING_SHARE = 1 / 3;
  /** Fields described even when the time is up: no page may hide its card form by being slow. */
  const FIELDS_AT_ANY_PRICE = 40;
  /** Pixels: where there are many fields, those that nobody could hit come last. */
  const TINY = 8;

  const href = dom.getter(HTMLAnchorElement, "href");
  const hrefOfArea = dom.getter(HTMLAreaElement, "href");
  const hrefOfLink = dom.getter(HTMLLinkElement, "href");
  const srcOfImage = dom.getter(HTMLImageElement, "src");
  const currentSrc = dom.getter(HTMLImageElement, "currentSrc");
  /** @type {Readonly<Record<string, (element: any) => string>>} */
  const SOURCES = { input: dom.getter(HTMLInputElement, "src"), img: (picture) => currentSrc(picture) || srcOfImage(picture) };
  const srcOfScript = dom.getter(HTMLScriptElement, "src");

  /**
   * Starts a look.
   * @param {number} budget milliseconds
   * @returns {Look}
   */
  function begin(budget) {
    return { page: emptyPage(), forms: new Map(), elements: [], frames: 0, documents: [], deadline: clock() + budget, cut: false };
  }

  /**
   * @param {string} url
   * @returns {string} inlined contents are no address
   */
  const address = (url) => /^data:/i.test(url) ? "data:" : url.slice(0, MAX.url);

  /**
   * The words of a drawing that is its own address.
   * @param {string} url
   */
  function drawnWords(url) {
    const [, kind = "", drawing = ""] = DRAWING.exec(url) ?? [];
    return dom.attempt(() => (/base64/.test(kind) ? atob : decodeURIComponent)(drawing).replace(/<style.*?<\/style>|<.*?>/gs, " "), "");
  }

  /** @returns {PageSnapshot} */
  function emptyPage() {
    return {
      url: "", title: "", siteName: "", description: "", text: "",
      headings: [], buttons: [], images: [], links: [], forms: [], fields: [], scripts: [], styles: [],
      noindex: false, refresh: "", referrer: "", editable: false, ownFont: false,
      counts: { links: 0, textLength: 0 },
      truncated: false,
    };
  }

  /**
   * @param {Document} document
   * @param {PageSnapshot} page
   */
  function readHead(document, page) {
    page.url = location.href.slice(0, 4 * MAX.url);
    page.referrer = dom.referrer(document).slice(0, MAX.url);
    page.title = squeeze(dom.title(document), MAX.line);
    page.editable = isEditor(document);
    for (const meta of [...dom.all(document, "meta")].slice(0, MAX.metas)) {
      const name = (dom.attribute(meta, "name") || dom.attribute(meta, "property") || dom.attribute(meta, "http-equiv")).toLowerCase();
      const content = squeeze(dom.attribute(meta, "content"), MAX.line);
      if (name === "og:site_name") page.siteName ||= content;
      else if (name === "description") page.description ||= content;
      else if (name === "refresh") page.refresh ||= content;
      else if (name === "robots" || name === "googlebot") page.noindex ||= /noindex|none/i.test(content);
    }
  }

  /** @param {Document} document */
  function isEditor(document) {
    const body = dom.body(document) ?? dom.documentElement(document);
    return dom.designMode(document) === "on" || (body !== null && dom.isEditable(body));
  }

  /**
   * Whether the time is up; what is left out then makes the look a cut one.
   * @param {Look} look
   */
  function isLate(look) {
    if (clock() <= look.deadline) return false;
    look.cut = true;
    return true;
  }

  /**
   * Visits what a selector finds until the visitor says no or the time is up.
   * @param {ParentNode} root
   * @param {string} selector
   * @param {Look} look
   * @param {(element: Element) => boolean} visit
   * @param {(root: ParentNode, selector: string) => ArrayLike<Element>} [find]
   * @returns {Generator<undefined, number, void>} how many there are
   */
  function* each(root, selector, look, visit, find = dom.all) {
    yield;
    if (isLate(look)) return 0;
    const list = find(root, selector);
    for (let i = 0; i < list.length; i += 1) {
      if (i % 8 === 7) yield;
      if ((i % 32 === 31 && isLate(look)) || !visit(list[i])) break;
    }
    return list.length;
  }

  /**
   * Fills a list of the page up to its bound.
   * @template T
   * @param {T[]} into
   * @param {number} max
   * @param {ParentNode} root
   * @param {string} selector
   * @param {Look} look
   * @param {(element: Element) => T | false | null} read
   * @returns how many the page has
   */
  function fill(into, max, root, selector, look, read) {
    return each(root, selector, look, (element) => {
      if (into.length >= max) {
        look.cut = true;
        return false;
      }
      const item = dom.attempt(() => read(element), null);
      if (item) into.push(item);
      return true;
    });
  }

  /**
   * @param {ParentNode} root a document or a shadow root
   * @param {boolean} isTop whether fields are counted by their place in it
   * @param {Look} look
   * @returns {Work}
   */
  function* readLists(root, isTop, look) {
    const { page } = look;
    yield* readForms(root, look);
    yield* readFields(root, isTop, look);
    yield* fill(page.headings, MAX.headings, root, "h1,h2,h3,[role=heading]", look, (element) =>
      dom.isVisible(element) && short(element, 200, true));
    yield* fill(page.buttons, MAX.buttons, root, "button,input[type=submit i],input[type=button i],[role=button]", look, (element) =>
      dom.isVisible(element) && caption(element));
    yield* readImages(root, look);
    yield* readLinks(root, look);
    yield* fill(page.scripts, MAX.files, root, "script[src]", look, (element) =>
      dom.isHtml(element) && address(srcOfScript(/** @type {HTMLScriptElement} */ (element))));
    yield* fill(page.styles, MAX.files, root, "link[rel~=stylesheet i][href]", look, (element) =>
      address(hrefOfLink(/** @type {HTMLLinkElement} */ (element))));
  }

  /** @param {Element} element */
  function caption(element) {
    if (dom.localName(element) === "input") return inOrder(squeeze(dom.attribute(element, "value"), 80), element);
    return short(element, 80, true) || short(element, 80) || squeeze(dom.attribute(element, "aria-label"), 80);
  }

  /**
   * @param {ParentNode} root
   * @param {Look} look
   */
  function readForms(root, look) {
    return fill(look.page.forms, MAX.forms, root, "form", look, (form) => {
      look.forms.set(form, look.page.forms.length);
      return { action: dom.attribute(form, "action").slice(0, MAX.url) };
    });
  }

  /**
   * Visible fields before unseen ones, and from both ends of the page at once, so that no heap of
   * others hides a form.
   * @param {ParentNode} root
   * @param {boolean} isTop
   * @param {Look} look
   */
  function* readFields(root, isTop, look) {
    const { page } = look;
    yield;
    const around = surroundings(root, (form) => look.forms.get(form) ?? -1);
    yield;
    const controls = dom.named(root, CONTROLS);
    const places = yield* sort(controls, look);
    const chosen = places.slice(0, MAX.fields - page.fields.length);
    if (chosen.length < places.length) look.cut = true;
    /** @type {{ place: number, field: Field }[]} */
    const described = [];
    for (const place of chosen) {
      yield;
      if (described.length >= FIELDS_AT_ANY_PRICE && isLate(look)) break;
      dom.attempt(() => described.push({ place, field: describe(controls[place], isTop ? place : -1, around) }), 0);
    }
    for (const { place, field } of described.sort((a, b) => a.place - b.place)) {
      page.fields.push(field);
      look.elements.push(controls[place]);
    }
    let room = Math.min(MAX.editables, MAX.fields - page.fields.length);
    /** @param {Element} element @param {boolean} isBox */
    const add = (element, isBox) => {
      if (room <= 0) return false;
      const field = isBox ? dom.attempt(() => describe(element, -1, around), null) : null;
      if (field) {
        room -= 1;
        page.fields.push(field);
        look.elements.push(element);
      }
      return true;
    };
    yield* each(root, "[contenteditable]", look, (element) =>
      add(element, opensEditing(element) && dom.isHtml(element) && dom.isVisible(element)));
    yield* each(root, FOCUSABLE, look, (element) => add(element, dom.attempt(() => isDrawnBox(element), false)));
  }

  /**
   * Which controls a visitor can fill in: places of those that show, the smallest and transparent
   * ones last, and of those that do not.
   * @param {ArrayLike<Element>} controls
   * @param {Look} look
   */
  function* sort(controls, look) {
    /** @type {number[]} */
    const visible = [];
    /** @type {number[]} */
    const tiny = [];
    /** @type {number[]} */
    const unseen = [];
    const isCrowd = controls.length > FIELDS_AT_ANY_PRICE;
    const now = clock();
    const until = now + (look.deadline - now) * FINDING_SHARE;
    for (let i = 0; i < controls.length && visible.length < MAX.fields; i += 1) {
      if (i % 32 === 31) {
        yield;
        if (clock() > until) {
          look.cut = true;
          break;
        }
      }
      const place = i % 2 === 0 ? i / 2 : controls.length - (i + 1) / 2;
      const control = controls[place];
      if (dom.localName(control) === "input" && dom.attribute(control, "type").toLowerCase() === "hidden") continue;
      if (!dom.isHtml(control) || isStandIn(control)) continue;
      if (!dom.isVisible(control)) unseen.push(place);
      else (isCrowd && isTiny(control) ? tiny : visible).push(place);
    }
    return [...visible, ...tiny, ...unseen];
  }

  /** @param {Element} control */
  function isTiny(control) {
    const { width, height } = dom.placeIn(control);
    return width < TINY || height < TINY || isUnseen(control);
  }

  /**
   * @param {ParentNode} root
   * @param {Look} look
   * @returns {Work}
   */
  function* readImages(root, look) {
    const { images } = look.page;
    /** @param {Element} element @param {string} src @param {string} [words] that stand in it */
    const image = (element, src, words = drawnWords(src)) => {
      const alt = squeeze(dom.attribute(element, "alt") || dom.attribute(element, "aria-label") || words, 150);
      return src || alt ? { src: address(src), alt } : null;
    };
    // In the order of the page: its logo is one of the first.
    yield* fill(images, MAX.images, root, "img,input[type=image i],svg>title,svg[aria-label],[role=img][aria-label]", look, (element) => {
      if (dom.localName(element) === "title") {
        const drawing = dom.parentElement(element);
        return drawing && dom.isOpaque(drawing) && image(element, "", short(element, 150));
      }
      const source = dom.isHtml(element) ? SOURCES[dom.localName(element)]?.(element) : "";
      return dom.isOpaque(element) ? image(element, source ?? "") : null;
    });
    yield* fill(images, MAX.images, root, "link[rel*=icon i][href]", look, (element) =>
      image(element, hrefOfLink(/** @type {HTMLLinkElement} */ (element))));
  }

  /**
   * @param {ParentNode} root
   * @param {Look} look
   * @returns {Work}
   */
  function* readLinks(root, look) {
    const { links, counts } = look.page;
    let unseen = 0;
    const all = yield* fill(links, MAX.links, root, "a[href],area[href]", look, (element) => {
      if (!dom.isHtml(element)) return null;
      if (dom.localName(element) === "area") {
        return { href: address(hrefOfArea(/** @type {HTMLAreaElement} */ (element))), text: squeeze(dom.attribute(element, "alt"), 120) };
      }
      if (dom.isOpaque(element)) return { href: address(href(/** @type {HTMLAnchorElement} */ (element))), text: short(element, 120) };
      unseen += 1;
      return null;
    });
    counts.links += all - unseen;
  }

  return { begin, each, readHead, readLists };
})();
