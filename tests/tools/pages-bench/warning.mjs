/** How long a fake page is there before it is warned of: by its own clock, from the navigation to the first frame with the warning. */
import { bootstrap, median } from "../../eval/stats.mjs";
import { startBench } from "../../lib/bench.mjs";
import { until } from "../../lib/until.mjs";
import { FAKE_HOST, HOST, routes } from "./pages.mjs";
import { against, columnsOf, ms, span } from "./print.mjs";

/**
 * @typedef {{ title: string, path: string, isCold: boolean, goal: number, share: number }} Case `share`: of the rounds, a page of 5 MB is less often opened
 * @typedef {{ warned: number, there: number }} Time `there`: when the page itself could be read
 */

/** @type {readonly Case[]} */
const CASES = [
  { title: "background awake", path: "fake", isCold: false, goal: 100, share: 1 },
  { title: "background ended before", path: "fake", isCold: true, goal: 200, share: 1 },
  { title: "a page of 5 MB, background awake", path: "heavy-fake", isCold: false, goal: 1_200, share: 0.5 },
];

/**
 * @param {import("../pages-bench.mjs").Task} task
 * @param {import("./arguments.mjs").Choice} choice
 */
export async function warning({ name, ours }, { rounds }) {
  const bench = await startBench(name, routes, { extension: ours.folder });
  /** @type {Map<Case, Time[]>} */
  const times = new Map(CASES.map((each) => [each, []]));
  try {
    const { page } = await bench.openTab();
    for (let round = 0; round <= rounds; round += 1) {
      for (const each of CASES) {
        if (round > Math.ceil(rounds * each.share)) continue;
        const time = await timeTo(bench, page, each, round);
        if (round > 0) times.get(each)?.push(time);
      }
    }
  } finally {
    await bench.close();
  }
  console.log(`\n${name}: from the navigation to the warning, ms; medians, 90 % intervals\n`);
  columnsOf(
    ["", "the page is there", "the warning", "slowest", "n", "goal", ""],
    [...times].map(([{ title, goal }, each]) => {
      const [there, warned] = [each.map(({ there }) => there), each.map(({ warned }) => warned)];
      const half = bootstrap(warned, median);
      return [title, span(bootstrap(there, median)), span(half), ms(Math.max(...warned)), String(each.length), String(goal), against(half.value, goal)];
    }),
  );
}

/**
 * @param {import("../../lib/bench.mjs").Bench} bench
 * @param {import("puppeteer-core").Page} page
 * @param {Case} which
 * @param {number} round
 * @returns {Promise<Time>}
 */
async function timeTo(bench, page, { path, isCold }, round) {
  await page.bringToFront();
  await page.goto(`https://${HOST}/small`);
  if (isCold) await bench.browser.stopBackground();
  else await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "read_policy" }));
  await page.goto(`https://${FAKE_HOST}/${path}?${round}`);
  return until("the warning", () => page.evaluate(timeOf));
}

/** Runs in the page. @returns {Time | null} null before it is warned of */
function timeOf() {
  const warned = /** @type {number | undefined} */ (Reflect.get(globalThis, "warnedAt"));
  const [navigation] = performance.getEntriesByType("navigation");
  return warned ? { warned, there: /** @type {PerformanceNavigationTiming} */ (navigation).domInteractive } : null;
}
