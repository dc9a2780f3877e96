// Mozilla's linter on the add-on for mails. It is made for Firefox: of Thunderbird's own permissions it knows none.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./workspace.mjs";

/**
 * What it says of a permission that Firefox doesn't have, and of Firefox for Android, for which the
 * add-on is not made; and nothing else.
 */
const ACCEPTED = [/^MANIFEST_PERMISSIONS: \/permissions: Invalid permissions "messagesRead" at 0\.$/, /^KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION: /];

const tests = join(ROOT, "tests");
const { stdout, stderr, error } = spawnSync(join(tests, "node_modules/.bin/web-ext"), ["lint", "--output", "json", "--source-dir", join(ROOT, "dist/thunderbird")], { cwd: tests, encoding: "utf8", maxBuffer: 2 ** 26 });
if (error) throw error;
if (!stdout.startsWith("{")) throw new Error(stdout + stderr);
/** @type {{ errors: { code: string, message: string }[], warnings: { code: string, message: string }[] }} */
const { errors, warnings } = JSON.parse(stdout);
const say = (/** @type {{ code: string, message: string }} */ { code, message }) => `${code}: ${message}`;
const faults = [...errors.map(say), ...warnings.map(say).filter((said) => !ACCEPTED.some((each) => each.test(said)))];
for (const said of faults) console.error(said);
process.exitCode = faults.length === 0 ? 0 : 1;
