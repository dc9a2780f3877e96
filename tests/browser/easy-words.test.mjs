// Easier words, once they are chosen: in warnings, in the popup and the box, on the page of help.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvice } from "../lib/advice.mjs";
import { faultsOf } from "../lib/axe.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { openOptions, openOwnPage, settingsOf, textOf, untilText } from "../lib/settings.mjs";
import { speakLanguage, surfaceRoutes } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";

const FAKE = "suivi-chronopost.example";
const ODD = "chronopost-colis.example";
const SHOP = "secure-paiement.example";

for (const name of BROWSERS) {
  describe(`easy words in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, surfaceRoutes);
    });
    after(() => bench?.close());

    /** @param {string} host @param {string} level */
    async function visit(host, level) {
      const tab = await bench.openTab();
      await tab.visit(`https://${host}/`);
      await tab.untilLevel(level);
      return tab;
    }

    /** @param {string} host @param {string} level @param {RegExp} words */
    async function assertWarned(host, level, words) {
      const tab = await visit(host, level);
      assert.match((await tab.untilWarning()).text, words);
      await tab.close();
    }

    test("words are the ordinary ones until easier ones are chosen, in the options", async () => {
      await assertWarned(FAKE, "danger", /Fake Chronopost site: pay nothing/);
      const options = await openOptions(bench);
      assert.equal(await options.$eval("#easy-words", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
      await options.focus("#easy-words");
      await options.keyboard.press(" ");
      await until("the choice to be kept", async () => (await settingsOf(bench))?.easyWords);
      await untilText(options, "#status", "Saved");
      assert.deepEqual(await faultsOf(bench, options), []);
      await options.close();
    });

    test("a danger says them, and so does its popup", async () => {
      const tab = await visit(FAKE, "danger");
      const { text } = await tab.untilWarning();
      for (const words of [/Fake Chronopost site\. Pay nothing/, /Go on into the danger/, /I have given my details/]) assert.match(text, words);
      assert.doesNotMatch(text, /presents itself|belong to/);
      const popup = await openPopup(tab);
      for (const words of [/Fake Chronopost site\. Pay nothing/, /Give nothing here\. Pay nothing\./, /But you are on/]) assert.match(popup.text, words);
      await tab.close();
    });

    test("so do a caution and the question beside a card field", async () => {
      await assertWarned(ODD, "caution", /This may not be Chronopost/);
      const tab = await visit(SHOP, "caution");
      await tab.untilWarning();
      const question = await until("the question", async () => {
        await tab.page.click("#num");
        return tab.question();
      });
      assert.match(question.text, /secure-paiement\.example would get your card number/);
      await tab.close();
    });

    test("so do the page of help and the box", async () => {
      const tab = await visit(FAKE, "danger");
      const help = await openAdvice(bench, "help", tab.id);
      await untilText(help, "body", "These pages fool many people.");
      await until("the first step", () => help.$('[data-step="block_card"]'));
      await untilText(help, '[data-step="block_card"]', "Block your card right away");
      assert.equal(await help.title(), "I have given my details");
      await help.close();
      await tab.close();
      const box = await openOwnPage(bench, "pages/box/box.html");
      await box.type("#check-box", "Chronopost : votre colis est retenu, réglez 1,99 EUR : https://chronopost-colis.example/x");
      await box.click("#check-form [type=submit]");
      await untilText(box, ".result", "This message is surely a trap");
      await box.close();
    });

    test("they follow the language, and go along in the file of the settings", async () => {
      await speakLanguage(bench, "fr");
      await assertWarned(FAKE, "danger", /Faux site « Chronopost »\. Ne payez rien/);
      await speakLanguage(bench, "auto");
      const { file } = await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "export_settings" }));
      assert.equal(file.easyWords, true);
    });

    test("the welcome page takes the choice back, and offers it", async () => {
      const welcome = await openOwnPage(bench, "pages/welcome/welcome.html");
      assert.ok(await welcome.$("#easy-words:checked"));
      await welcome.click("#easy-words");
      await until("the ordinary words", async () => (await settingsOf(bench)).easyWords === false);
      await welcome.close();
      await assertWarned(FAKE, "danger", /Fake Chronopost site: pay nothing/);
    });

    test("a file of the settings brings them", async () => {
      const text = JSON.stringify({ version: 1, easyWords: true });
      const reply = await bench.control.evaluate((file) => chrome.runtime.sendMessage({ kind: "change_settings", change: { kind: "import_file", text: file } }), text);
      assert.equal(reply.settings.easyWords, true);
      const options = await openOptions(bench);
      assert.match(await textOf(options), /Use easy words/);
      assert.ok(await options.$("#easy-words:checked"));
      await options.close();
    });
  });
}
