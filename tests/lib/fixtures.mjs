import { readFileSync } from "node:fs";

const PAGES = new URL("../pages/", import.meta.url);

/**
 * @typedef {import("../../extension/wasm/protocol.js").Level} Level
 * @typedef {object} Fixture
 * @property {string} file below tests/pages
 * @property {string} url where the page pretends to be
 * @property {"fake" | "honest"} kind
 * @property {string} story
 * @property {{ level: Level | Level[], brand: string | string[] | null }} expect in a list any one is right
 * @property {Record<string, string>} [frames] address -> file of what the page frames
 * @property {number} [settle_ms] how long the page's scripts need to show its last state
 */

/** @returns {Fixture[]} every fixture page with what it must give */
export function readFixtures() {
  return JSON.parse(readFileSync(new URL("index.json", PAGES), "utf8"));
}

/**
 * Serves each fixture, and what it frames, at its own address.
 * @param {Fixture[]} fixtures
 * @returns {import("./sites.mjs").Routes}
 */
export function fixtureRoutes(fixtures) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const { file, url, frames = {} } of fixtures) {
    for (const [address, each] of [[url, file], ...Object.entries(frames)]) {
      const key = addressKey(new URL(address));
      const other = files.get(key);
      if (other && other !== each) throw new Error(`${each} and ${other} share the address ${address}`);
      files.set(key, each);
    }
  }
  return (host, path) => {
    const file = files.get(addressKey(new URL(path, `https://${host}`)));
    return file ? { body: readFileSync(new URL(file, PAGES)) } : null;
  };
}

/** An address without scheme, query and fragment. @param {URL} url */
function addressKey(url) {
  return url.hostname + url.pathname;
}

/**
 * The answers that are right for a fixture, as lists.
 * @param {Fixture} fixture
 * @returns {{ levels: Level[], brands: (string | null)[] }}
 */
export function rightAnswers({ expect }) {
  return { levels: [expect.level].flat(), brands: [expect.brand].flat() };
}
