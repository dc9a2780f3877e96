import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { browserPath } from "./executables.mjs";

/** What a browser compiles of its own scripts at its first start, and for which version it did. */
const KEPT = ["startupCache", "compatibility.ini"];

/** A profile whose kept part each new one begins with. */
const TEMPLATE = "VIGICOLIS_FIREFOX_PROFILE";

/** @type {Set<string>} */
const folders = new Set();
process.once("exit", () => folders.forEach(remove));

/** @param {string} folder */
function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
}

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "vigicolis-firefox-"));
  folders.add(folder);
  return folder;
}

/**
 * A folder for the profile of one start: nothing in it but, where `prepareProfiles` was called, what
 * saves a third of the start's work.
 * @returns {{ folder: string, remove: () => void }}
 */
export function newProfile() {
  const folder = newFolder();
  const template = process.env[TEMPLATE];
  if (template) for (const name of KEPT) cpSync(join(template, name), join(folder, name), { recursive: true });
  return { folder, remove: () => remove(folder) };
}

/** Starts Firefox once, so that the processes that are started from here on start it for less. */
export async function prepareProfiles() {
  const folder = newFolder();
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: browserPath("firefox"), headless: true, userDataDir: folder });
  await browser.close();
  if (KEPT.every((name) => existsSync(join(folder, name)))) process.env[TEMPLATE] = folder;
}
