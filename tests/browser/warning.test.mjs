// What the warning says when it is asked for more.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host) => (host === HOST ? { body: fakePayment() } : null);

/** Runs in the warning's root. @param {ShadowRoot} root */
function unfolded(root) {
  const details = root.querySelector("details");
  return details && {
    open: details.open,
    focused: root.activeElement === details.querySelector("summary"),
    reasons: details.querySelectorAll("li").length,
    quotes: Array.from(details.querySelectorAll("q"), (quote) => quote.textContent),
    text: details.textContent,
  };
}

for (const name of BROWSERS) {
  describe(`the warning in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    test("two sentences at first; all reasons with their evidence when asked, by keyboard alone", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      const verdict = await tab.untilVerdict("danger with a story", ({ level, reasons }) =>
        level === "danger" && reasons.some(({ rule }) => rule === "parcel_lure"));
      await tab.untilWarning();
      const look = () => bench.browser.inWarning(tab.page, String(unfolded));
      assert.equal((await look()).open, false);
      // The way out has the focus; why stands before it.
      await tab.page.keyboard.down("Shift");
      await tab.page.keyboard.press("Tab");
      await tab.page.keyboard.up("Shift");
      await until("the focus on why", async () => (await look()).focused);
      await tab.page.keyboard.press("Enter");
      const all = await until("the reasons", async () => {
        const seen = await look();
        return seen.open ? seen : null;
      });
      // Besides the reasons: from which leak the visitor may be known, and what is asked for.
      assert.equal(all.reasons, verdict.reasons.length + 2);
      assert.ok(all.text.includes("2025"), all.text);
      assert.ok(all.quotes.some((/** @type {string} */ quote) => quote.includes("livraison")), JSON.stringify(all.quotes));
      assert.ok(all.text.includes(HOST));
      await tab.close();
    });
  });
}
