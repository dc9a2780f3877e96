/**
 * A picture of a page as it is on the screen: the extension makes no request, so it sees what the
 * visitor sees. The click on the menu gives the right to that one look (`activeTab`).
 */

import { blobOf } from "../shared/data-url.js";

/**
 * @typedef {import("../shared/protocol.js").Place} Place
 */

/** Chromium allows two looks a second. */
const NEXT_LOOK_MS = 1_000;

/** Around a picture, in parts of the view: the light edge that belongs to a code. */
const MARGIN = 0.02;

/**
 * The view of a tab, or the part of it where a picture lies.
 * @param {chrome.tabs.Tab} tab
 * @param {Place | null} place null for the whole view
 * @returns {Promise<string>} a data: address
 */
export async function capture(tab, place) {
  const bitmap = await createImageBitmap(blobOf(await look(tab.windowId)));
  const { left, top, right, bottom } = place ? widened(place) : { left: 0, top: 0, right: 1, bottom: 1 };
  const [x, y] = [Math.floor(left * bitmap.width), Math.floor(top * bitmap.height)];
  const width = Math.max(1, Math.ceil(right * bitmap.width) - x);
  const height = Math.max(1, Math.ceil(bottom * bitmap.height) - y);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(bitmap, -x, -y);
  bitmap.close();
  // A whole screen as PNG could be more than the session's storage takes.
  return addressOf(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 }));
}

/**
 * The view of a window, once more where the browser refused because of an earlier look.
 * @param {number} windowId
 * @returns {Promise<string>} a data: address
 */
async function look(windowId) {
  const take = () => chrome.tabs.captureVisibleTab(windowId, { format: "png" });
  try {
    return await take();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, NEXT_LOOK_MS));
    return take();
  }
}

/** @param {Place} place */
function widened({ left, top, right, bottom }) {
  return {
    left: Math.max(0, left - MARGIN),
    top: Math.max(0, top - MARGIN),
    right: Math.min(1, right + MARGIN),
    bottom: Math.min(1, bottom + MARGIN),
  };
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
function addressOf(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
