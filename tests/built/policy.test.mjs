// An organisation's policy in the engine as it is shipped.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const wasm = fileURLToPath(new URL("../../dist/chrome/wasm/vigicolis_bg.wasm", import.meta.url));

// A computed address, so that the type check does not need a build.
const module = await import(new URL("../../dist/chrome/wasm/vigicolis.js", import.meta.url).href);
await module.default({ module_or_path: readFileSync(wasm) });

const service = new module.Service();
/** @param {string} url @param {unknown} request */
const ask = (url, request) => service.handle({ sender: { frameId: 0, url, tabUrl: url }, tab: null, request }).reply;
/** @param {object[]} brands @param {string[]} [trusted] */
const adopt = (brands, trusted = []) => ask("", { kind: "policy", trusted, brands });
/** @param {string} url */
const levelAt = (url) => ask(url, { kind: "address" }).verdict.level;

test("a policy with a fault is answered by all of them, and holds nothing", () => {
  assert.deepEqual(adopt([{ name: "BL", domains: ["chronopost.fr"] }, { name: "x".repeat(49), domains: [] }], ["bit.ly"]), {
    kind: "policy",
    faults: [
      { key: "trustedDomains[0]", problem: "untrustable" },
      { key: "protectedBrands[0].domains[0]", problem: "owned" },
      { key: "protectedBrands[0].name", problem: "letters" },
      { key: "protectedBrands[1].domains", problem: "empty" },
      { key: "protectedBrands[1].name", problem: "long_text" },
    ],
  });
  const trial = { kind: "policy", trusted: [], brands: [{ name: "Brindelivre", domains: ["brindelivre.example"] }], trial: true };
  assert.deepEqual(ask("", trial), { kind: "policy", faults: [] });
  assert.equal(levelAt("https://brindelivre.example/"), "clear", "a trial holds in no case");
  assert.deepEqual(adopt(/** @type {any} */ ("x")), { kind: "error", code: "bad_request" });
});

test("a policy holds in its service until there is another one", () => {
  const brands = [{ name: "Brindelivre", domains: ["brindelivre.example"], aliases: ["Brinde Livre"] }];
  assert.deepEqual(adopt(brands, ["boutique.example"]), { kind: "policy", faults: [] });
  assert.equal(levelAt("https://brindelivre.example/"), "official");
  assert.equal(levelAt("https://brindelivre-livraison.example/"), "caution");
  const other = new module.Service().handle({ sender: { frameId: 0, url: "https://brindelivre.example/", tabUrl: "" }, tab: null, request: { kind: "address" } });
  assert.equal(other.reply.verdict.level, "clear", "another service has another engine");
  assert.deepEqual(adopt([{ name: "Azurcourse", domains: ["azurcourse.example"] }]).faults, []);
  assert.equal(levelAt("https://azurcourse.example/"), "official");
  assert.equal(levelAt("https://brindelivre.example/"), "clear");
});
