// The fields of a page of danger take nothing until the visitor goes on; on a page of caution a
// card field asks once. Most tests are of a copy that paints no warning, so that the shield stands alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench, Tab } from "../lib/bench.mjs";
import { untilFought } from "../lib/fight.mjs";
import { until } from "../lib/until.mjs";
import { on as visited } from "./attacked.mjs";
import { variantOf } from "../lib/variant.mjs";
import {
  CARD_FORM,
  document, everyWayIn, fakeAsking, fakePayment, fakeWithFrame, framedForm, plainPage, shopOfNobody, singlePageApp,
} from "./pages.mjs";

/**
 * @typedef {import("puppeteer-core").Frame} Frame
 */

const HOST = "espace-client-web.example";
const OTHER = "formulaire-en-ligne.example";
// A name for many purposes, which with a card form is worth a word of caution.
const SHOP = "secure-paiement.example";
// A name that says nothing.
const NOBODY = "brindille-azur.example";

const CARD = "4970101234567890";

/** What a page may ask for besides a card, each with the field that is tried. */
const ASKS = {
  iban: `<label for="field">IBAN</label> <input id="field" name="iban" maxlength="34" placeholder="FR76">`,
  bank_login: `<label for="field">Identifiant de banque en ligne</label> <input id="field" name="banque"> <label for="pass">Code secret de votre banque en ligne</label> <input id="pass" type="password" name="code_secret">`,
  identity_document: `<label for="field">Pièce d'identité (recto)</label> <input id="field" name="piece_identite" type="file" accept="image/*">`,
  one_time_code: `<label for="field">Code reçu par SMS</label> <input id="field" name="otp" autocomplete="one-time-code" inputmode="numeric" maxlength="6">`,
};

/** What the question says for a reason that names no carrier, and for one that does. */
const WHY = {
  generic_host: `This page presents itself as Chronopost. The address ${SHOP} is a generic name that no known carrier uses.`,
  brand_mismatch: `This page presents itself as Chronopost, but the address ${SHOP} does not belong to Chronopost.`,
};

/** @type {Record<string, string>} */
const PAGES = {
  ...Object.fromEntries(Object.entries(ASKS).map(([kind, fields]) => [`${HOST}/asks/${kind}`, fakeAsking(fields)])),
  [`${HOST}/`]: plainPage(),
    [`${HOST}/unmarks`]: everyWayIn({ unmarks: true }),
  [`${HOST}/every`]: everyWayIn(),
  [`${HOST}/app`]: singlePageApp(),
  [`${HOST}/frame`]: fakePayment(`<iframe src="/inside" width="600" height="400"></iframe>`),
  [`${HOST}/foreign`]: fakePayment(`<iframe src="https://${OTHER}/inside" width="600" height="400"></iframe>`),
  [`${HOST}/framed`]: fakeWithFrame(`https://${OTHER}/inside`),
  [`${HOST}/inside`]: framedForm(),
  [`${OTHER}/inside`]: framedForm(),
  [`${HOST}/recu`]: document("Reçu", "<p>Merci</p>"),
  [`${NOBODY}/`]: document("Brindille Azur - Paiement", `<h1>Brindille Azur</h1>${CARD_FORM}`),
  [`${SHOP}/`]: shopOfNobody(),
  [`${SHOP}/frame`]: shopOfNobody(`<iframe src="https://${OTHER}/inside" width="600" height="400"></iframe>`),
};

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  const body = PAGES[host + path.split("?")[0]];
  return body ? { body } : null;
};

/** Every field of `everyWayIn` that a visitor could fill in, but the search box. */
const FIELDS = ["#card", "#month", "#secret", "#note", "#editor", "#shadowed >>> #inner"];

/**
 * What stands in a document's fields.
 * @param {Tab["page"] | Frame} where
 * @returns {Promise<string>} in one line
 */
function contents(where) {
  return where.evaluate(() => {
    const inner = /** @type {any} */ (globalThis.document.querySelector("#shadowed"))?.shadowRoot.firstChild.value ?? "";
    const editor = globalThis.document.querySelector("#editor")?.textContent ?? "";
    const fields = [...globalThis.document.querySelectorAll("input:not([type=search]):not([disabled][value]):not([readonly]),select,textarea")];
    return [inner, editor, ...fields.map((field) => /** @type {HTMLInputElement} */ (field).value)].join("");
  });
}

/** @param {Tab} tab @returns {Promise<string[]>} */
const heard = (tab) => tab.page.evaluate(() => /** @type {any} */ (globalThis).heard);

/** @param {Tab["page"] | Frame} where @param {string} selector */
function isOutOfUse(where, selector) {
  return where.$eval(selector, (field) => field.matches(":disabled, [contenteditable=false]"));
}

/**
 * Types as a visitor does who sees the field and insists.
 * @param {Tab} tab
 * @param {Tab["page"] | Frame} where
 * @param {string} selector
 * @param {string} text
 */
async function insist(tab, where, selector, text) {
  await where.click(selector);
  await tab.page.keyboard.type(text);
  await where.$eval(selector, (field) => /** @type {HTMLElement} */ (field).focus());
  await tab.page.keyboard.type(text);
}

for (const name of BROWSERS) {
  describe(`the shield alone in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    const { extension, remove } = variantOf(name, {
      "content/warn/banner.js": (text) => text.replace(/\bfunction show\(form[^]*?\) \{/, "$& return;"),
      // A press where there is no warning would have it told elsewhere.
      "content/main.js": (text) => text.replace("isOverAll: !reply.framed", "isOverAll: false"),
    });
    before(async () => {
      bench = await startBench(name, routes, { extension });
    });
    after(async () => {
      await bench?.close();
      remove();
    });

    const on = (/** @type {string} */ address, /** @type {(tab: Tab) => Promise<void>} */ check) => visited(bench, address, check);

    /**
     * On a page of danger without a warning.
     * @param {string} path
     * @param {(tab: Tab) => Promise<void>} check
     */
    const unwarned = (path, check) =>
      on(`${HOST}${path}`, async (tab) => {
        await tab.untilLevel("danger");
        await check(tab);
      });

    /**
     * What the form has sent, after everything that was done before.
     * @param {Tab} tab
     * @param {number} from place in the list of requests
     */
    async function sent(tab, from) {
      await tab.page.evaluate(() => {
        const form = /** @type {HTMLFormElement} */ (globalThis.document.querySelector("#form"));
        form.action = "/recu?last";
        form.method = "post";
        form.submit();
      });
      const all = await until("the last form", () => {
        const paths = bench.sites.requests.slice(from).flatMap(({ host, path, method }) => (host === HOST && method !== "CONNECT" ? path : []));
        return paths.at(-1) === "/recu?last" ? paths : null;
      });
      return all.slice(0, -1).filter((path) => path.startsWith("/recu"));
    }

    test("no field of a page of danger takes the focus or a key, and the page hears none", () =>
      unwarned("/every", async (tab) => {
        for (const field of [...FIELDS, "#id-card"]) {
          await until(`${field} to be out of use`, () => isOutOfUse(tab.page, field));
          await insist(tab, tab.page, field, "42");
        }
        assert.equal(await contents(tab.page), "");
        assert.deepEqual(await heard(tab), []);
      }));

    test("a search box works", () =>
      unwarned("/every", async (tab) => {
        await until("the search box", async () => !(await isOutOfUse(tab.page, "#search")));
        await tab.page.type("#search", "colis");
        assert.equal(await tab.page.$eval("#search", (field) => /** @type {HTMLInputElement} */ (field).value), "colis");
      }));

    test("fields that the page takes back a hundred times still take nothing", () =>
      unwarned("/unmarks", async (tab) => {
        const rounds = await untilFought(tab, "unmarked");
        assert.ok(rounds <= 120, `${rounds} rounds`);
        await tab.page.evaluate(() => (/** @type {any} */ (globalThis).heard = []));
        for (const field of FIELDS) {
          if (field !== "#month" && !field.includes(">>>")) assert.equal(await isOutOfUse(tab.page, field), false, "the page has won");
          await insist(tab, tab.page, field, "42");
        }
        // Cut or copied elsewhere, put in by an input method, or dropped: none of it gets there.
        await until("the search box", async () => !(await isOutOfUse(tab.page, "#search")));
        await tab.page.type("#search", "99");
        const withControl = async (/** @type {string} */ key) => {
          await tab.page.keyboard.down("Control");
          await tab.page.keyboard.press(/** @type {any} */ (key), { commands: { a: ["SelectAll"], c: ["Copy"], v: ["Paste"] }[key] });
          await tab.page.keyboard.up("Control");
        };
        await withControl("a");
        await withControl("c");
        await withControl("v");
        await withControl("v");
        await until("pasting to work here", () => tab.page.$eval("#search", (field) => /** @type {HTMLInputElement} */ (field).value === "9999"));
        await tab.page.focus("#card");
        await withControl("v");
        await tab.page.focus("#card");
        // What was pasted has had its time, and the two keys more.
        await tab.rest(300);
        await tab.page.keyboard.sendCharacter("4");
        const isDropped = await tab.page.$eval("#card", (field) =>
          field.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, composed: true })));
        assert.equal(isDropped, false);
        assert.equal(await contents(tab.page), "");
        const told = (await heard(tab)).filter((line) => !/^(keydown|keyup) (Control|a|c|v)$/.test(line));
        assert.deepEqual(told.filter((line) => /4|2|paste|drop/.test(line) && !line.endsWith("99")).filter((line) => line !== "paste "), []);
      }));

    test("nothing is sent: not by a click, Enter, requestSubmit or a click that the page fakes, and by submit() an empty form", () =>
      unwarned("/unmarks", async (tab) => {
        await untilFought(tab, "unmarked");
        const from = bench.sites.requests.length;
        // As if it had been typed before.
        await tab.page.$eval("#card", (field, card) => ((/** @type {HTMLInputElement} */ (field)).value = card), CARD);
        await tab.page.click("#pay");
        await tab.page.focus("#card");
        await tab.page.keyboard.press("Enter");
        await tab.page.focus("#pay");
        await tab.page.keyboard.press("Enter");
        const entries = await tab.page.evaluate(() => {
          const form = /** @type {HTMLFormElement} */ (globalThis.document.querySelector("#form"));
          form.requestSubmit();
          /** @type {HTMLElement} */ (globalThis.document.querySelector("#pay")).click();
          form.submit();
          return [...new FormData(form).keys()];
        });
        assert.deepEqual(entries, []);
        const paths = await sent(tab, from);
        assert.ok(paths.length <= 1, `${paths}`);
        for (const path of paths) assert.equal(path.replace("?", ""), "/recu");
        assert.equal(await tab.page.$eval("#card", (field) => /** @type {HTMLInputElement} */ (field).value), CARD, "it is kept");
      }));

    for (const kind of Object.keys(ASKS)) {
      test(`a page that asks for ${kind} gets nothing of it`, () =>
        unwarned(`/asks/${kind}`, async (tab) => {
          assert.ok((await tab.verdict()).asks.some((asked) => asked === kind), `${(await tab.verdict()).asks}`);
          await until("the shield", () => isOutOfUse(tab.page, "#field"));
          await insist(tab, tab.page, "#field", "42");
          assert.equal(await contents(tab.page), "");
          const from = bench.sites.requests.length;
          await tab.page.click("#send");
          await tab.page.evaluate(() => globalThis.document.querySelector("form")?.requestSubmit());
          await tab.untilSettled(0);
          assert.deepEqual(bench.sites.requests.slice(from).filter(({ path }) => path.startsWith("/recu")), []);
        }));
    }

    for (const [path, what] of [["/frame", "a frame of the same host"], ["/foreign", "a foreign frame"]]) {
      test(`the fields of ${what} take nothing`, () =>
        unwarned(path ?? "", async (tab) => {
          const frame = await until("the frame", () => tab.page.frames().find((each) => each.url().endsWith("/inside")));
          await until("its shield", () => isOutOfUse(frame, "#num"));
          await insist(tab, frame, "#num", CARD);
          assert.equal(await contents(frame), "");
        }));
    }

    test("a frame, a blank frame and a field that come after the verdict are behind the shield, too", () =>
      unwarned("/every", async (tab) => {
        await tab.page.$eval("#form", (form, source) => {
          const make = globalThis.document.createElement.bind(globalThis.document);
          const late = Object.assign(make("input"), { id: "late" });
          const blank = Object.assign(make("iframe"), { id: "blank" });
          form.append(late, Object.assign(make("iframe"), { id: "inside", src: source }), blank);
          late.focus();
        }, `https://${OTHER}/inside`);
        // At once, before it can have been marked.
        await tab.page.keyboard.type(CARD);
        // Firefox gives a blank frame its document a moment later, and a new one.
        const isFilled = () => tab.page.$eval("#blank", (frame) => {
          const inner = /** @type {Document} */ (/** @type {HTMLIFrameElement} */ (frame).contentDocument);
          if (inner.body.firstChild) return true;
          // One is made there, the other brought over from the page.
          for (const [maker, id] of /** @type {[Document, string][]} */ ([[inner, "num"], [globalThis.document, "brought"]])) {
            inner.body.append(Object.assign(maker.createElement("input"), { id }));
          }
          return false;
        });
        await until("the blank frame's fields", isFilled);
        await until("its mark", () => isOutOfUse(tab.page, "#late"));
        await insist(tab, tab.page, "#late", CARD);
        assert.equal(await contents(tab.page), "");
        assert.ok(!(await heard(tab)).some((line) => line.includes("4")), "no key was heard");
        for (const selector of ["#inside", "#blank"]) {
          const frame = await until("the frame", async () => (await tab.page.$(selector))?.contentFrame());
          await until(`the shield of ${selector}`, () => isOutOfUse(frame, "#num"));
          await insist(tab, frame, "#num", CARD);
          if (selector === "#blank") await until("the shield of a field from elsewhere", () => isOutOfUse(frame, "#brought"));
          assert.equal(await contents(frame), "");
        }
      }));

  });

  describe(`the shield in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    const on = (/** @type {string} */ address, /** @type {(tab: Tab) => Promise<void>} */ check) => visited(bench, address, check);

    test("a step of a single-page app into danger raises the shield, a step out of it lowers it", () =>
      on(`${HOST}/app`, async (tab) => {
        await tab.page.click("#next");
        await tab.untilWarning();
        await until("the shield", () => isOutOfUse(tab.page, "#num"));
        await tab.page.evaluate(() => {
          globalThis.document.title = "Bienvenue";
          const app = /** @type {HTMLElement} */ (globalThis.document.querySelector("#app"));
          app.replaceChildren(Object.assign(globalThis.document.createElement("textarea"), { id: "num" }));
        });
        // The site was at danger: it is never quite clear again in this tab. A field that was not
        // looked at yet could be a card's.
        await tab.untilLevel("caution");
        await tab.untilSettled(0);
        await until("the field", async () => !(await isOutOfUse(tab.page, "#num")));
        // What the page itself gives the focus to is asked about.
        await tab.page.click("#num");
        await tab.page.keyboard.type("abc");
        assert.equal(await contents(tab.page), "abc");
      }));

    test("whoever goes on has a page as it was written, and can type and send", () =>
      on(`${HOST}/every`, async (tab) => {
        await tab.untilWarning();
        await until("the shield", () => isOutOfUse(tab.page, "#card"));
        await tab.choose("proceed");
        await tab.untilPassed();
        await until("the field", async () => !(await isOutOfUse(tab.page, "#card")));
        const changed = await tab.page.evaluate(async () => {
          const written = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
          const tags = (/** @type {Document} */ of) => [...of.querySelectorAll("input,select,textarea,button,[contenteditable]")].map((field) => field.outerHTML);
          const now = tags(globalThis.document);
          const inner = /** @type {any} */ (globalThis.document.querySelector("#shadowed")).shadowRoot.firstChild.outerHTML;
          return [...tags(written).filter((tag, place) => tag !== now[place]), ...(inner === `<input id="inner">` ? [] : [inner])];
        });
        assert.deepEqual(changed, []);
        // Before the first card field the visitor is asked once more.
        await tab.page.click("#card");
        await until("the question", () => tab.question());
        await tab.answer("goOn");
        await until("the question to go", async () => (await tab.question()) === null);
        for (const field of ["#card", "#note", "#editor", "#shadowed >>> #inner"]) {
          await tab.page.click(field);
          await tab.page.keyboard.type("42");
        }
        await tab.page.select("#month", "02");
        assert.equal(await contents(tab.page), ["42", "42", "42", "02", "", "42", ""].join(""));
        const from = bench.sites.requests.length;
        await tab.page.click("#pay");
        await until("the form", () => bench.sites.requests.slice(from).some(({ path }) => path.startsWith("/recu?card=42&month=02")));
      }));

    test("whoever goes on gets the frames' fields back, too, and is asked there", () =>
      on(`${HOST}/framed`, async (tab) => {
        await tab.untilWarning();
        const frame = await until("the frame", () => tab.page.frames().find((each) => each.url().endsWith("/inside")));
        await until("its shield", () => isOutOfUse(frame, "#num"));
        await tab.choose("proceed");
        await until("its fields", async () => !(await isOutOfUse(frame, "#num")));
        await frame.click("#num");
        await until("the frame's question", () => frame.evaluate(() => globalThis.document.querySelectorAll("html > :not(head, body)").length > 0));
        assert.equal(await contents(frame), "");
      }));

    test("a plain page's fields are left alone", () =>
      on(`${NOBODY}/`, async (tab) => {
        await tab.untilSettled(0);
        assert.equal((await tab.verdict()).level, "clear");
        await tab.page.type("#num", CARD);
        assert.equal(await contents(tab.page), CARD);
        assert.equal(await tab.page.$$eval("[disabled],[readonly],[inert]", (marked) => marked.length), 0);
      }));

    test("on caution a card field asks before it is touched, beside itself, until the visitor goes on", () =>
      on(`${SHOP}/`, async (tab) => {
        await tab.untilLevel("caution");
        await tab.untilWarning();
        await tab.page.click("#city");
        await tab.page.keyboard.type("Lyon");
        assert.equal(await tab.question(), null, "other fields don't ask");
        const question = await until("the question", async () => {
          await tab.page.click("#num");
          return tab.question();
        });
        // The banner says why already.
        assert.ok(question.text.startsWith(`Your card number would be sent to ${SHOP} Leave this page`), question.text);
        await until("the focus in the question", async () => (await tab.question())?.focused);
        await tab.page.keyboard.type("4970 1012");
        assert.equal(await contents(tab.page), "Lyon");
        // Neither Escape nor another field is an answer.
        await tab.page.keyboard.press("Escape");
        await until("the question to go", async () => (await tab.question()) === null);
        await tab.page.focus("#city");
        await tab.page.keyboard.press("Tab");
        await tab.page.keyboard.press("Tab");
        await until("the question again", () => tab.question());
        await tab.page.type("#city", "!");
        // The question may only come up after that: another field is entered anew until it goes.
        await until("the question to go", async () => {
          await tab.page.$eval("#city", (field) => /** @type {HTMLElement} */ (field).blur());
          await tab.page.focus("#city");
          return (await tab.question()) === null;
        });
        await tab.page.focus("#num");
        await tab.page.keyboard.type("4");
        await until("the question for the first key", () => tab.question());
        await tab.answer("goOn");
        await until("the question to go", async () => (await tab.question()) === null);
        await until("the focus in the field", () => tab.page.$eval("#num", (field) => field.matches(":focus")));
        await tab.page.keyboard.type(CARD);
        await tab.page.type("#cvv", "739");
        assert.equal(await tab.question(), null);
        assert.match(await contents(tab.page), new RegExp(`${CARD}.*739`));
        assert.ok((await tab.untilWarning()).text, "the banner stays");
      }));

    for (const [rule, why] of Object.entries(WHY)) {
      test(`the question says who would get the card, which carrier is claimed and why that does not fit (${rule})`, async () => {
        // On a page of the extension: no page of ours claims a carrier and asks for a card without being dangerous.
        const page = await bench.browser.openExtensionPage("pages/popup/popup.html?tab=-1");
        for (const file of ["dom", "warn/style", "warn/seal", "warn/ui", "warn/keeper"]) await page.addScriptTag({ url: `${bench.browser.origin}/content/${file}.js` });
        const question = readFileSync(new URL("../../extension/content/shield/confirm-card.js", import.meta.url), "utf8");
        const site = { host: SHOP, registrable: SHOP };
        const verdict = { level: "caution", brand: { id: "chronopost", name: "Chronopost" }, site, reasons: [{ rule, strength: "weak", detail: "" }] };
        await page.evaluate(`${question}; vigicolisConfirmCard.ask(document.querySelector("#check-box"), ${JSON.stringify(verdict)}, { leave() {}, goOn() {}, lost: async () => false })`);
        const { text } = await until("the question", () => new Tab(bench, page, -1).question());
        assert.ok(text.startsWith(`Your card number would be sent to ${SHOP} ${why} Leave this page`), text);
        await page.close();
      });
    }

    test("the question's way out leaves the page", () =>
      on(`${SHOP}/`, async (tab) => {
        await tab.untilLevel("caution");
        await until("the question", async () => {
          await tab.page.click("#num");
          return tab.question();
        });
        await tab.answer("leave");
        await until("an empty page", async () => (await tab.page.evaluate(() => location.href)) === "about:blank");
      }));

    test("whoever closed the banner is not asked", () =>
      on(`${SHOP}/`, async (tab) => {
        await tab.untilLevel("caution");
        await tab.choose("proceed");
        await tab.untilNoWarning();
        await tab.page.type("#num", CARD);
        assert.equal(await contents(tab.page), CARD);
      }));

    test("a card field in a frame of a page of caution asks, too", () =>
      on(`${SHOP}/frame`, async (tab) => {
        await tab.untilLevel("caution");
        const frame = await until("the frame", () => tab.page.frames().find((each) => each.url().endsWith("/inside")));
        const isAsked = () => frame.evaluate(() => globalThis.document.querySelectorAll("html > :not(head, body)").length);
        await until("its question", async () => {
          await frame.click("#num");
          return (await isAsked()) > 0;
        });
        await tab.page.keyboard.type(CARD);
        assert.equal(await contents(frame), "");
      }));
  });
}
