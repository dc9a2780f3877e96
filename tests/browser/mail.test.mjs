// Mails in the box: files that were saved, and sources that were pasted, read as they are displayed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { untilPainted } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {"choose" | "paste" | "drop"} Way
 */

/** @param {string} name of a source in `tests/mails/sources` */
const source = (name) => readFileSync(new URL(`../mails/sources/${name}.eml`, import.meta.url));

/** A lure whose letters are bytes of an older charset, with a picture of so many bytes before its words. */
const heavy = (/** @type {number} */ bytes) => {
  const line = `${"A".repeat(76)}\r\n`;
  const head = "From: DPD <a@avis-dpd.example>\r\nSubject: Colis\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
  const picture = `--b\r\nContent-Type: image/png; name=photo.png\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${line.repeat(Math.ceil(bytes / line.length))}`;
  const words = "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nVotre colis a été retenu à l'entrepôt. Réglez 1,99 EUR de frais de livraison : https://avis-dpd.example/p\r\n--b--\r\n";
  return Buffer.from(`${head}${picture}${words}`, "latin1");
};

for (const name of BROWSERS) {
  describe(`mails in ${name}`, () => {
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

    const answer = () => until("an answer", () =>
      popup.evaluate(() => {
        const result = document.querySelector("#check-answer .result");
        return result && {
          level: result.getAttribute("data-level") ?? "",
          text: result.textContent ?? "",
          quote: result.querySelector("blockquote")?.textContent ?? "",
          marks: [...result.querySelectorAll("mark")].map((mark) => mark.textContent ?? ""),
          elements: [...result.querySelectorAll("*")].map((element) => element.localName),
        };
      }),
    );

    /**
     * @param {Buffer} content
     * @param {{ way?: Way, file?: string, type?: string }} [how]
     */
    async function check(content, { way = "choose", file = "mail.eml", type = "" } = {}) {
      await popup.evaluate(
        (way, content, file, type) => {
          document.querySelector("#check-answer")?.replaceChildren();
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))], file, { type }));
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
        content.toString("base64"),
        file,
        type,
      );
      return answer();
    }

    for (const way of /** @type {const} */ (["choose", "paste", "drop"])) {
      test(`${way}: a lure behind base64 and a useless text is seen, and its words are shown`, async () => {
        const { level, quote, marks, text } = await check(source("lure-base64-behind-text"), { way });
        assert.equal(level, "danger");
        assert.match(quote, /^From: Chronopost – Service Livraison <no-reply@srv-livraison\.example>\nSubject: Votre colis/);
        assert.ok(!quote.includes("Rendez-vous"), quote);
        assert.ok(marks.some((mark) => mark.startsWith("https://srv-livraison.example/r")), marks.join());
        assert.ok(text.includes("srv-livraison.example"));
      });
    }

    test("an honest mail with images, tracking and a preheader stays quiet", async () => {
      for (const file of ["honest-carrier-appointment", "honest-newsletter-tracked", "honest-polish-older-charset"]) {
        assert.equal((await check(source(file), { type: "message/rfc822" })).level, "clear", file);
      }
    });

    test("what is attached is named and not run, and each link's host is told", async () => {
      const { text, elements } = await check(source("lure-picture-and-attachment"));
      assert.match(text, /facture\.pdf\.html/);
      assert.match(text, /Its links lead to:\s*avis-douane\.example/);
      assert.ok(!elements.includes("script") && !elements.includes("img"), elements.join());
    });

    test("words in bytes of an older charset, below eight megabytes of a picture", async () => {
      const { level, quote, text } = await check(heavy(8_000_000));
      assert.equal(level, "danger");
      assert.ok(quote.includes("Votre colis a été retenu à l'entrepôt"), quote);
      assert.ok(text.includes("photo.png"));
    });

    /** @type {[string, Buffer, RegExp][]} */
    const unread = [
      ["a file that is only called a mail", Buffer.from("Bonjour"), /cannot read this file/],
      ["another program's format", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 10, 255]), /cannot read this file/],
      ["nothing", Buffer.from(""), /cannot read this file/],
      ["more bytes than are opened", Buffer.alloc(25_000_001), /too large/],
    ];
    for (const [what, content, words] of unread) {
      test(`${what}: a sentence, and the box goes on working`, async () => {
        const { level, text } = await check(content);
        assert.equal(level, "unknown");
        assert.match(text, words);
        assert.equal((await check(source("lure-split-link"))).level, "danger");
      });
    }

    test("a pasted source is read, and its words are what is remembered", async () => {
      await popup.evaluate((text) => {
        document.querySelector("#check-answer")?.replaceChildren();
        const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#check-box"));
        box.value = text;
        box.form?.requestSubmit();
      }, `Message d'origine\nSPF : PASS\n\n${source("lure-base64-behind-text").toString("utf8")}`);
      const { level, quote } = await answer();
      assert.equal(level, "danger");
      assert.ok(quote.startsWith("From: Chronopost"), quote);
      const first = () => popup.$eval("#recent-list li", (item) => item.textContent ?? "");
      await until("the words", async () => (await first()).startsWith("From: Chronopost"));
    });
  });
}
