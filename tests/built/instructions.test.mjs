// The engine runs no more instructions than were accepted: see tests/lib/instructions.mjs.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { accepted, countAll, differences, HOW_TO_ACCEPT } from "../lib/instructions.mjs";
import { compilerOf, pinnedRust } from "../tools/places.mjs";

const { release } = compilerOf();
const skip = release === pinnedRust() ? false : `counts are those of Rust ${pinnedRust()}, and this is ${release}`;

describe("instructions of the engine", () => {
  test("are as many as were accepted, each time", { skip }, async () => {
    const counts = await countAll();
    assert.deepEqual(await countAll(), counts);
    const different = differences(counts, accepted());
    assert.equal(different.length, 0, [...different, HOW_TO_ACCEPT].join("\n"));
  });
  test("that are more, fewer or unknown are told", () => {
    const before = new Map([["a", 100], ["b", 100], ["c", 100], ["d", 1000], ["gone", 1]]);
    const counts = new Map([["a", 104], ["b", 106], ["c", 94], ["d", 1060], ["new", 1]]);
    assert.deepEqual(differences(counts, before), [
      "b: 106 instructions, +6.0 % of 100",
      "c: 94 instructions, -6.0 % of 100",
      "d: 1,060 instructions, +6.0 % of 1,000",
      "new: not accepted yet",
      "gone: accepted, but no case any more",
    ]);
  });
});
