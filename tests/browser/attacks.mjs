import { readdirSync, readFileSync } from "node:fs";
import { CARD_FORM, document, fakePayment } from "./pages.mjs";

/**
 * Attacks on what the extension shows, by their kind. A page of each counts in `struck` how often it
 * did what it does, so that no test can pass before anything happened.
 *
 * @typedef {object} Attack
 * @property {string} head goes into the page's head
 * @property {"both"} [on] tried on a page of caution, too
 * @property {"click" | "key"} [act] what the visitor does, after which it strikes
 * @property {Record<string, string>} [not] browsers that can't run it, and why
 */

const content = new URL("../../extension/content/", import.meta.url);
const sources = readdirSync(content, { encoding: "utf8", recursive: true }).filter((file) => file.endsWith(".js")).map((file) => readFileSync(new URL(file, content), "utf8")).join("\n");

/** @param {RegExp} pattern with one group @returns {string[]} what the content scripts name so, each once */
const named = (pattern) => [...new Set([...sources.matchAll(pattern)].map((match) => match[1] ?? ""))];

/** Names of the content scripts' own, and those they had once. */
const PROPERTIES = [...new Set([...named(/(--[a-z][a-z-]*)/g), "--surface", "--text", "--muted", "--line", "--danger", "--on-danger", "--backdrop", "--caution", "--on-caution", "--caution-line", "--caution-sign", "--action", "--on-action", "--focus"])];
const ANIMATIONS = [...new Set([...named(/@keyframes ([a-z-]+)/g), "rise", "fall", "fill", "wait"])];
const FONTS = [
  ...["system-ui", "-apple-system", "BlinkMacSystemFont", "Segoe UI", "Roboto", "Noto Sans", "sans-serif", "serif", "monospace", "ui-sans-serif"],
  ...["Arial", "Helvetica", "DejaVu Sans", "Liberation Sans", "Verdana", "Cantarell", "Ubuntu"],
];

/** What a page served for the attacks' sake, besides documents. */
export const BLANK_FONT = readFileSync(new URL("blank.ttf", import.meta.url));

const STRUCK = "<script>window.struck = 1;</script>";
const rules = (/** @type {string} */ css) => `<style>${css}</style>${STRUCK}`;
const everyProperty = (/** @type {string} */ body) => PROPERTIES.map((name) => `@property ${name} { ${body} }`).join(" ");

/**
 * A script that does something within each root of the warning's, which Firefox' events lead into.
 * @param {string} source where `root` is that, and `panel` what stands in it
 */
function reaches(source) {
  return `<script>window.struck = 0; const met = new WeakSet(); for (const type of ["focus", "focusin", "mouseover"]) addEventListener(type, ({ originalTarget }) => {
    const root = originalTarget?.getRootNode?.();
    if (!(root instanceof ShadowRoot) || root.host.parentNode !== document.documentElement || met.has(root)) return;
    met.add(root);
    const panel = root.firstElementChild;
    ${source}
    struck += 1;
  }, true);</script>`;
}

/** What a page declares: rules, names and values, and no script. @type {Record<string, Attack>} */
export const DECLARED = {
  "registers every custom property as an ident (w01)": { on: "both", head: rules(everyProperty(`syntax: "<custom-ident>"; inherits: false; initial-value: transparent`)) },
  "registers every custom property as a transparent colour": { on: "both", head: rules(everyProperty(`syntax: "<color>"; inherits: false; initial-value: transparent`)) },
  "registers every custom property as a length": { head: rules(everyProperty(`syntax: "<length>"; inherits: true; initial-value: 0px`)) },
  "registers every custom property as anything, not inherited": { head: rules(everyProperty(`syntax: "*"; inherits: false`)) },
  "registers every custom property as one of two colours": { head: rules(everyProperty(`syntax: "<color>+ | none"; inherits: true; initial-value: none`)) },
  "registers them by script, at each appearance": {
    head: `<script>window.struck = 0; new MutationObserver(() => { for (const name of ${JSON.stringify(PROPERTIES)}) try { CSS.registerProperty({ name, syntax: "<custom-ident>", inherits: false, initialValue: "transparent" }); } catch {} struck += 1; }).observe(document, { childList: true, subtree: true });</script>`,
  },
  "sets every custom property on all there is": { on: "both", head: rules(`html, html > *, * { ${PROPERTIES.map((name) => `${name}: transparent !important;`).join(" ")} }`) },
  "names blank fonts like those of the system (w25)": { on: "both", head: rules(FONTS.map((name) => `@font-face { font-family: "${name}"; src: url(/blank.ttf); }`).join(" ")) },
  "names counter styles and font palettes like the browser's": {
    head: rules(`${["disc", "circle", "decimal", "disclosure-closed", "disclosure-open"].map((name) => `@counter-style x-${name} { system: cyclic; symbols: ""; } @counter-style ${name} { system: cyclic; symbols: "█████████████████████████"; suffix: ""; }`).join(" ")} html { counter-reset: list-item -99999; quotes: "█████" "█████"; }`),
  },
  "has keyframes under the warning's names": { on: "both", head: rules(ANIMATIONS.map((name) => `@keyframes ${name} { from, to { opacity: 0; transform: scale(0); color: transparent; background: transparent; } }`).join(" ")) },
  "puts layers and scopes over all": { head: rules(`@layer a, b; @layer b { * { opacity: 0 !important; } } @layer a { html > :not(head, body) { opacity: 0 !important; visibility: hidden !important; transform: scale(0) !important; } } @scope (html) { :scope > * { filter: opacity(0) !important; } }`) },
  "makes everything a container, an anchor and a part of transitions": { on: "both", head: rules(`* { container: card / size !important; anchor-name: --a !important; view-transition-name: match-element !important; anchor-scope: all !important; contain: strict !important; timeline-scope: --t; }`) },
  "hides what is in the top layer": { on: "both", head: rules(`:modal, :popover-open, dialog, [popover], ::backdrop { display: none !important; opacity: 0 !important; visibility: hidden !important; } *::backdrop, ::backdrop { background: white !important; z-index: 2147483647 !important; }`) },
  "has rules as if it were in the root": { on: "both", head: rules(`:host, :host(*), :host-context(html), ::slotted(*), ::part(title), html > *, html > *::before, html > *::after { display: none !important; content: "" !important; position: fixed !important; inset: 0 !important; background: white !important; opacity: 0 !important; }`) },
  "filters its root (Firefox paints that over the top layer)": { on: "both", head: rules(`html { filter: brightness(0) !important; }`) },
  "makes its root transparent by a filter": { head: rules(`html { filter: opacity(0) !important; opacity: 0 !important; will-change: filter; }`) },
  "blurs its root": { head: rules(`html { filter: blur(99px) contrast(0) !important; }`) },
  "filters its root by an animation": { head: rules(`@keyframes gone { to { filter: opacity(0); } } html { animation: gone 1s .5s both; }`) },
  "bends its root": { on: "both", head: rules(`html { opacity: 0; transform: scale(.01) rotate(90deg); perspective: 1px; mix-blend-mode: difference; clip-path: inset(100%); mask: linear-gradient(transparent, transparent); backdrop-filter: blur(9px); overflow: clip; contain: strict; height: 0; isolation: isolate; }`) },
  "turns its root's writing": { on: "both", head: rules(`html { writing-mode: vertical-rl !important; direction: rtl !important; unicode-bidi: bidi-override !important; text-orientation: upright !important; }`) },
  "has its root pass on what hides": {
    on: "both",
    head: rules(`html { visibility: hidden !important; color: transparent !important; -webkit-text-fill-color: transparent !important; font: 0/0 a !important; letter-spacing: -1em !important; word-spacing: -9em !important; text-indent: -9999px !important; text-transform: full-size-kana !important; -webkit-text-security: disc !important; pointer-events: none !important; user-select: none !important; cursor: none !important; zoom: 1 !important; }`),
  },
  "zooms out": { on: "both", head: rules(`html { zoom: .05 !important; }`) },
  "zooms in": { head: rules(`html { zoom: 7 !important; }`) },
  "zooms everything on the root and the warning": { head: rules(`html, html > * { zoom: 3 !important; }`) },
  "zooms to and fro by an animation": { head: rules(`@keyframes to-and-fro { from { zoom: .1 } to { zoom: 4 } } html { animation: to-and-fro .4s infinite alternate; }`) },
  "allows dark colours only": { on: "both", head: rules(`html { color-scheme: only dark !important; background: black; } html > * { color-scheme: only dark !important; accent-color: white; }`) + `<meta name="color-scheme" content="only dark">` },
  "adjusts forced colours": { head: rules(`html, html > * { forced-color-adjust: preserve-parent-color !important; print-color-adjust: exact; color-interpolation: linearRGB; image-rendering: pixelated; }`) },
  "has rules for paper and none for the screen": { head: rules(`@page { size: 1px 1px; } @media print { html { display: none !important; } } @media screen { html > :not(head, body) { max-height: 0 !important; overflow: clip !important; } }`) },
  "sets view transitions' pictures over all": { head: rules(`@view-transition { navigation: auto; } ::view-transition { background: white; } ::view-transition-group(*) { animation-duration: 9999s; }`) },
};

/**
 * A script that puts something up over the warning.
 * @param {string} make source that gives the element to be shown by `up`
 * @param {string} up source that shows `it`
 * @param {string} down source that takes it away, to show it anew
 * @param {number} every milliseconds
 */
const over = (make, up, down, every = 100) => `
  <style>.cover { margin: 0; border: 0; padding: 0; inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none; background: white; color: black }</style>
  <script>
    window.struck = 0;
    addEventListener("DOMContentLoaded", () => {
      const it = (() => { ${make} })();
      const cover = () => { try { ${down} } catch {} try { ${up}; if (window.seenFirst) struck += 1; } catch (error) { window.failed = String(error); } };
      // Not before there is something to cover.
      const meet = (nodes) => {
        for (const node of nodes) {
          if (node.parentNode !== document.documentElement || node.nodeType !== 1 || /^(head|body)$/.test(node.localName)) continue;
          window.seenFirst = true;
          setTimeout(cover, 30);
        }
      };
      new MutationObserver((records) => { for (const { addedNodes } of records) meet(addedNodes); }).observe(document.documentElement, { childList: true });
      meet(document.documentElement.childNodes);
      ${every > 0 ? `setInterval(() => window.seenFirst && cover(), ${every});` : ""}
    });
  </script>`;

const DIV = (/** @type {string} */ more, kind = "manual") => `const it = Object.assign(document.createElement("div"), { className: "cover", textContent: "Étape 1 sur 2" }); it.popover = ${JSON.stringify(kind)}; it.style.cssText = ${JSON.stringify(more)}; document.body.append(it); return it;`;
const IN_CLOSED = (/** @type {string} */ tag, /** @type {string} */ attributes) => `const home = document.body.appendChild(document.createElement("x-home")); const root = home.attachShadow({ mode: "closed" }); root.innerHTML = '<${tag} ${attributes} style="margin:0;border:0;padding:0;inset:0;width:100vw;height:100vh;max-width:none;max-height:none;background:white">Chronopost</${tag}>'; return root.firstChild;`;
const DIALOG = `const it = Object.assign(document.createElement("dialog"), { className: "cover", textContent: "Payer" }); document.body.append(it); return it;`;
const [SHOW, HIDE] = ["it.showPopover()", "it.hidePopover()"];
const [OPEN, CLOSE] = ["it.showModal()", "it.close()"];
/** A popover of one pixel, of which more is painted than its box. @param {string} css @param {string} [html] */
const spilling = (css, html = "") => over(`document.head.insertAdjacentHTML("beforeend", ${JSON.stringify(`<style>#spill { all: unset; position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px; overflow: visible; ${css} } #spill:not(:popover-open) { display: none } #spill::backdrop { display: none } #spill > * { position: absolute; inset: 0 auto auto 0; width: 100vw; height: 100vh }</style>`)}); const it = Object.assign(document.createElement("div"), { id: "spill" }); it.popover = "manual"; it.innerHTML = ${JSON.stringify(html)}; document.body.append(it); return it;`, SHOW, HIDE);

/** Shows itself whole when the visitor does something anywhere. @param {string} types of events */
const fullScreen = (types) => `
  <script>
    window.struck = 0;
    addEventListener("DOMContentLoaded", () => {
      const stage = Object.assign(document.createElement("div"), { textContent: "Étape 1 sur 2" });
      stage.style.background = "white";
      document.body.append(stage);
      for (const type of ${JSON.stringify(types.split(" "))}) addEventListener(type, () => stage.requestFullscreen().then(() => (struck += 1), () => {}), true);
    });
  </script>`;

const transition = (/** @type {string} */ css, when = "MutationObserver") => `
  <style>@keyframes hold { from, to { z-index: 0 } } ::view-transition { pointer-events: none } ::view-transition-group(root) { animation: hold 9999s } ${css}</style>
  <script>
    window.struck = 0;
    const freeze = () => { document.startViewTransition(() => { document.body.dataset.step = "2"; }).ready.then(() => (struck += 1), () => {}); };
    ${when === "before" ? `addEventListener("load", freeze);` : `addEventListener("DOMContentLoaded", () => {
      const root = document.documentElement;
      new MutationObserver(() => setTimeout(freeze, 60)).observe(root, { childList: true });
      if (root.children.length > 2) setTimeout(freeze, 60);
    });`}
  </script>`;
const BLIND = `::view-transition { background: white } ::view-transition-old(root), ::view-transition-new(root) { animation: none; opacity: 0 }`;

/** Strikes each time something new stands in the root. @param {string} strike what is done with `host` @param {string} [limit] */
const strikes = (strike, limit = "true") => `
  <script>
    window.struck = 0;
    {
      const met = new WeakSet();
      // Not before the page is whole: one that cuts itself off never asks for a card.
      const meet = () => {
        if (document.readyState === "loading") return;
        for (const host of [...document.documentElement.children]) {
          if (/^(head|body)$/.test(host.localName) || met.has(host) || !(${limit})) continue;
          met.add(host);
          struck += 1;
          try { ${strike} } catch (error) { window.failed = String(error); }
        }
      };
      new MutationObserver(meet).observe(document, { childList: true, subtree: true });
      addEventListener("DOMContentLoaded", meet);
    }
  </script>`;

/** What a page lays over the warning. @type {Record<string, Attack>} */
export const COVERS = {
  "a popover shown again and again (w04, w07)": { on: "both", head: over(DIV(""), SHOW, HIDE) },
  "a popover shown once after each appearance (w05)": { on: "both", head: over(DIV(""), SHOW, HIDE, 0) },
  "a popover in a closed root (w32)": { on: "both", head: over(IN_CLOSED("div", "popover=manual"), SHOW, HIDE, 300) },
  "a popover without a turn of its own (auto)": { head: over(DIV("", "auto"), SHOW, HIDE) },
  "a popover of the kind hint": { head: over(DIV("", "hint"), SHOW, HIDE) },
  "a popover that lets clicks through": { on: "both", head: over(DIV("pointer-events: none"), SHOW, HIDE) },
  "a popover nearly opaque": { head: over(DIV("opacity: .97"), SHOW, HIDE, 0) },
  "a popover that fades in": { head: over(`${DIV("opacity: 0").replace("return it;", "")} it.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 600, fill: "forwards" }); return it;`, `${SHOW}; it.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 600, fill: "forwards" })`, HIDE, 0) },
  "a popover that moves in": { head: over(DIV("transform: translateX(-200vw)"), `${SHOW}; it.animate([{ transform: "translateX(-200vw)" }, { transform: "none" }], { duration: 600, fill: "forwards" })`, HIDE, 0) },
  "a popover over the title in its own colour": { head: over(DIV("width: 520px; height: 90px; inset: 0; margin: 8vh auto auto; background: #b3141d"), `${SHOW}; it.style.marginTop = "0"; it.style.height = "60vh"`, HIDE) },
  "a popover of one pixel with a large shadow": { head: spilling("background: white; box-shadow: 0 0 0 3000px white") },
  "a popover of one pixel with a large outline": { head: spilling("background: white; outline: 3000px solid white") },
  "a popover of one pixel with a broad letter": { head: spilling("font-size: 10px; -webkit-text-stroke: 4000px white", "<b>x</b>") },
  "a popover of one pixel with a picture that spills": { head: spilling("pointer-events: none", `<svg style="overflow: visible; pointer-events: none"><rect width="4000" height="4000" fill="white" pointer-events="none"/></svg>`) },
  "a popover that is hidden, with a child that is not": { head: spilling("visibility: hidden", `<div style="visibility: visible; background: white"></div>`) },
  "the backdrop of a tiny popover": { head: over(`document.head.insertAdjacentHTML("beforeend", "<style>#tiny::backdrop { background: white !important }</style>"); const it = Object.assign(document.createElement("div"), { id: "tiny" }); it.popover = "manual"; it.style.cssText = "margin: 0; inset: 0 auto auto 0; width: 1px; height: 1px"; document.body.append(it); return it;`, SHOW, HIDE) },
  "two popovers in turn": { head: over(`const make = () => { ${DIV("")} }; return [make(), make()];`, "it.reverse(); it[0].showPopover()", "it[0].hidePopover()", 50) },
  "a modal dialog": { on: "both", head: over(DIALOG, OPEN, CLOSE) },
  "a modal dialog in a closed root": { head: over(IN_CLOSED("dialog", ""), OPEN, CLOSE) },
  "a modal dialog that comes once, with a tiny box": { head: over(`${DIALOG.replace("return it;", "")} it.style.cssText = "width: 10px; height: 10px; inset: 0 auto auto 0"; document.head.insertAdjacentHTML("beforeend", "<style>dialog::backdrop { background: white !important }</style>"); return it;`, OPEN, CLOSE, 0) },
  "a new popover each time it is covered itself": { head: over("return document.body;", `const next = document.createElement("div"); next.className = "cover"; next.popover = "manual"; document.body.append(next); next.showPopover(); document.querySelectorAll(".cover").length > 30 && document.querySelector(".cover").remove()`, "") },
  "a popover in a closed root that is made later": { on: "both", head: strikes(`setTimeout(() => { const home = document.body.appendChild(document.createElement("x-late")); const cover = home.attachShadow({ mode: "closed" }).appendChild(document.createElement("div")); cover.popover = "manual"; cover.style.cssText = "margin:0;border:0;inset:0;width:100vw;height:100vh;background:#fff"; cover.showPopover(); }, 300);`) },
  "full screen by a click beside the warning (w26)": { act: "click", head: fullScreen("pointerdown mousedown click pointerup"), not: { chromium: "clicks don't reach the page", firefox: "clicks don't reach the page" } },
  "full screen by a key": { act: "key", head: fullScreen("keydown keyup"), not: { chromium: "keys don't reach the page", firefox: "keys don't reach the page" } },
  "a view transition frozen over the page (w06)": { head: transition(`::view-transition-old(root) { animation: none; opacity: 1 } ::view-transition-new(root) { animation: hold 9999s; opacity: 0 }`) },
  "a blind view transition": { on: "both", head: transition(BLIND) },
  "a blind view transition that was there before": { head: transition(BLIND, "before") },
};


/** How a page takes the warning away. @type {Record<string, Attack>} */
export const REMOVALS = {
  ...Object.fromEntries(Object.entries({
    "a style of its own": `root.append(Object.assign(document.createElement("style"), { textContent: "* { opacity: 0 !important } ::backdrop { opacity: 0 !important }" }));`,
    "a sheet that is adopted": `const sheet = new CSSStyleSheet(); sheet.replaceSync("* { opacity: 0 !important }"); root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];`,
    "the sheet that is there": `root.adoptedStyleSheets[0].insertRule("* { opacity: 0 !important }", root.adoptedStyleSheets[0].cssRules.length);`,
    "an animation": `panel.animate([{ opacity: 0 }], { duration: 1, fill: "forwards" });`,
    "other words": `root.querySelector("h1").textContent = "Tout va bien";`,
    "a style of the panel": `panel.style.setProperty("opacity", "0", "important");`,
  }).map(([how, source]) => [`from within, by ${how}`, { head: reaches(source), not: { chromium: "lets no page into a closed root" } }])),
  "once": { on: "both", head: strikes("host.remove();", "struck < 1") },
  "twice in all": { head: strikes("sessionStorage.setItem(`${sessionStorage.length}`, ''); host.remove();", "sessionStorage.length < 2") },
  "always (w18)": { on: "both", head: strikes("host.remove();") },
  "a moment later, always": { head: strikes("struck -= 1; setTimeout(() => { host.remove(); struck += 1; }, 300);") },
  "after six changes of its class (w42)": { head: strikes(`let turn = 0; const change = setInterval(() => { host.className = "x" + turn; if (++turn > 6) { clearInterval(change); host.remove(); } }, 60);`) },
  "by writing the document anew": { head: strikes(`const whole = document.documentElement.outerHTML.replace(/<script[^]*?<\\/script>/g, ""); document.open(); document.write(whole); document.close(); window.struck = 1;`, "struck < 1") },
  "by replacing the root": { head: strikes(`const next = document.documentElement.cloneNode(true); for (const child of [...next.children]) if (!/^(head|body)$/.test(child.localName)) child.remove(); document.documentElement.replaceWith(next);`) },
  "by replacing the root's children": { head: strikes("document.documentElement.replaceChildren(document.head, document.body);") },
  "into a closed root": { head: strikes(`const home = document.createElement("x-home"); document.body.append(home); home.attachShadow({ mode: "closed" }).append(host);`) },
  "into a closed root without leaving the tree": { head: strikes(`const home = document.createElement("x-home"); document.body.append(home); const root = home.attachShadow({ mode: "closed" }); root.moveBefore ? root.moveBefore(host, null) : root.append(host);`) },
  "into what is not displayed": { head: strikes(`const home = document.body.appendChild(document.createElement("div")); home.style.display = "none"; home.append(host);`) },
  "into another document": { head: strikes(`document.implementation.createHTMLDocument("").body.append(document.adoptNode(host));`) },
  "into a frame": { head: strikes(`const frame = document.body.appendChild(document.createElement("iframe")); frame.contentDocument.body.append(host);`) },
  "by its attributes": { on: "both", head: strikes(`host.hidden = true; host.inert = true; host.setAttribute("style", "display: none !important"); host.slot = "none"; host.popover = "manual";`) },
  "by making it a popover of its own": { head: strikes(`host.setAttribute("popover", "auto"); host.showPopover(); host.hidePopover();`) },
  "by making the root inert": { on: "both", head: strikes(`document.documentElement.inert = true; document.body.inert = true; host.inert = true;`) },
  "by animating it": { on: "both", head: strikes(`host.animate([{ opacity: 0, transform: "scale(0)", filter: "opacity(0)", display: "none" }], { duration: 1, fill: "forwards" }); document.documentElement.animate([{ opacity: 0, filter: "opacity(0)" }], { duration: 1, fill: "forwards" });`) },
  "by a sheet that the document adopts": { head: strikes(`const sheet = new CSSStyleSheet(); sheet.replaceSync("html > :not(head, body) { display: none !important; content-visibility: hidden !important; opacity: 0 !important } html { filter: opacity(0) !important }"); document.adoptedStyleSheets = [sheet];`) },
  "by closing all that is open": { head: strikes(`setInterval(() => { for (const each of document.querySelectorAll("dialog, [popover], :popover-open")) { each.close?.(); each.hidePopover?.(); } document.activeElement?.blur(); document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })); }, 20);`) },
};

/** A fake page of danger. @param {string} head */
export const dangerous = (head) => fakePayment(head);

/** A page that only its address speaks against. @param {string} head */
export const odd = (head) => document("Recettes de famille", "<h1>Tarte aux pommes</h1><p>Épluchez les pommes.</p>", head);

const FORM_XML = CARD_FORM.replace(/<input ([^>]*)>/g, "<input $1/>");
const STORY_XML = `<h1>Chronopost</h1><p>Votre colis est retenu à notre centre de tri : l'adresse de livraison est incomplète.</p><p>Pour programmer une nouvelle livraison, réglez les frais de réexpédition de 1,99 € sous 24 heures.</p>${FORM_XML}`;
const XHTML = `xmlns="http://www.w3.org/1999/xhtml"`;

/** Documents that are no HTML, or hold none themselves. @type {Record<string, { type: string, body: string }>} */
export const DOCUMENTS = {
  "XHTML (f17)": { type: "application/xhtml+xml", body: `<html ${XHTML} lang="fr"><head><title>Chronopost - Suivi de votre colis</title></head><body>${STORY_XML}</body></html>` },
  "SVG (f18, n12, w28)": {
    type: "image/svg+xml",
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><title>Chronopost - Suivi de votre colis</title><foreignObject x="20" y="20" width="700" height="560"><div ${XHTML}>${STORY_XML}</div></foreignObject></svg>`,
  },
  "XML with HTML inside": { type: "application/xml", body: `<envoi><d ${XHTML}/><div ${XHTML}><title>Chronopost - Suivi de votre colis</title>${STORY_XML}</div></envoi>` },
  "MathML with HTML inside": { type: "application/xml", body: `<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>Chronopost</mtext><semantics><mtext><div ${XHTML}>${STORY_XML}</div></mtext></semantics></math>` },
  "a frameset": { type: "text/html", body: `<html><head><title>Chronopost - Suivi de votre colis</title></head><frameset rows="*,1"><frame src="/calm"><frame src="about:blank"></frameset></html>` },
};
