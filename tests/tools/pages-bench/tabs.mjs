/** Many tabs at once, as when a browser comes back: the fakes among them are to be judged before honest pages that can wait. */
import { median } from "../../eval/stats.mjs";
import { startBench } from "../../lib/bench.mjs";
import { FAKE_HOST, HOST, routes } from "./pages.mjs";
import { columnsOf, ms } from "./print.mjs";
import { until } from "../../lib/until.mjs";

/** @typedef {{ isFake: boolean, asked: number, at: number }} Judged milliseconds from when the tabs were sent there, until the background was asked and until it had judged */

const FAKES = 5;
/** Milliseconds for each tab, at most, until it is given up. */
const PATIENCE_MS = 3_000;

/**
 * @param {import("../pages-bench.mjs").Task} task
 * @param {import("./arguments.mjs").Choice} choice
 */
export async function tabs({ name, ours }, { tabs: count }) {
  const bench = await startBench(name, routes, { extension: ours.folder });
  try {
    const every = Math.floor(count / FAKES);
    // A fake is the last of its group: none of them is the first one to be opened.
    const urls = Array.from({ length: count }, (_, at) => (at % every === every - 1 ? `https://${FAKE_HOST}/fake?${at}` : `https://${HOST}/article?${at}`));
    await bench.control.evaluate(openAll, urls, new URL(urls[every - 1] ?? "").hostname);
    const judged = await until("all tabs to be judged", () => bench.control.evaluate(judgedOf, count), count * PATIENCE_MS);
    report(name, count, judged);
  } finally {
    await bench.close();
  }
}

/**
 * @param {string} name
 * @param {number} count
 * @param {Judged[]} judged
 */
function report(name, count, judged) {
  const of = (/** @type {boolean} */ isFake) => judged.filter((each) => each.isFake === isFake);
  const times = (/** @type {boolean} */ isFake) => of(isFake).map(({ at }) => at);
  const lastFake = Math.max(...times(true));
  const before = times(false).filter((at) => at < lastFake).length;
  console.log(`\n${name}: ${count} tabs sent to a page at once, ms until they are judged\n`);
  columnsOf(
    ["", "tabs", "first", "half of them", "last", "of it in line: half of them", "longest"],
    /** @type {const} */ ([["fakes", true], ["honest pages", false]]).map(([title, isFake]) => {
      const some = times(isFake);
      const waits = of(isFake).map(({ asked, at }) => at - asked);
      return [title, String(some.length), ...[Math.min(...some), median(some), Math.max(...some), median(waits), Math.max(...waits)].map((time) => ms(time))];
    }),
  );
  console.log(`\nhonest pages that were judged before the last fake: ${before} of ${times(false).length}`);
}

// The functions below run in a page of the extension.

/**
 * Sends empty tabs to all of them at once, and asks the background after each tab's look what it is: it
 * answers when it has judged. To make so many tabs takes the browser longer than to load them.
 * @param {string[]} urls
 * @param {string} fakeHost
 */
async function openAll(urls, fakeHost) {
  const tabs = await Promise.all(urls.map(() => chrome.tabs.create({ url: "about:blank", active: false })));
  const began = performance.now();
  const judged = /** @type {Map<number, Judged>} */ (new Map());
  Object.assign(globalThis, { judged });
  chrome.runtime.onMessage.addListener((message, { tab, url = "" }) => {
    // An empty tab may be looked at, too.
    if (message.kind !== "judge_page" || !urls.includes(url) || tab?.id === undefined || judged.has(tab.id)) return;
    const { id } = tab;
    const asked = performance.now() - began;
    const isFake = new URL(url).hostname === fakeHost;
    void chrome.runtime.sendMessage({ kind: "read_tab", tabId: id }).then((reply) => {
      // Asked before the look was under way: the next one tells.
      if (isFake && reply.verdict?.level !== "danger") return;
      if (!judged.has(id)) judged.set(id, { isFake, asked, at: performance.now() - began });
    });
  });
  await Promise.all(urls.map((url, at) => chrome.tabs.update(/** @type {number} */ (tabs[at]?.id), { url })));
}

/**
 * @param {number} count
 * @returns {Judged[] | null} null while one is missing
 */
function judgedOf(count) {
  const judged = /** @type {Map<number, Judged>} */ (Reflect.get(globalThis, "judged"));
  return judged.size >= count ? [...judged.values()] : null;
}
