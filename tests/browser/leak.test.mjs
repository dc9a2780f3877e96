// A carrier lost the visitor's data: what was taken and when, what to expect, what to do, and the ways there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { openOwnPage, textOf } from "../lib/settings.mjs";
import { until } from "../lib/until.mjs";
import { document, plainPage } from "./pages.mjs";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host) => {
  if (host === "www.chronopost.fr" || host === "www.dhl.com") return { body: document(host, `<h1>${host}</h1>`) };
  return host === "recettes-famille.example" ? { body: plainPage() } : null;
};

for (const name of BROWSERS) {
  describe(`leaks in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    const open = (query = "") => openOwnPage(bench, `pages/leak/leak.html${query}`);
    /** @param {import("puppeteer-core").Page} page */
    const chosenOf = (page) => page.$$eval("#carriers input:checked", (boxes) => boxes.map((box) => /** @type {HTMLInputElement} */ (box).value));
    /** @param {import("puppeteer-core").Page} page */
    const isKnownSeen = (page) => page.$eval("#known", (part) => part.checkVisibility());

    test("the carrier is chosen, and each of its leaks is told with its day, what was taken, and its source", async () => {
      const page = await open();
      assert.deepEqual(await chosenOf(page), []);
      assert.equal(await isKnownSeen(page), false);
      await page.click('label:has([value="mondialrelay"])');
      await until("the leaks of Mondial Relay", () => isKnownSeen(page));
      const leaks = await page.$$eval("#leaks > li, #earlier-leaks > li", (items) => items.map((item) => item.textContent ?? ""));
      assert.equal(leaks.length, 2);
      assert.match(leaks[0] ?? "", /2026.*order history.*tomsguide\.fr/);
      assert.match(leaks[1] ?? "", /December 27, 2025.*Stolen data: .*parcel number.*not confirmed: order history.*generation-nt\.com/);
      assert.match(await textOf(page, "#expect"), /quote this data.*does not prove that they come from Mondial Relay/);
      await page.close();
    });

    test("what only a seller claims is told as that", async () => {
      const page = await open("?brand=chronopost");
      const leak = await textOf(page, "#leaks");
      assert.match(leak, /February 12, 2025 Stolen data: [^.]*signature\. According to a seller or the press, not confirmed: [^.]*door code/);
      await page.close();
    });

    test("by keyboard alone", async () => {
      const page = await open("?brand=bpost");
      await page.focus('[value="bpost"]');
      await page.keyboard.press("ArrowDown");
      await until("the next carrier", async () => (await textOf(page, "#known-title")) === "Chronopost");
      await page.close();
    });

    test("a brand of the same group is told so, an unknown one gets the advice alone", async () => {
      const colissimo = await open("?brand=colissimo");
      assert.deepEqual(await chosenOf(colissimo), ["chronopost"]);
      assert.match(await textOf(colissimo, "#group"), /Colissimo and Chronopost belong to the same group/);
      await colissimo.click('label:has([value="bpost"])');
      await until("no word of the group", () => colissimo.$eval("#group", (line) => !line.checkVisibility()));
      await colissimo.close();
      for (const query of ["?brand=dhl", "?brand=%3Cb%3E", "?brand=__proto__"]) {
        const page = await open(query);
        assert.deepEqual(await chosenOf(page), []);
        assert.ok((await page.$$("#steps > li")).length >= 3, query);
        await page.close();
      }
    });

    test("who may have lost an IBAN is told to watch it", async () => {
      const page = await open("?brand=lapostemobile");
      assert.match(await textOf(page, "#steps"), /IBAN/);
      await page.click('label:has([value="chronopost"])');
      await until("the leak of Chronopost", async () => (await textOf(page, "#known-title")) === "Chronopost");
      assert.doesNotMatch(await textOf(page, "#steps"), /IBAN/);
      await page.close();
    });

    test("the popup leads there: on the carrier's own site with its name, elsewhere without", async () => {
      const address = `${bench.browser.origin}/pages/leak/leak.html`;
      for (const [host, level, link, words] of /** @type {const} */ ([
        ["www.chronopost.fr", "official", `${address}?brand=chronopost`, /Customer data was stolen \(Chronopost\): what to do\?/],
        ["www.dhl.com", "official", address, /My carrier lost my data/],
        ["recettes-famille.example", "clear", address, /My carrier lost my data/],
      ])) {
        const tab = await bench.openTab();
        await tab.visit(`https://${host}/`);
        await tab.untilLevel(level);
        const { links, text } = await openPopup(tab);
        assert.ok(links.includes(link), links.join(" "));
        assert.match(text, words);
        await tab.close();
      }
    });

    test("the welcome page leads there, and it leads on to help and to the box", async () => {
      const welcome = await openOwnPage(bench, "pages/welcome/welcome.html");
      const hrefs = (/** @type {import("puppeteer-core").Page} */ page) => page.$$eval("main a", (links) => links.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname));
      assert.ok((await hrefs(welcome)).includes("/pages/leak/leak.html"));
      await welcome.close();
      const page = await open();
      assert.deepEqual(await hrefs(page), ["/pages/box/box.html", "/pages/help/help.html"]);
      await page.close();
    });
  });
}
