// What the manifest may never gain without somebody noticing.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const EXTENSION = new URL("../../extension/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", EXTENSION), "utf8"));

test("asks for no permission beyond those that are explained", () => {
  assert.deepEqual(manifest.permissions, ["activeTab", "contextMenus", "scripting", "sidePanel", "storage"]);
  assert.deepEqual(manifest.host_permissions, ["http://*/*", "https://*/*"]);
  assert.equal(manifest.optional_permissions, undefined);
});

test("shows nothing to pages and takes nothing from them", () => {
  assert.equal(manifest.web_accessible_resources, undefined);
  assert.equal(manifest.externally_connectable, undefined);
  for (const script of manifest.content_scripts) assert.notEqual(script.world, "MAIN");
});

test("its own pages load and reach nothing but the extension's files", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.match(policy, /connect-src 'self'(;|$)/);
  assert.doesNotMatch(policy, /https?:|\*|'unsafe-/);
});

test("loads each content script after those that it names", () => {
  for (const { js } of manifest.content_scripts) {
    const loaded = new Set();
    for (const file of js) {
      const text = readFileSync(new URL(file, EXTENSION), "utf8");
      const named = (/** @type {string} */ what) => new RegExp(`^/\\* ${what} (.*) \\*/$`, "m").exec(text)?.[1]?.split(", ") ?? [];
      for (const name of named("global")) assert.ok(loaded.has(name), `${file} comes before ${name}`);
      for (const name of named("exported")) loaded.add(name);
    }
  }
});

test("names only files that exist", () => {
  const files = [
    ...Object.values(manifest.icons),
    ...Object.values(manifest.action.default_icon),
    manifest.action.default_popup,
    manifest.side_panel.default_path,
    manifest.sidebar_action.default_panel,
    ...Object.values(manifest.sidebar_action.default_icon),
    manifest.options_ui.page,
    manifest.storage.managed_schema,
    manifest.background.service_worker,
    ...manifest.background.scripts,
    ...manifest.content_scripts.flatMap((/** @type {{ js: string[] }} */ { js }) => js),
  ];
  for (const file of files) assert.ok(existsSync(new URL(file, EXTENSION)), file);
});

test("says who made it, where it is at home, and that no data is collected", () => {
  assert.equal(manifest.author, "Vigicolis");
  assert.match(manifest.homepage_url, /^https:\/\/[a-z.]+\/$/);
  // Whoever holds the one holds the other: docs/RELEASING.md.
  assert.ok(manifest.browser_specific_settings.gecko.id.endsWith(`@${new URL(manifest.homepage_url).hostname}`));
  assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ["none"] });
});

test("every key of a policy has a title and a description, and stands in DEPLOYMENT.md", () => {
  const schema = JSON.parse(readFileSync(new URL(manifest.storage.managed_schema, EXTENSION), "utf8"));
  const deployment = readFileSync(new URL("../docs/DEPLOYMENT.md", EXTENSION), "utf8");
  /** @param {any} node @param {string} path */
  const walk = (node, path) => {
    if (path !== "") for (const words of [node.title, node.description]) assert.ok(typeof words === "string" && words.length > 2, `${path}: ${words}`);
    assert.ok(!/[.]$/.test(node.title ?? ""), path);
    for (const [key, inner] of Object.entries(node.properties ?? {})) {
      assert.ok(deployment.includes(`\`${key}\``), key);
      walk(inner, path === "" ? key : `${path}.${key}`);
    }
    if (node.items) walk(node.items, `${path}[]`);
  };
  walk(schema, "");
});
