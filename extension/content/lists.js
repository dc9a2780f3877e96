/* exported vigicolisLists */
/* global vigicolisDom, vigicolisFields, vigicolisPace, vigicolisText */
"use strict";

/**
 * Fills the lists of a snapshot from a document or a shadow root: head, forms, fields, headings,
 * buttons, images, links and files, each within its bound and all within one budget of time.
 */
const vigicolisLists = (() => {
  /**
   * @typedef {import("../protocol.js").PageSnapshot} PageSnapshot
   * @typedef {import("../protocol.js").SnapshotField} SnapshotField
   *
   * @typedef {object} Look one look at a page
   * @property {PageSnapshot} page what is filled in
   * @property {Found} top what the document holds
   * @property {Map<Element, number>} forms their places in the list
   * @property {Element[]} elements the fields of the list
   * @property {number} framesLeft how many more may be looked into
   * @property {number} deadline `clock()` at which to stop
   * @property {boolean} cut whether anything was left out
   *
   * @typedef {{ root: ParentNode, size: number, textLength: number } & Record<Sought, Element[]>} Found
   *   the elements of a document or shadow root that matter, and about how much text it has
   */

  const dom = vigicolisDom;
  const { squeeze, short } = vigicolisText;
  const { CONTROLS, EDITABLE, FILLABLE, describe, isStandIn, surroundings } = vigicolisFields;
  const { clock, keep } = vigicolisPace;

  /** @typedef {keyof typeof SOUGHT} Sought */
  const SOUGHT = Object.freeze({
    metas: "meta", forms: "form", labels: "label[for]", controls: CONTROLS, fillables: FILLABLE, editables: EDITABLE,
    headings: "h1,h2,h3,[role=heading]",
    buttons: "button,input[type=submit i],input[type=button i],[role=button]",
    icons: "link[rel*=icon i][href]",
    images: "img,input[type=image i]",
    drawings: "svg>title,svg[aria-label],[role=img][aria-label]",
    links: "a[href],area[href]",
    scripts: "script[src]",
    styles: "link[rel~=stylesheet i][href]",
    frames: "iframe,frame",
  });
  const KINDS = /** @type {Sought[]} */ (Object.keys(SOUGHT));
  /** What an element of a name may be. @type {Map<string, Sought[]>} */
  const KINDS_BY_NAME = new Map();
  for (const kind of KINDS) {
    for (const [, name = ""] of SOUGHT[kind].matchAll(/(?:^|,)(?:svg>)?([a-z0-9]+)/g)) {
      KINDS_BY_NAME.set(name, [...new Set(KINDS_BY_NAME.get(name)).add(kind)]);
    }
  }
  const TEXTS_WEIGHED = 3_000;
  const NODES_AT_ONCE = 64;

  const MAX = Object.freeze({
    headings: 40, buttons: 60, images: 150, links: 400, forms: 40, fields: 300, files: 100, editables: 20, metas: 200, frames: 30,
    url: 1_000, line: 300,
  });
  /** For telling the fields that show from those that do not. */
  const FINDING_SHARE = 1 / 3;
  /** Fields described even when the time is up: no page may hide its card form by being slow. */
  const FIELDS_AT_ANY_PRICE = 40;

  const href = dom.getter(HTMLAnchorElement, "href");
  const hrefOfArea = dom.getter(HTMLAreaElement, "href");
  const hrefOfLink = dom.getter(HTMLLinkElement, "href");
  const srcOfImage = dom.getter(HTMLImageElement, "src");
  const currentSrc = dom.getter(HTMLImageElement, "currentSrc");
  const srcOfInput = dom.getter(HTMLInputElement, "src");
  const srcOfScript = dom.getter(HTMLScriptElement, "src");

  /**
   * Starts a look.
   * @param {Found} top
   * @param {number} budget milliseconds
   * @returns {Look}
   */
  function begin(top, budget) {
    return { page: emptyPage(), top, forms: new Map(), elements: [], framesLeft: MAX.frames, deadline: clock() + budget, cut: false };
  }

  /**
   * Finds all that matters in one walk, because the browser's own search can't be interrupted.
   * @param {ParentNode} root
   * @returns {Generator<undefined, Found, void>}
   */
  function* find(root) {
    const found = /** @type {Found} */ ({ root, size: 0, textLength: 0 });
    for (const kind of KINDS) found[kind] = [];
    const rest = keep(0);
    let walker = dom.walker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let texts = 0;
    for (let node = walker.nextNode(), nodes = 1; node; node = walker.nextNode(), nodes += 1) {
      if (nodes % NODES_AT_ONCE === 0) yield* rest(node);
      if (dom.nodeType(node) === Node.TEXT_NODE) {
        found.textLength += dom.textLength(/** @type {Text} */ (node));
        texts += 1;
        if (texts < TEXTS_WEIGHED) continue;
        walker = dom.walker(root, NodeFilter.SHOW_ELEMENT);
        walker.currentNode = node;
        continue;
      }
      found.size += 1;
      const element = /** @type {Element} */ (node);
      const isMarked = dom.hasAttribute(element, "role") || dom.hasAttribute(element, "contenteditable");
      for (const kind of isMarked ? KINDS : KINDS_BY_NAME.get(dom.localName(element)) ?? []) {
        if (dom.matches(element, SOUGHT[kind]) || (kind === "editables" && dom.withheld.has(element))) found[kind].push(element);
      }
    }
    return found;
  }

  /**
   * @param {string} url
   * @returns {string} inlined contents are no address
   */
  function address(url) {
    if (/^data:/i.test(url)) return "data:";
    return url.slice(0, MAX.url);
  }

  /** @returns {PageSnapshot} */
  function emptyPage() {
    return {
      url: "", title: "", siteName: "", description: "", text: "",
      headings: [], buttons: [], images: [], links: [], forms: [], fields: [], scripts: [], styles: [],
      noindex: false, refresh: "", referrer: "", editable: false,
      counts: { links: 0, textLength: 0 },
      truncated: false,
    };
  }

  /**
   * @param {Document} document
   * @param {Look} look
   */
  function readHead(document, { page, top: { metas } }) {
    page.url = location.href.slice(0, 4 * MAX.url);
    page.referrer = dom.referrer(document).slice(0, MAX.url);
    page.title = squeeze(dom.title(document), MAX.line);
    page.editable = isEditor(document);
    for (let i = 0; i < metas.length && i < MAX.metas; i += 1) {
      const name = (dom.attribute(metas[i], "name") || dom.attribute(metas[i], "property") || dom.attribute(metas[i], "http-equiv")).toLowerCase();
      const content = squeeze(dom.attribute(metas[i], "content"), MAX.line);
      if (name === "og:site_name") page.siteName ||= content;
      else if (name === "description") page.description ||= content;
      else if (name === "refresh") page.refresh ||= content;
      else if (name === "robots" || name === "googlebot") page.noindex ||= /noindex|none/i.test(content);
    }
  }

  /** @param {Document} document */
  function isEditor(document) {
    if (dom.designMode(document) === "on") return true;
    const body = dom.body(document) ?? dom.documentElement(document);
    return body !== null && dom.isEditable(body);
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
   * Visits elements until the visitor says no or the time is up.
   * @param {Element[]} list
   * @param {Look} look
   * @param {(element: Element) => boolean} visit
   * @returns {Generator<undefined, void, void>}
   */
  function* each(list, look, visit) {
    for (let i = 0; i < list.length; i += 1) {
      if (i % 8 === 0) yield;
      if ((i % 32 === 0 && isLate(look)) || !visit(list[i])) break;
    }
  }

  /**
   * Fills a list of the page up to its bound.
   * @template T
   * @param {T[]} into
   * @param {number} max
   * @param {Element[]} list
   * @param {Look} look
   * @param {(element: Element) => T | null} read
   */
  function fill(into, max, list, look, read) {
    return each(list, look, (element) => {
      if (into.length >= max) {
        look.cut = true;
        return false;
      }
      const item = dom.attempt(() => read(element), null);
      if (item !== null) into.push(item);
      return true;
    });
  }

  /**
   * @param {Found} found in a document or a shadow root
   * @param {Look} look
   */
  function* readLists(found, look) {
    const { page } = look;
    yield* readForms(found, look);
    yield* readFields(found, look);
    yield* fill(page.headings, MAX.headings, found.headings, look, (element) =>
      (dom.isVisible(element) && short(element, 200)) || null);
    yield* fill(page.buttons, MAX.buttons, found.buttons, look, (element) =>
      (dom.isVisible(element) && caption(element)) || null);
    yield* readImages(found, look);
    yield* readLinks(found, look);
    yield* fill(page.scripts, MAX.files, found.scripts, look, (element) =>
      (dom.isHtml(element) && address(srcOfScript(/** @type {HTMLScriptElement} */ (element)))) || null);
    yield* fill(page.styles, MAX.files, found.styles, look, (element) =>
      address(hrefOfLink(/** @type {HTMLLinkElement} */ (element))));
  }

  /** @param {Element} element */
  function caption(element) {
    if (dom.localName(element) === "input") return squeeze(dom.attribute(element, "value"), 80);
    return short(element, 80) || squeeze(dom.attribute(element, "aria-label"), 80);
  }

  /**
   * @param {Found} found
   * @param {Look} look
   */
  function readForms({ forms }, look) {
    return fill(look.page.forms, MAX.forms, forms, look, (form) => {
      look.forms.set(form, look.page.forms.length);
      return { action: dom.attribute(form, "action").slice(0, MAX.url) };
    });
  }

  /**
   * Visible fields before unseen ones, and from both ends of the page at once, so that no heap of
   * others hides a form.
   * @param {Found} found
   * @param {Look} look
   */
  function* readFields(found, look) {
    const { page } = look;
    const { controls } = found;
    const around = surroundings(found, (form) => look.forms.get(form) ?? -1);
    const { visible, unseen } = yield* sort(controls, look);
    const chosen = [...visible, ...unseen].slice(0, MAX.fields - page.fields.length);
    if (chosen.length < visible.length + unseen.length) look.cut = true;
    /** @type {{ place: number, field: SnapshotField }[]} */
    const described = [];
    for (const place of chosen) {
      yield;
      if (described.length >= FIELDS_AT_ANY_PRICE && isLate(look)) break;
      dom.attempt(() => described.push({ place, field: describe(controls[place], found === look.top ? place : -1, around) }), 0);
    }
    for (const { place, field } of described.sort((a, b) => a.place - b.place)) {
      page.fields.push(field);
      look.elements.push(controls[place]);
    }
    let room = Math.min(MAX.editables, MAX.fields - page.fields.length);
    yield* each(found.editables, look, (element) => {
      if (room <= 0) return false;
      if (dom.isHtml(element) && dom.isVisible(element)) {
        room -= 1;
        const field = dom.attempt(() => describe(element, -1, around), null);
        if (field) {
          page.fields.push(field);
          look.elements.push(element);
        }
      }
      return true;
    });
  }

  /**
   * Which controls a visitor can fill in: places of those that show, and of those that do not.
   * @param {Element[]} controls
   * @param {Look} look
   */
  function* sort(controls, look) {
    /** @type {number[]} */
    const visible = [];
    /** @type {number[]} */
    const unseen = [];
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
      if (dom.isHtml(control) && !isStandIn(control)) (dom.isVisible(control) ? visible : unseen).push(place);
    }
    return { visible, unseen };
  }

  /**
   * @param {Found} found
   * @param {Look} look
   */
  function* readImages(found, look) {
    const { images } = look.page;
    /** @param {Element} element @param {string} src */
    const image = (element, src) => {
      const alt = squeeze(dom.attribute(element, "alt") || dom.attribute(element, "aria-label"), 150);
      return src || alt ? { src: address(src), alt } : null;
    };
    yield* fill(images, MAX.images, found.icons, look, (element) => ({
      src: address(hrefOfLink(/** @type {HTMLLinkElement} */ (element))),
      alt: "",
    }));
    yield* fill(images, MAX.images, found.images, look, (element) => {
      if (dom.localName(element) === "input") return image(element, srcOfInput(/** @type {HTMLInputElement} */ (element)));
      const picture = /** @type {HTMLImageElement} */ (element);
      return image(element, currentSrc(picture) || srcOfImage(picture));
    });
    yield* fill(images, MAX.images, found.drawings, look, (element) => {
      const alt = dom.localName(element) === "title" ? short(element, 150) : squeeze(dom.attribute(element, "aria-label"), 150);
      return alt ? { src: "", alt } : null;
    });
  }

  /**
   * @param {Found} found
   * @param {Look} look
   */
  function readLinks(found, look) {
    const { links, counts } = look.page;
    counts.links += found.links.length;
    return fill(links, MAX.links, found.links, look, (element) => {
      if (!dom.isHtml(element)) return null;
      if (dom.localName(element) === "area") {
        return { href: address(hrefOfArea(/** @type {HTMLAreaElement} */ (element))), text: squeeze(dom.attribute(element, "alt"), 120) };
      }
      return { href: address(href(/** @type {HTMLAnchorElement} */ (element))), text: short(element, 120) };
    });
  }

  return Object.freeze({ begin, find, readHead, readLists });
})();
