// What `./build.sh bench pages` is told, and how it reads what it measured.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { BadArgument, KINDS, parse, PARTS } from "../tools/pages-bench/arguments.mjs";
import { KINDS as PAGES, routes } from "../tools/pages-bench/pages.mjs";
import { canMeasure, total, usedBy } from "../tools/pages-bench/processes.mjs";
import { verdictOf } from "../tools/pages-bench/print.mjs";
import { read } from "../tools/pages-bench/script.mjs";

const folder = mkdtempSync(join(tmpdir(), "vigicolis-rivals-"));
after(() => rmSync(folder, { recursive: true }));
for (const name of ["whole", "bare"]) mkdirSync(join(folder, name));
writeFileSync(join(folder, "whole/manifest.json"), "{}");

test("with nothing told, everything is measured in both browsers", () => {
  const choice = parse([]);
  assert.deepEqual(choice.browsers, ["chromium", "firefox"]);
  assert.deepEqual(choice.parts, PARTS);
  assert.deepEqual(choice.kinds, KINDS);
  assert.deepEqual(choice.rivals, []);
  assert.equal(choice.rounds, 15);
});

test("what is chosen is measured in its own order, rivals from the folder of whoever asks", () => {
  const choice = parse(["--firefox", "--parts", "script,table", "--pages=form", "--rounds", "7", "other=whole"], folder);
  assert.deepEqual(choice.browsers, ["firefox"]);
  assert.deepEqual(choice.parts, ["table", "script"]);
  assert.deepEqual(choice.kinds, ["form"]);
  assert.equal(choice.rounds, 7);
  assert.deepEqual(choice.rivals, [{ name: "other", folder: join(folder, "whole") }]);
});

/** @type {[string, string[], RegExp][]} */
const REFUSED = [
  ["a folder that is not there", ["other=nowhere"], /no such folder for other: .*nowhere/],
  ["a folder of no extension", ["other=bare"], /no manifest\.json in the folder of other: .*bare/],
  ["a word that names no folder", ["whole"], /"whole" is no name=FOLDER/],
  ["a name that is taken", ["Empty=whole"], /Empty is measured in any case/],
  ["a name that stands twice", ["other=whole", "other=whole"], /two extensions are called other/],
  ["a part that there is not", ["--parts", "table,speed"], /--parts knows no "speed": it takes table, script/],
  ["a page that there is not", ["--pages", "shop"], /--pages knows no "shop"/],
  ["too few rounds", ["--rounds", "2"], /--rounds takes a whole number of 3 or more, not "2"/],
  ["rounds that are no number", ["--rounds", "many"], /not "many"/],
  ["an option that there is not", ["--quick"], /--quick/],
];
for (const [what, args, message] of REFUSED) {
  test(`${what} is refused with a reason`, () => {
    assert.throws(() => parse(args, folder), (error) => error instanceof BadArgument && message.test(error.message));
  });
}

test("each kind of page is served, frames from other sites", async () => {
  for (const kind of KINDS) assert.ok((await routes("journal.example", `/${kind}?1`))?.body, kind);
  const frames = [...PAGES.frames.body.matchAll(/<iframe[^>]+src="https:\/\/([^/"]+)/g)].map(([, host]) => host);
  assert.equal(frames.length, 30);
  assert.equal(new Set(frames).size, 5);
  assert.equal(await routes("journal.example", "/nothing"), null);
});

test("a verdict says where chance may have made it", () => {
  assert.equal(verdictOf({ value: -5, low: -9, high: -1 }), "within the goal");
  assert.equal(verdictOf({ value: 5, low: 1, high: 9 }), "above");
  assert.equal(verdictOf({ value: 5, low: -1, high: 9 }), "above, by chance perhaps");
});

test("what a process used is what it says of itself", { skip: !canMeasure }, () => {
  const used = () => total(usedBy(process.pid));
  const own = (/** @type {NodeJS.CpuUsage} */ { user, system }) => (user + system) / 1000;
  const [before, since] = [used(), process.cpuUsage()];
  let sum = 0;
  for (let at = 0; at < 2e8; at += 1) sum += Math.sqrt(at);
  assert.ok(sum > 0);
  const [told, measured] = [own(process.cpuUsage(since)), used() - before];
  // Two of the kernel's ticks are what it may be wrong by, each time.
  assert.ok(Math.abs(measured - told) < 40 && told > 50, `${measured} ms, not ${told}`);
});

test("of a trace only what runs on the page's main thread counts, once, and what it lays out apart", () => {
  const event = (/** @type {string} */ name, /** @type {number} */ ts, /** @type {number} */ dur, tid = 1) => ({ name, ph: "X", pid: 7, tid, ts, dur, tdur: dur, args: {} });
  const start = { name: "navigationStart", ph: "R", pid: 7, tid: 1, ts: 100, args: { data: { documentLoaderURL: "https://page.example/" } } };
  const events = [
    event("TimerFire", 50, 9_000),
    start,
    event("EvaluateScript", 10_000, 4_000),
    event("v8.callFunction", 11_000, 2_000),
    event("TimerFire", 20_000, 6_000),
    event("UpdateLayoutTree", 21_000, 1_000),
    event("Layout", 22_000, 2_000),
    event("Layout", 30_000, 5_000),
    event("TimerFire", 40_000, 8_000, 2),
  ];
  assert.deepEqual(read(events, "https://page.example/"), { script: 7, layout: 3, longest: 6, forced: 1 });
  assert.throws(() => read(events, "https://other.example/"), /no navigation/);
});
