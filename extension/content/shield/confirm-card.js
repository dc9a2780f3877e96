/* exported vigicolisConfirmCard */
/* global vigicolisBanner, vigicolisDom, vigicolisKeeper, vigicolisSeal, vigicolisUi, vigicolisWords */
"use strict";

/**
 * The question beside a card field: who would get this card, whom the page claims to be, why that
 * does not fit. It stands in the top layer and follows its field.
 */
const vigicolisConfirmCard = vigicolisDom.lazy(() => {
  /**
   * @typedef {import("../../shared/protocol.js").Concern} Concern
   * @typedef {{ leave: () => void, goOn: () => void, falseAlarm: () => void, lost: () => Promise<boolean>, wait?: import("../../shared/wait.js").Wait }} Answers
   *   `lost` when the page does not let the question be seen
   */

  const dom = vigicolisDom;
  const { emphasised, make, onClick, onLongClick } = vigicolisUi;
  const { place, say, sayReasons } = vigicolisWords;

  const MARGIN = 8;
  /** In less room, as in a frame of one field, nobody could read it. */
  const ROOM = { width: 240, height: 220 };

  /** @type {{ keeper: ReturnType<typeof vigicolisKeeper.keep>, field: HTMLElement } | null} */
  let open = null;

  /**
   * How long the way on from a danger waits, unless this document's warning has waited already.
   * @param {Concern} about
   * @param {Answers} answers
   */
  const waitFor = ({ level }, { wait }) => (level === "danger" && !vigicolisBanner.hasWaited() ? wait : undefined);

  /**
   * @param {Concern} about
   * @returns {string[]} the claim, unless the reason names it, and the first reason
   */
  function why(about) {
    const reasons = sayReasons(about, 1);
    const name = about.brand?.name;
    return name && !reasons.join(" ").includes(name) ? [say("shield_claim", name), ...reasons] : reasons;
  }

  /**
   * @param {Concern} about
   * @param {Answers} answers
   */
  function newPanel(about, answers) {
    const address = place(about);
    const title = emphasised(say("shield_receiver", address), address, "h2");
    title.id = "title";
    const list = make("ul", "", ...why(about).map((sentence) => emphasised(sentence, address)));
    list.id = "why";
    // Read out all the same: readers of screens may not have come by the banner.
    list.hidden = about.isSaidAbove === true;
    const out = onClick(make("button", "main", say("leave_page")), answers.leave);
    const on = onLongClick(make("button", "quiet", say("shield_go_on")), answers.goOn, waitFor(about, answers));
    const wrong = onClick(make("button", "plain wrong", say("false_alarm_title")), answers.falseAlarm);
    const panel = make("div", "question", title, list, make("div", "ways", out, ...on, wrong));
    panel.role = "dialog";
    panel.setAttribute("aria-labelledby", "title");
    panel.setAttribute("aria-describedby", "why");
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

  /** Below its field, or above it where there is more room; clear of the other panels where it can be. */
  function follow() {
    const panel = open?.keeper.panel;
    if (!open || !panel) return;
    const { field, keeper } = open;
    if (!dom.isConnected(field) || !dom.isVisible(field)) {
      hide();
      return;
    }
    const { left, top, bottom } = dom.placeIn(field);
    const { offsetWidth: width, offsetHeight: height } = panel;
    const others = vigicolisKeeper.others(keeper);
    const x = within(left, innerWidth - width);
    // A shadow over another panel would be taken for a cover of it.
    const { SHADOW, shades } = vigicolisKeeper;
    const isIn = (/** @type {number} */ y) => y >= MARGIN && y + height + MARGIN <= innerHeight;
    const isClear = (/** @type {number} */ y) => !others.some((other) => shades(other, { left: x, right: x + width, top: y, bottom: y + height }));
    const below = bottom + MARGIN;
    const places = [below, top - MARGIN - height, ...others.flatMap((other) => [other.bottom + SHADOW, other.top - SHADOW - height])].filter(isIn);
    vigicolisSeal.change(() => {
      panel.style.left = `${x}px`;
      panel.style.top = `${within(places.find(isClear) ?? places[0] ?? below, innerHeight - height)}px`;
    });
  }

  /**
   * @param {number} wish
   * @param {number} end
   */
  function within(wish, end) {
    return Math.round(Math.max(MARGIN, Math.min(wish, end - MARGIN)));
  }

  /** Places a panel that was just put into the page, and gives it the focus. @param {HTMLElement} panel */
  function settle(panel) {
    follow();
    // The focus may just be on its way into the field.
    setTimeout(() => open?.keeper.panel === panel && panel.focus({ preventScroll: true }));
  }

  /**
   * Asks beside a field.
   * @param {HTMLElement} field
   * @param {Concern} about
   * @param {Answers} answers
   * @returns {boolean} whether the question can be read
   */
  function ask(field, about, answers) {
    if (open?.field === field && open.keeper.host && dom.isConnected(open.keeper.host)) {
      open.keeper.panel?.focus();
      return true;
    }
    hide();
    if (!dom.root() || innerWidth < ROOM.width || innerHeight < ROOM.height) return false;
    const keeper = vigicolisKeeper.keep({ build: () => newPanel(about, answers), modal: false, onLost: answers.lost, onRaised: settle, wait: waitFor(about, answers)?.ms });
    open = { keeper, field };
    if (!keeper.panel) {
      hide();
      return false;
    }
    settle(keeper.panel);
    window.addEventListener("scroll", follow, { capture: true, passive: true });
    window.addEventListener("resize", follow);
    return true;
  }

  function hide() {
    if (!open) return;
    const { keeper } = open;
    open = null;
    window.removeEventListener("scroll", follow, { capture: true });
    window.removeEventListener("resize", follow);
    keeper.drop();
  }

  return { ask, hide };
});
