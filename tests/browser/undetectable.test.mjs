// A clear page can't tell that the extension is there. What only a clock can tell is measured by
// `./build.sh bench presence`; here stands what does not depend on how busy the machine is.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { document } from "./pages.mjs";

const HOST = "recettes.example";
const FRAMED = "cadre.example";
const ELEMENTS = 120_000;
const TRIALS = 6;
/** Milliseconds from which somebody may feel that a page is held up. */
const FELT = 50;

const FIELDS = `<form><label>Ville <input id="city"></label><textarea></textarea></form><div contenteditable="true">a</div>`;

/** Tells the page around whether somebody asked for its style between two changes of it, four times. */
const FLUSHED = document("", `
  <style>#b { opacity: 1; transition: opacity 100s }</style><div id="b">x</div><input>
  <script>
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    (async () => {
      const seen = [];
      await wait(2500);
      for (let i = 0; i < 4; i += 1) {
        getComputedStyle(b).opacity;
        await wait(50);
        b.style.opacity = "0";
        document.body.append(document.createElement("input"));
        await wait(1300);
        b.style.opacity = "1";
        seen.push(b.getAnimations().length);
        b.getAnimations().forEach((each) => each.cancel());
        await wait(300);
      }
      parent.postMessage(seen.join(), "*");
    })();
  </script>`);

/** @type {Record<string, string>} */
const PAGES = {
  "/fields": document("Recettes", `<h1>Recettes</h1>${FIELDS}<p id="end"><b>b</b></p>`),
  "/huge": document("Recettes", `<h1>Recettes</h1><div>${"<i>a </i>".repeat(ELEMENTS)}</div><p id="end"><b>b</b></p>`),
  "/closed": document("Recettes", `<h1>Recettes</h1>
    <details><summary>Astuce</summary><p style="background: url(/in-details.png)">Un peu de sel <b>fin</b></p></details>
    <div style="content-visibility: hidden"><p style="background: url(/held-back.png)">Une pincée de poivre</p></div>
    <p id="end"></p>`),
  "/before": document("Recettes", `<h1>Recettes</h1>
    <script type="speculationrules">{ "prerender": [{ "urls": ["/ahead"], "eagerness": "immediate" }] }</script>`),
  "/ahead": document("Recettes", `<h1>Suite</h1><script>
    const mark = document.createElement("x-mark");
    document.documentElement.append(mark);
    mark.attachShadow({ mode: "open" }).innerHTML = '<div class="banner" popover>Menu</div>';
    window.mark = mark;
    window.wasAhead = document.prerendering;
    fetch("/whole");
  </script>`),
  "/far": document("Recettes", `<h1>Recettes</h1><div style="height: 4000px"></div>
    <iframe src="https://${FRAMED}/" style="position: absolute; top: 30000px; width: 300px; height: 200px"></iframe>
    <script>addEventListener("message", (event) => { window.flushed = event.data; });</script>`),
};

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  const body = host === FRAMED ? FLUSHED : PAGES[path];
  return body ? { body } : null;
};

for (const name of BROWSERS) {
  describe(`a clear page in ${name}`, () => {
    /** The extension, which also tells when it begins to observe a document. @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** The same browser with an extension that has no content scripts. @type {import("../lib/bench.mjs").Bench} */
    let bare;
    const variants = [
      variantOf(name, {
        "content/warn/words.js": (text) => `{
          const { observe } = MutationObserver.prototype;
          MutationObserver.prototype.observe = function (...args) {
            chrome.runtime.sendMessage({ kind: "observes" });
            observe.apply(this, args);
          };
        }\n${text}`,
      }),
      variantOf(name, { "manifest.json": (text) => JSON.stringify({ ...JSON.parse(text), content_scripts: undefined }) }),
    ];
    before(async () => {
      bench = await startBench(name, routes, { extension: variants[0]?.extension ?? "" });
      bare = await startBench(name, routes, { extension: variants[1]?.extension ?? "" });
    });
    after(async () => {
      await bench?.close();
      await bare?.close();
      for (const { remove } of variants) remove();
    });

    /** @param {string} kind */
    const said = async (kind) => (await bench.heard()).filter(({ message }) => message.kind === kind).length;

    test("finds no mark, no event and no observer, before and after it changed", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fields`);
      const looks = await said("judge_page");
      await tab.page.evaluate(() => {
        const seen = /** @type {string[]} */ ([]);
        Object.assign(globalThis, { seen });
        const { document } = globalThis;
        new MutationObserver((records) => records.forEach(({ type, target }) => seen.push(`${type} of ${target.nodeName}`)))
          .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        // Every event that has a handler.
        for (const owner of [window, HTMLElement.prototype]) {
          for (const key in owner) {
            if (!key.startsWith("on") || /^on(pointer|mouse|device|animation)/.test(key)) continue;
            addEventListener(key.slice(2), () => seen.push(key), true);
          }
        }
      });
      const html = () => tab.page.evaluate(() => globalThis.document.documentElement.outerHTML);
      const start = await html();
      await tab.untilSettled(0);
      assert.equal(await html(), start);
      await tab.page.evaluate(() => {
        const { document } = globalThis;
        document.querySelector("#end")?.append(document.createElement("input"));
        document.querySelector("#city")?.setAttribute("class", "on");
      });
      await until("another look", async () => (await said("judge_page")) > looks);
      await tab.untilSettled(0);
      const seen = await tab.page.evaluate(() => /** @type {any} */ (globalThis).seen);
      assert.deepEqual(seen, ["childList of P", "attributes of INPUT"]);
      assert.equal(await html(), start.replace("</b></p>", "</b><input></p>").replace('id="city"', 'id="city" class="on"'));
      assert.equal((await tab.verdict()).level, "clear");
      assert.equal(await said("observes"), 0, "an observer's callback can be timed");
      await tab.close();
    });

    test("sees no style computed in a frame that is not rendered", async () => {
      const flushed = [];
      for (const each of [bare, bench]) {
        const tab = await each.openTab();
        await tab.page.goto(`https://${HOST}/far`);
        flushed.push(await until("the frame's word", () => tab.page.evaluate(() => /** @type {any} */ (globalThis).flushed)));
        await tab.close();
      }
      assert.equal(flushed[1], flushed[0]);
    });

    test("loads no picture of what is closed, whatever is read of it", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/closed`);
      await tab.untilLevel("clear");
      const looks = await said("judge_page");
      await tab.page.evaluate(() => void globalThis.document.querySelector("#end")?.append("Servir tiède", globalThis.document.createElement("input")));
      await until("another look", async () => (await said("judge_page")) > looks);
      await tab.untilSettled(0);
      const asked = bench.sites.requests.map(({ path }) => path);
      assert.ok(asked.includes("/closed"));
      // Firefox loads these by itself.
      if (name === "chromium") assert.deepEqual(asked.filter((path) => path.endsWith(".png")), []);
      await tab.close();
    });

    test(`made ahead of time keeps its elements${name === "chromium" ? "" : " (not here: firefox makes none)"}`, async () => {
      if (name !== "chromium") return;
      const tab = await bench.openTab();
      await tab.page.bringToFront();
      await tab.page.goto(`https://${HOST}/before`);
      await until("the page ahead to be whole", () => bench.sites.requests.some(({ path }) => path === "/whole"));
      await tab.page.evaluate(() => void (globalThis.location.href = "/ahead"));
      await tab.untilLevel("clear");
      // The page takes the place of the one before.
      const { wasAhead, isKept } = await until("the page to tell", () => tab.page.evaluate(() => {
        const { mark, wasAhead: was } = /** @type {any} */ (globalThis);
        return { wasAhead: was, isKept: mark.isConnected };
      }));
      assert.ok(wasAhead, "the page was made ahead of time");
      assert.ok(isKept);
      await tab.close();
    });

    test(`of ${ELEMENTS} elements is not held up by a look`, async () => {
      const present = await gapsIn(bench, async () => said("judge_page"));
      if (Math.min(...present) < FELT) return;
      // A busy machine holds up tasks by itself, but not each time longer than it ever does without the extension.
      const without = await gapsIn(bare);
      assert.ok(Math.min(...present) < Math.max(...without), `with: ${present}, without: ${without}`);
    });
  });
}

/**
 * The longest gaps between two tasks while a huge page is looked at: as soon as there is one that nobody feels, no more.
 * @param {import("../lib/bench.mjs").Bench} bench
 * @param {() => Promise<number>} [looks] so far; a trial in which there was none tells nothing
 * @returns {Promise<number[]>} milliseconds
 */
async function gapsIn(bench, looks = async () => Infinity) {
  const tab = await bench.openTab();
  await tab.page.goto(`https://${HOST}/huge`);
  await new Promise((done) => setTimeout(done, 5_000));
  /** @type {number[]} */
  const gaps = [];
  await until("enough looks", async () => {
    const before = await looks();
    const gap = await tab.page.evaluate(longestGap);
    if (before === Infinity || (await looks()) > before) gaps.push(gap);
    return gaps.length === TRIALS || Math.min(...gaps) < FELT;
  });
  await tab.close();
  return gaps;
}

/** Runs in the page: puts a field in and waits for the longest gap between two tasks. */
async function longestGap() {
  const { port1, port2 } = new MessageChannel();
  globalThis.document.querySelector("#end")?.append(globalThis.document.createElement("input"));
  const start = performance.now();
  let longest = 0;
  for (let last = start, now = last; now < start + 4_000; last = now) {
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
    now = performance.now();
    longest = Math.max(longest, now - last);
  }
  return Math.round(longest);
}
