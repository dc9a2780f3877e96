// What the shares of the scoreboard mean for a day of browsing, where almost every page is honest.
/** @typedef {import("./figures.mjs").Figure} Figure */

/** One page in so many is fake. */
export const ONE_IN = [1_000, 10_000, 100_000];
const MILLION = 1_000_000;

/**
 * Which share of honest loads is warned of, and which share of fakes is seen.
 * @typedef {{ label: string, alarms: string, seen: string }} Kind ids of figures
 */

/** @type {Kind[]} */
const KINDS = [
  { label: "any warning by the address alone, popular hosts", alarms: "hosts.alarms.benign_hosts", seen: "hosts.all_host" },
  { label: "danger on a page, honest pages with forms", alarms: "pages.honest.all.danger", seen: "pages.carrier.neutral.main.danger" },
];

/**
 * Of 100 warnings so many are right.
 * @param {number} seen share of fakes that are warned of
 * @param {number} alarms share of honest pages that are
 * @param {number} oneIn
 */
export function rightOf100(seen, alarms, oneIn) {
  const right = seen / oneIn;
  const wrong = alarms * (1 - 1 / oneIn);
  return right + wrong === 0 ? null : (100 * right) / (right + wrong);
}

/**
 * Lines for people: false warnings in a million loads, and how many of 100 warnings are right. Beside
 * each figure stands what it is if alarms are as frequent as the upper end of their interval says.
 * @param {Figure[]} figures
 * @returns {string}
 */
export function baseRateText(figures) {
  const lines = [];
  for (const { label, alarms, seen } of KINDS) {
    const alarm = figures.find(({ id }) => id === alarms);
    const found = figures.find(({ id }) => id === seen);
    if (!alarm || !found || alarm.value === null || alarm.high === null || found.value === null) continue;
    const { value, high } = alarm;
    lines.push(`${label}: ${Math.round(value * MILLION)} false in a million loads (at most ${Math.round(high * MILLION)})`);
    for (const oneIn of ONE_IN) {
      const [likely, least] = [value, high].map((rate) => rightOf100(found.value ?? 0, rate, oneIn)?.toFixed(0) ?? "-");
      // Of no false alarm at all it follows only how many there are at most.
      const right = value === 0 ? `at least ${least} of 100 warnings right` : `${likely} of 100 warnings right (at least ${least})`;
      lines.push(`  one page in ${oneIn.toLocaleString("en")} fake: ${right}`);
    }
  }
  return lines.length === 0 ? "" : ["AT REAL BASE RATES", ...lines].join("\n");
}
