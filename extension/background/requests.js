/** What the extension's own pages ask of the settings. */

import { judge, policyState } from "./engine.js";
import { change } from "./settings.js";
import { fixedBy } from "../shared/policy.js";
import { MAX_TRUSTED, readChoice, readFile } from "../shared/settings.js";

/**
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../shared/protocol.js").Reply} Reply
 * @typedef {import("../shared/protocol.js").SettingsReply} SettingsReply
 * @typedef {import("../shared/protocol.js").SettingsRequest} SettingsRequest
 * @typedef {import("../shared/validate.js").Fault} Fault
 * @typedef {import("../shared/validate.js").Problem} Problem
 * @typedef {import("../shared/settings.js").Settings} Settings
 */

/** @type {SettingsReply} */
const DONE = { kind: "done" };

/**
 * @param {Problem} problem
 * @param {string} [key]
 * @returns {SettingsReply}
 */
const refuse = (problem, key = "") => ({ kind: "refused", faults: [{ key, problem }] });

/**
 * @param {SettingsRequest} request
 * @returns {Promise<SettingsReply>}
 */
export async function changeSettings(request) {
  switch (request.kind) {
    case "choose":
      return choose(request.key, request.value);
    case "trust": {
      const domain = await domainOf(request.address);
      return domain === null ? refuse("untrustable") : trust(domain);
    }
    case "untrust":
      return apply(({ trusted }) => ({ trusted: trusted.filter(({ domain }) => domain !== request.domain) }));
    case "forget":
      return apply(() => ({ history: [] }));
    case "import":
      return importFile(request.text);
  }
}

/**
 * @param {(settings: Settings) => Partial<Settings>} edit
 * @returns {Promise<SettingsReply>}
 */
async function apply(edit) {
  try {
    await change(edit);
    return DONE;
  } catch {
    return refuse("storage");
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 * @returns {Promise<SettingsReply>}
 */
async function choose(key, value) {
  if (fixedBy((await policyState()).policy).has(key)) return refuse("managed", key);
  const { given, faults } = readChoice(key, value);
  if (faults.length > 0) return { kind: "refused", faults };
  // Whoever wants no history wants none of it.
  return apply(() => (given.keepHistory === false ? { ...given, history: [] } : given));
}

/**
 * Trusts a domain that the engine has named.
 * @param {string} domain
 * @returns {Promise<SettingsReply>}
 */
export async function trust(domain) {
  let isFull = false;
  const reply = await apply(({ trusted }) => {
    if (trusted.some((site) => site.domain === domain)) return {};
    isFull = trusted.length >= MAX_TRUSTED;
    return isFull ? {} : { trusted: [...trusted, { domain, since: today() }] };
  });
  return isFull ? refuse("long", "trusted") : reply;
}

/** @returns {string} the visitor's own day, not that of Greenwich */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * @param {string} address
 * @returns {Promise<string | null>} the domain that trust in it is given to
 */
async function domainOf(address) {
  const sender = { frameId: 0, url: "", tabUrl: "" };
  const { reply } = await judge({ sender, tab: null, request: { kind: "name", address } });
  return reply.kind === "trust" ? reply.domain : null;
}

/**
 * Takes a file of settings whole, or nothing of it.
 * @param {string} text
 * @returns {Promise<SettingsReply>}
 */
async function importFile(text) {
  const { given, faults } = readFile(text);
  const places = given.trusted ?? [];
  const domains = await Promise.all(places.map(({ domain }) => domainOf(domain)));
  for (const [index, { domain }] of places.entries()) {
    if (domains[index] !== domain) faults.push({ key: `trusted[${index}].domain`, problem: "untrustable" });
  }
  return faults.length > 0 ? { kind: "refused", faults } : apply(() => given);
}
