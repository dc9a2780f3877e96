/** The organisation's policy, as the browser hands it over. It is read-only here. */

import { readManaged } from "../managed.js";
import { readPolicy } from "../policy.js";

/**
 * @typedef {import("../protocol.js").EngineInput} EngineInput
 * @typedef {import("../protocol.js").EngineOutput} EngineOutput
 * @typedef {import("../policy.js").PolicyState} PolicyState
 */

/**
 * Reads the policy and has the engine take its part of it, which is all or nothing.
 * @param {{ handle(input: EngineInput): EngineOutput }} engine that has judged nothing yet
 * @returns {Promise<PolicyState>} rejected when the engine failed over it
 */
export async function adoptPolicy(engine) {
  const state = readPolicy(await readManaged());
  if (!state.policy) return state;
  const { trustedDomains: trusted = [], protectedBrands: brands = [] } = state.policy;
  const sender = { frameId: 0, url: "", tabUrl: "" };
  const { reply } = engine.handle({ sender, tab: null, request: { kind: "policy", trusted, brands } });
  if (reply.kind !== "policy") return UNCHECKED;
  return reply.faults.length > 0 ? { policy: null, faults: reply.faults } : state;
}

/** @type {PolicyState} Nobody can say whether the policy may hold, so it does not. */
export const UNCHECKED = Object.freeze({ policy: null, faults: [{ key: "", problem: "unchecked" }] });
