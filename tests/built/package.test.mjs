// dist/ as a browser or a store gets it: manifests, files, zips.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32, inflateRawSync } from "node:zlib";

import { joinedManifest } from "../tools/join-modules.mjs";
import { deriveManifest } from "../tools/manifest.mjs";
import { NOTICES, noticesOf, wasmCrates } from "../tools/notices.mjs";
import { cargoHome, placesOf } from "../tools/places.mjs";
import { checkSizes, sizesOf } from "../tools/sizes.mjs";
import { sourceFiles, sourceZip } from "../tools/source.mjs";
import { withoutComments, withoutIndentation } from "../tools/strip-comments.mjs";
import { ROOT } from "../tools/workspace.mjs";
import { listFiles, zip } from "../tools/zip.mjs";

const dist = (/** @type {string} */ browser) => fileURLToPath(new URL(`../../dist/${browser}`, import.meta.url));
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const SOURCE = read("extension/manifest.json");
/** What each folder has of its own: the source of its manifest, its background, who loads the reader of QR codes, where the notices are linked. */
const OWN = {
  chrome: { source: SOURCE, background: "background/main.js", boxes: ["pages/box/box.js", "pages/popup/popup.js"], notices: "pages/options/options.html" },
  firefox: { source: SOURCE, background: "background/main.js", boxes: ["pages/box/box.js", "pages/popup/popup.js"], notices: "pages/options/options.html" },
  safari: { source: SOURCE, background: "background/main.js", boxes: ["pages/box/box.js", "pages/popup/popup.js"], notices: "pages/options/options.html" },
  thunderbird: {
    source: read("extension/thunderbird/manifest.json"),
    background: "thunderbird/background/main.js",
    boxes: ["pages/box/box.js", "thunderbird/pages/popup/popup.js"],
    notices: "thunderbird/pages/welcome/welcome.html",
  },
};

/**
 * @param {Buffer} archive
 * @returns {Map<string, Buffer>} as an unpacker reads it: from the directory at the end
 */
function unzip(archive) {
  const end = archive.length - 22;
  assert.equal(archive.readUInt32LE(end), 0x06054b50);
  const files = new Map();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    assert.equal(archive.readUInt32LE(local), 0x04034b50);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    assert.equal(crc32(content), archive.readUInt32LE(at + 16));
    files.set(name, content);
    at += 46 + nameLength;
  }
  return files;
}

/**
 * @param {unknown} value
 * @returns {string[]} every string of a manifest that names a file of the extension
 */
function namedFiles(value) {
  if (typeof value === "string") return /^[\w/-]+\.(js|html|png|svg|css)$/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(namedFiles) : [];
}

for (const browser of /** @type {const} */ (["chrome", "firefox", "safari", "thunderbird"])) {
  const { source, background, boxes, notices } = OWN[browser];

  describe(browser, () => {
    const manifest = JSON.parse(readFileSync(join(dist(browser), "manifest.json"), "utf8"));

    test("the manifest is derived from the one source", () => {
      const derived = deriveManifest(source, browser, manifest.version);
      assert.deepEqual(manifest, browser === "thunderbird" ? derived : joinedManifest(derived));
    });

    test("every file that the manifest names is there", () => {
      const named = namedFiles(manifest);
      assert.ok(named.length > 5, named.join());
      assert.deepEqual(named.filter((file) => !existsSync(join(dist(browser), file))), []);
    });

    test("three wasm are shipped, for pages, for questions and for QR codes, and nothing is too large", () => {
      const wasm = listFiles(dist(browser)).filter((file) => file.endsWith(".wasm"));
      assert.deepEqual(wasm, ["wasm/vigicolis_bg.wasm", "wasm/vigicolis_desk_bg.wasm", "wasm/vigicolis_qr_bg.wasm"]);
      for (const file of wasm) assert.ok(WebAssembly.validate(readFileSync(join(dist(browser), file))), file);
      checkSizes(sizesOf(dist(browser)));
    });

    test("only the popup's reader names the reader of QR codes", () => {
      const sources = listFiles(dist(browser)).filter((file) => /\.(js|html)$/.test(file) && !file.startsWith("wasm/"));
      const naming = (/** @type {string} */ word) => sources.filter((file) => readFileSync(join(dist(browser), file), "utf8").includes(word));
      assert.deepEqual(naming("vigicolis_qr"), ["pages/popup/qr-worker.js"]);
      assert.deepEqual(naming("qr-worker.js"), boxes);
    });

    test("the modules of the background, of a page, of a worker are one file", () => {
      const sources = listFiles(dist(browser)).filter((file) => file.endsWith(".js"));
      assert.deepEqual(sources.filter((file) => /^(import|export) .*"/m.test(readFileSync(join(dist(browser), file), "utf8"))), []);
      assert.deepEqual(sources.filter((file) => /^((thunderbird\/)?background|shared|wasm)\//.test(file)), [background]);
    });

    test("every page leads to pages that are there", () => {
      const pages = listFiles(dist(browser)).filter((file) => file.endsWith(".html"));
      const named = pages.flatMap((page) => Array.from(readFileSync(join(dist(browser), page), "utf8").matchAll(/(?:href|src)="([^"#?:]+)/g), ([, path = ""]) => join(page, "..", path)));
      assert.ok(named.length > 20, named.join());
      assert.deepEqual(named.filter((file) => !existsSync(join(dist(browser), file))), []);
      // Those that scripts lead to: `pageAbout("report")`, `getURL("pages/help/help.html")`.
      const scripts = listFiles(dist(browser)).filter((file) => file.endsWith(".js")).map((file) => readFileSync(join(dist(browser), file), "utf8"));
      const led = scripts.flatMap((text) => Array.from(text.matchAll(/pageAbout\("([\w-]+)"|"((?:thunderbird\/)?pages\/[\w/-]+\.html)/g), ([, page, path]) => path ?? `pages/${page}/${page}.html`));
      assert.deepEqual(led.filter((file) => !existsSync(join(dist(browser), file))), []);
    });

    test("every script is one that something names", () => {
      const texts = listFiles(dist(browser)).filter((file) => /\.(js|json|html)$/.test(file) && !file.startsWith("_locales/")).map((file) => ({ file, text: readFileSync(join(dist(browser), file), "utf8") }));
      const isNamed = (/** @type {string} */ script) => texts.some(({ file, text }) => file !== script && text.includes(script.slice(script.lastIndexOf("/") + 1)));
      assert.deepEqual(texts.filter(({ file }) => file.endsWith(".js") && !isNamed(file)).map(({ file }) => file), []);
    });

    test("nothing is shipped that no browser reads", () => {
      const shipped = /\.(js|json|html|css|png|svg|wasm)$/;
      const odd = listFiles(dist(browser)).filter((file) => !shipped.test(file) && file !== NOTICES);
      assert.deepEqual(odd, []);
    });

    test("no script carries a comment, no content script indentation", () => {
      const scripts = listFiles(dist(browser)).filter((file) => file.endsWith(".js"));
      const text = (/** @type {string} */ file) => readFileSync(join(dist(browser), file), "utf8");
      assert.deepEqual(scripts.filter((file) => withoutComments(text(file)) !== text(file)), []);
      assert.deepEqual(scripts.filter((file) => file.startsWith("content/") && withoutIndentation(text(file)) !== text(file)), []);
    });

    test("it says whose work it holds, and a page leads there", () => {
      const text = readFileSync(join(dist(browser), NOTICES), "utf8");
      assert.equal(text, noticesOf(wasmCrates()));
      for (const name of ["serde_core", "rqrr", "url", "wasm-bindgen", "icu_normalizer"]) assert.match(text, new RegExp(`^- ${name} \\d[^:]*: .+$`, "m"));
      for (const words of ["Permission is hereby granted", "UNICODE LICENSE V3", "The Rust Project", "Public Suffix List"]) assert.ok(text.includes(words), words);
      assert.ok(readFileSync(join(dist(browser), notices), "utf8").includes(`${NOTICES}"`));
    });

    test("nothing names a folder of the machine that built it", () => {
      const { root, target, registries, compiler } = placesOf();
      // A system's own compiler is at the same place on all of them.
      const folders = [root, target, cargoHome(), ...registries, ...[compiler.sysroot, homedir()].filter((folder) => !["/", "/usr"].includes(folder)).map((folder) => `${folder}/`)];
      const naming = listFiles(dist(browser)).flatMap((file) => {
        const content = readFileSync(join(dist(browser), file));
        return folders.filter((folder) => content.includes(folder)).map((folder) => `${file}: ${folder}`);
      });
      assert.deepEqual(naming, []);
      // It is looked for where paths are: panics name their file.
      assert.ok(readFileSync(join(dist(browser), "wasm/vigicolis_bg.wasm")).includes("/crates/url-"));
    });

    test("its zip holds the folder and is the same each time", () => {
      const archive = zip(dist(browser));
      assert.deepEqual(zip(dist(browser)), archive);
      const files = unzip(archive);
      assert.deepEqual([...files.keys()], listFiles(dist(browser)));
      for (const [name, content] of files) assert.deepEqual(content, readFileSync(join(dist(browser), name)), name);
    });
  });
}

test("the source's zip holds the repository's files and what Mozilla's builder looks for, the same each time", () => {
  const archive = sourceZip();
  assert.deepEqual(sourceZip(), archive);
  const files = unzip(archive);
  assert.deepEqual([...files.keys()], [...sourceFiles(), "package.json"].sort((a, b) => (a < b ? -1 : 1)));
  for (const name of ["build.sh", "Cargo.lock", "tests/package-lock.json", "rust-toolchain.toml", "docs/REVIEWERS.md"]) assert.deepEqual(files.get(name), readFileSync(join(ROOT, name)), name);
  assert.equal(JSON.parse(String(files.get("package.json"))).scripts["build-for-amo"], "bash build.sh package");
  assert.deepEqual([...files.keys()].filter((name) => /(^|\/)(node_modules|target|dist|\.git)\//.test(name)), []);
});

test("each browser's copy lacks the other's keys", () => {
  const chrome = /** @type {any} */ (deriveManifest(SOURCE, "chrome", "1.2.3"));
  const firefox = /** @type {any} */ (deriveManifest(SOURCE, "firefox", "1.2.3"));
  assert.equal(chrome.version, "1.2.3");
  assert.ok(chrome.background.service_worker && !chrome.background.scripts && !chrome.browser_specific_settings);
  assert.ok(chrome.side_panel && chrome.permissions.includes("sidePanel") && !chrome.sidebar_action);
  assert.ok(chrome.permissions.includes("scripting") && !firefox.permissions.includes("scripting"));
  assert.ok(firefox.sidebar_action && !firefox.side_panel && !firefox.permissions.includes("sidePanel"));
  assert.ok(firefox.background.scripts && !firefox.background.service_worker && !firefox.minimum_chrome_version);
});

test("a manifest that lacks what is to be left out is refused", () => {
  assert.throws(() => deriveManifest({ background: {} }, "chrome", "1.0.0"), /no background\.scripts/);
  assert.throws(() => deriveManifest({ ...SOURCE, permissions: [] }, "firefox", "1.0.0"), /no permissions\.sidePanel/);
  assert.throws(() => deriveManifest(SOURCE, "opera", "1.0.0"), /no browser 'opera'/);
  assert.throws(() => deriveManifest(SOURCE, "chrome", "1.0.0-beta"), /no version/);
});
