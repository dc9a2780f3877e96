/* exported vigicolisStyle */
"use strict";

/**
 * The look of the warnings in a page. A page's rules do not reach into a closed shadow root, and
 * `!important` on `:host` wins against them on the host itself. Colours are those of `theme.css`,
 * which a page must not be able to load; sizes are pixels, because the page sets the size of `rem`.
 */
const vigicolisStyle = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  color-scheme: light dark !important;
}
:host, dialog, .banner {
  --surface: #ffffff; --text: #1b1f24; --muted: #545d68; --line: #d5dae0;
  --danger: #b3141d; --on-danger: #ffffff; --backdrop: rgb(58 6 10 / 86%);
  --caution: #fff4d6; --on-caution: #3a2a00; --caution-line: #d99a00; --caution-sign: #8a5a00;
  --action: #0b5cad; --on-action: #ffffff; --focus: #0b5cad;
}
@media (prefers-color-scheme: dark) {
  :host, dialog, .banner {
    --surface: #1c2026; --text: #f2f4f6; --muted: #b4bdc8; --line: #3d454f;
    --danger: #c2242e; --on-danger: #ffffff; --backdrop: rgb(28 3 6 / 90%);
    --caution: #3a2d0b; --on-caution: #ffedc2; --caution-line: #e0a526; --caution-sign: #ffc94d;
    --action: #8cc4ff; --on-action: #06284d; --focus: #8cc4ff;
  }
}
*, *::before, *::after { box-sizing: border-box; }
dialog, .banner {
  font: 400 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  letter-spacing: normal; text-align: start; text-wrap: pretty; overflow-wrap: anywhere;
  cursor: default; user-select: text; -webkit-text-size-adjust: 100%;
}
dialog {
  margin: auto; padding: 0; border: 0; border-radius: 16px; overflow: auto; overscroll-behavior: contain;
  width: min(512px, calc(100vw - 24px)); max-width: none; max-height: calc(100dvh - 24px);
  scroll-padding-bottom: 120px; /* what has the focus is not to lie behind the way out */
  color: var(--text); background: var(--surface);
  box-shadow: 0 24px 64px rgb(0 0 0 / 45%); scrollbar-color: var(--muted) transparent; scrollbar-width: thin;
  animation: rise 160ms ease-out;
}
dialog::backdrop { background: var(--backdrop); }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
header { display: flex; align-items: center; gap: 14px; padding: 20px 24px; color: var(--on-danger); background: var(--danger); }
svg { flex: none; width: 44px; height: 44px; fill: currentColor; forced-color-adjust: auto; }
h1, h2, p, ul { margin: 0; padding: 0; font-size: inherit; }
h1 { font-size: 24px; line-height: 1.2; font-weight: 700; }
.body { padding: 20px 24px 0; }
ul { display: grid; gap: 10px; list-style: none; }
dialog li { padding-inline-start: 16px; border-inline-start: 3px solid var(--danger); }
strong { font-weight: 700; }
.whole { white-space: nowrap; }
details { margin-top: 12px; font-size: 15px; }
summary { min-height: 44px; display: inline-flex; align-items: center; color: var(--muted); cursor: pointer; text-decoration: underline; text-underline-offset: 3px; }
summary:hover { color: var(--text); }
summary:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.all { gap: 8px; }
dialog .all li { padding-inline-start: 12px; border-inline-start: 3px solid var(--line); }
dialog .all .leak { border-inline-start-color: var(--caution-line); }
q { display: block; color: var(--muted); font-style: italic; }
.address { margin-top: 12px; color: var(--muted); }
.address strong { display: block; color: var(--text); overflow-wrap: anywhere; }
.ways { display: grid; gap: 4px; padding: 16px 24px 8px; position: sticky; bottom: 0; background: var(--surface); }
button {
  font: inherit; color: inherit; background: none; border: 0; border-radius: 10px; margin: 0;
  min-height: 44px; min-width: 44px; padding: 8px 16px; cursor: pointer; text-align: center;
}
.main { padding: 12px 16px; color: var(--on-action); background: var(--action); font-weight: 700; font-size: 17px; line-height: 1.3; }
.main small { display: block; font-weight: 400; font-size: 14px; }
.main:hover { filter: brightness(1.12); }
.quiet { color: var(--muted); font-size: 14px; text-decoration: underline; text-underline-offset: 3px; }
.quiet:hover { color: var(--text); }
.others { display: flex; flex-wrap: wrap; justify-content: center; gap: 0 8px; padding: 0 24px 12px; }
.others > button { flex: 0 1 auto; padding: 8px 10px; }
button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.banner {
  position: fixed; inset: 12px 0 auto 0; margin: 0 auto; padding: 0; overflow: auto;
  width: min(760px, calc(100vw - 24px)); height: auto; max-height: calc(100dvh - 24px);
  color: var(--on-caution); background: var(--caution);
  border: 1px solid var(--caution-line); border-inline-start-width: 8px; border-radius: 12px;
  box-shadow: 0 8px 28px rgb(0 0 0 / 28%); scrollbar-color: currentColor transparent; scrollbar-width: thin;
  animation: fall 160ms ease-out;
}
@keyframes fall { from { opacity: 0; transform: translateY(-10px); } }
.banner {
  display: grid; grid-template: "sign title close" auto "sign why close" auto "sign acts acts" auto / auto 1fr auto;
  column-gap: 12px; align-items: start; padding: 8px 8px 14px 14px;
}
.banner:not(:popover-open) { display: none; }
.banner > svg { grid-area: sign; width: 30px; height: 30px; margin-top: 7px; color: var(--caution-sign); }
h2 { font-size: 18px; line-height: 1.3; font-weight: 700; }
.banner > h2 { grid-area: title; padding: 10px 0 4px; }
.banner ul { grid-area: why; gap: 2px; font-size: 15px; line-height: 1.45; }
.banner > .acts, .trusting { grid-area: acts; margin-top: 10px; }
.acts { display: flex; flex-wrap: wrap; gap: 4px 12px; }
.trusting { display: grid; gap: 8px; }
[hidden] { display: none !important; }
.act { border: 1px solid currentColor; font-weight: 700; font-size: 15px; }
.plain { padding-inline: 4px; font-size: 14px; text-decoration: underline; text-underline-offset: 3px; }
details .plain { display: block; margin-top: 4px; padding-inline: 0; color: var(--muted); text-align: start; }
.close { grid-area: close; display: grid; place-items: center; padding: 0; }
.close svg { width: 20px; height: 20px; }
.act:hover, .plain:hover, .close:hover { background: rgb(128 128 128 / 18%); }
.banner button:focus-visible { outline-color: currentColor; }
@media (max-width: 520px) {
  header { padding: 16px 18px; gap: 12px; }
  h1 { font-size: 21px; }
  .body { padding: 16px 18px 0; }
  dialog .ways { padding: 12px 18px 6px; }
  .others { padding: 0 18px 8px; }
  .banner {
    inset: 8px 0 auto 0; width: calc(100vw - 16px);
    grid-template: "sign title close" auto "why why why" auto "acts acts acts" auto / auto 1fr auto; padding: 4px 4px 10px 12px;
  }
  .banner ul, .banner > .acts, .trusting { margin-inline-end: 8px; }
  .act, .plain { flex: 1 1 auto; }
  .banner .help { display: none; }
}
@media (max-height: 440px) {
  dialog { scroll-padding-bottom: 0; }
  header { padding-block: 10px; }
  h1 { font-size: 19px; }
  header svg { width: 32px; height: 32px; }
  .body { padding-top: 12px; }
  dialog .ways { position: static; }
}
dialog.still, .banner.still { animation: none; }
@media (prefers-reduced-motion: reduce) { dialog, .banner { animation: none; } }
@media (forced-colors: active) {
  dialog, .banner, .main, .act { border: 2px solid ButtonText; }
  header { border-block-end: 2px solid CanvasText; }
  dialog::backdrop { forced-color-adjust: none; }
}
@media print { dialog, .banner { display: none !important; } }
`;
