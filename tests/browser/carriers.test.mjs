// What the popup knows of the real carriers: their pages for parcels, their numbers and addresses,
// from where it is known that a host is theirs, and what they do and never do.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { checkInBox } from "../lib/box.mjs";
import { openPopup, untilPainted } from "../lib/popup.mjs";
import { document } from "./pages.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const OFFICIAL = "https://www.chronopost.fr/douane";
const CUSTOMS = document("Chronopost - Douane", "<h1>Chronopost</h1><p>Des droits de douane sont à régler pour votre colis.</p>");
/** Browsers of the tests speak French or English. */
const COLLECTED = /novembre 2026|November 2026/;

for (const name of BROWSERS) {
  describe(`carriers in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {Page} */
    let popup;
    before(async () => {
      bench = await startBench(name, (host, path) => (`https://${host}${path}` === OFFICIAL ? { body: CUSTOMS } : null));
      popup = await bench.browser.openExtensionPage("pages/popup/popup.html");
      await untilPainted(popup);
    });
    after(() => bench?.close());

    /** @param {string} text */
    const check = (text) => checkInBox(popup, text);

    test("a number leads to the carrier's own page with the number filled in, by a click", async () => {
      const { links, text } = await check("6a 4937-3964 014");
      assert.deepEqual(links, ["https://www.laposte.fr/outils/suivre-vos-envois?code=6A49373964014"]);
      assert.ok(text.includes("laposte.fr"), text);
      const link = await popup.$eval(".result a", (element) => ({ rel: element.getAttribute("rel"), target: element.getAttribute("target") }));
      assert.deepEqual(link, { rel: "noreferrer", target: "_blank" });
    });

    test("each of several carriers has its page, the likeliest first; a slash is no path", async () => {
      const several = await check("09980000020033F");
      assert.deepEqual(several.links, ["https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=09980000020033F", "https://www.dpd.com/"]);
      assert.ok(several.lines.some((line) => /\bDPD\b/.test(line)), several.lines.join(" | "));
      assert.ok((await check("2656/42525537")).links[0]?.endsWith("intcli=2656%2F42525537"));
      // more is asked there than the number: the page alone
      assert.ok((await check("34567812")).links.includes("https://www.mondialrelay.fr/suivi-de-colis/"));
    });

    test("what rests on a developers' list is said to be from a public list", async () => {
      const listed = await check("https://4px.com/");
      assert.equal(listed.level, "official");
      assert.match(listed.text, /liste publique|public list/);
      assert.doesNotMatch(listed.text, /scraper|recalled/);
    });

    test("telephones: published, short, of help, premium, foreign", async () => {
      const sender = await check("38004");
      assert.ok(sender.text.includes("Chronopost") && sender.text.includes("chronopost.fr/fr/aide/faq") && COLLECTED.test(sender.text), sender.text);
      const published = await check("+33 9 69 39 13 91");
      assert.ok(published.text.includes("Chronopost") && /France/.test(published.text), published.text);
      assert.ok((await check("33700")).text.includes("33700"));
      assert.equal((await check("0 892 705 705")).level, "clear");
      assert.equal((await check("0899 12 34 56")).level, "caution");
      assert.match((await check("+44 7700 900123")).text, /Royaume-Uni|United Kingdom/);
      const unknown = await check("12345");
      assert.ok(unknown.title.includes("12345") && !unknown.text.includes("Chronopost"), unknown.text);
    });

    test("mail addresses: the carrier's with its source, a public mailbox, a lookalike", async () => {
      const own = await check("info@chronopost.fr");
      assert.equal(own.level, "official");
      assert.ok(own.text.includes("avoid-scam-attempts") && COLLECTED.test(own.text), own.text);
      const report = await check("abuse@chronopost.fr");
      assert.match(report.text, /contact connu|known contact/);
      const mailbox = await check("chronopost@gmail.com");
      assert.equal(mailbox.level, "clear");
      assert.match(mailbox.text, /ne prouve rien|proves nothing/);
      assert.equal((await check("suivi@chronopost-colis.example")).level, "caution");
    });

    test("an official link says from where that is known, what it does not mean, and what the carrier does", async () => {
      const { level, text } = await check(OFFICIAL);
      assert.equal(level, "official");
      assert.ok(text.includes("avoid-scam-attempts") && COLLECTED.test(text), text);
      assert.match(text, /Seule l’adresse|Only the address/);
      assert.match(text, /droits de douane|customs duty/);
      const fake = await check("https://chronopost-douane.example/");
      assert.match(fake.text, /droits de douane|customs duty/);
      assert.ok(!fake.text.includes("avoid-scam-attempts"), fake.text);
    });

    test("a message whose story fits what the carrier does, and one that does not", async () => {
      const genuine = await check(`Chronopost : des droits de douane sont à régler pour votre colis sur ${OFFICIAL}`);
      assert.equal(genuine.level, "clear");
      assert.ok(genuine.text.includes("avoid-scam-attempts"), genuine.text);
      assert.match(genuine.text, /droits de douane, mais sur|customs duty, but on/);
      const fake = await check("De : +63 917 000 0000\nMondial Relay : votre colis ne rentrait pas dans la boîte aux lettres https://infos-colis.example/x");
      assert.equal(fake.level, "danger");
      assert.ok(fake.text.includes("+63 917 000 0000") && fake.text.includes("numerama.com"), fake.text);
      const mail = await check("From: DPD <suivi@colis-relance.example>\nSubject: Votre colis\n\nVotre colis est bloqué https://infos-fr.example/x");
      assert.ok(mail.lines.some((line) => line.endsWith("suivi@colis-relance.example")), mail.lines.join("\n"));
    });

    test("the headers of a pasted mail are told, even where nothing speaks against it", async () => {
      const { level, text } = await check("Return-Path: <b@envoi.example>\nAuthentication-Results: mx.example; dmarc=fail\nFrom: Chronopost <suivi@chronopost.fr>\nReply-To: a@autre.example\nSubject: Bonjour\n\nÀ demain.");
      assert.equal(level, "unknown", "it speaks of no parcel");
      for (const told of ["suivi@chronopost.fr", "autre.example", "envoi.example"]) assert.ok(text.includes(told), text);
      assert.match(text, /confirmer|confirm/);
    });

    test("wrappers are taken off, and who keeps a destination is said to", async () => {
      const wrapped = await check("https://l.facebook.com/l.php?u=https%3A%2F%2Fchronopost-colis.example%2Fx&h=1");
      assert.ok(wrapped.text.includes("chronopost-colis.example"), wrapped.text);
      const kept = await check("https://u1.ct.sendgrid.net/ls/click?upn=x");
      assert.equal(kept.level, "caution");
      assert.match(kept.text, /compteur de clics|click counter/);
    });

    test("the popup of an official page names source, date and practice", async () => {
      const tab = await bench.openTab();
      await tab.visit(OFFICIAL);
      await tab.untilSettled(0);
      const view = await openPopup(tab);
      assert.equal(view.level, "official");
      assert.ok(view.text.includes("avoid-scam-attempts") && COLLECTED.test(view.text), view.text);
      assert.match(view.text, /droits de douane, mais sur|customs duty, but on/);
      await tab.close();
    });

    test("nothing pasted turns one of our sentences around", async () => {
      const hostile = [
        "https://chronopost-colis.example/\u202egnp",
        "https://\u05d0\u05d1\u05d2.example/",
        "a\u202eb@\u05d0\u05d1\u05d2.example",
        "x@chrono\u2066post.example",
        "6A\u202e49373964014",
        "+44 7700\u202e 900123",
        "\u202e38004\u0007",
        "From: \u202e\u05d0\u05d1\u05d2 Chronopost <a\u2067@colis.example>\n\nVotre colis est retenu, r\u00e9glez 1,99 \u20ac https://\u05d0\u05d1.example/\u202ex",
      ];
      for (const text of hostile) {
        const { lines, title, links, elements } = await check(text);
        assert.ok(!elements.includes("img") && !elements.includes("script"), text);
        for (const sentence of [title, ...lines]) {
          assert.doesNotMatch(sentence, /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066\u2067]/u, JSON.stringify([text, sentence]));
          // Letters from right to left stand between marks that end with them.
          const outside = sentence.replace(/\u2068[^\u2068\u2069]*\u2069/g, "");
          assert.doesNotMatch(outside, /[\u2068\u2069\u0590-\u08ff]/, JSON.stringify([text, sentence]));
        }
        for (const link of links) assert.ok(link.startsWith("https://"), link);
      }
    });

    test("each kind of thing is answered at five megabytes, and no script or data becomes a link", async () => {
      const much = (/** @type {string} */ unit) => unit.repeat(Math.ceil(5_000_000 / unit.length));
      for (const text of [much("9"), `+33${much("1 ")}`, `a@${much("b.")}example`, `https://${much("c.")}example/`, `1Z${much("A9")}`, much("\u202e")]) {
        assert.notEqual((await check(text)).level, "");
      }
      for (const scheme of ["javascript:alert(1)", "data:text/html,1", "JaVaScRiPt:alert(1)//@chronopost.fr", "javascript://www.chronopost.fr/%0aalert(1)"]) {
        const { links } = await check(scheme);
        assert.deepEqual(links.filter((link) => !link.startsWith("https://")), [], scheme);
      }
    });
  });
}
