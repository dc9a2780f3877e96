// The first page a visitor sees, the demonstration, and what happens without access to web pages.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faultsOf } from "../lib/axe.mjs";
import { BROWSERS, builtExtension, startBench, Tab } from "../lib/bench.mjs";
import { LAUNCH } from "../lib/browser.mjs";
import { openOptions, openOwnPage, textOf, untilText } from "../lib/settings.mjs";
import { startSites } from "../lib/sites.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment } from "./pages.mjs";

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
          assert.equal((await page.$$("#welcome .points li")).length, 3);
          assert.match(await textOf(page), /Nothing leaves your device/);
          assert.match(await textOf(page, "#pin"), name === "firefox" ? /Pin to Toolbar/ : /the pin beside Vigicolis/);
          assert.deepEqual(await faultsOf(bench, page), []);
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
