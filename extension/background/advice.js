/** What pages of the extension ask after the harm. The engine alone says whether it makes sense. */

import { judge } from "./engine.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../shared/protocol.js").Reply} Reply
 */

/** No tab's affair. */
const NO_TAB = { sender: { frameId: 0, url: "", tabUrl: "" }, tab: null };

/**
 * @param {object} request
 * @param {Pick<EngineInput, "sender" | "tab"> | null} [known] of the tab that it is about
 * @returns {Promise<Reply>}
 */
export async function advise(request, known = null) {
  return (await judge({ ...(known ?? NO_TAB), request: /** @type {EngineRequest} */ (request) })).reply;
}
