// `./build.sh bench page`: how soon the page for phones answers, with its host stopped: something shared to it,
// its service worker at work (warm) or stopped (cold), and in Firefox a text in its address. Prints a table;
// asserts nothing.
import { median } from "../eval/stats.mjs";
import { LURE, openPhone, share, toldBy, visitFirst } from "../lib/phone.mjs";

const RUNS = 15;
/** Milliseconds in the median. */
const GOAL = 500;

/** @typedef {import("../lib/phone.mjs").Phone} Phone */

/** @type {{ what: string, times: number[] }[]} */
const rows = [];

/**
 * Runs in each document before its own scripts.
 */
function noteAnswer() {
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector("#check-answer .result")) return;
    observer.disconnect();
    // From the beginning of the way to the page to the frame that shows the answer.
    requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { answeredAfter: performance.now() })));
  }).observe(document, { childList: true, subtree: true });
}

/** @param {Phone} phone */
async function answerTime({ page }) {
  await toldBy(page);
  await page.waitForFunction("globalThis.answeredAfter");
  return Number(await page.evaluate("globalThis.answeredAfter"));
}

/**
 * @param {"chromium" | "firefox"} name
 * @param {(phone: Phone) => Promise<void>} measure
 */
async function withPhone(name, measure) {
  const phone = await openPhone(name);
  try {
    await visitFirst(phone);
    await phone.host.close();
    await phone.page.evaluateOnNewDocument(noteAnswer);
    await measure(phone);
  } finally {
    await phone.close();
  }
}

await withPhone("chromium", async (phone) => {
  const session = await phone.page.createCDPSession();
  await session.send("ServiceWorker.enable");
  for (const isCold of [false, true]) {
    const times = [];
    for (let run = 0; run < RUNS; run += 1) {
      if (isCold) await session.send("ServiceWorker.stopAllWorkers");
      await share(phone, { text: LURE });
      times.push(await answerTime(phone));
    }
    rows.push({ what: `Chromium: shared, ${isCold ? "cold" : "warm"}`, times });
  }
});

await withPhone("firefox", async (phone) => {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    await phone.page.goto("about:blank");
    await phone.page.goto(`${phone.host.address}#text=${encodeURIComponent(LURE)}`);
    times.push(await answerTime(phone));
  }
  rows.push({ what: "Firefox: opened with a text", times });
});

console.log("the page for phones, its host stopped   median    max   goal");
for (const { what, times } of rows) {
  const half = median(times);
  console.log(what.padEnd(38), ms(half), ms(Math.max(...times)), ms(GOAL), half <= GOAL ? " met" : " missed");
}
console.log(`${RUNS} runs each; milliseconds from the share, or from the opening, to the answer on show`);

/** @param {number} time */
function ms(time) {
  return String(Math.round(time)).padStart(6);
}
