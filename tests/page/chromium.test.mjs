// The page for phones in Chromium: installed, shared to, without its host, and renewed.
import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { faultsOf } from "../lib/axe.mjs";
import { otherVersion } from "../lib/page-host.mjs";
import { elsewhere, HONEST, LURE, open, openPhone, share, toldBy, untilShown, visitFirst } from "../lib/phone.mjs";
import { until } from "../lib/until.mjs";

/** @typedef {import("../lib/phone.mjs").Phone} Phone */

const CODE = { name: "code.png", type: "image/png", base64: readFileSync(new URL("../codes/link.png", import.meta.url), "base64") };
const PATHS = ["", "pages/help/help.html", "pages/learn/learn.html", "pages/report/report.html"];

/** @param {Phone} phone what stands in the address bar, without the page's own address */
const rest = ({ page, host }) => page.url().slice(host.address.length);

describe("a phone with Chromium", () => {
  /** @type {Phone} */
  let phone;

  before(async () => {
    phone = await openPhone("chromium");
    await visitFirst(phone);
  });
  after(async () => {
    await phone?.close();
  });

  test("the page can be installed", async () => {
    const session = await phone.page.createCDPSession();
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
    const { errors, url } = await session.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    assert.ok(url.endsWith("manifest.webmanifest"), url);
    await session.detach();
  });

  test("it asked its host for its own files, and nobody else for anything", () => {
    assert.ok(phone.host.requests.length > 20);
    assert.deepEqual(phone.host.requests.filter(({ method, path, body }) => method !== "GET" || path.includes("?") || body !== ""), []);
    assert.deepEqual(elsewhere(phone), []);
  });

  test("after the first visit it asks nobody", async () => {
    const before = phone.host.requests.length;
    for (const path of PATHS) await open(phone, path);
    await open(phone, `#text=${encodeURIComponent(LURE)}`);
    assert.equal((await toldBy(phone.page)).level, "danger");
    await share(phone, { text: LURE });
    await toldBy(phone.page);
    await share(phone, {}, CODE);
    await toldBy(phone.page);
    await phone.page.reload();
    await untilShown(phone.page);
    assert.deepEqual(phone.host.requests.slice(before), []);
    assert.deepEqual(elsewhere(phone), []);
  });

  test("a request that the page would send is refused", async () => {
    const before = phone.host.requests.length;
    await open(phone);
    const outcomes = await phone.page.evaluate(async (own) => {
      const tried = (/** @type {string} */ address, /** @type {RequestInit} */ how = {}) => fetch(address, how).then(({ status }) => status, () => "refused");
      return [await tried("http://elsewhere.example/"), await tried(`${own}other.txt`), await tried(`${own}share`, { method: "PUT", body: "x" })];
    }, phone.host.address);
    assert.deepEqual(outcomes, ["refused", 404, 405]);
    assert.deepEqual(phone.host.requests.slice(before), []);
    assert.deepEqual(elsewhere(phone), []);
  });

  test("a shared message is judged, and stands in no address", async () => {
    await share(phone, { title: "SMS", text: LURE });
    const { level, text } = await toldBy(phone.page);
    assert.equal(level, "danger");
    assert.match(text, /chronopost-colis\.example/);
    assert.equal(rest(phone), "");
    assert.deepEqual(phone.host.requests.filter(({ method }) => method !== "GET"), []);
    await phone.page.reload();
    await untilShown(phone.page);
    assert.equal(await phone.page.$(".result"), null, "it is taken once");
  });

  test("a shared link is judged, wherever the phone put it", async () => {
    for (const field of ["text", "url"]) {
      await share(phone, { [field]: "https://chronopost-colis.example/x" });
      assert.notEqual((await toldBy(phone.page)).level, "clear", field);
    }
  });

  test("title, text and link are one message", async () => {
    await share(phone, { title: "Chronopost", text: "Votre colis est retenu, réglez 1,99 EUR de frais sous 24 h", url: "https://suivi-relais.example/x" });
    assert.equal((await toldBy(phone.page)).level, "danger");
    assert.equal(await phone.page.$eval("#check-box", (box) => /** @type {HTMLTextAreaElement} */ (box).value.split("\n").length), 3);
  });

  test("a shared picture's code is judged, and the words beside it", async () => {
    await share(phone, {}, CODE);
    const { level } = await toldBy(phone.page);
    assert.notEqual(level, "unknown");
    await share(phone, { text: LURE }, CODE);
    await until("both answers", async () => (await phone.page.$$(".result")).length === 2);
    assert.equal((await toldBy(phone.page)).level, "danger");
  });

  test("an honest message is no alarm", async () => {
    await share(phone, { text: HONEST });
    assert.equal((await toldBy(phone.page)).level, "clear");
  });

  test("what did not arrive is said", async () => {
    await share(phone, {});
    assert.ok(await phone.page.$eval("#unshared", (told) => told.checkVisibility() && told.textContent !== ""));
  });

  test("something shared by GET goes nowhere", async () => {
    const before = phone.host.requests.length;
    await phone.page.goto("about:blank");
    await phone.page.goto(`${phone.host.address}share?text=${encodeURIComponent(LURE)}`);
    await untilShown(phone.page);
    assert.equal(rest(phone), "");
    assert.equal(await phone.page.$(".result"), null);
    assert.deepEqual(phone.host.requests.slice(before), []);
  });

  test("what is copied is pasted and judged by one touch", async () => {
    await phone.browser.browser.defaultBrowserContext().overridePermissions(new URL(phone.host.address).origin, ["clipboard-read", "clipboard-sanitized-write"]);
    await open(phone);
    await phone.page.bringToFront();
    await phone.page.evaluate((text) => navigator.clipboard.writeText(text), LURE);
    await phone.page.click("#check-form > button");
    assert.equal((await toldBy(phone.page)).level, "danger");
  });

  test("the camera's picture comes as a file", async () => {
    await open(phone);
    const camera = await phone.page.$("input[capture]");
    assert.equal(await camera?.evaluate((input) => /** @type {HTMLInputElement} */ (input).accept), "image/*");
    await /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (camera).uploadFile(new URL("../codes/link.png", import.meta.url).pathname);
    assert.notEqual((await toldBy(phone.page)).level, "unknown");
  });

  test("the language that is chosen is kept, and the text in the box with it", async () => {
    for (const [tag, title] of /** @type {const} */ ([["fr", "Reconnaître une arnaque au colis"], ["en", "How to spot a parcel scam"]])) {
      await open(phone, `#text=${encodeURIComponent(LURE)}`);
      await toldBy(phone.page);
      await phone.page.select("#language", tag);
      await until(`the page in ${tag}`, () => phone.page.$eval("html", (root, wanted) => root.lang === wanted && !document.querySelector("main[aria-busy]"), tag));
      assert.equal((await toldBy(phone.page)).level, "danger");
      await open(phone, "pages/learn/learn.html");
      if (tag === "fr") assert.equal(await phone.page.title(), title);
    }
  });

  test("version and hash are those of the build", async () => {
    await open(phone);
    const { version, hash } = JSON.parse(readFileSync(new URL("../../dist/page/contents.json", import.meta.url), "utf8"));
    const told = await until("the version", () => phone.page.$eval("#version", (each) => each.textContent));
    assert.ok(told.includes(version) && told.includes(hash), told);
  });

  test("each page leads back", async () => {
    for (const path of PATHS.slice(1)) {
      await open(phone, path);
      await phone.page.click(".back a");
      await until("the box", () => phone.page.evaluate(() => document.querySelector("#check-form") !== null));
      assert.equal(rest(phone), "", path);
    }
  });

  for (const dark of [false, true]) {
    test(`axe finds nothing, ${dark ? "dark" : "light"}`, async () => {
      await phone.browser.setLook({ dark });
      for (const path of [...PATHS, `#text=${encodeURIComponent(LURE)}`]) {
        await open(phone, path);
        if (path.startsWith("#")) await toldBy(phone.page);
        await phone.page.$$eval("details", (all) => all.forEach((each) => (each.open = true)));
        assert.deepEqual(await faultsOf(phone, phone.page), [], path);
      }
      await phone.browser.setLook({});
    });
  }

  test("nothing goes sideways on a small phone, in any language", async () => {
    await phone.page.setViewport({ width: 320, height: 560 });
    for (const tag of Object.keys(LANGUAGES)) {
      await phone.page.evaluate((language) => localStorage.setItem("settings", JSON.stringify({ language })), tag);
      for (const path of [`#text=${encodeURIComponent(LURE)}`, ...PATHS.slice(1)]) {
        await open(phone, path);
        if (path.startsWith("#")) await toldBy(phone.page);
        await phone.page.$$eval("details", (all) => all.forEach((each) => (each.open = true)));
        assert.ok(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${tag} ${path}`);
        assert.equal(await phone.page.$eval("html", (root) => root.lang), tag);
      }
    }
    await phone.page.evaluate(() => localStorage.clear());
    await phone.page.setViewport({ width: 360, height: 700 });
  });

  // The last of them: the host does not come back.
  test("without its host the page judges, helps and teaches", async () => {
    await phone.host.close();
    await share(phone, { text: LURE });
    assert.equal((await toldBy(phone.page)).level, "danger");
    await share(phone, {}, CODE);
    assert.notEqual((await toldBy(phone.page)).level, "unknown");
    await open(phone, "pages/help/help.html");
    await phone.page.click("#given input");
    await until("the first step", () => phone.page.evaluate(() => document.querySelector("#first-step li") !== null));
    await open(phone, "pages/learn/learn.html");
    await until("a question", () => phone.page.evaluate(() => document.querySelector("#quiz h3") !== null));
  });
});

test("a new version takes over, and what was shared meanwhile is judged by it", async () => {
  const next = await otherVersion("99.0.0");
  const phone = await openPhone("chromium", { isPatient: false });
  const { page, host } = phone;
  const version = () => until("the version", () => page.$eval("#version", (each) => each.textContent));
  try {
    await visitFirst(phone);
    assert.doesNotMatch(await version(), /99\.0\.0/);
    host.serve(next.folder);
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await until("the next version to wait", () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null));
    assert.doesNotMatch(await version(), /99\.0\.0/, "it waits until the page is opened anew");
    await share(phone, { text: LURE });
    assert.equal((await toldBy(page)).level, "danger");
    assert.match(await version(), /99\.0\.0/);
    assert.deepEqual(await page.evaluate(() => caches.keys()).then((names) => names.filter((name) => name.startsWith("content-")).length), 1);
  } finally {
    await phone.close();
    next.remove();
  }
});

test("a version whose files are not its own is not taken", async () => {
  const next = await otherVersion("99.0.0");
  const phone = await openPhone("chromium", { isPatient: false });
  const { page, host } = phone;
  try {
    await visitFirst(phone);
    appendFileSync(`${next.folder}/phone/index.js`, "\n");
    host.serve(next.folder);
    const outcome = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const { installing } = registration;
      if (!installing) return "none";
      return new Promise((resolve) => installing.addEventListener("statechange", () => resolve(installing.state)));
    });
    assert.equal(outcome, "redundant");
    await open(phone, `#text=${encodeURIComponent(LURE)}`);
    assert.equal((await toldBy(page)).level, "danger");
  } finally {
    await phone.close();
    next.remove();
  }
});
