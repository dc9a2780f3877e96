/* exported vigicolisStyle */
"use strict";

/**
 * The look of the warnings in a page. A page's rules do not reach into a closed shadow root, and
 * `!important` on `:host` wins against them on the host itself. What a page can define by name for
 * all trees (`@property`, `@font-face`) is not used: colours are literals, fonts the browser's
 * generic ones. Nothing moves or fades: a warning is seen at once or not at all. Colours are those
 * of `theme.css`, which a page must not be able to load; sizes are pixels, because the page sets
 * the size of `rem`. The titles bear the extension's name: an unsigned warning looks like an
 * advertisement of the page's. A popover has no backdrop: for the browser's proof of visibility even
 * an invisible one would cover the panels below.
 */
const vigicolisStyle = (() => {
  /** @param {string} light @param {string} dark */
  const either = (light, dark) => `light-dark(${light}, ${dark})`;
  const surface = either("#fff", "#1c2026");
  const text = either("#1b1f24", "#f2f4f6");
  const muted = either("#545d68", "#b4bdc8");
  const line = either("#d5dae0", "#3d454f");
  const danger = either("#b3141d", "#c2242e");
  const backdrop = either("rgb(58 6 10 / 86%)", "rgb(28 3 6 / 90%)");
  const caution = either("#fff4d6", "#3a2d0b");
  const onCaution = either("#3a2a00", "#ffedc2");
  const cautionLine = either("#d99a00", "#e0a526");
  const cautionSign = either("#8a5a00", "#ffc94d");
  const action = either("#0b5cad", "#8cc4ff");
  const onAction = either("#fff", "#06284d");
  return `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  color-scheme: light dark !important;
}
*, *::before, *::after { box-sizing: border-box; }
:host::selection, *::selection { color: ${onAction}; background: ${action}; text-shadow: none; -webkit-text-fill-color: currentColor; }
:host::target-text, *::target-text { color: ${onAction}; background: ${action}; }
dialog, .banner, .question, .strip {
  font: 400 16px/1.5 system-ui, sans-serif;
  text-align: start; text-wrap: pretty; overflow-wrap: anywhere;
  cursor: default; user-select: text; -webkit-text-size-adjust: 100%;
}
dialog {
  margin: auto; padding: 0; border: 0; border-radius: 16px; overflow: auto; overscroll-behavior: contain;
  width: min(512px, calc(100vw - 24px)); max-width: none; max-height: calc(100dvh - 24px);
  scroll-padding-bottom: 178px;
  color: ${text}; background: ${surface};
  box-shadow: 0 24px 64px rgb(0 0 0 / 45%); scrollbar-color: ${muted} transparent; scrollbar-width: thin;
}
dialog::backdrop { background: ${backdrop}; }
header { display: flex; align-items: center; gap: 14px; padding: 20px 24px; color: #fff; background: ${danger}; }
header.caution { color: ${onCaution}; background: ${caution}; }
svg { flex: none; width: 44px; height: 44px; fill: currentColor; forced-color-adjust: auto; }
h1, h2, p, ul { margin: 0; padding: 0; font-size: inherit; }
h1 { font-size: 24px; line-height: 1.2; }
h1::before, h2::before { content: "Vigicolis"; display: block; font-size: 16px; line-height: 1.3; }
.body { padding: 20px 24px 0; }
ul { display: grid; gap: 10px; list-style: none; }
dialog li { padding-inline-start: 16px; border-inline-start: 3px solid ${danger}; }
h1, h2, strong, .main, .act, .strip p { font-weight: 700; }
.whole { white-space: nowrap; }
.note, .address, details { margin-top: 12px; }
button, summary { min-height: 44px; min-width: 44px; cursor: pointer; }
summary { display: inline-flex; align-items: center; border-radius: 4px; }
summary, .quiet { color: ${muted}; }
summary, .quiet, .plain { text-decoration: underline; text-underline-offset: 3px; }
summary:hover, .quiet:hover { color: ${text}; }
:is(button, summary):focus-visible { outline: 3px solid ${action}; outline-offset: 2px; }
.all { gap: 8px; }
dialog .all li { padding-inline-start: 12px; border-color: ${line}; }
dialog .all .leak { border-color: ${cautionLine}; }
q { display: block; color: ${muted}; font-style: italic; }
q:lang(fr) { quotes: "«\u00a0" "\u00a0»" "“" "”"; }
.address { color: ${muted}; }
.address strong { display: block; color: ${text}; overflow-wrap: anywhere; }
.ways { display: grid; gap: 10px; padding: 16px 24px 8px; position: sticky; bottom: 0; background: ${surface}; }
button {
  font: inherit; color: inherit; background: none; border: 0; border-radius: 10px; margin: 0;
  padding: 8px 16px; text-align: center;
}
.main { padding: 12px 16px; color: ${onAction}; background: ${action}; font-size: 17px; line-height: 1.3; }
.main small { display: block; font-weight: 400; font-size: 16px; }
.main:hover { filter: brightness(1.12); }
[aria-disabled] { position: relative; overflow: hidden; }
[aria-disabled]::after { content: ""; position: absolute; inset: auto 0 0; height: 4px; transform-origin: 0 0; background: currentColor; }
[aria-disabled=true] { cursor: default; text-decoration-style: dotted; }
[aria-disabled=false]::after { display: none; }
.others { display: flex; flex-wrap: wrap; justify-content: center; gap: 0 8px; padding: 0 24px 12px; }
.others > button { padding: 8px 10px; }
.wait { flex: 1 0 100%; padding: 4px 0; text-align: center; }
.wait:empty { display: none; }
.banner, .question, .strip { position: fixed; margin: 0; height: auto; overflow: auto; }
.banner, .question { border: 1px solid ${cautionLine}; border-radius: 12px; box-shadow: 0 8px 28px rgb(0 0 0 / 28%); }
.banner {
  inset: 12px 0 auto; margin: 0 auto;
  width: min(760px, calc(100vw - 24px)); max-height: calc(100dvh - 24px);
  color: ${onCaution}; background: ${caution};
  border-inline-start-width: 8px; scrollbar-color: currentColor transparent; scrollbar-width: thin;
  display: grid; grid-template: "sign title close" auto "sign why close" auto "sign acts acts" auto / auto 1fr auto;
  column-gap: 12px; align-items: start; padding: 8px 8px 14px 14px;
}
.banner:not(:popover-open) { display: none; }
:popover-open::backdrop { display: none; }
.strip {
  inset: 0 0 auto; padding: 2px 12px; width: 100vw; max-height: 40dvh;
  color: #fff; background: ${danger}; border: 0; border-block-end: 2px solid #fff;
}
.strip:popover-open { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 4px 12px; }
.strip > svg { width: 24px; height: 24px; }
.strip p { flex: 1 1 200px; line-height: 1.3; }
.question {
  inset: 0 auto auto 0; padding: 14px 16px;
  width: min(360px, calc(100vw - 16px)); max-height: calc(100dvh - 16px);
  color: ${text}; background: ${surface};
  border-block-start-width: 6px; line-height: 1.45;
}
.question:focus { outline: none; }
.question h2 { padding: 0 0 8px; }
.question .ways { gap: 8px; padding: 14px 0 0; }
.question .main { font-size: 16px; padding: 10px 16px; }
.banner > svg { grid-area: sign; width: 30px; height: 30px; margin-top: 7px; color: ${cautionSign}; }
h2 { font-size: 18px; line-height: 1.3; }
.banner > h2 { grid-area: title; padding: 10px 0 4px; }
.banner ul { grid-area: why; gap: 2px; line-height: 1.45; }
.banner > .acts, .trusting { grid-area: acts; margin-top: 10px; }
.acts { display: flex; flex-wrap: wrap; gap: 4px 12px; }
.trusting { display: grid; gap: 8px; }
[hidden] { display: none !important; }
.act { border: 1px solid currentColor; }
.call::before { content: attr(aria-label); }
.plain { padding-inline: 4px; }
details .plain { display: block; margin-top: 4px; padding-inline: 0; color: ${muted}; text-align: start; }
.close { grid-area: close; display: grid; place-items: center; padding: 0; }
.close svg { width: 20px; height: 20px; }
.act:hover, .plain:hover, .close:hover { background: rgb(128 128 128 / 18%); }
:is(.banner, .strip) button:focus-visible { outline-color: currentColor; }
@media (max-width: 520px) {
  header { padding: 16px 18px; gap: 12px; }
  h1 { font-size: 21px; }
  .body { padding: 16px 18px 0; }
  dialog .ways { padding: 12px 18px 6px; }
  .others { padding: 0 18px 8px; }
  .banner {
    inset: 8px 0 auto; width: calc(100vw - 16px);
    grid-template: "sign title close" auto "why why why" auto "acts acts acts" auto / auto 1fr auto; padding: 4px 4px 10px 12px;
  }
  .banner ul, .banner > .acts, .trusting { margin-inline-end: 8px; }
  .act, .plain { flex: auto; }
  .banner .help { display: none; }
  .strip .act { flex: none; padding-inline: 10px; }
  .strip .call { display: none; }
}
@media (max-height: 440px) {
  dialog { scroll-padding-bottom: 0; }
  header { padding-block: 10px; }
  h1 { font-size: 19px; }
  header svg { width: 32px; height: 32px; }
  .body { padding-top: 12px; }
  dialog .ways { position: static; }
}
@media (forced-colors: active) {
  dialog, .banner, .question, .strip, .main, .act { border: 2px solid ButtonText; }
  header { border-block-end: 2px solid CanvasText; }
  dialog::backdrop { forced-color-adjust: none; }
}
@media print { :host { display: none !important; } }
`;
})();
