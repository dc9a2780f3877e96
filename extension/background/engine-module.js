/** One module of the engine: started once, made anew after a trap and for another policy. */

import { NO_POLICY, UNAVAILABLE, UNCHECKED } from "../shared/protocol.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineOutput} EngineOutput
 * @typedef {import("../shared/protocol.js").PolicyReply} PolicyReply
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {{ handle(input: EngineInput): EngineOutput }} Engine
 * @typedef {{ engine: Engine, policy: PolicyReply }} Started
 * @typedef {(options: { module_or_path: string }) => Promise<unknown>} Init
 * @typedef {{ Service: new () => Engine, __wbg_reset_state?: () => void }} Glue
 * @typedef {(engine: Engine) => Promise<PolicyReply>} Adopt
 */

export class EngineModule {
  /** @type {Promise<Started> | null} */
  #started = null;
  /** Whether the instance at hand, if any, is to be thrown away. */
  #isSpent = false;
  /** @type {Promise<unknown>} Two starts at a time would take the instance from each other. */
  #lastStart = Promise.resolve();

  /**
   * @param {string} address of the wasm
   * @param {Init} init
   * @param {object} glue
   * @param {Adopt} [adopt] has a new engine take the policy, where there can be one
   */
  constructor(address, init, glue, adopt = async () => NO_POLICY) {
    this.address = address;
    this.init = init;
    this.glue = /** @type {Glue} */ (glue);
    this.adopt = adopt;
  }

  /** An instance keeps the policy that it began with: for another one the next is made anew. */
  discard() {
    this.#started = null;
    this.#isSpent = true;
  }

  /** @returns {Promise<Started>} */
  #begin() {
    const start = () => this.#start();
    const beginning = this.#lastStart.then(start, start);
    this.#lastStart = beginning;
    return beginning;
  }

  /** @returns {Promise<Started>} */
  async #start() {
    await this.init({ module_or_path: this.address });
    if (this.#isSpent) this.#renew();
    this.#isSpent = false;
    const engine = new this.glue.Service();
    try {
      return { engine, policy: await this.adopt(engine) };
    } catch {
      // Whatever stands in a policy, pages are judged.
      this.#renew();
      return { engine: new this.glue.Service(), policy: UNCHECKED };
    }
  }

  /** Takes a new instance of the module: a trap leaves its memory in an unknown state. */
  #renew() {
    this.glue.__wbg_reset_state?.();
  }

  /** @returns {Promise<Started>} */
  get started() {
    this.#started ??= this.#begin();
    return this.#started;
  }

  /**
   * @param {EngineInput} input
   * @returns {Promise<EngineOutput>}
   */
  async #attempt(input) {
    const mine = this.started;
    try {
      return (await mine).engine.handle(input);
    } catch (error) {
      // Bad input is answered, never thrown: whatever arrives here is a trap or a failed start, or
      // the instance was replaced meanwhile.
      if (this.#started === mine) this.discard();
      throw error;
    }
  }

  /**
   * Lets the engine judge; after a trap once more with a new instance.
   * @param {EngineInput} input
   * @returns {Promise<{ reply: Reply, tab: EngineOutput["tab"] }>}
   */
  async judge(input) {
    const output = await this.#attempt(input).catch(() => this.#attempt(input)).catch(() => null);
    return output ?? { reply: UNAVAILABLE, tab: input.tab };
  }
}
