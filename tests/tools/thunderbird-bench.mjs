// `./build.sh bench thunderbird`: how soon the banner stands in a lure that Thunderbird has loaded, with
// the background awake (warm), after it was ended (cold), and in a mail with a file of 8 MB. Prints a
// table; asserts nothing.
import { HEAVY, MAILS } from "../thunderbird/mails.mjs";
import { timeBanner } from "../lib/banner-times.mjs";
import { findThunderbird, startThunderbird } from "../lib/thunderbird.mjs";
import { until } from "../lib/until.mjs";

const RUNS = 15;
const [LURE, HONEST] = [0, 1];
/** Milliseconds in the median. */
const ROWS = /** @type {const} */ ([
  { what: "small mail, warm", index: LURE, isCold: false, goal: 150 },
  { what: "small mail, cold", index: LURE, isCold: true, goal: 400 },
  { what: "8 MB attached, warm", index: MAILS.length, isCold: false, goal: 500 },
]);

const program = findThunderbird();
if (program === null) {
  console.log("there is no Thunderbird here: install it, or name yours in THUNDERBIRD");
} else {
  const mailer = await startThunderbird(program, [...MAILS, ...HEAVY]);
  try {
    // The engine's first start compiles it.
    await timeBanner(mailer, LURE);
    console.log(`Thunderbird ${mailer.version}`.padEnd(24), "median    max   goal");
    for (const { what, index, isCold, goal } of ROWS) {
      const times = [];
      for (let run = 0; run < RUNS; run += 1) {
        await mailer.select(HONEST);
        await until("an honest mail", async () => { const { index: shown, isReady, badge } = await mailer.shown(); return shown === HONEST && isReady && badge === ""; });
        if (isCold) await mailer.stopBackground();
        times.push(await timeBanner(mailer, index));
      }
      times.sort((a, b) => a - b);
      const median = times[Math.floor(times.length / 2)] ?? NaN;
      console.log(what.padEnd(24), ms(median), ms(times.at(-1) ?? NaN), ms(goal), median <= goal ? " met" : " missed");
    }
    console.log(`${RUNS} runs each; milliseconds from the mail's loading to its banner`);
  } finally {
    await mailer.close();
  }
}

/** @param {number} time */
function ms(time) {
  return String(Math.round(time)).padStart(6);
}
