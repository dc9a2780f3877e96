// An extension that is updated, reloaded, disabled or enabled under open pages; two windows; many tabs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { assertQuiet } from "../lib/complaints.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment, fakeWithFrame, framedForm, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";
const HONEST = "boulangerie.example";
const TABS = 200;

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  if (host === HONEST) return { body: plainPage() };
  if (host !== HOST) return null;
  if (path === "/form") return { body: framedForm() };
  // By that name the content scripts know each other.
  if (path === "/named") return { body: fakePayment(`<form id="vigicolisShield"></form><iframe name="vigicolisShield" hidden></iframe>`) };
  return { body: path === "/framed" ? fakeWithFrame("/form") : fakePayment() };
};

/** How many panels stand in the page. @param {import("../lib/bench.mjs").Tab} tab */
const panels = (tab) => tab.page.evaluate(() => document.documentElement.childElementCount - document.querySelectorAll("html > head, html > body").length);

for (const name of BROWSERS) {
  describe(`updates in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes, { noted: true });
    });
    after(() => bench?.close());

    test("pages that were opened while the extension was disabled are guarded once it is enabled", async () => {
      const [fake, framed, named, honest] = [await bench.openTab(), await bench.openTab(), await bench.openTab(), await bench.openTab()];
      await bench.browser.setEnabled(false);
      await fake.page.goto(`https://${HOST}/fake`);
      await framed.page.goto(`https://${HOST}/framed`);
      await named.page.goto(`https://${HOST}/named`);
      await honest.page.goto(`https://${HONEST}/`);
      assert.equal(await panels(fake), 0);
      await bench.browser.setEnabled(true);
      await bench.goOn();
      for (const tab of [fake, framed, named]) {
        await tab.page.bringToFront();
        await tab.untilLevel("danger");
        await tab.untilWarning();
        await tab.untilBadge("!");
        assert.equal((await openPopup(tab)).level, "danger");
        await tab.choose("proceed");
        await tab.untilPassed();
        await tab.close();
      }
      await honest.untilLevel("clear");
      assert.equal(await honest.warning(), null);
      await honest.close();
    });

    test("a page that was warned of before an update is warned of once, by the new version", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      await bench.browser.reload();
      await bench.goOn();
      await tab.page.bringToFront();
      await tab.untilLevel("danger");
      await tab.untilBadge("!");
      await until("one warning", async () => (await panels(tab)) === 1);
      await tab.untilSame("the page", async () => `${tab.page.url()} ${await panels(tab)}`, 2_000);
      assert.equal(tab.page.url(), `https://${HOST}/fake`);
      await tab.choose("proceed");
      await tab.untilPassed();
      await tab.untilDismissed();
      await until("the field to be in use again", () => tab.page.$eval("#num", (field) => !(/** @type {HTMLInputElement} */ (field).disabled)));
      await tab.close();
    });

    test("what was chosen outlives an update", async () => {
      const choose = () => bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "change_settings", change: { kind: "choose_value", key: "caution", value: "badge" } }));
      assert.equal((/** @type {any} */ (await choose())).settings.caution, "badge");
      await bench.browser.reload();
      await bench.goOn();
      const reply = await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "read_settings" }));
      assert.equal((/** @type {any} */ (reply)).settings.caution, "badge");
    });

    test("each of two windows is told of its own page", async () => {
      const open = (/** @type {string} */ url) =>
        bench.control.evaluate(async (address) => (await chrome.windows.create({ url: address }))?.tabs?.[0]?.id ?? -1, url);
      const ids = [await open(`https://${HOST}/fake`), await open(`https://${HONEST}/`)];
      const read = (/** @type {number} */ tabId) =>
        bench.control.evaluate(async (id) => {
          const reply = await chrome.runtime.sendMessage({ kind: "read_tab", tabId: id });
          return [reply.verdict?.level, await chrome.action.getBadgeText({ tabId: id })];
        }, tabId);
      const [fake = -1, honest = -1] = ids;
      await until("danger in one", async () => String(await read(fake)) === "danger,!");
      await until("nothing in the other", async () => String(await read(honest)) === "clear,");
      await bench.control.evaluate((tabs) => chrome.tabs.remove(tabs), ids);
    });

    // To load so many pages in Chromium, which can't open them without, would take minutes.
    test(`of ${TABS} tabs that a session brings back each is judged when it is opened, and nothing of them stays`, { skip: name === "chromium" && "tabs that are not loaded can't be made" }, async () => {
      const ids = await bench.control.evaluate(async (url, count) => {
        const made = /** @type {number[]} */ ([]);
        for (let i = 0; i < count; i += 1) {
          const tab = await chrome.tabs.create(/** @type {any} */ ({ url: `${url}${i}`, active: false, discarded: true }));
          made.push(tab.id ?? -1);
        }
        return made;
      }, `https://${HOST}/fake`, TABS);
      assert.ok(!(await bench.heard()).some(({ tab }) => ids.includes(tab)), "nothing is loaded yet");
      const chosen = [ids[0] ?? -1, ids[99] ?? -1, ids[TABS - 1] ?? -1];
      for (const id of chosen) {
        await bench.control.evaluate((tabId) => chrome.tabs.update(tabId, { active: true }), id);
        await until("danger", async () => {
          const reply = await bench.control.evaluate((tabId) => chrome.runtime.sendMessage({ kind: "read_tab", tabId }), id);
          return (/** @type {any} */ (reply)).verdict?.level === "danger";
        });
      }
      await bench.control.evaluate((tabs) => chrome.tabs.remove(tabs), ids);
      await until("all of it to be forgotten", async () => !Object.keys((await bench.stored()).session).some((key) => ids.some((id) => key === `tab:${id}`)));
    });

    test("no console holds anything of it", () => assertQuiet(bench));
  });
}
