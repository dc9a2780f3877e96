// `./build.sh bench presence [TRIALS [120,000|300]]`: can a page tell by the clock that the extension is there?
// One page with it and one without, in turns, so that a busy machine is as busy for both. Prints
// figures and asserts nothing.
import { document } from "../browser/pages.mjs";
import { mannWhitney } from "../eval/stats.mjs";
import { BROWSERS, builtExtension, startBench } from "../lib/bench.mjs";
import { variantOf } from "../lib/variant.mjs";

const TRIALS = Number(process.argv[2] ?? 200);
const BLOCK = 10;
const HOST = "recettes.example";
const SIZES = { "120,000 elements": 120_000, "300 elements": 300 };
const only = process.argv[3];

/** The clock of such a page is as fine as a page may have it. */
const FINE_CLOCK = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** @param {number} size */
const page = (size) => ({ headers: FINE_CLOCK, body: document("Recettes", `<h1>Recettes</h1><div>${"<i>a </i>".repeat(size)}</div><p id="end"><b>b</b></p>`) });

const MEASURES = /** @type {const} */ (["change", "gap", "stolen", "long"]);
const WORDS = {
  change: "the change and its microtasks, ms",
  gap: "largest gap between two tasks, ms",
  stolen: "time lost in gaps over 1 ms, ms",
  long: "longest long task, ms",
};

console.log(`${TRIALS} trials each; median and 95th percentile; p by Mann and Whitney's test; area: how often the page with it is slower`);
for (const name of BROWSERS) {
  const bare = variantOf(name, { "manifest.json": (text) => JSON.stringify({ ...JSON.parse(text), content_scripts: undefined }) });
  const folders = [process.env["VIGICOLIS_EXTENSION"] ?? builtExtension(name), bare.extension];
  const benches = [];
  try {
    for (const extension of folders) benches.push(await startBench(name, (_host, path) => page(Number(path.slice(1)) || 0), { extension }));
    for (const [label, size] of Object.entries(SIZES)) {
      if (only && !label.startsWith(only)) continue;
      /** @type {Record<typeof MEASURES[number], number>[][]} */
      const runs = [[], []];
      for (let done = 0; done < TRIALS; done += BLOCK) {
        // Each comes first every other time: the first one of a round is a little faster.
        const order = [...benches.entries()];
        if ((done / BLOCK) % 2 === 1) order.reverse();
        for (const [place, bench] of order) {
          const tab = await bench.openTab();
          await tab.page.goto(`https://${HOST}/${size}`);
          await new Promise((resolve) => setTimeout(resolve, 3_000));
          runs[place]?.push(...(await tab.page.evaluate(measure, Math.min(BLOCK, TRIALS - done))));
          await tab.close();
        }
      }
      report(name, label, runs);
    }
  } finally {
    for (const bench of benches) await bench.close();
    bare.remove();
  }
}

/**
 * @param {string} name
 * @param {string} label
 * @param {Record<typeof MEASURES[number], number>[][]} runs
 */
function report(name, label, runs) {
  for (const measure of MEASURES) {
    const [present = [], absent = []] = runs.map((run) => run.map((trial) => trial[measure]));
    const { p, area } = mannWhitney(present, absent);
    const ms = (/** @type {number[]} */ values) =>
      [0.5, 0.95].map((share) => (values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] ?? NaN).toFixed(2)).join(" / ");
    console.log(`${name.padEnd(9)} ${label.padEnd(17)} ${WORDS[measure].padEnd(35)} with ${ms(present).padEnd(16)} without ${ms(absent).padEnd(16)} p ${p.toPrecision(2).padEnd(8)} area ${area.toFixed(2)}`);
  }
}

/**
 * Runs in the page: changes something, then keeps the loop of tasks busy for a second.
 * @param {number} trials
 */
async function measure(trials) {
  const end = /** @type {Element} */ (globalThis.document.querySelector("#end"));
  const word = /** @type {Text} */ (end.querySelector("b")?.firstChild);
  const changes = [
    () => end.append(globalThis.document.createElement("input")),
    () => (word.data = `${word.data} ${"mot ".repeat(60)}`),
    () => end.classList.toggle("on"),
  ];
  let long = 0;
  const watched = PerformanceObserver.supportedEntryTypes.includes("longtask");
  if (watched) new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (long = Math.max(long, duration)))).observe({ type: "longtask" });
  const { port1, port2 } = new MessageChannel();
  const task = () => new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  const results = [];
  for (let trial = 0; trial < trials; trial += 1) {
    // What the trial before has started comes to its end.
    await new Promise((resolve) => setTimeout(resolve, 300));
    long = 0;
    const start = performance.now();
    changes[trial % changes.length]?.();
    await null;
    const change = performance.now() - start;
    let gap = 0;
    let stolen = 0;
    for (let last = performance.now(), now = last; now < start + 1_000; last = now) {
      await task();
      now = performance.now();
      gap = Math.max(gap, now - last);
      if (now - last > 1) stolen += now - last;
    }
    results.push({ change, gap, stolen, long });
  }
  return results;
}
