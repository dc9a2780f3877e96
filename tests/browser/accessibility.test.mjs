// Everyone must be able to read the warnings and act on them: axe's rules, and the keyboard.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvice } from "../lib/advice.mjs";
import { faultsOf } from "../lib/axe.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST ? { body: path === "/fake" ? fakePayment() : plainPage() } : null);

for (const name of BROWSERS) {
  for (const dark of [false, true]) {
    describe(`accessibility in ${name}, ${dark ? "dark" : "light"}`, () => {
      /** @type {import("../lib/bench.mjs").Bench} */
      let bench;
      before(async () => {
        bench = await startBench(name, routes, { dark });
      });
      after(() => bench?.close());

      for (const path of ["/fake", "/"]) {
        test(`the popup of ${path}`, async () => {
          const tab = await bench.openTab();
          await tab.visit(`https://${HOST}${path}`);
          const popup = await bench.browser.openExtensionPage(`popup/popup.html?tab=${tab.id}`);
          await untilPainted(popup);
          assert.deepEqual(await faultsOf(popup), []);
          await popup.close();
          await tab.close();
        });
      }

      for (const each of /** @type {const} */ (["help", "report"])) {
        test(`the page of ${each}`, async () => {
          const tab = await bench.openTab();
          await tab.visit(`https://${HOST}/fake`);
          await tab.untilLevel("danger");
          const page = await openAdvice(bench, each, tab.id);
          await page.select("#country", "FR");
          await until("the contacts of France", () => page.$('[href="sms:33700"]'));
          for (const box of await page.$$("#given input")) await box.click();
          if (each === "help") await until("the steps", () => page.$('[data-step="block_card"]'));
          assert.deepEqual(await faultsOf(page), []);
          for (const width of [360, 640]) {
            await page.setViewport({ width, height: 800 });
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            assert.equal(overflow, 0, `${width} px wide`);
          }
          await page.close();
          await tab.close();
        });
      }

      test("the warning", async () => {
        const tab = await bench.openTab();
        await tab.visit(`https://${HOST}/fake`);
        await tab.untilWarning();
        // axe sees no closed root: it is given the same tree and style in a page of its own.
        const { markup, style } = await bench.browser.inWarning(tab.page, String(copyOf));
        assert.notEqual(style, "");
        const copy = await bench.browser.newPage();
        await copy.setContent(
          `<!doctype html><html lang="fr"><title>copy</title><style>${style.replaceAll(":host", "body")}</style><body><main>${markup}</main>`,
        );
        await copy.evaluate(() => document.querySelector("dialog")?.showModal());
        assert.deepEqual(await faultsOf(copy), []);
        await copy.close();
        await tab.close();
      });

      if (dark) return;
      test("the keyboard stays in the warning, and Escape does not close it", async () => {
        const tab = await bench.openTab();
        await tab.visit(`https://${HOST}/fake`);
        await until("the keyboard to be in the warning", async () => (await tab.warning())?.focused);
        const inPage = () => tab.page.evaluate(() => document.activeElement?.matches("input, a, button") ?? false);
        for (let step = 0; step < 6; step += 1) {
          await tab.page.keyboard.press("Tab");
          assert.equal(await inPage(), false, "the page behind takes no key");
        }
        for (let step = 0; step < 3; step += 1) await tab.page.keyboard.press("Escape");
        assert.ok((await tab.untilWarning()).modal);
        await tab.close();
      });
    });
  }
}

/** @param {ShadowRoot} root */
function copyOf(root) {
  const sheets = [...root.adoptedStyleSheets, ...root.styleSheets];
  return {
    markup: root.innerHTML.replace(/<dialog([^>]*) open=""/g, "<dialog$1"),
    style: sheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n"),
  };
}
