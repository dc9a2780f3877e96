// The background comes and goes: stopped by force, asleep, or with a trapped engine. Some browsers
// lack what it would use.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { adviceAddress, openAdvicePages } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { fakePayment, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST ? { body: path.startsWith("/fake") ? fakePayment() : plainPage() } : null);

/** Keeps how often a tab's toolbar was painted. */
const COUNTED = "const key = `painted:${tabId}`; void chrome.storage.session.get(key).then(({ [key]: times = 0 }) => chrome.storage.session.set({ [key]: times + 1 }));";

for (const name of BROWSERS) {
  describe(`background in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    test("a page that comes after the background was stopped is judged", async () => {
      const tab = await bench.openTab();
      for (const round of [1, 2, 3]) {
        await bench.browser.stopBackground();
        await tab.visit(`https://${HOST}/fake${round}`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
      }
      await tab.close();
    });

    test("what was known of a tab outlives the background", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      const before = await tab.untilLevel("danger");
      await bench.browser.stopBackground();
      assert.deepEqual(await tab.verdict(), before);
      await tab.untilBadge("!");
      await tab.close();
    });

    test("a choice to go on outlives the background", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      await tab.choose("proceed");
      await tab.untilPassed();
      await tab.untilDismissed();
      await bench.browser.stopBackground();
      const reply = await tab.report();
      assert.ok(reply.kind === "verdict" && reply.dismissed);
      await tab.close();
    });
  });

  // To paint costs more than to judge.
  test(`the toolbar is painted once for a page whose level stays, and anew for the next, in ${name}`, async () => {
    const { extension, remove } = variantOf(name, {
      "background/toolbar.js": (text) => text.replace("const { action } = chrome;", `${COUNTED}\n  const { action } = chrome;`),
    });
    const bench = await startBench(name, routes, { extension });
    try {
      const tab = await bench.openTab();
      const painted = () => bench.control.evaluate(async (key) => (await chrome.storage.session.get(key))[key], `painted:${tab.id}`);
      for (const pages of [1, 2]) {
        await tab.visit(`https://${HOST}/plain`);
        await tab.untilSettled(0);
        assert.equal(await painted(), pages);
      }
    } finally {
      await bench.close();
      remove();
    }
  });

  // Firefox for Android shows the popup as a page.
  test(`without menus, shortcuts and icons to set, as on a phone, everything else works in ${name}`, async () => {
    const { extension, remove } = variantOf(name, {
      "manifest.json": (text) => {
        const manifest = JSON.parse(text);
        delete manifest.commands;
        return JSON.stringify({ ...manifest, permissions: ["storage"] });
      },
      "background/toolbar.js": (text) =>
        text.replace("const { action } = chrome;", "const { setBadgeText, setTitle } = chrome.action;\n  const action = { setBadgeText, setTitle };"),
    });
    const bench = await startBench(name, routes, { extension, viewport: { width: 360, height: 740 } });
    try {
      assert.equal(await bench.control.evaluate(() => typeof chrome.contextMenus), "undefined");
      const tab = await bench.openTab();
      for (const round of [1, 2]) {
        await tab.visit(`https://${HOST}/fake${round}`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
        await tab.untilBadge("!");
        assert.equal((await openPopup(tab)).level, "danger");
        await bench.browser.stopBackground();
      }
      await tab.choose("help");
      await until("the page of help", async () => (await openAdvicePages(bench)).includes(adviceAddress(bench, "help", tab.id)));
    } finally {
      await bench.close();
      remove();
    }
  });
}
