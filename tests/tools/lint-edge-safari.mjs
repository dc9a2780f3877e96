// What Edge and Safari lack of what their copies use, which nobody tried on a device, and what their
// stores refuse.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lackingKeys, lackingUses } from "./supported.mjs";
import { ROOT } from "./workspace.mjs";
import { listFiles } from "./zip.mjs";

/** @typedef {import("./supported.mjs").Browser} Browser */

/** Edge counts its versions as Chrome does; the oldest Safari stands in its manifest. */
const CHROME = JSON.parse(readFileSync(join(ROOT, "dist/chrome/manifest.json"), "utf8"));
const SAFARI = JSON.parse(readFileSync(join(ROOT, "dist/safari/manifest.json"), "utf8"));
const SAFARI_VERSION = SAFARI.browser_specific_settings.safari.strict_min_version;

/** @type {{ browser: Browser, folder: string, manifest: Record<string, unknown>, version: string, reached: Record<string, string> }[]} */
const COPIES = [
  { browser: "edge", folder: "chrome", manifest: CHROME, version: CHROME.minimum_chrome_version, reached: reachedInEdge() },
  { browser: "safari", folder: "safari", manifest: SAFARI, version: SAFARI_VERSION, reached: reachedInSafari() },
  {
    browser: "safari_ios",
    folder: "safari",
    manifest: SAFARI,
    version: SAFARI_VERSION,
    reached: {
      ...reachedInSafari(),
      "permissions.contextMenus": "a permission that says nothing there; the menu asks whether there is one",
      "windows.create": "called by a page's menu, which iOS lacks, and where the popup has asked for it",
    },
  },
];

/** What the tables do not have, with the reason why it may stand there. */
function reachedInEdge() {
  return {
    minimum_chrome_version: "a key of Chromium, which the tables leave out",
    cross_origin_opener_policy: "a key of Chromium, which the tables leave out",
  };
}

/** What is used and does no harm where it is lacking, with the reason. */
function reachedInSafari() {
  return {
    "storage.managed": "listened to in Chromium alone",
  };
}

/** @param {string} folder */
const wordsOf = (folder) =>
  readdirSync(join(ROOT, "dist", folder, "_locales")).map((locale) => ({ locale, words: JSON.parse(readFileSync(join(ROOT, "dist", folder, "_locales", locale, "messages.json"), "utf8")) }));

/** @type {string[]} */
const faults = [];
for (const { browser, folder, manifest, version, reached } of COPIES) {
  /** @type {Set<string>} */
  const excused = new Set();
  /** @param {string} what @param {string} where */
  function report(what, where) {
    if (Object.hasOwn(reached, what)) excused.add(what);
    else faults.push(`${browser} ${version} lacks ${what}: ${where}`);
  }
  for (const key of lackingKeys(manifest, browser, version)) report(key, "manifest.json");
  for (const file of listFiles(join(ROOT, "dist", folder)).filter((name) => name.endsWith(".js"))) {
    for (const use of lackingUses(readFileSync(join(ROOT, "dist", folder, file), "utf8"), browser, version)) report(use, file);
  }
  for (const what of Object.keys(reached)) if (!excused.has(what)) faults.push(`${browser} ${version} has ${what}, or it is used no more: the excuse for it can go`);
  // Microsoft's and Apple's reviewers send back what speaks of another browser, and what updates itself.
  if ("update_url" in manifest) faults.push(`${browser}: an update_url`);
  for (const { locale, words } of wordsOf(folder)) {
    for (const key of ["extension_name", "extension_description"]) if (/chrome|firefox/i.test(words[key].message)) faults.push(`${browser}: ${key} in ${locale} names another browser`);
  }
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
