// Pages that fight against the warning: it comes back a bounded number of times, only the visitor's
// own clicks count, and badge and popup tell the truth whatever the page does.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvicePages } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { Painted, WINDOW } from "../lib/painted.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { on as visited } from "./attacked.mjs";
import { dangerous, HOSTILE, odd } from "./hostile.mjs";
import { document, fakePayment, plainPage, singlePageApp } from "./pages.mjs";

/** @typedef {import("../lib/bench.mjs").Tab} Tab */

// No brand and no word of the trade in this name.
const HOST = "espace-client-web.example";
// This name alone is enough for a word of caution.
const ODD = "chronopost-colis.example";
/** Somebody else's. */
const OTHER = "brindille-azur.example";

const CASES = Object.entries(HOSTILE).map(([what, each], at) => ({ what, ...each, path: `/${at}` }));

const DIALOGS = CASES.find(({ what }) => what === "covers the warning with a dialog three times")?.path ?? "";

/** The first time and once more, each seen by the page once or twice. */
const MAX_ROUNDS = 6;

/**
 * Runs in the warning's root: whether its way out lies where a click meets it, and is large enough.
 * @param {ShadowRoot} root
 */
function reachOf(root) {
  const button = root.querySelector("dialog .main, .banner .act");
  const box = button?.getBoundingClientRect();
  if (!button || !box || box.height < 44 || box.width < 150) return false;
  return button.contains(root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}

/** @param {Tab} tab */
const isReachable = (tab) => tab.bench.browser.inWarning(tab.page, String(reachOf));

/**
 * @param {Tab} tab
 * @param {"danger" | "caution" | "clear"} level
 */
async function tellsTheTruth(tab, level) {
  await tab.untilBadge({ danger: "!", caution: "?", clear: "" }[level]);
  assert.equal((await openPopup(tab)).level, level);
}

/** Shows itself in full screen when the visitor clicks anywhere. @param {string} when of the window's events */
const FULL_SCREEN = (/** @type {string} */ when) => `
  <div id="stage" style="background: white"><p>Paiement sécurisé</p></div>
  <script>
    window.rounds = 0;
    addEventListener("${when}", () => document.querySelector("#stage").requestFullscreen().then(() => (window.rounds += 1), () => (window.isRefused = true)), true);
  </script>`;

/** @type {Record<string, string>} */
const PAGES = {
  "/fake": fakePayment(),
  "/full-after": document("Chronopost - Suivi de votre colis", fakePayment() + FULL_SCREEN("click")),
  "/full-before": singlePageApp() + FULL_SCREEN("click"),
  "/print": fakePayment("<style>@media print { body { background: white } }</style>"),
};

for (const name of BROWSERS) {
  describe(`pages that fight in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {Painted} */
    let painted;
    before(async () => {
      bench = await startBench(name, (host, path) => {
        const page = CASES.find((each) => each.path === path)?.page;
        if (host === ODD) return { body: odd(page ?? "") };
        if (host === OTHER) return { body: plainPage() };
        const body = page === undefined ? PAGES[path] : dangerous(page);
        return host === HOST && body ? { body } : null;
      }, { viewport: WINDOW });
      painted = new Painted();
      for (const [address, level] of [[`${HOST}/fake`, "danger"], [`${ODD}/`, "caution"]]) {
        await on(address ?? "", async (tab) => {
          await tab.untilLevel(level ?? "");
          await painted.learn(tab);
          if (level !== "danger") return;
          await tab.choose("proceed");
          await tab.untilPassed();
          await painted.learn(tab, "strip");
        });
      }
    });
    after(() => bench?.close());

    const on = (/** @type {string} */ address, /** @type {(tab: Tab) => Promise<void>} */ check) => visited(bench, address, check);

    for (const [host, level] of /** @type {const} */ ([[HOST, "danger"], [ODD, "caution"]])) {
      for (const { what, path } of CASES) {
        test(`a page of ${level} that ${what}`, () =>
          on(host + path, async (tab) => {
            const { where } = await painted.untilStands(tab);
            await tellsTheTruth(tab, level);
            assert.deepEqual(await openAdvicePages(bench), [], "nothing was clicked by the page");
            if (where === "own") return;
            const rounds = await tab.page.evaluate(() => /** @type {any} */ (globalThis).rounds);
            assert.ok(rounds <= MAX_ROUNDS, `${rounds} rounds`);
            await tab.choose("proceed");
            // A strip may be fought, too.
            if (level === "danger") await painted.untilStands(tab, "strip");
            else await tab.untilNoWarning();
            await tellsTheTruth(tab, level);
          }));
      }
    }

    for (const [what, first, places] of /** @type {const} */ ([["lies still", 300, [300]], ["was elsewhere before", 10, [300]], ["is told of at two places in turn", 10, [300, 10]], ["is told of at three places in turn", 10, [300, 700, 10]]])) {
      test(`a pointer that ${what} opens nothing: what comes over the warning then is the page's`, () =>
        on(`${OTHER}/`, async (tab) => {
          await tab.page.mouse.move(first, 500);
          /** @type {NodeJS.Timeout | undefined} */
          let told;
          let isOver = false;
          let times = 0;
          // A browser may tell the next page of where it lay before, then of where it lies: one jump.
          tab.page.once("framenavigated", async () => {
            await tab.page.mouse.move(first, 500).catch(() => undefined);
            if (!isOver) told = setInterval(() => void tab.page.mouse.move(places[times++ % places.length] ?? 0, 500).catch(() => undefined), 50);
          });
          try {
            await tab.page.goto(`https://${ODD}${DIALOGS}`).catch(() => undefined);
            assert.equal((await painted.untilStands(tab)).where, "own");
          } finally {
            isOver = true;
            clearInterval(told);
          }
        }));
    }

    test("a click that is not the visitor's does nothing, even on the warning's own buttons", () =>
      on(`${HOST}/fake`, async (tab) => {
        await tab.untilWarning();
        await bench.browser.inWarning(tab.page, String(clickAll));
        await tellsTheTruth(tab, "danger");
        await until("the warning within reach", () => isReachable(tab));
        assert.deepEqual(await openAdvicePages(bench), []);
        assert.match(tab.page.url(), /\/fake$/);
      }));

    test("a page that hides all of itself and comes back has the warning again", () =>
      on(`${HOST}/fake`, async (tab) => {
        await tab.untilWarning();
        const hide = (/** @type {boolean} */ isHidden) =>
          tab.page.evaluate((hidden) => globalThis.document.documentElement.style.setProperty("display", hidden ? "none" : "block", "important"), isHidden);
        await hide(true);
        await tab.untilSettled(0);
        await tellsTheTruth(tab, "danger");
        await hide(false);
        await until("the warning within reach", () => isReachable(tab));
      }));

    test("a page in full screen is covered by the warning", () =>
      on(`${HOST}/full-before`, async (tab) => {
        await tab.page.click("#next");
        await until("full screen", async () => {
          // On a busy machine a click may be too old by the time that the browser would go there.
          if (await tab.page.evaluate(() => /** @type {any} */ (globalThis).isRefused)) {
            await tab.visit(`https://${HOST}/full-before`);
            await tab.page.click("#next");
          }
          return tab.page.evaluate(() => globalThis.document.fullscreenElement !== null);
        });
        await tab.untilLevel("danger");
        await until("the warning within reach", () => isReachable(tab));
        await tellsTheTruth(tab, "danger");
      }));

    test("a page that waits for a click to go to full screen hears none, on the warning or beside it", () =>
      on(`${HOST}/full-after`, async (tab) => {
        await tab.untilWarning();
        await tab.choose("why");
        await tab.page.mouse.click(20, WINDOW.height - 20);
        await until("the warning within reach", () => isReachable(tab));
        assert.equal(await tab.page.evaluate(() => /** @type {any} */ (globalThis).rounds), 0);
        await tellsTheTruth(tab, "danger");
      }));

    test("on paper there is no warning, afterwards there is", () =>
      on(`${HOST}/print`, async (tab) => {
        await tab.untilWarning();
        await bench.browser.emulatePrint(tab.page, true);
        await until("no warning on paper", async () => !(await isReachable(tab)));
        await tellsTheTruth(tab, "danger");
        await bench.browser.emulatePrint(tab.page, false);
        await until("the warning within reach", () => isReachable(tab));
        await tab.page.pdf();
        await until("the warning within reach", () => isReachable(tab));
        await tellsTheTruth(tab, "danger");
      }));

    test("back, forward and addresses that a page makes up: warning, badge and popup follow", () =>
      on(`${OTHER}/plain`, async (tab) => {
        await tab.visit(`https://${HOST}/fake`);
        await tab.untilWarning();
        await tab.page.evaluate(() => {
          for (let step = 0; step < 5; step += 1) history.pushState({}, "", `/etape-${step}`);
          history.replaceState({}, "", "/accueil");
        });
        await tab.untilSettled(0);
        await until("the warning within reach", () => isReachable(tab));
        await tellsTheTruth(tab, "danger");
        await tab.page.evaluate(() => history.go(-6));
        await until("the page before", () => tab.page.url().endsWith("/plain"));
        await tab.untilLevel("clear");
        await tab.untilNoWarning();
        await tellsTheTruth(tab, "clear");
        await tab.page.goForward();
        await tab.untilLevel("danger");
        await until("the warning within reach", () => isReachable(tab));
        await tellsTheTruth(tab, "danger");
      }));
  });
}

/** Runs in the warning's root. @param {ShadowRoot} root */
function clickAll(root) {
  for (const element of root.querySelectorAll("button, summary")) {
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
    if (element.localName === "button") /** @type {HTMLElement} */ (element).click();
  }
  return true;
}
