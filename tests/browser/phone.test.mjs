// Firefox for Android as far as a desktop's Firefox can be it: a phone's sizes, a finger and no mouse, and without what that
// browser lacks. What is left to a real phone: docs/LIMITS.md.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { adviceAddress, openAdvicePages } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { mayClose } from "../lib/closing.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { openOwnPage } from "../lib/settings.mjs";
import { untilStill } from "../lib/still.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { fakePayment, shopOfNobody } from "./pages.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const FAKE = "suivi-chronopost.example";
const SHOP = "secure-paiement.example";
const LURE = "Chronopost : votre colis est retenu, réglez 1,99 EUR de frais sous 24 h : https://chronopost-colis.example/x";

/** Upright: a small phone, today's usual one, a large one; the height is what the browser's bars leave. */
const PHONES = [
  { width: 360, height: 560 },
  { width: 393, height: 700 },
  { width: 430, height: 780 },
];
const [SMALL = { width: 360, height: 560 }] = PHONES;
const SIDEWAYS = { width: 640, height: 280 };
const TOUCH = 44;

/** What Firefox for Android does not have. */
const PHONE = {
  "manifest.json": (/** @type {string} */ text) => {
    const manifest = JSON.parse(text);
    for (const key of ["commands", "omnibox", "sidebar_action"]) delete manifest[key];
    return JSON.stringify({ ...manifest, permissions: ["activeTab", "storage"] });
  },
  "background/toolbar.js": (/** @type {string} */ text) =>
    text.replace("const { action } = chrome;", "const { setBadgeText, setTitle } = chrome.action;\n  const action = { setBadgeText, setTitle };"),
};

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host) => {
  // As high as pages are: the banner lies over the beginning of it.
  const body = { [FAKE]: fakePayment(), [SHOP]: shopOfNobody().replace("<body>", '<body><div style="height: 400px"></div>') }[host];
  return body ? { body: body.replace("<head>", '<head><meta name="viewport" content="width=device-width">') } : null;
};

/**
 * Runs in the page, on the warning's closed root.
 * @param {ShadowRoot} root
 * @param {number} touch
 * @returns {{ outside: string[], small: string[] } | null}
 */
function reachOf(root, touch) {
  const shown = root.querySelector("dialog:modal, .banner:popover-open");
  if (!shown) return null;
  const buttons = [...shown.querySelectorAll("button, summary, a[href]")].filter((button) => button.checkVisibility());
  const where = (/** @type {Element} */ button) => `${button.className}: ${button.textContent?.trim()} at ${Math.round(button.getBoundingClientRect().bottom)}`;
  const [first] = [...shown.querySelectorAll("button.main, button.act")].filter((button) => button.checkVisibility());
  if (!first) return null;
  const { left, right, top, bottom } = first.getBoundingClientRect();
  const isIn = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  const small = buttons.filter((button) => button.getBoundingClientRect().height < touch - 0.5 || button.getBoundingClientRect().width < touch - 0.5);
  return { outside: isIn ? [] : [where(first)], small: small.map(where) };
}

/** @param {Page} page @param {string} selector @returns {Promise<boolean>} whether it is in view, whole in its width and begun in its height */
const isInView = (page, selector) =>
  page.$eval(selector, (element) => {
    const { left, right, top, height } = element.getBoundingClientRect();
    return height > 0 && left >= 0 && right <= innerWidth + 0.5 && top >= 0 && top < innerHeight - 40;
  });

/**
 * Taps what lies where it stays: a finger on what still moves meets something else.
 * @param {import("../lib/bench.mjs").Bench} bench
 * @param {Page} page
 * @param {string} selector
 */
async function tap({ browser }, page, selector) {
  await page.bringToFront();
  const element = await until(selector, () => page.$(selector));
  await element.evaluate((each) => each.scrollIntoView({ block: "center" }));
  await untilStill(browser, page);
  await mayClose(page, () => element.tap());
}

for (const name of BROWSERS.filter((each) => each === "firefox")) {
  describe(`a phone's form of ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {() => void} */
    let remove;
    before(async () => {
      const phone = variantOf(name, PHONE);
      remove = phone.remove;
      bench = await startBench(name, routes, { extension: phone.extension, viewport: SMALL, touch: true });
    });
    after(async () => {
      await bench?.close();
      remove?.();
    });

    test("there is a finger, and nothing that hovers; what a phone lacks is not there", async () => {
      assert.deepEqual(
        await bench.control.evaluate(() => [
          matchMedia("(any-hover: none) and (pointer: coarse)").matches,
          ...["contextMenus", "omnibox", "sidebarAction", "commands"].map((key) => typeof Reflect.get(chrome, key)),
        ]),
        [true, "undefined", "undefined", "undefined", "undefined"],
      );
    });

    for (const language of ["fr", "de", "pl"]) {
      test(`the way out of a warning is in view without scrolling, each button as large as a finger, in ${language}`, async () => {
        await speakLanguage(bench, language);
        for (const [host, level] of /** @type {const} */ ([[FAKE, "danger"], [SHOP, "caution"]])) {
          const tab = await bench.openTab();
          await tab.visit(`https://${host}/`);
          await tab.untilLevel(level);
          await tab.untilWarning();
          for (const size of PHONES) {
            await tab.page.setViewport(size);
            await until(`${size.width} px`, async () => (await bench.browser.inPage(tab.page, "() => innerWidth")) === size.width);
            await untilStill(bench.browser, tab.page, { filling: true });
            const reach = await until("the warning", () => bench.browser.inWarning(tab.page, String(reachOf), TOUCH));
            assert.deepEqual(reach, { outside: [], small: [] }, `${level} at ${size.width} × ${size.height}`);
          }
          await tab.close();
        }
        await speakLanguage(bench, "en");
      });
    }

    test("a finger gets help from the warning, and goes on only after the wait", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${FAKE}/`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.tap("help");
      await until("the page of help", async () => (await openAdvicePages(bench)).includes(adviceAddress(bench, "help", tab.id)));
      await tab.page.bringToFront();
      await tab.tap("proceed");
      await tab.untilPassed();
      await tab.close();
    });

    test("a finger leaves the page, on a phone that lies on its side", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${FAKE}/`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.page.setViewport(SIDEWAYS);
      await until("the width", async () => (await bench.browser.inPage(tab.page, "() => innerWidth")) === SIDEWAYS.width);
      await tab.tap("leave");
      await until("another page", () => bench.control.evaluate(async (id, host) => !(await chrome.tabs.get(id)).url?.includes(host), tab.id, FAKE));
      await tab.close();
    });

    test("a finger on a card field below the banner brings the question, and fills it in after the answer", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${SHOP}/`);
      await tab.untilLevel("caution");
      await tab.untilWarning();
      await until("the question", async () => {
        await tab.page.tap("#num");
        return tab.question();
      });
      await tab.tapAnswer("goOn");
      await until("the question to go", async () => (await tab.question()) === null);
      await tab.page.tap("#num");
      await tab.page.keyboard.type("4970");
      assert.equal(await tab.page.$eval("#num", (field) => /** @type {HTMLInputElement} */ (field).value), "4970");
      await tab.close();
    });

    test("the popup is a page there: as wide as the screen, its verdict in view, help a tap away", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${FAKE}/`);
      await tab.untilLevel("danger");
      const popup = await bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
      await popup.setViewport(SMALL);
      await untilPainted(popup);
      assert.ok(await isInView(popup, "#report h1, #report h2"));
      const misfit = await popup.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(misfit <= 0, `${misfit} px too wide`);
      await tap(bench, popup, "#help-link");
      await until("the page of help", async () => (await openAdvicePages(bench)).includes(adviceAddress(bench, "help", tab.id)));
      await tab.close();
    });

    test("the box takes a message by a finger alone, and its answer comes into view", async () => {
      const box = await openOwnPage(bench, "pages/box/box.html");
      await box.setViewport(SMALL);
      await untilPainted(box);
      await tap(bench, box, "#check-box");
      await until("the keyboard to be in the box", () => box.$("#check-box:focus"));
      await box.keyboard.type(LURE);
      await tap(bench, box, "#check-form [type=submit]");
      await until("an answer", () => box.$(".result"));
      await until("it to be in view", () => isInView(box, ".result h3"));
      assert.equal(await box.$eval(".result", (result) => result.getAttribute("data-level")), "danger");
      await box.close();
    });

    test("welcome has no icon to pin where the browser says that it is a phone's, and its statement is agreed to by a finger", async () => {
      const page = await openOwnPage(bench, "pages/welcome/welcome.html");
      await page.setViewport(SMALL);
      await page.evaluate(() => {
        Object.defineProperty(chrome.runtime, "getPlatformInfo", { value: async () => ({ os: "android", arch: "arm64" }) });
      });
      await speakLanguage(bench, "fr");
      await until("no wish for a pin", () => page.$("#pin[hidden]"));
      await speakLanguage(bench, "en");
      await until("English", () => page.$(":root[lang=en]"));
      await tap(bench, page, "#reads-understood");
      await until("the statement to go", () => page.$("#reads[hidden]"));
      await page.close();
    });

    test("nothing of it went over the network", () => assert.deepEqual(bench.strayRequests(), []));
  });
}
