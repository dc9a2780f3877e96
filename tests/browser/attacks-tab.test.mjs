// What is done to the tab rather than to the panel: by whoever opened it, by a page that hangs or
// writes itself anew, in private windows, in the back-forward cache; and what honest pages get back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench, Tab } from "../lib/bench.mjs";
import { Painted } from "../lib/painted.mjs";
import { until } from "../lib/until.mjs";
import { HOST, ODD, on, tellsTheTruth } from "./attacked.mjs";
import { dangerous, odd, REMOVALS } from "./attacks.mjs";
import { CARD_FORM, document, fakePayment, fakeStory, plainPage } from "./pages.mjs";

/** @typedef {import("../lib/bench.mjs").Bench} Bench */

const TOP = "gazette-lorme.example";
const FIGHTS = dangerous(REMOVALS["always (w18)"]?.head ?? "");
/** Opens a page that fights, and then, once told to, drags its tab to where it says nothing. */
const OPENER = document(
  "Suivi",
  `<button id="go">Suivre</button><script>
    let opened;
    window.tries = 0;
    go.onclick = () => { opened = window.open("/fights", "_blank"); };
    setInterval(() => { if (!window.isDragging) return; try { opened.location = "/plain?dragged"; } catch {} tries += 1; }, 400);
  </script>`,
);

/** Hangs for good once its frame, of another process, is about to ask for a card. */
const HANGS = `<h1>Chronopost</h1><iframe src="https://${HOST}/later" width="600" height="400"></iframe><script>addEventListener("message", () => { for (;;); });</script>`;
const LATER = document("Paiement", `<p id="here">Un instant…</p><script>
  setTimeout(() => parent.postMessage("hang", "*"), 1500);
  setTimeout(() => { here.outerHTML = ${JSON.stringify(CARD_FORM)}; }, 2500);
</script>`);
/** Takes the warning away whenever it comes, also while the page is only half there. */
const EARLY = `<script>
  window.struck = 0;
  new MutationObserver(() => {
    for (const host of document.querySelectorAll("html > :not(head, body)")) {
      host.remove();
      struck += 1;
    }
  }).observe(document.documentElement, { childList: true });
</script>`;
const [HALF = "", OTHER_HALF = ""] = dangerous(EARLY).split(/(?<=<\/h1>)/);
const REWRITES = `<script>
  addEventListener("DOMContentLoaded", () => setTimeout(() => {
    const whole = document.documentElement.outerHTML.replace(/<script[^]*?<\\/script>/g, "");
    document.open();
    document.open = Document.prototype.open = () => document;
    for (const type of ["beforeunload", "pagehide", "unload"]) addEventListener(type, (event) => { event.preventDefault(); event.returnValue = "?"; }, true);
    document.write(whole);
    document.close();
    window.struck = 1;
  }, 50));
</script>`;
/** Makes the next page ahead of time, which writes itself anew there. */
const AHEAD = `<script type="speculationrules">{ "prerender": [{ "urls": ["/silent"], "eagerness": "immediate" }] }</script>`;
const SILENT = `<script>
  addEventListener("prerenderingchange", (event) => event.stopImmediatePropagation(), true);
  addEventListener("load", () => {
    const whole = document.documentElement.outerHTML.replace(/<script[^]*?<\\/script>/g, "");
    document.open();
    document.write(whole);
    document.close();
    fetch(document.prerendering ? "/whole" : "/too-late");
  });
</script>`;
/** The start of a page whose rest never comes; after a time it shows other words in the same places. */
const ENDLESS = document(
  "Inscription",
  `<div class="real">${fakeStory().replace(/^[^]*<body>|<\/body>[^]*$/g, "")}</div>
  <form action="/suite">${[["Prénom", "Numéro de carte"], ["Ville", "Date d'expiration"], ["Club", "Cryptogramme (CVV)"]]
    .map(([mock, real], at) => `<p><label for="f${at}"><span class="mock">${mock}</span><span class="real">${real}</span></label> <input id="f${at}"></p>`).join("")}</form>
  <script>setTimeout(() => document.body.classList.add("turned"), 3000);</script>`,
  "<style>.real, .turned .mock { display: none } .turned .real { display: block }</style>",
).replace(/<\/body>[^]*$/, "");
/** Puts other words behind a heap of spaces in the places of its own. */
const PADDED = document(
  "Inscription",
  `<p id="story">Bienvenue au club de lecture.</p>
  <form action="/suite"><p><label for="a">Prénom</label> <input id="a"></p><p><label for="b">Ville</label> <input id="b"></p><p><label for="c">Club</label> <input id="c"></p></form>
  <script>setTimeout(() => {
    const others = ["Chronopost : votre colis est bloqué au dépôt. Réglez 1,99 € de frais de douane pour la livraison.", "Numéro de carte", "Date d'expiration", "Cryptogramme (CVV)"];
    for (const [at, place] of [story, ...document.querySelectorAll("label")].entries()) place.firstChild.data = " ".repeat(300) + others[at];
  }, 3000);</script>`,
);
/** Little notes that open above everything while the pointer is over something, as honest pages have. */
const NOTES = `<style>body { padding-top: 420px } i { display: inline-block; padding: 8px } .note { margin: 0; inset: auto auto 0 0; padding: 4px }</style>
<script>
  addEventListener("DOMContentLoaded", () => {
    const note = Object.assign(document.createElement("div"), { className: "note", textContent: "Une note" });
    note.popover = "manual";
    document.body.append(note);
    window.notes = 0;
    for (let i = 0; i < 8; i += 1) {
      const word = Object.assign(document.createElement("i"), { textContent: "mot" + i, id: "mot" + i });
      word.onmouseenter = () => { note.showPopover(); notes += 1; };
      word.onmouseleave = () => note.hidePopover();
      document.body.append(word);
    }
  });
</script>`;
const LOCKS = document("Recettes", `<h1>Tarte aux pommes</h1><p id="text">Épluchez.</p><script>
  addEventListener("mousedown", () => document.body.requestPointerLock()?.catch?.(() => {}));
  document.addEventListener("pointerlockchange", () => { if (document.pointerLockElement) document.body.innerHTML = ${JSON.stringify(fakePayment().replace(/^[^]*<body>|<\/body>[^]*$/g, ""))}; });
</script>`);

/** @type {Record<string, string>} */
const PAGES = {
  [`${HOST}/opener`]: OPENER,
  [`${HOST}/fights`]: FIGHTS,
  [`${HOST}/plain`]: plainPage(),
  [`${HOST}/fake`]: fakePayment(),
  [`${HOST}/later`]: LATER,
  [`${HOST}/ahead`]: document("Actualités", "<p>Rien de neuf.</p>", AHEAD),
  [`${HOST}/silent`]: fakePayment(SILENT),
  [`${HOST}/rewrites`]: dangerous(REWRITES),
  [`${HOST}/locks`]: LOCKS,
  [`${TOP}/hangs`]: document("Chronopost", HANGS),
  [`${TOP}/plain`]: plainPage(),
  [`${ODD}/filtered`]: odd(`<style>html { filter: grayscale(1) }</style><script>document.documentElement.style.setProperty("filter", "brightness(0.5)");</script>`),
  [`${ODD}/notes`]: odd(NOTES),
};

for (const name of BROWSERS) {
  describe(`attacks on the tab in ${name}`, () => {
    /** @type {Bench} */
    let bench;
    /** Sends the rest of the page that comes in two halves. */
    let send = () => {};
    before(async () => {
      bench = await startBench(name, (host, path) => {
        if (path === "/endless") return { body: ENDLESS, rest: new Promise(() => {}) };
        if (path === "/padded") return { body: PADDED };
        if (path === "/halves") return { body: HALF, rest: new Promise((resolve) => (send = () => resolve(OTHER_HALF))) };
        const body = PAGES[host + path.replace("/kept", "/fake")];
        return body === undefined ? null : { body, ...(path === "/kept" && { headers: { "cache-control": "no-cache" } }) };
      });
    });
    after(() => bench?.close());

    /** When the tab's document was made. @param {Tab} tab */
    const madeAt = (tab) => tab.page.evaluate(() => performance.timeOrigin);

    test("whoever opened a tab can't take it off the extension's own page", () =>
      on(bench, `${HOST}/opener`, async (tab) => {
        await tab.page.click("#go");
        const opened = await until("the opened tab", async () => {
          const page = (await bench.browser.browser.pages()).find((each) => each.url().endsWith("/fights") || each.url().includes("/warning/"));
          const id = await bench.control.evaluate(async () => (await chrome.tabs.query({})).find(({ url }) => url?.endsWith("/fights") || url?.includes("/warning/"))?.id);
          return page && id !== undefined ? new Tab(bench, page, id) : null;
        });
        try {
          await until("the extension's own page", () => opened.isMoved());
          await tab.page.evaluate(() => {
            Object.assign(globalThis, { isDragging: true, tries: 0 });
          });
          // Other tabs' timers may be slow.
          await until("the opener's tries", () => tab.page.evaluate(() => /** @type {any} */ (globalThis).tries >= 3));
          assert.ok(await opened.isMoved(), await opened.address());
        } finally {
          await opened.close();
        }
      }));

    // In Firefox a frame is not looked at while the page around it hangs.
    if (name === "chromium") {
      test("a page that hangs can't keep the warning about its frame from being seen", () =>
        on(bench, `${TOP}/hangs`, async (tab) => {
          // The driver has the browser wait for hung pages; else it leaves them after a moment.
          await until("the tab on its way to the extension's own page", () =>
            bench.control.evaluate(async (id) => /\/warning\//.test((await chrome.tabs.get(id)).pendingUrl ?? ""), tab.id));
        }));
    }

    test("a page that wrote itself anew does not hold the visitor", () =>
      on(bench, `${HOST}/rewrites`, async (tab) => {
        let asked = 0;
        tab.page.on("dialog", (dialog) => {
          asked += 1;
          void dialog.dismiss().catch(() => undefined);
        });
        await tab.untilLevel("danger");
        // One that did so before it was warned of is left for the extension's own page.
        await until("the page written anew", async () => (await tab.isMoved()) || tab.page.evaluate(() => /** @type {any} */ (globalThis).struck > 0));
        // Taken away with the document, it comes back.
        await until("the warning within reach", async () => (await tab.isMoved()) || (await new Painted().stands(tab)).reachable);
        // What a page asks before it is left, it may ask only of who was active on it.
        await tab.page.mouse.click(5, 5);
        const isLeft = async () => (await tab.address()).startsWith("https://www.chronopost.fr/");
        await until("the way out", async () => {
          // A warning that is put up anew under the click has not heard it; one that has is gone when the next is sought.
          if (await tab.warning()) await Promise.race([tab.choose("leave"), until("the page to be left", isLeft)]);
          return isLeft();
        });
        assert.equal(asked, 0);
      }));

    test("a page that fights before it is whole is left for the extension's own", async () => {
      const tab = await bench.openTab();
      try {
        // Ends in failure: the tab goes elsewhere on the way.
        tab.page.goto(`https://${HOST}/halves`).catch(() => undefined);
        await until("the extension's own page", () => tab.isMoved());
        send();
        await tellsTheTruth(tab, "caution");
      } finally {
        await tab.close();
      }
    });

    for (const [how, path] of [["loaded anew", "/fake"], ["shown as it was", "/kept"]]) {
      test(`a fake that is left and come back to is warned of anew, ${how}`, () =>
        on(bench, HOST + path, async (tab) => {
          await tab.untilWarning();
          const made = await madeAt(tab);
          await tab.visit(`https://${TOP}/plain`);
          await tab.untilNoWarning();
          // Puppeteer's own method waits for a document that need not be loaded.
          await tab.page.evaluate(() => history.back());
          await tab.untilLevel("danger");
          assert.ok((await tab.untilWarning()).modal);
          await tellsTheTruth(tab, "danger");
          assert.equal((await madeAt(tab)) === made, path === "/kept");
          await tab.page.evaluate(() => history.forward());
          await tab.untilLevel("clear");
          await tab.untilNoWarning();
          await tellsTheTruth(tab, "clear");
        }));
    }

    test(`a page made ahead of time that lets nobody hear that it is shown is warned of${name === "chromium" ? "" : " (not here: firefox makes none)"}`, async () => {
      if (name !== "chromium") return;
      const tab = await bench.openTab();
      try {
        await tab.page.goto(`https://${HOST}/ahead`);
        await until("the page ahead to be whole", () => bench.sites.requests.some(({ path }) => path === "/whole"));
        await tab.page.evaluate(() => void (globalThis.location.href = "/silent"));
        await tab.untilLevel("danger");
        await tab.untilWarning();
      } finally {
        await tab.close();
      }
    });

    test("a page that loads for ever is read again when other words come into view", async () => {
      const tab = await bench.openTab();
      try {
        // Never whole: nobody waits for it.
        void tab.page.goto(`https://club-de-lecture.example/endless`).catch(() => undefined);
        await until("the first look", async () => (await bench.heard()).some(({ tab: from, message }) => from === tab.id && message.kind === "judge_page"));
        await until("its verdict", async () => (await tab.report()).kind === "verdict");
        await tab.untilLevel("clear");
        await tab.untilLevel("danger");
        await tab.untilWarning();
      } finally {
        await tab.close();
      }
    });

    test("words that come behind a heap of spaces are read", () =>
      on(bench, "club-de-lecture.example/padded", async (tab) => {
        await tab.untilLevel("clear");
        await tab.untilLevel("danger");
        await tab.untilWarning();
      }));

    test("the page's own filter is given back when the banner goes", () =>
      on(bench, `${ODD}/filtered`, async (tab) => {
        await tab.untilWarning();
        await tab.choose("proceed");
        await tab.untilNoWarning();
        assert.equal(await tab.page.evaluate(() => globalThis.document.documentElement.style.cssText), "filter: brightness(0.5);");
      }));

    test("notes that open where the pointer goes are no fight", () =>
      on(bench, `${ODD}/notes`, async (tab) => {
        await tab.untilWarning();
        for (let i = 0; i < 8; i += 1) {
          await tab.page.hover(`#mot${i}`);
          await tab.rest(250);
        }
        assert.ok((await tab.page.evaluate(() => /** @type {any} */ (globalThis).notes)) >= 8);
        await until("the banner", async () => (await tab.warning())?.kind === "banner");
        assert.ok(!(await tab.isMoved()));
      }));

    test("a page that holds the pointer loses it to the warning", () =>
      on(bench, `${HOST}/locks`, async (tab) => {
        await tab.page.mouse.click(200, 200);
        await tab.untilLevel("danger");
        await tab.untilWarning();
        await until("the free pointer", () => tab.page.evaluate(() => globalThis.document.pointerLockElement === null));
        await tab.choose("leave");
        await until("the way out", () => tab.page.url().startsWith("https://www.chronopost.fr/"));
      }));
  });
}

// Firefox' driver has no private windows with extensions; there an extension's pages open in them as they are.
test("in a private window of chromium, too, a page that fights is left for the extension's own", async (t) => {
  if (!BROWSERS.includes("chromium")) return t.skip("not asked for");
  const bench = await startBench("chromium", (host, path) => (host === HOST && path === "/fights" ? { body: FIGHTS } : null));
  try {
    // The browser starts the extension anew for it, and closes its pages.
    await bench.browser.allowPrivate?.();
    const control = await until("the extension again", () => bench.browser.openExtensionPage("pages/options/options.html"));
    const url = `https://${HOST}/fights`;
    await control.evaluate((address) => chrome.windows.create({ incognito: true, url: address }), url);
    const page = await until("its page", async () => (await bench.browser.browser.pages()).find((each) => each.url() === url || each.url().includes("/warning/")));
    await until("the extension's own page", () => page.url().startsWith(`${bench.browser.origin}/pages/warning/`));
    await until("its words", () => page.evaluate(() => globalThis.document.querySelector("#warning")?.getAttribute("aria-busy") === null && globalThis.document.title.includes("Chronopost")));
  } finally {
    await bench.close();
  }
});
