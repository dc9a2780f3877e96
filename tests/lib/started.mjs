// A built background that runs here, with nothing of a browser's interfaces but what its tables say.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { interfacesOf } from "./interfaces.mjs";

/**
 * @typedef {object} Started
 * @property {any} chrome what the background has of the browser
 * @property {(event: string) => import("./interfaces.mjs").Listener[]} listeners
 * @property {(message: object, sender?: object) => Promise<any>} ask sends a message, as the tab's top page where nothing else is said
 */

const TAB = 7;

/**
 * Starts the background of a folder of `dist`.
 * @param {import("node:test").TestContext} t
 * @param {string} dist
 * @param {import("../tools/supported.mjs").Browser} browser
 * @param {string} url of the tab's page
 * @returns {Promise<Started>}
 */
export async function startBackground(t, dist, browser, url) {
  const source = new URL(`../../dist/${dist}/`, import.meta.url);
  const manifest = JSON.parse(readFileSync(new URL("manifest.json", source), "utf8"));
  const version = manifest.browser_specific_settings?.safari.strict_min_version ?? manifest.minimum_chrome_version;
  // A module is loaded once: each gets one of its own.
  const folder = mkdtempSync(join(tmpdir(), "vigicolis-background-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ["background", "wasm", "_locales"]) cpSync(fileURLToPath(new URL(part, source)), join(folder, part), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const root = pathToFileURL(`${folder}/`);
  const { chrome, listeners } = interfacesOf(browser, version, { manifest, root, tab: { id: TAB, url } });
  const { fetch } = globalThis;
  t.after(() => void (globalThis.fetch = fetch));
  globalThis.fetch = async (input, init) => {
    const from = String(input instanceof Request ? input.url : input);
    return from.startsWith("file:") ? new Response(readFileSync(fileURLToPath(from)), { headers: { "content-type": "application/wasm" } }) : fetch(input, init);
  };
  Object.assign(globalThis, { chrome, location: { protocol: root.protocol, href: root.href } });
  await import(new URL("background/main.js", root).href);
  const page = { id: chrome.runtime.id, url, frameId: 0, tab: { id: TAB, url, incognito: false } };
  const ask = (/** @type {object} */ message, sender = {}) => new Promise((resolve) => {
    assert.ok(listeners("runtime.onMessage").some((listen) => listen(message, { ...page, ...sender }, resolve) === true), "somebody answers");
  });
  return { chrome, listeners, ask };
}
