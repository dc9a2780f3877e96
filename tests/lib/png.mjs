import { inflateSync } from "node:zlib";

/**
 * A screenshot's pixels.
 * @typedef {object} Picture
 * @property {number} width
 * @property {number} height
 * @property {number} channels bytes for each pixel: red, green, blue and, in some, alpha
 * @property {Uint8Array} data
 */

const SIGNATURE = 8;
/** Of a chunk: its length and type before its data, its check sum behind. */
const [HEAD, FOOT] = [8, 4];
/** Bytes for each pixel by the type of colour, of those that browsers write. */
const CHANNELS = /** @type {Record<number, number>} */ ({ 2: 3, 6: 4 });

/**
 * Reads what browsers write: eight bits a channel, in colour, not interlaced. A reader of any PNG
 * takes several times as long, and tests read thousands.
 * @param {Buffer} file
 * @returns {Picture}
 */
export function readScreenshot(file) {
  const [width, height, form] = [file.readUInt32BE(SIGNATURE + HEAD), file.readUInt32BE(SIGNATURE + HEAD + 4), file.subarray(SIGNATURE + HEAD + 8, SIGNATURE + HEAD + 13)];
  const [depth, colour = 0, , , interlaced] = form;
  const channels = CHANNELS[colour];
  if (depth !== 8 || channels === undefined || interlaced !== 0) throw new Error(`not a screenshot's form: ${[...form]}`);
  const parts = [];
  for (let at = SIGNATURE; at < file.length; at += HEAD + file.readUInt32BE(at) + FOOT) {
    if (file.toString("latin1", at + 4, at + HEAD) === "IDAT") parts.push(file.subarray(at + HEAD, at + HEAD + file.readUInt32BE(at)));
  }
  return { width, height, channels, data: unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels) };
}

/**
 * @param {Uint8Array} lines each with the kind of its filter before it
 * @param {number} length of a line
 * @param {number} count of lines
 * @param {number} step to the same channel of the pixel before
 */
function unfiltered(lines, length, count, step) {
  const data = new Uint8Array(length * count);
  // The first line has a line of nothing above it.
  let above = new Uint8Array(length);
  for (let row = 0; row < count; row += 1) {
    const start = row * (length + 1);
    const line = data.subarray(row * length, (row + 1) * length);
    line.set(lines.subarray(start + 1, start + 1 + length));
    (FILTERS[lines[start] ?? 0] ?? unknown)(line, above, step);
    above = line;
  }
  return data;
}

/** What undoes each kind of filter. @type {((line: Uint8Array, above: Uint8Array, step: number) => void)[]} */
const FILTERS = [
  () => {},
  (line, _above, step) => {
    for (let at = step; at < line.length; at += 1) line[at] = byteOf(line, at) + byteOf(line, at - step);
  },
  (line, above) => {
    for (let at = 0; at < line.length; at += 1) line[at] = byteOf(line, at) + byteOf(above, at);
  },
  (line, above, step) => {
    for (let at = 0; at < step; at += 1) line[at] = byteOf(line, at) + (byteOf(above, at) >> 1);
    for (let at = step; at < line.length; at += 1) line[at] = byteOf(line, at) + ((byteOf(line, at - step) + byteOf(above, at)) >> 1);
  },
  (line, above, step) => {
    for (let at = 0; at < step; at += 1) line[at] = byteOf(line, at) + byteOf(above, at);
    for (let at = step; at < line.length; at += 1) line[at] = byteOf(line, at) + paeth(byteOf(line, at - step), byteOf(above, at), byteOf(above, at - step));
  },
];

/** @param {Uint8Array} bytes @param {number} at which they have */
const byteOf = (bytes, at) => /** @type {number} */ (bytes[at]);

function unknown() {
  throw new Error("a filter that no PNG has");
}

/** Which of its three neighbours a byte is guessed to be like. @param {number} left @param {number} above @param {number} corner */
function paeth(left, above, corner) {
  const guess = left + above - corner;
  const byLeft = Math.abs(guess - left);
  const byAbove = Math.abs(guess - above);
  const byCorner = Math.abs(guess - corner);
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}
