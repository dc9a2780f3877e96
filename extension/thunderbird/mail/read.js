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

  /** @param {HTMLAnchorElement | HTMLAreaElement} link @param {number} from where its words begin */
  function addLink(link, from) {
    const { href } = link;
    if (!/^https?:/i.test(href) || href.length > MAX_ADDRESS || links.length >= MAX_LINKS) return;
    const words = text.slice(from).trim();
    links.push({ address: href, words: words.slice(0, 200) });
    // A link whose words are its address needs no other.
    if (words === href || `${words}/` === href) return;
    text = `${text.trimEnd()} <${href}> `;
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
      for (let child = node.firstChild; child; child = child.nextSibling) walk(child);
      if (node instanceof HTMLAreaElement || (node instanceof HTMLAnchorElement && isSeen(node))) addLink(node, from);
      if (isApart) breakLine();
    }
  }

  if (document.body) walk(document.body);
  return { url: document.URL, text: text.slice(0, MAX_TEXT), links };
}
