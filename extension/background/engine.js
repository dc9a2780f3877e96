/** The engine's life: started once, made anew after a trap. */

import init, * as glue from "../wasm/vigicolis.js";
import { UNAVAILABLE } from "../protocol.js";

/**
 * @typedef {import("../protocol.js").EngineInput} EngineInput
 * @typedef {import("../protocol.js").EngineOutput} EngineOutput
 * @typedef {{ handle(input: EngineInput): EngineOutput }} Engine
 */

/** @type {Promise<Engine> | null} */
let engine = null;
let isBroken = false;

/** @returns {Promise<Engine>} */
async function start() {
  await init({ module_or_path: chrome.runtime.getURL("wasm/vigicolis_bg.wasm") });
  if (isBroken) renew();
  return new glue.Service();
}

/** A trap leaves the instance's memory in an unknown state: take a new instance of the module. */
function renew() {
  const { __wbg_reset_state: reset } = /** @type {{ __wbg_reset_state?: () => void }} */ (glue);
  reset?.();
  isBroken = false;
}

/**
 * @param {EngineInput} input
 * @returns {Promise<EngineOutput>}
 */
async function attempt(input) {
  engine ??= start();
  try {
    return (await engine).handle(input);
  } catch (error) {
    // Bad input is answered, never thrown: whatever arrives here is a trap or a failed start.
    engine = null;
    isBroken = true;
    throw error;
  }
}

/**
 * Lets the engine judge; after a trap once more with a new instance.
 * @param {EngineInput} input
 * @returns {Promise<EngineOutput>}
 */
export async function judge(input) {
  const output = await attempt(input).catch(() => attempt(input)).catch(() => null);
  return output ?? { reply: UNAVAILABLE, tab: input.tab };
}
