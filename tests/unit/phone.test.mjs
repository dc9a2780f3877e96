// The page for phones: what is made of a share, which words it takes along, what its documents and its host get.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readShare } from "../../extension/phone/shares.js";
import { headersFor } from "../lib/page-host.mjs";
import { withWordsOf } from "../tools/page-words.mjs";
import { hashOf, pageDocument } from "../tools/phone-page.mjs";

describe("a share", () => {
  /** @param {Record<string, string>} fields */
  function textOf(fields) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return readShare(form).text;
  }

  for (const [what, fields, text] of /** @type {const} */ ([
    ["is one message, in its order", { url: "https://x.example/", text: "Votre colis", title: "SMS" }, "SMS\nVotre colis\nhttps://x.example/"],
    ["says nothing twice", { title: "https://x.example/", text: "Votre colis : https://x.example/", url: "https://x.example/" }, "Votre colis : https://x.example/"],
    ["that repeats itself is read once", { title: "Colis", text: "Colis", url: "Colis" }, "Colis"],
    ["of a link alone is the link", { text: " https://x.example/ " }, "https://x.example/"],
    ["of nothing is nothing", { title: "", other: "x" }, ""],
  ])) test(what, () => assert.equal(textOf(fields), text));

  test("brings its pictures, and no empty one", () => {
    const form = new FormData();
    form.append("files", new File(["x"], "one.png"));
    form.append("files", new File([], "empty.png"));
    form.append("files", "a text");
    assert.deepEqual(readShare(form).files.map(({ name }) => name), ["one.png"]);
  });
});

test("of all words those are kept that can be said", () => {
  const message = { message: "x", description: "for translators", placeholders: { a: { content: "$1" } } };
  const all = Object.fromEntries(["why", "help_title", "help_title_easy", "step_a_how", "step_a", "options_language", "shield_title", "learn_x"].map((key) => [key, message]));
  const script = 'say("why"); say(`step_${id}`); const KEY = "options_language"; say(`${name}_how`); // shield_title';
  const kept = withWordsOf([script, '<p data-say="help_title"></p>'], all);
  assert.deepEqual(Object.keys(kept).toSorted(), ["help_title", "options_language", "step_a", "step_a_how", "why"]);
  assert.deepEqual(kept["why"], { message: "x", placeholders: message.placeholders });
});

describe("a document", () => {
  const html = '<head>\n  <title>x</title>\n</head>\n<body>\n  <main></main>\n    <footer data-of="extension">\n  <a href="../demo.html"></a>\n</footer>\n</body>';

  test("is bound by the policy, leads back, and to nothing that is not there", () => {
    const made = pageDocument(html, "../../");
    assert.match(made, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; [^"]+">\n[^]*<title>/);
    assert.match(made, /<link rel="manifest" href="\.\.\/\.\.\/manifest\.webmanifest">/);
    assert.match(made, /<body>\n {4}<nav class="back"><a href="\.\.\/\.\.\/"/);
    assert.doesNotMatch(made, /footer|demo/);
  });
  test("where all begins leads back to nothing", () => assert.doesNotMatch(pageDocument(html, ""), /back/));
});

test("the hash is that of the list that sha256sum makes", () => {
  assert.equal(hashOf({ a: "1", b: "2" }), "8d711146c07b0092609ee8aa24647b11f96dab70254b0b11505acc5c8cbcd31a");
});

test("a file gets the headers of each line that holds for it", () => {
  const lines = "/*\n  A: 1\n  B: x: y\n/one.js\n  C: 3\n";
  assert.deepEqual(headersFor(lines, "/two.js"), { A: "1", B: "x: y" });
  assert.deepEqual(headersFor(lines, "/one.js"), { A: "1", B: "x: y", C: "3" });
});
