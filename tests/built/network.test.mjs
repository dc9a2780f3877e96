// The package holds no way to ask anybody but its own files: what could is named here, place by place.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertKnownWays, LOADS, WAYS, wordsOf } from "../lib/ways.mjs";
import { listFiles } from "../tools/zip.mjs";

/** Where one stands, how often, and what it asks. */
const KNOWN = [
  { way: "fetch", text: "fetch(host.addressOf(`_locales/${language}/messages.json`))" },
  { way: "fetch", text: "module_or_path = fetch(module_or_path);" },
  { way: "Worker", text: "new Worker(host.addressOf(\"pages/popup/qr-worker.js\")" },
];

/** Where pages are warned of. */
const OF_WARNINGS = { way: "fetch", text: "fetch(host.addressOf(`${WARNINGS}/${language}.json`))" };
const OWN_FOLDER = 'const WARNINGS = "shared/warnings"';

/** What `host.addressOf` gives in an extension: the address of a file of its own. */
const OWN_ADDRESS = "addressOf: (path) => chrome.runtime.getURL(path)";

for (const browser of ["chrome", "firefox", "thunderbird"]) {
  describe(browser, () => {
    const folder = fileURLToPath(new URL(`../../dist/${browser}/`, import.meta.url));
    const files = listFiles(folder);
    const read = (/** @type {string} */ file) => readFileSync(folder + file, "utf8");
    const scripts = files.filter((file) => file.endsWith(".js"));

    test("no packed script can ask anybody but the extension's own files", () => {
      assert.ok(scripts.length > 10);
      const sources = scripts.map((file) => ({ file, source: read(file) }));
      assertKnownWays(sources, browser === "thunderbird" ? KNOWN : [...KNOWN, OF_WARNINGS]);
      for (const { file, source } of sources.filter((each) => each.source.includes("host.addressOf("))) assert.ok(source.includes(OWN_ADDRESS), file);
      for (const { file, source } of sources.filter((each) => each.source.includes("${WARNINGS}"))) assert.ok(source.includes(OWN_FOLDER), file);
    });

    test("every packed script imports files of the package alone", () => {
      for (const file of scripts) {
        for (const [, from = ""] of read(file).matchAll(/(?:^|[\s;}])(?:import|from)\s*["']([^"']+)["']/g)) {
          assert.ok(/^\.{1,2}\//.test(from) && files.includes(posix.join(posix.dirname(file), from)), `${file}: ${from}`);
        }
        const computed = wordsOf(read(file)).filter(({ value, after }) => value === "import" && after === "(");
        assert.deepEqual(computed, [], `${file} imports what it computes`);
      }
    });

    test("no packed page or style sheet loads anything from elsewhere", () => {
      const texts = files.filter((file) => /\.(html|css|svg)$/.test(file));
      assert.ok(texts.length > (browser === "thunderbird" ? 10 : 20));
      for (const file of texts) assert.doesNotMatch(read(file).replaceAll('xmlns="http://www.w3.org/2000/svg"', ""), LOADS, file);
    });
  });
}

test("a planted way is found", () => {
  for (const planted of ['fetch("https://x.example/")', 'navigator.sendBeacon("/")', 'globalThis["WebSocket"]', "new window.XMLHttpRequest()"]) {
    assert.equal(wordsOf(planted).filter(({ value }) => WAYS.has(value)).length, 1, planted);
  }
});
