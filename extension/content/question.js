/* exported vigicolisQuestion */
/* global vigicolisDom, vigicolisPaint, vigicolisWords */
"use strict";

/**
 * The question beside a card field on a page of caution: who would get this card, whom the page
 * claims to be, why that does not fit. It stands in the top layer and follows its field.
 */
const vigicolisQuestion = (() => {
  /**
   * @typedef {import("../protocol.js").Verdict} Verdict
   * @typedef {{ leave: () => void, goOn: () => void }} Answers
   */

  const dom = vigicolisDom;
  const { emphasised, make, newHost, onClick } = vigicolisPaint;
  const { place, say, sayReasons } = vigicolisWords;

  const MARGIN = 8;
  /** In less room, as in a frame of one field, nobody could read it. */
  const ROOM = Object.freeze({ width: 240, height: 220 });

  const style = `
.question {
  position: fixed; inset: 0 auto auto 0; margin: 0; padding: 14px 16px; overflow: auto;
  width: min(360px, calc(100vw - 16px)); height: auto; max-height: calc(100dvh - 16px);
  color: var(--text); background: var(--surface);
  border: 1px solid var(--caution-line); border-block-start-width: 6px; border-radius: 12px;
  box-shadow: 0 8px 28px rgb(0 0 0 / 28%);
  font: 400 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  letter-spacing: normal; text-align: start; text-wrap: pretty; overflow-wrap: anywhere; cursor: default;
}
.question:focus { outline: none; }
.question h2 { padding: 0 0 8px; }
.question .ways { gap: 8px; padding: 14px 0 0; }
.question .main { font-size: 16px; padding: 10px 16px; }
@media (forced-colors: active) { .question, .question .main { border: 2px solid ButtonText; } }
@media print { .question { display: none !important; } }
`;

  /** @type {{ host: HTMLElement, panel: HTMLElement, field: HTMLElement } | null} */
  let open = null;

  /**
   * @param {Verdict} verdict
   * @returns {string[]} the claim, unless the reason names it, and the first reason
   */
  function why(verdict) {
    const reasons = sayReasons(verdict, 1);
    const name = verdict.brand?.name;
    return name && !reasons.join(" ").includes(name) ? [say("shield_claim", name), ...reasons] : reasons;
  }

  /**
   * @param {Verdict} verdict
   * @param {Answers} answers
   */
  function newPanel(verdict, answers) {
    const address = place(verdict);
    const title = emphasised(say("shield_receiver", address), address, "h2");
    title.id = "title";
    const list = make("ul", "", ...why(verdict).map((sentence) => emphasised(sentence, address)));
    list.id = "why";
    const out = onClick(make("button", "main", say("leave_page")), answers.leave);
    const on = onClick(make("button", "quiet", say("shield_go_on")), answers.goOn);
    const panel = make("div", "question", title, list, make("div", "ways", out, on));
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-labelledby", "title");
    panel.setAttribute("aria-describedby", "why");
    panel.popover = "manual";
    // The panel takes the focus, not a button: the visitor may be in the middle of typing.
    panel.tabIndex = -1;
    panel.addEventListener("keydown", (event) => {
      if (event.isTrusted && event.key === "Escape") hide();
    });
    panel.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !panel.contains(/** @type {Node} */ (relatedTarget))) hide();
    });
    return panel;
  }

  /** Below its field, or above it where there is more room. */
  function follow() {
    if (!open) return;
    const { field, panel } = open;
    if (!dom.isConnected(field) || !dom.isVisible(field)) {
      hide();
      return;
    }
    const { left, top, bottom } = Element.prototype.getBoundingClientRect.call(field);
    const { offsetWidth: width, offsetHeight: height } = panel;
    const below = bottom + MARGIN;
    const above = top - MARGIN - height;
    const y = below + height + MARGIN > innerHeight && above >= MARGIN ? above : below;
    panel.style.left = `${within(left, innerWidth - width)}px`;
    panel.style.top = `${within(y, innerHeight - height)}px`;
  }

  /**
   * @param {number} wish
   * @param {number} end
   */
  function within(wish, end) {
    return Math.round(Math.max(MARGIN, Math.min(wish, end - MARGIN)));
  }

  /**
   * Asks beside a field.
   * @param {HTMLElement} field
   * @param {Verdict} verdict
   * @param {Answers} answers
   * @returns {boolean} whether the question can be read
   */
  function ask(field, verdict, answers) {
    if (open?.field === field && dom.isConnected(open.host)) {
      open.panel.focus();
      return true;
    }
    hide();
    const parent = dom.documentElement(document);
    if (!parent || innerWidth < ROOM.width || innerHeight < ROOM.height) return false;
    const panel = newPanel(verdict, answers);
    const host = newHost(panel, style);
    Element.prototype.append.call(parent, host);
    if (!dom.attempt(() => (panel.showPopover(), true), false)) {
      Element.prototype.remove.call(host);
      return false;
    }
    open = { host, panel, field };
    follow();
    window.addEventListener("scroll", follow, { capture: true, passive: true });
    window.addEventListener("resize", follow);
    // The focus may just be on its way into the field.
    setTimeout(() => open?.panel === panel && panel.focus({ preventScroll: true }));
    return true;
  }

  function hide() {
    if (!open) return;
    const { host } = open;
    open = null;
    window.removeEventListener("scroll", follow, { capture: true });
    window.removeEventListener("resize", follow);
    Element.prototype.remove.call(host);
  }

  return Object.freeze({ ask, hide });
})();
