// "Check this picture's QR code": the picture is cut out of what is on the screen.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, builtExtension, startBench } from "../lib/bench.mjs";
import { clickMenu } from "../lib/firefox.mjs";
import { until } from "../lib/until.mjs";

const PAGE = "https://boulangerie-lilas.example/";
const FAKE = "https://chronopost-colis.example/payer";
const picture = (/** @type {string} */ name) => readFileSync(new URL(`../codes/${name}.png`, import.meta.url));
const bytes = picture("link");
const address = `data:image/png;base64,${bytes.toString("base64")}`;

/** A picture in the page that is no data: address of its own. */
const body = `<!doctype html><title>Recettes</title><style>body { margin: 0; height: 3000px } img { position: absolute; left: 300px; top: 150px }</style>
<p>Tarte aux pommes</p><img src="/code.png" width="200"><img src="/text.png" style="left: 650px"><img src="/below.png" style="top: 2000px">`;

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (_host, path) => {
  if (!path.endsWith(".png")) return { body };
  return { headers: { "content-type": "image/png" }, body: path === "/text.png" ? picture("text") : bytes };
};

describe("the context menu of a picture in chromium", { skip: !BROWSERS.includes("chromium") }, () => {
  /** @type {import("../lib/bench.mjs").Bench} */
  let bench;
  /** @type {import("../lib/bench.mjs").Tab} */
  let tab;
  const folder = mkdtempSync(join(tmpdir(), "vigicolis-"));
  before(async () => {
    // No test can click in the browser's own menu, and only that click gives the right to look at
    // the screen: a copy of the extension has the right all along.
    cpSync(builtExtension("chromium"), folder, { recursive: true });
    const file = join(folder, "manifest.json");
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...manifest, host_permissions: ["<all_urls>"] }));
    bench = await startBench("chromium", routes, { extension: folder, watched: true });
    tab = await bench.openTab();
    await tab.visit(PAGE);
    await tab.page.bringToFront();
  });
  after(async () => {
    await bench?.close();
    rmSync(folder, { recursive: true });
  });

  /**
   * Does what the browser does after a click on the entry, and reads the answer in its window.
   * @param {{ srcUrl: string, frameId: number }} info
   */
  async function choose(info) {
    const { browser } = bench.browser;
    const worker = await (await browser.waitForTarget((target) => target.type() === "service_worker")).worker();
    const opened = browser.waitForTarget((target) => target.url().includes("/box.html?picture="));
    await worker?.evaluate(
      async (info, id) => /** @type {any} */ (chrome.contextMenus.onClicked).dispatch({ menuItemId: "picture", ...info }, await chrome.tabs.get(id)),
      info,
      tab.id,
    );
    const page = await (await opened).page();
    if (!page) throw new Error("no window");
    await until("an answer", () => page.$(".result"));
    const codes = await page.$$eval(".code", (found) => found.map((code) => code.textContent));
    const left = await bench.stored();
    await page.close();
    await tab.page.bringToFront();
    assert.doesNotMatch(Object.keys(left.session).join(), /handed/, "the picture stays nowhere");
    return codes;
  }

  test("its own bytes, where its address holds them", async () => assert.deepEqual(await choose({ srcUrl: address, frameId: 0 }), [FAKE]));

  test("the part of the view where it lies", async () => assert.deepEqual(await choose({ srcUrl: `${PAGE}code.png`, frameId: 0 }), [FAKE]));

  test("the whole view, where nobody knows its place", async () => {
    for (const info of [{ srcUrl: `${PAGE}background.png`, frameId: 0 }, { srcUrl: `${PAGE}below.png`, frameId: 0 }, { srcUrl: `${PAGE}code.png`, frameId: 7 }]) {
      const codes = await choose(info);
      assert.equal(codes.length, 2, codes.join());
      assert.ok(codes.includes(FAKE), codes.join());
    }
  });

  test("the same on a screen with two pixels to one", async () => {
    await tab.page.setViewport({ width: 1000, height: 700, deviceScaleFactor: 2 });
    assert.deepEqual(await choose({ srcUrl: `${PAGE}code.png`, frameId: 0 }), [FAKE]);
  });

  test("no request left the device for it", () => assert.deepEqual(bench.strayRequests(), []));
});

describe("the context menu of a picture in firefox", { skip: !BROWSERS.includes("firefox") }, () => {
  /** @type {import("../lib/bench.mjs").Bench} */
  let bench;
  before(async () => {
    bench = await startBench("firefox", routes);
    const tab = await bench.openTab();
    await tab.visit(PAGE);
    await tab.page.bringToFront();
  });
  after(() => bench?.close());

  test("the right that the click gives is enough to see the picture, and only it is read", async () => {
    await clickMenu(bench.browser, { menuItemId: "picture", srcUrl: `${PAGE}code.png`, frameId: 0 });
    // The window that opens can't be looked into from here; what it checked is remembered.
    const session = async () => /** @type {Record<string, unknown>} */ ((await bench.stored()).session);
    const recent = await until("a code that was checked", async () => (await session())["recent"]);
    assert.deepEqual(recent, [FAKE]);
    assert.doesNotMatch(Object.keys(await session()).join(), /handed/, "the picture stays nowhere");
    assert.deepEqual(bench.strayRequests(), []);
  });
});
