import { LAUNCH } from "./browser.mjs";
import { startSites } from "./sites.mjs";

/**
 * Browsers that outlive a test file. To start one costs seconds of CPU; to empty it and give it an
 * extension anew, a part of that.
 *
 * @typedef {import("./browser.mjs").TestBrowser} TestBrowser
 * @typedef {import("./browser.mjs").LaunchOptions} LaunchOptions
 * @typedef {import("./sites.mjs").Sites} Sites
 */

/** What an emptied browser can be given anew; whatever else it was started with stays. */
const RENEWED = ["extension", "viewport", "noted"];
/** Of what stays, these are the same for several files; with anything else a browser is one file's own. */
const SHARED = ["watched"];

/** Whether they are kept: only where something follows in the same process. */
let isKeeping = false;

/** Those in use that can be kept, and what they were started with. @type {Map<TestBrowser, string>} */
const lent = new Map();
/** Emptied ones, by what they were started with. @type {Map<string, { browser: TestBrowser, sites: Sites }>} */
const kept = new Map();

/** From now on, browsers that are given back are kept, until `endKept`. @returns {boolean} whether they were before */
export function keepBrowsers() {
  const wasKeeping = isKeeping;
  isKeeping = true;
  return wasKeeping;
}

/** How many are in use that are to be given back. */
export const countLent = () => lent.size;

/**
 * A browser with its sites: an emptied one where there is one that was started so.
 * @param {keyof typeof LAUNCH} name
 * @param {import("./sites.mjs").Routes} routes
 * @param {Omit<LaunchOptions, "ports">} options
 * @returns {Promise<{ browser: TestBrowser, sites: Sites }>}
 */
export async function takeBrowser(name, routes, options) {
  const key = isKeeping ? keyOf(name, options) : null;
  const found = key === null ? undefined : kept.get(key);
  if (key === null || !found) {
    const sites = await startSites(routes);
    try {
      const browser = await LAUNCH[name]({ ...options, ports: sites });
      if (key !== null) lent.set(browser, key);
      return { browser, sites };
    } catch (error) {
      await sites.close();
      throw error;
    }
  }
  kept.delete(key);
  found.sites.turn(routes);
  try {
    const browser = await found.browser.again(options);
    lent.set(browser, key);
    return { browser, sites: found.sites };
  } catch (error) {
    await endBrowser(found.browser, found.sites);
    throw error;
  }
}

/**
 * Takes a browser back that is no longer needed: it is emptied and kept, or ended.
 * @param {TestBrowser} browser
 * @param {Sites} sites
 */
export async function giveBack(browser, sites) {
  const key = lent.get(browser);
  if (key === undefined || kept.has(key)) return endBrowser(browser, sites);
  lent.delete(browser);
  try {
    await browser.empty([...new Set(sites.requests.map(({ host }) => `https://${host}`))]);
  } catch (error) {
    console.log(`${browser.name} is not kept: ${error}`);
    return endBrowser(browser, sites);
  }
  kept.set(key, { browser, sites });
}

/**
 * @param {TestBrowser} browser
 * @param {Sites} sites
 */
export async function endBrowser(browser, sites) {
  lent.delete(browser);
  await browser.close();
  await sites.close();
}

/** Ends those that are kept, and keeps no more. */
export async function endKept() {
  isKeeping = false;
  for (const { browser, sites } of kept.values()) await endBrowser(browser, sites);
  kept.clear();
}

/**
 * @param {keyof typeof LAUNCH} name
 * @param {Partial<LaunchOptions>} options
 * @returns {string | null} the same for what one browser can be; null for what no other file needs
 */
function keyOf(name, options) {
  const others = Object.keys(options).filter((option) => !RENEWED.includes(option));
  if (others.some((option) => !SHARED.includes(option))) return null;
  return [name, ...others].join(" ");
}
