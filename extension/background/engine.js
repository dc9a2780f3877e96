/**
 * The engine, which comes as two modules: what judges pages starts with the first of them, what answers
 * questions beside them with the first question.
 */

import initPages, * as pagesGlue from "../wasm/vigicolis.js";
import initDesk, * as deskGlue from "../wasm/vigicolis_desk.js";
import { EngineModule } from "./engine-module.js";
import { adoptPolicy } from "./policy.js";
import { onManagedChanged } from "../shared/managed.js";
import { NO_POLICY, NO_TAB } from "../shared/protocol.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineOutput} EngineOutput
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../shared/protocol.js").FromTab} FromTab
 * @typedef {import("../shared/protocol.js").PolicyReply} PolicyReply
 * @typedef {import("../shared/protocol.js").Reply} Reply
 */

/** What the module for pages does not answer. @type {ReadonlySet<EngineRequest["kind"]>} */
const QUESTIONS = new Set(/** @type {const} */ (["check_paste", "list_carriers", "list_contacts", "list_leaks", "list_steps", "name_brands"]));

const pages = new EngineModule(chrome.runtime.getURL("wasm/vigicolis_bg.wasm"), initPages, pagesGlue, adoptPolicy);
const desk = new EngineModule(chrome.runtime.getURL("wasm/vigicolis_desk_bg.wasm"), initDesk, deskGlue, adoptPolicy);

onManagedChanged(() => {
  pages.discard();
  desk.discard();
});

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
  return (QUESTIONS.has(input.request.kind) ? desk : pages).judge(input);
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
