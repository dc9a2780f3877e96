/* global vigicolisWords */

/** What the extension's own pages have in common: their words, their parts, what they ask. */

import { wordsOf } from "./locale.js";
import { repair, STORE_KEY } from "./settings.js";

/**
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./protocol.js").SettingsReply} SettingsReply
 * @typedef {import("./protocol.js").SettingsRequest} SettingsRequest
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

/**
 * The settings as they are stored; only the background writes them.
 * @returns {Promise<Settings>}
 */
export async function readSettings() {
  try {
    return repair((await chrome.storage.local.get(STORE_KEY))[STORE_KEY]).settings;
  } catch {
    return repair(undefined).settings;
  }
}

/** @param {() => void} listener called whenever the settings changed */
export function onSettingsChanged(listener) {
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
