// Pictures of QR codes in the popup's box: chosen, pasted, dropped, handed over; and hostile ones.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {"choose" | "paste" | "drop"} Way
 * @typedef {{ title: string, level: string, text: string, links: string[], elements: string[] }} Result
 * @typedef {{ codes: string[], notes: string[], results: Result[] }} Answer
 */

const FAKE = "https://chronopost-colis.example/payer";

/** @param {string} name made by `./build.sh eval-qr write tests/codes` */
const picture = (name) => readFileSync(new URL(`../codes/${name}.png`, import.meta.url));

for (const name of BROWSERS) {
  describe(`QR codes in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    /** @type {Page} */
    let popup;
    before(async () => {
      bench = await startBench(name, () => null);
      popup = await bench.browser.openExtensionPage("pages/box/box.html");
      await untilPainted(popup);
    });
    after(() => bench?.close());

    /**
     * @param {Page} page
     * @returns {Promise<Answer>}
     */
    function answerOf(page) {
      return until("an answer", () =>
        page.evaluate(() => {
          const answer = document.querySelector("#check-answer");
          const results = [...(answer?.querySelectorAll(".result") ?? [])];
          if (!answer || results.length === 0) return null;
          return {
            codes: [...answer.querySelectorAll(".code")].map((code) => code.textContent ?? ""),
            notes: [...answer.querySelectorAll("section > p")].map((note) => note.textContent ?? ""),
            results: results.map((result) => ({
              title: result.querySelector("h3")?.textContent ?? "",
              level: result.getAttribute("data-level") ?? "",
              text: result.textContent ?? "",
              links: [...result.querySelectorAll("a")].map((link) => link.href),
              elements: [...result.querySelectorAll("*")].map((element) => element.localName),
            })),
          };
        }),
      );
    }

    /**
     * @param {Buffer | string | number} content or so many bytes of zero
     * @param {{ way?: Way, file?: string, type?: string }} [how]
     */
    async function check(content, { way = "choose", file = "photo.png", type = "image/png" } = {}) {
      await popup.evaluate(
        (way, content, file, type) => {
          document.querySelector("#check-answer")?.replaceChildren();
          const bytes = typeof content === "number" ? new Uint8Array(content) : Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], file, { type }));
          const box = document.querySelector("#check-box");
          if (way === "paste") {
            // Firefox gives a clipboard event that a script makes no files.
            const event = new Event("paste", { bubbles: true, cancelable: true });
            Object.defineProperty(event, "clipboardData", { value: data });
            box?.dispatchEvent(event);
          } else if (way === "drop") {
            box?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
          } else {
            const input = /** @type {HTMLInputElement} */ (document.querySelector("#picture-file"));
            input.files = data.files;
            input.dispatchEvent(new Event("change"));
          }
        },
        way,
        typeof content === "number" ? content : Buffer.from(content).toString("base64"),
        file,
        type,
      );
      return answerOf(popup);
    }

    test("the reader is loaded when a picture is checked, and not before", async () => {
      const loaded = () => popup.evaluate(() => performance.getEntriesByType("resource").filter((entry) => /reader|vigicolis_qr/.test(entry.name)).length);
      await popup.evaluate(() => {
        const made = /** @type {string[]} */ ([]);
        const Real = Worker;
        Object.assign(globalThis, {
          made,
          Worker: class extends Real {
            /** @param {string | URL} url @param {WorkerOptions} [options] */
            constructor(url, options) {
              super(url, options);
              made.push(String(url));
            }
          },
        });
      });
      const made = () => popup.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (globalThis).made).map((url) => new URL(url).pathname));
      assert.equal(await loaded(), 0);
      assert.deepEqual(await made(), []);
      await check(picture("plain"));
      assert.deepEqual(await made(), ["/pages/popup/qr-worker.js"]);
    });

    for (const way of /** @type {const} */ (["choose", "paste", "drop"])) {
      test(`${way}: the link in a code is checked as if it had been pasted`, async () => {
        const { codes, results } = await check(picture("link"), { way });
        assert.deepEqual(codes, [FAKE]);
        assert.deepEqual(results.map(({ level, links }) => ({ level, links })), [{ level: "caution", links: ["https://www.chronopost.fr/tracking-no-cms/suivi-page"] }]);
      });
    }

    test("all codes of a picture, each with its place", async () => {
      const { codes, notes, results } = await check(picture("several"));
      assert.deepEqual([...codes].sort(), [FAKE, "https://www.chronopost.fr/suivi"].sort());
      assert.deepEqual(results.map(({ level }) => level).sort(), ["caution", "official"]);
      assert.ok(notes.some((note) => note.includes("1") && note.includes("2")), notes.join());
    });

    for (const kind of ["slanted", "turned", "dark", "inverted"]) {
      test(`${kind} codes are read`, async () => assert.deepEqual((await check(picture(kind))).codes, [FAKE]));
    }

    test("white modules on a transparent ground are read", async () => assert.deepEqual((await check(picture("white"))).codes, [FAKE]));

    test("a text that is no link is shown, and called none", async () => {
      const { codes, notes } = await check(picture("text"));
      assert.ok(codes[0]?.startsWith("BEGIN:VCARD"), codes.join());
      assert.ok(notes.some((note) => note.includes("not a link")), notes.join());
    });

    test("Japanese in Kanji mode is shown as it is, and the link beside it checked", async () => {
      const { codes, results } = await check(picture("kanji"));
      assert.deepEqual(codes, [`お荷物の再配達はこちら ${FAKE}`]);
      assert.deepEqual(results.map(({ level }) => level), ["caution"]);
    });

    test("scripts, data and turned text are text and nothing more", async () => {
      const { codes, results } = await check(picture("hostile"));
      assert.equal(codes.length, 3);
      assert.ok(codes.includes("javascript:alert(document.domain)"), codes.join());
      assert.deepEqual(results.flatMap(({ links }) => links), []);
      assert.ok(results.every(({ elements }) => !elements.includes("script")));
      assert.ok(codes.every((code) => !/[\u202a-\u202e\u2066-\u2069]/.test(code)), JSON.stringify(codes));
    });

    test("a long text in one code", async () => {
      const { codes, results } = await check(picture("long"));
      assert.ok(codes[0]?.startsWith("colis colis"), codes.join());
      assert.equal(results.length, 1);
    });

    /** @type {[string, Buffer | string | number, RegExp][]} */
    const hostile = [
      ["no code", picture("plain"), /no QR code that can be read/],
      ["a few bytes that claim four billion pixels", picture("bomb"), /too large/],
      ["a picture that ends too early", picture("cut"), /damaged|no QR code/],
      ["a drawing with a script", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", /SVG/],
      ["a text named as a picture", "not a picture", /not a picture/],
      ["nothing", "", /empty/],
      ["a picture's first bytes alone", picture("link").subarray(0, 20), /damaged/],
      ["more bytes than are opened", 30_000_001, /too large/],
    ];
    for (const [what, content, words] of hostile) {
      test(`${what}: a sentence, and the box goes on working`, async () => {
        const { codes, results } = await check(content);
        assert.deepEqual(codes, []);
        assert.match(results[0]?.text ?? "", words);
        assert.deepEqual((await check(picture("link"))).codes, [FAKE]);
      });
    }

    test("a dropped link or text is checked", async () => {
      for (const [type, text] of /** @type {const} */ ([["text/uri-list", FAKE], ["text/plain", "hxxps://chronopost-colis[.]example/payer"]])) {
        await popup.evaluate(
          (type, text) => {
            document.querySelector("#check-answer")?.replaceChildren();
            const data = new DataTransfer();
            data.setData(type, text);
            document.querySelector("#check-title")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
          },
          type,
          text,
        );
        const { results } = await answerOf(popup);
        assert.equal(results[0]?.level, "caution", type);
      }
    });

    test("what is held over the box is shown to be taken", async () => {
      /** @param {"dragover" | "dragleave"} kind */
      const drag = (kind) => popup.$eval("#check", (area, kind) => {
        area.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true }));
        return area.classList.contains("over");
      }, kind);
      assert.equal(await drag("dragover"), true);
      assert.equal(await drag("dragleave"), false);
    });

    test("text that comes with a picture is pasted as text", async () => {
      const isKept = await popup.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "photo.png", { type: "image/png" }));
        data.setData("text/plain", "bonjour");
        const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        return document.querySelector("#check-box")?.dispatchEvent(paste);
      });
      assert.equal(isKept, true);
    });

    test("the button can be reached and pressed by key", async () => {
      await popup.bringToFront();
      await popup.$eval("#picture-file", (input) => input.addEventListener("click", (event) => {
        event.preventDefault();
        input.setAttribute("data-asked", "");
      }, { once: true }));
      await popup.focus("#check-box");
      await popup.keyboard.press("Tab");
      await popup.keyboard.press("Tab");
      assert.equal(await popup.evaluate(() => document.activeElement?.id), "picture-choose");
      await popup.keyboard.press("Enter");
      await until("the dialog for files", () => popup.$("#picture-file[data-asked]"));
    });

    test("what the context menu hands over is checked, and kept nowhere", async () => {
      const address = `data:image/png;base64,${picture("link").toString("base64")}`;
      await popup.evaluate((address) => chrome.storage.session.set({ "handed:7": { content: address, at: Date.now() } }), address);
      const opened = await bench.browser.openExtensionPage("pages/box/box.html?picture=7");
      assert.deepEqual((await answerOf(opened)).codes, [FAKE]);
      assert.equal((await opened.evaluate(() => chrome.storage.session.get("handed:7")))["handed:7"], undefined);
      await opened.close();
      const empty = await bench.browser.openExtensionPage("pages/box/box.html?picture=7");
      assert.match((await answerOf(empty)).results[0]?.text ?? "", /could not be read/);
      await empty.close();
    });

    test("nothing of it went over the network", () => assert.deepEqual(bench.strayRequests(), []));
  });
}
