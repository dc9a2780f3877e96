// Settings through the wasm as it is shipped: values of JavaScript in, JSON read by JavaScript's own reader.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const wasm = fileURLToPath(new URL("../../dist/chrome/wasm/vigicolis_bg.wasm", import.meta.url));

// A computed address, so that the type check does not need a build.
const module = await import(new URL("../../dist/modules/chrome/wasm/vigicolis.js", import.meta.url).href);
await module.default({ module_or_path: readFileSync(wasm) });

const service = new module.Service();
/** @param {unknown} request */
const ask = (request) => service.handle({ sender: { isTop: true, url: "", tabUrl: "" }, tab: null, request }).reply;
/** @param {object} change @param {{ stored?: unknown }} [store] */
const change = (change, store = { stored: STORED }) => ask({ kind: "change_settings", ...store, change, today: "2026-11-26" });

const STORED = {
  version: 1,
  language: "fr",
  easyWords: true,
  trusted: [{ domain: "boutique.example", since: "2026-11-24" }],
  caution: "badge",
  keepHistory: true,
  history: [{ time: 1_795_000_000_000, host: "chronopost-colis.example", level: "danger", brand: "chronopost" }],
  parcels: [{ carrier: "mondialrelay", day: "2026-11-27", number: "", since: "2026-11-24" }],
  person: { name: "Marie", phone: "06 12 34 56 78" },
  wait: 60,
  welcomed: true,
  repaired: [],
};

test("what is stored is read as it is, and nothing is to be written", () => {
  const { kind, settings, choices, stored } = ask({ kind: "read_settings", stored: STORED });
  assert.deepEqual([kind, stored], ["settings", null]);
  assert.deepEqual(choices, { trusted: ["boutique.example"], quietCaution: true });
  assert.deepEqual(settings, { ...STORED, managedTrust: [], fixed: [] });
});

test("whatever a store holds becomes whole settings", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  for (const stored of [null, 0, NaN, "x", true, [], {}, { version: 1, trusted: 7 }, { version: 2 ** 60 }, { language: "\uD800" }]) {
    const reply = ask({ kind: "read_settings", stored });
    assert.equal(reply.settings.language, "auto");
    assert.ok(reply.stored, JSON.stringify(stored));
    assert.equal(ask({ kind: "read_settings", stored: reply.stored }).stored, null, "put right once");
  }
  assert.equal(ask({ kind: "read_settings" }).stored, null, "nothing was stored, and nothing is to be");
  // Values as no JSON has them are no reason to trap.
  for (const stored of [() => 0, 10n, new Map(), deep]) assert.equal(typeof ask({ kind: "read_settings", stored }).kind, "string");
});

test("a trusted site whose day was lost stays trusted, and that is told", () => {
  const { settings, choices } = ask({ kind: "read_settings", stored: { ...STORED, trusted: [{ domain: "boutique.example" }] } });
  assert.deepEqual(settings.trusted, [{ domain: "boutique.example", since: "" }]);
  assert.deepEqual([settings.repaired, choices.trusted], [["trusted"], ["boutique.example"]]);
});

test("settings of a newer version keep what is known of them, and that is told", () => {
  const { settings } = ask({ kind: "read_settings", stored: { ...STORED, version: 2, colour: "red" } });
  assert.deepEqual(settings, { ...STORED, managedTrust: [], fixed: [], repaired: ["version"] });
});

test("what was exported is imported", () => {
  const { file } = ask({ kind: "export_settings", stored: STORED });
  for (const own of ["repaired", "wait", "welcomed"]) assert.ok(!(own in file), own);
  const { stored } = change({ kind: "import_file", text: `\uFEFF${JSON.stringify(file)}\n` }, {});
  assert.deepEqual(stored, { ...STORED, wait: 10, welcomed: false });
});

test("a file that is none is refused with a reason", () => {
  /** @type {[string, string, string][]} */
  const table = [
    ["", "", "json"],
    ["{'version': 1}", "", "json"],
    ["undefined", "", "json"],
    ["[]", "", "object"],
    ["{}", "version", "version"],
    ['{"version": 1, "__proto__": 1}', "__proto__", "unknown"],
    [`{"version": 1, "trusted": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "trusted[0]", "type"],
    [" ".repeat(1_000_001), "", "long"],
  ];
  for (const [text, key, problem] of table) {
    assert.deepEqual(change({ kind: "import_file", text }), { kind: "refused", faults: [{ key, problem }] }, text.slice(0, 40));
  }
});
