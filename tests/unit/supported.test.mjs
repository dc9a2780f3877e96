// What is said of browsers that are not here to be tried.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lackingKeys, lackingUses } from "../tools/supported.mjs";

test("a use of what the browser lacks is found, by its longest name", () => {
  const code = "chrome.omnibox.onInputStarted.addListener(() => 0); chrome.windows.create({}); chrome.tabs.create({});";
  assert.deepEqual(lackingUses(code, "safari", "26.0"), ["omnibox"]);
  assert.deepEqual(lackingUses(code, "safari_ios", "26.0"), ["omnibox", "windows.create"]);
  assert.deepEqual(lackingUses(code, "edge", "123"), []);
});

test("an interface is lacking before the version that brought it, and in a class, a promise or a default as well", () => {
  const code = "class A { b = () => Promise.all([(x = chrome.dom.openOrClosedShadowRoot(y)) => x]); }";
  assert.deepEqual(lackingUses(code, "safari", "18.4"), ["dom"]);
  assert.deepEqual(lackingUses(code, "safari", "26.0"), []);
});

test("to ask whether it is there is no use", () => {
  for (const code of ["chrome.omnibox?.onInputStarted.addListener(f)", "const { omnibox } = chrome", "const box = chrome.omnibox", "chrome.action.getUserSettings?.()", "if (chrome.sidePanel) f()", "page.chrome.omnibox.x()"]) {
    assert.deepEqual(lackingUses(code, "safari", "26.0"), [], code);
  }
  assert.deepEqual(lackingUses("chrome.action.getUserSettings()", "safari", "26.0"), ["action.getUserSettings"]);
});

test("keys, values and permissions of a manifest that the browser does not know are named", () => {
  const manifest = { name: "x", omnibox: { keyword: "x" }, background: { scripts: ["x.js"], type: "module" }, incognito: "split", permissions: ["storage", "sidePanel"], invented: 1, content_scripts: [{ js: ["x"], include_globs: ["*"] }] };
  assert.deepEqual(lackingKeys(manifest, "safari", "26.0"), ["omnibox", "incognito.split", "permissions.sidePanel", "invented", "content_scripts.include_globs"]);
  assert.deepEqual(lackingKeys({ background: { type: "module" } }, "safari", "16.0"), ["background.type"]);
});
