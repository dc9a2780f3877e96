/** Where the visitor lives, as far as the browser's languages and its clock tell. Nothing is asked of anybody. */

/**
 * The country of each time zone, for the countries of which numbers are known. A part of France
 * overseas has France's numbers.
 * Source: zone.tab of the IANA time zone database, 2025b, which is in the public domain.
 * @type {Readonly<Record<string, string>>}
 */
export const ZONES = Object.freeze({
  "Africa/Ceuta": "ES",
  "America/Cayenne": "FR",
  "America/Guadeloupe": "FR",
  "America/Martinique": "FR",
  "Atlantic/Azores": "PT",
  "Atlantic/Canary": "ES",
  "Atlantic/Madeira": "PT",
  "Europe/Amsterdam": "NL",
  "Europe/Berlin": "DE",
  "Europe/Brussels": "BE",
  "Europe/Busingen": "DE",
  "Europe/Dublin": "IE",
  "Europe/Lisbon": "PT",
  "Europe/London": "GB",
  "Europe/Luxembourg": "LU",
  "Europe/Madrid": "ES",
  "Europe/Paris": "FR",
  "Europe/Rome": "IT",
  "Europe/Warsaw": "PL",
  "Europe/Zurich": "CH",
  "Indian/Mayotte": "FR",
  "Indian/Reunion": "FR",
});

/** Where the languages are spoken that numbers are known for: the country with the most readers of ours first. */
const SPOKEN = new Map([
  ["de", ["DE", "CH", "LU", "BE"]],
  ["en", ["GB", "IE"]],
  ["es", ["ES"]],
  ["fr", ["FR", "BE", "CH", "LU"]],
  ["ga", ["IE"]],
  ["it", ["IT", "CH"]],
  ["lb", ["LU"]],
  ["nl", ["NL", "BE"]],
  ["pl", ["PL"]],
  ["pt", ["PT"]],
]);

/** The parts of France that have a country's code of their own. */
const FRANCE = new Set(["GF", "GP", "MQ", "RE", "YT"]);

const KNOWN = new Set(Object.values(ZONES));

/**
 * @param {string} tag
 * @returns {Intl.Locale | null} null for what is no language
 */
function localeOf(tag) {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

/** @param {string} tag */
function regionOf(tag) {
  const region = localeOf(tag)?.region ?? "";
  return FRANCE.has(region) ? "FR" : region;
}

/** @param {string} tag */
const spokenIn = (tag) => SPOKEN.get(localeOf(tag)?.language ?? "") ?? [];

/**
 * The visitor's country. Where the clock stands in a country that one of the languages speaks of,
 * it is that one. Somebody who is abroad has a bank at home: a language that names its country goes
 * before the clock, unless the visitor chose to read another one here.
 * @param {object} told
 * @param {string} told.chosen language that the visitor chose for the extension: empty for the browser's own
 * @param {readonly string[]} told.languages of the browser, the dearest first
 * @param {string} told.zone of the browser's clock
 * @returns {string} ISO 3166-1 alpha-2; empty where nothing is known
 */
export function guessCountry({ chosen, languages, zone }) {
  const read = chosen ? [chosen, ...languages] : languages;
  const regions = languages.map(regionOf);
  const clock = ZONES[zone] ?? "";
  if (clock && (regions.includes(clock) || read.some((tag) => spokenIn(tag).includes(clock)))) return clock;
  const ofChosen = languages.filter((tag) => !chosen || localeOf(tag)?.language === localeOf(chosen)?.language).map(regionOf);
  const home = ofChosen.find((region) => KNOWN.has(region));
  return home ?? (clock || spokenIn(chosen)[0] || regions.find(Boolean) || spokenIn(languages[0] ?? "")[0] || "");
}

/**
 * The language as the visitor's own region writes it, for dates and times.
 * @param {string} language of the words
 * @param {readonly string[]} languages of the browser
 */
export function regional(language, languages) {
  const own = languages.find((tag) => localeOf(tag)?.language === language && localeOf(tag)?.region);
  const [home] = spokenIn(language);
  return own ?? (home ? `${language}-${home}` : language);
}
