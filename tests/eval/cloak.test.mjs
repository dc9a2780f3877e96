import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { load } from "cheerio";
import { EDITS, TRIED } from "./cloak-edits.mjs";
import { cloakFigures } from "./cloak-figures.mjs";
import { editPage, lot, ownName } from "./cloak-page.mjs";
import { sample } from "./cloak.mjs";
import { shuffledFont } from "./shuffled-font.mjs";

const URL = "https://sofelu.example/";
const BRAND = ["chronopost", "chronopost france"];
const PAGE = `<!doctype html><html lang="fr"><head><title>Chronopost - Paiement</title><meta property="og:site_name" content="Chronopost"><style>p{margin:0}</style></head><body>
<header><img src="/logo.png" alt="Chronopost"></header>
<h1>Votre colis attend</h1><p>Le colis <b>XY 12</b> de Chronopost France est retenu : il manque 1,99 &euro; de frais.</p><p hidden>Carte refusée</p>
<form action="/pay"><label for="a">Numéro de carte</label><input id="a" name="card" autocomplete="cc-number" placeholder="0000 0000">
<div><span>Cryptogramme</span></div><div><input name="cvv" title="CVV"></div><input type="submit" value="Payer"></form>
<footer>&copy; 2026 <b>Chronopost</b></footer></body></html>`;

/**
 * @param {string} html
 * @param {...string} ids
 */
function edit(html, ...ids) {
  return editPage(Buffer.from(html), { url: URL, brand: BRAND, edits: EDITS.filter(({ id }) => ids.includes(id)) });
}

/**
 * What a visitor reads, without spaces: pictures and frames with their words, letters as they are drawn.
 * @param {import("./cloak-page.mjs").EditedPage} page
 * @returns {string}
 */
function seen({ html, files }) {
  const $ = load(html);
  const font = /data:font\/ttf;base64,([^)]+)/.exec($("style").text())?.[1];
  const read = font ? drawnBy(Buffer.from(font, "base64")) : (/** @type {string} */ text) => text;
  $("[hidden], [style*='opacity:0'], [style*='font-size:0'], style, script, noscript, template, svg title").remove();
  for (const row of $("[style*='inline-flex']")) {
    const place = (/** @type {import("domhandler").Element} */ word) => Number(/order:([0-9]+)/.exec($(word).attr("style") ?? "")?.[1]);
    $(row).append($(row).children().toArray().sort((one, other) => place(one) - place(other)));
  }
  for (const field of $("input[placeholder], input[type=submit]")) $(field).before($(field).attr("placeholder") ?? $(field).attr("value") ?? "");
  const fileOf = (/** @type {import("domhandler").Element} */ node) => files.get(($(node).attr("src") ?? "").replace(URL, "/"))?.body ?? "";
  for (const image of $("img")) {
    const [, data] = /^data:image\/svg\+xml,(.*)/.exec($(image).attr("src") ?? "") ?? [];
    $(image).replaceWith($("<u>").text(load(data === undefined ? fileOf(image) : decodeURIComponent(data))("text").text()));
  }
  for (const frame of $("iframe.whole")) $(frame).replaceWith($("<u>").text(seen({ html: fileOf(frame), files, changed: true })));
  return read($("body").text()).replace(/[\s\u00ad\u200b]/g, "");
}

/**
 * @param {Buffer} font
 * @returns {(text: string) => string} what its letters look like
 */
function drawnBy(font) {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const plain = outlines(shuffledFont(new Map(letters.map((letter) => [letter, letter]))));
  const drawn = outlines(font);
  return (text) => text.replace(/[a-z]/gi, (letter) => {
    const like = letters.find((one) => plain.get(one)?.equals(drawn.get(letter) ?? Buffer.alloc(0))) ?? "?";
    return letter === letter.toLowerCase() ? like : like.toUpperCase();
  });
}

/**
 * @param {Buffer} font
 * @returns {Map<string, Buffer>} the outline of each letter
 */
function outlines(font) {
  const tables = new Map(Array.from({ length: font.readUInt16BE(4) }, (_, at) => {
    const entry = font.subarray(12 + 16 * at, 28 + 16 * at);
    return /** @type {const} */ ([entry.toString("latin1", 0, 4), font.subarray(entry.readUInt32BE(8), entry.readUInt32BE(8) + entry.readUInt32BE(12))]);
  }));
  const table = (/** @type {string} */ name) => tables.get(name) ?? Buffer.alloc(0);
  const segments = table("cmap").readUInt16BE(18) / 2;
  return new Map(Array.from({ length: segments - 1 }, (_, at) => {
    const code = table("cmap").readUInt16BE(26 + 2 * at);
    const glyph = (code + table("cmap").readUInt16BE(28 + 4 * segments + 2 * at)) & 0xffff;
    return /** @type {const} */ ([String.fromCharCode(code), table("glyf").subarray(table("loca").readUInt32BE(4 * glyph), table("loca").readUInt32BE(4 * glyph + 4))]);
  }));
}

const STORY = "VotrecolisattendLecolisXY12deChronopostFranceestretenu:ilmanque1,99€defrais.";
const FORM = "Numérodecarte00000000CryptogrammePayer";
const FOOTER = "©2026Chronopost";

/** What a visitor reads after an edit, where it isn't just what stood there before. */
const OTHERWISE = /** @type {Record<string, string>} */ ({
  "no-copyright": STORY + FORM,
  "brand-in-file": `chronopost${STORY.replace("ChronopostFrance", "")}${FORM}©2026`,
  "brand-in-alt": `chronopost${STORY.replace("ChronopostFrance", "")}${FORM}©2026`,
  "story-in-frame": STORY + FOOTER + FORM,
});

describe("each edit leaves the story to a visitor", () => {
  assert.equal(seen(edit(PAGE)), STORY + FORM + FOOTER);
  for (const { id } of EDITS) {
    test(id, () => {
      const edited = edit(PAGE, id);
      assert.ok(edited.changed);
      assert.equal(seen(edited), OTHERWISE[id] ?? STORY + FORM + FOOTER);
    });
  }

  test("on other pages, too", () => {
    const fixtures = new globalThis.URL("../pages/fake/", import.meta.url);
    const kept = EDITS.map(({ id }) => id).filter((id) => !(id in OTHERWISE));
    for (const file of readdirSync(fixtures).filter((name) => name.endsWith(".html"))) {
      const html = readFileSync(new globalThis.URL(file, fixtures), "utf8");
      const unedited = seen(edit(html));
      for (const id of kept) assert.equal(seen(edit(html, id)), unedited, `${file}: ${id}`);
    }
  });

  test("three of them", () => {
    assert.equal(seen(edit(PAGE, "noise-letters", "pictured-labels", "form-in-frame")), STORY + FORM + FOOTER);
  });
});

describe("each edit changes what it says", () => {
  const $ = (/** @type {string} */ id) => load(edit(PAGE, id).html);
  /** @type {Record<string, () => unknown>} */
  const checks = {
    "own-meta": () => assert.equal($("own-meta")("meta[name=description]").attr("content"), "Sofelu"),
    "own-hidden": () => assert.equal($("own-hidden")("h1").first().text(), "Sofelu"),
    "neutral-title": () => {
      assert.equal($("neutral-title")("title").text(), "Service");
      assert.equal($("neutral-title")("meta").length, 0);
    },
    "no-copyright": () => assert.doesNotMatch($("no-copyright")("body").text(), /©|Chronopost$/),
    "brand-in-file": () => {
      assert.doesNotMatch(edit(PAGE, "brand-in-file").html.replace("/img/chronopost-logo.svg", ""), /chronopost/i);
      assert.ok(edit(PAGE, "brand-in-file").files.has("/img/chronopost-logo.svg"));
    },
    "brand-in-alt": () => assert.deepEqual(edit(PAGE, "brand-in-alt").html.match(/\S*chronopost\S*/gi), ['alt="chronopost"']),
    "hidden-article": () => {
      assert.equal($("hidden-article")("div[style] a").length, 85);
      assert.ok($("hidden-article")("div[style]").text().length > 10_000);
    },
    "hidden-rivals": () => assert.doesNotMatch($("hidden-rivals")("ul").text(), /chronopost/i),
    "hidden-breaks": () => assert.match(edit(PAGE, "hidden-breaks").html, /col<br hidden="">is/),
    "soft-hyphens": () => assert.match(edit(PAGE, "soft-hyphens").html, /col\u00ad\u200bis/),
    "noise-letters": () => assert.match($("noise-letters")("p").text(), /colxis/),
    "letter-blocks": () => assert.match(edit(PAGE, "letter-blocks").html, /<div style="display:inline-block">L<\/div><div/),
    "word-order": () => assert.doesNotMatch($("word-order")("body").text(), /colis attend/),
    "shuffled-alphabet": () => assert.doesNotMatch($("shuffled-alphabet")("body").text(), /colis|carte|frais/),
    "editable-body": () => assert.equal($("editable-body")("body").attr("contenteditable"), "true"),
    "mute-fields": () => assert.equal($("mute-fields")("input[name], input[id], input[title]").length, 0),
    "pictured-labels": () => assert.doesNotMatch(edit(PAGE, "pictured-labels").html.replace(/data:[^"]*/g, ""), /carte<|0000|Crypto|cvv|cc-number/),
    "late-form": () => assert.match($("late-form")("style").text(), /\.late\{visibility:hidden/),
    "form-in-frame": () => assert.equal($("form-in-frame")("input").length, 0),
    "story-in-frame": () => assert.doesNotMatch($("story-in-frame")("body").text(), /colis/),
  };
  for (const { id } of EDITS) {
    const check = checks[id] ?? assert.fail;
    test(id, () => void check());
  }
});

test("ids are there once; a combination names edits there are, in their order", () => {
  const ids = EDITS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const together of TRIED) assert.deepEqual(ids.filter((id) => together.includes(id)), together);
});

test("an edit without anything to change says so, and the same edit gives the same page", () => {
  assert.equal(edit("<p>Bonjour", "mute-fields").changed, false);
  assert.equal(edit(PAGE, "shuffled-alphabet", "pictured-labels").html, edit(PAGE, "shuffled-alphabet", "pictured-labels").html);
});

test("a site is called by the longest part of its host", () => {
  assert.equal(ownName("www.sofelu.co.example"), "Sofelu");
  assert.equal(ownName("localhost"), "Localhost");
});

test("a sample takes from each kit by turns, the smaller is part of the larger", () => {
  const row = (/** @type {number} */ at) => ({ path: `p${at}`, kind: "phish-carrier", url: URL, url_origin: "neutral", brand: "", step: "card", source: at < 8 ? "large" : "small" });
  const rows = Array.from({ length: 10 }, (_, at) => row(at));
  const four = sample(rows, 4, ({ source }) => source);
  assert.deepEqual(four.map(({ source }) => source).sort(), ["large", "large", "small", "small"]);
  assert.deepEqual(sample(rows, 6, ({ source }) => source).slice(0, 4), four);
  assert.ok(lot("a") !== lot("b") && lot("a") === lot("a"));
});

test("only what was warned counts for fakes, only what was clear for honest pages", () => {
  const result = (/** @type {string} */ path, /** @type {string} */ kind, /** @type {string} */ level, /** @type {string[]} */ edits = []) =>
    ({ path, url: `https://${path}.example/`, kind, url_origin: "neutral", step: "card", source: "kit", level, brand: null, reasons: [], edits });
  const figures = cloakFigures([
    result("a", "phish-carrier", "danger"), result("a", "phish-carrier", "clear", ["own-meta"]),
    result("b", "phish-carrier", "caution"), result("b", "phish-carrier", "caution", ["own-meta"]), result("b", "phish-carrier", "error", ["own-hidden"]),
    result("c", "phish-carrier", "clear"), result("c", "phish-carrier", "clear", ["own-meta"]),
    result("d", "benign-other", "clear"), result("d", "benign-other", "caution", ["own-meta"]),
  ], EDITS);
  const counts = (/** @type {string} */ id) => figures.filter((figure) => figure.id === id).map(({ hits, total }) => `${hits} of ${total}`).join();
  assert.equal(counts("cloak.own-meta.cleared"), "1 of 2");
  assert.equal(counts("cloak.own-meta.danger"), "1 of 1");
  assert.equal(counts("cloak.own-hidden.cleared"), "0 of 0");
  assert.equal(counts("cloak.unedited"), "2 of 3");
  assert.equal(counts("cloak.single.worst"), "1 of 2");
  assert.equal(counts("cloak.single.any"), "1 of 2");
  assert.equal(counts("cloak.honest.own-meta"), "1 of 1");
  assert.equal(counts("cloak.error"), "1 of 9");
});
