import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { builtExtension } from "./bench.mjs";
import { browserPath } from "./executables.mjs";

/**
 * A place where one browser, and no other on the machine, looks for an administrator's policy.
 * @typedef {object} ManagedPlace
 * @property {Partial<import("./browser.mjs").LaunchOptions>} options that the browser must be started with
 * @property {(policy: object) => void} write puts a policy for the extension there
 * @property {() => void} remove
 */

/** Where Chromium and Chrome look on Linux; nothing there is ever written. */
const SYSTEM_FOLDERS = ["/etc/chromium", "/etc/opt/chrome"];

/** A shell that puts our folder ($1) over the system's ($2), for itself alone, and becomes the browser. */
const COVER = 'mount --bind "$1" "$2" && shift 2 && exec "$@"';

/**
 * Ways into a view of the files of one's own: as root, or where the machine lets anybody.
 * @type {string[][]}
 */
const NAMESPACES = [["--mount"], ["--user", "--map-root-user", "--mount"]];

/**
 * How Chromium can be given a policy of its own here.
 * @returns {{ cover: string, namespace: string[] } | { reason: string }}
 */
function findWay() {
  const cover = SYSTEM_FOLDERS.find((folder) => existsSync(folder));
  if (!cover) return { reason: `none of ${SYSTEM_FOLDERS.join(", ")} exists` };
  const namespace = NAMESPACES.find((flags) => {
    try {
      execFileSync("unshare", [...flags, "sh", "-c", COVER, "sh", tmpdir(), cover, "true"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
  return namespace ? { cover, namespace } : { reason: "this machine gives no mount namespace: unshare --mount fails, with and without --user" };
}

/** @param {string} folder of an unpacked extension @returns {string} the id that Chromium gives it */
function unpackedId(folder) {
  const hash = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 32);
  return hash.replaceAll(/./g, (digit) => String.fromCharCode("a".charCodeAt(0) + Number.parseInt(digit, 16)));
}

/** @param {string} file @param {object} value */
function writeWhole(file, value) {
  // The browser reads at any time: never half a file.
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}

/**
 * @param {string} folder
 * @returns {ManagedPlace | { reason: string }}
 */
function chromiumPlace(folder) {
  const way = findWay();
  if ("reason" in way) return way;
  const policies = join(folder, "etc");
  const executable = join(folder, "chromium");
  mkdirSync(join(policies, "policies/managed"), { recursive: true });
  const words = ["exec", "unshare", ...way.namespace, "sh", "-c", COVER, "sh", policies, way.cover, browserPath("chromium")];
  writeFileSync(executable, `#!/bin/sh\n${words.map((word) => `'${word}'`).join(" ")} "$@"\n`);
  chmodSync(executable, 0o755);
  const extensions = (/** @type {object} */ policy) => ({ "3rdparty": { extensions: { [unpackedId(builtExtension("chromium"))]: policy } } });
  return {
    options: { executable },
    write: (policy) => writeWhole(join(policies, "policies/managed/vigicolis.json"), extensions(policy)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * @param {string} folder
 * @returns {ManagedPlace}
 */
function firefoxPlace(folder) {
  const manifest = JSON.parse(readFileSync(join(builtExtension("firefox"), "manifest.json"), "utf8"));
  const { id } = manifest.browser_specific_settings.gecko;
  const stores = join(folder, ".mozilla/managed-storage");
  mkdirSync(stores, { recursive: true });
  return {
    options: { env: { HOME: folder } },
    write: (policy) => writeWhole(join(stores, `${id}.json`), { name: id, description: "A policy of a test", type: "storage", data: policy }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * @param {import("./bench.mjs").BrowserName} name
 * @returns {ManagedPlace | { reason: string }} the reason why this machine can't have one
 */
export function managedPlace(name) {
  const folder = mkdtempSync(join(tmpdir(), "vigicolis-policy-"));
  const place = name === "chromium" ? chromiumPlace(folder) : firefoxPlace(folder);
  if ("reason" in place) rmSync(folder, { recursive: true, force: true });
  return place;
}
