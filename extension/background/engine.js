/** The engine's life: started once, made anew after a trap and for another policy. */

import init, * as glue from "../wasm/vigicolis.js";
import { adoptPolicy, NO_POLICY, UNCHECKED } from "./policy.js";
import { onManagedChanged } from "../shared/managed.js";
import { NO_TAB, UNAVAILABLE } from "../shared/protocol.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineOutput} EngineOutput
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../shared/protocol.js").FromTab} FromTab
 * @typedef {import("../shared/protocol.js").PolicyReply} PolicyReply
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {{ handle(input: EngineInput): EngineOutput }} Engine
 */

/** @typedef {{ engine: Engine, policy: PolicyReply }} Started */

/** @type {Promise<Started> | null} */
let started = null;
/** Whether the instance at hand, if any, is to be thrown away. */
let isSpent = false;
/** @type {Promise<unknown>} Two starts at a time would take the instance from each other. */
let lastStart = Promise.resolve();

// An instance keeps the policy that it began with.
onManagedChanged(discard);

function discard() {
  started = null;
  isSpent = true;
}

/** @returns {Promise<Started>} */
function begin() {
  const beginning = lastStart.then(start, start);
  lastStart = beginning;
  return beginning;
}

/** @returns {Promise<Started>} */
async function start() {
  await init({ module_or_path: chrome.runtime.getURL("wasm/vigicolis_bg.wasm") });
  if (isSpent) renew();
  isSpent = false;
  const engine = new glue.Service();
  try {
    return { engine, policy: await adoptPolicy(engine) };
  } catch {
    // Whatever stands in a policy, pages are judged.
    renew();
    return { engine: new glue.Service(), policy: UNCHECKED };
  }
}

/** Takes a new instance of the module: a trap leaves its memory in an unknown state. */
function renew() {
  const { __wbg_reset_state: reset } = /** @type {{ __wbg_reset_state?: () => void }} */ (glue);
  reset?.();
}

/**
 * @param {EngineInput} input
 * @returns {Promise<EngineOutput>}
 */
async function attempt(input) {
  started ??= begin();
  const mine = started;
  try {
    return (await mine).engine.handle(input);
  } catch (error) {
    // Bad input is answered, never thrown: whatever arrives here is a trap or a failed start, or
    // the instance was replaced meanwhile.
    if (started === mine) discard();
    throw error;
  }
}

/** @returns {Promise<PolicyReply>} the policy that the engine holds to; none where it can't be started */
export async function heldPolicy() {
  started ??= begin();
  return started.then(({ policy }) => policy, () => NO_POLICY);
}

/**
 * Lets the engine judge; after a trap once more with a new instance.
 * @param {EngineInput} input
 * @returns {Promise<{ reply: Reply, tab: EngineOutput["tab"] }>}
 */
export async function judge(input) {
  const output = await attempt(input).catch(() => attempt(input)).catch(() => null);
  return output ?? { reply: UNAVAILABLE, tab: input.tab };
}

/**
 * Asks what changes nothing of a tab.
 * @param {EngineRequest} request
 * @param {FromTab} [tab] that it is about
 * @returns {Promise<Reply>}
 */
export async function consult(request, tab = NO_TAB) {
  return (await judge({ ...tab, request })).reply;
}
