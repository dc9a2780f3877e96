// Everyone must be able to act on every surface: names and descriptions for screen readers, the
// keyboard alone, the focus given back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openSurface, surfaceRoutes } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** Its field of the name has the focus when the warning comes. */
const FOCUSED = fakePayment(`<script>addEventListener("DOMContentLoaded", () => document.querySelector("#nom").focus());</script>`);

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST ? { body: FOCUSED } : surfaceRoutes(host, path));

/** The panel of each surface that stands in a closed root; the demonstration is also a page of the extension's own. */
const panelOf = (/** @type {string} */ name) => (name === "question" ? ".question[popover]" : "dialog, .banner, .strip");

for (const name of BROWSERS) {
  describe(`accessibility in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    for (const [surface, role] of /** @type {const} */ ([["danger", "alertdialog"], ["caution", "region"], ["question", "dialog"]])) {
      test(`${surface} is announced as ${role}, by its name and what it says`, async () => {
        const { page, close } = await openSurface(bench, surface);
        const seen = await bench.browser.inWarning(page, String(announced), panelOf(surface));
        assert.equal(seen.role, role);
        assert.ok(seen.name.length > 10, seen.name);
        if (role !== "region") assert.ok(seen.description.length > 20, seen.description);
        assert.equal(seen.live, role === "region" ? "polite" : null);
        await close();
      });
    }

    test("the keyboard stays in the warning, Escape does not close it, and the focus goes back to where it was", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      await tab.untilFocused();
      const inPage = () => tab.page.evaluate(() => document.activeElement?.matches("input, a, button") ?? false);
      for (let step = 0; step < 6; step += 1) {
        await tab.page.keyboard.press("Tab");
        assert.equal(await inPage(), false, "the page behind takes no key");
      }
      for (let step = 0; step < 3; step += 1) await tab.page.keyboard.press("Escape");
      assert.ok((await tab.untilWarning()).modal);
      // A warning that learnt more is built anew, and its way on waits again.
      await until("the strip of a passed danger", async () => {
        const warning = await tab.warning();
        if (warning?.kind === "strip") return true;
        await tab.takeKeyboard();
        const isReady = (await bench.browser.inWarning(tab.page, String(focusOn), ".on")) && (await bench.browser.inWarning(tab.page, String(isOpen), ".on"));
        if (isReady) await tab.page.keyboard.press("Enter");
        throw new Error(`at ${await tab.address()}, ready: ${isReady}, warning: ${JSON.stringify(warning)}`);
      });
      await until("the focus in the field", () => tab.page.$eval("#nom", (field) => field.matches(":focus")));
      await tab.close();
    });

    for (const surface of /** @type {const} */ (["caution", "question"])) {
      test(`${surface} is left by keyboard alone`, async () => {
        const { page, close } = await openSurface(bench, surface);
        const [last, panel] = surface === "question" ? [".question .quiet", ".question[popover]"] : [".close", ".banner"];
        if (surface === "question") await until("the focus in the question", () => bench.browser.inWarning(page, String(hasFocus), panel));
        await until(`the focus on ${last}`, async () => {
          await page.keyboard.press("Tab");
          return bench.browser.inWarning(page, String(hasFocus), last);
        });
        await until(`${last} to be in use`, () => bench.browser.inWarning(page, String(hasFocus), `${last}:not([aria-disabled=true])`));
        await page.keyboard.press("Enter");
        await until(`${surface} to go`, async () => !(await bench.browser.inWarning(page, String(announced), panel)));
        if (surface === "question") await until("the focus in the field", () => page.$eval("#num", (field) => field.matches(":focus")));
        await close();
      });
    }
  });
}

/**
 * Runs in a closed root.
 * @param {ShadowRoot} root
 * @param {string} selector
 */
function announced(root, selector) {
  const panel = root.querySelector(selector);
  if (!panel) return null;
  const textOf = (/** @type {string} */ attribute) => root.getElementById(panel.getAttribute(attribute) ?? "")?.textContent ?? "";
  return { role: panel.getAttribute("role"), name: textOf("aria-labelledby"), description: textOf("aria-describedby"), live: panel.getAttribute("aria-live") };
}

/**
 * Runs in a closed root.
 * @param {ShadowRoot} root
 * @param {string} selector
 */
function hasFocus(root, selector) {
  return root.activeElement?.matches(selector) ? true : null;
}

/**
 * Runs in a closed root.
 * @param {ShadowRoot} root
 * @param {string} selector
 * @returns {boolean | null} null while the element takes nothing
 */
function focusOn(root, selector) {
  const element = root.querySelector(`${selector}:not([aria-disabled=true])`);
  if (element) /** @type {HTMLElement} */ (element).focus();
  return element && root.activeElement === element ? true : null;
}

/**
 * Runs in a closed root: whether a button that waits at first takes clicks now.
 * @param {ShadowRoot} root
 * @param {string} selector
 */
function isOpen(root, selector) {
  return root.querySelector(selector)?.getAttribute("aria-disabled") === "false" ? true : null;
}
