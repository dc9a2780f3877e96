// Everything a visitor can get to see, each with the way there.
import { readFileSync } from "node:fs";
import { document, fakePayment, plainPage, shopOfNobody } from "../browser/pages.mjs";
import { openAdvice } from "./advice.mjs";
import { Tab } from "./bench.mjs";
import { untilPainted } from "./popup.mjs";
import { openOptions, openOwnPage } from "./settings.mjs";
import { until } from "./until.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./bench.mjs").Bench} Bench
 *
 * @typedef {object} Shown a surface on the screen
 * @property {Page} page
 * @property {boolean} isClosed whether it stands in a closed root of a web page
 * @property {() => Promise<void>} close
 */

const FAKE = "suivi-chronopost.example";
const ODD = "chronopost-colis.example";
const SHOP = "secure-paiement.example";
const REAL = "www.chronopost.fr";
const PLAIN = "recettes-famille.example";
const FIGHTS = "brindille-azur.example";
const PAPER = "gazette-lorme.example";
const ADS = "regie-vulma.example";

/** Far from today, whenever that is: what is long past goes by itself. */
const RELAY = { carrier: "mondialrelay", day: "2098-11-28", number: "1Z 999 AA1 0123 4567 84", since: "2026-11-26" };
const EXPRESS = { carrier: "chronopost", day: "2098-12-01", number: "XW123456785FR", since: "2026-11-26" };

/** @type {Record<string, string>} */
const PAGES = {
  [FAKE]: fakePayment(),
  [ODD]: plainPage(),
  [SHOP]: shopOfNobody(),
  [REAL]: document("Chronopost - Suivi", "<h1>Chronopost</h1><p>Suivre un colis</p>"),
  [PLAIN]: plainPage(),
  // An SVG document holds no warning: it is told on the extension's own page.
  [FIGHTS]: `<svg xmlns="http://www.w3.org/2000/svg"><title>Chronopost - Suivi de votre colis</title><foreignObject width="800" height="600"><div xmlns="http://www.w3.org/1999/xhtml">${fakePayment().replace(/^[^]*<body>|<\/body>[^]*$/g, "").replace(/<(input[^>]*)>/g, "<$1/>")}</div></foreignObject></svg>`,
  [PAPER]: document("La Gazette de Lorme", `<h1>La Gazette de Lorme</h1><iframe src="https://${ADS}/" width="300" height="250"></iframe>`),
  [ADS]: document("Chronopost", `<h1>Chronopost</h1><p>Votre colis est retenu. 1,99 €</p><input placeholder="Numéro de carte"><input placeholder="CVV">`),
};

/** @type {import("./sites.mjs").Routes} */
export const surfaceRoutes = (host) => (PAGES[host] ? { body: PAGES[host], ...(host === FIGHTS && { headers: { "content-type": "image/svg+xml" } }) } : null);

/**
 * @param {Bench} bench
 * @param {string} host
 */
async function visit(bench, host) {
  const tab = await bench.openTab();
  await tab.visit(`https://${host}/`);
  return tab;
}

/**
 * @param {string} host
 * @param {string} level
 * @param {(tab: Tab) => Promise<unknown>} [further]
 * @returns {(bench: Bench) => Promise<Shown>}
 */
const warned = (host, level, further = async () => {}) => async (bench) => {
  const tab = await visit(bench, host);
  await tab.untilLevel(level);
  await tab.untilWarning();
  await further(tab);
  return { page: tab.page, isClosed: true, close: () => tab.close() };
};

/**
 * @param {string} host
 * @param {string} level
 * @returns {(bench: Bench) => Promise<Shown>}
 */
const popup = (host, level) => async (bench) => {
  const tab = await visit(bench, host);
  await tab.untilLevel(level);
  const page = await bench.browser.openExtensionPage(`pages/popup/popup.html?tab=${tab.id}`);
  await untilPainted(page);
  return { page, isClosed: false, close: () => page.close().then(() => tab.close()) };
};

/**
 * What the popup's box answers.
 * @param {string} text that is pasted
 * @returns {(bench: Bench) => Promise<Shown>}
 */
const answer = (text) => async (bench) => {
  const page = await bench.browser.openExtensionPage("pages/box/box.html");
  await untilPainted(page);
  await page.type("#check-box", text);
  await page.click("#check-form [type=submit]");
  await until("an answer", () => page.$(".result"));
  return own(page);
};

/**
 * What the popup's box answers to a picture of QR codes.
 * @param {string} name of a picture in `tests/codes`
 * @returns {(bench: Bench) => Promise<Shown>}
 */
const picture = (name) => async (bench) => {
  const page = await bench.browser.openExtensionPage("pages/box/box.html");
  await untilPainted(page);
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))], "photo.png"));
    globalThis.document.querySelector("#check-box")?.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, readFileSync(new URL(`../codes/${name}.png`, import.meta.url), "base64"));
  await until("an answer", () => page.$(".result"));
  return own(page);
};

/** @param {Page} page @returns {Shown} */
const own = (page) => ({ page, isClosed: false, close: () => page.close() });

/**
 * @param {Tab} tab
 * @param {"why" | "trust"} choice of a button that brings out more of the warning
 * @param {string} more selector of that
 */
async function unfold(tab, choice, more) {
  await tab.choose(choice);
  await until(more, () => tab.bench.browser.inWarning(tab.page, "(root, more) => (root.querySelector(more) ? true : null)", more));
}

/** @param {Tab} tab */
async function askForCard(tab) {
  await until("the question", async () => {
    await tab.page.click("#num");
    return tab.question();
  });
}

/**
 * @param {"help" | "report"} name
 * @returns {(bench: Bench) => Promise<Shown>}
 */
const advice = (name) => async (bench) => {
  const tab = await visit(bench, FAKE);
  await tab.untilLevel("danger");
  const page = await openAdvice(bench, name, tab.id);
  await page.select("#country", "FR");
  await until("the contacts of France", () => page.$('[href="sms:33700"]'));
  if (name === "help") {
    for (const box of await page.$$("#given input:not(:checked)")) await box.click();
    await until("the steps", () => page.$('[data-step="block_card"]'));
  }
  return { page, isClosed: false, close: () => page.close().then(() => tab.close()) };
};

/**
 * The warning on the extension's own page.
 * @param {Bench} bench
 * @returns {Promise<Shown>}
 */
async function held(bench) {
  const tab = await bench.openTab();
  await tab.page.goto(`https://${FIGHTS}/`).catch(() => {});
  await until("the extension's own page", () => bench.control.evaluate(async (id) => (await chrome.tabs.get(id)).url?.includes("/warning/"), tab.id));
  await until("the warning on it", () => tab.warning());
  return { page: tab.page, isClosed: true, close: () => tab.close() };
}

/**
 * A surface with all that unfolds.
 * @param {(bench: Bench) => Promise<Shown>} open
 * @returns {(bench: Bench) => Promise<Shown>}
 */
const unfolded = (open) => async (bench) => {
  const shown = await open(bench);
  await shown.page.$$eval("details", (all) => all.forEach((each) => (/** @type {HTMLDetailsElement} */ (each).open = true)));
  return shown;
};

/**
 * A surface while these parcels stand in the notebook.
 * @param {(import("../../extension/wasm/protocol.js").AwaitedParcel)[]} parcels
 * @param {(bench: Bench) => Promise<Shown>} open
 * @returns {(bench: Bench) => Promise<Shown>}
 */
const noted = (parcels, open) => async (bench) => {
  for (const parcel of parcels) await bench.control.evaluate((request) => chrome.runtime.sendMessage(request), { kind: "add_parcel", parcel });
  const shown = await open(bench);
  return {
    ...shown,
    close: async () => {
      await shown.close();
      for (const parcel of parcels) await bench.control.evaluate((request) => chrome.runtime.sendMessage(request), { kind: "remove_parcel", parcel });
    },
  };
};

/**
 * The page of the person to call.
 * @param {Bench} bench
 * @returns {Promise<Shown>}
 */
async function call(bench) {
  const tab = await visit(bench, FAKE);
  await tab.untilLevel("danger");
  const page = await openAdvice(bench, "call", tab.id);
  return { page, isClosed: false, close: () => page.close().then(() => tab.close()) };
}

/**
 * Where the warning on the extension's own page asks for the code; no other surface is locked.
 * @param {Bench} bench
 * @returns {Promise<Shown>}
 */
async function locked(bench) {
  await lock(bench, "", CODE);
  const { page, close } = await held(bench);
  await new Tab(bench, page, -1).choose("proceed");
  await until("the field for the code", () => page.$("#lock:not([hidden])"));
  return { page, isClosed: false, close: () => close().then(() => lock(bench, CODE, null)) };
}

const CODE = "4711";

/**
 * @param {Bench} bench
 * @param {string} code that is set
 * @param {string | null} wanted
 */
async function lock(bench, code, wanted) {
  await bench.control.evaluate((request) => chrome.runtime.sendMessage(request), { kind: "change_lock", code, wanted });
}

/** What the box tells most about. */
const LURE = "Chronopost : votre colis est retenu, réglez 1,99 EUR de frais sous 24 h : https://chronopost-colis.example/x";

/** @type {Record<string, (bench: Bench) => Promise<Shown>>} */
export const SURFACES = {
  danger: warned(FAKE, "danger"),
  "danger-why": warned(FAKE, "danger", (tab) => unfold(tab, "why", "details[open]")),
  caution: warned(ODD, "caution"),
  "caution-trust": warned(ODD, "caution", (tab) => unfold(tab, "trust", ".trusting")),
  question: warned(SHOP, "caution", askForCard),
  passed: warned(FAKE, "danger", async (tab) => {
    await tab.choose("proceed");
    await tab.untilPassed();
  }),
  framed: warned(PAPER, "danger"),
  held,
  locked,
  "popup-danger": popup(FAKE, "danger"),
  "popup-danger-more": unfolded(popup(FAKE, "danger")),
  "popup-official-more": unfolded(popup(REAL, "official")),
  "popup-danger-tell": async (bench) => {
    const shown = await popup(FAKE, "danger")(bench);
    await until("the text for others", () => shown.page.$eval("#tell", (tell) => !(/** @type {HTMLElement} */ (tell).hidden)));
    await shown.page.click("#tell summary");
    return shown;
  },
  "popup-caution": popup(ODD, "caution"),
  "popup-official": popup(REAL, "official"),
  "popup-clear": popup(PLAIN, "clear"),
  "check-link": answer("hxxps://chronopost-colis[.]example/x"),
  "check-official": answer("https://www.chronopost.fr/suivi"),
  "check-message": answer(LURE),
  "check-message-more": unfolded(answer(LURE)),
  "check-official-more": unfolded(answer("https://www.chronopost.fr/suivi")),
  "check-number": answer("6A49373964014"),
  "check-phone": answer("09 69 39 13 91"),
  "check-mail": answer("contact@chronopost.fr"),
  "check-picture": picture("several"),
  "check-clear": answer("Bonjour, on se voit demain à midi ?"),
  box: async (bench) => own(await openOwnPage(bench, "pages/box/box.html")),
  parcels: noted([RELAY, EXPRESS], async (bench) => own(await openOwnPage(bench, "pages/parcels/parcels.html"))),
  "popup-awaited": noted([RELAY, EXPRESS], popup(FAKE, "danger")),
  "popup-unawaited": noted([RELAY], popup(FAKE, "danger")),
  "popup-official-awaited": noted([RELAY, EXPRESS], popup(REAL, "official")),
  "check-unawaited": noted([RELAY], answer(LURE)),
  options: async (bench) => own(await openOptions(bench)),
  welcome: async (bench) => own(await openOwnPage(bench, "pages/welcome/welcome.html")),
  "welcome-tried": async (bench) => {
    const page = await openOwnPage(bench, "pages/welcome/welcome.html");
    await page.click("#box-try");
    await until("an answer", () => page.$(".result"));
    return own(page);
  },
  learn: async (bench) => own(await openOwnPage(bench, "pages/learn/learn.html")),
  "learn-answer": async (bench) => {
    const page = await openOwnPage(bench, "pages/learn/learn.html");
    await page.click("#quiz button");
    return own(page);
  },
  demo: async (bench) => {
    const page = await openOwnPage(bench, "pages/welcome/demo.html");
    await new Tab(bench, page, -1).untilWarning();
    return { page, isClosed: true, close: () => page.close() };
  },
  help: advice("help"),
  report: advice("report"),
  "false-alarm": async (bench) => {
    const tab = await visit(bench, ODD);
    await tab.untilLevel("caution");
    const page = await openAdvice(bench, "false-alarm", tab.id);
    return { page, isClosed: false, close: () => page.close().then(() => tab.close()) };
  },
  leak: async (bench) => own(await openOwnPage(bench, "pages/leak/leak.html?brand=mondialrelay")),
  call,
};

/**
 * @param {Bench} bench
 * @param {string} name
 */
export function openSurface(bench, name) {
  const open = SURFACES[name];
  if (!open) throw new Error(`no surface '${name}': ${Object.keys(SURFACES).join(", ")}`);
  return open(bench);
}

/** Surfaces that stand in a page or in the popup, where fingers must meet every button. */
export const isTouched = (/** @type {string} */ name) => /^(danger|caution|question|passed|framed|held|popup|check|box|demo|learn)/.test(name);

/**
 * @param {Bench} bench
 * @param {import("../../extension/wasm/protocol.js").SettingsChange} wanted
 */
async function change(bench, wanted) {
  await bench.control.evaluate((request) => chrome.runtime.sendMessage(request), { kind: "change_settings", change: wanted });
}

/**
 * Fills the settings, so that the options have something to show.
 * @param {Bench} bench
 */
export async function fillSettings(bench) {
  await change(bench, { kind: "choose_value", key: "keepHistory", value: true });
  await change(bench, { kind: "trust_address", address: "boulangerie-lilas.example" });
  await change(bench, { kind: "choose_value", key: "person", value: { name: "Marie", phone: "06 12 34 56 78" } });
  const tab = await visit(bench, FAKE);
  await tab.untilLevel("danger");
  await until("a line of history", async () => JSON.stringify((await bench.stored()).local).includes(FAKE));
  await tab.close();
}

/**
 * @param {Bench} bench
 * @param {string} language
 */
export async function speakLanguage(bench, language) {
  await change(bench, { kind: "choose_value", key: "language", value: language });
}
