/* exported vigicolisKeeper */
/* global vigicolisDom, vigicolisSeal, vigicolisUi */
"use strict";

/**
 * Keeps a panel seen. It stands in the top layer, and whether it is really painted is watched: in
 * Chromium by the browser's own proof of visibility (IntersectionObserver with `trackVisibility`),
 * in Firefox by what the page has in the top layer above it. A panel that the page takes away,
 * changes or covers comes back once; after that it is lost, and whoever asked for it is told.
 *
 * Buttons made by `onSlowClick` are ready only after the panel was seen, and they lay still, for a
 * second: nobody is to press what comes up under the pointer. A panel may want them to wait longer.
 */
const vigicolisKeeper = vigicolisDom.lazy(() => {
  /**
   * @typedef {object} Wish what is to be kept
   * @property {() => HTMLElement} build a new panel
   * @property {boolean} modal a dialog over the page; else a popover
   * @property {() => Promise<unknown>} onLost has the warning told elsewhere
   * @property {(panel: HTMLElement) => void} [onRaised] for a panel that came back
   * @property {number} [wait] milliseconds for which it must have been seen before its slow buttons take clicks
   *
   * @typedef {{ box: string, since: number }} Rest where a button lies, and since when
   *
   * @typedef {Pick<DOMRect, "left" | "right" | "top" | "bottom">} Box
   *
   * @typedef {object} Kept
   * @property {Wish} wish
   * @property {HTMLElement} host
   * @property {HTMLElement} panel
   * @property {number} raisedAt
   * @property {boolean | null} isSeen as the browser proves it; null before it has said anything
   * @property {Set<Element>} below what the page had in the top layer before
   * @property {Map<HTMLElement, Rest>} rests
   * @property {() => void} unwatch
   */

  const dom = vigicolisDom;
  const { change, isWhole, lift, play, put } = vigicolisSeal;
  const { gate, innerSize, newHost, owns, rootOf, setZoom } = vigicolisUi;

  const TICK_MS = 100;
  const READY_MS = 1_000;
  /** A new panel may need a few frames until the browser proves that it is seen. */
  const PROOF_MS = 500;
  const RETURNS = 1;
  /**
   * Honest pages open menus and notes over a banner: what the visitor's own click or pointer opens is
   * no fight, nor what comes long after the last.
   */
  const VISITORS_RETURNS = 20;
  const POINTER_MS = 500;
  const RESTING_PLACES = 4;
  const PLACES_KEPT = 8;
  const PEACE_MS = 5_000;
  /** Longer, a view transition is there to stay. */
  const TRANSITION_MS = 1_000;
  /** Changes of the host's own attributes, of the page's zoom and of the panel's being open that are undone in place. */
  const MENDS = 8;
  const TRY_AGAIN_MS = 2_000;
  /** How far a panel's shadow reaches. */
  const SHADOW = 40;
  const ELEMENTS_SEARCHED = 50_000;
  /** Searching may take a tenth of the time. */
  const SEARCH_SHARE = 10;
  const OPEN = ":popover-open, :modal";
  const TOP_LAYER = `${OPEN}, :fullscreen`;
  /** Attributes of a host that hide it, or say something else of it to readers of screens. */
  const HARMFUL = /^(inert|hidden|popover|role|tabindex|contenteditable|aria-.*)$/;
  /** What honest pages turn themselves dark with. */
  const HARMLESS_FILTER = /^none$|^((invert\((1|0?\.9[0-9]*)\)|(hue-rotate|grayscale|sepia)\([^)]*\)) ?)+$/;

  /** A wider bar of the window's is no scrollbar: in Chromium they are painted above the top layer. Pixels. */
  const WIDEST_BAR = 40;

  /** Whether the browser can prove what is seen. */
  const hasProof = "isVisible" in IntersectionObserverEntry.prototype;

  const namesIn = dom.method(Element, "getAttributeNames");
  const activeElement = dom.getter(Document, "activeElement");
  const fullscreenElement = dom.getter(Document, "fullscreenElement");
  const pointerLockElement = dom.getter(Document, "pointerLockElement");

  let nextSearch = 0;
  /** When the visitor last moved the pointer. */
  let lastPointer = -Infinity;
  /** Where it was on the screen, of late. @type {string[]} */
  const places = [];
  /** What the page had written on its root itself. @type {{ filter: string, priority: string } | null} */
  let ownFilter = null;

  /** @type {Set<Keeper>} */
  const keepers = new Set();
  /** @type {AbortController | undefined} */
  let ticking;

  /** Open shadow roots and closed ones, as far as they were found. @type {Set<ShadowRoot>} */
  const roots = new Set();

  /** Looks for roots in the document, and in the roots that were found. @returns {boolean} false where there is too much to look through */
  function searchRoots() {
    let left = ELEMENTS_SEARCHED;
    for (const within of [document, ...roots]) {
      const elements = dom.all(within, "*");
      for (let i = 0; i < elements.length && left > 0; i += 1, left -= 1) {
        const root = owns(elements[i]) ? null : dom.anyShadowRoot(elements[i]);
        if (!root || roots.has(root)) continue;
        roots.add(root);
        root.addEventListener("beforetoggle", onToggle, true);
      }
    }
    return left > 0;
  }

  /** @returns {Element[]} what the page has in the top layer */
  function foreign() {
    return [document, ...roots].flatMap((root) => [...dom.all(root, TOP_LAYER)]);
  }

  /** What opens now lies above everything that was open before. @param {Event} event */
  function onToggle(event) {
    const element = /** @type {Element} */ (event.composedPath()[0]);
    for (const keeper of keepers) keeper.forget(element);
  }

  /** @param {HTMLElement} panel */
  function show(panel) {
    if (panel instanceof HTMLDialogElement) panel.showModal();
    else panel.showPopover();
  }

  /** Whether the page drew scrollbars of the window over a part of it. Where fingers scroll, it is the keyboard that takes room. */
  function hasVastBars() {
    const { width, height } = innerSize();
    return Math.max(innerWidth - width, innerHeight - height) > WIDEST_BAR && matchMedia("(any-hover: hover)").matches;
  }

  /** In Firefox a filter of the root reaches the top layer. */
  function clearFilter() {
    const root = /** @type {HTMLElement | null} */ (dom.root());
    if (!root || HARMLESS_FILTER.test(getComputedStyle(root).filter)) return;
    const { style } = root;
    ownFilter ??= { filter: style.getPropertyValue("filter"), priority: style.getPropertyPriority("filter") };
    style.setProperty("filter", "none", "important");
  }

  function giveFilterBack() {
    const root = /** @type {HTMLElement | null} */ (dom.root());
    if (ownFilter && root?.style.getPropertyPriority("filter") === "important") root.style.setProperty("filter", ownFilter.filter, ownFilter.priority);
    ownFilter = null;
  }

  /**
   * A pointer that rests is told of as moving, too: where the page changes below it, and in a new
   * document from the corner and from where it last was. A hand goes through many places, each new.
   * @param {PointerEvent} event
   */
  function onPointer(event) {
    const place = `${event.screenX} ${event.screenY}`;
    if (!event.isTrusted || places.includes(place)) return;
    if (places.push(place) <= RESTING_PLACES) return;
    lastPointer = performance.now();
    if (places.length > PLACES_KEPT) places.shift();
  }

  /** While the page holds the pointer, no click reaches a panel. */
  function freePointer() {
    if (pointerLockElement(document)) Document.prototype.exitPointerLock.call(document);
  }

  const tickAll = () => keepers.forEach((keeper) => keeper.tick());

  function tickOn() {
    ticking = dom.later(tickOn, TICK_MS);
    tickAll();
  }

  /** Where a button lies on the screen. @param {HTMLElement} button */
  function boxOf(button) {
    const { left, top, width, height } = button.getBoundingClientRect();
    return width === 0 ? "" : [left, top, width, height, screenX, screenY].map(Math.round).join(" ");
  }

  class Keeper {
    /** @type {Kept | null} */
    #kept = null;
    #returns = 0;
    #visitorsReturns = 0;
    #mends = 0;
    #lastFight = -Infinity;
    #transitionSince = Infinity;
    /** Milliseconds for which the panel was seen. */
    #seen = 0;
    #lastCount = performance.now();
    #isLost = false;

    /** @param {Wish} wish */
    constructor(wish) {
      this.wish = wish;
      keepers.add(this);
      this.#raiseIfPossible();
      ticking ??= dom.later(tickOn, TICK_MS);
      // The same listeners again change nothing.
      Document.prototype.addEventListener.call(document, "fullscreenchange", tickAll, true);
      if (!hasProof) window.addEventListener("beforetoggle", onToggle, true);
      window.addEventListener("pointermove", onPointer, { capture: true, passive: true });
    }

    get panel() {
      return this.#kept?.panel ?? null;
    }

    get host() {
      return this.#kept?.host ?? null;
    }

    /**
     * Says something else in the panel's place; what the page did to it is not forgotten, nor what
     * it did so lately that the browser has not told of it.
     * @param {Wish} wish of a panel that is as modal
     */
    renew(wish) {
      if ((wish.wait ?? 0) > (this.wish.wait ?? 0)) this.#seen = 0;
      this.wish = wish;
      if (this.#isLost) return;
      const below = this.#kept?.below;
      if (below && foreign().some((element) => !below.has(element))) {
        this.#fight();
        return;
      }
      this.#lower();
      this.#raiseIfPossible();
    }

    /** Takes the panel away. */
    drop() {
      keepers.delete(this);
      this.#lower();
      if (keepers.size > 0) return;
      ticking?.abort();
      ticking = undefined;
      window.removeEventListener("pointermove", onPointer, { capture: true });
      giveFilterBack();
      roots.clear();
    }

    /** @param {Element} element */
    forget(element) {
      this.#kept?.below.delete(element);
    }

    /** Tries again at the next tick where it fails, as before the page has a root element. */
    #raiseIfPossible() {
      dom.attempt(() => this.#raise());
    }

    #raise() {
      const parent = dom.root();
      if (!parent) return;
      const { build, modal } = this.wish;
      const panel = build();
      if (!modal) panel.popover = "manual";
      const host = newHost(panel);
      // Whatever is in full screen could be taken for the browser itself.
      if (modal && fullscreenElement(document)) void dom.attempt(() => document.exitFullscreen().catch(() => undefined));
      if (!hasProof) {
        searchRoots();
        clearFilter();
      }
      Element.prototype.append.call(parent, host);
      const below = new Set(foreign());
      // The page hears of the focus while the panel is being shown.
      put(rootOf(host));
      try {
        show(panel);
      } catch {
        lift(rootOf(host));
        Element.prototype.remove.call(host);
        return;
      }
      // In little room the focus would scroll the title away.
      panel.scrollTop = 0;
      const changes = new MutationObserver(() => this.#stay());
      changes.observe(host, { attributes: true });
      changes.observe(parent, { childList: true });
      changes.observe(document, { childList: true });
      /** @type {Kept} */
      const kept = { wish: this.wish, host, panel, raisedAt: performance.now(), isSeen: null, below, rests: new Map(), unwatch };
      const proof = hasProof ? new IntersectionObserver((entries) => this.#onProof(kept, entries), /** @type {IntersectionObserverInit} */ ({ trackVisibility: true, delay: TICK_MS })) : null;
      proof?.observe(panel);
      function unwatch() {
        lift(rootOf(host));
        changes.disconnect();
        proof?.disconnect();
      }
      // A second Escape closes a dialog where `closedby` is unknown.
      panel.addEventListener("close", () => this.#kept === kept && this.#stay());
      for (const button of panel.querySelectorAll("[aria-disabled]")) gate(/** @type {HTMLButtonElement} */ (button), () => this.#isReady(/** @type {HTMLButtonElement} */ (button)));
      this.#kept = kept;
    }

    #lower() {
      const kept = this.#kept;
      if (!kept) return;
      this.#kept = null;
      kept.unwatch();
      Element.prototype.remove.call(kept.host);
    }

    /**
     * @param {Kept} kept
     * @param {IntersectionObserverEntry[]} entries
     */
    #onProof(kept, entries) {
      const last = /** @type {IntersectionObserverEntry & { isVisible?: boolean }} */ (entries.at(-1));
      const was = kept.isSeen;
      kept.isSeen = last.isVisible === true || last.intersectionRatio === 0;
      if (was && !kept.isSeen) this.tick();
    }

    /** Now and then: whether the panel is to be seen, whether its buttons are ready, where the keyboard is. */
    tick() {
      if (this.#isLost || document.visibilityState === "hidden") return;
      if (!this.#kept) {
        this.#raiseIfPossible();
        return;
      }
      if (!this.#stay()) return;
      const { panel, host } = this.#kept;
      // On paper it is not wanted; where the page hides its root, all of the page is hidden.
      if (!panel.checkVisibility()) return;
      if (this.wish.modal) freePointer();
      if (setZoom(panel)) this.#mends += 1;
      if (this.#isCovered() || this.#mends > MENDS) {
        this.#fight();
        return;
      }
      this.#count();
      if (this.wish.modal && activeElement(document) !== host) dom.attempt(() => this.#takeFocus());
    }

    /** Firefox gives no focus to a dialog that opens before the page is laid out. */
    #takeFocus() {
      /** @type {HTMLElement | null | undefined} */ (this.panel?.querySelector("[autofocus]"))?.focus({ preventScroll: true });
    }

    /** Cheap, because it is asked at every change of the page's root. @returns {boolean} whether all is well */
    #stay() {
      const kept = this.#kept;
      if (!kept || this.#isLost) return false;
      const { host, panel } = kept;
      const root = dom.root();
      const isInPlace =
        dom.isConnected(host) && dom.parentNode(host) === root &&
        (this.wish.modal || !root || !dom.hasAttribute(root, "inert"));
      if (isInPlace && this.#mend(host, panel)) return true;
      this.#fight();
      return false;
    }

    /**
     * Undoes what the page put on the host itself, and shows again what the visitor's Escape closed.
     * @param {HTMLElement} host
     * @param {HTMLElement} panel
     * @returns {boolean} false when it never stops
     */
    #mend(host, panel) {
      if (!panel.matches(OPEN)) {
        this.#mends += 1;
        if (!dom.attempt(() => (show(panel), true), false)) return false;
      }
      for (const name of namesIn(host).filter((each) => HARMFUL.test(each))) {
        this.#mends += 1;
        Element.prototype.removeAttribute.call(host, name);
      }
      return this.#mends <= MENDS;
    }

    #isCovered() {
      const { isSeen, raisedAt, below } = /** @type {Kept} */ (this.#kept);
      const full = fullscreenElement(document);
      if (full && this.wish.modal && !below.has(full)) return true;
      if (!this.#isWhole()) return true;
      if (hasProof) {
        const age = performance.now() - raisedAt;
        const isJudged = isSeen === false ? age > 2 * TICK_MS : isSeen === null && age > PROOF_MS;
        return (isJudged && !isBehindOurs(this)) || hasVastBars() || (isSeen === true && this.#isOutOfUse());
      }
      const root = dom.root();
      if (root && !HARMLESS_FILTER.test(getComputedStyle(root).filter)) return true;
      const now = performance.now();
      if (now > nextSearch) {
        const isWhole = searchRoots();
        nextSearch = now + (performance.now() - now) * SEARCH_SHARE;
        // What can't be looked through could hide anything.
        if (!isWhole && this.wish.modal) return true;
      }
      // Wherever it lies: its shadow, its backdrop or what spills out of it may lie over the panel.
      return this.#isInTransition() || foreign().some((element) => !below.has(element));
    }

    /** Whether a dialog of the page took ours out of use, which stays painted. A banner is out of use below each of them: see `buttonAt`. */
    #isOutOfUse() {
      const { left, top, width } = /** @type {Kept} */ (this.#kept).panel.getBoundingClientRect();
      return this.wish.modal && !owns(dom.hit(left + width / 2, top + 1));
    }

    /**
     * @param {number} x
     * @param {number} y
     * @returns {HTMLButtonElement | undefined} the button of a banner, a strip or a question that is proved to be seen there
     */
    buttonAt(x, y) {
      const { panel } = this;
      if (this.wish.modal || !panel || !this.#isProved()) return;
      const isThere = (/** @type {Element} */ element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return x >= left && x < right && y >= top && y < bottom;
      };
      return isThere(panel) ? [...panel.querySelectorAll("button")].find(isThere) : undefined;
    }

    /** Whether a view transition of the page is painted over everything, and does not end. */
    #isInTransition() {
      const root = dom.root();
      const isNow = root !== null && dom.attempt(() => dom.matches(root, ":active-view-transition"), false);
      this.#transitionSince = isNow ? Math.min(this.#transitionSince, performance.now()) : Infinity;
      return performance.now() - this.#transitionSince > TRANSITION_MS;
    }

    #fight() {
      const now = performance.now();
      const isVisitors = !this.wish.modal && (now - lastPointer < POINTER_MS || dom.attempt(() => navigator.userActivation.isActive, false));
      if (!this.wish.modal && now - this.#lastFight > PEACE_MS) {
        this.#returns = 0;
        this.#visitorsReturns = 0;
      }
      this.#lastFight = now;
      if (isVisitors && this.#visitorsReturns < VISITORS_RETURNS) this.#visitorsReturns += 1;
      else if (this.#returns < RETURNS) this.#returns += 1;
      else {
        void this.#lose();
        return;
      }
      this.#lower();
      this.#raiseIfPossible();
      if (this.panel) this.wish.onRaised?.(this.panel);
    }

    async #lose() {
      this.#isLost = true;
      await this.wish.onLost();
      // Still here: the page held on, or nobody else could show it. It fights on, now and then.
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      if (!keepers.has(this)) return;
      this.#isLost = false;
      this.#returns = 0;
      this.#mends = 0;
      this.#fight();
    }

    #isProved() {
      return hasProof ? this.#kept?.isSeen === true && this.#isWhole() : this.#kept !== null && !this.#isCovered();
    }

    /** Whether the page did not reach into the panel. */
    #isWhole() {
      return isWhole(rootOf(/** @type {Kept} */ (this.#kept).host));
    }

    /** Follows how long each slow button has lain still in sight. */
    #count() {
      const { panel, rests } = /** @type {Kept} */ (this.#kept);
      const isProved = this.#isProved();
      const now = performance.now();
      // What lies between two ticks that are far apart, as of a tab in the back, nobody saw.
      if (isProved) this.#seen += Math.min(now - this.#lastCount, TICK_MS * 3);
      this.#lastCount = now;
      for (const element of panel.querySelectorAll("[aria-disabled]")) {
        const button = /** @type {HTMLElement} */ (element);
        const box = isProved ? boxOf(button) : "";
        const rest = rests.get(button);
        if (!rest || rest.box !== box || box === "") {
          rests.set(button, { box, since: performance.now() });
          if (!rest || rest.box !== box) fill(button, Math.max(READY_MS, this.#waitLeft()));
        } else if (this.#hasRested(rest)) change(() => (button.ariaDisabled = "false"));
      }
    }

    /** Milliseconds of the panel's own wait that are left. */
    #waitLeft() {
      return (this.wish.wait ?? 0) - this.#seen;
    }

    /** @param {Rest} rest */
    #hasRested({ since }) {
      return performance.now() - since >= READY_MS && this.#waitLeft() <= 0;
    }

    /** @param {HTMLButtonElement} button */
    #isReady(button) {
      const rest = this.#kept?.rests.get(button);
      const isReady = rest !== undefined && rest.box !== "" && this.#isProved() && boxOf(button) === rest.box && this.#hasRested(rest);
      if (!isReady && rest) this.#count();
      return isReady;
    }
  }

  /**
   * Shows that a button is not ready yet, and from when on it will be.
   * @param {HTMLElement} button
   * @param {number} ms
   */
  function fill(button, ms) {
    change(() => (button.ariaDisabled = "true"));
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const animation of button.getAnimations({ subtree: true })) animation.cancel();
    // A long wait goes by in steps: to paint each frame of it costs more than all the rest of a page's view.
    const easing = ms > READY_MS ? `steps(${Math.ceil(ms / READY_MS)})` : "linear";
    play(button.animate([{ transform: "scaleX(0)" }, { transform: "none" }], { duration: ms, easing, pseudoElement: "::after" }));
  }

  /** Whether a later panel of ours, or its shadow, may be what lies over this one. @param {Keeper} keeper */
  function isBehindOurs(keeper) {
    const all = [...keepers];
    const own = keeper.panel?.getBoundingClientRect();
    return all.slice(all.indexOf(keeper) + 1).some(({ panel }) => own && panel && shades(panel.getBoundingClientRect(), own));
  }

  /**
   * Whether the shadow of a panel that lies here falls on what lies there.
   * @param {Box} here
   * @param {Box} there
   */
  function shades(here, there) {
    return there.left < here.right + SHADOW && there.right > here.left - SHADOW && there.top < here.bottom + SHADOW && there.bottom > here.top - SHADOW;
  }

  /**
   * Puts a panel into the page and keeps it there.
   * @param {Wish} wish
   */
  const keep = (wish) => new Keeper(wish);

  /** Where the other panels lie. @param {Keeper} keeper @returns {DOMRect[]} */
  function others(keeper) {
    return [...keepers].flatMap((other) => (other === keeper || !other.panel ? [] : other.panel.getBoundingClientRect()));
  }

  /**
   * The button that the visitor sees at a point of the window, also where a dialog of the page has taken
   * all but itself out of use.
   * @param {number} x
   * @param {number} y
   */
  const buttonAt = (x, y) => [...keepers].map((keeper) => keeper.buttonAt(x, y)).find(Boolean);

  return { SHADOW, buttonAt, keep, others, shades };
});
