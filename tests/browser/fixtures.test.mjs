// Every page of tests/pages at its own address, in both browsers: what the visitor is told, and where.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { fixtureRoutes, readFixtures, rightAnswers } from "../lib/fixtures.mjs";
import { Lane } from "../lib/lane.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";

const fixtures = readFixtures();
const BADGES = { official: "\u2713", clear: "", caution: "?", danger: "!" };

for (const name of BROWSERS) {
  describe(`fixtures in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {Lane} */
    let lane;
    before(async () => {
      bench = await startBench(name, fixtureRoutes(fixtures), { watched: true });
      lane = new Lane(bench);
    });
    after(() => bench?.close());

    for (const fixture of fixtures) {
      const { file, url, settle_ms } = fixture;
      const { levels, brands } = rightAnswers(fixture);
      test(`${file} is ${levels.join(" or ")}`, async () => {
        await lane.show(url, async (tab) => {
          // Danger may come at any time; that a page is less than that is only sure in the end.
          if (settle_ms || !levels.includes("danger")) await tab.untilSettled(settle_ms ?? 0);
          const what = `${levels.join(" or ")}, about ${brands.join(" or ")}`;
          const verdict = await tab.untilVerdict(what, ({ level, brand }) => levels.includes(level) && brands.includes(brand?.id ?? null));
          await checkPage(tab, verdict);
          await checkToolbar(tab, verdict);
          await checkPopup(tab, verdict);
        });
      });
    }

    test("no page made the extension ask the network for anything", () => {
      assert.deepEqual(bench.strayRequests(), []);
      const own = bench.browser.backgroundRequests() ?? [];
      assert.deepEqual(own.filter((address) => !address.startsWith(`${bench.browser.origin}/`)), []);
    });
  });
}

/**
 * @param {import("../lib/bench.mjs").Tab} tab
 * @param {import("../lib/bench.mjs").Verdict} verdict
 */
async function checkPage(tab, verdict) {
  if (verdict.level === "official" || verdict.level === "clear") {
    assert.equal(await tab.warning(), null, "a page with nothing against it shows nothing");
    return;
  }
  const names = (/** @type {import("../lib/bench.mjs").Warning} */ shown) => !verdict.brand || shown.text.includes(verdict.brand.name);
  const warning = await until("a warning that names the brand", async () => {
    const shown = await tab.untilWarning();
    return names(shown) ? shown : null;
  });
  assert.equal(warning.modal, verdict.level === "danger", "only danger takes the page over");
  assert.ok(namesPlace(warning.text, verdict), `names where the page is: ${warning.text}`);
  if (verdict.level === "caution") assert.ok(!warning.focused, "a banner takes no focus");
  else await tab.untilFocused();
}

/**
 * @param {import("../lib/bench.mjs").Tab} tab
 * @param {import("../lib/bench.mjs").Verdict} verdict
 */
async function checkToolbar(tab, verdict) {
  await tab.untilBadge(BADGES[verdict.level]);
  assert.notEqual((await tab.badge()).title, "");
}

/**
 * @param {import("../lib/bench.mjs").Tab} tab
 * @param {import("../lib/bench.mjs").Verdict} verdict
 */
async function checkPopup(tab, verdict) {
  const popup = await openPopup(tab);
  assert.equal(popup.level, verdict.level);
  assert.equal(popup.isBoxFirst, verdict.level === "clear", "the box comes first where the page gives no reason to be looked at");
  assert.ok(namesPlace(popup.text, verdict), `names where the page is: ${popup.text}`);
  if (verdict.brand) assert.ok(popup.text.includes(verdict.brand.name), `names the brand: ${popup.text}`);
  if (verdict.level === "caution" || verdict.level === "danger") {
    assert.ok(popup.reasons.length > 0, "says why");
    for (const reason of popup.reasons) assert.doesNotMatch(reason, /\$[0-9]|rule_|undefined|null/);
    if (verdict.officialUrl) assert.ok(popup.links.includes(verdict.officialUrl), "leads to the real site");
  }
}

/**
 * A warning may name the whole host or only the part that somebody registered.
 * @param {string} text
 * @param {import("../lib/bench.mjs").Verdict} verdict
 */
function namesPlace(text, { site }) {
  return text.includes(site.registrable || site.host);
}
