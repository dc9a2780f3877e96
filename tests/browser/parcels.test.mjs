// The notebook of awaited parcels: written by hand, forgotten in time, and no warning is ever less for it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { dayAfter, dayOf } from "../../extension/shared/notebook.js";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { checkInBox } from "../lib/box.mjs";
import { openPopup, untilPainted } from "../lib/popup.mjs";
import { openOptions, openOwnPage, settingsOf, textOf, untilText } from "../lib/settings.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { document, fakePayment, fakeStory, plainPage } from "./pages.mjs";

/** @typedef {import("../../extension/wasm/protocol.js").AwaitedParcel} AwaitedParcel */

const FAKE = "suivi-chronopost.example";
const ODD = "chronopost-colis.example";
const REAL = "www.chronopost.fr";
const PLAIN = "recettes-famille.example";
const HOLDS_NONE = "brindille-azur.example";

/** @type {Record<string, string>} */
const PAGES = {
  [FAKE]: fakePayment(),
  [ODD]: fakeStory(),
  [REAL]: document("Chronopost - Suivi", "<h1>Chronopost</h1><p>Suivre un colis</p>"),
  [PLAIN]: plainPage(),
  // An SVG document holds no warning: it is told on the extension's own page.
  [HOLDS_NONE]: `<svg xmlns="http://www.w3.org/2000/svg"><title>Chronopost - Suivi de votre colis</title><foreignObject width="800" height="600"><div xmlns="http://www.w3.org/1999/xhtml">${fakePayment().replace(/^[^]*<body>|<\/body>[^]*$/g, "").replace(/<(input[^>]*)>/g, "<$1/>")}</div></foreignObject></svg>`,
};

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host) => (PAGES[host] ? { body: PAGES[host], ...(host === HOLDS_NONE && { headers: { "content-type": "image/svg+xml" } }) } : null);

const TODAY = dayOf(new Date());

/**
 * @param {string} carrier
 * @param {Partial<AwaitedParcel>} [more]
 * @returns {AwaitedParcel}
 */
const parcel = (carrier, more = {}) => ({ carrier, day: "", number: "", since: TODAY, ...more });

const UNAWAITED = "According to your list, you are not expecting any Chronopost parcel.";
const AWAITED = "Your Chronopost parcel is tracked at chronopost.fr";
const TRACKING = "https://www.chronopost.fr/tracking-no-cms/suivi-page";
/** Any sentence that the notebook says. */
const OF_NOTEBOOK = /your list|parcel is tracked/i;

for (const name of BROWSERS) {
  describe(`the notebook in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    const folder = mkdtempSync(join(tmpdir(), "vigicolis-parcels-"));
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(async () => {
      await bench?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** @param {...AwaitedParcel} parcels all that stand in the notebook from now on */
    async function note(...parcels) {
      const reply = await bench.control.evaluate((change) => chrome.runtime.sendMessage({ kind: "change_settings", change }), { kind: "choose_value", key: "parcels", value: parcels });
      assert.equal(reply.kind, "settings", JSON.stringify(reply));
    }

    const notedNow = async () => (await settingsOf(bench))?.parcels ?? [];

    const isListShown = (/** @type {import("puppeteer-core").Page} */ page) => page.$eval("#list", (list) => list.checkVisibility());

    const openNotebook = () => openOwnPage(bench, "pages/parcels/parcels.html");

    /** @param {string} host @param {string} level */
    async function visit(host, level) {
      const tab = await bench.openTab();
      await tab.visit(`https://${host}/`);
      await tab.untilLevel(level);
      return tab;
    }

    test("a parcel is written down by the keyboard alone, and a number that can't be right is kept and said", async () => {
      await note();
      const page = await openNotebook();
      await page.bringToFront();
      await page.focus("#carrier");
      await page.keyboard.type("mondial");
      await until("the carrier to be chosen", () => page.$eval("#carrier", (choice) => /** @type {HTMLSelectElement} */ (choice).value === "mondialrelay"));
      await page.keyboard.press("Tab");
      // The first entry is no day, the second today.
      for (let count = 0; count < 2; count += 1) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      await page.keyboard.type("1Z999AA10123456784");
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => globalThis.document.activeElement?.matches("#add [type=submit]")), true);
      await page.keyboard.press("Enter");
      await until("the entry", async () => (await isListShown(page)) && /Mondial Relay/.test(await textOf(page, "#list")));
      assert.deepEqual(await notedNow(), [parcel("mondialrelay", { day: dayAfter(TODAY, 1), number: "1Z999AA10123456784" })]);
      assert.match(await textOf(page, "#list"), /1Z999AA10123456784.*does not look like one of this carrier’s/);
      await page.close();
    });

    test("without a carrier nothing is written down, and a sentence says what is missing", async () => {
      await note();
      const page = await openNotebook();
      await page.click("#add [type=submit]");
      await untilText(page, "#error", "First choose a carrier.");
      assert.equal(await page.$eval("#carrier", (choice) => choice === globalThis.document.activeElement && choice.getAttribute("aria-invalid")), "true");
      assert.deepEqual(await notedNow(), []);
      await page.close();
    });

    test("an entry is removed, and the keyboard goes on at the next one, then below the list", async () => {
      await note(parcel("mondialrelay"), parcel("dpd-fr", { number: "1" }));
      const page = await openNotebook();
      await page.bringToFront();
      const focused = () => page.evaluate(() => globalThis.document.activeElement?.getAttribute("aria-label") ?? globalThis.document.activeElement?.id);
      await page.focus("#list button");
      await page.keyboard.press("Enter");
      await until("the first to be gone", async () => (await notedNow()).length === 1);
      await until("the keyboard at the next", async () => (await focused()) === "Remove from the list: DPD France");
      await page.keyboard.press("Enter");
      await until("the second to be gone", async () => (await notedNow()).length === 0);
      await until("the keyboard below the list", async () => (await focused()) === "add-title");
      assert.equal(await isListShown(page), false);
      await page.close();
    });

    test("with an empty notebook nothing is said anywhere", async () => {
      await note();
      const tab = await visit(FAKE, "danger");
      assert.doesNotMatch((await tab.untilWarning()).text, OF_NOTEBOOK);
      const popup = await openPopup(tab);
      assert.doesNotMatch(popup.text, OF_NOTEBOOK);
      await tab.close();
    });

    test("a page of a carrier that is not awaited says so in the popup; its verdict stays as it was, and so does what a page could read", async () => {
      for (const [host, level] of /** @type {const} */ ([[FAKE, "danger"], [ODD, "caution"]])) {
        await note();
        let tab = await visit(host, level);
        const [before, warning] = [await tab.report(), await tab.untilWarning()];
        await tab.close();
        await note(parcel("mondialrelay"));
        tab = await visit(host, level);
        await tab.untilSettled(0);
        assert.equal((await tab.untilWarning()).text, warning.text);
        assert.deepEqual(await tab.report(), before);
        const popup = await openPopup(tab);
        assert.equal(popup.level, level);
        assert.ok(popup.text.includes(UNAWAITED), popup.text);
        await tab.close();
      }
    });

    test("a page of a carrier that is awaited warns as before, and the popup says where the parcel really is", async () => {
      await note();
      let tab = await visit(FAKE, "danger");
      const [before, warning] = [await tab.report(), await tab.untilWarning()];
      await tab.close();
      await note(parcel("mondialrelay"), parcel("chronopost"));
      tab = await visit(FAKE, "danger");
      assert.deepEqual(await tab.report(), before);
      assert.equal((await tab.untilWarning()).text, warning.text);
      const popup = await openPopup(tab);
      assert.equal(popup.level, "danger");
      assert.ok(popup.text.includes(AWAITED), popup.text);
      assert.ok(popup.links.includes(TRACKING), JSON.stringify(popup.links));
      assert.doesNotMatch(popup.text, /not expecting/);
      await tab.close();
    });

    test("who is warned on the extension's own page reads it there, too", async () => {
      await note(parcel("mondialrelay"));
      const tab = await bench.openTab();
      await tab.page.goto(`https://${HOLDS_NONE}/`).catch(() => {});
      await until("the extension's own page", () => bench.control.evaluate(async (id) => (await chrome.tabs.get(id)).url?.includes("/warning/"), tab.id));
      const warning = await until("the warning on it", () => tab.warning());
      assert.ok(warning.text.includes(UNAWAITED), warning.text);
      await tab.close();
    });

    test("the carrier's own site shows the entry, and a page of nobody's says nothing", async () => {
      await note(parcel("chronopost", { number: "XW123456785FR" }), parcel("mondialrelay"));
      const real = await visit(REAL, "official");
      const popup = await openPopup(real);
      assert.match(popup.text, /On your list Chronopost date not known · XW123456785FR/);
      assert.doesNotMatch(popup.text, /Mondial Relay|tracked|not expecting/);
      await real.close();
      const plain = await visit(PLAIN, "clear");
      assert.doesNotMatch((await openPopup(plain)).text, OF_NOTEBOOK);
      await plain.close();
    });

    test("the box says of a message whether its carrier is awaited; the level is the same", async () => {
      const page = await bench.browser.openExtensionPage("pages/box/box.html");
      await untilPainted(page);
      const texts = {
        "Chronopost : votre colis est retenu, réglez 1,99 EUR de frais sous 24 h : https://chronopost-colis.example/x": "danger",
        "Votre colis Chronopost arrive demain. Suivi : https://www.chronopost.fr/suivi": "clear",
        "https://chronopost-colis.example/x": "caution",
      };
      for (const [text, level] of Object.entries(texts)) {
        await note();
        const before = await checkInBox(page, text);
        assert.deepEqual([before.level, OF_NOTEBOOK.test(before.text)], [level, false], before.text);
        await note(parcel("mondialrelay"));
        const unawaited = await checkInBox(page, text);
        assert.deepEqual([unawaited.level, unawaited.title], [before.level, before.title]);
        assert.deepEqual(unawaited.lines.filter((line) => !before.lines.includes(line)), [UNAWAITED]);
        await note(parcel("chronopost"));
        const awaited = await checkInBox(page, text);
        assert.deepEqual([awaited.level, awaited.title, awaited.lines], [before.level, before.title, before.lines]);
        assert.ok(awaited.text.includes(AWAITED) && awaited.links.includes(TRACKING), awaited.text);
      }
      // Of a carrier's own link there is nothing to say.
      await note(parcel("mondialrelay"));
      assert.doesNotMatch((await checkInBox(page, "https://www.chronopost.fr/suivi")).text, OF_NOTEBOOK);
      await page.close();
    });

    test("what is long past is erased from the store, and counts for nothing", async () => {
      const fresh = [parcel("mondialrelay", { day: dayAfter(TODAY, -14) }), parcel("gls", { since: dayAfter(TODAY, -30) })];
      const past = [parcel("chronopost", { day: dayAfter(TODAY, -15) }), parcel("dpd-fr", { since: dayAfter(TODAY, -31) })];
      await note(...past, ...fresh);
      const tab = await visit(FAKE, "danger");
      await until("the past to be erased", async () => (await notedNow()).length === fresh.length);
      assert.deepEqual(await notedNow(), fresh);
      const popup = await openPopup(tab);
      assert.ok(popup.text.includes(UNAWAITED), popup.text);
      await tab.close();
      // The last one takes the notebook with it.
      await note(...past);
      const page = await openNotebook();
      assert.equal(await isListShown(page), false);
      assert.deepEqual(await notedNow(), []);
      await page.close();
    });

    test("a file brings parcels; one with a broken entry is refused with its place, and nothing is lost", async () => {
      await note(parcel("mondialrelay"));
      const options = await openOptions(bench);
      /** @param {unknown} parcels */
      const importParcels = async (parcels) => {
        const file = join(folder, "settings.json");
        writeFileSync(file, JSON.stringify({ version: 1, parcels }));
        await options.$eval("#status", (part) => part.replaceChildren());
        const field = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await options.$("#import-file"));
        await field.uploadFile(file);
      };
      await importParcels([parcel("dpd-fr"), parcel("gls", { day: "soon" })]);
      await untilText(options, "#import-refused", "parcels[1].day");
      assert.deepEqual(await notedNow(), [parcel("mondialrelay")]);
      await importParcels([parcel("dpd-fr")]);
      await until("the file to be taken", async () => (await notedNow())[0]?.carrier === "dpd-fr");
      const { file } = await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "export_settings" }));
      assert.deepEqual(file.parcels, [parcel("dpd-fr")]);
      await options.close();
    });
  });

  test(`in a private window of ${name} nothing is written down`, async () => {
    const { extension, remove } = variantOf(name, {
      "pages/parcels/parcels.js": (text) => text.replaceAll("chrome.extension.inIncognitoContext", "true"),
    });
    const bench = await startBench(name, routes, { extension });
    try {
      const page = await openOwnPage(bench, "pages/parcels/parcels.html");
      assert.match(await textOf(page), /Nothing is written down in a private window/);
      assert.equal(await page.$eval("#add", (form) => form.checkVisibility()), false);
      await page.close();
    } finally {
      await bench.close();
      remove();
    }
  });
}
