/**
 * @typedef {{ address: string, words: string }} ShownLink
 * @typedef {{ url: string, text: string, links: ShownLink[] }} ShownMail
 *   the address of the document, its words in the order of reading with each link's address behind
 *   the link's own words, and the links
 */

/**
 * Reads the mail that a document shows, as a reader sees it. It is carried into the document as
 * text, so it knows nothing but what stands in it.
 * @returns {ShownMail}
 */
export function readMail() {
  const MAX_TEXT = 90_000;
  const MAX_NODES = 50_000;
  const MAX_LINKS = 200;
  const MAX_ADDRESS = 2_000;
  /** Smaller letters are there for machines. */
  const LEGIBLE = 3;
  const SKIPPED = "script, style, template, title, textarea, select";

  /** @type {ShownLink[]} */
  const links = [];
  /** @type {WeakMap<Element, boolean>} */
  const seen = new WeakMap();
  let text = "";

  /** @param {Element} element */
  function isSeen(element) {
    const known = seen.get(element);
    if (known !== undefined) return known;
    const isSo =
      !element.matches(SKIPPED) &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
      parseFloat(getComputedStyle(element).fontSize) >= LEGIBLE;
    seen.set(element, isSo);
    return isSo;
  }

  /** @param {string} words */
  function add(words) {
    const plain = words.replace(/\u00ad|\u034f|\u200b|\u200c|\u200d|\u2060|\ufeff/g, "").replace(/\s+/g, " ");
    const isJoined = text === "" || text.endsWith(" ") || text.endsWith("\n");
    text += isJoined ? plain.trimStart() : plain;
  }

  function breakLine() {
    text = text.trimEnd();
    if (text !== "") text += "\n";
  }

  /**
   * What an element leads to, or a form sends to.
   * @param {Element} element
   */
  function addressOf(element) {
    if (element instanceof SVGAElement) return element.href.baseVal;
    if (element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement) return element.href;
    // A form may hold a field of that name.
    return element instanceof HTMLFormElement ? element.getAttribute("action") : element.getAttribute("formaction");
  }

  /** @param {string} address @param {number} from where its words begin */
  function addLink(address, from) {
    const href = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : "";
    if (!/^https?:/i.test(href) || href.length > MAX_ADDRESS || links.length >= MAX_LINKS) return;
    const words = text.slice(from).trim();
    links.push({ address: href, words: words.slice(0, 200) });
    // A link whose words are its address needs no other.
    if (words === href || `${words}/` === href) return;
    text = `${text.trimEnd()} <${href}> `;
  }

  /** Nothing else writes words before and behind an element. */
  const isStyled = document.querySelector("style") !== null;

  /** @param {Element} element @param {"::before" | "::after"} where */
  function addGenerated(element, where) {
    const { content, display, fontSize, opacity, visibility } = getComputedStyle(element, where);
    const isShown = display !== "none" && visibility === "visible" && Number(opacity) > 0 && parseFloat(fontSize) >= LEGIBLE;
    if (isShown && content.startsWith('"')) add(Array.from(content.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, words = ""]) => words.replaceAll("\\", "")).join(""));
  }

  /**
   * What stands in an element as it is shown: in a shadow root, and there what is put into a slot.
   * @param {Element} element
   * @returns {Iterable<Node>}
   */
  function shownIn(element) {
    const { openOrClosedShadowRoot: root } = /** @type {Element & { openOrClosedShadowRoot?: ShadowRoot | null }} */ (element);
    const assigned = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
    return assigned.length > 0 ? assigned : (root ?? element).childNodes;
  }

  let nodes = 0;

  /** @param {Node} node */
  function walk(node) {
    nodes += 1;
    if (nodes > MAX_NODES || text.length > MAX_TEXT) return;
    if (node instanceof Text) {
      if (node.parentElement && isSeen(node.parentElement)) add(node.data);
      return;
    }
    if (!(node instanceof Element)) return;
    if (node instanceof HTMLBRElement) breakLine();
    else if (node instanceof HTMLImageElement) {
      if (isSeen(node)) add(` ${node.alt} `);
    } else {
      const { display } = getComputedStyle(node);
      if (display === "none") return;
      const isApart = !/^(inline|contents|ruby)/.test(display);
      if (isApart) breakLine();
      const from = text.length;
      const isGenerated = isStyled && isSeen(node);
      if (isGenerated) addGenerated(node, "::before");
      for (const child of shownIn(node)) walk(child);
      if (isGenerated) addGenerated(node, "::after");
      const address = node.matches("a, area, form, [formaction]") ? addressOf(node) : null;
      // An area has no shape of its own.
      if (address && (node instanceof HTMLAreaElement || isSeen(node))) addLink(address, from);
      if (isApart) breakLine();
    }
  }

  if (document.body) walk(document.body);
  return { url: document.URL, text: text.slice(0, MAX_TEXT), links };
}
