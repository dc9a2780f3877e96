// The background's part in saying what is read, as it is shipped, with a browser of three interfaces.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const event = { addListener() {} };

/** @type {Record<string, unknown>} */
let local = {};
/** @type {string[]} */
let opened = [];

Object.assign(globalThis, {
  location: { protocol: "chrome-extension:" },
  chrome: {
    runtime: { getManifest: () => ({}), getURL: (/** @type {string} */ path) => path },
    tabs: { create: async (/** @type {{ url: string }} */ { url }) => void opened.push(url) },
    storage: {
      onChanged: event,
      managed: { onChanged: event, get: async () => ({}) },
      session: { onChanged: event, get: async () => ({}), set: async () => {}, remove: async () => {} },
      local: {
        onChanged: event,
        get: async (/** @type {string} */ key) => (key in local ? { [key]: local[key] } : {}),
        set: async (/** @type {object} */ values) => void Object.assign(local, structuredClone(values)),
      },
    },
  },
});

// Computed addresses, so that the type check does not need a build.
const at = (/** @type {string} */ path) => new URL(`../../dist/modules/chrome/${path}`, import.meta.url).href;
const { welcome } = await import(at("background/welcome.js"));
const { isOutdated, STATEMENT } = await import(at("shared/disclosure.js"));

beforeEach(() => {
  local = {};
  opened = [];
});

test("an update that reads nothing new opens nothing", async () => {
  for (const disclosure of [undefined, { shown: STATEMENT }, { shown: STATEMENT, understood: STATEMENT }, "broken", null]) {
    local = disclosure === undefined ? {} : { disclosure };
    await welcome({ reason: "update" });
    assert.deepEqual(opened, [], JSON.stringify(disclosure));
  }
});

test("an update with a newer statement opens the welcome page, once, and what was understood before is no consent to it", async () => {
  local = { disclosure: { shown: STATEMENT - 1, understood: STATEMENT - 1 } };
  for (const round of [1, 2]) {
    await welcome({ reason: "update" });
    assert.deepEqual(opened, ["pages/welcome/welcome.html"], `round ${round}`);
  }
  assert.deepEqual(local, { disclosure: { shown: STATEMENT, understood: STATEMENT - 1 } });
});

test("the browser's own update opens nothing", async () => {
  local = { disclosure: { shown: STATEMENT - 1 } };
  await welcome({ reason: "chrome_update" });
  assert.deepEqual(opened, []);
});

test("who was shown an older statement of what is read is shown the new one", () => {
  assert.ok(isOutdated({ shown: STATEMENT }, STATEMENT + 1));
  assert.ok(isOutdated({ shown: STATEMENT, understood: STATEMENT }, STATEMENT + 1));
  assert.ok(!isOutdated({ shown: STATEMENT }));
  assert.ok(!isOutdated({}));
});
