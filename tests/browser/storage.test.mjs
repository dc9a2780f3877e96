// Storage that never answers, answers late or refuses costs what it holds, and guards no page less.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { assertQuiet } from "../lib/complaints.mjs";
import { openPopup } from "../lib/popup.mjs";
import { openOptions, textOf } from "../lib/settings.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { fakePayment, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";
const HONEST = "boulangerie.example";
/** Caution for its address alone. */
const DOUBTFUL = "chronopost-colis.example";

/** A page that the browser may keep as it was, to show it again. */
const KEPT = { "cache-control": "no-cache" };

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  if (host === DOUBTFUL || host === HONEST) return { body: plainPage(), headers: KEPT };
  return host === HOST && path === "/fake" ? { body: fakePayment(), headers: KEPT } : null;
};

/** Areas that do what the test says at the moment, in the background and in every page of the extension. */
const FAULTY = `
function faulty(name, area) {
  const through = (what) => async (...given) => {
    const { faults = {} } = await chrome.storage.local.get("faults");
    if (faults[name] === "silent") await new Promise(() => {});
    if (faults[name] === "late") await new Promise((resolve) => setTimeout(resolve, 2 * PATIENCE_MS));
    if (faults[name] === "refusing") throw new Error("broken");
    return area[what](...given);
  };
  return { get: through("get"), set: through("set"), remove: through("remove") };
}
`;

/** @param {string} text */
const makeFaulty = (text) => text.replace("(host.area(name))", "(faulty(name, host.area(name)))") + FAULTY;

/** @typedef {"silent" | "late" | "refusing"} Fault */

/** @type {{ what: string, faults: Record<string, Fault> }[]} */
const CASES = [
  { what: "a session's storage that never answers", faults: { session: "silent" } },
  { what: "local storage that never answers", faults: { local: "silent" } },
  { what: "a policy that never comes", faults: { managed: "silent" } },
  { what: "no storage that answers", faults: { session: "silent", local: "silent", managed: "silent" } },
  { what: "a session's storage that refuses", faults: { session: "refusing" } },
  { what: "no storage that takes anything", faults: { session: "refusing", local: "refusing", managed: "refusing" } },
];

for (const name of BROWSERS) {
  describe(`storage in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    const { extension, remove } = variantOf(name, { "shared/storage.js": makeFaulty });
    before(async () => {
      bench = await startBench(name, routes, { extension, noted: true });
    });
    after(async () => {
      await bench?.close();
      remove();
    });

    /** A background that begins with these. @param {Record<string, Fault>} faults */
    async function breakStorage(faults) {
      await bench.control.evaluate((value) => chrome.storage.local.set({ faults: value }), faults);
      await bench.browser.stopBackground();
    }

    for (const { what, faults } of CASES) {
      test(`with ${what} pages are judged, warned of, and told of in the popup`, async () => {
        await breakStorage(faults);
        const tab = await bench.openTab();
        await tab.visit(`https://${HOST}/fake`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
        await tab.untilBadge("!");
        assert.equal((await openPopup(tab)).level, "danger");
        await tab.choose("proceed");
        // Whoever set a code is not to find the way open because nobody can read it.
        if (faults.local) {
          await until("the page to be set aside", () => tab.isMoved());
          await until("what to do about it", async () => (await tab.warning())?.text.includes("install it again"));
        } else await tab.untilPassed();
        await tab.visit(`https://${HONEST}/`);
        await tab.untilLevel("clear");
        await tab.untilBadge("");
        await tab.close();
      });
    }

    test("what refused storage lost with the background, the popup has looked for once more", async () => {
      await breakStorage({ session: "refusing" });
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await tab.untilBadge("!");
      await bench.browser.stopBackground();
      assert.equal((await openPopup(tab)).level, "danger");
      await tab.close();
    });

    test("so it has where the background ended over a look", async () => {
      await breakStorage({ session: "refusing", local: "late" });
      const tab = await bench.openTab();
      await tab.page.goto(`https://${HOST}/fake`);
      await until("a look without an answer", async () => (await bench.heard()).some(({ tab: from, message }) => from === tab.id && message.kind === "judge_page"));
      await breakStorage({ session: "refusing" });
      const reply = await tab.report();
      assert.equal(reply.kind === "verdict" && reply.verdict.level, "danger");
      await tab.close();
    });

    test("a page that was left over a look is looked at when it is shown again", async () => {
      await breakStorage({ local: "late" });
      const tab = await bench.openTab();
      await tab.page.goto(`https://${HOST}/fake`);
      await until("a look without an answer", async () => (await bench.heard()).some(({ tab: from, message }) => from === tab.id && message.kind === "judge_page"));
      await tab.page.goto(`https://${HONEST}/`);
      await tab.untilLevel("clear");
      const before = (await bench.heard()).length;
      // Puppeteer's own method waits for a document that need not be loaded.
      await tab.page.evaluate(() => history.back());
      await until("another look", async () => (await bench.heard()).slice(before).some(({ tab: from, message, url }) => from === tab.id && message.kind === "judge_page" && url.includes(HOST)));
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.close();
    });

    test("settings that come late hold from then on, and none are lost", async () => {
      await breakStorage({});
      const change = (/** @type {object} */ wanted) =>
        bench.control.evaluate((value) => chrome.runtime.sendMessage({ kind: "change_settings", change: value }), /** @type {any} */ (wanted));
      assert.equal((await change({ kind: "trust_address", address: `https://${DOUBTFUL}/` })).kind, "settings");
      await breakStorage({ local: "late" });
      const tab = await bench.openTab();
      await until("the page to be trusted", async () => {
        await tab.visit(`https://${DOUBTFUL}/`);
        const reply = await tab.report();
        return reply.kind === "verdict" && reply.trusted;
      });
      await tab.visit(`https://${DOUBTFUL}/`);
      await tab.untilNoWarning();
      await tab.close();
    });

    test("a change that storage does not take is said not to be kept", async () => {
      await breakStorage({ local: "silent" });
      const options = await openOptions(bench);
      await options.click("[name=caution][value=badge]");
      await until("to be told", async () => /could not save/.test(await textOf(options)));
      await options.close();
    });

    test("no file is made of settings that can't be read", async () => {
      await breakStorage({ local: "refusing" });
      const reply = await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "export_settings" }));
      assert.equal((/** @type {any} */ (reply)).kind, "error");
      await breakStorage({});
      const whole = await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "export_settings" }));
      assert.equal((/** @type {any} */ (whole)).kind, "settings_file");
    });

    test("no console holds anything of it", () => assertQuiet(bench));
  });
}
