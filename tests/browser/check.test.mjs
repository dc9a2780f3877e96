// The popup's box: whatever is pasted, and whatever it is made to do harm.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { checkInBox } from "../lib/box.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

for (const name of BROWSERS) {
  describe(`the box in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {Page} */
    let popup;
    before(async () => {
      bench = await startBench(name, () => null);
      popup = await bench.browser.openExtensionPage("pages/popup/popup.html");
      await untilPainted(popup);
    });
    after(() => bench?.close());

    /** @param {string} text */
    const check = (text) => checkInBox(popup, text);

    test("links: official, imitated, defanged, wrapped, shortened, lookalike letters", async () => {
      assert.equal((await check("https://www.chronopost.fr/suivi")).level, "official");
      const fake = await check("hxxps://chronopost-colis[.]example/x");
      assert.equal(fake.level, "caution");
      assert.deepEqual(fake.links, ["https://www.chronopost.fr/tracking-no-cms/suivi-page"]);
      const wrapped = await check("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fchronopost-colis.example%2Fx&data=05");
      assert.ok(wrapped.text.includes("chronopost-colis.example"), wrapped.text);
      assert.equal((await check("https://bit.ly/3xYz")).level, "caution");
      const letters = await check("https://chrоnopost.example/");
      assert.ok(letters.text.includes("xn--"), letters.text);
      assert.equal((await check("https://boulangerie-lilas.example/")).level, "clear");
    });

    test("a message is judged, and its passages are marked", async () => {
      const lure = await check("📦 Chronopost : votre colis est retenu, réglez 1,99 € sur https://colis-fr.example/x sous 24h");
      assert.equal(lure.level, "danger");
      assert.ok(lure.marks.some((mark) => mark.includes("colis-fr.example")), JSON.stringify(lure.marks));
      assert.ok(lure.text.includes("2025"), `says from which leak the sender may know the reader: ${lure.text}`);
      const honest = await check("Votre colis Chronopost arrive demain. Suivi : https://www.chronopost.fr/suivi");
      assert.equal(honest.level, "clear");
      assert.deepEqual(honest.marks, []);
    });

    test("what goes on with a false driver's first line is told with it", async () => {
      await check("Bonjour, votre colis ne rentrait pas dans la boîte aux lettres, vous êtes chez vous ?");
      const second = await check("Choisissez ici : https://azur-lilas.example/choix");
      assert.match(second.text, /deux temps|two steps/);
    });

    test("a brand's bare name, half a message, and what is out of scope", async () => {
      const brand = await check("mondial relay");
      assert.equal(brand.title, "Mondial Relay");
      assert.ok(brand.links.includes("https://www.mondialrelay.fr/"), JSON.stringify(brand.links));
      for (const text of ["Votre colis est retenu au centre de tri", "Le concert de samedi commence finalement à vingt heures"]) {
        assert.equal((await check(text)).level, "unknown", text);
      }
    });

    test("numbers and addresses", async () => {
      const parcel = await check("6A 4937 3964 014");
      assert.ok(parcel.title.includes("6A49373964014") && parcel.text.includes("Colissimo"), parcel.text);
      assert.equal((await check("contact@chronopost.fr")).level, "official");
      assert.notEqual((await check("chronopost@colis-suivi.example")).level, "official");
      assert.equal((await check("0899 12 34 56")).level, "caution");
    });

    test("nothing hostile is more than text", async () => {
      const markup = "<img src=x onerror=alert(1)><script>alert(2)</script> votre colis est retenu https://chronopost-colis.example/";
      const shown = await check(markup);
      assert.ok(!shown.elements.includes("img") && !shown.elements.includes("script"), shown.elements.join());
      for (const text of ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "\u0000\u0007\u202egnp.exe\u2066\u200b", "file:///etc/passwd"]) {
        const { links } = await check(text);
        assert.deepEqual(links, [], text);
      }
    });

    test("five megabytes of text are answered, and the box goes on working", async () => {
      const huge = "votre colis est retenu ".repeat(230_000);
      assert.notEqual((await check(huge)).level, "");
      assert.equal((await check("https://www.chronopost.fr/")).level, "official");
    });

    test("what was checked is remembered until the browser closes, or until one click", async () => {
      await check("https://www.chronopost.fr/suivi-recent");
      const texts = () => popup.$$eval("#recent-list li", (items) => items.map((item) => item.textContent ?? ""));
      await until("the latest check", async () => (await texts())[0]?.includes("suivi-recent"));
      const stored = JSON.stringify(await popup.evaluate(() => chrome.storage.local.get(null)));
      assert.ok(!stored.includes("suivi-recent"), stored);
      await popup.$eval("#recent-clear", (button) => /** @type {HTMLElement} */ (button).click());
      await until("an empty list", async () => (await texts()).length === 0);
      assert.equal((await popup.evaluate(() => chrome.storage.session.get("recent")))["recent"], undefined);
    });

    test("what a context menu chose is checked at once, and is in no address", async () => {
      await popup.evaluate(() => chrome.storage.session.set({ "handed:7": { content: "https://chronopost-colis.example/menu", at: Date.now() } }));
      const opened = await bench.browser.openExtensionPage("pages/box/box.html?text=7");
      await until("an answer", () => opened.$(".result[data-level=caution]"));
      assert.equal(await opened.$("#report"), null);
      assert.equal((await opened.evaluate(() => chrome.storage.session.get("handed:7")))["handed:7"], undefined);
      await opened.close();
    });

    test("an answer stands in view, first thing and what to do, and has the keyboard", async () => {
      const opened = await bench.browser.openExtensionPage("pages/box/box.html");
      await untilPainted(opened);
      // The most that browsers give a popup.
      await opened.setViewport({ width: 360, height: 600 });
      for (const text of [
        "📦 Chronopost : votre colis est retenu, réglez 1,99 € sur https://colis-fr.example/x sous 24h",
        "https://chronopost-colis.example/x", "https://www.chronopost.fr/suivi", "mondial relay", "6A49373964014", "09 69 39 13 91", "contact@chronopost.fr",
      ]) {
        await checkInBox(opened, text);
        const { top, bottom, hasKeyboard } = await opened.evaluate(() => {
          const heading = document.querySelector(".result h3");
          const last = document.querySelector(".result > .button") ?? heading;
          return { top: heading?.getBoundingClientRect().top ?? -1, bottom: last?.getBoundingClientRect().bottom ?? Infinity, hasKeyboard: document.activeElement === heading };
        });
        assert.ok(top >= 0 && bottom <= 600, `${text}: ${top} to ${bottom}`);
        assert.ok(hasKeyboard, text);
      }
      await opened.close();
    });

    test("facts and sources unfold", async () => {
      await check("https://www.chronopost.fr/suivi");
      const notes = () => popup.$$eval(".result details .note", (all) => all.filter((each) => each.checkVisibility()).length);
      assert.equal(await notes(), 0);
      await popup.$eval(".result summary", (summary) => /** @type {HTMLElement} */ (summary).click());
      assert.ok((await notes()) > 0);
    });

    test("a pause after typing is enough", async () => {
      await popup.evaluate(() => {
        document.querySelector("#check-answer")?.replaceChildren();
        /** @type {HTMLTextAreaElement} */ (document.querySelector("#check-box")).value = "";
      });
      await popup.type("#check-box", "chronopost-colis.example");
      await until("an answer", () => popup.$(".result[data-level=caution]"));
    });
  });
}
