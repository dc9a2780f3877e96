/* global vigicolisDom */
/* exported vigicolisPictures */
"use strict";

/** Where a picture of the page lies in the view. */
const vigicolisPictures = vigicolisDom.lazy(() => {
  /**
   * @typedef {import("../../shared/protocol.js").Place} Place
   */

  const dom = vigicolisDom;
  const currentSrc = dom.getter(HTMLImageElement, "currentSrc");

  /** Pictures looked through on a page that holds any number of them. */
  const MAX_PICTURES = 5_000;

  /** @param {number} part */
  const within = (part) => Math.min(1, Math.max(0, part));

  /** @param {Element} picture @returns {Place} */
  function partOfView(picture) {
    const { left, top, right, bottom } = dom.placeIn(picture);
    return {
      left: within(left / innerWidth),
      top: within(top / innerHeight),
      right: within(right / innerWidth),
      bottom: within(bottom / innerHeight),
    };
  }

  /** @param {Place} place */
  const area = ({ left, top, right, bottom }) => (right - left) * (bottom - top);

  /**
   * The largest part of the view that a picture of this address takes. A zoom by two fingers is
   * not in the numbers that a page has.
   * @param {string} src
   * @returns {Place | null} null where none is seen
   */
  function placeOf(src) {
    if ((visualViewport?.scale ?? 1) !== 1) return null;
    const pictures = [...dom.all(document, "img")].slice(0, MAX_PICTURES);
    const places = pictures
      .filter((picture) => picture instanceof HTMLImageElement && currentSrc(picture) === src && dom.isVisible(picture))
      .map(partOfView)
      .filter((place) => area(place) > 0);
    return places.sort((one, other) => area(other) - area(one))[0] ?? null;
  }

  return { placeOf };
});
