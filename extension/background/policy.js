/** The organisation's policy, as the browser hands it over. It is read-only here. */

import { NO_POLICY, NO_TAB, UNCHECKED } from "../shared/protocol.js";
import { readManaged } from "../shared/managed.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineOutput} EngineOutput
 * @typedef {import("../shared/protocol.js").PolicyReply} PolicyReply
 */

/**
 * Has the engine take the policy, which is all or nothing.
 * @param {{ handle(input: EngineInput): EngineOutput }} engine that has judged nothing yet
 * @returns {Promise<PolicyReply>} rejected when the engine failed over it
 */
export async function adoptPolicy(engine) {
  const policy = await readManaged();
  if (Object.keys(policy).length === 0) return NO_POLICY;
  const { reply } = engine.handle({ ...NO_TAB, request: { kind: "adopt_policy", policy } });
  return reply.kind === "policy" ? reply : UNCHECKED;
}
