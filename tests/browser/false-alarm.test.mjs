// A warning that is wrong: the way to say so, and to silence the banner on a site one knows.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { adviceAddress, openAdvice, openAdvicePages } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment, plainPage, shopOfNobody } from "./pages.mjs";

const ODD = "chronopost-colis.example";
const OTHER_ODD = "mondialrelay-colis.example";
const SHOP = "secure-paiement.example";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  if (host === SHOP) return { body: shopOfNobody() };
  if (host === OTHER_ODD) return { body: plainPage() };
  if (host !== ODD) return null;
  return { body: path.startsWith("/fake") ? fakePayment() : plainPage() };
};

/** @typedef {import("../lib/bench.mjs").Tab} Tab */
/** @typedef {import("puppeteer-core").Page} Page */

/** @param {Page} page @param {string} id */
const shown = (page, id) => page.$eval(`#${id}`, (element) => (element.checkVisibility() ? /** @type {HTMLElement} */ (element).innerText : ""));

for (const name of BROWSERS) {
  describe(`wrong warnings in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    /**
     * @param {string} address
     * @param {string} level
     * @param {(tab: Tab) => Promise<void>} check
     */
    async function on(address, level, check) {
      const tab = await bench.openTab();
      try {
        await tab.visit(`https://${address}`);
        await tab.untilLevel(level);
        await check(tab);
      } finally {
        await bench.control.evaluate((domain) => chrome.runtime.sendMessage({ kind: "change_settings", change: { kind: "untrust_domain", domain } }), ODD);
        await tab.close();
      }
    }

    /** @param {Tab} tab */
    async function untilOpened(tab) {
      const address = adviceAddress(bench, "false-alarm", tab.id);
      await until("the page for wrong warnings", async () => (await openAdvicePages(bench)).includes(address));
      await bench.control.evaluate(async (url) => chrome.tabs.remove((await chrome.tabs.query({})).filter((each) => each.url === url).map(({ id }) => id ?? -1)), address);
    }

    test("a banner leads there, beside trust", () =>
      on(`${ODD}/`, "caution", async (tab) => {
        await tab.untilWarning();
        await tab.choose("trust");
        await tab.choose("wrong");
        await untilOpened(tab);
      }));

    test("the popup leads there", () =>
      on(`${ODD}/`, "caution", async (tab) => {
        const page = await openPopup(tab);
        assert.ok(page.links.includes(adviceAddress(bench, "false-alarm", tab.id)), page.links.join(" "));
      }));

    test("a danger leads there, below its reasons", () =>
      on(`${ODD}/fake`, "danger", async (tab) => {
        await tab.untilWarning();
        await tab.choose("why");
        await tab.choose("wrong");
        await untilOpened(tab);
      }));

    test("the question beside a card leads there", () =>
      on(`${SHOP}/`, "caution", async (tab) => {
        await tab.untilWarning();
        await until("the question", async () => {
          await tab.page.click("#num");
          return tab.question();
        });
        await tab.answer("wrong");
        await untilOpened(tab);
      }));

    test("the text to send says the page, the rules and the version, and nothing that follows the path", () =>
      on(`${ODD}/commande?nom=martin#12`, "caution", async (tab) => {
        const page = await openAdvice(bench, "false-alarm", tab.id);
        const text = await page.$eval("#text", (box) => /** @type {HTMLTextAreaElement} */ (box).value);
        const { version } = await bench.control.evaluate(() => chrome.runtime.getManifest());
        assert.match(text, new RegExp(`Vigicolis ${version.replaceAll(".", "\\.")}`));
        assert.match(text, new RegExp(`https://${ODD}/commande$`, "m"));
        assert.match(text, /^Level: caution$/m);
        const { reasons } = await tab.verdict();
        assert.ok(reasons.length > 0);
        assert.match(text, new RegExp(`^Rules: ${reasons.map(({ rule }) => rule).join(", ")}$`, "m"));
        assert.doesNotMatch(text, /martin|12$/m);
        await page.close();
      }));

    test("a paused site has no banner, in this tab and in others, until that is ended; a danger is told all the same", () =>
      on(`${ODD}/`, "caution", async (tab) => {
        await tab.untilWarning();
        const page = await openAdvice(bench, "false-alarm", tab.id);
        await page.click("#pause");
        await until("the pause", async () => (await shown(page, "done")).includes(ODD));
        assert.equal(await shown(page, "choices"), "");
        await tab.untilNoWarning();
        await on(`${ODD}/autre`, "caution", async (other) => {
          await other.untilSettled(0);
          assert.equal(await other.warning(), null);
          const popup = await openPopup(other);
          assert.ok(popup.text.includes(ODD));
          assert.ok(!JSON.stringify((await bench.stored()).local).includes(ODD), "nothing of it outlives the browser");
        });
        await page.close();
      }));

    test("a danger is told on a paused site, too", () =>
      on(`${ODD}/`, "caution", async (tab) => {
        const page = await openAdvice(bench, "false-alarm", tab.id);
        await page.click("#pause");
        await until("the pause", async () => (await shown(page, "done")).includes(ODD));
        await page.close();
        await tab.visit(`https://${ODD}/fake`);
        await tab.untilLevel("danger");
        assert.equal((await tab.untilWarning()).kind, "dialog");
      }));

    test("the popup ends a pause", () =>
      on(`${ODD}/`, "caution", async (tab) => {
        const page = await openAdvice(bench, "false-alarm", tab.id);
        await page.click("#pause");
        await until("the pause", async () => (await shown(page, "done")).includes(ODD));
        await bench.browser.turnExtensionPage(page, `pages/popup/popup.html?tab=${tab.id}`);
        await until("its end", () => page.$("#untrust"));
        await page.click("#untrust");
        await until("the site to be warned of", async () => {
          const reply = await tab.report();
          return reply.kind === "verdict" && !reply.trusted;
        });
        await page.close();
        await tab.visit(`https://${ODD}/`);
        await tab.untilWarning();
      }));

    test("a trusted site is kept, as by the banner's own way", () =>
      on(`${ODD}/`, "caution", async (tab) => {
        const page = await openAdvice(bench, "false-alarm", tab.id);
        await page.click("#trust");
        await until("the trust", async () => (await shown(page, "done")).includes(ODD));
        await tab.untilNoWarning();
        assert.ok(JSON.stringify((await bench.stored()).local).includes(ODD));
        await page.close();
      }));

    test("no site can be silenced for a danger, whatever asks for it", () =>
      on(`${ODD}/fake`, "danger", async (tab) => {
        const page = await openAdvice(bench, "false-alarm", tab.id);
        assert.equal(await shown(page, "choices"), "");
        assert.notEqual(await shown(page, "choice"), "");
        const reply = await page.evaluate(async (tabId) => {
          const { verdict } = await chrome.runtime.sendMessage({ kind: "read_tab", tabId });
          return chrome.runtime.sendMessage({ kind: "silence_site", tabId, site: verdict.site.registrable, isForNow: true });
        }, tab.id);
        assert.equal(reply.kind, "error");
        await page.close();
      }));

    test("a site is trusted that the visitor was asked about, not the one that its tab shows by then", () =>
      on(`${ODD}/`, "caution", async (tab) => {
        const page = await openAdvice(bench, "false-alarm", tab.id);
        await tab.page.goto(`https://${OTHER_ODD}/`);
        await until("the other site", async () => (await tab.verdict()).site.host === OTHER_ODD);
        await page.click("#trust");
        await until("the refusal", async () => (await shown(page, "done")) !== "");
        assert.ok(!JSON.stringify((await bench.stored()).local).includes(OTHER_ODD));
        await page.close();
      }));

    test("a tab without a warning has nothing to say", async () => {
      const page = await openAdvice(bench, "false-alarm");
      assert.notEqual(await shown(page, "none"), "");
      assert.equal(await page.$eval("#telling", (part) => part.checkVisibility()), false);
      await page.close();
    });
  });
}
