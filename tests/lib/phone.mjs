// The page for phones in a browser, on a phone's screen.
import { MAKERS } from "./bench.mjs";
import { LAUNCH } from "./browser.mjs";
import { BUILT_PAGE, startPageHost } from "./page-host.mjs";
import { startSites } from "./sites.mjs";
import { until } from "./until.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./page-host.mjs").PageHost} PageHost
 * @typedef {{ level: string, title: string, text: string }} Told
 *
 * @typedef {object} Phone
 * @property {PageHost} host
 * @property {import("./sites.mjs").Sites} sites where every other address of the world leads
 * @property {import("./browser.mjs").TestBrowser} browser
 * @property {Page} page
 * @property {() => Promise<void>} close
 */

export const LURE = "Chronopost : votre colis est retenu, réglez 1,99 EUR de frais sous 24 h : https://chronopost-colis.example/x";
export const HONEST = "Votre colis a été livré dans votre boîte aux lettres. Suivi : https://www.laposte.fr/outils/suivre-vos-envois";

/** A phone that many older people have. */
export const SCREEN = { width: 360, height: 700 };

/**
 * @param {"chromium" | "firefox"} name
 * @param {{ isPatient?: boolean }} [options] of the host
 * @param {Pick<import("./browser.mjs").LaunchOptions, "dark" | "forced">} [looks]
 * @returns {Promise<Phone>}
 */
export async function openPhone(name, options, looks) {
  const host = await startPageHost(BUILT_PAGE, options);
  const sites = await startSites(() => null);
  const closeAll = () => Promise.all([host.close(), sites.close()]);
  try {
    const browser = await LAUNCH[name]({ extension: null, ports: sites, viewport: SCREEN, ...looks });
    const page = await browser.newPage();
    return { host, sites, browser, page, close: async () => void (await browser.close().finally(closeAll)) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/**
 * Visits the page for the first time, until the browser has kept it.
 * @param {Phone} phone
 */
export async function visitFirst({ page, host }) {
  await page.goto(host.address);
  await until("the page to be kept", () => page.$eval("#ready", (ready) => ready.checkVisibility()));
}

/**
 * Opens one of its documents.
 * @param {Phone} phone
 * @param {string} [path]
 */
export async function open({ page, host }, path = "") {
  // A fragment alone would load nothing.
  await page.goto("about:blank");
  await page.goto(host.address + path);
  await untilShown(page);
}

/** @param {Phone} phone what was asked of anybody but the page's host, by anything but the browser itself */
export const elsewhere = ({ sites }) => sites.requests.filter(({ host }) => !MAKERS.test(host));

/** @param {Page} page */
export const untilShown = (page) => until("the page", () => page.evaluate(() => document.querySelector("main") !== null && !document.querySelector("main[aria-busy]")));

/**
 * @param {Page} page
 * @returns {Promise<Told>} what the box says
 */
export const toldBy = (page) =>
  until("an answer", () =>
    page.evaluate(() => {
      const result = document.querySelector("#check-answer .result");
      return result && { level: result.getAttribute("data-level") ?? "", title: result.querySelector("h3")?.textContent ?? "", text: result.textContent ?? "" };
    }),
  );

/**
 * Shares something as a phone does: the browser posts a form to the page.
 * @param {Phone} phone
 * @param {Record<string, string>} fields
 * @param {{ name: string, type: string, base64: string }} [file]
 */
export async function share({ page, host }, fields, file) {
  await page.goto("about:blank");
  await page.evaluate((action, given, added) => {
    const form = document.createElement("form");
    Object.assign(form, { action, method: "post", enctype: "multipart/form-data" });
    for (const [name, value] of Object.entries(given)) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      form.append(field);
    }
    if (added) {
      const input = document.createElement("input");
      Object.assign(input, { type: "file", name: "files" });
      const held = new DataTransfer();
      held.items.add(new File([Uint8Array.from(atob(added.base64), (letter) => letter.charCodeAt(0))], added.name, { type: added.type }));
      input.files = held.files;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }, `${host.address}share`, fields, file);
  await until("the page", () => page.url().startsWith(host.address));
  await untilShown(page);
}
