// An administrator's policy in the browser's own managed storage: what it fixes holds, what is wrong
// with it is said, and pages are judged in any case.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvice } from "../lib/advice.mjs";
import { faultsOf } from "../lib/axe.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { managedPlace } from "../lib/managed.mjs";
import { openPopup } from "../lib/popup.mjs";
import { openOptions, settingsOf, textOf } from "../lib/settings.mjs";
import { until } from "../lib/until.mjs";
import { CARD_FORM, document, fakePayment, fakeStory, plainPage } from "./pages.mjs";

const TRUSTED = "chronopost-intranet-info.example";
const CONTACT = { name: "Sécurité Brindelivre", mail: "securite@brindelivre.example", phone: "+33 1 99 00 12 34" };

/** @type {import("../../extension/wasm/protocol.js").WrittenPolicy} */
const POLICY = {
  language: "de",
  easyWords: true,
  trustedDomains: [TRUSTED],
  protectedBrands: [{ name: "Brindelivre", domains: ["brindelivre.example", "brinde-suivi.example"], aliases: ["Brinde Livre Express"] }],
  reportContact: CONTACT,
  keepHistory: false,
  wait: 60,
};

/** A policy that would take a carrier's domain, make anybody's page official and trust everybody. */
const BAD = {
  ...POLICY,
  keepHistory: true,
  trustedDomains: ["github.io"],
  protectedBrands: [{ name: "Brindelivre", domains: ["chronopost.fr", "paiement-colis.web.app"], aliases: ["Suivi de colis"] }],
};

const FAKE_BRAND = document("Brindelivre - Suivi de colis", `<h1>Brindelivre</h1><p>Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €.</p>${CARD_FORM}`);

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (_host, path) => {
  if (path === "/marque") return { body: FAKE_BRAND };
  if (path === "/plain") return { body: plainPage() };
  return { body: path === "/fake" ? fakePayment() : fakeStory() };
};

for (const name of BROWSERS) {
  const place = managedPlace(name);
  const skip = "reason" in place ? `no policy can be given to ${name}: ${place.reason}` : false;
  if ("reason" in place) {
    test(`policies in ${name}`, { skip }, () => {});
    continue;
  }

  /** @type {import("../lib/bench.mjs").Bench} */
  let bench;
  /** @param {string} url */
  const visit = async (url) => {
    const tab = await bench.openTab();
    await tab.visit(url);
    return tab;
  };

  describe(`a policy in ${name}`, () => {
    before(async () => {
      place.write(POLICY);
      bench = await startBench(name, routes, place.options);
      // What the visitor chose before there was a policy.
      await bench.control.evaluate(async (settings) => chrome.storage.local.set({ settings }), {
        version: 1, language: "en", trusted: [], caution: "banner", keepHistory: true, history: [], welcomed: true, repaired: [],
      });
    });
    after(async () => {
      await bench?.close();
    });

    test("the options say what the organisation has fixed, in its language", async () => {
      const options = await openOptions(bench);
      await options.setViewport({ width: 360, height: 740 });
      await until("the policy", () => options.$("#managed:not([hidden])"));
      assert.equal(await textOf(options, "#managed-title"), "Von Ihrer Organisation verwaltet");
      const managed = await textOf(options, "#managed-list");
      for (const words of ["Deutsch", "Einfache Wörter benutzen", "Es wird kein Verlauf geführt.", "1 Minute", TRUSTED, "Brindelivre (brindelivre.example, brinde-suivi.example)", ...Object.values(CONTACT)]) {
        assert.ok(managed.includes(words), `${words} in: ${managed}`);
      }
      assert.ok(await options.$("#managed-refused[hidden]"));
      for (const control of ["#language", "#easy-words", "#history-keep", "#wait-time"]) {
        assert.ok(await options.$(`${control}:disabled`), control);
        const note = await options.$eval(control, (element) => element.getAttribute("aria-describedby") ?? "");
        assert.equal(await textOf(options, `#${note}`), "Von Ihrer Organisation festgelegt.");
      }
      assert.equal(await options.$eval("#language", (field) => /** @type {HTMLSelectElement} */ (field).value), "de");
      assert.equal(await options.$eval("#history-keep", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
      assert.equal(await textOf(options, "#managed-trusted"), TRUSTED);
      assert.equal(await options.$("#managed-trusted button"), null);
      assert.ok(await options.$eval("html", (html) => html.scrollWidth <= html.clientWidth), "nothing stands out at 360 px");
      assert.deepEqual(await faultsOf(bench, options), []);
      await options.close();
    });

    test("what is fixed is not the visitor's to change, also not by a page of the extension", async () => {
      for (const [key, value] of [["language", "fr"], ["easyWords", false], ["keepHistory", true], ["wait", 300]]) {
        const reply = await bench.control.evaluate((k, v) => chrome.runtime.sendMessage({ kind: "change_settings", change: { kind: "choose_value", key: k, value: v } }), key, value);
        assert.deepEqual(reply, { kind: "refused", faults: [{ key, problem: "managed" }] });
      }
      const { language, keepHistory } = await settingsOf(bench);
      assert.deepEqual([language, keepHistory], ["en", true], "the visitor's own choice waits for the policy's end");
    });

    test("a fake of a protected brand is found out by its name and by its address", async () => {
      const tab = await visit("https://espace-client-web.example/marque");
      const { brand, officialUrl } = await tab.untilLevel("danger");
      assert.deepEqual([brand?.name, officialUrl], ["Brindelivre", "https://brindelivre.example/"]);
      const warning = await tab.untilWarning();
      assert.ok(warning.modal);
      assert.match(warning.text, /Brindelivre/);
      for (const host of ["brindelivre-livraison.example", "br1ndelivre.example", "brinde-livre-express-colis.example"]) {
        await tab.visit(`https://${host}/plain`);
        assert.equal((await tab.untilLevel("caution")).brand?.name, "Brindelivre", host);
      }
      await tab.close();
    });

    test("a protected brand's own page is official", async () => {
      const tab = await visit("https://www.brindelivre.example/marque");
      const { brand } = await tab.untilLevel("official");
      assert.equal(brand?.name, "Brindelivre");
      assert.equal(await tab.warning(), null);
      await tab.close();
    });

    test("a caution on a site that the organisation trusts is silent, a danger is not", async () => {
      const tab = await visit(`https://www.${TRUSTED}/`);
      await tab.untilLevel("caution");
      await tab.untilSettled(0);
      assert.equal(await tab.warning(), null);
      const popup = await openPopup(tab);
      assert.match(popup.text, new RegExp(`Ihre Organisation vertraut ${TRUSTED}`));
      assert.doesNotMatch(popup.text, /nicht mehr vertrauen/);
      await tab.visit(`https://www.${TRUSTED}/fake`);
      await tab.untilLevel("danger");
      assert.ok((await tab.untilWarning()).modal);
      assert.match((await openPopup(tab)).text, /aber diese Seite ist gefährlich/);
      await tab.close();
    });

    test("no history is kept", async () => {
      const tab = await visit("https://espace-client-web.example/fake");
      await tab.untilLevel("danger");
      await tab.untilSettled(0);
      assert.deepEqual((await settingsOf(bench)).history, []);
      await tab.close();
    });

    test("the organisation's contact comes first, on the pages of reports and of help", async () => {
      const tab = await visit("https://espace-client-web.example/fake");
      await tab.untilLevel("danger");
      const report = await openAdvice(bench, "report", tab.id);
      const places = await report.$$eval("#places > li", (items) => items.slice(0, 3).map((item) => [
        item.dataset["contact"],
        item.querySelector("h3")?.textContent,
        item.querySelector("textarea")?.value ?? "",
        [...item.querySelectorAll("a")].map((link) => link.href),
      ]));
      const [mail, phone, next] = /** @type {[string, string, string, string[]][]} */ (places);
      assert.deepEqual(mail?.slice(0, 2), ["organisation_mail", `Ihre Organisation informieren · ${CONTACT.name}`]);
      assert.match(mail?.[2] ?? "", /hxxps:\/\/espace-client-web\[\.\]example\/fake/);
      assert.ok(mail?.[3].some((href) => href.startsWith(`mailto:${CONTACT.mail}?subject=`)), mail?.[3].join());
      assert.deepEqual(phone?.slice(0, 1), ["organisation_phone"]);
      assert.deepEqual(phone?.[3], ["tel:+33199001234"]);
      assert.doesNotMatch(next?.[0] ?? "", /^organisation/);
      assert.deepEqual(await faultsOf(bench, report), []);
      await report.close();
      const help = await openAdvice(bench, "help", tab.id);
      assert.match(await textOf(help, "#organisation"), /Ihre Organisation informieren.*securite@brindelivre\.example/);
      assert.deepEqual(await faultsOf(bench, help), []);
      await help.close();
      await tab.close();
    });

    test("the policy is in no file of settings", async () => {
      const options = await openOptions(bench);
      const text = await options.evaluate(() => {
        /** @type {Promise<string>} */
        const written = new Promise((done) => {
          URL.createObjectURL = (file) => {
            done(/** @type {Blob} */ (file).text());
            return "#";
          };
        });
        /** @type {HTMLElement} */ (globalThis.document.querySelector("#export")).click();
        return written;
      });
      assert.equal(JSON.parse(text).language, "en");
      assert.doesNotMatch(text, /brindelivre|intranet|managed/i);
      await options.close();
    });

    test("the policy holds after the background was stopped", async () => {
      await bench.browser.stopBackground();
      const tab = await visit("https://espace-client-web.example/marque");
      assert.equal((await tab.untilLevel("danger")).brand?.name, "Brindelivre");
      await tab.close();
    });

    // Firefox reads its managed storage once, when it starts.
    test("a changed policy holds at once, a refused one not at all", { skip: name === "firefox" && "Firefox takes a new policy when it starts" }, async () => {
      const options = await openOptions(bench);
      place.write({ language: "nl", protectedBrands: [{ name: "Azurcourse", domains: ["azurcourse.example"] }] });
      await until("the new policy", async () => (await textOf(options, "#managed-title")) === "Beheerd door uw organisatie", 60_000);
      const tab = await visit("https://azurcourse-colis.example/plain");
      assert.equal((await tab.untilLevel("caution")).brand?.name, "Azurcourse");
      await tab.visit("https://brindelivre.example/plain");
      assert.notEqual((await tab.untilVerdict("no brand of the old policy", ({ brand }) => brand?.name !== "Brindelivre")).level, "official");
      place.write(BAD);
      await until("the refusal", () => options.$("#managed-refused:not([hidden])"), 60_000);
      await tab.visit("https://azurcourse.example/plain");
      assert.notEqual((await tab.verdict()).level, "official");
      place.write({});
      await until("the end of it", () => options.$("#managed-refused[hidden]"), 60_000);
      assert.ok(await options.$("#managed[hidden]"));
      assert.ok(await options.$("#language:enabled"));
      await tab.close();
      await options.close();
    });
  });

  describe(`a wrong policy in ${name}`, () => {
    before(async () => {
      place.write(BAD);
      bench = await startBench(name, routes, place.options);
    });
    after(async () => {
      await bench?.close();
      place.remove();
    });

    test("the options name every fault and its place, in the browser's language", async () => {
      const options = await openOptions(bench);
      await options.setViewport({ width: 360, height: 740 });
      // Chromium hands a policy over some time after it has installed the extension.
      await until("the refusal", () => options.$("#managed-refused:not([hidden])"));
      assert.equal(await textOf(options, "#managed-refused-title"), "Your organisation’s settings are refused");
      const faults = await options.$$eval("#managed-faults li", (items) => items.map((item) => item.textContent));
      assert.deepEqual(faults, [
        "“keepHistory”: This value is not one of the choices.",
        "“trustedDomains[0]”: This address cannot be trusted as a whole. Write the name of a site such as “boutique.example”, not an address where anyone can publish.",
        "“protectedBrands[0].domains[0]”: This domain belongs to another brand.",
        "“protectedBrands[0].domains[1]”: Anyone can publish at this address: it proves nothing.",
        "“protectedBrands[0].aliases[0]”: These are everyday words about deliveries: they are found everywhere.",
      ]);
      assert.ok(await options.$("#managed[hidden]"));
      assert.ok(await options.$("#language:enabled") && await options.$("#history-keep:enabled"));
      assert.deepEqual(await faultsOf(bench, options), []);
      await options.close();
    });

    test("nothing of it holds, and pages are judged", async () => {
      const tab = await visit("https://paiement-colis.web.app/fake");
      await tab.untilLevel("danger");
      assert.ok((await tab.untilWarning()).modal);
      await tab.visit("https://www.chronopost.fr/");
      assert.equal((await tab.untilLevel("official")).brand?.id, "chronopost");
      const report = await openAdvice(bench, "report", tab.id);
      assert.equal(await report.$('[data-contact^="organisation"]'), null);
      await report.close();
      await tab.close();
    });
  });
}
