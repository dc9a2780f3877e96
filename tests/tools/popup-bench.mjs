// `./build.sh bench popup`: how long the popup takes to open and to answer, with the background awake
// (warm) and after the browser had ended it (cold). Prints a table; asserts nothing.
import { fakePayment } from "../browser/pages.mjs";
import { median } from "../eval/stats.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";

const RUNS = 15;
const HOST = "espace-client-web.example";
const LINK = "hxxps://chronopost-colis[.]example/suivi";
/** Milliseconds in the median: what feels immediate, and what is still no wait. */
const GOALS = { warm: 100, cold: 400 };

/** @type {{ browser: string, what: string, state: keyof typeof GOALS, times: number[] }[]} */
const rows = [];

for (const name of BROWSERS) {
  const bench = await startBench(name, (host) => (host === HOST ? { body: fakePayment() } : null));
  try {
    const tab = await bench.openTab();
    await tab.visit(`https://${HOST}/`);
    await tab.untilLevel("danger");
    for (const state of /** @type {const} */ (["warm", "cold"])) {
      const opened = [];
      const answered = [];
      for (let run = 0; run < RUNS; run += 1) {
        await prepare(bench, state);
        opened.push(await bench.control.evaluate(timeOpening, tab.id));
        await prepare(bench, state);
        answered.push(await bench.control.evaluate(timeAnswer, LINK));
      }
      rows.push({ browser: name, what: "opens with the page's verdict", state, times: opened });
      rows.push({ browser: name, what: "answers a pasted link", state, times: answered });
    }
  } finally {
    await bench.close();
  }
}

console.log("browser   background  the popup …                     median    max   goal");
for (const { browser, what, state, times } of rows) {
  const half = median(times);
  const goal = GOALS[state];
  console.log(
    `${browser.padEnd(10)}${state.padEnd(12)}${what.padEnd(32)}${ms(half)} ${ms(Math.max(...times))} ${ms(goal)}  ${half <= goal ? "met" : "missed"}`,
  );
}
console.log(`${RUNS} runs each; milliseconds from the start of the popup's document, or from the paste, to the answer on show`);

/** @param {number} time */
function ms(time) {
  return String(Math.round(time)).padStart(6);
}

/**
 * @param {import("../lib/bench.mjs").Bench} bench
 * @param {keyof typeof GOALS} state
 */
async function prepare(bench, state) {
  if (state === "cold") await bench.browser.stopBackground();
  else await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "name_brands", ids: [] }));
}

// The functions below run in a page of the extension, which can reach into its other pages.

/**
 * @param {number} tabId
 * @returns {Promise<number>} milliseconds
 */
async function timeOpening(tabId) {
  const address = `pages/popup/popup.html?tab=${tabId}&run=${crypto.randomUUID()}`;
  const find = () => chrome.extension.getViews({ type: "tab" }).find(({ location }) => location.href.endsWith(address));
  /** @type {Promise<number>} */
  const time = new Promise((resolve) => {
    // By events: this page is behind the one that opens, where timers are held back.
    chrome.tabs.onUpdated.addListener(function look() {
      const view = find();
      if (!view) return;
      chrome.tabs.onUpdated.removeListener(look);
      const isPainted = () => view.document.querySelector("#report:not([aria-busy])") !== null;
      const observer = new MutationObserver(() => isPainted() && stop());
      const stop = () => {
        observer.disconnect();
        resolve(view.performance.now());
      };
      if (isPainted()) stop();
      else observer.observe(view.document, { subtree: true, childList: true, attributes: true });
    });
  });
  const opened = await chrome.tabs.create({ url: chrome.runtime.getURL(address) });
  const taken = await time;
  await chrome.tabs.remove(/** @type {number} */ (opened.id));
  return taken;
}

/**
 * @param {string} text
 * @returns {Promise<number>} milliseconds
 */
function timeAnswer(text) {
  const answer = /** @type {HTMLElement} */ (document.querySelector("#check-answer"));
  const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#check-box"));
  answer.replaceChildren();
  return new Promise((resolve) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      if (!answer.querySelector(".result")) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(answer, { childList: true, subtree: true });
    box.value = text;
    /** @type {HTMLFormElement} */ (document.querySelector("#check-form")).requestSubmit();
  });
}
