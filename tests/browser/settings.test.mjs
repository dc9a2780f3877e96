// What a visitor chooses holds: trust, loudness, language, history; and no rubbish takes it away.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { faultsOf } from "../lib/axe.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup, untilPainted } from "../lib/popup.mjs";
import { openOptions, settingsOf, textOf, untilText } from "../lib/settings.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment, fakeStory } from "./pages.mjs";

const DOMAIN = "chronopost-suivi-info.example";
const SITE = `https://www.${DOMAIN}`;
const OTHER = "https://chronopost-colis-info.example";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (_host, path) => ({ body: path.startsWith("/fake") ? fakePayment() : fakeStory() });

/** @param {import("../lib/bench.mjs").Tab} tab */
async function assertSilent(tab) {
  await tab.untilLevel("caution");
  await tab.untilSettled(0);
  assert.equal(await tab.warning(), null);
  await tab.untilBadge("?");
}

for (const name of BROWSERS) {
  describe(`settings in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    const folder = mkdtempSync(join(tmpdir(), "vigicolis-settings-"));
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(async () => {
      await bench?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** @param {unknown} value what is found in the settings' place from now on */
    async function plant(value) {
      await bench.control.evaluate((settings) => chrome.storage.local.set({ settings }), value);
    }

    /** @param {string} url */
    async function visit(url) {
      const tab = await bench.openTab();
      await tab.visit(url);
      // The whole page's verdict repaints what the address alone had brought.
      await tab.untilSettled(0);
      return tab;
    }

    test("a site is trusted by the banner, after a question that names it", async () => {
      const tab = await visit(`${SITE}/`);
      assert.equal((await tab.untilWarning()).focused, false);
      await tab.choose("trust");
      const question = await until("the question", async () => {
        const warning = await tab.warning();
        return warning?.text.includes(`Trust ${DOMAIN}?`) ? warning : null;
      });
      assert.deepEqual((await settingsOf(bench))?.trusted ?? [], [], "the first click trusts nobody");
      assert.ok(question.focused, "the keyboard is at the question");
      await tab.choose("cancel");
      await until("the question to go", async () => !(await tab.warning())?.text.includes(`Trust ${DOMAIN}?`));
      await tab.choose("trust");
      await tab.choose("confirm");
      await tab.untilNoWarning();
      assert.deepEqual((await settingsOf(bench)).trusted.map(({ domain }) => domain), [DOMAIN]);
      await tab.close();
    });

    test("a caution on a trusted site is silent, also after the background was stopped; a danger is not", async () => {
      await bench.browser.stopBackground();
      const tab = await visit(`https://${DOMAIN}/suite`);
      await assertSilent(tab);
      const popup = await openPopup(tab);
      assert.equal(popup.level, "caution");
      assert.match(popup.text, new RegExp(`You trust ${DOMAIN}`));
      await tab.visit(`${SITE}/fake`);
      await tab.untilLevel("danger");
      assert.ok((await tab.untilWarning()).modal);
      assert.match((await openPopup(tab)).text, /the warning stays/);
      await tab.close();
    });

    test("trust goes no further than the site", async () => {
      const tab = await visit(`${OTHER}/`);
      await tab.untilLevel("caution");
      assert.equal((await tab.untilWarning()).modal, false);
      await tab.close();
    });

    test("the options list the trusted sites, and remove them", async () => {
      const options = await openOptions(bench);
      assert.match(await textOf(options, "#trusted"), new RegExp(`${DOMAIN} Since \\w+ \\d+, \\d{4} Remove`));
      await options.click("#trusted button");
      await until("the list to be empty", async () => (await settingsOf(bench)).trusted.length === 0);
      await untilText(options, "#trusted-none", "No sites yet");
      await until("the keyboard to be at the list", () => options.evaluate(() => document.activeElement?.id === "trusted-title"));
      await options.close();
      const tab = await visit(`${SITE}/`);
      await tab.untilWarning();
      await tab.close();
    });

    test("a site is trusted by its typed address, and what is none is refused with a reason", async () => {
      const options = await openOptions(bench);
      /** @param {string} address */
      const type = async (address) => {
        await options.$eval("#trusted-address", (field) => void (/** @type {HTMLInputElement} */ (field).value = ""));
        await options.$eval("#trusted-error", (error) => error.replaceChildren());
        await options.type("#trusted-address", address);
        await options.keyboard.press("Enter");
      };
      for (const address of ["localhost", "github.io", "192.168.1.1"]) {
        await type(address);
        await untilText(options, "#trusted-error", "This address cannot be trusted");
        assert.equal((await settingsOf(bench)).trusted.length, 0);
      }
      await type(`${SITE}/a/b?c`);
      await untilText(options, "#trusted", DOMAIN);
      // A good address empties the field, a bad one is left in it.
      await until("the field to be emptied", () => options.$eval("#trusted-address", (field) => /** @type {HTMLInputElement} */ (field).value === ""));
      assert.equal(await textOf(options, "#trusted-error"), "");
      await options.close();
      const tab = await visit(`${SITE}/`);
      await assertSilent(tab);
      const popup = await bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
      await untilPainted(popup);
      await popup.click("#untrust");
      await until("the popup to forget the trust", () => popup.$("#trust[hidden]"));
      assert.deepEqual((await settingsOf(bench)).trusted, []);
      await popup.close();
      await tab.close();
    });

    test("a caution is told by the badge alone where the visitor wants it so", async () => {
      const options = await openOptions(bench);
      await options.click('input[value="badge"]');
      await until("the choice to be kept", async () => (await settingsOf(bench)).caution === "badge");
      const tab = await visit(`${OTHER}/`);
      await assertSilent(tab);
      assert.equal((await openPopup(tab)).level, "caution");
      await tab.visit(`${OTHER}/fake`);
      assert.ok((await until("the danger's warning", async () => (await tab.warning())?.modal)));
      await options.bringToFront();
      await options.click('input[value="banner"]');
      await until("the choice to be kept", async () => (await settingsOf(bench)).caution === "banner");
      await options.close();
      await tab.visit(`${OTHER}/`);
      await tab.untilWarning();
      await tab.close();
    });

    test("a language that was chosen is spoken in banner, popup, toolbar and options", async () => {
      const options = await openOptions(bench);
      const tab = await bench.openTab();
      /** @type {[string, RegExp, RegExp, RegExp, RegExp][]} */
      const table = [
        ["fr", /^Prudence : ce n’est peut-être pas Chronopost.*n’est pas la sienne/, /Vous êtes en réalité sur/, /prudence sur cette page/, /^Réglages/],
        ["en", /^Careful: this may not be Chronopost.*does not belong/, /You are actually on/, /careful on this page/i, /^Vigicolis settings/],
        ["auto", /^Careful: this may not be Chronopost/, /You are actually on/, /careful on this page/i, /^Vigicolis settings/],
      ];
      for (const [language, banner, popup, title, heading] of table) {
        await options.bringToFront();
        await options.select("#language", language);
        await untilText(options, "h1", heading);
        await until("the choice to be kept", async () => (await settingsOf(bench)).language === language);
        const tag = language === "auto" ? "en" : language;
        assert.deepEqual(await options.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [tag, "ltr"]);
        await tab.visit(`${OTHER}/${language}`);
        await tab.untilLevel("caution");
        assert.match((await tab.untilWarning()).text, banner);
        assert.deepEqual(await bench.browser.inWarning(tab.page, String(tagsOf)), [tag, "ltr"]);
        assert.match((await openPopup(tab)).text, popup);
        await until(`${title} on the toolbar`, async () => title.test((await tab.badge()).title));
      }
      await tab.close();
      await options.close();
    });

    test("what was exported is imported, and replaces what was changed meanwhile", async () => {
      const kept = {
        ...(await settingsOf(bench)),
        language: "fr",
        caution: "badge",
        trusted: [{ domain: DOMAIN, since: "2026-11-01" }],
      };
      await plant(kept);
      const options = await openOptions(bench);
      await options.evaluate(() => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (/** @type {any} */ blob) => {
          Object.assign(globalThis, { exported: blob.text() });
          return create(blob);
        };
      });
      await options.click("#export");
      const text = await until("the file", () => options.evaluate(() => /** @type {any} */ (globalThis).exported));
      await plant({ ...kept, language: "auto", caution: "banner", trusted: [{ domain: "autre.example", since: "2026-11-02" }] });
      await untilText(options, "#trusted", "autre.example");
      await importFile(options, text);
      await untilText(options, "#status", "Réglages restaurés");
      assert.deepEqual(await settingsOf(bench), kept);
      await options.close();
    });

    /**
     * @param {import("puppeteer-core").Page} options
     * @param {string} text
     */
    async function importFile(options, text) {
      const path = join(folder, "settings.json");
      writeFileSync(path, text);
      // What the file before it had got for an answer.
      await options.$eval("#import-refused", (part) => part.replaceChildren());
      const field = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await options.$("#import-file"));
      await field.uploadFile(path);
    }

    test("a file with a fault is refused, with the place and the reason, and costs nothing", async () => {
      await plant({ ...(await settingsOf(bench)), language: "en" });
      const before = await settingsOf(bench);
      const options = await openOptions(bench);
      /** @type {[string, string][]} */
      const table = [
        ["{ language: fr", "not a Vigicolis backup"],
        ["[]", "contains no Vigicolis settings"],
        ['{"version":99}', "“version”: These settings come from a newer Vigicolis"],
        ['{"version":1,"caution":"loud"}', "“caution”: This value is not one of the choices"],
        ['{"version":1,"language":"fr","trusted":[{"domain":"x y","since":"2026-11-24"}]}', "“trusted[0].domain”: This is not the name of a site"],
        ['{"version":1,"trusted":[{"domain":"github.io","since":"2026-11-24"}]}', "“trusted[0].domain”: This address cannot be trusted"],
        ['{"version":1,"trusted":[{"domain":"www.boutique.example","since":"2026-11-24"}]}', "“trusted[0].domain”: This address cannot be trusted"],
        [JSON.stringify({ version: 1, ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`x${index}`, 1])) }), "Other errors: 12"],
      ];
      for (const [text, reason] of table) {
        await importFile(options, text);
        await untilText(options, "#import-refused", reason);
        assert.match(await textOf(options, "#import-refused"), /nothing changed/);
        assert.deepEqual(await settingsOf(bench), before);
      }
      await options.close();
    });

    test("what a newer version stored beside them outlives a change of the settings", async () => {
      const before = await settingsOf(bench);
      await plant({ ...before, colour: { of: "tomorrow" } });
      const options = await openOptions(bench);
      await options.click("#history-keep");
      await until("the choice to be kept", async () => (await settingsOf(bench)).keepHistory !== before.keepHistory);
      assert.deepEqual(await settingsOf(bench), { ...before, keepHistory: !before.keepHistory, colour: { of: "tomorrow" } });
      await plant(before);
      await options.close();
    });

    test("settings that are rubbish are put right, pages are judged, and the options say so", async () => {
      const tab = await bench.openTab();
      for (const rubbish of [7, "text", [1], { version: 1, language: {}, trusted: "all", caution: null }]) {
        await plant(rubbish);
        await tab.visit(`${OTHER}/fake`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
      }
      const options = await openOptions(bench);
      const notice = await textOf(options, "#repaired");
      for (const words of ["repaired", "the language", "the trusted sites", "only doubtful"]) assert.ok(notice.includes(words), notice);
      await until("the settings to be put right", async () => (await settingsOf(bench)).language === "auto");
      await options.click("#repaired-ok");
      await until("the notice to go", () => options.$("#repaired[hidden]"));
      assert.deepEqual((await settingsOf(bench)).repaired, []);
      await options.close();
      await tab.close();
    });

    test("no warning is kept unless the visitor wants it", async () => {
      await bench.control.evaluate(() => chrome.storage.local.remove("settings"));
      const tab = await visit(`${OTHER}/fake`);
      await tab.untilWarning();
      assert.ok(!JSON.stringify((await bench.stored()).local).includes("chronopost-colis-info"));
      const options = await openOptions(bench);
      assert.equal(await options.$eval("#history-keep", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
      await options.click("#history-keep");
      await untilText(options, "#history-none", "No warnings yet");
      await tab.visit(`${OTHER}/fake`);
      await tab.untilWarning();
      await untilText(options, "#history", /chronopost-colis-info\.example.*fake Chronopost site/i);
      await tab.visit(`${OTHER}/`);
      await tab.untilLevel("caution");
      await tab.untilSettled(0);
      const [entry, ...rest] = (await settingsOf(bench)).history;
      assert.deepEqual(rest, [], "one visit is one entry");
      assert.deepEqual([entry?.level, entry?.brand], ["danger", "chronopost"]);

      const history = Array.from({ length: 200 }, (_, index) => ({ time: 1000 - index, host: `h${index}.example`, level: "danger", brand: "" }));
      await plant({ ...(await settingsOf(bench)), history });
      await tab.visit(`${SITE}/fake`);
      await tab.untilWarning();
      await until("the newest entry", async () => (await settingsOf(bench)).history[0]?.host === `www.${DOMAIN}`);
      assert.equal((await settingsOf(bench)).history.length, 200);

      await options.bringToFront();
      await options.click("#history-clear");
      await untilText(options, "#history-none", "No warnings yet");
      assert.deepEqual((await settingsOf(bench)).history, []);
      await plant({ ...(await settingsOf(bench)), history });
      await untilText(options, "#history", "h0.example");
      await options.click("#history-keep");
      await until("the history to go", async () => (await settingsOf(bench)).keepHistory === false);
      assert.deepEqual((await settingsOf(bench)).history, []);
      await options.close();
      await tab.close();
    });

    for (const dark of [false, true]) {
      test(`the options are accessible, ${dark ? "dark" : "light"}`, async () => {
        await bench.browser.setLook({ dark });
        // Every part that can show, shows.
        await plant({
          version: 1,
          language: "tlh",
          trusted: [{ domain: "boutique.example", since: "2026-11-24" }],
          keepHistory: true,
          history: [
            { time: 0, host: "a.example", level: "danger", brand: "chronopost" },
            { time: 0, host: "b.example", level: "caution", brand: "" },
          ],
        });
        const options = await openOptions(bench);
        await options.setViewport({ width: 360, height: 800 });
        await options.type("#trusted-address", "x");
        await options.keyboard.press("Enter");
        await untilText(options, "#trusted-error", "cannot be trusted");
        await options.click('input[value="badge"]');
        await untilText(options, "#status", "Saved");
        assert.deepEqual(await faultsOf(bench, options), []);
        assert.ok(await options.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
        const small = await options.$$eval("button, select, input[type=text], label.choice", (parts) =>
          parts.filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < 44).map((part) => part.outerHTML),
        );
        assert.deepEqual(small, []);
        await options.close();
      });
    }
  });
}

/**
 * Runs in the page, on the closed root of the warning.
 * @param {ShadowRoot} root
 */
function tagsOf(root) {
  const panel = /** @type {HTMLElement} */ (root.querySelector(":popover-open"));
  return [panel.lang, panel.dir];
}
