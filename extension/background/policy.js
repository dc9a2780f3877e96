/** The organisation's policy, as the browser hands it over. It is read-only here. */

import { readManaged } from "../shared/managed.js";
import { NO_POLICY, readPolicy } from "../shared/policy.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineOutput} EngineOutput
 * @typedef {import("../shared/policy.js").PolicyState} PolicyState
 */

/**
 * Reads the policy and has the engine take its part of it, which is all or nothing.
 * @param {{ handle(input: EngineInput): EngineOutput }} engine that has judged nothing yet
 * @returns {Promise<PolicyState>} rejected when the engine failed over it
 */
export async function adoptPolicy(engine) {
  const given = await readManaged();
  if (Object.keys(given).length === 0) return NO_POLICY;
  const { sound, faults } = readPolicy(given);
  const { trustedDomains: trusted = [], protectedBrands: brands = [] } = sound;
  const sender = { frameId: 0, url: "", tabUrl: "" };
  // Where the form is wrong already, the rest is looked at so that every fault is told at once.
  const { reply } = engine.handle({ sender, tab: null, request: { kind: "policy", trusted, brands, trial: faults.length > 0 } });
  if (reply.kind !== "policy") return UNCHECKED;
  const all = [...faults, ...reply.faults];
  return all.length > 0 ? { policy: null, faults: all } : { policy: sound, faults: [] };
}

/** @type {PolicyState} Nobody can say whether the policy may hold, so it does not. */
export const UNCHECKED = Object.freeze({ policy: null, faults: [{ key: "", problem: "unchecked" }] });
