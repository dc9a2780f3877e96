// Somebody at the visitor's side: whom a warning offers to call, and what no page learns of them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { adviceAddress, openAdvicePages, untilAdvice } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { openOptions, openOwnPage, settingsOf, textOf, untilText } from "../lib/settings.mjs";
import { surfaceRoutes } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";

const FAKE = "suivi-chronopost.example";
const ODD = "chronopost-colis.example";
/** An SVG document, which can hold no warning. */
const DRAWN = "brindille-azur.example";

const NAME = "Philomène";
const PHONE = "+33 (0)6 12 34 56 78";

/**
 * Runs in a page that is warned of: all ways to the words of a document.
 * @param {string} name
 */
function pageKnows(name) {
  const { body, documentElement } = document;
  getSelection()?.selectAllChildren(documentElement);
  const selected = String(getSelection());
  getSelection()?.removeAllRanges();
  const find = (/** @type {string} */ text) => /** @type {any} */ (globalThis).find(text, false, false, true);
  return {
    // That the search finds anything at all.
    own: find("Chronopost"),
    found: find(name),
    markup: documentElement.outerHTML.includes(name) || body.innerText.includes(name) || selected.includes(name),
    roots: documentElement.getHTML({ serializableShadowRoots: true }).includes(name),
  };
}

/** Runs in the warning's root. @param {ShadowRoot} root */
function callButton(root) {
  const button = root.querySelector("button.call");
  return button && { label: button.getAttribute("aria-label"), painted: getComputedStyle(button, "::before").content, all: root.innerHTML };
}

for (const name of BROWSERS) {
  describe(`somebody at one's side in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, surfaceRoutes);
    });
    after(() => bench?.close());

    /** @param {string} host @param {string} level */
    async function warned(host, level) {
      const tab = await bench.openTab();
      await tab.visit(`https://${host}/`);
      await tab.untilLevel(level);
      await tab.untilWarning();
      return tab;
    }

    /** @param {import("../lib/bench.mjs").Tab} tab */
    async function openedCall(tab) {
      const address = adviceAddress(bench, "call", tab.id);
      await until("the page of the person", async () => (await openAdvicePages(bench)).includes(address));
      // What was opened may be shown by no driver: its address is.
      const page = await openOwnPage(bench, `pages/call/call.html?tab=${tab.id}`);
      await untilAdvice(page, "call");
      return page;
    }

    test("nobody is offered before somebody was chosen", async () => {
      const tab = await warned(FAKE, "danger");
      assert.equal(await bench.browser.inWarning(tab.page, String(callButton)), null);
      const popup = await bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
      await untilPainted(popup);
      assert.equal(await popup.$eval("#call-link", (link) => link.checkVisibility()), false);
      await popup.close();
      const page = await openOwnPage(bench, `pages/call/call.html?tab=${tab.id}`);
      assert.match(await textOf(page), /You have not chosen anyone to call yet\. Choose a person/);
      assert.equal(await page.$eval("#number", (link) => link.checkVisibility()), false);
      await page.close();
      await tab.close();
    });

    test("somebody is chosen by keyboard; what is no name and no number is refused beside its field", async () => {
      const options = await openOptions(bench);
      await options.focus("#person-name");
      await options.keyboard.press("Tab");
      await options.keyboard.type("seventeen");
      await options.keyboard.press("Enter");
      await untilText(options, "#person-name-error", /missing/i);
      await untilText(options, "#person-phone-error", /phone number/i);
      const focused = () => options.evaluate(() => document.activeElement?.id);
      assert.equal(await focused(), "person-name");
      assert.equal((await settingsOf(bench))?.person ?? null, null);
      await options.keyboard.type(NAME);
      await options.keyboard.press("Tab");
      // The field's words are selected when the keyboard comes.
      await options.keyboard.type(PHONE);
      await options.keyboard.press("Enter");
      await until("the person to be kept", async () => (await settingsOf(bench))?.person);
      assert.deepEqual((await settingsOf(bench)).person, { name: NAME, phone: PHONE });
      await untilText(options, "#status", "Saved");
      assert.equal(await textOf(options, "#person-phone-error"), "");
      await options.close();
    });

    // Firefox' events give a page what stands in the warning's closed root.
    const onWarning = name === "firefox" ? "Call your trusted person" : `Call ${NAME}`;

    for (const [host, level] of /** @type {const} */ ([[FAKE, "danger"], [ODD, "caution"]])) {
      test(`the warning of ${level} offers to call; the number stands on the extension's own page`, async () => {
        const tab = await warned(host, level);
        const button = await bench.browser.inWarning(tab.page, String(callButton));
        assert.equal(button.label, onWarning);
        assert.match(button.painted, /attr\(aria-label\)|Philomène|trusted/);
        assert.ok(!/12.?34.?56/.test(button.all), "the number is in no page");
        await tab.choose("call");
        const page = await openedCall(tab);
        assert.equal(await page.$eval("#number", (link) => link.getAttribute("href")), "tel:+33612345678");
        const text = await textOf(page);
        for (const words of [`Call ${NAME}`, PHONE, "website that says it is Chronopost", "before I pay anything"]) assert.ok(text.includes(words), text);
        await page.close();
        await tab.page.bringToFront();
        assert.ok(await tab.warning(), "the warning stays");
        await tab.close();
      });

      test(`a page below the warning of ${level} can't read the name`, async () => {
        const tab = await warned(host, level);
        assert.ok(await bench.browser.inWarning(tab.page, String(callButton)));
        assert.deepEqual(await tab.page.evaluate(pageKnows, NAME), { own: true, found: false, markup: false, roots: false });
        await tab.page.evaluate(() => addEventListener("focusin", (event) => {
          Object.assign(globalThis, { within: /** @type {any} */ (event).originalTarget?.getRootNode?.().innerHTML });
        }, true));
        await tab.page.keyboard.press("Tab");
        assert.ok(!String(await tab.page.evaluate(() => /** @type {any} */ (globalThis).within)).includes(NAME));
        await tab.close();
      });
    }

    test("so does the warning on the extension's own page", async () => {
      const tab = await bench.openTab();
      await tab.page.goto(`https://${DRAWN}/`).catch(() => {});
      await until("the extension's own page", () => bench.control.evaluate(async (id) => (await chrome.tabs.get(id)).url?.includes("/warning/"), tab.id));
      await until("the warning on it", () => tab.warning());
      assert.equal((await bench.browser.inWarning(tab.page, String(callButton))).label, `Call ${NAME}`);
      await tab.choose("call");
      await (await openedCall(tab)).close();
      await tab.close();
    });

    test("the popup offers it on a page that is warned of", async () => {
      const tab = await warned(FAKE, "danger");
      const popup = await bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
      await untilPainted(popup);
      const link = await popup.$eval("#call-link", (each) => ({ isShown: each.checkVisibility(), text: each.textContent, href: /** @type {HTMLAnchorElement} */ (each).href }));
      assert.deepEqual(link, { isShown: true, text: `Call ${NAME}`, href: adviceAddress(bench, "call", tab.id) });
      await popup.close();
      await tab.close();
    });

    for (const [host, level, words] of /** @type {const} */ ([
      [FAKE, "danger", "fake Chronopost site: suivi-chronopost[.]example"],
      [ODD, "caution", "doubtful site: chronopost-colis[.]example"],
    ])) {
      for (const path of ["call/call", "popup/popup"]) {
        test(`a text for others about a page of ${level} is shown by ${path}, and copied`, async () => {
          const tab = await warned(host, level);
          const page = await bench.browser.openExtensionPage(`pages/${path}.html?tab=${tab.id}`);
          const text = await until("the text", () => page.$eval("#tell:not([hidden]) #tell-text", (box) => /** @type {HTMLTextAreaElement} */ (box).value));
          assert.ok(text.includes(words) && !/https?:|[a-z]\.[a-z]/.test(text), text);
          if (path === "popup/popup") await page.click("#tell summary");
          await page.evaluate(() => {
            const writeText = async (/** @type {string} */ copied) => void Object.assign(globalThis, { copied });
            Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
          });
          await page.focus("#tell-copy");
          await page.keyboard.press("Enter");
          await untilText(page, "#tell-status", "copied");
          assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).copied), text);
          await page.close();
          await tab.close();
        });
      }
    }

    test("the strip after going on offers it where there is room", async () => {
      const tab = await warned(FAKE, "danger");
      await tab.choose("proceed");
      await tab.untilPassed();
      assert.equal((await bench.browser.inWarning(tab.page, String(callButton))).label, onWarning);
      const isShown = () => bench.browser.inWarning(tab.page, String((/** @type {ShadowRoot} */ root) => root.querySelector(".strip .call")?.checkVisibility()));
      assert.equal(await isShown(), true);
      await tab.page.setViewport({ width: 360, height: 740 });
      await until("the strip to be short of room", async () => (await isShown()) === false);
      await tab.close();
    });

    test("what a warning opens, opens in the warning's own window", async () => {
      const tab = await warned(FAKE, "danger");
      const { own, other } = await bench.control.evaluate(async (id) => {
        const made = await chrome.windows.create({ url: "about:blank", focused: true });
        return { own: (await chrome.tabs.get(id)).windowId, other: made?.id };
      }, tab.id);
      await tab.choose("help");
      const address = adviceAddress(bench, "help", tab.id);
      const opened = await until("the page of help", () => bench.control.evaluate(async (url) => (await chrome.tabs.query({})).find((each) => each.url === url) ?? null, address));
      assert.notEqual(own, other);
      assert.equal(opened.windowId, own);
      await bench.control.evaluate(async (id, window) => {
        await chrome.tabs.remove(id);
        await chrome.windows.remove(window);
      }, opened.id ?? -1, other ?? -1);
      await tab.close();
    });

    test("there is nothing to tell of a page without a warning", async () => {
      const tab = await bench.openTab();
      await tab.visit("https://recettes-famille.example/");
      await tab.untilLevel("clear");
      for (const path of ["call/call", "popup/popup"]) {
        const page = await bench.browser.openExtensionPage(`pages/${path}.html?tab=${tab.id}`);
        await until("the page to be painted", () => page.$("main:not([aria-busy])"));
        assert.equal(await page.$eval("#tell", (tell) => tell.checkVisibility()), false);
        await page.close();
      }
      await tab.close();
    });

    test("who was chosen goes along in the file, and is forgotten by one button", async () => {
      const reply = await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "export_settings" }));
      assert.deepEqual(reply.file.person, { name: NAME, phone: PHONE });
      const options = await openOptions(bench);
      await options.click("#person-remove");
      await until("nobody to be kept", async () => (await settingsOf(bench)).person === null);
      await until("the field to be empty", () => options.$eval("#person-name", (field) => /** @type {HTMLInputElement} */ (field).value === "" && field === document.activeElement));
      await options.close();
      const tab = await warned(FAKE, "danger");
      assert.equal(await bench.browser.inWarning(tab.page, String(callButton)), null);
      await tab.close();
    });
  });
}
