/* exported vigicolisFrames */
/* global vigicolisDom */
"use strict";

/**
 * Whether a frame is seen: from inside, whether its fields or its story come into view; from the page around it,
 * whether it is shown there. What is not seen speaks for nobody.
 */
const vigicolisFrames = vigicolisDom.lazy(() => {
  const dom = vigicolisDom;

  const FRAMES = 200;
  const FIELDS = 40;
  /** Smaller, nobody could fill anything in: pixels of a field, and of a frame. */
  const MIN_FIELD = 100;
  const MIN_FRAME = 1_000;
  const MIN_OPACITY = 0.2;
  /** What is smaller, or says less, tells no story: pixels and letters. */
  const STORY = { width: 200, height: 80, letters: 60 };
  /** Parts of width and height at which a frame is probed. */
  const PROBES = [[0.5, 0.5], [0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]];

  /** @type {IntersectionObserver | null} */
  let observer = null;
  /** @type {IntersectionObserver | null} */
  let view = null;
  /** @type {Element | null} the root element whose place is watched */
  let watched = null;
  let isOn = true;

  /**
   * What to watch in a frame without fields: all of it, if it can tell a story that the page around
   * it does not read, or keeps words and fields in a shadow root.
   * @returns {Element[]}
   */
  function storyOf() {
    const root = dom.root();
    if (!root || innerWidth < STORY.width || innerHeight < STORY.height || isReadAbove()) return [];
    const isStory = dom.contentOf(dom.body(document)).trim().length >= STORY.letters;
    return isStory || [...dom.all(document, "*")].some(dom.anyShadowRoot) ? [root] : [];
  }

  /** Whether the page around this frame is another site's: then it stays so. */
  let isAbroad = false;

  /** Whether the page around this frame reads it: that of the same origin does. */
  function isReadAbove() {
    if (isAbroad) return false;
    const isRead = dom.attempt(() => dom.documentElement(/** @type {Window} */ (window.parent).document) !== null, null);
    isAbroad = isRead === null;
    return isRead === true;
  }

  /**
   * Calls once when any of these fields has come into view, or of a frame that holds very many any part.
   * @param {Element[]} fields
   * @param {() => void} onSeen
   */
  function whenInView(fields, onSeen) {
    observer ??= new IntersectionObserver((entries, own) => {
      if (!entries.some(({ intersectionRect: { width, height } }) => width * height >= MIN_FIELD)) return;
      own.disconnect();
      onSeen();
    }, { threshold: [0, 0.5, 1] });
    const root = fields.length > FIELDS ? dom.root() : null;
    for (const element of root ? [root] : fields) observer.observe(element);
  }

  /**
   * Whether any of this frame may be on the screen, as far as the browser has told.
   * @param {() => void} onScreen called when it comes there
   */
  function isOnScreen(onScreen) {
    view ??= new IntersectionObserver((entries) => {
      const wasOn = isOn;
      isOn = entries.at(-1)?.isIntersecting === true;
      if (isOn && !wasOn) onScreen();
    });
    const root = dom.root();
    if (root !== watched) {
      isOn = true;
      view.disconnect();
      watched = root;
      if (root) view.observe(root);
    }
    // A root no taller than the screen is scrolled away, and what runs over it is not.
    return isOn || scrollY > 0;
  }

  /** @returns {number} the place of this frame, or of the one around it, among the top page's frames; -1 where unknown */
  function placeInTop() {
    return dom.attempt(() => {
      let frame = window;
      while (frame.parent !== window.top) frame = /** @type {typeof window} */ (frame.parent);
      const top = /** @type {Window} */ (window.top);
      for (let place = 0; place < top.length && place < FRAMES; place += 1) if (top[place] === frame) return place;
      return -1;
    }, -1);
  }

  /**
   * Whether a frame of this page is shown in it; true where it can't be found.
   * @param {number} place
   * @param {number} frameId
   */
  function isShown(place, frameId) {
    const { getFrameId } = /** @type {{ getFrameId?: (frame: Element) => number }} */ (chrome.runtime);
    const frames = [...dom.all(document, dom.FRAMES)].slice(0, FRAMES);
    const found = frames.find((frame) =>
      dom.attempt(() => (getFrameId ? getFrameId(frame) === frameId : place >= 0 && dom.windowOf(frame) === window[place]), false));
    return !found || dom.attempt(() => isPainted(found), true);
  }

  /** @param {Element} frame */
  function isPainted(frame) {
    const { left, top, width, height } = dom.placeIn(frame);
    if (!dom.isVisible(frame) || width * height < MIN_FRAME) return false;
    let opacity = 1;
    for (let at = /** @type {Element | null} */ (frame); at; at = dom.parentElement(at)) {
      const { opacity: own, filter } = getComputedStyle(at);
      opacity *= Number(own) * (/opacity\(0/.test(filter) ? 0 : 1);
    }
    if (opacity < MIN_OPACITY) return false;
    const points = PROBES.map(([x = 0, y = 0]) => [left + x * width, top + y * height]).filter(([x = 0, y = 0]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    // Nothing of it on the screen is told by the frame itself.
    return points.length === 0 || points.some(([x = 0, y = 0]) => isFreeAt(dom.hit(x, y), frame));
  }

  /**
   * Whether a frame is to be seen at a point: neither cut off there nor below something opaque.
   * @param {Element | null} element what takes a click there
   * @param {Element} frame
   */
  function isFreeAt(element, frame) {
    if (!element || element === frame) return element === frame;
    // A frame that takes no clicks leaves them to what is around it.
    if (dom.contains(element, frame)) return getComputedStyle(frame).pointerEvents === "none";
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    return !/^(img|canvas|video|iframe|picture|svg)$/.test(dom.localName(element)) && backgroundImage === "none" && !/^rgb\(/.test(backgroundColor);
  }

  return { isOnScreen, isShown, placeInTop, storyOf, whenInView };
});
