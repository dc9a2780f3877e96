// Pages that leave the warning painted, or almost, and keep the visitor from it: by what comes before all timers,
// by dialogs of their own, selections, scrollbars and little room. Which attack is which: docs/ATTACKS.md.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { Painted, WINDOW } from "../lib/painted.mjs";
import { until } from "../lib/until.mjs";
import { HOST, ODD, on } from "./attacked.mjs";
import { dangerous, odd } from "./attacks.mjs";
import { CARD_FORM, document, fakePayment, fakeStory, shopOfNobody } from "./pages.mjs";

/** @typedef {import("../lib/bench.mjs").Bench} Bench */

const PAD = "clavier-lorme.example";
const SHOP = "secure-paiement.example";
const BAIT = "bait-info.example";

/** Runs something once there is a warning. @param {string} script @param {number} [ms] later */
const onceWarned = (script, ms = 0) => `<script>{
  let isDone = false;
  const meet = () => {
    if (isDone || ![...document.documentElement.children].some(({ localName }) => !/^(head|body)$/.test(localName))) return;
    isDone = true;
    setTimeout(() => { ${script} }, ${ms});
  };
  new MutationObserver(meet).observe(document.documentElement, { childList: true });
  addEventListener("load", meet);
}</script>`;

/** What a page does before all timers and messages, without end. */
const STARVE = `const starve = () => { const end = performance.now() + 1; while (performance.now() < end); scheduler.postTask(starve, { priority: "user-blocking" }); }; starve();`;

/** Keys that tell the page's server which were pressed; each 60 pixels wide, from the left. */
const KEYS = `<p style="margin:0;height:62px">${[1, 2, 3].map((digit) => `<span style="display:inline-block;width:60px;height:60px;outline:1px solid" onmousedown="navigator.sendBeacon('/digit?${digit}')" onclick="navigator.sendBeacon('/digit?${digit}')">${digit}</span>`).join("")}</p>`;
/** @param {string} inner @param {string} css */
const ownDialog = (inner, css) => `<style>#own { margin: 0; padding: 0; border: 0; background: #fff; ${css} } #own::backdrop { display: none } iframe { border: 0; width: 100%; height: 100% }</style><dialog id="own">${inner}</dialog>`;
const WHOLE = "inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none";

/** @param {string} more */
const fake = (more) => fakePayment("").replace("</body>", `${more}</body>`);
const SELECT = onceWarned("window.struck = 1; getSelection().selectAllChildren(document.documentElement);", 800);
const BLANK = "<style>html::selection, *::selection { color: transparent; background: transparent; -webkit-text-fill-color: transparent }</style>";

/** @type {Record<string, string>} */
const PAGES = {
  [`${HOST}/calm`]: dangerous(""),
  [`${ODD}/calm`]: odd(""),
  [`${HOST}/selected`]: dangerous(SELECT),
  [`${ODD}/selected`]: odd(SELECT),
  [`${HOST}/blank`]: dangerous(BLANK + SELECT),
  [`${ODD}/blank`]: odd(BLANK + SELECT),
  [`${HOST}/bars`]: dangerous("<style>html { overflow: scroll } html::-webkit-scrollbar { width: 100vw; background: #fff }</style><script>window.struck = 1</script>"),
  [`${HOST}/low-bars`]: dangerous("<style>html { overflow: scroll } html::-webkit-scrollbar { height: 600px; background: #fff }</style><script>window.struck = 1</script>"),
  [`${HOST}/beside`]: fake(ownDialog(KEYS, "inset: auto auto 5px 5px; width: 190px; height: 70px") + onceWarned("own.showModal(); window.struck = 1;", 800)),
  [`${HOST}/hangs`]: fake(ownDialog(`<iframe src="https://${PAD}/pad"></iframe>`, WHOLE) + onceWarned("own.showModal(); requestAnimationFrame(() => requestAnimationFrame(() => { navigator.sendBeacon('/hang'); for (;;); }));", 300)),
  [`${PAD}/pad`]: document("Suite", KEYS, "<style>body { margin: 0 }</style>"),
  [`${HOST}/starves`]: document("Bonjour", `<div id="stage"></div><template id="kit">${fakePayment("").replace(/^[^]*<body>|<\/body>[^]*$/g, "")}</template><script>document.title = "Chronopost - Suivi de votre colis"; stage.replaceChildren(kit.content.cloneNode(true)); ${STARVE}</script>`),
  [`${HOST}/starves-later`]: fake(ownDialog(KEYS, WHOLE) + onceWarned(`own.showModal(); navigator.sendBeacon("/starved"); ${STARVE}`, 1_500)),
  [`${SHOP}/modal`]: document("Règlement", `<style>#own { inset: auto auto 0 0; margin: 0; height: 220px; overflow: auto }</style><dialog id="own">${CARD_FORM}</dialog><script>addEventListener("load", () => own.showModal());</script>`),
  [`${SHOP}/little-room`]: shopOfNobody(`<iframe id="frame" src="/form" width="500" height="200"></iframe>`),
  [`${SHOP}/room`]: shopOfNobody(`<iframe id="frame" src="/form" width="500" height="420"></iframe>`),
  [`${SHOP}/form`]: document("Règlement", CARD_FORM),
  [`${SHOP}/pay`]: document("Règlement", CARD_FORM),
  [`${BAIT}/same`]: fakeStory().replace("</body>", `<p style="margin-top: 300px"><a id="go" href="https://${SHOP}/pay">Continuer</a></p></body>`),
  [`${BAIT}/new`]: fakeStory().replace("</body>", `<p style="margin-top: 300px"><a id="go" target="_blank" href="https://${SHOP}/pay">Continuer</a></p></body>`),
};

for (const browser of BROWSERS) {
  const isChromium = browser === "chromium";

  describe(`attacks that keep the visitor from the warning in ${browser}`, () => {
    /** @type {Bench} */
    let bench;
    before(async () => {
      bench = await startBench(browser, (host, path) => (path.startsWith("/digit") || PAGES[host + path] === undefined ? null : { body: PAGES[host + path] }), { viewport: WINDOW, scrollbars: true });
    });
    after(() => bench?.close());

    /** @param {string} path of what pages told their server @returns {string[]} */
    const told = (path) => bench.sites.requests.map((request) => request.path).filter((each) => each.startsWith(path));

    /**
     * Presses a way out where it is seen, whatever takes the press, until the page is left.
     * @param {import("../lib/bench.mjs").Tab} tab
     * @param {string} selector
     */
    async function untilGone(tab, selector) {
      const left = tab.page.url();
      const placeOf = (/** @type {ShadowRoot} */ root, /** @type {string} */ wanted) => {
        const box = root.querySelector(wanted)?.getBoundingClientRect();
        return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      };
      await until("a way out that works", async () => {
        const place = await bench.browser.inWarning(tab.page, String(placeOf), selector).catch(() => null);
        if (place) await tab.page.mouse.click(place.x, place.y).catch(() => undefined);
        return tab.page.url() !== left || tab.isMoved();
      });
    }

    /** @param {import("../lib/bench.mjs").Tab} tab */
    const untilStruck = (tab) => until("the page's attack", async () => (await tab.isMoved()) || tab.page.evaluate(() => /** @type {any} */ (globalThis).struck === 1));

    for (const host of [HOST, ODD]) {
      test(`a selection that the page makes leaves the words of ${host === HOST ? "a danger" : "a caution"} legible`, async () => {
        const painted = new Painted();
        await on(bench, `${host}/calm`, (tab) => painted.learn(tab));
        // Selected words may look as they do where the page has no rule for them.
        await on(bench, `${host}/selected`, async (tab) => {
          await tab.untilWarning();
          await untilStruck(tab);
          await painted.learn(tab);
        });
        await on(bench, `${host}/blank`, async (tab) => {
          await tab.untilWarning();
          await untilStruck(tab);
          await painted.untilStands(tab, "warning");
        });
      });
    }

    test("what a page says of a warning to readers of screens is taken back", () =>
      on(bench, `${ODD}/calm`, async (tab) => {
        await tab.untilWarning();
        const isDefined = await tab.page.evaluate(() => {
          const host = [...globalThis.document.documentElement.children].find(({ localName }) => !/^(head|body)$/.test(localName));
          if (!host) throw new Error("no warning");
          for (const [name, value] of [["aria-hidden", "true"], ["role", "none"], ["aria-label", "Tout va bien"]]) host.setAttribute(name, value);
          try {
            customElements.define(host.localName, class extends HTMLElement {});
            return true;
          } catch {
            return false;
          }
        });
        assert.equal(isDefined, false, "nothing of its own is said by ElementInternals");
        await until("its attributes to be gone", () => tab.page.evaluate(() => [...globalThis.document.documentElement.children].every((each) => /^(head|body)$/.test(each.localName) || each.getAttributeNames().length === 0)));
        assert.ok(await tab.warning());
      }));

    for (const path of ["bars", "low-bars"]) {
      test(`vast scrollbars of the window are noticed: ${path}${isChromium ? "" : " (not here: firefox has no rule for their size)"}`, async () => {
        if (!isChromium) return;
        await on(bench, `${HOST}/${path}`, async (tab) => void (await until("the extension's own page", () => tab.isMoved())));
      });
    }

    test("a dialog of the page beside the warning hears nothing, and the way out leads away", () =>
      on(bench, `${HOST}/beside`, async (tab) => {
        await tab.untilWarning();
        await untilStruck(tab);
        await tab.page.mouse.click(30, WINDOW.height - 40);
        await untilGone(tab, "dialog .main");
        assert.deepEqual(told("/digit"), []);
      }));

    test(`a keypad of another site over a page that hangs hears nothing${isChromium ? "" : " (not here: firefox stops a page that hangs, and asks)"}`, async () => {
      if (!isChromium) return;
      const tab = await bench.openTab();
      const session = await tab.page.createCDPSession();
      // A page that hangs answers nothing.
      void tab.page.goto(`https://${HOST}/hangs`).catch(() => undefined);
      await until("the page to hang", () => told("/hang").length > 0);
      for (let press = 0; press < 4; press += 1) {
        for (const type of /** @type {const} */ (["mousePressed", "mouseReleased"])) void session.send("Input.dispatchMouseEvent", { type, x: 30, y: 30, button: "left", clickCount: 1 }).catch(() => undefined);
        await until("the frame's turn", () => bench.control.evaluate(() => true));
      }
      await until("the frame to speak", async () => (await bench.heard()).some((each) => each.tab === tab.id && each.url.includes(PAD)));
      assert.deepEqual(told("/digit"), []);
      // Of the extension it would be asked whether it may be left, and a page that hangs has no answer.
      await tab.page.close();
    });

    const notHere = isChromium ? "" : " (not here: firefox comes to nothing else itself, and offers to stop the page)";
    test(`a page that puts tasks of its own before all timers and messages is warned of on the extension's own page${notHere}`, async () => {
      if (!isChromium) return;
      const tab = await bench.openTab();
      void tab.page.goto(`https://${HOST}/starves`).catch(() => undefined);
      await until("the extension's own page", () => tab.isMoved());
      await tab.close();
    });

    test(`so is one that does so over the warning, at the first press${notHere}`, async () => {
      if (!isChromium) return;
      const tab = await bench.openTab();
      void tab.page.goto(`https://${HOST}/starves-later`).catch(() => undefined);
      await until("the page to starve", () => told("/starved").length > 0);
      await until("the extension's own page", async () => {
        if (!(await tab.isMoved())) await Promise.race([tab.page.mouse.click(30, 30), new Promise((done) => setTimeout(done, 500))]);
        return tab.isMoved();
      });
      assert.deepEqual(told("/digit"), []);
      await tab.close();
    });

    test(`a banner that a dialog of the page has taken out of use leads away all the same${isChromium ? "" : " (not here: no press beside a dialog is told of there)"}`, async () => {
      if (!isChromium) return;
      await on(bench, `${SHOP}/modal`, async (tab) => {
        await tab.untilLevel("caution");
        await tab.untilWarning();
        await untilGone(tab, ".banner .act");
      });
    });

    for (const [path, isMovedAway] of /** @type {const} */ ([["room", false], ["little-room", true]])) {
      test(`a card field in a frame of the page's own is asked about: ${path}`, () =>
        on(bench, `${SHOP}/${path}`, async (tab) => {
          await tab.untilLevel("caution");
          const frame = () => tab.page.frames().find((each) => each.url().endsWith("/form"));
          await until("the frame to be guarded", async () => {
            if (await tab.isMoved()) return true;
            await frame()?.click("#num").catch(() => undefined);
            await tab.page.keyboard.press("4");
            return (await tab.isMoved()) || (!isMovedAway && (await frame()?.$eval("#num", (field) => /** @type {HTMLInputElement} */ (field).value)) === "");
          });
          assert.equal(await tab.isMoved(), isMovedAway);
        }));
    }

    for (const path of ["same", "new"]) {
      test(`the page that a bait leads to is its next step in ${path === "same" ? "its own" : "a new"} tab`, () =>
        on(bench, `${BAIT}/${path}`, async (tab) => {
          await tab.untilLevel("caution");
          await tab.page.click("#go");
          const reasons = await until("the card page to be judged", () =>
            bench.control.evaluate(async (host) => {
              for (const { id, url } of await chrome.tabs.query({})) {
                if (!url?.startsWith(`https://${host}/`)) continue;
                const reply = await chrome.runtime.sendMessage({ kind: "read_tab", tabId: id });
                const rules = (reply.verdict?.reasons ?? []).map((/** @type {{ rule: string }} */ { rule }) => rule);
                if (rules.includes("payment_form")) return rules;
              }
              return null;
            }, SHOP));
          assert.ok(reasons.includes("scam_chain"), reasons.join());
          await bench.control.evaluate(async (host, own) => {
            for (const { id, url } of await chrome.tabs.query({})) if (id !== undefined && id !== own && url?.startsWith(`https://${host}/`)) await chrome.tabs.remove(id);
          }, SHOP, tab.id);
        }));
    }
  });
}
