/* global vigicolisBanner, vigicolisDom, vigicolisPace, vigicolisPictures, vigicolisShield, vigicolisSnapshot, vigicolisWords */
"use strict";

/**
 * The order of things in a document: say the address, look when the page is ready, look again when
 * it changed in earnest, paint what the background answers and shield the fields. The only content
 * script that messages.
 */
(() => {
  /**
   * @typedef {import("../protocol.js").ContentRequest} ContentRequest
   * @typedef {import("../protocol.js").Level} Level
   * @typedef {import("../protocol.js").Reply} Reply
   */

  const dom = vigicolisDom;
  const isTop = window.top === window;

  const RETRY_MS = 300;
  /** A page is looked at when two glances in a row see the same, or when it never rests. */
  const GAP_MS = 400;
  const RESTLESS_MS = 2_000;
  /** A page that did not change for so many gaps is looked at more rarely, but not much. */
  const CALM = 10;
  const CALM_GAP_MS = 1_000;
  /** Looks at a document for any change; then for changes of its fields or address only, and rarely. */
  const LOOKS = 30;
  const LATE_LOOKS = 60;
  const LATE_GAP_MS = 5_000;
  /** Weighing whether a page changed may take a hundredth of the time, on a huge page too. */
  const SHARE = 100;
  const MAX_GAP_MS = 5_000;

  const NOTHING = { holdsFields: false, fields: "", all: "" };
  let seen = NOTHING;
  let lastPrint = "";
  let lastNews = 0;
  let looks = 0;
  let lastLook = -Infinity;
  let looking = false;
  let lookAgain = false;
  let hasSpoken = false;
  let gap = GAP_MS;
  /** Whether this document is left alone from here on. */
  let isQuiet = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Level | null} level of the warning that the visitor just closed, until the background knows */
  let closing = null;
  let leaving = false;
  /** What a frame was told without asking; an answer that was on its way then is older. */
  let pushes = 0;
  /** Whether the page shows somebody's messages, as the background says; nothing is read before. */
  let mailbox = Promise.resolve(false);

  /** @param {number} ms */
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** False once the extension was updated or removed: this script is then a leftover. */
  const isAlive = () => dom.attempt(() => Boolean(chrome.runtime?.id), false);

  function goQuiet() {
    isQuiet = true;
    clearTimeout(timer);
    // Nobody could tell a frame any more that the visitor goes on.
    if (!isTop) vigicolisShield.set(null);
  }

  /**
   * Asks the background; once more if it was not there, as when a worker had just been ended.
   * @param {ContentRequest} request
   * @returns {Promise<Reply | null>}
   */
  async function ask(request) {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      if (attempt > 0) await pause(RETRY_MS);
      if (!isAlive()) {
        goQuiet();
        return null;
      }
      try {
        /** @type {Reply | undefined} */
        const reply = await chrome.runtime.sendMessage(request);
        if (reply && !(reply.kind === "error" && reply.code === "unavailable")) return reply;
      } catch {
        // Told below by the missing reply.
      }
    }
    return null;
  }

  /** @param {Reply | null} reply */
  function paint(reply) {
    if (leaving || (reply?.kind !== "verdict" && reply?.kind !== "guard")) return;
    const { verdict, dismissed } = reply;
    const { level } = verdict;
    const warns = level === "danger" || level === "caution";
    const justClosed = closing === level || (closing === "danger" && level === "caution");
    const on = ways(level, reply);
    vigicolisWords.use(reply.words ?? null);
    if (!warns || dismissed || justClosed || (reply.silent && reply.trusted)) {
      // First the fields, then the focus that the warning gives back to one of them.
      vigicolisShield.set(null);
      if (isTop) vigicolisBanner.hide();
    } else {
      // Who wants fewer banners is still asked before a card is given away.
      if (isTop && reply.silent) vigicolisBanner.hide();
      else if (isTop) vigicolisBanner.show(verdict, on);
      vigicolisShield.set(verdict, on.leave);
    }
  }

  /**
   * @param {Level} level
   * @param {import("../protocol.js").VerdictReply | import("../protocol.js").GuardReply} reply
   */
  function ways(level, reply) {
    const { verdict } = reply;
    const trustable = reply.kind === "verdict" && reply.trustable;
    return {
      official: () => goAway({ kind: "official" }, verdict.officialUrl ?? "about:blank"),
      leave: () => goAway({ kind: "leave" }, "about:blank"),
      proceed: async () => {
        closing = level;
        vigicolisShield.set(null);
        vigicolisBanner.hide();
        const reply = await ask({ kind: "proceed" });
        if (!reply) return;
        closing = null;
        paint(reply);
      },
      help: () => void ask({ kind: "help" }),
      report: () => void ask({ kind: "report" }),
      trust: trustable ? trust : null,
    };
  }

  /** @returns {Promise<boolean>} whether the site is trusted now */
  async function trust() {
    const reply = await ask({ kind: "trust" });
    paint(reply);
    return reply?.kind === "verdict" && reply.trusted;
  }

  /**
   * Leaves through the browser, because a page may cancel a navigation of its own document; by the
   * document all the same where the background is gone.
   * @param {ContentRequest} request
   * @param {string} url
   */
  async function goAway(request, url) {
    leaving = true;
    window.addEventListener("beforeunload", (event) => leaving && event.stopImmediatePropagation(), true);
    const reply = await ask(request);
    if (!reply || reply.kind === "error") location.assign(url);
    // Still here some time later: the way out failed, and the warning must stay true.
    await pause(RESTLESS_MS);
    leaving = false;
  }

  /**
   * Looks at the page and tells the background, if there is something new; one look at a time.
   * @param {boolean} [isDue] whether the page is only just there, and is not waited for
   */
  async function look(isDue = false) {
    lookAgain = looking;
    if (looking || isQuiet) return;
    looking = true;
    try {
      if (!isAlive()) goQuiet();
      else if (!(await mailbox)) await lookOnce(isDue);
    } finally {
      looking = false;
      watch();
    }
  }

  /** @param {boolean} isDue */
  async function lookOnce(isDue) {
    vigicolisShield.rearm();
    const start = vigicolisPace.clock();
    const taken = await vigicolisSnapshot.take(document, isDue || dom.readyState(document) === "loading", (print) => {
      gap = Math.min(Math.max(GAP_MS, (vigicolisPace.clock() - start) * SHARE), MAX_GAP_MS);
      return (isTop || hasSpoken || print.holdsFields) && isWorth(print, isDue);
    });
    if (!taken) return;
    seen = taken.print;
    looks += 1;
    lastLook = performance.now();
    hasSpoken = true;
    const before = pushes;
    const reply = await ask({ kind: "page", snapshot: taken.page });
    // Nobody heard it: another look is worth while.
    if (!reply) seen = NOTHING;
    if (reply?.kind === "verdict" || reply?.kind === "guard") vigicolisShield.learn(taken.elements, reply.fields);
    if (pushes === before) paint(reply);
  }

  /**
   * Whether the page is no longer what was seen, and has settled or does not.
   * @param {typeof seen} now
   * @param {boolean} isDue
   */
  function isWorth(now, isDue) {
    const isSettled = isDue || now.all === lastPrint;
    lastPrint = now.all;
    if (now.all === seen.all) return false;
    lastNews = performance.now();
    const since = lastNews - lastLook;
    if (!isSettled && since < RESTLESS_MS) return false;
    return looks < LOOKS || (now.fields !== seen.fields && looks < LOOKS + LATE_LOOKS && since > LATE_GAP_MS);
  }

  /** Looks again by the clock: whatever hears of changes, a page can hear of by timing them. */
  function watch() {
    clearTimeout(timer);
    if (isQuiet) return;
    const calm = (performance.now() - lastNews) / CALM;
    const isDue = lookAgain;
    timer = setTimeout(() => void look(isDue), isDue ? 0 : Math.max(gap, Math.min(calm, CALM_GAP_MS)));
  }

  /** A page from the back-forward cache is a page view of its own. */
  function whenShownAgain() {
    closing = null;
    leaving = false;
    looks = 0;
    seen = NOTHING;
    sayHello();
    void look(true);
  }

  /** A page says where it is, a frame that it is there. */
  function sayHello() {
    const before = pushes;
    mailbox = ask({ kind: isTop ? "address" : "hello" }).then((reply) => {
      if (pushes === before) paint(reply);
      const isMailbox = (reply?.kind === "verdict" || reply?.kind === "guard") && reply.mailbox;
      if (isMailbox) goQuiet();
      return isMailbox;
    });
  }

  function begin() {
    sayHello();
    watch();
    if (dom.readyState(document) === "loading") window.addEventListener("DOMContentLoaded", () => void look(true), { once: true });
    else void look(true);
    window.addEventListener("pageshow", (event) => event.persisted && whenShownAgain());
    chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
      if (sender.id !== chrome.runtime.id || sender.tab) return;
      if (isTop && message?.kind === "place") {
        sendResponse(dom.attempt(() => vigicolisPictures.placeOf(String(message.src)), null));
        return;
      }
      if (message?.kind !== (isTop ? "verdict" : "guard")) return;
      if (!isTop) pushes += 1;
      paint(message);
    });
  }

  const { prerendering } = /** @type {Document & { prerendering?: boolean }} */ (document);
  // A page made ahead of time is not yet the tab's page.
  if (prerendering === true) Document.prototype.addEventListener.call(document, "prerenderingchange", begin, { once: true });
  else begin();
})();
