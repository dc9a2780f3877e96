// Safari's copy, which no machine here can run: its background starts and judges with nothing of the
// browser's interfaces but what Safari has, by MDN's tables.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { interfacesOf } from "../lib/interfaces.mjs";

const FOLDER = new URL("../../dist/safari/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", FOLDER), "utf8"));
const VERSION = manifest.browser_specific_settings.safari.strict_min_version;
const FAKE = "https://chronopost-colis-frais.example/suivi";

const browserFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  return url.startsWith("file:") ? new Response(readFileSync(fileURLToPath(url)), { headers: { "content-type": "application/wasm" } }) : browserFetch(input, init);
};

for (const browser of /** @type {const} */ (["safari", "safari_ios"])) {
  test(`${browser}: the background starts, and warns of a fake page`, async (t) => {
    // A module is loaded once: each gets one of its own.
    const folder = mkdtempSync(join(tmpdir(), "vigicolis-safari-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    for (const part of ["background", "wasm", "_locales"]) cpSync(fileURLToPath(new URL(part, FOLDER)), join(folder, part), { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const root = pathToFileURL(`${folder}/`);
    const { chrome, listeners } = interfacesOf(browser, VERSION, { manifest, root, tab: { id: 7, url: FAKE } });
    Object.assign(globalThis, { chrome, location: { protocol: "safari-web-extension:", href: root.href } });
    await import(new URL("background/main.js", root).href);
    const sender = { id: chrome.runtime.id, url: FAKE, frameId: 0, tab: { id: 7, url: FAKE, incognito: false } };
    const reply = await new Promise((resolve) => {
      assert.ok(listeners("runtime.onMessage").some((listen) => listen({ kind: "judge_address" }, sender, resolve) === true), "somebody answers");
    });
    assert.equal(reply.kind, "verdict", JSON.stringify(reply));
    assert.ok(["caution", "danger"].includes(reply.verdict.level), reply.verdict.level);
    assert.equal(reply.verdict.brand.id, "chronopost");
    assert.equal(listeners("menus.onClicked").length, browser === "safari" ? 1 : 0, "a page's menu");
  });
}
