// A lock that can't be read is shut, and says so.
import assert from "node:assert/strict";
import { test } from "node:test";

/** What the browser keeps; null where it reads nothing. @type {Record<string, unknown> | null} */
let kept = {};
let writes = 0;

const storage = {
  local: {
    get: async (/** @type {string} */ key) => {
      if (!kept) throw new Error("the database can't be opened");
      return key in kept ? { [key]: kept[key] } : {};
    },
    set: async (/** @type {Record<string, unknown>} */ entries) => {
      writes += 1;
      Object.assign(kept ?? assert.fail(), entries);
    },
    remove: async (/** @type {string} */ key) => {
      writes += 1;
      delete (kept ?? assert.fail())[key];
    },
  },
};
Object.assign(globalThis, { chrome: { runtime: { getManifest: () => ({}) }, storage } });

const { changeLock, isLocked, readLock, tryCode } = await import("../../extension/background/lock.js");

test("where no code was set, the way is open", async () => {
  kept = {};
  assert.equal(await isLocked(), false);
  assert.deepEqual(await tryCode(""), { kind: "lock", isSet: false, problem: null });
});

test("where the browser can't read what it keeps, no code opens the way, and that is said", async () => {
  kept = null;
  writes = 0;
  assert.equal(await isLocked(), true);
  assert.deepEqual(await readLock(), { kind: "lock", isSet: true, problem: "unread" });
  for (const code of ["", "4711"]) assert.deepEqual(await tryCode(code), { kind: "lock", isSet: true, problem: "unread" });
  assert.deepEqual(await changeLock("4711", null), { kind: "lock", isSet: true, problem: "unread" });
  assert.equal(writes, 0);
});

test("nor where what it keeps is no lock", async () => {
  for (const lock of [null, 7, {}, { salt: [1], hash: "x", rounds: 1 }]) {
    kept = { lock };
    assert.equal((await tryCode("4711")).problem, "unread", JSON.stringify(lock));
    assert.equal((await changeLock("", "4711")).problem, "unread");
  }
});

test("a code that was set is asked for again once it can be read", async () => {
  kept = {};
  assert.equal((await changeLock("", "4711")).problem, null);
  const whole = kept;
  kept = null;
  assert.equal((await tryCode("4711")).problem, "unread");
  kept = whole;
  assert.equal((await tryCode("0000")).problem, "wrong");
  assert.equal((await tryCode("4711")).problem, null);
});
