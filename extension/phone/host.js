/**
 * The place that the modules of pages run in, in the page for phones: the build puts this file where
 * `shared/host.js` is in the extension. There is no background: the engine answers in the page itself.
 */

import initDesk, * as deskGlue from "../wasm/vigicolis_desk.js";
import { EngineModule } from "../background/engine-module.js";
import { LANGUAGES } from "../shared/languages.js";
import { NO_TAB } from "../shared/protocol.js";

/**
 * @typedef {import("../shared/host.js").Area} Area
 * @typedef {import("../shared/protocol.js").OwnRequest} OwnRequest
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../wasm/protocol.js").SettingsInForce} SettingsInForce
 */

/** Where the choices of a visitor lie, as in the extension. */
const SETTINGS = "settings";

/** What is spoken where the visitor's languages are all unknown. */
const FALLBACK = "fr";

/** What the engine answers without a tab. @type {ReadonlySet<OwnRequest["kind"]>} */
const QUESTIONS = new Set(/** @type {const} */ (["check_paste", "list_carriers", "list_contacts", "list_leaks", "list_steps", "name_brands"]));

/** The page's own folder, wherever a host put it: every document of it names the manifest that lies there. */
const FOLDER = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="manifest"]')).href;

/** @param {string} path */
const addressOf = (path) => new URL(path, FOLDER).href;

const desk = new EngineModule(addressOf("wasm/vigicolis_desk_bg.wasm"), initDesk, deskGlue);

/**
 * The browser's storage for sites, in the form of that for extensions.
 * @param {() => Storage} store refused where the visitor forbade it
 * @returns {Area}
 */
function areaIn(store) {
  const area = {
    /** @param {string | string[] | null} wanted */
    async get(wanted) {
      const kept = store();
      const keys = wanted === null ? Object.keys(kept) : [wanted].flat();
      return Object.fromEntries(keys.flatMap((key) => {
        const found = kept.getItem(key);
        return found === null ? [] : [[key, JSON.parse(found)]];
      }));
    },
    /** @param {Record<string, unknown>} items */
    async set(items) {
      for (const [key, value] of Object.entries(items)) store().setItem(key, JSON.stringify(value));
    },
    /** @param {string | string[]} keys */
    async remove(keys) {
      for (const key of [keys].flat()) store().removeItem(key);
    },
  };
  return /** @type {Area} */ (/** @type {unknown} */ (area));
}

/** @type {Partial<Record<import("../shared/host.js").AreaName, Area>>} */
const AREAS = { local: areaIn(() => localStorage), session: areaIn(() => sessionStorage) };

/** @param {unknown} language */
const isKnown = (language) => typeof language === "string" && Object.hasOwn(LANGUAGES, language);

/** The language that was chosen, or the first of the device's that is known. */
async function language() {
  const { [SETTINGS]: kept } = (await AREAS.local?.get(SETTINGS).catch(() => null)) ?? {};
  const { language: chosen } = /** @type {{ language?: unknown }} */ (kept ?? {});
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.split("-", 1)[0]), FALLBACK];
  return /** @type {SettingsInForce["language"]} */ (wanted.find(isKnown));
}

/** @type {import("../shared/host.js").Host} */
export const host = {
  area: (name) => AREAS[name],
  onAreaChanged(name, listener) {
    // Other windows of the page; nobody waits for what the own one changed.
    window.addEventListener("storage", ({ key, storageArea }) => {
      if (name === "local" && storageArea === localStorage && key !== null) listener({ [key]: {} });
    });
  },
  addressOf,
  async send(request) {
    if (request.kind === "read_settings") {
      const settings = /** @type {SettingsInForce} */ ({ language: await language(), easyWords: false });
      return { kind: "settings", settings, choices: { trusted: [], quietCaution: false }, stored: null };
    }
    if (!QUESTIONS.has(request.kind)) return undefined;
    return (await desk.judge({ ...NO_TAB, request: /** @type {EngineRequest} */ (request) })).reply;
  },
  sayItself: () => "",
  // A page can't know; nothing of what is checked outlasts its window.
  isPrivate: () => false,
};
