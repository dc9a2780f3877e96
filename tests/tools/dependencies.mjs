// The policy on what others wrote: every crate and every Node package has a licence of the list in
// dependencies.json, and comes from the registry of its kind, with a checksum in the lock file.
// `exceptions` names packages whose licence is no expression, by what they say: a list of words that
// the spelling check reads, and nobody gets.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { ROOT } from "./workspace.mjs";

/**
 * @typedef {{ licences: string[], exceptions: Record<string, string> }} Policy
 * @typedef {{ name: string, licence: string, isTraceable: boolean }} Dependency
 */

/**
 * Whether one of the ways to read a licence expression needs only licences of the list.
 * @param {string} expression of SPDX, or with `/` for OR, as old crates have it
 * @param {Policy["licences"]} allowed
 * @returns {boolean}
 */
export function isAllowed(expression, allowed) {
  const words = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g) ?? [];
  const next = (/** @type {string} */ word) => words[0] === word && words.shift() !== undefined;
  const one = () => {
    if (next("(")) {
      const inner = any();
      return next(")") && inner;
    }
    return allowed.includes(words.shift() ?? "");
  };
  const all = () => {
    let isRight = one();
    while (next("AND") || next("WITH")) isRight = one() && isRight;
    return isRight;
  };
  /** @returns {boolean} */
  const any = () => {
    let isRight = all();
    while (next("OR")) isRight = all() || isRight;
    return isRight;
  };
  return any() && words.length === 0;
}

/**
 * @param {{ packages: { name: string, version: string, license: string | null, source: string | null }[] }} metadata of cargo
 * @returns {Dependency[]} those that are not the workspace's own
 */
export function cratesOf({ packages }) {
  return packages
    .filter(({ source }) => source !== null)
    .map(({ name, license, source }) => ({ name, licence: license ?? "", isTraceable: source?.startsWith("registry+") ?? false }));
}

/**
 * @param {{ packages: Record<string, { license?: string, integrity?: string, resolved?: string }> }} lock of npm
 * @returns {Dependency[]}
 */
export function nodePackagesOf({ packages }) {
  return Object.entries(packages)
    .filter(([place]) => place !== "")
    .map(([place, { license = "", integrity, resolved }]) => ({
      name: place.replace(/^.*node_modules\//, ""),
      licence: license,
      // Only what does not come from the registry has an address in the lock file: see .npmrc.
      isTraceable: integrity !== undefined && resolved === undefined,
    }));
}

/**
 * @param {Dependency[]} dependencies
 * @param {Policy} policy
 * @returns {string[]} what is against it
 */
export function breachesOf(dependencies, { licences, exceptions }) {
  return dependencies.flatMap(({ name, licence, isTraceable }) => [
    ...(isAllowed(licence, licences) || (licence !== "" && exceptions[name] === licence) ? [] : [`${name}: licence '${licence}'`]),
    ...(isTraceable ? [] : [`${name}: does not come from a registry with a checksum`]),
  ]);
}

function metadata() {
  const { status, stdout, stderr, error } = spawnSync("cargo", ["metadata", "--locked", "--format-version", "1"], { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
  const dependencies = [...cratesOf(metadata()), ...nodePackagesOf(read("../package-lock.json"))];
  const breaches = breachesOf(dependencies, read("dependencies.json"));
  console.log([`${dependencies.length} dependencies`, ...breaches].join("\n"));
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
