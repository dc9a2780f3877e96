// What a stage's log says: how many tests passed and failed, and what a person is to read of it.

const CARGO = /^test result:.*?(\d+) passed; (\d+) failed;/gm;
const NODE_PASSED = /^(?:#|ℹ) pass (\d+)$/gm;
const NODE_FAILED = /^(?:#|ℹ) (?:fail|cancelled) (\d+)$/gm;

/** Of a failed stage's log, the end is shown, and from the rest what names a failure. */
const LAST_LINES = 60;
const MOST_NAMES = 40;
const NAMES_FAILURE = /^ *(not ok|✖|test .* FAILED|error(\[|:))/;

/**
 * Sums what cargo test and node --test say of themselves.
 * @param {string} log
 */
export function countTests(log) {
  const sum = (/** @type {RegExp} */ pattern, group = 1) => [...log.matchAll(pattern)].reduce((total, match) => total + Number(match[group]), 0);
  return { passed: sum(CARGO, 1) + sum(NODE_PASSED), failed: sum(CARGO, 2) + sum(NODE_FAILED) };
}

/**
 * @param {object} stage
 * @param {string} stage.name
 * @param {number} stage.code exit code of what it ran
 * @param {number} stage.passed as its log says
 * @param {number} stage.failed
 * @param {number} stage.seconds
 * @param {string} stage.log
 * @param {string} stage.file where all of that lies
 * @returns {{ passed: number, failed: number, lines: string[] }} what counts, and what to print
 */
export function reportOf({ name, code, passed, failed, seconds, log, file }) {
  const hasTests = name.endsWith("-tests");
  const isEmpty = code === 0 && passed === 0 && failed === 0;
  // A runner that broke before it could count is a failure, and so is one that had nothing to count.
  const faults = failed === 0 && (code !== 0 || (isEmpty && hasTests)) ? 1 : failed;
  // A check without tests of its own is one.
  const rights = isEmpty && !hasTests ? 1 : passed;
  const title = name.padEnd(14);
  const time = `${String(seconds).padStart(5)} s`;
  if (faults === 0) return { passed: rights, failed: 0, lines: [`${title} ok      ${time}  ${rights}`] };
  const said = isEmpty ? `${log}no test ran\n` : log;
  return {
    passed: rights,
    failed: faults,
    lines: [
      `${title} FAILED  ${time}  ${rights} passed, ${faults} failed`,
      ...excerpt(said).map((line) => `    ${line}`),
      `    (all of it: ${file})`,
    ],
  };
}

/** @param {string} log @returns {string[]} */
function excerpt(log) {
  const lines = log.replace(/\n$/, "").split("\n");
  const rest = lines.slice(0, -LAST_LINES);
  return [...rest.filter((line) => NAMES_FAILURE.test(line)).slice(0, MOST_NAMES), ...lines.slice(-LAST_LINES)];
}
