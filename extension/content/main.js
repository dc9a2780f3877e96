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
  /** A page is looked at when it was quiet for a while, or when it never is. */
  const QUIET_MS = 400;
  const RESTLESS_MS = 2_000;
  /** Looks at a document for any change; then for changes of its fields or address only, and rarely. */
  const LOOKS = 30;
  const LATE_LOOKS = 60;
  const LATE_GAP_MS = 5_000;
  /** Weighing whether a page changed may take a hundredth of the time, on a huge page too. */
  const SHARE = 100;
  const MAX_QUIET_MS = 5_000;

  const seen = { fields: "", all: "" };
  let looks = 0;
  let lastLook = -Infinity;
  let looking = false;
  let lookAgain = false;
  let hasSpoken = false;
  let quietFor = QUIET_MS;
  let firstChange = 0;
  let lastChange = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Level | null} level of the warning that the visitor just closed, until the background knows */
  let closing = null;
  let leaving = false;
  /** What a frame was told without asking; an answer that was on its way then is older. */
  let pushes = 0;
  /** Whether the page shows somebody's messages, as the background says; nothing is read before. */
  let mailbox = Promise.resolve(false);
  /** @type {MutationObserver | null} */
  let observer = null;

  /** @param {number} ms */
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** False once the extension was updated or removed: this script is then a leftover. */
  const isAlive = () => dom.attempt(() => Boolean(chrome.runtime?.id), false);

  function goQuiet() {
    observer?.disconnect();
    observer = null;
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
   * @param {boolean} [isLoading] whether the page is only just there
   */
  async function look(isLoading = false) {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    try {
      if (await mailbox) return;
      do {
        lookAgain = false;
        const start = vigicolisPace.clock();
        const taken = await vigicolisSnapshot.take(document, isLoading, (print, holdsFields) => {
          quietFor = Math.min(Math.max(QUIET_MS, (vigicolisPace.clock() - start) * SHARE), MAX_QUIET_MS);
          return (isTop || hasSpoken || holdsFields) && isWorth(print);
        });
        if (!taken) continue;
        Object.assign(seen, taken.print);
        looks += 1;
        lastLook = performance.now();
        hasSpoken = true;
        const before = pushes;
        const reply = await ask({ kind: "page", snapshot: taken.page });
        // Nobody heard it: the next change, however small, is worth another look.
        if (!reply) seen.all = "";
        if (reply?.kind === "verdict" || reply?.kind === "guard") vigicolisShield.learn(taken.elements, reply.fields);
        if (pushes === before) paint(reply);
      } while (lookAgain);
    } finally {
      looking = false;
    }
  }

  /**
   * Whether the page is no longer what was seen.
   * @param {typeof seen} now
   */
  function isWorth(now) {
    if (now.all === seen.all) return false;
    if (looks < LOOKS) return true;
    if (now.fields === seen.fields || looks >= LOOKS + LATE_LOOKS) return false;
    const wait = lastLook + LATE_GAP_MS - performance.now();
    if (wait > 0) timer ??= setTimeout(settle, wait);
    return wait <= 0;
  }

  /** Something changed: look when it has settled. A page that times its changes must not notice. */
  function stir() {
    if (vigicolisShield.rearm()) hearFrames();
    lastChange = performance.now();
    firstChange ||= lastChange;
    timer ??= setTimeout(settle, quietFor);
  }

  function settle() {
    timer = undefined;
    if (!isAlive()) {
      goQuiet();
      return;
    }
    const wait = Math.min(lastChange + quietFor, firstChange + Math.max(RESTLESS_MS, quietFor)) - performance.now();
    if (wait > 1) {
      timer = setTimeout(settle, wait);
    } else {
      firstChange = 0;
      void look();
    }
  }

  /** A frame that loads changes the page without a mutation; its event is heard on the document only. */
  function hearFrames() {
    Document.prototype.addEventListener.call(document, "load", stir, true);
  }

  function watch() {
    observer ??= new MutationObserver(stir);
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["class", "hidden", "style", "type"],
    });
    window.addEventListener("popstate", stir);
    window.addEventListener("hashchange", stir);
    window.addEventListener("load", stir);
    hearFrames();
  }

  /** A page from the back-forward cache is a page view of its own. */
  function whenShownAgain() {
    closing = null;
    leaving = false;
    looks = 0;
    seen.all = "";
    sayHello();
    void look();
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
    // From the start: a page that writes itself anew loses every listener, but not its observers.
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
