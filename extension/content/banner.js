/* exported vigicolisBanner */
/* global vigicolisDom, vigicolisPaint, vigicolisWords */
"use strict";

/**
 * Paints a verdict into the page: a modal warning for danger, a banner for caution, nothing else.
 * It stands in a closed shadow root under a name of no meaning, in the top layer, and is put back
 * a few times when the page interferes; after that the toolbar alone tells. It never messages.
 */
const vigicolisBanner = (() => {
  /**
   * @typedef {import("../protocol.js").Verdict} Verdict
   *
   * @typedef {object} Ways what the visitor's clicks lead to
   * @property {() => void} official
   * @property {() => void} leave
   * @property {() => void} proceed
   * @property {() => void} help for those who gave something already
   * @property {() => void} report
   * @property {(() => Promise<boolean>) | null} trust whether it worked; null where it is not offered
   *
   * @typedef {object} Warning what stands in the page
   * @property {HTMLElement} host
   * @property {HTMLElement} panel
   * @property {string} style the host's own style attribute, as set here
   * @property {boolean} modal
   * @property {MutationObserver} watch
   */

  const dom = vigicolisDom;
  const { emphasised, make, newHost, onClick } = vigicolisPaint;
  const { place, say, sayAsks, sayEvidence, sayLeak, sayReasons, sayTitle } = vigicolisWords;

  const MAX_RESTORES = 5;
  const HEARTBEAT_MS = 700;
  const MAX_ZOOM_ERROR = 0.1;
  const REASONS = 2;

  /** Drawn in a square of 24. */
  const SIGNS = Object.freeze({
    danger: "M7.6 1h8.8L23 7.6v8.8L16.4 23H7.6L1 16.4V7.6zM10.7 5.5l.4 8.5h1.8l.4-8.5zM12 15.7a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z",
    caution: "M12 1.5 23.6 22H.4zM10.8 8.5l.4 7h1.6l.4-7zM12 16.7a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z",
    close: "M5.6 4.2 12 10.6l6.4-6.4 1.4 1.4-6.4 6.4 6.4 6.4-1.4 1.4-6.4-6.4-6.4 6.4-1.4-1.4 6.4-6.4-6.4-6.4z",
  });

  const activeElement = dom.getter(Document, "activeElement");

  /** @type {Warning | null} */
  let shown = null;
  /** What `shown` says, to tell a new verdict from the same one again. */
  let said = "";
  /** @type {{ verdict: Verdict, ways: Ways } | null} */
  let wanted = null;
  let restores = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let heartbeat;
  /** @type {Element | null} where the focus was before the warning took it */
  let before = null;

  /** @param {keyof typeof SIGNS} name */
  function sign(name) {
    const svgNamespace = "http://www.w3.org/2000/svg";
    const create = Document.prototype.createElementNS;
    const svg = create.call(document, svgNamespace, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = create.call(document, svgNamespace, "path");
    path.setAttribute("d", SIGNS[name]);
    path.setAttribute("fill-rule", "evenodd");
    svg.append(path);
    return svg;
  }

  /** @param {Verdict} verdict */
  function reasonList(verdict) {
    const list = make("ul");
    list.id = "reasons";
    list.append(...sayReasons(verdict, REASONS).map((sentence) => emphasised(sentence, place(verdict))));
    return list;
  }

  /**
   * Everything that is known, folded away until the visitor asks: two sentences are read, ten are not.
   * @param {Verdict} verdict
   * @param {Ways} ways
   */
  function why(verdict, ways) {
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
    const report = onClick(make("button", "plain", say("report_title")), ways.report);
    return make("details", "", make("summary", "", say("why")), list, address, report);
  }

  /**
   * @param {string} url
   * @returns {string} the host of an https address, else nothing
   */
  function hostOf(url) {
    const address = dom.attempt(() => new URL(url), null);
    return address?.protocol === "https:" ? address.host : "";
  }

  /**
   * @param {Verdict} verdict
   * @param {Ways} ways
   * @returns {HTMLElement}
   */
  function dangerPanel(verdict, ways) {
    const title = make("h1", "", sayTitle(verdict));
    title.id = "title";
    const host = hostOf(verdict.officialUrl ?? "");
    const out = verdict.brand && host
      ? onClick(make("button", "main", say("go_official", verdict.brand.name), make("small", "", host)), ways.official)
      : onClick(make("button", "main", say("leave_page")), ways.leave);
    out.autofocus = true;
    const help = onClick(make("button", "quiet help", say("help_title")), ways.help);
    const on = onClick(make("button", "quiet on", say("continue_anyway")), ways.proceed);
    const body = make("div", "body", reasonList(verdict), why(verdict, ways));
    const panel = make("dialog", "", make("header", "", sign("danger"), title), body, make("div", "ways", out), make("div", "others", help, on));
    panel.setAttribute("role", "alertdialog");
    panel.setAttribute("aria-modal", "true");
    panel.setAttribute("aria-labelledby", "title");
    panel.setAttribute("aria-describedby", "reasons");
    panel.setAttribute("closedby", "none");
    panel.addEventListener("cancel", (event) => event.preventDefault());
    // Where `closedby` is unknown, a second Escape closes the dialog all the same.
    panel.addEventListener("close", () => {
      if (shown?.panel === panel && panel.isConnected) dom.attempt(() => panel.showModal(), undefined);
    });
    return panel;
  }

  /**
   * @param {Verdict} verdict
   * @param {Ways} ways
   * @returns {HTMLElement}
   */
  function cautionPanel(verdict, ways) {
    const title = make("h2", "", sayTitle(verdict));
    title.id = "title";
    const host = hostOf(verdict.officialUrl ?? "");
    const out = verdict.brand && host
      ? onClick(make("button", "act", say("go_official", verdict.brand.name)), ways.official)
      : onClick(make("button", "act", say("leave_page")), ways.leave);
    const close = onClick(make("button", "close", sign("close")), ways.proceed);
    close.setAttribute("aria-label", say("close_banner"));
    const actions = make("div", "acts", out);
    const panel = make("div", "banner", sign("caution"), title, reasonList(verdict), actions, close);
    if (ways.trust) addTrust(actions, verdict, ways.trust);
    actions.append(onClick(make("button", "plain help", say("help_title")), ways.help));
    // Read out when the reader has a pause; the focus stays where it is.
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-live", "polite");
    panel.setAttribute("aria-labelledby", "title");
    panel.popover = "manual";
    return panel;
  }

  /**
   * Adds the way to trust the site. It takes two clicks, and the second stands beside the site's name.
   * @param {HTMLElement} actions
   * @param {Verdict} verdict
   * @param {() => Promise<boolean>} trust
   */
  function addTrust(actions, verdict, trust) {
    const ask = onClick(make("button", "plain trust", say("trust_ask")), () => turn(true));
    const yes = onClick(make("button", "plain", say("trust_confirm")), async () => {
      yes.disabled = true;
      if (await trust()) return;
      yes.disabled = false;
      words.textContent = say("trust_failed");
    });
    const no = onClick(make("button", "act", say("trust_cancel")), () => turn(false));
    const words = emphasised(say("trust_question", place(verdict)), place(verdict), "p");
    const question = make("div", "trusting", words, make("div", "acts", no, yes));
    question.setAttribute("role", "group");
    question.setAttribute("aria-label", say("trust_ask"));
    question.hidden = true;
    actions.append(ask);
    actions.after(question);

    /** @param {boolean} isAsked */
    function turn(isAsked) {
      question.hidden = !isAsked;
      actions.hidden = isAsked;
      (isAsked ? no : ask).focus({ preventScroll: true });
    }
  }

  /**
   * Puts the warning into the page.
   * @param {Verdict} verdict
   * @param {Ways} ways
   * @param {boolean} again whether it stood there a moment ago
   */
  function raise(verdict, ways, again) {
    const parent = dom.documentElement(document);
    if (!parent) return;
    const modal = verdict.level === "danger";
    const panel = modal ? dangerPanel(verdict, ways) : cautionPanel(verdict, ways);
    if (again) panel.classList.add("still");
    const host = newHost(panel);
    Element.prototype.append.call(parent, host);
    const watch = new MutationObserver(() => check(isInPlace));
    shown = { host, panel, style: dom.attribute(host, "style"), modal, watch };
    if (modal) /** @type {HTMLDialogElement} */ (panel).showModal();
    else panel.showPopover();
    // In little room the focus would scroll the title away.
    panel.scrollTop = 0;
    watch.observe(host, { attributes: true });
    watch.observe(parent, { childList: true });
    watch.observe(document, { childList: true });
    heartbeat ??= setInterval(beat, HEARTBEAT_MS);
  }

  function lower() {
    if (!shown) return;
    const { host, watch } = shown;
    shown = null;
    watch.disconnect();
    Element.prototype.remove.call(host);
  }

  /**
   * Puts the warning back when the page took or changed it, a few times; then it is let be.
   * @param {(warning: Warning) => boolean} isFine
   */
  function check(isFine) {
    if (!wanted || (shown && dom.attempt(() => isFine(/** @type {Warning} */ (shown)), true))) return;
    if (restores >= MAX_RESTORES) {
      stopWatching();
      return;
    }
    const again = shown !== null;
    if (again) restores += 1;
    lower();
    const { verdict, ways } = wanted;
    dom.attempt(() => raise(verdict, ways, again), undefined);
  }

  /** Now and then: whether the warning is to be seen, and whether the keyboard is in it. */
  function beat() {
    check(stands);
    if (shown?.modal && activeElement(document) !== shown.host) dom.attempt(takeFocus, undefined);
  }

  /** Once more: Firefox gives no focus to a dialog that opens before the page is laid out. */
  function takeFocus() {
    /** @type {HTMLElement | null | undefined} */ (shown?.panel.querySelector("[autofocus]"))?.focus({ preventScroll: true });
  }

  /**
   * Cheap, because it is asked at every change of the page's root.
   * @param {Warning} warning
   */
  function isInPlace({ host, panel, style, modal }) {
    if (!dom.isConnected(host) || dom.parentNode(host) !== dom.documentElement(document)) return false;
    if (Element.prototype.getAttributeNames.call(host).length !== 1 || dom.attribute(host, "style") !== style) return false;
    return panel.matches(modal ? ":modal" : ":popover-open");
  }

  /**
   * The same, and that it is to be seen; this has the page laid out.
   * @param {Warning} warning
   */
  function stands(warning) {
    const { host, panel, modal } = warning;
    if (!isInPlace(warning)) return false;
    // Where the page hides its root, all of it is hidden; on paper the warning is not wanted.
    if (!panel.checkVisibility()) return true;
    if (Math.abs(dom.zoomOf(panel) - 1) > MAX_ZOOM_ERROR) return false;
    return !modal || isOnTop(host, panel);
  }

  /**
   * Whether a click on the warning would reach it: no later top-layer element lies over it.
   * @param {HTMLElement} host
   * @param {HTMLElement} panel
   */
  function isOnTop(host, panel) {
    const { left, top, width, height } = panel.getBoundingClientRect();
    const x = left + width / 2;
    const y = top + height / 2;
    const isInView = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
    return !isInView || Document.prototype.elementFromPoint.call(document, x, y) === host;
  }

  function stopWatching() {
    shown?.watch.disconnect();
    clearInterval(heartbeat);
    heartbeat = undefined;
  }

  /**
   * Shows the warning for a verdict of danger or caution; the same one again changes nothing.
   * @param {Verdict} verdict
   * @param {Ways} ways
   */
  function show(verdict, ways) {
    const words = JSON.stringify([verdict.level, sayTitle(verdict), sayReasons(verdict, REASONS), verdict.officialUrl, ways.trust !== null]);
    if (wanted && words === said) return;
    if (!wanted) before = activeElement(document);
    said = words;
    wanted = { verdict, ways };
    const again = shown !== null;
    lower();
    dom.attempt(() => raise(verdict, ways, again), undefined);
    if (restores >= MAX_RESTORES) {
      stopWatching();
      return;
    }
    // Before the page has a root element there is nothing to stand in: the heartbeat tries again.
    heartbeat ??= setInterval(beat, HEARTBEAT_MS);
  }

  /** Takes the warning away and gives the focus back. */
  function hide() {
    if (!wanted) return;
    const modal = shown?.modal ?? false;
    wanted = null;
    said = "";
    stopWatching();
    lower();
    const target = before;
    before = null;
    if (modal && target && dom.isConnected(target) && dom.isHtml(target)) {
      dom.attempt(() => HTMLElement.prototype.focus.call(target, { preventScroll: true }), undefined);
    }
  }

  return Object.freeze({ hide, show });
})();
