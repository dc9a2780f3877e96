/** The browsers that are compared: one without an extension, one with the least of all, ours, and those of others. */
import { fileURLToPath } from "node:url";
import { builtExtension } from "../../lib/bench.mjs";
import { LAUNCH } from "../../lib/browser.mjs";
import { untilStill } from "./processes.mjs";

/**
 * @typedef {import("../../lib/bench.mjs").BrowserName} BrowserName
 * @typedef {import("../../lib/sites.mjs").Sites} Sites
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {{ name: string, folder: string | null }} Extension
 * @typedef {object} Column
 * @property {string} name
 * @property {import("../../lib/browser.mjs").TestBrowser} browser
 * @property {number} pid of the browser
 * @property {Page} page the only one that is open
 */

/** Says hello from every document, and answers. */
export const EMPTY = { name: "empty", folder: fileURLToPath(new URL("empty-extension", import.meta.url)) };
export const NONE = { name: "none", folder: null };

/** @param {BrowserName} name @returns {Extension} */
export const oursFor = (name) => ({ name: "vigicolis", folder: process.env["VIGICOLIS_EXTENSION"] ?? builtExtension(name) });

/**
 * @param {BrowserName} name
 * @param {Extension} extension
 * @param {Sites} sites
 * @param {Partial<import("../../lib/browser.mjs").LaunchOptions>} [options]
 * @returns {Promise<Column>}
 */
async function openColumn(name, extension, sites, options) {
  const browser = await LAUNCH[name]({ extension: extension.folder, ports: sites, ...options });
  try {
    const pid = browser.browser.process()?.pid;
    if (pid === undefined) throw new Error("the browser has no process of its own");
    const page = await browser.newPage();
    // Until then an extension may still open a page of its own, to say hello to whoever installed it.
    await untilStill(pid);
    for (const other of await browser.browser.pages()) if (other !== page) await other.close();
    return { name: extension.name, browser, pid, page };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * Opens a browser for each extension, has something done with all, and closes them. One that can't be
 * opened is told and left out.
 * @param {BrowserName} name
 * @param {readonly Extension[]} extensions
 * @param {Sites} sites
 * @param {(columns: Column[]) => Promise<void>} work
 * @param {Partial<import("../../lib/browser.mjs").LaunchOptions>} [options]
 */
export async function withColumns(name, extensions, sites, work, options) {
  /** @type {Column[]} */
  const columns = [];
  try {
    for (const extension of extensions) {
      try {
        columns.push(await openColumn(name, extension, sites, options));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        console.log(`${extension.name} could not be started in ${name}, and is left out: ${why.split("\n")[0]}`);
      }
    }
    await work(columns);
  } finally {
    for (const { browser } of columns) await browser.close();
  }
}
