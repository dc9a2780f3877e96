// The page for phones in WebKitGTK, where it is installed: the nearest that this machine comes to an iPhone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BUILT_PAGE, startPageHost } from "../lib/page-host.mjs";
import { HONEST, LURE } from "../lib/phone.mjs";
import { until } from "../lib/until.mjs";
import { lacksWebKit, startWebKit } from "../lib/webkit.mjs";

const lacking = lacksWebKit();

describe("a phone with WebKit", { skip: lacking ?? false }, () => {
  /** @type {import("../lib/webkit.mjs").WebKit} */
  let webkit;
  /** @type {import("../lib/page-host.mjs").PageHost} */
  let host;

  before(async () => {
    host = await startPageHost(BUILT_PAGE);
    webkit = await startWebKit();
    await webkit.goto(host.address);
    await until("the page to be kept", () => webkit.evaluate(() => document.querySelector("#ready")?.checkVisibility() === true));
  });
  after(async () => {
    await webkit?.close();
    await host?.close();
  });

  /** @param {string} path */
  async function open(path) {
    await webkit.goto("about:blank");
    await webkit.goto(host.address + path);
  }

  const level = () => until("an answer", () => webkit.evaluate(() => document.querySelector(".result")?.getAttribute("data-level") ?? ""));

  test("a text behind #text= is judged, and stays in no address", async () => {
    for (const [text, wanted] of /** @type {const} */ ([[LURE, "danger"], [HONEST, "clear"]])) {
      await open(`#text=${encodeURIComponent(text)}`);
      assert.equal(await level(), wanted);
      assert.equal(await webkit.evaluate(() => location.href), host.address);
    }
  });

  test("nothing goes sideways", async () => {
    for (const path of ["", "pages/help/help.html", "pages/learn/learn.html"]) {
      await open(path);
      await until("the page", () => webkit.evaluate(() => document.querySelector("main") !== null && !document.querySelector("main[aria-busy]")));
      assert.ok(await webkit.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
    }
  });

  // The last of them: the host does not come back.
  test("without its host the page judges and helps", async () => {
    await host.close();
    await open(`#text=${encodeURIComponent(LURE)}`);
    assert.equal(await level(), "danger");
    await open("pages/help/help.html");
    await until("what can be ticked", () => webkit.evaluate(() => document.querySelector("#given input") !== null));
  });
});
