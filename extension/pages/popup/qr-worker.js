/**
 * Reads the QR codes of one picture file, in a thread of its own: whatever a file does to the
 * browser's decoders or to the reader, the page can end it.
 */

import init, { Header, maxSearched, readCodes } from "../../wasm/vigicolis_qr.js";

/**
 * @typedef {{ texts: string[] } | { problem: string }} Outcome
 *   the texts of all codes, or why there is nothing to read: its words are `picture_<problem>`
 */

/**
 * @param {Blob} file
 * @returns {Promise<Outcome>}
 */
async function read(file) {
  await init({ module_or_path: new URL("../../wasm/vigicolis_qr_bg.wasm", import.meta.url) });
  const bytes = new Uint8Array(await file.arrayBuffer());
  // The file's own bytes tell what it is and how large it would become, not its name.
  const { problem, mediaType } = new Header(bytes);
  if (problem) return { problem };
  const pixels = await unpack(new Blob([bytes], { type: mediaType }));
  if (!pixels) return { problem: "broken" };
  const texts = readCodes(new Uint8Array(pixels.data.buffer), pixels.width, pixels.height);
  return texts.length > 0 ? { texts } : { problem: "codeless" };
}

/**
 * The pixels of a picture, drawn smaller where it has more than are searched.
 * @param {Blob} picture
 * @returns {Promise<ImageData | null>} null for what the browser can't unpack
 */
async function unpack(picture) {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, Math.sqrt(maxSearched() / (bitmap.width * bitmap.height)));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.floor(side * scale)));
  const context = new OffscreenCanvas(width ?? 1, height ?? 1).getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  const { canvas } = context;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

self.addEventListener("message", ({ data }) => {
  read(data).then(
    (outcome) => self.postMessage(outcome),
    () => self.postMessage({ problem: "failed" }),
  );
});
