// After the harm: the steps for what was given, the numbers to call, and ticks that stay on the device.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import { adviceAddress, openAdvice, openAdvicePages, untilAdvice } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { fakePayment, fakeWithFrame, framedForm, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** @type {Record<string, string>} */
const PAGES = { "/": plainPage(), "/fake": fakePayment(), "/framed": fakeWithFrame("/form"), "/form": framedForm() };

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => (host === HOST && PAGES[path] ? { body: PAGES[path] } : null);

/** What comes first for each thing given. */
const FIRST = {
  card: "block_card",
  code: "tell_code",
  bank_login: "block_bank",
  iban: "tell_iban",
  identity_document: "protect_identity",
  password: "change_password",
  address: "check_parcel",
  phone: "expect_calls",
};

/** @param {import("puppeteer-core").Page} page */
const stepsOf = (page) => page.$$eval("#first-step > li, #steps > li", (items) => items.map((item) => /** @type {HTMLElement} */ (item).dataset["step"] ?? ""));

/** @param {import("puppeteer-core").Page} page */
const tickedOf = (page) =>
  page.$$eval("input:checked", (boxes) => boxes.map((box) => box.closest("li")?.dataset["step"] ?? /** @type {HTMLInputElement} */ (box).value));

const CALL = '#first a.call[href="tel:0892705705"]';
const SCREENS = [{ width: 360, height: 740 }, { width: 1280, height: 800 }];

/**
 * The number to call, seen and touched without scrolling.
 * @param {import("puppeteer-core").Page} page
 */
async function untilCallInView(page) {
  for (const screen of SCREENS) {
    await page.setViewport(screen);
    await until(`the number in view at ${screen.width} px`, () =>
      page.$eval(CALL, (link, width) => {
        const { left, top, right, bottom } = link.getBoundingClientRect();
        const touched = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return innerWidth === width && scrollY === 0 && top > 0 && bottom <= innerHeight && link.contains(touched);
      }, screen.width));
  }
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<number>} sheets of paper that it takes
 */
async function sheetsOf(page) {
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  // Firefox packs what says so.
  const packed = [...pdf.matchAll(/stream\r?\n([^]*?)endstream/g)].map(([, stream = ""]) => unpack(Buffer.from(stream, "latin1")));
  return Number(/\/Type\s*\/Pages\b[^>]*?\/Count (\d+)/.exec([pdf, ...packed].join("\n"))?.[1]);
}

/** @param {Buffer} stream @returns {string} empty for what is not packed */
function unpack(stream) {
  try {
    return inflateSync(stream).toString("latin1");
  } catch {
    return "";
  }
}

/**
 * @param {import("puppeteer-core").Page} page
 * @param {string} step
 */
async function untilFirst(page, step) {
  await until(`${step} to be first`, async () => (await stepsOf(page))[0] === step);
}

for (const name of BROWSERS) {
  describe(`help in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    /** @type {import("puppeteer-core").Page} */
    let page;
    /** @param {number} [tabId] */
    async function open(tabId) {
      page = await openAdvice(bench, "help", tabId);
      await page.select("#country", "FR");
      // Only France has this one.
      await until("the contacts of France", () => page.$('a[href="tel:0805805817"]'));
    }
    /** @param {string} given */
    const tick = (given) => page.click(`input[value="${given}"]`);
    const clearAll = async () => {
      await page.click("#clear");
      await until("nothing to be kept", async () => !("help" in (await bench.stored()).local));
      await page.close();
    };

    test("each thing given brings its own first step", async () => {
      await open();
      for (const [given, first] of Object.entries(FIRST)) {
        await tick(given);
        await untilFirst(page, first);
        await tick(given);
        await untilFirst(page, "get_help");
      }
      await page.close();
    });

    test("in France the card is blocked first, by the number for it", async () => {
      await open();
      await tick("address");
      await tick("card");
      await untilFirst(page, "block_card");
      const step = await page.$eval('[data-step="block_card"]', (item) => ({
        text: item.textContent ?? "",
        calls: [...item.querySelectorAll("a")].map((link) => link.href),
      }));
      assert.deepEqual(step.calls, ["tel:0892705705"]);
      assert.match(step.text, /0\s892\s705\s705/);
      assert.match(step.text, /cybermalveillance\.gouv\.fr/, "the source stands beneath");
      const steps = await stepsOf(page);
      assert.ok(steps.indexOf("block_card") < steps.indexOf("report_page"), steps.join());
      await clearAll();
    });

    test("the fake adviser is warned of before anything is ticked", async () => {
      await open();
      assert.deepEqual(await tickedOf(page), []);
      const notice = await page.$eval(".notice", (part) => ({ text: part.textContent ?? "", seen: part.checkVisibility() }));
      assert.match(notice.text, /Hang up\. Call the number on the back of your card\./);
      assert.ok(notice.seen);
      await page.close();
    });

    test("nothing is kept before something is ticked", async () => {
      await open();
      assert.ok(!("help" in (await bench.stored()).local));
      assert.ok(await page.$eval("#clear", (button) => !button.checkVisibility()));
      await page.close();
    });

    test("ticks outlive a reload, and one click clears them", async () => {
      await open();
      await tick("code");
      await untilFirst(page, "tell_code");
      await page.click('[data-step="tell_code"] > label');
      await until("the step to be kept", async () => JSON.stringify((await bench.stored()).local).includes("tell_code"));
      await page.close();
      page = await openAdvice(bench, "help");
      assert.deepEqual(await tickedOf(page), ["code", "tell_code"]);
      assert.equal(await page.$eval("#country", (select) => /** @type {HTMLSelectElement} */ (select).value), "FR");
      await page.click("#clear");
      await until("nothing to be kept", async () => !("help" in (await bench.stored()).local));
      // The steps are painted when the background has answered.
      await until("nothing to be ticked", async () => (await tickedOf(page)).length === 0);
      await page.close();
      page = await openAdvice(bench, "help");
      assert.deepEqual(await tickedOf(page), []);
      await page.close();
    });

    test("what is stored and makes no sense is passed over", async () => {
      for (const help of [5, null, { given: "card" }, { given: [{}, "card"], country: "FR", done: [7] }]) {
        await bench.control.evaluate((stored) => chrome.storage.local.set({ help: stored }), help);
        page = await openAdvice(bench, "help");
        assert.ok((await stepsOf(page)).length > 0, JSON.stringify(help));
        await page.close();
      }
      await bench.control.evaluate(() => chrome.storage.local.remove("help"));
    });

    test("another country gets the steps without a number", async () => {
      await open();
      await tick("card");
      await untilFirst(page, "block_card");
      await page.select("#country", "");
      await until("no number to be offered", async () => (await page.$('a[href^="tel:"]')) === null);
      assert.ok(await page.$eval("#unknown", (line) => line.checkVisibility()));
      assert.equal((await stepsOf(page))[0], "block_card");
      await clearAll();
    });

    test("by keyboard alone", async () => {
      await open();
      await page.keyboard.press("Tab");
      await page.keyboard.press(" ");
      await untilFirst(page, "block_card");
      for (let step = 0; step < Object.keys(FIRST).length; step += 1) await page.keyboard.press("Tab");
      await page.keyboard.press(" ");
      await until("the first step to be ticked", async () => (await tickedOf(page)).includes("block_card"));
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => /** @type {HTMLAnchorElement} */ (document.activeElement).href), "tel:0892705705");
      await clearAll();
    });

    test("the page that it is about is told of: the leak, the real site, the report", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await open(tab.id);
      assert.match(await page.$eval("#leak", (part) => (part.checkVisibility() ? (part.textContent ?? "") : "")), /Chronopost.*February 2025.*name/);
      await tick("address");
      await until("the parcel's step", () => page.$('[data-step="check_parcel"] a'));
      assert.match(await page.$eval('[data-step="check_parcel"] a', (link) => /** @type {HTMLAnchorElement} */ (link).href), /^https:\/\/www\.chronopost\.fr\//);
      const report = await page.$eval('[data-step="report_page"] a', (link) => /** @type {HTMLAnchorElement} */ (link).href);
      assert.equal(report, `${bench.browser.origin}/pages/report/report.html?tab=${tab.id}`);
      await clearAll();
      await tab.close();
    });

    test("what the page asks for is ticked already, and what is changed stays", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await open(tab.id);
      assert.deepEqual(await tickedOf(page), ["card"]);
      assert.ok(!("help" in (await bench.stored()).local), "nothing is kept before the visitor did something");
      await tick("phone");
      await tick("card");
      await until("the card to be taken back", async () => JSON.stringify((await bench.stored()).local).includes('"given":["phone"]'));
      await page.evaluate(() => {
        document.querySelector("#help")?.setAttribute("aria-busy", "true");
        location.reload();
      });
      await untilAdvice(page, "help");
      assert.deepEqual(await tickedOf(page), ["phone"]);
      await clearAll();
      await tab.close();
    });

    test("I gave my card: the number is one click from the warning, or one tick from the empty page", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      await tab.choose("help");
      const address = adviceAddress(bench, "help", tab.id);
      await until("the page of help", async () => (await openAdvicePages(bench)).includes(address));
      await open(tab.id);
      await untilCallInView(page);
      await page.close();
      await tab.close();
      await open();
      await page.setViewport({ width: 360, height: 740 });
      assert.equal(await page.$(CALL), null);
      await tick("card");
      await untilCallInView(page);
      await clearAll();
    });

    test("on paper: one sheet with the numbers and empty boxes, nothing to click", async () => {
      await open();
      /** @param {string} what */
      const isOneSheet = async (what) => assert.equal(await sheetsOf(page), 1, what);
      for (const language of ["fr", "de", "pl"]) {
        await speakLanguage(bench, language);
        await page.close();
        await open();
        await isOneSheet(`${language}, nothing given`);
        await tick("card");
        await untilFirst(page, "block_card");
        await isOneSheet(`${language}, the card`);
        await tick("phone");
        await until("the phone's step", async () => (await stepsOf(page)).includes("expect_calls"));
        await isOneSheet(`${language}, card and phone`);
        for (const given of Object.keys(FIRST)) if (!["card", "phone"].includes(given)) await tick(given);
        await until("every step", async () => (await stepsOf(page)).includes("tell_iban"));
        await isOneSheet(`${language}, everything`);
        await page.click("#clear");
        await until("nothing to be ticked", async () => (await tickedOf(page)).length === 0);
      }
      await tick("card");
      await untilFirst(page, "block_card");
      await page.click('[data-step="block_card"] > label');
      await bench.browser.emulatePrint(page, true);
      const paper = await until("the numbers on paper", () =>
        page.evaluate(() => {
          if (!document.querySelector("#numbers")?.checkVisibility()) return null;
          const seen = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
          const looks = seen("#first-step input, #steps input").map((box) => getComputedStyle(box));
          return {
            numbers: seen("#numbers a").map((link) => link.textContent),
            clicked: seen("button, select, .button").length,
            boxes: looks.length,
            isDrawn: looks.every(({ appearance, backgroundImage }) => appearance === "none" && backgroundImage === "none"),
          };
        }));
      await bench.browser.emulatePrint(page, false);
      assert.equal(paper.numbers[0], "0 892 705 705");
      assert.ok(paper.numbers.includes("33700"), paper.numbers.join());
      assert.equal(paper.clicked, 0);
      assert.ok(paper.boxes > 5 && paper.isDrawn);
      await speakLanguage(bench, "auto");
      await clearAll();
    });

    test("the popup leads there", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      const { links, text } = await openPopup(tab);
      for (const each of /** @type {const} */ (["help", "report"])) {
        assert.ok(links.includes(adviceAddress(bench, each, tab.id)), links.join(" "));
      }
      assert.match(text, /data of Chronopost was stolen/);
      await tab.close();
    });
  });

  test(`in French on an English browser, a clock in Paris gives the number of France, in ${name}`, async () => {
    const bench = await startBench(name, routes, { env: { TZ: "Europe/Paris" } });
    try {
      await speakLanguage(bench, "fr");
      const page = await openAdvice(bench, "help");
      assert.equal(await page.$eval("#country", (select) => /** @type {HTMLSelectElement} */ (select).value), "FR");
      await page.click('input[value="card"]');
      await untilCallInView(page);
      const step = await page.$eval("#first", (part) => part.textContent ?? "");
      assert.match(step, /Faites opposition/);
      assert.match(step, /Appeler le 0\s892\s705\s705/);
      const report = await openAdvice(bench, "report");
      assert.equal(await report.$eval("#country", (select) => /** @type {HTMLSelectElement} */ (select).value), "FR");
    } finally {
      await bench.close();
    }
  });

  test(`the toolbar button's own menu leads there in ${name}`, async () => {
    // Watched, because a worker that nobody looks at can't be told of a click.
    const bench = await startBench(name, routes, { watched: true });
    try {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      await bench.browser.clickMenu("help", tab.id);
      await until("the page of help", async () => (await openAdvicePages(bench)).includes(adviceAddress(bench, "help", tab.id)));
    } finally {
      await bench.close();
    }
  });

  // A content script that asks when the page calls an event; the shipped one asks for a click on the warning.
  test(`a page with a warning has the pages opened, another has not, in ${name}`, async () => {
    const { extension, remove } = variantOf(name, {
      "content/main.js": (text) =>
        `${text}\nfor (const kind of ["open_help", "open_report"]) window.addEventListener("test-" + kind, () => chrome.runtime.sendMessage({ kind }).then(() => window.dispatchEvent(new Event("test-done"))));\n`,
    });
    const bench = await startBench(name, routes, { extension });
    /** @param {import("puppeteer-core").Page | import("puppeteer-core").Frame} place */
    const call = (place, /** @type {string} */ kind) =>
      place.evaluate(
        (event) =>
          new Promise((done) => {
            window.addEventListener("test-done", () => done(null), { once: true });
            window.dispatchEvent(new Event(event));
          }),
        `test-${kind}`,
      );
    const ownPages = () => openAdvicePages(bench);
    try {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      for (const kind of ["open_help", "open_report"]) await call(tab.page, kind);
      assert.deepEqual(await ownPages(), []);
      await tab.visit(`https://${HOST}/framed`);
      await tab.untilLevel("danger");
      const frame = await until("the frame", () => tab.page.frames().find((each) => each.url().includes("/form")));
      await call(frame, "open_help");
      assert.deepEqual(await ownPages(), [], "a frame opens nothing");
      for (const kind of ["open_help", "open_report"]) await call(tab.page, kind);
      const expected = [adviceAddress(bench, "help", tab.id), adviceAddress(bench, "report", tab.id)];
      await until("both pages", async () => JSON.stringify(await ownPages()) === JSON.stringify(expected));
    } finally {
      await bench.close();
      remove();
    }
  });
}
