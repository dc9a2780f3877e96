// How long the way on from a danger waits: longer by choice, shorter only with the code, said before it is over.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faultsOf } from "../lib/axe.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openOptions, settingsOf, textOf, untilText } from "../lib/settings.mjs";
import { until } from "../lib/until.mjs";
import { CARD_FORM, fakeAsking, fakePayment } from "./pages.mjs";

/** @typedef {import("../lib/bench.mjs").Tab} Tab */

const HOST = "suivi-chronopost.example";
const CODE = "470815";
const GO_ON = "button.on";
const ANSWER = ".question button.quiet";

const IDENTITY = '<label for="field">Pièce d\'identité (recto)</label> <input id="field" name="piece_identite" type="file" accept="image/*">';

/** @type {Record<string, string>} */
const PAGES = { "/card": fakePayment(), "/identity": fakeAsking(IDENTITY) };

/**
 * Runs in a closed root.
 * @param {ShadowRoot} root
 * @param {string} selector of a way on
 */
function stateOf(root, selector) {
  const button = root.querySelector(selector);
  const box = button?.getBoundingClientRect();
  if (!button || !box || box.width < 1) return null;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, waits: button.ariaDisabled === "true", line: root.querySelector(".wait")?.textContent ?? "" };
}

for (const name of BROWSERS) {
  describe(`the wait before the way on in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, (host, path) => (host === HOST && PAGES[path] ? { body: PAGES[path] } : null));
    });
    after(() => bench?.close());

    /** @param {Tab} tab @param {string} [selector] @returns {Promise<ReturnType<typeof stateOf>>} */
    const look = (tab, selector = GO_ON) => bench.browser.inWarning(tab.page, String(stateOf), selector);

    /** @param {string} path */
    async function warned(path) {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}${path}`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      return tab;
    }

    /** Presses a way on while it takes nothing. @param {Tab} tab @param {string} [selector] */
    async function pressEarly(tab, selector) {
      const { x, y, waits } = await until("the way on", () => look(tab, selector));
      assert.ok(waits, "it waits");
      await tab.page.mouse.click(x, y);
    }

    /** @param {import("../../extension/wasm/protocol.js").SettingsChange} change @param {string} [code] */
    const ask = (change, code) => bench.control.evaluate((request) => chrome.runtime.sendMessage(request), { kind: "change_settings", change, code });
    /** @param {unknown} value @param {string} [code] */
    const choose = (value, code) => ask({ kind: "choose_value", key: "wait", value }, code);

    test("ten seconds hold until more are chosen, and are said to whoever presses earlier", async () => {
      const tab = await warned("/card");
      assert.equal((await look(tab))?.line, "");
      await pressEarly(tab);
      await until("the reason", async () => (await look(tab))?.line.includes("Take 10 seconds to check"));
      await tab.close();
    });

    test("a page that takes its card field back can't shorten the wait", async () => {
      await choose(300);
      const tab = await warned("/card");
      await tab.page.$eval("form", (form, fields) => void (form.innerHTML = fields), IDENTITY);
      await tab.untilVerdict("danger that asks for papers alone", ({ level, asks }) => level === "danger" && asks.includes("identity_document") && !asks.includes("card_number"));
      await until("two seconds of the page", async () => (await tab.page.evaluate(() => performance.now())) > 2_000);
      await pressEarly(tab);
      await until("the reason", async () => (await look(tab))?.line.includes("Take 5 minutes to check"));
      await tab.close();
      await choose(10);
    });

    test("a longer wait is chosen in the options by keyboard", async () => {
      const options = await openOptions(bench);
      assert.equal(await options.$eval("#wait-time", (field) => /** @type {HTMLSelectElement} */ (field).value), "10");
      assert.deepEqual(await options.$$eval("#wait-time option", (all) => all.map((each) => each.textContent)), ["10 seconds", "30 seconds", "1 minute", "5 minutes"]);
      await options.select("#wait-time", "60");
      assert.equal(await options.$eval("#wait-code", (field) => field.checkVisibility()), false, "without a code none is asked for");
      await options.focus("#wait-save");
      await options.keyboard.press("Enter");
      await until("the choice to be kept", async () => (await settingsOf(bench))?.wait === 60);
      await untilText(options, "#status", "Saved");
      assert.deepEqual(await faultsOf(bench, options), []);
      await options.close();
    });

    for (const [seconds, words] of /** @type {const} */ ([[30, "30 seconds"], [60, "1 minute"], [300, "5 minutes"]])) {
      test(`a wait of ${words} is said at once, and the way on takes nothing`, async () => {
        assert.equal((await choose(seconds)).kind, "settings");
        const tab = await warned("/card");
        await until("the line", async () => (await look(tab))?.line.includes(`Take ${words} to check`));
        // Longer than any other button waits.
        await until("two seconds of the page", async () => (await tab.page.evaluate(() => performance.now())) > 2_000);
        await pressEarly(tab);
        assert.equal((await tab.warning())?.modal, true);
        const reply = await tab.report();
        assert.equal(reply.kind === "verdict" && reply.dismissed, false);
        await tab.close();
      });
    }

    test("a danger that asks for nothing grave waits no longer than before", async () => {
      const tab = await warned("/identity");
      assert.equal((await look(tab))?.line, "");
      await tab.choose("proceed");
      await tab.untilPassed();
      await tab.close();
    });

    test("a card that is asked for only once the visitor went on waits as long, beside its field", async () => {
      const tab = await warned("/identity");
      await tab.choose("proceed");
      await tab.untilDismissed();
      await tab.page.evaluate((form) => document.body.insertAdjacentHTML("beforeend", form), CARD_FORM);
      await until("the question", async () => {
        await tab.page.click("#num");
        return tab.question();
      });
      await until("the line", async () => (await look(tab, ANSWER))?.line.includes("Take 5 minutes to check"));
      await pressEarly(tab, ANSWER);
      assert.ok(await tab.question(), "the click did nothing");
      await tab.close();
    });

    test("where a code is set, a shorter wait takes it; a longer one does not", async () => {
      await bench.control.evaluate((wanted) => chrome.runtime.sendMessage({ kind: "change_lock", code: "", wanted }), CODE);
      for (const code of [undefined, "", "0000"]) {
        const { kind, problem } = await choose(10, code);
        assert.deepEqual([kind, problem], ["lock", "wrong"]);
      }
      await bench.control.evaluate(() => chrome.storage.local.remove("lockTries"));
      const file = JSON.stringify({ version: 1, wait: 10 });
      assert.deepEqual(await ask({ kind: "import_file", text: file }), { kind: "refused", faults: [{ key: "wait", problem: "unknown" }] });
      assert.equal((await choose(60, CODE)).kind, "settings");
      assert.equal((await choose(300)).kind, "settings");
      const options = await openOptions(bench);
      await options.select("#wait-time", "30");
      assert.ok(await options.$eval("#wait-code", (field) => field.checkVisibility()));
      assert.deepEqual(await faultsOf(bench, options), []);
      await options.type("#wait-code", "0000");
      await options.keyboard.press("Enter");
      await untilText(options, "#wait-error", "not the right code");
      assert.equal((await settingsOf(bench)).wait, 300);
      await until("the field", () => options.$eval("#wait-code", (field) => field === document.activeElement));
      await options.$eval("#wait-code", (field) => void (/** @type {HTMLInputElement} */ (field).value = ""));
      await options.keyboard.type(CODE);
      await options.keyboard.press("Enter");
      await until("the choice to be kept", async () => (await settingsOf(bench)).wait === 30);
      await untilText(options, "#status", "Saved");
      assert.equal(await textOf(options, "#wait-error"), "");
      await options.close();
    });

    test("a locked danger waits once: on the extension's own page", async () => {
      const tab = await warned("/card");
      assert.equal((await look(tab))?.line, "");
      // No longer than any button: the wait of half a minute is the other page's.
      await tab.choose("proceed");
      await until("the extension's own page", () => bench.control.evaluate(async (id) => (await chrome.tabs.get(id)).url?.includes("/warning/"), tab.id));
      await until("its line", async () => (await look(tab))?.line.includes("Take 30 seconds to check"));
      await pressEarly(tab);
      assert.equal(await tab.page.$eval("#lock", (form) => form.checkVisibility()), false);
      await tab.close();
    });

    test("what the page for wrong warnings says of a danger is true with a code, and without", async () => {
      const tab = await warned("/card");
      const read = async () => {
        const page = await bench.browser.openExtensionPage(`pages/false-alarm/false-alarm.html?tab=${tab.id}`);
        await until("the page to be painted", () => page.$("#false-alarm:not([aria-busy])"));
        const text = await textOf(page, "#choice");
        await page.close();
        return text;
      };
      assert.match(await read(), /you need the code of the person you trust\.$/);
      await bench.control.evaluate((code) => chrome.runtime.sendMessage({ kind: "change_lock", code, wanted: null }), CODE);
      assert.match(await read(), /the button “Continue despite the risk” lets you pass\.$/);
      await tab.close();
    });
  });
}
