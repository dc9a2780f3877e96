// Private windows of Chromium, which have a background of their own: what is done there goes with them, and
// nothing of it is seen or done in usual ones. Firefox' driver has no private windows with extensions.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openOwnPage } from "../lib/settings.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { document } from "./pages.mjs";

/** Its name alone is worth a word of caution. */
const ODD = "chronopost-suivi.example";
const PRIVATE = "intime.example";
const WORDS = "Message intime de la fenêtre privée, rendez-vous à midi";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = () => ({ body: document("Suivi", "<h1>Suivi</h1><p>Bonjour à tous</p>") });

/**
 * Asks the background, of usual or of private windows, from a page of its own.
 * @param {import("puppeteer-core").Page} page
 * @param {object} request
 * @returns {Promise<any>}
 */
const ask = (page, request) => page.evaluate((message) => chrome.runtime.sendMessage(message), request);

/**
 * What lies in the usual windows' storage under a name.
 * @param {import("../lib/bench.mjs").Bench} bench
 * @param {"session" | "local"} area
 * @param {string} key
 */
const storedAs = async (bench, area, key) => /** @type {Record<string, any>} */ ((await bench.stored())[area])[key];

/**
 * Checks the words in the box.
 * @param {import("puppeteer-core").Page} box
 */
async function checkWords(box) {
  await box.bringToFront();
  await until("the box", () => box.$("#check-box"));
  await box.type("#check-box", WORDS);
  await box.click("#check-form button[type=submit]");
  await until("the answer", () => box.$(".result[data-level]"));
}

if (BROWSERS.includes("chromium")) {
  describe("private windows in chromium", () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench("chromium", routes);
      // The browser starts the extension anew for it, and closes its pages.
      await bench.browser.allowPrivate?.();
      await until("the extension again", () => bench.browser.openExtensionPage("pages/options/options.html"));
      await bench.goOn();
    });
    after(() => bench?.close());

    /**
     * Opens addresses in a private window.
     * @param {string} path of the extension's own page among them
     * @param {string[]} others
     */
    async function openPrivate(path, ...others) {
      const own = `${bench.browser.origin}/${path}`;
      await bench.control.evaluate((url) => chrome.windows.create({ incognito: true, url }), [own, ...others]);
      const page = await until("the private page", async () => {
        for (const each of await bench.browser.browser.pages()) {
          if (each.url() === own && (await each.evaluate(() => chrome.extension.inIncognitoContext))) return each;
        }
        return null;
      });
      return { page, close: () => page.evaluate(async () => chrome.windows.remove((await chrome.windows.getCurrent()).id ?? -1)).catch(() => undefined) };
    }

    test("what is done there goes with them", async () => {
      const { page, close } = await openPrivate("pages/box/box.html", `https://${ODD}/secret`, `https://${PRIVATE}/`);
      const known = await until("the verdict", () => page.evaluate(async () => {
        const tab = (await chrome.tabs.query({})).find(({ url }) => url?.includes("chronopost-suivi"));
        const reply = await chrome.runtime.sendMessage({ kind: "read_tab", tabId: tab?.id });
        return reply.kind === "verdict" && reply.trustable ? { id: tab?.id, level: reply.verdict.level, site: reply.verdict.site.registrable } : null;
      }));
      assert.equal(known.level, "caution");
      assert.equal((await ask(page, { kind: "silence_site", tabId: known.id, site: known.site, isForNow: true })).paused, true);
      await checkWords(page);
      // A popup there is told of what its own background keeps.
      await page.goto(`${bench.browser.origin}/pages/popup/popup.html?tab=${known.id}`);
      await until("the pause to be told", () => page.$("#trust:not([hidden])"));
      const usual = JSON.stringify((await bench.stored()).session);
      for (const word of [ODD, PRIVATE, "intime"]) assert.ok(!usual.includes(word), `${word} in ${usual}`);

      await close();
      await until("the window to be gone", async () => !(await bench.browser.browser.pages()).some((each) => each.url().includes(ODD)));
      await bench.browser.stopBackground();
      const tab = await bench.openTab();
      await tab.visit(`https://${ODD}/secret`);
      assert.equal((await tab.untilWarning()).modal, false);
      await tab.close();
      const again = await openPrivate("pages/box/box.html", `https://${ODD}/secret`);
      const paused = await until("its verdict", () => again.page.evaluate(async () => {
        const found = (await chrome.tabs.query({})).find(({ url }) => url?.includes("chronopost-suivi"));
        const reply = await chrome.runtime.sendMessage({ kind: "read_tab", tabId: found?.id });
        return reply.kind === "verdict" ? { is: reply.paused ?? false } : null;
      }));
      assert.equal(paused.is, false, "another private window knows nothing of the one before");
      await again.close();
    });

    test("a counter that is unticked there counts no more", async () => {
      const tab = await bench.openTab();
      await tab.visit("https://un.example/");
      await until("the first page to be counted", async () => (await storedAs(bench, "local", "tally"))?.pages > 0);
      const { page, close } = await openPrivate("pages/options/options.html");
      await until("the box to be ticked", () => page.$eval("#tally-keep", (box) => /** @type {HTMLInputElement} */ (box).checked));
      await page.$eval("#tally-keep", (box) => /** @type {HTMLInputElement} */ (box).click());
      const isOff = async () => (await storedAs(bench, "local", "tally"))?.isOff === true;
      await until("it to be off", isOff);
      // So many are written together.
      for (let i = 0; i < 21; i += 1) {
        await tab.visit(`https://site${i}.example/`);
        await tab.untilLevel("clear");
      }
      assert.equal((await ask(bench.control, { kind: "read_tally" })).tally, null);
      assert.ok(await isOff(), JSON.stringify(await storedAs(bench, "local", "tally")));
      await tab.close();
      await close();
    });

    test("what was ticked on the page of help is erased from there, too", async () => {
      await bench.control.evaluate(() => chrome.storage.local.set({ help: { given: ["card"], country: "FR", done: ["block_card"] } }));
      const { page, close } = await openPrivate("pages/help/help.html");
      await until("what was ticked", () => page.evaluate(() => globalThis.document.querySelectorAll("#given input:checked").length > 0));
      await page.bringToFront();
      await page.click("#clear");
      await until("nothing to be kept", async () => (await storedAs(bench, "local", "help")) === undefined);
      await page.click("#given input");
      await until("the way to clear it", () => page.$eval("#clear", (button) => button.checkVisibility()));
      assert.equal((await storedAs(bench, "local", "help")), undefined);
      await close();
    });
  });
}

for (const name of BROWSERS) {
  test(`what is checked in a private window of ${name} is not remembered`, async () => {
    const { extension, remove } = variantOf(name, {
      "pages/box/box.js": (text) => text.replaceAll("chrome.extension.inIncognitoContext", "true"),
    });
    const bench = await startBench(name, routes, { extension });
    try {
      const box = await openOwnPage(bench, "pages/box/box.html");
      await checkWords(box);
      assert.equal((await storedAs(bench, "session", "recent")), undefined);
      await box.close();
      const usual = await openOwnPage(bench, "pages/popup/popup.html?tab=-1");
      await checkWords(usual);
      await until("what is remembered of a usual one", async () => (await storedAs(bench, "session", "recent")));
    } finally {
      await bench.close();
      remove();
    }
  });
}
