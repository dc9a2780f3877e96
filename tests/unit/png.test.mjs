// The reader of screenshots gives the pixels that a reader of any PNG gives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PNG } from "pngjs";
import { readScreenshot } from "../lib/png.mjs";

const [WIDTH, HEIGHT] = [37, 23];
const RGB = 2;
const RGBA = 6;
const GREY = 0;
/** The five filters of PNG, and all of them by turns. */
const FILTERS = [0, 1, 2, 3, 4, -1];

/** @param {number} colorType @param {number} filterType */
function drawn(colorType, filterType) {
  const picture = new PNG({ width: WIDTH, height: HEIGHT });
  // Steps and slopes, each channel its own.
  for (let at = 0; at < picture.data.length; at += 1) picture.data[at] = at % 4 === 3 ? 255 : (at * at) / 7 + (at % 11) * 23;
  return PNG.sync.write(picture, { colorType: /** @type {any} */ (colorType), filterType });
}

for (const colour of [RGB, RGBA]) {
  for (const filter of FILTERS) {
    test(`colours of type ${colour}, filter ${filter}`, () => {
      const file = drawn(colour, filter);
      const expected = PNG.sync.read(file);
      const { width, height, channels, data } = readScreenshot(file);
      assert.deepEqual([width, height], [WIDTH, HEIGHT]);
      const rgb = (/** @type {Uint8Array} */ bytes, /** @type {number} */ step) => [...bytes].filter((_, at) => at % step < 3);
      assert.deepEqual(rgb(data, channels), rgb(expected.data, 4));
    });
  }
}

test("a picture of another kind is refused", () => {
  assert.throws(() => readScreenshot(drawn(GREY, 0)), /not a screenshot's form/);
});
