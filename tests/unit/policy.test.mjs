// The form of a policy: what may stand there, and what is said of everything else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { contactsOf, fixedBy, readPolicy } from "../../extension/shared/policy.js";

/** @type {import("../../extension/shared/policy.js").Policy} */
const FULL = {
  language: "fr",
  trustedDomains: ["intranet.example"],
  protectedBrands: [
    { name: "Brindelivre", domains: ["brindelivre.example"], aliases: ["Brinde Livre"] },
    { name: "Azurcourse", domains: ["azurcourse.example"] },
  ],
  reportContact: { name: "Sécurité", mail: "securite@brindelivre.example", url: "https://brindelivre.example/alerte", phone: "+33 1 99 00 12 34" },
  keepHistory: false,
};

/** @param {object} given */
const faultsOf = (given) => readPolicy(/** @type {Record<string, unknown>} */ (given)).faults.map(({ key, problem }) => `${key}: ${problem}`);

describe("a policy", () => {
  test("a whole one is sound as it is, and each part alone is", () => {
    assert.deepEqual(readPolicy({ ...FULL }), { sound: FULL, faults: [] });
    for (const [key, value] of Object.entries(FULL)) assert.deepEqual(readPolicy({ [key]: value }), { sound: { [key]: value }, faults: [] });
    assert.deepEqual(readPolicy({}), { sound: {}, faults: [] });
  });

  const table = /** @type {[object, string[]][]} */ ([
    [{ language: "auto" }, ["language: choice"]],
    [{ language: 1 }, ["language: type"]],
    [{ keepHistory: true }, ["keepHistory: choice"]],
    [{ keepHistory: "false" }, ["keepHistory: type"]],
    [{ protection: false }, ["protection: unknown"]],
    [{ caution: "badge" }, ["caution: unknown"]],
    [{ trustedDomains: "a.example" }, ["trustedDomains: type"]],
    [{ trustedDomains: ["a.example", 1] }, ["trustedDomains[1]: type"]],
    [{ protectedBrands: {} }, ["protectedBrands: type"]],
    [{ protectedBrands: ["x"] }, ["protectedBrands[0]: type"]],
    [{ protectedBrands: [{ name: "x" }] }, ["protectedBrands[0].domains: type"]],
    [{ protectedBrands: [{ domains: ["a.example"] }] }, ["protectedBrands[0].name: type"]],
    [{ protectedBrands: [{ name: "x", domains: ["a.example", null] }] }, ["protectedBrands[0].domains[1]: type"]],
    [{ protectedBrands: [{ name: "x", domains: [], aliases: [2] }] }, ["protectedBrands[0].aliases[0]: type"]],
    [{ protectedBrands: [{ name: "x", domains: [], home: "https://a.example/" }] }, ["protectedBrands[0].home: unknown"]],
    [{ reportContact: { name: "x" } }, ["reportContact: contact"]],
    [{ reportContact: { mail: "a@b.example" } }, ["reportContact.name: type"]],
    [{ reportContact: { name: " ", mail: "a@b.example" } }, ["reportContact.name: long_text"]],
    [{ reportContact: { name: "x".repeat(201), mail: "a@b.example" } }, ["reportContact.name: long_text"]],
    // What a click would open must be what it says it is.
    [{ reportContact: { name: "x", mail: "a@b.example?cc=c@d.example" } }, ["reportContact.mail: mail"]],
    [{ reportContact: { name: "x", mail: "a b@c.example" } }, ["reportContact.mail: mail"]],
    [{ reportContact: { name: "x", url: "http://b.example/" } }, ["reportContact.url: https"]],
    [{ reportContact: { name: "x", url: "javascript:alert(1)" } }, ["reportContact.url: https"]],
    [{ reportContact: { name: "x", url: "b.example" } }, ["reportContact.url: https"]],
    [{ reportContact: { name: "x", phone: "0800;ext=1" } }, ["reportContact.phone: phone"]],
    [{ reportContact: { name: "x", phone: "call me" } }, ["reportContact.phone: phone"]],
  ]);
  for (const [given, expected] of table) {
    test(`names what is wrong: ${JSON.stringify(given).slice(0, 70)}`, () => {
      assert.deepEqual(faultsOf({ ...FULL, ...given }), expected);
      const [part = ""] = Object.keys(given);
      const rest = Object.entries(FULL).filter(([key]) => key !== part);
      assert.deepEqual(readPolicy({ ...FULL, ...given }).sound, Object.fromEntries(rest), "no part with a fault");
    });
  }

  test("every fault is named, not the first alone", () => {
    assert.deepEqual(faultsOf({ language: "xx", keepHistory: 1, x: 1 }), ["language: choice", "keepHistory: type", "x: unknown"]);
    assert.deepEqual(faultsOf(JSON.parse('{"__proto__": 1, "constructor": 2}')), ["__proto__: unknown", "constructor: unknown"]);
  });
});

test("the documented example holds", () => {
  const [example = ""] = /^ {4}\{\n[^]+?^ {4}\}$/m.exec(readFileSync(new URL("../../docs/DEPLOYMENT.md", import.meta.url), "utf8")) ?? [];
  const given = JSON.parse(example);
  assert.deepEqual(Object.keys(given).sort(), Object.keys(FULL).sort());
  assert.deepEqual(readPolicy(given), { sound: given, faults: [] });
});

test("a policy fixes what it names", () => {
  assert.deepEqual([...fixedBy(null)], []);
  assert.deepEqual([...fixedBy({ trustedDomains: ["a.example"] })], []);
  assert.deepEqual([...fixedBy(FULL)].sort(), ["keepHistory", "language"]);
});

test("the contact of an organisation is reached in each way that it names", () => {
  assert.deepEqual(contactsOf(null), []);
  assert.deepEqual(contactsOf({ language: "fr" }), []);
  const contacts = contactsOf(FULL);
  assert.deepEqual(contacts.map(({ kind }) => kind), ["mail", "web", "phone"]);
  for (const { role, name } of contacts) assert.deepEqual([role, name], ["organisation", "Sécurité"]);
  assert.deepEqual(contactsOf({ reportContact: { name: "x", phone: "17" } }).map(({ value }) => value), ["17"]);
});

test("Chrome's schema knows every part of a policy, and no other", () => {
  const schema = JSON.parse(readFileSync(new URL("../../extension/managed_schema.json", import.meta.url), "utf8"));
  assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(FULL).sort());
  const { protectedBrands, reportContact } = schema.properties;
  assert.deepEqual(Object.keys(protectedBrands.items.properties), ["name", "domains", "aliases"]);
  assert.deepEqual(Object.keys(reportContact.properties), ["name", "mail", "url", "phone"]);
});
