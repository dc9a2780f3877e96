/* global vigicolisWords */

/** What the extension's own pages have in common: their words, their parts, what they ask. */

import { wordsOf } from "../shared/locale.js";
import { onManagedChanged, readManaged } from "../shared/managed.js";
import { NO_POLICY } from "../shared/policy.js";
import { repair, STORE_KEY, underPolicy } from "../shared/settings.js";

/**
 * @typedef {import("../shared/policy.js").PolicyState} PolicyState
 * @typedef {import("../shared/settings.js").Settings} Settings
 * @typedef {import("../shared/settings.js").SettingsInForce} SettingsInForce
 * @typedef {import("../shared/protocol.js").SettingsReply} SettingsReply
 * @typedef {import("../shared/protocol.js").SettingsRequest} SettingsRequest
 */

const { direction, language, say, use } = vigicolisWords;

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function part(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(id);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** @returns {Promise<SettingsInForce>} the settings that hold, the organisation's policy over the visitor's own */
export async function readSettings() {
  const [settings, { policy }] = await Promise.all([readOwnSettings(), readPolicyState()]);
  return underPolicy(settings, policy);
}

/** @returns {Promise<PolicyState>} the organisation's policy; the background alone can say whether it holds */
export async function readPolicyState() {
  // Hardly anybody has one: no page waits for the background for nothing.
  if (Object.keys(await readManaged()).length === 0) return NO_POLICY;
  try {
    return (await chrome.runtime.sendMessage({ kind: "policy" })) ?? NO_POLICY;
  } catch {
    return NO_POLICY;
  }
}

/**
 * The visitor's settings as they are stored; only the background writes them.
 * @returns {Promise<Settings>}
 */
export async function readOwnSettings() {
  try {
    return repair((await chrome.storage.local.get(STORE_KEY))[STORE_KEY]).settings;
  } catch {
    return repair(undefined).settings;
  }
}

/** @param {() => void} listener called whenever the settings changed, or the policy over them */
export function onSettingsChanged(listener) {
  onManagedChanged(listener);
  chrome.storage.local.onChanged.addListener((changes) => {
    if (STORE_KEY in changes) listener();
  });
}

/**
 * Speaks the language that the visitor chose, in every part that names its words by `data-say`.
 * @param {Settings} settings
 */
export async function speak(settings) {
  use(await wordsOf(settings.language));
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.getAttribute("data-say") ?? "");
  }
}

/**
 * Asks the background to change the settings.
 * @param {SettingsRequest} request
 * @returns {Promise<SettingsReply>}
 */
export async function askToChange(request) {
  try {
    return (await chrome.runtime.sendMessage(request)) ?? FAILED;
  } catch {
    return FAILED;
  }
}

/** @type {SettingsReply} */
const FAILED = { kind: "refused", faults: [{ key: "", problem: "storage" }] };
