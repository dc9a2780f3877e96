// An organisation's policy in the engine as it is shipped.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const wasm = fileURLToPath(new URL("../../dist/chrome/wasm/vigicolis_bg.wasm", import.meta.url));

// A computed address, so that the type check does not need a build.
const module = await import(new URL("../../dist/modules/chrome/wasm/vigicolis.js", import.meta.url).href);
await module.default({ module_or_path: readFileSync(wasm) });

const service = new module.Service();
/** @param {string} url @param {unknown} request */
const ask = (url, request) => service.handle({ sender: { isTop: true, url, tabUrl: url }, tab: null, request }).reply;
/** @param {unknown} policy */
const adopt = (policy) => ask("", { kind: "adopt_policy", policy });
/** @param {object[]} protectedBrands */
const protect = (...protectedBrands) => adopt({ protectedBrands });
/** @param {string} url */
const levelAt = (url) => ask(url, { kind: "judge_address" }).verdict.level;

test("a policy with a fault is answered by all of them, and holds nothing", () => {
  const brands = [{ name: "BL", domains: ["chronopost.fr"] }, { name: "x".repeat(49), domains: [] }];
  assert.deepEqual(adopt({ trustedDomains: ["bit.ly"], protectedBrands: brands, keepHistory: true }), {
    kind: "policy",
    policy: null,
    faults: [
      { key: "keepHistory", problem: "choice" },
      { key: "trustedDomains[0]", problem: "untrustable" },
      { key: "protectedBrands[0].domains[0]", problem: "owned" },
      { key: "protectedBrands[0].name", problem: "letters" },
      { key: "protectedBrands[1].domains", problem: "empty" },
      { key: "protectedBrands[1].name", problem: "long_text" },
    ],
  });
  const good = { name: "Brindelivre", domains: ["brindelivre.example"] };
  assert.deepEqual(adopt({ protectedBrands: [good], home: 1 }).faults, [{ key: "home", problem: "unknown" }]);
  assert.equal(levelAt("https://brindelivre.example/"), "clear", "half a policy holds in no case");
  for (const given of ["x", null, 7, [good], () => 0]) assert.equal(adopt(given).policy ?? null, null);
});

test("a policy holds in its service until there is another one", () => {
  const given = { language: "fr", protectedBrands: [{ name: "Brindelivre", domains: ["brindelivre.example"], aliases: ["Brinde Livre"] }] };
  assert.deepEqual(adopt(given), { kind: "policy", policy: given, faults: [] });
  assert.equal(levelAt("https://brindelivre.example/"), "official");
  assert.equal(levelAt("https://brindelivre-livraison.example/"), "caution");
  const other = new module.Service().handle({ sender: { isTop: true, url: "https://brindelivre.example/", tabUrl: "" }, tab: null, request: { kind: "judge_address" } });
  assert.equal(other.reply.verdict.level, "clear", "another service has another engine");
  assert.deepEqual(protect({ name: "Azurcourse", domains: ["azurcourse.example"] }).faults, []);
  assert.equal(levelAt("https://azurcourse.example/"), "official");
  assert.equal(levelAt("https://brindelivre.example/"), "clear");
});
