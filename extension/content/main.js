/* global vigicolisBanner, vigicolisDom, vigicolisFrames, vigicolisHello, vigicolisPace, vigicolisPictures, vigicolisShield, vigicolisSnapshot, vigicolisWords */
"use strict";

/**
 * The order of things in a document: say the address, look when the page is ready, look again when
 * it changed in earnest, paint what the background answers and shield the fields. The only content
 * script that messages, after the first word.
 */
(() => {
  /**
   * @typedef {import("../shared/protocol.js").ContentRequest} ContentRequest
   * @typedef {import("../wasm/protocol.js").Level} Level
   * @typedef {import("../shared/protocol.js").Reply} Reply
   * @typedef {import("../shared/protocol.js").VerdictReply | import("../shared/protocol.js").GuardReply} Told
   */

  const dom = vigicolisDom;
  const isTop = window.top === window;

  const RETRY_MS = 300;
  /** An answer of the background takes less, usually. */
  const PATIENCE_MS = 1_000;
  /** A page that then lets no timer through for so long holds the answer up. */
  const STARVED_MS = 5_000;
  /** No answer takes so long. */
  const LOST_MS = 30_000;
  /** How soon a page made ahead of time is found to be shown, where it keeps that from being heard. */
  const SHOWN_MS = 100;
  /** A page is looked at when two glances in a row see the same, or when it never rests. */
  const GAP_MS = 400;
  const RESTLESS_MS = 2_000;
  /** A page that did not change for so many gaps is looked at more rarely, but not much; a frame sooner: they are many. */
  const CALM = isTop ? 10 : 4;
  const CALM_GAP_MS = 1_000;
  /**
   * Looks at a document for any change; then for changes of its fields or address, and of words, and
   * ever more rarely, but as long as it is there.
   */
  const LOOKS = 30;
  /** So many may be taken again because the time was up before the page was. */
  const HASTY_LOOKS = 4;
  const LATE_LOOKS = 60;
  const LATE_GAP_MS = 5_000;
  const LAST_GAP_MS = 60_000;
  /** Weighing whether a page changed may take a hundredth of the time, on a huge page too. */
  const SHARE = 100;
  const MAX_GAP_MS = 5_000;

  const LEVELS = ["clear", "official", "caution", "danger"];

  const NOTHING = { fields: "", news: 0, all: "" };
  let seen = NOTHING;
  let lastPrint = "";
  let lastNews = 0;
  let looks = 0;
  let lastLook = -Infinity;
  let looking = false;
  let lookAgain = false;
  /** When the last look is done. */
  let looked = Promise.resolve();
  /** Whether a frame's fields are in the visitor's view, and whether one of them was used. */
  let isInView = isTop;
  let isTouched = false;
  /** A frame that the page around it does not show is asked about again then. */
  let notBefore = -Infinity;
  let gap = GAP_MS;
  /** Whether this document is left alone from here on. */
  let isQuiet = false;
  /** @type {AbortController | undefined} */
  let timer;
  /** @type {Level | null} level of the warning that the visitor just closed, until the background knows */
  let closing = null;
  let leaving = false;
  /** @type {Reply | null} what was told while the page was being left */
  let late = null;
  /** @type {Level} what a frame's own words were found to be */
  let judged = "clear";
  /** Whether the visitor came back here from the warning on the extension's own page. */
  let hasReturned = false;
  /** Nothing before there was a warning: what makes one need not even be there. */
  let hideWarning = () => {};
  /** What a frame was told without asking; an answer that was on its way then may be older. */
  let pushes = 0;
  /** Whether the page shows somebody's messages, as the background says; nothing is read before. Null where it did not hear. @type {Promise<boolean | null>} */
  let mailbox = Promise.resolve(null);
  /** Questions in a row that nobody answered. */
  let failures = 0;
  /** Ends waiting for the answers so far. They are few: a document is looked at ever more rarely. @type {(() => void)[]} */
  const waiting = [];

  /** @param {number} ms */
  const pause = (ms) => new Promise((resolve) => dom.later(() => resolve(null), ms));

  /** Where this frame has no address of its own, the nearest one around it that has, as far as the browser tells. */
  const WITHIN = isTop || /^http/.test(location.protocol) ? "" : dom.attempt(() => [...location.ancestorOrigins].find((origin) => /^http/.test(origin)) ?? "", "");

  /** False once the extension was updated or removed: this script is then a leftover. */
  const isAlive = () => dom.attempt(() => Boolean(chrome.runtime?.id), false);

  function goQuiet() {
    isQuiet = true;
    timer?.abort();
    // After an update the page is the new scripts'.
    vigicolisShield.set("off");
    hideWarning();
  }

  /**
   * Asks the background; once more if it was not there, as when a worker had just been ended.
   * @param {ContentRequest} request
   * @param {Promise<Reply | null> | null} [asked] that was asked already, in other words
   * @returns {Promise<Reply | null>}
   */
  async function ask(request, asked = null) {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      if (!isAlive()) {
        goQuiet();
        return null;
      }
      try {
        if (attempt > 0) await pause(RETRY_MS);
        /** @type {Reply | null | undefined} */
        const reply = await (asked ?? chrome.runtime.sendMessage(WITHIN ? { ...request, within: WITHIN } : request));
        asked = null;
        if (reply && !(reply.kind === "error" && reply.code === "unavailable")) {
          failures = 0;
          return reply;
        }
      } catch {
        // Told below by the missing reply.
      }
    }
    failures += 1;
    notBefore = performance.now() + Math.min(RETRY_MS * 2 ** failures, LATE_GAP_MS);
    return null;
  }

  /**
   * An answer, or none where the page was put away before it came: the browser then gives it to nobody.
   * @template T
   * @param {Promise<T>} answer
   * @returns {Promise<T | null>}
   */
  const unlessPutAway = (answer) => Promise.race([answer, new Promise((resolve) => {
    const giveUp = () => resolve(null);
    waiting.push(giveUp);
    // A page may keep it from being known that it is shown again.
    dom.later(giveUp, LOST_MS);
  })]);

  /** @param {Reply | null} reply */
  function paint(reply) {
    if (!isTold(reply)) return;
    if (leaving) {
      late = reply;
      return;
    }
    // The page around it may have been forgotten since, and what its frames are with it.
    if (!isTop && !reply.dismissed && LEVELS.indexOf(levelOf(reply)) < LEVELS.indexOf(judged)) {
      judged = levelOf(reply);
      seen = NOTHING;
    }
    const verdict = reply.kind === "verdict" ? reply.verdict : null;
    const about = reply.kind === "verdict" ? reply.verdict : reply.about;
    const level = levelOf(reply);
    const isFramed = reply.kind === "verdict" && reply.framed;
    const warns = level === "danger" || level === "caution";
    const isPassed = reply.dismissed || closing === level || (closing === "danger" && level === "caution");
    vigicolisWords.use(reply.words ?? null);
    const actions = actionsFor(reply);
    if (!warns || (isPassed && level !== "danger") || (isFramed && isPassed) || (reply.silent && reply.trusted)) {
      // First the fields, then the focus that the warning gives back to one of them.
      if (level === "clear") vigicolisShield.ease();
      else vigicolisShield.set("off");
      if (isTop) hideWarning();
      return;
    }
    // Fields get back into use before the warning gives the focus back, and out of it after it took the focus.
    if (isPassed) vigicolisShield.set("ask", about, actions);
    // Who wants fewer banners is still asked before a card is given away.
    if (isTop && reply.silent) hideWarning();
    else if (isTop && verdict && vigicolisBanner.canShow()) {
      hideWarning = vigicolisBanner.hide;
      vigicolisBanner.show(isFramed ? "framed" : isPassed ? "passed" : level, verdict, actions);
    } else if (isTop && !isPassed) void actions.lost();
    // Another site's frame is shielded by itself, the page around it is left alone.
    if (isFramed) vigicolisShield.set("off");
    // What the banner says, the question does not show again.
    else if (!isPassed) vigicolisShield.set(level === "danger" ? "guard" : "ask", isTop && !reply.silent && about ? { ...about, isSaidAbove: true } : about, actions);
  }

  /** @param {Reply | null} reply @returns {reply is Told} */
  const isTold = (reply) => reply?.kind === "verdict" || reply?.kind === "guard";

  /** @param {Told} reply */
  const levelOf = (reply) => (reply.kind === "verdict" ? reply.verdict.level : reply.level);

  /** @param {Told} reply */
  function actionsFor(reply) {
    const officialUrl = reply.kind === "verdict" ? reply.verdict.officialUrl : null;
    const trustable = reply.kind === "verdict" && reply.trustable;
    return {
      official: () => goAway({ kind: "open_official" }, officialUrl ?? "about:blank"),
      leave: () => goAway({ kind: "leave_tab" }, "about:blank"),
      proceed: async () => {
        // Another site's frame stays guarded without a code; the page around it is not set aside for it.
        if (reply.kind === "verdict" && reply.locked) return reply.framed ? hideWarning() : void hold();
        closing = levelOf(reply);
        paint(reply);
        const shown = reply.kind === "verdict" ? { shown: { host: reply.verdict.site.host, level: reply.verdict.level, framed: reply.framed } } : {};
        const answer = await ask({ kind: "dismiss_warning", ...shown });
        // Where nobody heard of it, what was chosen stands until there is another verdict.
        closing = null;
        paint(answer);
      },
      help: () => void ask({ kind: "open_help" }),
      report: () => void ask({ kind: "open_report" }),
      falseAlarm: () => void ask({ kind: "open_false_alarm" }),
      person: personOf(reply),
      wait: reply.wait,
      trust: trustable ? trust : null,
      lost: hold,
      isOverAll: !reply.framed,
      asksForCard: reply.kind === "guard" && reply.asksForCard,
      hasReturned,
    };
  }

  /** Whether events give a page what stands in a closed root, as in Firefox. */
  const hasOpenRoots = "originalTarget" in Event.prototype;

  /** @param {Told} reply */
  function personOf(reply) {
    const name = reply.kind === "verdict" && reply.person;
    return name ? { name: hasOpenRoots ? "" : name, call: () => void ask({ kind: "open_call" }) } : null;
  }

  /** @returns {Promise<boolean>} whether the site is trusted now */
  async function trust() {
    const reply = await ask({ kind: "trust_tab" });
    paint(reply);
    return reply?.kind === "verdict" && reply.trusted;
  }

  /**
   * Has the warning told on a page of the extension's own, where the page lets it not be seen.
   * @returns {Promise<boolean>} whether the tab goes there
   */
  async function hold() {
    // A frame's page may stay: its documents are told where it does not.
    if (isTop) letGo();
    const reply = await ask({ kind: "hold_tab" });
    return reply?.kind === "nothing";
  }

  /**
   * From here on the page's own question whether to stay is not heard.
   * @param {number} [until] after this time the tab may be on its way, and the document is not touched: that would stop it
   */
  function letGo(until = Infinity) {
    const isNews = !leaving;
    leaving = true;
    // A page that wrote itself anew has taken this document's listeners away: so are its own then.
    if (isNews && Date.now() < until && !vigicolisShield.isListening()) dom.attempt(clearListeners);
    // Still here some time later: the way out failed, and the warning must stay true.
    setTimeout(() => {
      leaving = false;
      const told = late;
      late = null;
      paint(told);
    }, RESTLESS_MS);
  }

  /** Empties the document, and takes all listeners away from it and its window. */
  function clearListeners() {
    const { open } = Document.prototype;
    if (dom.attempt(() => (/** @type {() => Document} */ (open).call(document), true), false)) return;
    // Firefox has it done by the page's own scripts alone: as by those of a new frame, where nothing was bent yet.
    const frame = Document.prototype.createElement.call(document, "iframe");
    Element.prototype.append.call(dom.root(), frame);
    const asThePage = (/** @type {any} */ object) => object.wrappedJSObject;
    asThePage(dom.windowOf(frame)).Document.prototype.open.call(asThePage(document));
  }

  /**
   * Leaves through the browser, because a page may cancel a navigation of its own document; by the
   * document all the same where the background is gone.
   * @param {ContentRequest} request
   * @param {string} url
   */
  async function goAway(request, url) {
    letGo();
    const reply = await ask(request);
    if (!reply || reply.kind === "error") location.assign(url);
  }

  /**
   * Looks at the page and tells the background, if there is something new; one look at a time.
   * @param {boolean} [isDue] whether the page is only just there, and is not waited for
   */
  function look(isDue = false) {
    lookAgain = looking;
    if (looking || isQuiet) return;
    looking = true;
    looked = lookNow(isDue);
  }

  /** @param {boolean} isDue */
  async function lookNow(isDue) {
    try {
      listen();
      // On the way out the page's listeners are taken away, with all others.
      if (!leaving) vigicolisShield.rearm();
      if (!isAlive()) goQuiet();
      else if (performance.now() > notBefore) {
        if ((await mailbox) === null) sayHello();
        if ((await mailbox) === false) await lookOnce(isDue);
      }
    } finally {
      looking = false;
      watch();
    }
  }

  function onView() {
    isInView = true;
    look(true);
  }

  /** Whoever types or clicks in a frame sees it, whatever lies over it. @param {Event} event */
  function onTouch(event) {
    if (!event.isTrusted || isTouched) return;
    isTouched = true;
    isInView = true;
    lookAnew();
  }

  /** @param {boolean} isDue */
  async function lookOnce(isDue) {
    if (!isInView) {
      const fields = vigicolisSnapshot.fieldsOf(document);
      // Out of sight nobody can be harmed, and pages have dozens of such frames.
      gap = !vigicolisFrames.isOnScreen(() => isInView || look(true)) ? RESTLESS_MS : fields.length > 0 ? GAP_MS : CALM_GAP_MS;
      vigicolisFrames.whenInView(fields.length > 0 ? fields : vigicolisFrames.storyOf(), onView);
      return;
    }
    const start = vigicolisPace.clock();
    const taken = await vigicolisSnapshot.take(document, isDue || dom.readyState(document) === "loading", (print) => {
      gap = Math.min(Math.max(GAP_MS, (vigicolisPace.clock() - start) * SHARE), MAX_GAP_MS);
      return isWorth(print, isDue);
    });
    if (!taken) return;
    seen = taken.print;
    looks += 1;
    lastLook = performance.now();
    const { page: snapshot, elements } = taken;
    const before = pushes;
    const wasTouched = isTouched;
    const reply = await unlessPutAway(ask({ kind: "judge_page", snapshot, ...(!isTop && { place: vigicolisFrames.placeInTop(), isTouched }) }));
    // Nobody heard it, or nobody saw it, or the device was too busy for all of it: another look is worth while.
    if (!reply || reply.kind === "nothing" || (taken.isHasty && looks < HASTY_LOOKS)) seen = NOTHING;
    if (reply?.kind === "nothing" && isTouched === wasTouched) notBefore = lastLook + LATE_GAP_MS;
    if (isTold(reply)) {
      vigicolisShield.learn(elements, snapshot.fields, reply.fields);
      judged = levelOf(reply);
    }
    await paintUnlessOlder(reply, before);
  }

  /**
   * Paints an answer; where the frame was told something meanwhile, what holds then.
   * @param {Reply | null} reply
   * @param {number} before what it had been told when it asked
   */
  async function paintUnlessOlder(reply, before) {
    let [newest, heard] = [reply, before];
    while (pushes !== heard) {
      heard = pushes;
      newest = (await ask({ kind: "read_tab" })) ?? newest;
    }
    paint(newest);
  }

  /** Looks at a document that may not have changed: something around it did. */
  function lookAnew() {
    seen = NOTHING;
    notBefore = -Infinity;
    look(true);
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
    if (looks < LOOKS) return true;
    const gapOfWords = Math.min((looks - LOOKS + 1) * LATE_GAP_MS, LAST_GAP_MS);
    if (now.fields !== seen.fields) return since > (looks < LOOKS + LATE_LOOKS ? LATE_GAP_MS : gapOfWords);
    return now.news !== seen.news && since > gapOfWords;
  }

  /** Looks again by the clock: whatever hears of changes, a page can hear of by timing them. */
  function watch() {
    timer?.abort();
    if (isQuiet) return;
    const calm = (performance.now() - lastNews) / CALM;
    const isDue = lookAgain;
    // A document that is gone has no clock.
    timer = dom.attempt(() => dom.later(() => look(isDue), isDue ? 0 : Math.max(gap, Math.min(calm, CALM_GAP_MS))));
  }

  /** A page from the back-forward cache is a page view of its own. @param {PageTransitionEvent} event */
  function onShow(event) {
    if (!event.isTrusted || !event.persisted) return;
    vigicolisShield.set("off");
    hideWarning();
    closing = null;
    leaving = false;
    looks = 0;
    seen = NOTHING;
    for (const giveUp of waiting.splice(0)) giveUp();
    sayHello();
    look(true);
  }

  /** A page says where it is, a frame that it is there. @param {Promise<Reply | null> | null} [said] */
  function sayHello(said) {
    const before = pushes;
    const heard = ask({ kind: isTop ? "judge_address" : "read_tab" }, said).then((reply) => {
      hasReturned = isTold(reply) && reply.dismissed && levelOf(reply) === "danger";
      void paintUnlessOlder(reply, before);
      const isMailbox = isTold(reply) && reply.mailbox;
      if (isMailbox) goQuiet();
      return reply && isMailbox;
    });
    // A page that holds the answer up is nobody's mailbox.
    const starved = async () => {
      await pause(PATIENCE_MS);
      let isStarved = true;
      setTimeout(() => (isStarved = false));
      await pause(STARVED_MS);
      return isStarved ? false : heard;
    };
    mailbox = Promise.race([unlessPutAway(heard), starved()]);
  }

  /**
   * Takes away what a version before left standing: where its scripts ended with it, as in Firefox,
   * a dialog holds the page, and its fields are out of use.
   */
  function sweep() {
    for (const host of dom.all(document, "html > :not(head, body)")) {
      const panel = dom.anyShadowRoot(host)?.querySelector("dialog:has(.ways), :is(.banner, .question, .strip)[popover]");
      if (!panel) continue;
      Element.prototype.remove.call(host);
      if (panel.localName !== "dialog") continue;
      for (const field of dom.all(document, "[disabled='']")) Element.prototype.removeAttribute.call(field, "disabled");
    }
  }

  /** Whatever a page that writes itself anew takes away is heard again from the next look on. */
  function listen() {
    window.addEventListener("pageshow", onShow, true);
    if (!isTop) for (const type of ["keydown", "mousedown"]) window.addEventListener(type, onTouch, true);
  }

  function begin() {
    // Nothing of an older version stands in a page that was made ahead of time.
    if (vigicolisHello && dom.readyState(document) !== "loading") dom.attempt(sweep);
    sayHello(vigicolisHello);
    watch();
    if (dom.readyState(document) === "loading") window.addEventListener("DOMContentLoaded", () => look(true), { once: true });
    else look(true);
    listen();
    chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
      const answer = sender.id === chrome.runtime.id && !sender.tab && ANSWERS[message?.kind];
      if (!answer) return;
      void Promise.resolve(answer(message)).then(sendResponse);
      return true;
    });
  }

  /** @param {any} message */
  function hear(message) {
    if (!isTop) pushes += 1;
    // Of a frame of another site each asks for itself.
    if (!isTop && message.framed && message.isForAll) void paintUnlessOlder(null, pushes - 1);
    else paint(message);
    // Who says nothing is taken for hung.
    return true;
  }

  /** What the background may ask, and who answers. @type {Readonly<Record<string, (message: any) => unknown>>} */
  const ANSWERS = {
    expect_leave: ({ until }) => (letGo(Number(until)), true),
    [isTop ? "verdict" : "guard"]: hear,
    ...(!isTop && { judge_anew: () => (lookAnew(), true) }),
    ...(isTop && {
      find_picture: ({ src }) => dom.attempt(() => vigicolisPictures.placeOf(String(src)), null),
      find_frame: ({ place, frameId }) => vigicolisFrames.isShown(Number(place), Number(frameId)),
      name_origin: () => window.origin,
      look_again: async () => {
        // One that is on its way may have told a background that is gone.
        await looked;
        lookAnew();
        await looked;
        return true;
      },
    }),
  };

  // Before any listener of the page.
  window.addEventListener("beforeunload", (event) => leaving && event.stopImmediatePropagation(), true);

  /** A page may keep an event from being heard, and no clock. */
  function beginOnceShown() {
    timer = dom.later(() => (dom.isPrerendering(document) ? beginOnceShown() : begin()), SHOWN_MS);
  }

  if (vigicolisHello) begin();
  else {
    // A page made ahead of time is not yet the tab's page.
    window.addEventListener("prerenderingchange", begin, { once: true, capture: true });
    beginOnceShown();
  }
})();
