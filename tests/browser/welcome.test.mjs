// The first page a visitor sees, the demonstration, and what happens without access to web pages.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faultsOf } from "../lib/axe.mjs";
import { BROWSERS, builtExtension, startBench, Tab } from "../lib/bench.mjs";
import { LAUNCH } from "../lib/browser.mjs";
import { openOptions, openOwnPage, textOf, untilText } from "../lib/settings.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";
import { startSites } from "../lib/sites.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment } from "./pages.mjs";

/** A slow reader's pace. */
const WORDS_A_MINUTE = 180;

const FAKE = "https://espace-client-web.example/fake";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = () => ({ body: fakePayment() });

for (const name of BROWSERS) {
  test(`the welcome page opens once, at installation, in ${name}`, async () => {
    const sites = await startSites(routes);
    const browser = await LAUNCH[name]({ extension: builtExtension(name), ports: sites });
    try {
      const control = await browser.openExtensionPage("pages/popup/popup.html?tab=-1");
      const welcomes = () =>
        control.evaluate(() => chrome.extension.getViews({ type: "tab" }).filter(({ location }) => location.pathname.startsWith("/pages/welcome/")).length);
      await until("the welcome page", welcomes);
      for (const round of [1, 2]) {
        await browser.stopBackground();
        // Answered by the background, which is up again then.
        const names = await control.evaluate(() => chrome.runtime.sendMessage({ kind: "name_brands", ids: ["chronopost"] }));
        assert.deepEqual(names, { kind: "brand_names", names: { chronopost: "Chronopost" } }, `round ${round}`);
      }
      assert.equal(await welcomes(), 1);
      const { settings } = await control.evaluate(() => chrome.storage.local.get("settings"));
      assert.equal(/** @type {any} */ (settings).welcomed, true);
    } finally {
      await browser.close();
      await sites.close();
    }
  });

  describe(`welcome in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    for (const dark of [false, true]) {
      describe(dark ? "dark" : "light", () => {
        before(() => bench.browser.setLook({ dark }));

        test("it says what the extension does, and that nothing leaves the device", async () => {
          const page = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.equal((await page.$$(".meet figure")).length, 3);
          assert.match(await textOf(page), /Nothing leaves your device/);
          assert.ok((await textOf(page)).split(" ").length < WORDS_A_MINUTE);
          for (const address of ["demo.html", "../learn/learn.html"]) assert.ok(await page.$(`a[href="${address}"]`), address);
          assert.deepEqual(await faultsOf(bench, page), []);
          await page.close();
        });

        test("what is read is said first, and goes for good once it is understood", async () => {
          const page = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.equal(await page.$eval("main section:not([hidden])", (first) => first.id), "reads");
          assert.match(await textOf(page, "#reads"), /address and the text of the pages.*never what you type.*Nothing leaves your device/);
          const kept = () => page.evaluate(async () => (await chrome.storage.local.get("disclosure"))["disclosure"]);
          assert.deepEqual(await kept(), { shown: 1 });
          await page.click("#reads-understood");
          await until("the statement to go", () => page.$("#reads[hidden]"));
          assert.ok(await page.$("#title:focus"));
          assert.match(await textOf(page, "#private"), /Nothing leaves your device/);
          assert.deepEqual(await kept(), { shown: 1, understood: 1 });
          await page.close();
          const again = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.ok(await again.$("#reads[hidden]"));
          // A newer statement is asked about again.
          await again.evaluate(() => chrome.storage.local.set({ disclosure: { shown: 1, understood: 0 } }));
          await again.close();
          const newer = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.ok(await newer.$("#reads:not([hidden])"));
          await newer.evaluate(() => chrome.storage.local.set({ disclosure: { shown: 1 } }));
          await newer.close();
        });

        test("whoever refuses has the extension removed, after the browser's own question", async () => {
          const page = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.equal(await page.evaluate(() => typeof chrome.management.uninstallSelf), "function");
          await page.evaluate(() => {
            Object.defineProperty(chrome.management, "uninstallSelf", { value: async (/** @type {object} */ how) => void Object.assign(globalThis, { how }) });
          });
          await page.click("#reads-refuse");
          assert.deepEqual(await until("the wish", () => page.evaluate(() => /** @type {any} */ (globalThis).how ?? null)), { showConfirmDialog: true });
          await page.close();
        });

        test("the box is tried with an example, once, and answers as the popup's does", async () => {
          const page = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.match(await textOf(page, "#box"), /paste the message.*royalmail-fee\.example/);
          await page.click("#box-try");
          await untilText(page, "#box-answer h3:focus", "scam");
          assert.ok(await page.$("#box-answer .result[data-level=danger]"));
          assert.ok(await page.$("#box-try[hidden]"));
          assert.deepEqual(await faultsOf(bench, page), []);
          await page.close();
        });

        test("the icon is asked to be pinned where it is not, as far as the browser tells", async () => {
          const page = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.match(await textOf(page, "#pin"), name === "firefox" ? /Pin to Toolbar/ : /the pin beside Vigicolis/);
          await page.evaluate(() => {
            Object.defineProperty(chrome.action, "getUserSettings", { value: async () => ({ isOnToolbar: true }) });
          });
          await speakLanguage(bench, "fr");
          await until("the wish to go", () => page.$("#pin[hidden]"));
          await page.evaluate(() => {
            Object.defineProperty(chrome.action, "getUserSettings", { value: undefined });
          });
          await speakLanguage(bench, "en");
          await until("the wish where nobody tells", () => page.$("#pin:not([hidden])"));
          await speakLanguage(bench, "auto");
          await page.close();
        });

        test("the demonstration's page is drawn: nothing in it can be used", async () => {
          const page = await openOwnPage(bench, "pages/welcome/demo.html");
          await new Tab(bench, page, -1).untilWarning();
          const scene = await page.$eval("#scene", (drawn) => ({
            isInert: /** @type {HTMLElement} */ (drawn).inert,
            controls: drawn.querySelectorAll("a, button, input, select, textarea, form, [tabindex]").length,
            text: /** @type {HTMLElement} */ (drawn).innerText,
          }));
          assert.deepEqual([scene.isInert, scene.controls], [true, 0]);
          assert.match(scene.text, /Example-Parcel[^]*on hold[^]*Pay £1\.99/);
          assert.equal(await page.title(), "Demonstration of the warning");
          await page.close();
        });

        test("the demonstration shows the warning, says that it is one, and leads nowhere", async () => {
          const page = await openOwnPage(bench, "pages/welcome/demo.html");
          const tab = new Tab(bench, page, -1);
          const warning = await tab.untilWarning();
          assert.ok(warning.modal);
          assert.match(warning.text, /Example-Parcel/);
          assert.match(warning.text, /does not exist/);
          await tab.choose("leave");
          await tab.untilNoWarning();
          await untilText(page, "#outcome", "Well done");
          assert.deepEqual(await faultsOf(bench, page), []);
          await page.click("#again");
          await tab.untilWarning();
          await tab.choose("proceed");
          await untilText(page, "#outcome", "despite the risk");
          assert.match(await page.evaluate(() => location.pathname), /demo\.html$/);
          assert.deepEqual(bench.strayRequests(), []);
          await page.close();
        });

        test("without access, welcome, options and popup say so and offer it, and are right again at once", async () => {
          const welcome = await openOwnPage(bench, "pages/welcome/welcome.html");
          assert.ok(await welcome.$("#access[hidden]"));
          await bench.browser.setAccess(false);
          await untilText(welcome, "#access", /A permission is missing.*Allow checking/);
          assert.deepEqual(await faultsOf(bench, welcome), []);
          const options = await openOptions(bench);
          assert.match(await textOf(options, "section:has(#access-state)"), /does not let Vigicolis check every page.*Allow checking/);

          const tab = await bench.openTab();
          await tab.page.goto(FAKE);
          const popup = await openOwnPage(bench, `pages/popup/popup.html?tab=${tab.id}`);
          assert.match(await textOf(popup), /Page not checked.*Allow checking/);
          assert.deepEqual(await faultsOf(bench, popup), []);

          await welcome.bringToFront();
          // Chromium asks by a dialog of its own, which no test can answer.
          if (name === "firefox") await welcome.click("#access-grant");
          else await bench.browser.setAccess(true);
          await until("the notice to go", () => welcome.$("#access[hidden]"));
          await until("the options to follow", () => options.$("#access-grant[hidden]"));
          await until("the popup to follow", () => popup.$("#access[hidden]"));
          await tab.visit(FAKE);
          await tab.untilLevel("danger");
          for (const page of [welcome, options, popup]) await page.close();
          await tab.close();
        });
      });
    }
  });
}
