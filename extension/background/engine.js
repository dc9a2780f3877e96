/**
 * The engine's life: started once, made anew after a trap and for another policy. It comes as two
 * modules: what judges pages starts with the first of them, what answers questions beside them with
 * the first question.
 */

import initPages, * as pagesGlue from "../wasm/vigicolis.js";
import initDesk, * as deskGlue from "../wasm/vigicolis_desk.js";
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
 * @typedef {{ engine: Engine, policy: PolicyReply }} Started
 * @typedef {(options: { module_or_path: string }) => Promise<unknown>} Init
 * @typedef {{ Service: new () => Engine, __wbg_reset_state?: () => void }} Glue
 */

/** What the module for pages does not answer. @type {ReadonlySet<EngineRequest["kind"]>} */
const QUESTIONS = new Set(/** @type {const} */ (["check_paste", "list_carriers", "list_contacts", "list_leaks", "list_steps", "name_brands"]));

/** One of the modules. */
class Module {
  /** @type {Promise<Started> | null} */
  #started = null;
  /** Whether the instance at hand, if any, is to be thrown away. */
  #isSpent = false;
  /** @type {Promise<unknown>} Two starts at a time would take the instance from each other. */
  #lastStart = Promise.resolve();

  /**
   * @param {string} file
   * @param {Init} init
   * @param {object} glue
   */
  constructor(file, init, glue) {
    this.file = file;
    this.init = init;
    this.glue = /** @type {Glue} */ (glue);
    // An instance keeps the policy that it began with.
    onManagedChanged(() => this.#discard());
  }

  #discard() {
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
    await this.init({ module_or_path: chrome.runtime.getURL(this.file) });
    if (this.#isSpent) this.#renew();
    this.#isSpent = false;
    const engine = new this.glue.Service();
    try {
      return { engine, policy: await adoptPolicy(engine) };
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
  async attempt(input) {
    const mine = this.started;
    try {
      return (await mine).engine.handle(input);
    } catch (error) {
      // Bad input is answered, never thrown: whatever arrives here is a trap or a failed start, or
      // the instance was replaced meanwhile.
      if (this.#started === mine) this.#discard();
      throw error;
    }
  }
}

const pages = new Module("wasm/vigicolis_bg.wasm", initPages, pagesGlue);
const desk = new Module("wasm/vigicolis_desk_bg.wasm", initDesk, deskGlue);

/** @returns {Promise<PolicyReply>} the policy that the engine holds to; none where it can't be started */
export async function heldPolicy() {
  return pages.started.then(({ policy }) => policy, () => NO_POLICY);
}

/** @returns {Promise<PolicyReply>} the same where no page is judged; starts what answers questions */
export async function heldAtDesk() {
  return desk.started.then(({ policy }) => policy, () => NO_POLICY);
}

/**
 * Lets the engine judge; after a trap once more with a new instance.
 * @param {EngineInput} input
 * @returns {Promise<{ reply: Reply, tab: EngineOutput["tab"] }>}
 */
export async function judge(input) {
  const module = QUESTIONS.has(input.request.kind) ? desk : pages;
  const output = await module.attempt(input).catch(() => module.attempt(input)).catch(() => null);
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
