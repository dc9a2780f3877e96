// What the warning says when it is asked for more.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { adviceAddress, openAdvicePages } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { until } from "../lib/until.mjs";
import { fakeAsking, fakePayment, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";
// This name alone is enough for a word of caution.
const ODD = "chronopost-colis.example";
const LOGIN = '<p><label>Adresse e-mail <input type="email" name="mail"></label></p><p><label>Mot de passe <input type="password" name="pass"></label></p>';
const CODE = '<p><label>Code reçu par SMS <input name="otp" maxlength="6" autocomplete="one-time-code"></label></p>';

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  if (host === ODD) return { body: plainPage() };
  if (host !== HOST) return null;
  return { body: path === "/login" ? fakeAsking(LOGIN) : path === "/code" ? fakeAsking(CODE) : fakePayment() };
};

/** Runs in the warning's root. @param {ShadowRoot} root */
function unfolded(root) {
  const details = root.querySelector("details");
  return details && {
    open: details.open,
    focused: root.activeElement === details.querySelector("summary"),
    reasons: details.querySelectorAll("li").length,
    quotes: Array.from(details.querySelectorAll("q"), (quote) => quote.textContent),
    text: details.textContent,
  };
}

/** Runs in the warning's root. @param {ShadowRoot} root */
function titleOf(root) {
  return `${root.querySelector("#title")?.textContent ?? ""}${root.querySelector(".strip") ? ", a strip" : ""}`.replace(/\s+/g, " ");
}

/** Runs in the warning's root. @param {ShadowRoot} root */
function buttonsOf(root) {
  const shown = [...root.querySelectorAll("button")].filter((button) => button.checkVisibility());
  return shown.map((button) => ({
    words: button.innerText.replace(/\s+/g, " ").trim(),
    isProminent: getComputedStyle(button).backgroundColor !== "rgba(0, 0, 0, 0)",
  }));
}

for (const name of BROWSERS) {
  describe(`the warning in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    test("the keyboard comes back into the warning when the page takes it away", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      await tab.untilLevel("danger");
      await tab.untilFocused();
      await tab.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      await tab.untilFocused();
      await tab.close();
    });

    test("two sentences at first; all reasons with their evidence when asked, by keyboard alone", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      const verdict = await tab.untilVerdict("danger with a story", ({ level, reasons }) =>
        level === "danger" && reasons.some(({ rule }) => rule === "parcel_lure"));
      await tab.untilWarning();
      const look = () => bench.browser.inWarning(tab.page, String(unfolded));
      assert.equal((await look()).open, false);
      // The way out has the focus; why stands before it.
      await tab.untilFocused();
      await tab.page.keyboard.down("Shift");
      await tab.page.keyboard.press("Tab");
      await tab.page.keyboard.up("Shift");
      await until("the focus on why", async () => (await look()).focused);
      await tab.page.keyboard.press("Enter");
      const all = await until("the reasons", async () => {
        const seen = await look();
        return seen.open && seen.reasons > 0 ? seen : null;
      });
      // Besides the reasons: from which leak the visitor may be known, and what is asked for.
      assert.equal(all.reasons, verdict.reasons.length + 2);
      assert.ok(all.text.includes("2025"), all.text);
      assert.ok(all.quotes.some((/** @type {string} */ quote) => quote.includes("livraison")), JSON.stringify(all.quotes));
      assert.ok(all.text.includes(HOST));
      await tab.close();
    });

    test("one way out stands out; away, help and on are quiet, reports unfold", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      await tab.untilWarning();
      const seen = await bench.browser.inWarning(tab.page, String(buttonsOf));
      assert.deepEqual(seen, [
        { words: "Go to the real Chronopost site www.chronopost.fr", isProminent: true },
        { words: "Leave this page", isProminent: false },
        { words: "I have already given my details", isProminent: false },
        { words: "Continue despite the risk", isProminent: false },
      ]);
      await tab.choose("why");
      await until("the report", async () =>
        (await bench.browser.inWarning(tab.page, String(buttonsOf))).some((/** @type {{ words: string }} */ { words }) => words === "Report a fake page"));
      await tab.close();
    });

    for (const [path, title] of [
      ["/", "Fake Chronopost site: pay nothing"],
      ["/login", "Fake Chronopost site: enter nothing"],
      ["/code", "Fake Chronopost site: enter nothing"],
    ]) {
      test(`the title says what not to do there: ${path}`, async () => {
        const tab = await bench.openTab();
        await tab.visit(`https://${HOST}${path}`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
        const words = () => bench.browser.inWarning(tab.page, String(titleOf));
        await until("the title", async () => (await words()) === title);
        // Going on from the other two waits.
        if (path === "/login") {
          await tab.choose("proceed");
          await until("the strip", async () => (await words()) === `${title}, a strip`);
        }
        await tab.close();
      });
    }

    for (const [address, level] of [[HOST, "danger"], [ODD, "caution"]]) {
      test(`on ${level} who gave something away is led to help, and the warning stays`, async () => {
        const tab = await bench.openTab();
        await tab.visit(`https://${address}/`);
        await tab.untilLevel(level ?? "");
        await tab.untilWarning();
        await tab.choose("help");
        await until("the page of help", async () => (await openAdvicePages(bench)).includes(adviceAddress(bench, "help", tab.id)));
        await tab.page.bringToFront();
        if (level === "danger") {
          await tab.choose("why");
          await tab.choose("report");
          await until("the page of reports", async () => (await openAdvicePages(bench)).includes(adviceAddress(bench, "report", tab.id)));
        }
        assert.ok(await tab.warning());
        await tab.close();
      });
    }
  });
}
