// The page for phones in Firefox, which takes no shares: it is pasted into, or opened with a text.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faultsOf } from "../lib/axe.mjs";
import { HONEST, LURE, open, openPhone, toldBy, visitFirst } from "../lib/phone.mjs";
import { until } from "../lib/until.mjs";

/** @typedef {import("../lib/phone.mjs").Phone} Phone */

const PATHS = ["", "pages/help/help.html", "pages/learn/learn.html", "pages/report/report.html"];

describe("a phone with Firefox", () => {
  /** @type {Phone} */
  let phone;

  before(async () => {
    phone = await openPhone("firefox");
    await visitFirst(phone);
  });
  after(async () => {
    await phone?.close();
  });

  test("a text behind #text= is judged, and stays in no address", async () => {
    for (const [text, level] of /** @type {const} */ ([[LURE, "danger"], [HONEST, "clear"]])) {
      await open(phone, `#text=${encodeURIComponent(text)}`);
      assert.equal((await toldBy(phone.page)).level, level);
      assert.equal(phone.page.url(), phone.host.address);
    }
    assert.ok(phone.host.requests.every(({ path }) => !path.includes("retenu")));
  });

  test("a text that nobody encoded is read as it stands", async () => {
    await open(phone);
    await phone.page.evaluate((text) => (location.hash = `#text=${text} 100 % & plus`), LURE);
    assert.equal((await toldBy(phone.page)).level, "danger");
    assert.match(await phone.page.$eval("#check-box", (box) => /** @type {HTMLTextAreaElement} */ (box).value), /100 % & plus$/);
  });

  test("what is pasted into the box is judged", async () => {
    await open(phone);
    await phone.page.$eval("#check-box", (box, text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      /** @type {HTMLTextAreaElement} */ (box).value = text;
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, LURE);
    assert.equal((await toldBy(phone.page)).level, "danger");
  });

  test("axe finds nothing", async () => {
    for (const path of [...PATHS, `#text=${encodeURIComponent(LURE)}`]) {
      await open(phone, path);
      if (path.startsWith("#")) await toldBy(phone.page);
      assert.deepEqual(await faultsOf(phone, phone.page), [], path);
    }
  });

  test("after the first visit it asks nobody", async () => {
    const before = phone.host.requests.length;
    assert.ok(before > 20);
    for (const path of PATHS) await open(phone, path);
    assert.deepEqual(phone.host.requests.slice(before), []);
  });

  // The last of them: the host does not come back.
  test("without its host the page judges and helps", async () => {
    await phone.host.close();
    await open(phone, `#text=${encodeURIComponent(LURE)}`);
    assert.equal((await toldBy(phone.page)).level, "danger");
    await open(phone, "pages/help/help.html");
    await phone.page.click("#given input");
    await until("the first step", () => phone.page.evaluate(() => document.querySelector("#first-step li") !== null));
  });
});
