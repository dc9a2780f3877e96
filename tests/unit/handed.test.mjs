// What is handed to a box is taken once, and does not stay where no box takes it.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

/** @type {Map<string, unknown>} */
const session = new Map([["tab:1", { host: "boutique.example" }]]);

const storage = {
  session: {
    get: async (/** @type {string | null} */ key) => Object.fromEntries([...session].filter(([name]) => key === null || name === key)),
    set: async (/** @type {object} */ entries) => Object.entries(entries).forEach(([name, value]) => session.set(name, value)),
    remove: async (/** @type {string | string[]} */ names) => [names].flat().forEach((name) => session.delete(name)),
  },
};
Object.assign(globalThis, { chrome: { runtime: { getManifest: () => ({}) }, storage } });

const { hand, sweepHanded, take } = await import("../../extension/shared/handed.js");

test("it is taken once", async () => {
  const id = await hand("colis");
  assert.equal(await take(id), "colis");
  assert.equal(await take(id), "");
});

test("what no box took goes after a minute, and nothing else", async () => {
  mock.timers.enable({ apis: ["Date"], now: 1_795_000_000_000 });
  const old = await hand("old");
  mock.timers.tick(40_000);
  const young = await hand("young");
  await sweepHanded();
  assert.deepEqual([...session.keys()], ["tab:1", `handed:${old}`, `handed:${young}`]);
  mock.timers.tick(40_000);
  await sweepHanded();
  assert.deepEqual([...session.keys()], ["tab:1", `handed:${young}`]);
  assert.equal(await take(young), "young");
  mock.timers.reset();
});

test("what is handed later takes away what lies there", async () => {
  mock.timers.enable({ apis: ["Date"], now: 1_795_000_000_000 });
  const old = await hand("old");
  mock.timers.tick(70_000);
  await hand("young", "beside-1");
  mock.timers.reset();
  await new Promise(setImmediate);
  assert.ok(!session.has(`handed:${old}`) && session.has("handed:beside-1"));
});
