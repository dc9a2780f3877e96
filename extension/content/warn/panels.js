/* exported vigicolisPanels */
/* global vigicolisDom, vigicolisSeal, vigicolisUi, vigicolisWords */
"use strict";

/**
 * What a warning says and offers: a modal dialog for danger, a banner for caution and for another
 * site's frame, a thin strip for a danger that the visitor passed. Builds, and does nothing else.
 */
const vigicolisPanels = vigicolisDom.lazy(() => {
  /**
   * @typedef {import("../../wasm/protocol.js").Verdict} Verdict
   * @typedef {import("../../shared/wait.js").Wait} Wait
   *
   * @typedef {object} Actions what the visitor's clicks lead to
   * @property {() => void} official
   * @property {() => void} leave
   * @property {() => void} proceed
   * @property {() => void} help for those who gave something already
   * @property {() => void} report
   * @property {() => void} falseAlarm
   * @property {(() => Promise<boolean>) | null} trust whether it worked; null where it is not offered
   * @property {{ name: string, call: () => void } | null} [person] whom to call; no name where it is not to be read
   * @property {Wait} [wait] before the way on from a danger
   * @property {() => HTMLElement[]} [more] buttons that the extension's own page adds
   * @property {string} [note] further words below the reasons
   *
   * @typedef {"danger" | "caution" | "framed" | "passed"} Form which of the panels
   */

  const dom = vigicolisDom;
  const { change } = vigicolisSeal;
  const { emphasised, make, onClick, onLongClick, onSlowClick, sign } = vigicolisUi;
  const { place, say, sayAsks, sayDanger, sayEvidence, sayLeak, sayOf, sayReasons, sayTitle } = vigicolisWords;

  const REASONS = 2;
  /** What nobody gets back. @type {readonly string[]} */
  const GRAVE = ["card_number", "card_csc", "one_time_code", "pin", "bank_login"];

  /** Whether this document ever asked for such: what it takes back it can ask for again. */
  let isGrave = false;

  /**
   * How long the way on waits. Under pressure people press what is there: time to think helps, as
   * Android's pause during calls does.
   * @param {Verdict} verdict
   * @param {Actions} actions
   * @returns {Wait | undefined}
   */
  function waitFor({ level, asks }, { wait }) {
    isGrave ||= asks.some((ask) => GRAVE.includes(ask));
    return level === "danger" && isGrave ? wait : undefined;
  }

  /** @param {Verdict} verdict */
  function reasonList(verdict) {
    const list = make("ul");
    list.id = "reasons";
    list.append(...sayReasons(verdict, REASONS).map((sentence) => emphasised(sentence, place(verdict))));
    return list;
  }

  /**
   * Everything that is known, folded away until the visitor asks: two sentences are read, ten are not. Made only
   * then: what lists and dates take of the browser would have the warning wait.
   * @param {Verdict} verdict
   * @param {Actions} actions
   */
  function why(verdict, actions) {
    const details = make("details", "", make("summary", "", say("why")));
    details.addEventListener("toggle", () => change(() => details.append(...all(verdict, actions))), { once: true });
    return details;
  }

  /** @param {Verdict} verdict @param {Actions} actions */
  function all(verdict, actions) {
    const list = make("ul", "all");
    for (const { sentence, evidence } of sayEvidence(verdict)) {
      const item = emphasised(sentence, place(verdict));
      if (evidence) item.append(make("q", "", evidence));
      list.append(item);
    }
    if (verdict.asks.length > 0) list.append(make("li", "", say("why_asks", sayAsks(verdict))));
    const leak = sayLeak(verdict);
    if (leak) list.append(make("li", "leak", leak));
    const address = make("p", "address", say("why_address"), make("strong", "", verdict.site.unicode));
    const report = onClick(make("button", "plain", say("report_title")), actions.report);
    return [list, address, report, wrongButton(actions)];
  }

  /** @param {Actions} actions */
  const wrongButton = (actions) => onClick(make("button", "plain wrong", say("false_alarm_title")), actions.falseAlarm);

  /**
   * @param {string} url
   * @returns {string} the host of an https address, else nothing
   */
  function hostOf(url) {
    const address = dom.attempt(() => new URL(url), null);
    return address?.protocol === "https:" ? address.host : "";
  }

  /**
   * The prominent way out: the carrier's real site where one is known, else away from the page.
   * @param {Verdict} verdict
   * @param {Actions} actions
   * @param {string} className
   */
  function wayOut(verdict, actions, className) {
    const host = hostOf(verdict.officialUrl ?? "");
    if (!verdict.brand || !host) return onClick(make("button", className, say("leave_page")), actions.leave);
    const out = onClick(make("button", className, say("go_official", verdict.brand.name)), actions.official);
    if (className === "main") out.append(make("small", "", host));
    return out;
  }

  /**
   * The name is painted by the style alone: a page can search the text of any root. It is left out where the page could
   * read it all the same.
   * @param {Actions} actions
   */
  function callButtons({ person }) {
    if (!person) return [];
    const button = onClick(make("button", "act call"), person.call);
    button.ariaLabel = person.name ? say("call_person", person.name) : say("call_trusted");
    return [button];
  }

  /**
   * @param {Verdict} verdict of danger; of caution where no banner can stand
   * @param {Actions} actions
   * @returns {HTMLDialogElement}
   */
  function dialogPanel(verdict, actions) {
    const title = make("h1", "", sayTitle(verdict));
    title.id = "title";
    const out = wayOut(verdict, actions, "main");
    out.autofocus = true;
    // Not everybody waits for a parcel of that carrier's: away from here leads always.
    const away = out.childElementCount > 0 ? [onClick(make("button", "quiet leave", say("leave_page")), actions.leave)] : [];
    const help = onClick(make("button", "quiet help", say("help_title")), actions.help);
    const on = onLongClick(make("button", "quiet on", say("continue_anyway")), actions.proceed, waitFor(verdict, actions));
    const note = actions.note ? [make("p", "note", actions.note)] : [];
    const look = verdict.level === "caution" ? "caution" : "danger";
    const body = make("div", "body", reasonList(verdict), ...note, why(verdict, actions));
    const panel = make("dialog", "", make("header", look, sign(look), title), body, make("div", "ways", out, ...callButtons(actions)), make("div", "others", ...away, help, ...(actions.more?.() ?? []), ...on));
    panel.role = "alertdialog";
    panel.ariaModal = "true";
    panel.setAttribute("aria-labelledby", "title");
    panel.setAttribute("aria-describedby", "reasons");
    panel.setAttribute("closedby", "none");
    panel.addEventListener("cancel", (event) => event.preventDefault());
    return panel;
  }

  /**
   * @param {Verdict} verdict
   * @param {Actions} actions
   * @param {string} words
   * @returns {HTMLElement}
   */
  function bannerPanel(verdict, actions, words) {
    const title = make("h2", "", words);
    title.id = "title";
    const close = onSlowClick(make("button", "close", sign("close")), actions.proceed);
    close.ariaLabel = say("close_banner");
    const acts = make("div", "acts", wayOut(verdict, actions, "act"), ...callButtons(actions));
    const reasons = reasonList(verdict);
    const host = hostOf(verdict.officialUrl ?? "");
    // Whoever is wrongly warned of knows by this that it is another site.
    if (verdict.brand && host) reasons.append(emphasised(say("real_site", verdict.brand.name, host), host));
    const panel = make("div", "banner", sign("caution"), title, reasons, acts, close);
    const wrong = wrongButton(actions);
    if (actions.trust) addTrust(acts, verdict, actions.trust, wrong);
    else acts.append(wrong);
    acts.append(onClick(make("button", "plain help", say("help_title")), actions.help));
    // Read out when the reader has a pause; the focus stays where it is.
    panel.role = "region";
    panel.ariaLive = "polite";
    panel.setAttribute("aria-labelledby", "title");
    return panel;
  }

  /**
   * Adds the way to trust the site. It takes two clicks, and the second stands beside the site's name.
   * @param {HTMLElement} acts
   * @param {Verdict} verdict
   * @param {() => Promise<boolean>} trust
   * @param {HTMLElement} wrong for whom the warning is wrong
   */
  function addTrust(acts, verdict, trust, wrong) {
    const ask = onSlowClick(make("button", "plain trust", say("trust_ask")), () => turn(true));
    const yes = onSlowClick(make("button", "plain", say("trust_confirm")), async () => {
      change(() => (yes.disabled = true));
      if (await trust()) return;
      change(() => {
        yes.disabled = false;
        words.textContent = say("trust_failed");
      });
    });
    const no = onClick(make("button", "act", say("trust_cancel")), () => turn(false));
    const words = emphasised(say("trust_question", place(verdict)), place(verdict), "p");
    const question = make("div", "trusting", words, make("div", "acts", no, yes, wrong));
    question.role = "group";
    question.ariaLabel = say("trust_ask");
    question.hidden = true;
    acts.append(ask);
    acts.after(question);

    /** @param {boolean} isAsked */
    function turn(isAsked) {
      change(() => {
        question.hidden = !isAsked;
        acts.hidden = isAsked;
      });
      (isAsked ? no : ask).focus({ preventScroll: true });
    }
  }

  /**
   * @param {Verdict} verdict
   * @param {Actions} actions
   * @returns {HTMLElement}
   */
  function stripPanel(verdict, actions) {
    const words = make("p", "", sayDanger("passed", verdict));
    words.id = "title";
    const panel = make("div", "strip", sign("danger"), words, ...callButtons(actions), onClick(make("button", "act", say("leave_page")), actions.leave));
    panel.role = "region";
    panel.setAttribute("aria-labelledby", "title");
    return panel;
  }

  /**
   * @param {Form} form
   * @param {Verdict} verdict
   * @param {Actions} actions
   * @returns {HTMLElement}
   */
  function build(form, verdict, actions) {
    switch (form) {
      case "danger":
        return dialogPanel(verdict, actions);
      case "passed":
        return stripPanel(verdict, actions);
      case "framed":
        return bannerPanel(verdict, actions, sayOf("title_framed", verdict));
      default:
        return bannerPanel(verdict, actions, sayTitle(verdict));
    }
  }

  return { REASONS, build, waitFor };
});
