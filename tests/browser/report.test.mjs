// Reports: filled in from the tab, copied or opened by the visitor, and never sent from here.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvice } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { until } from "../lib/until.mjs";
import { fakePayment } from "./pages.mjs";

const HOST = "espace-client-web.example";
const URL_OF_FAKE = `https://${HOST}/fake?dossier=12`;

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST && path.startsWith("/fake") ? { body: fakePayment() } : null);

/** @typedef {{ text: string, opens: string, name: string }} Place */

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<Record<string, Place>>} by contact
 */
const placesOf = (page) =>
  page.$$eval("#places > li", (items) =>
    Object.fromEntries(
      items.map((item) => [
        /** @type {HTMLElement} */ (item).dataset["contact"],
        {
          text: /** @type {HTMLTextAreaElement} */ (item.querySelector("textarea")).value,
          opens: /** @type {HTMLAnchorElement} */ (item.querySelector(".buttons a")).href,
          name: item.querySelector("textarea")?.getAttribute("aria-label") ?? "",
        },
      ]),
    ),
  );

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} id of a box
 */
const valueOf = (page, id) => page.$eval(`#${id}`, (box) => /** @type {HTMLInputElement} */ (box).value);

for (const name of BROWSERS) {
  describe(`reports in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {import("../lib/bench.mjs").Tab} */
    let tab;
    /** @type {import("puppeteer-core").Page} */
    let page;
    before(async () => {
      bench = await startBench(name, routes);
      tab = await bench.openTab();
      await tab.visit(URL_OF_FAKE);
      await tab.untilLevel("danger");
      page = await openAdvice(bench, "report", tab.id);
      await page.select("#country", "FR");
      await until("the places of France", () => page.$('[data-contact="fr_33700"]'));
    });
    after(() => bench?.close());

    test("is filled in from the tab", async () => {
      assert.equal(await valueOf(page, "address"), URL_OF_FAKE);
      assert.equal(await valueOf(page, "brand"), "Chronopost");
      assert.match(await valueOf(page, "time"), /\d/);
    });

    test("each place has its ready text, with the address as it wants it", async () => {
      const places = await placesOf(page);
      const wanted = ["fr_33700", "fr_signal_spam", "fr_phishing_initiative", "fr_internet_signalement", "chronopost"];
      assert.deepEqual(Object.keys(places), wanted);
      assert.equal(places["fr_phishing_initiative"]?.text, URL_OF_FAKE);
      assert.ok(places["fr_33700"]?.text.includes(URL_OF_FAKE));
      const carrier = places["chronopost"];
      assert.ok(carrier?.text.includes("hxxps://espace-client-web[.]example/fake?dossier=12"), carrier?.text);
      assert.ok(!carrier?.text.includes(URL_OF_FAKE));
      assert.match(carrier?.text ?? "", /Chronopost/);
      assert.equal(new Set(Object.values(places).map((place) => place.name)).size, wanted.length, "each box has a name of its own");
    });

    test("opens what the visitor's own programs send", async () => {
      const places = await placesOf(page);
      const mail = new URL(places["chronopost"]?.opens ?? "");
      assert.equal(mail.protocol, "mailto:");
      assert.equal(mail.pathname, "abuse@chronopost.fr");
      assert.equal(mail.searchParams.get("body"), places["chronopost"]?.text);
      assert.match(places["fr_33700"]?.opens ?? "", /^sms:33700\?body=/);
      assert.equal(places["fr_signal_spam"]?.opens, "https://www.signal-spam.fr/");
    });

    test("follows what the visitor changes", async () => {
      const shorter = `https://${HOST}/fake`;
      /** @param {string} value */
      const write = (value) =>
        page.$eval("#address", (box, text) => {
          /** @type {HTMLTextAreaElement} */ (box).value = text;
          box.dispatchEvent(new Event("input"));
        }, value);
      await write(shorter);
      await until("the new address in the texts", async () => (await placesOf(page))["fr_phishing_initiative"]?.text === shorter);
      assert.ok((await placesOf(page))["chronopost"]?.text.includes("hxxps://espace-client-web[.]example/fake "));
      await write(URL_OF_FAKE);
      await until("the old address again", async () => (await placesOf(page))["fr_phishing_initiative"]?.text === URL_OF_FAKE);
    });

    test("copies the text", async () => {
      const { text } = (await placesOf(page))["chronopost"] ?? { text: "" };
      await page.click('[data-contact="chronopost"] button');
      await until("word of the copy", () => page.$eval("#status", (line) => line.textContent === "Text copied."));
      // What was copied is what is pasted.
      await page.$eval("#time", (box) => /** @type {HTMLInputElement} */ (box).select());
      await page.keyboard.down("Control");
      await page.keyboard.press("v");
      await page.keyboard.up("Control");
      await until("the text to be pasted", async () => (await valueOf(page, "time")) === text);
    });

    test("where the browser refuses to copy, the text is selected", async () => {
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: () => Promise.reject(new Error("no")) } });
      });
      await page.click('[data-contact="fr_phishing_initiative"] button');
      await until("word of the refusal", () => page.$eval("#status", (line) => /not possible/.test(line.textContent ?? "")));
      const selected = await page.evaluate(() => {
        const box = /** @type {HTMLTextAreaElement} */ (document.activeElement);
        return box.value.slice(box.selectionStart, box.selectionEnd);
      });
      assert.equal(selected, URL_OF_FAKE);
    });

    test("another country has other places, or only the carrier", async () => {
      for (const [country, place] of [["BE", "be_safeonweb_page"], ["GB", "gb_7726"], ["", "chronopost"]]) {
        await page.select("#country", country ?? "");
        await until(`the places of ${country || "elsewhere"}`, () => page.$(`[data-contact="${place}"]:${country ? "not(:only-child)" : "only-child"}`));
        assert.equal(await page.$('[data-contact="fr_33700"]'), null);
      }
    });

    test("without a tab it is empty and works", async () => {
      const empty = await openAdvice(bench, "report");
      assert.equal(await valueOf(empty, "address"), "");
      await empty.select("#country", "FR");
      await until("the places of France", () => empty.$('[data-contact="fr_33700"]'));
      assert.equal(await empty.$('[data-contact="chronopost"]'), null);
      await empty.close();
    });

    test("nothing leaves the device", () => {
      assert.deepEqual(bench.strayRequests(), []);
      const asked = bench.sites.requests.filter(({ host, method }) => host === HOST && method !== "CONNECT").map(({ path }) => path);
      assert.deepEqual(asked.filter((path) => path !== "/favicon.ico"), ["/fake?dossier=12"]);
    });
  });
}
