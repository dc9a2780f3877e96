/** @typedef {import("../wasm/protocol.js").Language} Language */

/**
 * The languages that a visitor can choose, which the engine lists: each has its folder in
 * `_locales`, and its line here. The name is the one that its speakers use, so that they find it
 * whatever the page speaks now.
 * @type {Readonly<Record<Exclude<Language, "auto">, string>>}
 */
export const LANGUAGES = Object.freeze({
  fr: "Français",
  en: "English",
  de: "Deutsch",
  nl: "Nederlands",
  es: "Español",
  it: "Italiano",
  pt: "Português",
  pl: "Polski",
});
