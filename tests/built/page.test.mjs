// dist/page as a host gets it: its files by hash, its policy, its words, and nothing in it that asks anybody else.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { headersFor } from "../lib/page-host.mjs";
import { assertKnownWays, LOADS, WAYS, wordsOf } from "../lib/ways.mjs";
import { NOTICES } from "../tools/notices.mjs";
import { hashOf } from "../tools/phone-page.mjs";
import { checkSizes, pageSize } from "../tools/sizes.mjs";
import { versionOf } from "../tools/workspace.mjs";
import { listFiles } from "../tools/zip.mjs";

const FOLDER = fileURLToPath(new URL("../../dist/page/", import.meta.url));
const files = listFiles(FOLDER);
const read = (/** @type {string} */ file) => readFileSync(join(FOLDER, file), "utf8");
const sumOf = (/** @type {string} */ file, /** @type {"hex" | "base64"} */ form) => createHash("sha256").update(readFileSync(join(FOLDER, file))).digest(form);
const scripts = files.filter((file) => file.endsWith(".js"));
const documents = files.filter((file) => file.endsWith(".html"));
const WORKER = "service-worker.js";
/** What the list of files can't hold: those that are made of it, and what is for the host. */
const UNLISTED = ["_headers", "contents.json", WORKER];

/** Where one stands, how often, and what it asks. */
const KNOWN = [
  { way: "fetch", text: "fetch(host.addressOf(`_locales/${language}/messages.json`))" },
  { way: "fetch", text: 'fetch(host.addressOf("contents.json"))' },
  { way: "fetch", text: "module_or_path = fetch(module_or_path);" },
  { way: "fetch", text: "fetch(addressOf(path), {" },
  { way: "fetch", text: 'worker.addEventListener("fetch", ' },
  { way: "Worker", text: 'new Worker(host.addressOf("pages/popup/qr-worker.js")' },
  { way: "serviceWorker", text: "const { serviceWorker: workers } = navigator;" },
  { way: "serviceWorker", text: 'navigator.serviceWorker.register(host.addressOf("service-worker.js")' },
  { way: "serviceWorker", text: "await navigator.serviceWorker.ready;" },
];

/** What puts into a cache what it asks a server for. */
const CACHING = new Set(["add", "addAll"]);

describe("the list of files", () => {
  const { version, hash, files: listed } = JSON.parse(read("contents.json"));

  test("holds each file with its hash, and they have one together", () => {
    assert.deepEqual(Object.keys(listed), files.filter((file) => !UNLISTED.includes(file)));
    for (const [file, sum] of Object.entries(listed)) assert.equal(sum, sumOf(file, "hex"), file);
    assert.equal(hash, hashOf(listed));
    assert.equal(version, versionOf());
  });

  test("is the worker's, who takes no file of another hash", () => {
    const [, told = ""] = /const FILES = (\{[^]*?\});/.exec(read(WORKER)) ?? [];
    const offline = files.filter((file) => !["_headers", WORKER, NOTICES].includes(file)).toSorted();
    assert.deepEqual(Object.keys(JSON.parse(told)).toSorted(), offline);
    for (const [file, sum] of Object.entries(JSON.parse(told))) assert.equal(sum, `sha256-${sumOf(file, "base64")}`, file);
    assert.match(read(WORKER), /integrity: FILES\[path\]/);
    assert.ok(read(WORKER).includes(`const HASH = "${hash}";`));
  });
});

describe("what it asks", () => {
  test("is its own host for its own files", () => {
    assertKnownWays(scripts.map((file) => ({ file, source: read(file) })), KNOWN);
  });

  test("the worker asks once, for a file of its list, and caches nothing that it was not given", () => {
    const source = read(WORKER);
    assert.equal(wordsOf(source).filter(({ value, after }) => WAYS.has(value) && after === "(").length, 1);
    assert.deepEqual(wordsOf(source).filter(({ value, before }) => CACHING.has(value) && before === "."), []);
    assert.match(source, /const file = \[path, `\$\{path\}\.html`\]\.find\(\(each\) => Object\.hasOwn\(FILES, each\)\);/);
  });

  test("an address is one in the page's own folder", () => {
    for (const file of scripts.filter((each) => read(each).includes("host.addressOf("))) assert.match(read(file), /const addressOf = \(path\) => new URL\(path, FOLDER\)\.href;/, file);
  });

  test("no document or style sheet loads anything from elsewhere", () => {
    const texts = files.filter((file) => /\.(html|css|svg|webmanifest)$/.test(file));
    assert.ok(texts.length > 10);
    for (const file of texts) assert.doesNotMatch(read(file).replaceAll(/xmlns="[^"]+"|<meta http-equiv="Content-Security-Policy" [^>]+>/g, ""), LOADS, file);
  });

  test("nothing of an extension is asked for", () => {
    for (const file of scripts) assert.doesNotMatch(read(file).replaceAll("globalThis.chrome?.i18n?.getMessage", ""), /\b(?:chrome|browser)\./, file);
  });
});

describe("its policy", () => {
  const headers = headersFor(read("_headers"), "/index.html");

  test("allows its own files and nothing else", () => {
    const parts = (headers["Content-Security-Policy"] ?? "").split("; ");
    assert.ok(parts.includes("default-src 'none'") && parts.includes("connect-src 'self'") && parts.includes("form-action 'none'"));
    assert.deepEqual(parts.filter((part) => !/^[a-z-]+ (?:'none'|'self'|'self' 'wasm-unsafe-eval')$/.test(part)), []);
  });

  test("holds in each document, whatever headers a host sends", () => {
    const wanted = headers["Content-Security-Policy"]?.replace("; frame-ancestors 'none'", "");
    assert.equal(documents.length, 4);
    for (const file of documents) {
      const html = read(file);
      assert.ok(html.indexOf(`<meta http-equiv="Content-Security-Policy" content="${wanted}">`) < html.indexOf("<link"), file);
      assert.ok(html.includes(wanted ?? "none"), file);
      assert.doesNotMatch(html, /<script(?! src)|<style|\sstyle=|\son\w+=/, file);
    }
  });

  test("the worker is asked for once a day", () => assert.equal(headersFor(read("_headers"), `/${WORKER}`)["Cache-Control"], "max-age=86400"));
});

test("what is shared is posted, not written into an address", () => {
  const { share_target: target } = JSON.parse(read("manifest.webmanifest"));
  assert.deepEqual([target.method, target.enctype], ["POST", "multipart/form-data"]);
  assert.deepEqual(Object.keys(target.params).toSorted(), ["files", "text", "title", "url"]);
});

test("every document leads to files that are there", () => {
  const named = documents.flatMap((file) => Array.from(read(file).matchAll(/(?:href|src)="([^"#?:]+)"/g), ([, path = ""]) => posix.join(posix.dirname(file), path)));
  assert.ok(named.length > 20, named.join());
  assert.deepEqual(named.filter((path) => !existsSync(join(FOLDER, path))), []);
  const { icons } = JSON.parse(read("manifest.webmanifest"));
  for (const { src } of icons) assert.ok(files.includes(src), src);
});

test("its words are there in every language", () => {
  const keys = (/** @type {string} */ language) => Object.keys(JSON.parse(read(`_locales/${language}/messages.json`)));
  const [first = "", ...others] = Object.keys(LANGUAGES);
  for (const language of others) assert.deepEqual(keys(language), keys(first), language);
  const said = new Set(keys(first));
  const named = [...documents, ...scripts].flatMap((file) => Array.from(read(file).matchAll(/(?:\bsay\(|data-say=)"(\w+)"/g), ([, key = ""]) => key));
  assert.ok(named.length > 50, named.join());
  assert.deepEqual(named.filter((key) => !said.has(key)), []);
});

test("everything together is small", () => checkSizes([pageSize(FOLDER)]));
