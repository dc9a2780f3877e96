// The source as reviewers of a store get it: the repository's files, and nothing that only this machine has.
import { spawnSync } from "node:child_process";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ROOT, TARGET, versionOf } from "./workspace.mjs";
import { listFiles, zipOf } from "./zip.mjs";

/** Mozilla's builder runs the script `build-for-amo` of the package.json in the archive's first folder. */
const BUILDER_FILE = "package.json";

/** @returns {string} what stands in it */
function builderFile() {
  const manifest = {
    name: "vigicolis-source",
    version: versionOf(),
    private: true,
    description: "For Mozilla's builder alone, made by ./build.sh package: see docs/REVIEWERS.md",
    license: "MPL-2.0",
    scripts: { "build-for-amo": "bash build.sh package" },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What building and installing leave behind, in a tree that git does not know. */
const isMade = (/** @type {string} */ file) => /^(target|dist|\.git)\/|(^|\/)node_modules\//.test(file);

/** @param {string[]} args */
const git = (args) => spawnSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 28 });

/** Whether git keeps this folder, and not one around it. */
function isRepository() {
  const { status, stdout } = git(["rev-parse", "--show-toplevel"]);
  return status === 0 && realpathSync(stdout.trim()) === realpathSync(ROOT);
}

/** @returns {string[]} the files of the source */
export function sourceFiles() {
  // In the middle of a merge a file stands there more than once.
  if (isRepository()) return [...new Set(git(["ls-files", "-z"]).stdout.split("\0"))].filter((file) => file !== "" && statSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile());
  const target = `${relative(ROOT, TARGET).split(sep).join("/")}/`;
  return listFiles(ROOT).filter((file) => !isMade(file) && !file.startsWith(target) && file !== BUILDER_FILE);
}

/** @returns {string[]} what is here and in no commit; nothing where there is no repository */
export const uncommitted = () => (isRepository() ? git(["status", "--porcelain"]).stdout.split("\n").filter((line) => line !== "") : []);

/** @returns {Buffer} the zip: what is built from it packs the same zip again */
export function sourceZip() {
  const files = sourceFiles().map((name) => {
    const content = readFileSync(join(ROOT, name));
    // Not every unpacker keeps what may be run: its first line says it, too.
    return { name, content, isProgram: content.subarray(0, 2).toString() === "#!" };
  });
  return zipOf([...files, { name: BUILDER_FILE, content: Buffer.from(builderFile()) }]);
}
