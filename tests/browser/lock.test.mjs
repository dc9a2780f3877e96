// A code before the way on to a danger: typed on the extension's own page alone, kept as no code.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openOptions, untilText } from "../lib/settings.mjs";
import { surfaceRoutes } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";

const FAKE = "suivi-chronopost.example";
const CODE = "470815";
const OTHER = "2718";

for (const name of BROWSERS) {
  describe(`the way on under lock in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, surfaceRoutes);
    });
    after(() => bench?.close());

    async function warned() {
      const tab = await bench.openTab();
      await tab.visit(`https://${FAKE}/`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      return tab;
    }

    /** @param {import("../lib/bench.mjs").Tab} tab */
    const urlOf = (tab) => bench.control.evaluate(async (id) => (await chrome.tabs.get(id)).url ?? "", tab.id);

    /** Goes on, to the field for the code. @param {import("../lib/bench.mjs").Tab} tab */
    async function untilAsked(tab) {
      await tab.choose("proceed");
      await until("the extension's own page", async () => (await urlOf(tab)).includes("/warning/"));
      const warning = await until("the warning on it", async () => {
        const seen = await tab.warning();
        return seen?.text.includes("you need the code") ? seen : null;
      });
      assert.ok(warning.buttons.includes("Leave this page"));
      await tab.choose("proceed");
      await until("the keyboard in the field", () => tab.page.evaluate(() => document.activeElement?.id === "code"));
    }

    /** @param {import("../lib/bench.mjs").Tab} tab @param {string} code @param {string} answer */
    async function refused(tab, code, answer) {
      await tab.page.$eval("#code-error", (line) => line.replaceChildren());
      await tab.page.keyboard.type(code);
      await tab.page.keyboard.press("Enter");
      await untilText(tab.page, "#code-error", answer);
      await until("the field to be empty", () => tab.page.$eval("#code", (field) => /** @type {HTMLInputElement} */ (field).value === "" && field === document.activeElement));
      const reply = await tab.report();
      assert.equal(reply.kind === "verdict" && reply.dismissed, false);
    }

    const isSet = () => bench.control.evaluate(async () => (await chrome.runtime.sendMessage({ kind: "read_lock" })).isSet);

    test("a code is set by keyboard, and is kept as none", async () => {
      const options = await openOptions(bench);
      assert.equal(await options.$eval("#lock-now", (field) => field.checkVisibility()), false);
      await options.focus("#lock-new");
      for (const wrong of ["", "123", "12a4"]) {
        await options.$eval("#lock-error", (line) => line.replaceChildren());
        await options.$eval("#lock-new", (field) => /** @type {HTMLInputElement} */ (field).select());
        await options.keyboard.type(wrong);
        await options.keyboard.press("Enter");
        await untilText(options, "#lock-error", "4 to 8 digits");
      }
      await options.$eval("#lock-new", (field) => /** @type {HTMLInputElement} */ (field).select());
      await options.keyboard.type(CODE);
      await options.keyboard.press("Enter");
      await until("the lock", isSet);
      await untilText(options, "#status", "Saved");
      await options.close();
      const { local, session } = await bench.stored();
      const { lock } = /** @type {any} */ (local);
      assert.ok(lock.rounds >= 200_000 && lock.salt.length >= 16 && lock.hash.length === 32);
      assert.ok(!JSON.stringify([local, session]).includes(CODE));
      const { file } = await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "export_settings" }));
      assert.ok(!/lock|hash|salt/i.test(JSON.stringify(file)));
    });

    test("going on leads to the extension's own page; there the code opens the way, and no other", async () => {
      const tab = await warned();
      await untilAsked(tab);
      await refused(tab, "0000", "not the right code");
      await tab.page.keyboard.type(CODE);
      await tab.page.keyboard.press("Enter");
      await until("the page again", async () => (await urlOf(tab)).includes(FAKE));
      await tab.untilPassed();
      await tab.close();
    });

    test("three wrong codes make even the right one wait", async () => {
      const tab = await warned();
      await untilAsked(tab);
      await refused(tab, "1111", "not the right code");
      await refused(tab, "2222", "not the right code");
      await refused(tab, "3333", "Wait a minute");
      await refused(tab, CODE, "Wait a minute");
      // The minute goes by.
      await bench.control.evaluate(() => chrome.storage.local.set({ lockTries: { wrong: 0, until: Date.now() - 1 } }));
      await tab.page.keyboard.type(CODE);
      await tab.page.keyboard.press("Enter");
      await tab.untilPassed();
      await tab.close();
    });

    test("leaving asks for nothing", async () => {
      const tab = await warned();
      await untilAsked(tab);
      await tab.page.click("#lock-leave");
      // The browser tells no extension that it shows an empty page.
      await until("an empty page", async () => ["", "about:blank"].includes(await urlOf(tab)));
      await tab.close();
    });

    test("another code is set, or none, by whoever knows the one that is set", async () => {
      const options = await openOptions(bench);
      /** @param {string} now @param {string} wanted @param {string} button */
      const change = async (now, wanted, button) => {
        for (const [id, value] of [["now", now], ["new", wanted]]) {
          await options.$eval(`#lock-${id}`, (field, text) => void (/** @type {HTMLInputElement} */ (field).value = text), value ?? "");
        }
        await options.$eval("#lock-error", (line) => line.replaceChildren());
        await options.$eval("#status", (line) => line.replaceChildren());
        await options.click(button);
      };
      await change("0000", OTHER, "#lock [type=submit]");
      await untilText(options, "#lock-error", "not the right code");
      await change(CODE, OTHER, "#lock [type=submit]");
      await untilText(options, "#status", "Saved");
      await change(CODE, "", "#lock-remove");
      await untilText(options, "#lock-error", "not the right code");
      assert.ok(await isSet());
      await change(OTHER, "", "#lock-remove");
      await until("no lock", async () => !(await isSet()));
      await options.close();
      const tab = await warned();
      await tab.choose("proceed");
      await tab.untilPassed();
      await tab.close();
    });

    test("a code that was set while the warning stood is asked for", async () => {
      const tab = await warned();
      await bench.control.evaluate((wanted) => chrome.runtime.sendMessage({ kind: "change_lock", code: "", wanted }), CODE);
      await untilAsked(tab);
      await tab.close();
      await bench.control.evaluate((code) => chrome.runtime.sendMessage({ kind: "change_lock", code, wanted: null }), CODE);
    });
  });
}
