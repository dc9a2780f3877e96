import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Where a browser is looked for: first the variable, then these names on the PATH or as they are. */
const BROWSERS = {
  chromium: {
    variable: "VIGICOLIS_CHROMIUM",
    names: [
      "chromium",
      "chromium-browser",
      "google-chrome-stable",
      "google-chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
  },
  firefox: {
    variable: "VIGICOLIS_FIREFOX",
    names: ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
  },
};

/**
 * @param {"chromium" | "firefox"} name
 * @returns {string} the path of an installed browser
 */
export function browserPath(name) {
  const { variable, names } = BROWSERS[name];
  const told = process.env[variable];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = told
    ? [told]
    : names.flatMap((each) => (isAbsolute(each) ? [each] : folders.map((folder) => join(folder, each))));
  const found = candidates.find(isExecutable);
  if (!found) {
    throw new Error(`no ${name} found: install it (./build.sh setup) or name its path in ${variable}`);
  }
  return found;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
