/* exported vigicolisUi */
/* global vigicolisDom, vigicolisSeal, vigicolisStyle, vigicolisWords */
"use strict";

/**
 * What everything that is painted into a page has in common: a host of no meaning with a closed
 * shadow root, elements made by methods that are not the page's, buttons for the visitor alone.
 */
const vigicolisUi = vigicolisDom.lazy(() => {
  const dom = vigicolisDom;
  const { change } = vigicolisSeal;
  const { direction, fitsOnALine, language } = vigicolisWords;

  /** A wait that is longer is told of before anybody asks. */
  const SOON_MS = 10_000;

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

  /** Drawn in a square of 24. */
  const SIGNS = {
    danger: "M7.6 1h8.8L23 7.6v8.8L16.4 23H7.6L1 16.4V7.6zM10.7 5.5l.4 8.5h1.8l.4-8.5zM12 15.7a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z",
    caution: "M12 1.5 23.6 22H.4zM10.8 8.5l.4 7h1.6l.4-7zM12 16.7a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z",
    close: "M5.6 4.2 12 10.6l6.4-6.4 1.4 1.4-6.4 6.4 6.4 6.4-1.4 1.4-6.4-6.4-6.4 6.4-1.4-1.4 6.4-6.4-6.4-6.4z",
  };

  /** @param {keyof typeof SIGNS} name */
  function sign(name) {
    const svgNamespace = "http://www.w3.org/2000/svg";
    const create = Document.prototype.createElementNS;
    const svg = create.call(document, svgNamespace, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.ariaHidden = "true";
    const path = create.call(document, svgNamespace, "path");
    path.setAttribute("d", SIGNS[name]);
    path.setAttribute("fill-rule", "evenodd");
    svg.append(path);
    return svg;
  }

  /** @type {WeakMap<Element, () => void>} what each button does */
  const acts = new WeakMap();
  /** @type {WeakMap<EventTarget, ShadowRoot>} the closed root of each host */
  const roots = new WeakMap();

  /**
   * A button. What it does is done by `press`: a listener of its own would hear only what the page lets through.
   * @param {HTMLButtonElement} button
   * @param {() => void} act
   */
  function onClick(button, act) {
    button.type = "button";
    acts.set(button, act);
    return button;
  }

  /**
   * Does what the button under a click does. Only the visitor's own clicks count.
   * @param {MouseEvent} event on one of the hosts
   * @param {HTMLButtonElement} [seen] that is seen there, where the click does not reach the host
   */
  function press(event, seen) {
    const root = event.target && roots.get(event.target);
    if (!(root || seen) || !event.isTrusted) return;
    // A key presses what has the focus.
    const at = event.detail === 0 ? root?.activeElement : root?.elementFromPoint(event.clientX, event.clientY);
    const button = seen ?? at?.closest("button");
    if (button && !button.disabled) acts.get(button)?.();
  }

  /** @type {WeakMap<HTMLButtonElement, () => boolean>} whether a slow button may be pressed */
  const gates = new WeakMap();

  /**
   * A button that leads on instead of away: it takes clicks only once whoever keeps its panel says so.
   * @param {HTMLButtonElement} button
   * @param {() => void} act
   * @param {() => void} [onEarly] instead, before that
   */
  function onSlowClick(button, act, onEarly) {
    button.ariaDisabled = "true";
    return onClick(button, () => {
      if (gates.get(button)?.()) act();
      else onEarly?.();
    });
  }

  /**
   * A slow button that may have to wait for longer, and the line that says why: to whoever presses it
   * too early, and at once where that is long.
   * @param {HTMLButtonElement} button
   * @param {() => void} act
   * @param {import("../../shared/wait.js").Wait} [wait]
   */
  function onLongClick(button, act, wait) {
    const line = make("p", "wait");
    line.role = "status";
    const tell = () => change(() => (line.textContent = wait?.said ?? ""));
    if (wait && wait.ms > SOON_MS) tell();
    return [onSlowClick(button, act, tell), line];
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {() => boolean} isReady
   */
  function gate(button, isReady) {
    gates.set(button, isReady);
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

  /**
   * Makes a panel as large as it is meant to be, whatever `zoom` the page gives its root.
   * @param {HTMLElement} panel
   * @returns {boolean} whether that was to be done
   */
  function setZoom(panel) {
    const root = dom.root();
    const zoom = root ? dom.zoomOf(root) : 1;
    const wanted = zoom === 1 ? "" : String(1 / zoom);
    if (panel.style.zoom === wanted) return false;
    change(() => (panel.style.zoom = wanted));
    return true;
  }

  /** How large the window is without its scrollbars, however far the visitor has zoomed in with the fingers: pixels. */
  function innerSize() {
    const { width, height, scale } = /** @type {VisualViewport} */ (visualViewport);
    return { width: width * scale, height: height * scale };
  }

  /** @param {ShadowRoot} root */
  function adopt(root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(vigicolisStyle);
    root.adoptedStyleSheets = [sheet];
  }

  /**
   * A host that is not in the page yet, with a panel in its closed root.
   * @param {HTMLElement} panel
   * @param {(root: ShadowRoot) => void} dress
   */
  function newHost(panel, dress = adopt) {
    // A name of its own could be defined by the page, which would then say by `ElementInternals` what it is to readers of screens.
    const host = make("div");
    const root = Element.prototype.attachShadow.call(host, { mode: "closed" });
    dress(root);
    setZoom(panel);
    panel.lang = language();
    panel.dir = direction();
    root.append(panel);
    hosts.add(host);
    roots.set(host, root);
    // For pages without a shield, as the extension's own: it hears clicks before any page does, and stops them.
    host.addEventListener("click", (event) => press(event));
    return host;
  }

  /**
   * Whether an event's target is something that was painted here.
   * @param {EventTarget | null} target
   */
  function owns(target) {
    return target !== null && hosts.has(target);
  }

  /** The closed root of a host. @param {HTMLElement} host */
  const rootOf = (host) => /** @type {ShadowRoot} */ (roots.get(host));

  return { emphasised, gate, innerSize, make, newHost, onClick, onLongClick, onSlowClick, owns, press, rootOf, setZoom, sign };
});
