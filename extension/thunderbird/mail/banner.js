/* exported vigicolisMailBanner */
/* global vigicolisStyle, vigicolisUi, vigicolisWords */
"use strict";

/**
 * The warning above a mail, and the question before one of its links is opened. A mail runs no
 * script: what its style can do, a closed shadow root in the top layer withstands.
 */
const vigicolisMailBanner = (() => {
  /**
   * @typedef {import("../background/judge.js").JudgedMail} JudgedMail
   * @typedef {import("../../wasm/protocol.js").MessageVerdict} MessageVerdict
   */

  const { emphasised, gate, make, newHost, onClick, onSlowClick, owns, sign } = vigicolisUi;
  const { say, sayLeak } = vigicolisWords;

  const REASONS = 2;
  /** Characters shown of something that stands in the mail, inside a sentence. */
  const MAX_DETAIL = 120;
  /** A second click, meant for the link, must not answer the question that came between. */
  const READING_MS = 1_000;

  /** @type {HTMLElement | null} */
  let host = null;
  let isHeld = false;

  const STYLE = `
.banner.mail {
  inset: 0 0 auto 0; width: 100vw; max-height: 70dvh; padding-bottom: 8px; border-radius: 0; border-width: 0 0 2px 0;
  grid-template: "sign title close" auto "sign why close" auto "sign acts acts" auto "sign all all" auto / auto 1fr auto;
}
.banner.mail.danger { color: #ffffff; background: light-dark(#b3141d, #c2242e); border-color: #ffffff; }
.banner.mail.danger > svg { color: #ffffff; }
.banner.mail > .acts { margin-top: 8px; }
.banner.mail.danger .act { border-color: #ffffff; background: #ffffff; color: #1b1f24; }
.banner.mail .help { display: revert; }
.banner.mail > .all { grid-area: all; padding: 4px 8px 8px 0; }
.host { margin-top: 4px; font-size: 18px; overflow-wrap: anywhere; }
`;

  /**
   * @param {string} kind
   * @param {object} [rest]
   * @returns {Promise<any>} undefined where nobody answers
   */
  const ask = (kind, rest) => chrome.runtime.sendMessage({ kind, ...rest }).catch(() => undefined);

  /** @param {string} rules */
  function styleOf(rules) {
    const style = make("style");
    style.textContent = rules;
    return style;
  }

  /**
   * Puts a panel into the document.
   * @param {HTMLElement} panel
   */
  function raise(panel) {
    // Version 140 lets no add-on adopt a sheet.
    const made = newHost(panel, (root) => root.append(styleOf(vigicolisStyle + STYLE)));
    // The keyboard comes to it before it comes to the mail.
    document.documentElement.prepend(made);
    return made;
  }

  /**
   * The sentences that say why, each once; what they rest on is in bold where it is short.
   * @param {MessageVerdict} verdict
   */
  function reasonsOf({ brand, reasons }) {
    /** @type {Map<string, HTMLElement>} */
    const items = new Map();
    for (const { rule, detail } of reasons) {
      const evidence = detail.slice(0, MAX_DETAIL);
      const sentence = say(`message_${rule}`, brand?.name ?? say("brand_unnamed"), evidence);
      if (sentence) items.set(sentence, evidence && sentence.includes(evidence) ? emphasised(sentence, evidence) : make("li", "", sentence));
    }
    return [...items.values()];
  }

  /** @param {JudgedMail} judged @returns {string[]} who writes, as far as it is known */
  function senderOf({ author, verdict: { replyTo, returnPath } }) {
    const lines = [say("check_sender", author.slice(0, MAX_DETAIL))];
    if (replyTo) lines.push(say("check_reply_to", replyTo.slice(0, MAX_DETAIL)));
    if (returnPath) lines.push(say("check_return_path", returnPath.slice(0, MAX_DETAIL)));
    return lines;
  }

  /** @param {string | null} url */
  const hostOf = (url) => (url?.startsWith("https://") && URL.canParse(url) ? new URL(url).host : "");

  /**
   * @param {JudgedMail} judged
   * @param {number} tabId
   */
  function bannerPanel(judged, tabId) {
    const { trackingUrl, verdict } = judged;
    const { brand, level } = verdict;
    const title = make("h2", "", say(`check_message_title_${level}`));
    title.id = "title";
    const reasons = reasonsOf(verdict);
    const shown = make("ul", "", ...reasons.slice(0, REASONS));
    const official = hostOf(trackingUrl);
    if (brand && official) shown.append(emphasised(say("real_site", brand.name, official), official));
    const leak = sayLeak(verdict);
    const all = make("ul", "all", ...reasons.slice(REASONS), ...[...senderOf(judged), ...(leak ? [leak] : [])].map((words) => make("li", "", words)));
    all.hidden = true;
    const why = onClick(make("button", "plain why", say("why")), () => {
      all.hidden = !all.hidden;
      why.setAttribute("aria-expanded", String(!all.hidden));
    });
    why.setAttribute("aria-expanded", "false");
    const acts = make("div", "acts");
    if (brand && official) acts.append(onClick(make("button", "act", say("go_official", brand.name)), () => void ask("open_link", { url: trackingUrl })));
    acts.append(
      why,
      onClick(make("button", "plain help", say("help_title")), () => void ask("open_help")),
      onClick(make("button", "plain wrong", say("false_alarm_title")), () => void ask("open_wrong", { tabId })),
    );
    const close = onClick(make("button", "close", sign("close")), hide);
    close.setAttribute("aria-label", say("close_banner"));
    const panel = make("div", `banner mail ${level}`, sign(level === "danger" ? "danger" : "caution"), title, shown, acts, all, close);
    panel.popover = "manual";
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-live", level === "danger" ? "assertive" : "polite");
    panel.setAttribute("aria-labelledby", "title");
    return panel;
  }

  /**
   * Shows the warning of the mail in this document; once is enough.
   * @param {JudgedMail} judged
   * @param {number} tabId
   */
  function show(judged, tabId) {
    if (host || document.URL !== judged.url) return;
    // What the add-on left there before it was updated: a mail has nothing else beside its body.
    for (const child of [...document.documentElement.children]) if (!child.matches("head, body, frameset")) child.remove();
    const panel = bannerPanel(judged, tabId);
    host = raise(panel);
    panel.showPopover();
    makeRoom(panel);
    hold();
  }

  /** @type {ResizeObserver | null} */
  let measuring = null;

  /**
   * The mail begins below its warning.
   * @param {HTMLElement} panel
   */
  function makeRoom(panel) {
    const room = styleOf("");
    host?.append(room);
    measuring = new ResizeObserver(() => {
      room.textContent = `@media screen { html { padding-block-start: ${Math.ceil(panel.offsetHeight)}px !important; } }`;
    });
    measuring.observe(panel);
  }

  /** Takes the banner away; links still ask. */
  function hide() {
    measuring?.disconnect();
    host?.remove();
  }

  /** From here on, no link of the mail opens unasked. */
  function hold() {
    if (isHeld) return;
    isHeld = true;
    for (const kind of ["click", "auxclick", "submit"]) window.addEventListener(kind, onLink, { capture: true });
  }

  /** @param {Event} event */
  function onLink(event) {
    if (owns(event.target)) return;
    const [inmost] = event.composedPath();
    const url = addressOf(event instanceof SubmitEvent ? (event.submitter ?? inmost) : inmost);
    if (url === "") return;
    // Thunderbird opens what it hears of, whether it was prevented or not.
    event.preventDefault();
    event.stopImmediatePropagation();
    void askBefore(url);
  }

  /**
   * @param {EventTarget | null} target of a click, or a form that is sent
   * @returns {string} where it leads on the web; empty for nowhere
   */
  function addressOf(target) {
    if (!(target instanceof Element)) return "";
    const link = target.closest("a, area");
    const drawn = link?.getAttribute("href") ?? link?.getAttributeNS("http://www.w3.org/1999/xlink", "href") ?? "";
    const button = /** @type {HTMLButtonElement | HTMLInputElement | null} */ (target.closest("button, input"));
    const form = target instanceof HTMLFormElement ? target : button?.form;
    const address = link ? drawn : (button?.getAttribute("formaction") ?? form?.getAttribute("action") ?? "");
    const url = address !== "" && URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : "";
    return /^https?:/i.test(url) ? url : "";
  }

  /**
   * Asks before an address is opened, with its host as it really is.
   * @param {string} url
   */
  async function askBefore(url) {
    const place = await ask("name_place", { url });
    const { host: whole, registrable } = place?.kind === "place" ? place : { host: new URL(url).host, registrable: "" };
    const title = make("h1", "", say("mail_link_title"));
    title.id = "title";
    const isPart = registrable !== "" && whole.endsWith(registrable);
    const shown = make("p", "host", isPart ? whole.slice(0, -registrable.length) : "", make("strong", "", isPart ? registrable : whole));
    const stay = onClick(make("button", "main", say("mail_link_stay")), () => asked.remove());
    stay.autofocus = true;
    const on = onSlowClick(make("button", "quiet on", say("mail_link_open")), () => {
      asked.remove();
      void ask("open_link", { url });
    });
    const body = make("div", "body", make("p", "", say("check_link_place")), shown);
    const panel = make("dialog", "", make("header", "danger", sign("danger"), title), body, make("div", "ways", stay), make("div", "others", on));
    panel.setAttribute("role", "alertdialog");
    panel.setAttribute("aria-labelledby", "title");
    panel.addEventListener("close", () => asked.remove());
    const asked = raise(panel);
    panel.showModal();
    makeReady(on);
  }

  /**
   * Lets a button take clicks after it was there for long enough to be read; it fills up meanwhile.
   * @param {HTMLButtonElement} button
   */
  function makeReady(button) {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!isStill) button.animate([{ transform: "scaleX(0)" }, { transform: "none" }], { duration: READING_MS, pseudoElement: "::after" });
    setTimeout(() => button.setAttribute("aria-disabled", "false"), READING_MS);
    gate(button, () => button.getAttribute("aria-disabled") === "false");
  }

  return Object.freeze({ show });
})();
