/* exported vigicolisPaint */
/* global vigicolisDom, vigicolisStyle, vigicolisWords */
"use strict";

/**
 * What everything that is painted into a page has in common: a host of no meaning with a closed
 * shadow root, elements made by methods that are not the page's, buttons for the visitor alone.
 */
const vigicolisPaint = (() => {
  const dom = vigicolisDom;
  const { direction, fitsOnALine, language } = vigicolisWords;

  /** @type {WeakSet<EventTarget>} */
  const hosts = new WeakSet();

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {string} [className]
   * @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[K]}
   */
  function make(name, className, ...children) {
    const element = /** @type {HTMLElementTagNameMap[K]} */ (Document.prototype.createElement.call(document, name));
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /**
   * Only the visitor's own clicks count.
   * @param {HTMLButtonElement} button
   * @param {() => void} act
   */
  function onClick(button, act) {
    button.type = "button";
    button.addEventListener("click", (event) => {
      if (event.isTrusted) act();
    });
    return button;
  }

  /**
   * A sentence with the page's own address in bold.
   * @param {string} sentence
   * @param {string} address
   * @param {"h2" | "li" | "p"} name of the element
   */
  function emphasised(sentence, address, name = "li") {
    const item = make(name);
    sentence.split(address).forEach((part, index) => {
      if (index > 0) item.append(make("strong", fitsOnALine(address) ? "whole" : "", address));
      item.append(part);
    });
    return item;
  }

  /** @returns {string} letters that mean nothing, as a custom element's name */
  function neutralName() {
    const letters = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => String.fromCharCode(97 + (byte % 26)));
    letters[5] = "-";
    return letters.join("");
  }

  function zoomOfPage() {
    const root = dom.documentElement(document);
    return root ? dom.zoomOf(root) : 1;
  }

  /**
   * A host that is not in the page yet, with a panel in its closed root. It is as large as it is
   * meant to be, whatever `zoom` the page gives its root.
   * @param {HTMLElement} panel
   * @param {string} [style] rules of the panel's own, after the common ones
   */
  function newHost(panel, style = "") {
    const host = /** @type {HTMLElement} */ (Document.prototype.createElement.call(document, neutralName()));
    host.style.setProperty("all", "initial", "important");
    const root = Element.prototype.attachShadow.call(host, { mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(vigicolisStyle + style);
    root.adoptedStyleSheets = [sheet];
    const zoom = zoomOfPage();
    if (zoom !== 1) panel.style.setProperty("zoom", String(1 / zoom));
    panel.lang = language();
    panel.dir = direction();
    root.append(panel);
    hosts.add(host);
    return host;
  }

  /**
   * Whether an event's target is something that was painted here.
   * @param {EventTarget | null} target
   */
  function owns(target) {
    return target !== null && hosts.has(target);
  }

  return Object.freeze({ emphasised, make, newHost, onClick, owns });
})();
