import { document, fakePayment } from "./pages.mjs";

/** Pages that fight against the warning. `rounds` counts how often each of them struck. */

/**
 * A script that strikes each time something is added to the page's root, as the warning is.
 * @param {string} strike source of what is done with the new `host`
 */
const strikes = (strike) => `
  <script>
    window.rounds = 0;
    window.met = new Set();
    // Not before the page is whole: one that cuts itself off never asks for a card.
    const meet = () => {
      if (document.readyState === "loading") return;
      for (const host of document.documentElement.children) {
        if (/^(head|body)$/.test(host.localName) || met.has(host)) continue;
        met.add(host);
        window.rounds += 1;
        ${strike}
      }
    };
    new MutationObserver(meet).observe(document, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", meet);
  </script>`;

/** Puts a dialog of the page's own over everything, in the top layer. */
const COVER = `
  document.querySelector("#cover")?.remove();
  const cover = Object.assign(document.createElement("dialog"), { id: "cover", textContent: "Payer" });
  cover.style.cssText = "width: 100vw; height: 100vh; max-width: none; max-height: none";
  document.body.append(cover);
  cover.showModal();`;

const sheet = (/** @type {string} */ rules) => `document.head.append(Object.assign(document.createElement("style"), { className: "hostile", textContent: ${JSON.stringify(rules)} }));`;

/** The page's own scripts, bent before anything else runs: what is made or read goes through them. */
const REDEFINES = `
  <script>
    window.caught = [];
    window.rounds = 1;
    const note = (what) => () => { window.caught.push(what); throw new TypeError(what); };
    for (const [owner, names] of [
      [Element.prototype, ["attachShadow", "append", "remove", "setAttribute", "getAttribute", "getAttributeNames", "matches", "closest", "getBoundingClientRect", "checkVisibility", "querySelectorAll"]],
      [Document.prototype, ["createElement", "createElementNS", "querySelector", "querySelectorAll", "elementFromPoint", "createTreeWalker", "append"]],
      [Node.prototype, ["appendChild", "insertBefore", "removeChild"]],
      [HTMLElement.prototype, ["showPopover", "focus", "blur", "click"]],
      [HTMLDialogElement.prototype, ["showModal", "close"]],
      [EventTarget.prototype, ["addEventListener", "removeEventListener", "dispatchEvent"]],
      [MutationObserver.prototype, ["observe", "disconnect", "takeRecords"]],
      [CSSStyleSheet.prototype, ["replaceSync", "insertRule"]],
      [Array.prototype, ["map", "filter", "some", "push", "includes"]],
      [String.prototype, ["split", "slice", "includes"]],
      [JSON, ["stringify", "parse"]],
      [crypto, ["getRandomValues"]],
    ]) for (const name of names) owner[name] = note(name);
    for (const name of ["documentElement", "body", "head", "title", "activeElement"]) Object.defineProperty(Document.prototype, name, { get: note(name) });
    window.setTimeout = window.setInterval = window.MutationObserver = window.URL = note("window");
  </script>`;

/**
 * How a page fights. In the end the warning stands within the visitor's reach, in the page or on the
 * extension's own.
 * @type {Record<string, { page: string }>}
 */
export const HOSTILE = {
  "removes the warning": { page: strikes("host.remove();") },
  "removes the warning three times": { page: strikes("if (window.rounds <= 3) host.remove();") },
  "moves the warning into a corner of its own": {
    page: strikes(`document.body.append(Object.assign(document.createElement("div"), { hidden: true })); document.body.lastChild.append(host);`),
  },
  "restyles the warning itself": {
    page: strikes(`host.setAttribute("style", "display: none !important; opacity: 0 !important; transform: scale(0) !important"); host.className = "off"; host.hidden = true; host.inert = true; host.setAttribute("popover", "");`),
  },
  "has rules against all that it does not know": {
    page: strikes(sheet("html > :not(head, body), html > :not(head, body)::backdrop { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important; clip-path: inset(100%) !important; filter: opacity(0) !important; pointer-events: none !important; width: 0 !important; content-visibility: hidden !important }")),
  },
  "makes its root transparent, tiny and deaf": {
    page: strikes(sheet("html { opacity: 0 !important; transform: scale(0.01) !important; filter: blur(99px) !important; clip-path: inset(100%) !important; pointer-events: none !important; visibility: hidden !important; user-select: none !important; font-size: 1px !important; direction: rtl !important }")),
  },
  "zooms out": { page: strikes(sheet("html { zoom: 0.05 !important }")) },
  "has zoomed in": { page: "<style>html { zoom: 6 }</style>" + strikes("") },
  "covers the warning with a dialog of its own": { page: strikes(COVER) },
  "covers the warning with a dialog three times": { page: strikes(`if (window.rounds <= 3) { ${COVER} }`) },
  "makes its root inert": { page: strikes("document.documentElement.inert = true; document.body.inert = true;") },
  "writes itself anew": {
    page: strikes(`if (window.rounds > 3) return; const old = document.documentElement; const next = old.cloneNode(true); for (const child of [...next.children]) if (!/^(head|body)$/.test(child.localName)) child.remove(); old.replaceWith(next);`),
  },
  "never stops changing": {
    page: `<div id="flood"></div>` + strikes("") + `
      <script>
        let tick = 0;
        const flood = () => {
          const box = document.querySelector("#flood");
          box.replaceChildren(...Array.from({ length: 50 }, (_, at) => Object.assign(document.createElement("p"), { textContent: "Colis " + at + " " + tick })));
          document.documentElement.className = "t" + tick;
          document.documentElement.append(document.createComment(String(tick)));
          if (++tick % 50 === 0) for (const node of [...document.documentElement.childNodes]) if (node.nodeType === Node.COMMENT_NODE) node.remove();
          setTimeout(flood, 5);
        };
        flood();
      </script>`,
  },
  "redefines what it can before": { page: REDEFINES },
  "names its elements like the document's own properties": {
    page: `${["documentElement", "body", "head", "title", "querySelectorAll", "createElement", "elementFromPoint", "append", "activeElement", "defaultView"].map((name) => `<img name="${name}" alt=""><form name="${name}" id="${name}"></form>`).join("")}<script>window.rounds = 1;</script>`,
  },
  "gives its fields the focus all the time": { page: strikes("") + `<script>setInterval(() => document.querySelector("#num").focus(), 10);</script>` },
  "fakes clicks on all there is": {
    page: strikes("") + `
      <script>
        window.clicks = 0;
        const all = (element) => {
          // Its own form would lead away from here.
          if (element.closest("form")) return;
          for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
            element.dispatchEvent(new (type.startsWith("p") ? PointerEvent : MouseEvent)(type, { bubbles: true, cancelable: true, composed: true, clientX: innerWidth / 2, clientY: innerHeight / 2 }));
          }
          for (const key of ["Enter", " ", "Escape"]) element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
          element.click?.();
          window.clicks += 1;
        };
        const strikeAll = () => {
          for (let x = 8; x < innerWidth; x += 40) for (let y = 8; y < innerHeight; y += 40) all(document.elementFromPoint(x, y) ?? document.body);
          for (const host of document.documentElement.children) all(host);
          all(document.activeElement);
        };
        // A pause after each round, however long that takes on a busy machine: what starves a page is tried elsewhere.
        const round = () => {
          // Whoever went on is no longer asked to be fooled.
          if ([...met].some((host) => host.isConnected)) strikeAll();
          setTimeout(round, 200);
        };
        round();
      </script>`,
  },
};

/** A fake page of danger that fights. @param {string} more */
export const dangerous = (more) => fakePayment(more);

/** A page that only its address speaks against. @param {string} more */
export const odd = (more) => document("Recettes de famille", `<h1>Tarte aux pommes</h1><p>Épluchez les pommes.</p>`, more);
