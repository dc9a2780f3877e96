// What a test file leaves in its browser is not there for the next one that gets it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { endKept, keepBrowsers } from "../lib/kept.mjs";
import { plainPage } from "./pages.mjs";

const URL_OF_PAGE = "https://boulangerie.example/";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = () => ({ body: plainPage() });

for (const name of BROWSERS) {
  describe(`a browser for several files in ${name}`, () => {
    let wasKeeping = false;
    before(() => {
      wasKeeping = keepBrowsers();
    });
    after(async () => {
      if (!wasKeeping) await endKept();
    });

    test("it is the same program, and has none of the tabs, data and looks of before", async () => {
      const first = await startBench(name, routes);
      const tab = await first.openTab();
      await tab.visit(URL_OF_PAGE);
      await tab.page.evaluate(() => {
        globalThis.document.cookie = "left=1";
        localStorage.setItem("left", "1");
      });
      await first.control.evaluate(async () => {
        await chrome.storage.local.set({ left: 1 });
        await chrome.storage.session.set({ left: 1 });
        await chrome.windows.create({ url: "about:blank" });
      });
      await first.browser.setLook({ dark: true });
      const process = first.browser.browser.process()?.pid;
      await first.close();

      const second = await startBench(name, routes, { viewport: { width: 400, height: 700 } });
      try {
        assert.equal(second.browser.browser.process()?.pid, process);
        assert.notEqual(second.browser.origin, first.browser.origin);
        assert.deepEqual(second.sites.requests, []);
        const { local, session } = /** @type {{ local: object, session: object }} */ (await second.stored());
        assert.ok(!("left" in local) && !("left" in session), JSON.stringify({ local, session }));
        // An empty one and the bench's own.
        assert.deepEqual(await second.control.evaluate(async () => [(await chrome.tabs.query({})).length, (await chrome.windows.getAll()).length]), [2, 1]);
        const opened = await second.openTab();
        await opened.visit(URL_OF_PAGE);
        assert.deepEqual(
          await opened.page.evaluate(() => ({ cookie: globalThis.document.cookie, kept: localStorage.length, isDark: matchMedia("(prefers-color-scheme: dark)").matches, width: innerWidth })),
          { cookie: "", kept: 0, isDark: false, width: 400 },
        );
      } finally {
        await second.close();
      }
    });
  });
}
