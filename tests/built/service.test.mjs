// The engine as it is shipped: the built JavaScript and wasm, without a browser around it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** @param {string} browser */
const wasmFile = (browser) =>
  fileURLToPath(new URL(`../../dist/${browser}/wasm/vigicolis_bg.wasm`, import.meta.url));

// A computed address, so that the type check does not need a build.
const module = await import(new URL("../../dist/modules/chrome/wasm/vigicolis.js", import.meta.url).href);
await module.default({ module_or_path: readFileSync(wasmFile("chrome")) });

/** @returns {{ handle: (input: unknown) => any }} */
const newService = () => new module.Service();

/**
 * @param {string} url
 * @param {unknown} request
 * @param {{ isTop?: boolean, tabUrl?: string, tab?: unknown }} more
 */
const message = (url, request, { isTop = true, tabUrl = url, tab = null } = {}) => ({
  sender: { isTop, url, tabUrl },
  tab,
  request,
});

const ADDRESS = { kind: "judge_address" };
const BAD_REQUEST = { kind: "error", code: "bad_request" };
const FAKE = "https://chronopost-colis-frais.example/suivi";

/** What the glue would see of a card form that asks a fee for a held parcel. */
const CARD_PAGE = {
  url: FAKE,
  title: "Chronopost - Paiement des frais",
  lang: "fr",
  text: "Chronopost. Votre colis est retenu au centre de tri. Réglez 1,99 € de frais de livraison sous 24 heures.",
  headings: ["Votre colis est retenu"],
  buttons: ["Payer 1,99 €"],
  forms: [{ action: "", method: "post" }],
  fields: [
    { form: 0, tag: "input", type: "text", name: "cc", autocomplete: "cc-number", label: "Numéro de carte", visible: true, index: 0 },
    { form: 0, tag: "input", type: "text", name: "exp", autocomplete: "cc-exp", label: "Expiration", visible: true, index: 1 },
    { form: 0, tag: "input", type: "text", name: "cvv", autocomplete: "cc-csc", label: "CVV", visible: true, index: 2 },
  ],
  counts: { links: 0, fields: 3, images: 0, articles: 0, navs: 0, textLength: 110 },
};

test("an address alone is judged", () => {
  const { reply, tab } = newService().handle(message(FAKE, ADDRESS));
  assert.equal(reply.kind, "verdict");
  assert.equal(reply.dismissed, false);
  assert.equal(reply.framed, false);
  assert.ok(["caution", "danger"].includes(reply.verdict.level), reply.verdict.level);
  assert.equal(reply.verdict.brand.id, "chronopost");
  assert.match(reply.verdict.officialUrl, /^https:\/\/[^/]*chronopost\.fr\//);
  assert.ok(reply.verdict.reasons.length > 0);
  assert.notEqual(tab, null);
});

test("a carrier's own address is official, anybody's is clear", () => {
  const level = (/** @type {string} */ url) => newService().handle(message(url, ADDRESS)).reply.verdict.level;
  assert.equal(level("https://www.chronopost.fr/tracking"), "official");
  assert.equal(level("https://boulangerie-du-port.example/"), "clear");
});

test("host names in letters of any script are read without Unicode's tables", () => {
  const site = (/** @type {string} */ url) => newService().handle(message(url, ADDRESS)).reply.verdict?.site;
  // Devanagari with a virama, Persian with a joiner, Hebrew, Han, Cyrillic, Latin with a diaeresis.
  for (const name of ["हिन्दी.example", "نامه\u200cای.example", "דואר.example", "日本郵便.example", "почта.example", "bücher.example"]) {
    const { href, host } = new URL(`https://${name}/`);
    assert.match(host, /^xn--/);
    assert.equal(site(href).host, host);
    assert.equal(site(href).unicode, name);
  }
});

test("a host name that only marks nobody sees tell from another is shown as it is encoded", () => {
  // A right-to-left override after 'ab': no browser opens it, but what a page sends is foreign input.
  const { reply } = newService().handle(message("https://xn--ab-g4t.example/", ADDRESS));
  assert.ok(!JSON.stringify(reply).includes("\u202e"), JSON.stringify(reply));
});

test("a card form under a carrier's story is a danger, in the page and in a frame of it", () => {
  const service = newService();
  const { reply } = service.handle(message(FAKE, { kind: "judge_page", snapshot: CARD_PAGE }));
  assert.equal(reply.verdict.level, "danger");
  assert.ok(reply.verdict.asks.includes("card_number"));

  const lure = { ...CARD_PAGE, fields: [], forms: [], buttons: [] };
  const top = service.handle(message(FAKE, { kind: "judge_page", snapshot: lure }));
  const form = { ...CARD_PAGE, title: "", headings: [], text: "Numéro de carte" };
  const frame = message("https://pay.example/form", { kind: "judge_page", snapshot: form }, { isTop: false, tabUrl: FAKE, tab: top.tab });
  const { reply: framed } = service.handle(frame);
  assert.equal(framed.verdict.level, "danger");
  assert.equal(framed.verdict.site.host, "chronopost-colis-frais.example");
  assert.equal(framed.framed, false);
});

test("a frame of another site in an honest page is named by its own host", () => {
  const service = newService();
  const paper = "https://gazette-lilas.example/une";
  const top = service.handle(message(paper, { kind: "judge_page", snapshot: { title: "Gazette Lilas", text: "La récolte est bonne." } }));
  assert.equal(top.reply.verdict.level, "clear");
  const page = { kind: "judge_page", snapshot: CARD_PAGE };
  const { reply, tab } = service.handle(message("https://regie.example/ad", page, { isTop: false, tabUrl: paper, tab: top.tab }));
  assert.deepEqual([reply.verdict.level, reply.verdict.site.host], ["danger", "regie.example"]);
  assert.deepEqual([reply.framed, reply.trustable], [true, false]);
  const next = service.handle(message("https://gazette-lilas.example/abonnement", ADDRESS, { tab }));
  assert.equal(next.reply.verdict.level, "clear");
});

test("a site that was at danger stays at caution in its tab, and no address of it is kept", () => {
  const service = newService();
  const at = "https://brindille-azur.example/suivi?nom=Lucie";
  const { reply, tab } = service.handle(message(at, { kind: "judge_page", snapshot: CARD_PAGE }));
  assert.equal(reply.verdict.level, "danger");
  assert.doesNotMatch(JSON.stringify(tab), /suivi\?|Lucie/);
  const next = service.handle(message("https://www.brindille-azur.example/b", ADDRESS, { tab }));
  assert.deepEqual([next.reply.verdict.level, next.reply.verdict.brand.id], ["caution", "chronopost"]);
  assert.equal(next.reply.verdict.reasons[0].rule, "danger_before");
});

test("who comes back from the extension's own warning page is not asked again, once", () => {
  const service = newService();
  const warned = service.handle(message(FAKE, { kind: "judge_page", snapshot: CARD_PAGE }));
  const gone = service.handle(message(FAKE, { kind: "dismiss_warning", comingBack: true }, { tab: warned.tab }));
  const back = service.handle(message(FAKE, ADDRESS, { tab: gone.tab }));
  assert.equal(back.reply.dismissed, true);
  assert.equal(service.handle(message(FAKE, ADDRESS, { tab: back.tab })).reply.dismissed, false);
});

test("the state lives in what is handed back, not in the instance", () => {
  const seen = newService().handle(message(FAKE, ADDRESS));
  // Session storage keeps JSON.
  const tab = JSON.parse(JSON.stringify(seen.tab));
  const gone = newService().handle(message(FAKE, { kind: "dismiss_warning" }, { tab }));
  assert.equal(gone.reply.dismissed, true);
  const later = newService().handle(message("", { kind: "read_tab" }, { tab: JSON.parse(JSON.stringify(gone.tab)) }));
  assert.deepEqual(later.reply, gone.reply);
  assert.deepEqual(newService().handle(message("", { kind: "read_tab" })).reply, { kind: "nothing" });
});

test("what makes no sense is refused, and nothing traps", () => {
  const service = newService();
  const deep = Array.from({ length: 200 }).reduce((inner) => ({ inner }), {});
  const senseless = [
    undefined, null, 0, NaN, "page", true, [], {}, deep, new Map(), () => 0, Symbol("x"), 10n,
    { sender: null, tab: null, request: null },
    message(FAKE, { kind: "rm" }),
    message(FAKE, { kind: "judge_page" }),
    message(FAKE, { kind: "judge_page", snapshot: 7 }),
    message(FAKE, { kind: "judge_page", snapshot: { fields: [{ index: "first" }] } }),
    message(FAKE, { kind: "judge_page", snapshot: { text: { toString: null } } }),
    { sender: { isTop: "true", url: FAKE }, tab: null, request: ADDRESS },
    { sender: { isTop: true, url: 5, tabUrl: FAKE }, tab: null, request: ADDRESS },
  ];
  for (const input of senseless) assert.deepEqual(service.handle(input).reply, BAD_REQUEST);
  assert.equal(service.handle(message(FAKE, ADDRESS)).reply.kind, "verdict");
});

test("a state that can't be read is forgotten", () => {
  for (const tab of [5, "x", [], { top: 1 }, { top: { level: "safe" } }]) {
    const { reply } = newService().handle(message(FAKE, ADDRESS, { tab }));
    assert.equal(reply.kind, "verdict");
  }
});

test("strange addresses and texts are answered", () => {
  const service = newService();
  const addresses = [
    "", "x", "about:blank", "file:///etc/hosts", "https://", "https://%zz/", "https://[::1]/", "https://10.0.0.1:8443/x",
    "https://xn--chronopst-9ib.example/", `https://${"a".repeat(5000)}.example/`, "https://а.example/", "https://\uD800.example/",
  ];
  for (const url of addresses) assert.equal(typeof service.handle(message(url, ADDRESS)).reply.kind, "string");
  for (const text of ["\uD800", "\u0000", "\u200b".repeat(40_000), "a".repeat(1_000_000), "é\u0301".repeat(9_999)]) {
    assert.equal(service.handle(message(FAKE, { kind: "judge_page", snapshot: { ...CARD_PAGE, text } })).reply.kind, "verdict");
  }
});

test("hundreds of page views do not fill the memory", () => {
  const service = newService();
  const view = () => service.handle(message(FAKE, { kind: "judge_page", snapshot: CARD_PAGE }));
  for (let round = 0; round < 50; round += 1) view();
  const before = module.initSync().memory.buffer.byteLength;
  for (let round = 0; round < 300; round += 1) view();
  assert.equal(module.initSync().memory.buffer.byteLength, before);
});

test("a new instance can be taken after a trap", async () => {
  const old = module.initSync().memory;
  module.__wbg_reset_state();
  assert.notEqual(module.initSync().memory, old);
  assert.equal(newService().handle(message(FAKE, ADDRESS)).reply.kind, "verdict");
});

test("both browsers get the same engine", () => {
  assert.deepEqual(readFileSync(wasmFile("firefox")), readFileSync(wasmFile("chrome")));
});
