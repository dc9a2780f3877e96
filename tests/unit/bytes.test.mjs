// Where the bytes of a module are: what `./build.sh bytes` reads.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { crateOf, partsOf, symbolsOf, tableOf } from "../tools/bytes.mjs";

describe("bytes of a module", () => {
  test("a function is of the crate that wrote it", () => {
    for (const [name, crate] of [
      ["_ZN9vigicolis7message6assess17h3a985a25f1702090E", "vigicolis"],
      ["_ZN96_$LT$vigicolis..rules..evasion..Evasion$u20$as$u20$vigicolis..rules..Rule$GT$5check17hE", "vigicolis"],
      ["_RNvMs0_NtCsjqx8TIyZbP9_8dlmalloc8dlmallocINtB5_8Dlmalloc6mallocCsebHcaeoSrxy_3std", "dlmalloc"],
      ["_ZN4core5slice4sort6stable9quicksort9quicksort17h60724f8af5f6a54dE", "core"],
      ["service_handle", "(glue)"],
    ]) {
      assert.equal(crateOf(name ?? ""), crate, name);
    }
  });
  test("a table is known by its name, or by how it begins", () => {
    const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text.repeat(200));
    assert.equal(tableOf("_ZN9vigicolis4data10HOST_NAMES17h4401e0e2d769cae4E", bytes("posta")), "HOST_NAMES");
    assert.equal(tableOf(".Lanon.d769cae4.222", bytes(">availability\n")), "\">availability >availabil…\"");
    assert.equal(tableOf(".Lanon.d769cae4.5", bytes("").fill(0)), "(small texts and lists without a name)");
  });
  test("the linker's map says what lies where", () => {
    const map = "    Addr      Off     Size Out     In      Symbol\n  10157c    b75d1       10         /t/x.rcgu.o:(.rodata..Lanon.7721.5)\n  10158c    b75e1        5         /t/x.rcgu.o:(.rodata._ZN1aE)\n";
    assert.deepEqual(symbolsOf(map), [
      { start: 0x10157c, length: 16, symbol: ".Lanon.7721.5" },
      { start: 0x10158c, length: 5, symbol: "_ZN1aE" },
    ]);
  });
  test("a module is its functions by name and what is laid into memory", () => {
    const section = (/** @type {number} */ id, /** @type {number[]} */ ...bytes) => [id, bytes.length, ...bytes];
    const wasm = new Uint8Array([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(2, 1, 1, 0x6d, 1, 0x66, 0, 0),
      ...section(10, 1, 2, 0, 0x0b),
      ...section(11, 1, 0, 0x41, 8, 0x0b, 3, 1, 2, 3),
      ...section(0, 4, 0x6e, 0x61, 0x6d, 0x65, 1, 4, 1, 1, 1, 0x67),
    ]);
    const { code, data } = partsOf(wasm);
    assert.deepEqual([...code], [["g", [new Uint8Array([0, 0x0b])]]]);
    assert.deepEqual(data, [{ start: 8, bytes: new Uint8Array([1, 2, 3]) }]);
  });
});
