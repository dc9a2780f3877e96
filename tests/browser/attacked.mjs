import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvicePages } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { Painted, WINDOW } from "../lib/painted.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { BLANK_FONT, dangerous, odd } from "./attacks.mjs";

/**
 * @typedef {import("../lib/bench.mjs").Bench} Bench
 * @typedef {import("../lib/bench.mjs").Tab} Tab
 * @typedef {import("./attacks.mjs").Attack} Attack
 */

/** No brand and no word of the trade in this name. */
export const HOST = "espace-client-web.example";
/** This name alone is enough for a word of caution. */
export const ODD = "chronopost-colis.example";

/**
 * @param {Tab} tab
 * @param {string} level
 */
export async function tellsTheTruth(tab, level) {
  await until("the badge", async () => (await tab.badge()).text === { danger: "!", caution: "?", clear: "" }[level]);
  // A page that is still being looked at is not yet known.
  const known = await until("the popup to know", async () => {
    const popup = await openPopup(tab);
    return popup.level === "unknown" ? null : popup;
  });
  assert.equal(known.level, level);
}

/** Visits of a page whose script came later than the warning, which it waits for. */
const VISITS = 8;
/** Milliseconds given to each of them: a script that came too late never strikes. */
const STRIKES_WITHIN = 6_000;

/**
 * Waits until a page did what it does: without that a test would pass by being early.
 * @param {Tab} tab
 */
export async function untilStruck(tab) {
  for (let visit = 1; ; visit += 1) {
    try {
      await until("the page's attack", async () => (await tab.isMoved()) || tab.page.evaluate(() => {
        const { struck, failed } = /** @type {any} */ (globalThis);
        if (failed) throw new Error(failed);
        return struck > 0;
      }), STRIKES_WITHIN);
      return;
    } catch (error) {
      if (visit === VISITS) throw error;
      await tab.page.reload();
    }
  }
}

/**
 * Opens addresses and says what is wrong with the warning there.
 * @param {Bench} bench
 * @param {string} address
 * @param {(tab: Tab) => Promise<void>} check
 */
export async function on(bench, address, check) {
  const tab = await bench.openTab();
  try {
    await tab.visit(`https://${address}`);
    await check(tab);
  } finally {
    await tab.close();
  }
}

/**
 * Each attack is a test on a page of danger, and on one of caution where it says so.
 * @param {string} what
 * @param {Record<string, Attack>} attacks
 * @param {number} [looks] how often the warning has to be right in a row
 */
export function describeAttacks(what, attacks, looks) {
  const cases = Object.entries(attacks).map(([name, attack], at) => ({ name, path: `/${at}`, ...attack }));

  for (const browser of BROWSERS) {
    describe(`attacks in ${browser}`, () => {
      /** @type {Bench} */
      let bench;
      /** @type {Painted} */
      let painted;
      before(async () => {
        bench = await startBench(browser, (host, path) => {
          if (path === "/blank.ttf") return { headers: { "content-type": "font/ttf" }, body: BLANK_FONT };
          const head = path === "/calm" ? "" : cases.find((each) => each.path === path)?.head;
          if (head === undefined || ![HOST, ODD].includes(host)) return null;
          return { body: host === ODD ? odd(head) : dangerous(head) };
        }, { viewport: WINDOW });
        painted = new Painted();
        for (const host of [HOST, ODD]) await on(bench, `${host}/calm`, (tab) => painted.learn(tab));
      });
      after(() => bench?.close());

      for (const { name, path, act, not, on: levels } of cases) {
        for (const level of levels === "both" ? ["danger", "caution"] : ["danger"]) {
          const reason = not?.[browser];
          test(`a page of ${level} ${what} ${name}${reason ? ` (not here: ${browser} ${reason})` : ""}`, async () => {
            if (reason) return;
            await on(bench, `${level === "danger" ? HOST : ODD}${path}`, async (tab) => {
              await tab.untilLevel(level);
              if (act) await tab.untilWarning();
              if (act === "click") await tab.page.mouse.click(20, WINDOW.height - 20);
              if (act === "key") await tab.page.keyboard.press("Shift");
              if (act === "key") await tab.page.keyboard.press("a");
              await untilStruck(tab);
              await painted.untilStands(tab, "warning", looks);
              await tellsTheTruth(tab, level);
              assert.deepEqual(await openAdvicePages(bench), [], "nothing was clicked by the page");
            });
          });
        }
      }
    });
  }
}
