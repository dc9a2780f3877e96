// The ways of an anxious person through what a visitor meets, and what each of them may cost.
import { CARD_FORM, document as documentOf, fakePayment, plainPage } from "../browser/pages.mjs";
import { ANSWERS, BUTTONS } from "./bench.mjs";
import { until } from "./until.mjs";
import { POPUP, Walk } from "./walk.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("./bench.mjs").Bench} Bench
 * @typedef {import("./walk.mjs").Figures} Figures
 * @typedef {import("./walk.mjs").Screen} Screen
 * @typedef {import("./walk.mjs").Sight} Sight
 *
 * @typedef {Omit<Figures, "isInView">} Budget
 *
 * @typedef {object} Flow
 * @property {string} story
 * @property {Screen[]} screens on which it is gone
 * @property {(walk: Walk) => Promise<void>} go
 */

/**
 * The most that each way may cost, in French. Every one ends with its answer in view.
 * @type {Record<string, Budget>}
 */
const BUDGETS = {
  "message-fee": { clicks: 2, words: 30, scrolls: 0 },
  "message-unnamed": { clicks: 2, words: 30, scrolls: 0 },
  "message-genuine": { clicks: 2, words: 30, scrolls: 0 },
  "fake-leave": { clicks: 0, words: 30, scrolls: 0 },
  "fake-real": { clicks: 1, words: 40, scrolls: 0 },
  "card-warning": { clicks: 1, words: 100, scrolls: 0 },
  "card-popup": { clicks: 2, words: 100, scrolls: 0 },
  "leak-popup": { clicks: 3, words: 120, scrolls: 0 },
  "leak-welcome": { clicks: 2, words: 160, scrolls: 1 },
  "leak-carrier": { clicks: 2, words: 60, scrolls: 0 },
  "wrong-banner": { clicks: 2, words: 90, scrolls: 0 },
  "wrong-popup": { clicks: 2, words: 90, scrolls: 0 },
  "wrong-question": { clicks: 2, words: 65, scrolls: 0 },
  "call-warning": { clicks: 1, words: 60, scrolls: 0 },
  "call-popup": { clicks: 2, words: 50, scrolls: 0 },
  "tell-popup": { clicks: 2, words: 90, scrolls: 1 },
  notebook: { clicks: 7, words: 150, scrolls: 1 },
};

const SCREENS = [{ width: 1280, height: 800 }, { width: 360, height: 700 }];

const FAKE = "suivi-chronopost.example";
const ODD = "chronopost-colis.example";
const SHOP = "secure-paiement.example";
const REAL = "www.chronopost.fr";
const RELAY = "www.mondialrelay.fr";
const PLAIN = "recettes-famille.example";

/** @type {Record<string, string>} */
const PAGES = {
  [FAKE]: fakePayment(),
  [ODD]: plainPage(),
  // Long enough to be scrolled to its form: the banner lies over its beginning.
  [SHOP]: documentOf("Règlement", `<h1>Règlement</h1><div style="height: 700px"></div>${CARD_FORM}<div style="height: 700px"></div>`),
  [REAL]: documentOf("Chronopost - Suivi", "<h1>Chronopost</h1><p>Suivre un colis</p>"),
  [RELAY]: documentOf("Mondial Relay - Suivi", "<h1>Mondial Relay</h1><p>Suivre un colis</p>"),
  [PLAIN]: plainPage(),
};

/** @type {import("./sites.mjs").Routes} */
export const flowRoutes = (host) => (PAGES[host] ? { body: PAGES[host] } : null);

/** Messages as they come, and what each is answered with. */
const MESSAGES = {
  fee: "Chronopost : votre colis est retenu, réglez 1,99 EUR de frais sous 24 h : https://chronopost-colis.example/x",
  unnamed: "Bonjour, votre colis n'a pas pu être livré ce matin. Reprogrammez la livraison : https://colis-fr.example/x",
  genuine: "Votre colis Chronopost arrive demain. Suivi : https://www.chronopost.fr/suivi",
};

const ANSWER = ".result h3";
const ACTION = ".result > :is(.button, .link)";

/**
 * @param {string} text
 * @param {string[]} answer
 * @returns {(walk: Walk) => Promise<void>}
 */
const paste = (text, answer) => async (walk) => {
  const popup = await walk.popup(await walk.visit(PLAIN, "clear"));
  await walk.paste(popup, text);
  await walk.untilTold(popup);
  await walk.answer(popup, answer, "The box says what the message is, and what to do");
};

/**
 * From a leak's page, where a carrier is chosen already or not.
 * @param {Walk} walk
 * @param {Page} page
 * @param {string} [carrier] that is still to be chosen
 */
async function readLeak(walk, page, carrier) {
  if (carrier) await walk.click(page, `label:has([value="${carrier}"])`, "The page of leaks: whose customer?");
  await walk.answer(page, ["#known-title", "#leaks > :first-child", "#steps > :first-child h3"], "What was taken, when, and what to do");
}

/** @param {Walk} walk @param {Page} page */
const readWrong = (walk, page) => walk.answer(page, ["#text", "#copy", "#pause"], "The text is shown before it is copied; the site can be paused or trusted");

/** @param {Walk} walk @param {Page} page */
async function readHelp(walk, page) {
  await until("the card to be ticked by what the page asked for", () => page.$('[value="card"]:checked'));
  await walk.answer(page, ['#first a.call[href="tel:0892705705"]'], "The number to call first, as a button");
}

/** @type {Record<string, Flow>} */
export const FLOWS = {
  "message-fee": {
    story: "I got a text message, is it true? It names Chronopost",
    screens: [POPUP],
    go: paste(MESSAGES.fee, [ANSWER, ACTION]),
  },
  "message-unnamed": {
    story: "I got a text message that names nobody",
    screens: [POPUP],
    go: paste(MESSAGES.unnamed, [ANSWER, ".result li"]),
  },
  "message-genuine": {
    story: "I got a text message, and it is true",
    screens: [POPUP],
    go: paste(MESSAGES.genuine, [ANSWER, ".result > p"]),
  },
  "fake-leave": {
    story: "I opened a fake page, and want to be away from it",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.answer(tab, [BUTTONS.leave, "button.leave"], "The warning and its two ways out");
      await tab.click("button.leave");
      await until("the page to be left", () => walk.addressOf(tab).then((address) => !address.includes(FAKE)));
    },
  },
  "fake-real": {
    story: "I opened a fake page, and want to know where my parcel is",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.leave, "The warning: the real tracking page is one click away");
      await walk.arrive(tab, `https://${REAL}/`, "The carrier's own page");
    },
  },
  "card-warning": {
    story: "I typed my card on a fake page, which still warns",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.help, "The warning: I have already given my details");
      await readHelp(walk, await walk.follow("/help/"));
    },
  },
  "card-popup": {
    story: "I typed my card on a fake page, and look at the icon",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(FAKE, "danger"));
      await walk.click(popup, "#help-link", "The popup: I have already given my details");
      await readHelp(walk, await walk.follow("/help/"));
    },
  },
  "leak-popup": {
    story: "My carrier lost my data: from the icon",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(PLAIN, "clear"));
      await walk.click(popup, "#leak-link", "The popup: my carrier lost my data");
      await readLeak(walk, await walk.follow("/leak/"), "mondialrelay");
    },
  },
  "leak-welcome": {
    story: "My carrier lost my data: from the welcome page",
    screens: SCREENS,
    async go(walk) {
      const page = await walk.open("pages/welcome/welcome.html");
      await walk.click(page, 'a[href*="leak"]', "The welcome page: my carrier lost my data");
      await until("the page of leaks", () => page.$("#leak:not([aria-busy])"));
      await readLeak(walk, page, "mondialrelay");
    },
  },
  "leak-carrier": {
    story: "My carrier lost my data: from the icon on its own site",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(REAL, "official"));
      await walk.click(popup, "#leak-link", "The popup on the carrier's own site");
      await readLeak(walk, await walk.follow("/leak/"));
    },
  },
  "wrong-banner": {
    story: "This warning is wrong: from the banner",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(ODD, "caution");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.trust, "The banner: I know this site well");
      await walk.click(tab, BUTTONS.wrong, "Trusted it or not, the warning is wrong");
      await readWrong(walk, await walk.follow("/false-alarm/"));
    },
  },
  "wrong-popup": {
    story: "This warning is wrong: from the icon",
    screens: SCREENS,
    async go(walk) {
      const popup = await walk.popup(await walk.visit(ODD, "caution"));
      await walk.click(popup, "#false-alarm-link", "The popup: this warning is wrong");
      await readWrong(walk, await walk.follow("/false-alarm/"));
    },
  },
  "wrong-question": {
    story: "This warning is wrong: from the question beside a card's field",
    screens: SCREENS,
    async go(walk) {
      const tab = await walk.visit(SHOP, "caution");
      await tab.untilWarning();
      await tab.page.$eval("#num", (field) => field.scrollIntoView({ block: "center" }));
      await until("the question", async () => {
        await tab.page.click("#num");
        return tab.question();
      });
      walk.figures.clicks += 1;
      await walk.click(tab, ANSWERS.wrong, "The question beside the card's field");
      await readWrong(walk, await walk.follow("/false-alarm/"));
    },
  },
  "call-warning": {
    story: "Whom can I ask? My person of trust, from the warning",
    screens: SCREENS,
    go: withPerson(async (walk) => {
      const tab = await walk.visit(FAKE, "danger");
      await tab.untilWarning();
      await walk.click(tab, BUTTONS.call, "The warning: call Marie");
      await readCall(walk, await walk.follow("/call/"));
    }),
  },
  "call-popup": {
    story: "Whom can I ask? My person of trust, from the icon",
    screens: SCREENS,
    go: withPerson(async (walk) => {
      const popup = await walk.popup(await walk.visit(FAKE, "danger"));
      await walk.click(popup, "#call-link", "The popup: call Marie");
      await readCall(walk, await walk.follow("/call/"));
    }),
  },
  "tell-popup": {
    story: "My family must know: a text for them, from the icon",
    screens: [POPUP],
    async go(walk) {
      const popup = await walk.popup(await walk.visit(FAKE, "danger"));
      await popup.waitForSelector("#tell:not([hidden])");
      await walk.click(popup, "#tell summary", "The popup: tell somebody close");
      await walk.answer(popup, ["#tell-text", "#tell-copy"], "The text, and the button that copies it");
    },
  },
  notebook: {
    story: "I await one parcel, and get a message about another: from the icon",
    screens: [POPUP],
    async go(walk) {
      const tab = await walk.visit(PLAIN, "clear");
      const popup = await walk.popup(tab);
      await walk.click(popup, "#parcels-link", "The popup: the notebook of awaited parcels");
      const notebook = await walk.follow("/parcels/");
      await walk.choose(notebook, "#carrier", "mondialrelay", "The notebook: which carrier?");
      await walk.click(notebook, "#add [type=submit]", "Mondial Relay it is");
      await notebook.waitForSelector("#noted:not([hidden])");
      const box = await walk.popup(tab);
      await walk.paste(box, MESSAGES.fee);
      await walk.untilTold(box);
      const way = '.result a[href^="https://www.mondialrelay.fr/"]';
      await walk.answer(box, [ANSWER, ".result .notebook", way], "No parcel of that carrier is awaited; where the awaited one is followed");
      await walk.clearNotebook();
    },
  },
};

/** @param {Walk} walk @param {Page} page */
function readCall(walk, page) {
  return walk.answer(page, ["#number", "#say-site"], "The number, and what to say");
}

/**
 * A way that is gone by somebody who chose a person to call.
 * @param {Flow["go"]} go
 * @returns {Flow["go"]}
 */
function withPerson(go) {
  return async (walk) => {
    await walk.change({ kind: "choose_value", key: "person", value: { name: "Marie", phone: "06 12 34 56 78" } });
    try {
      await go(walk);
    } finally {
      await walk.change({ kind: "choose_value", key: "person", value: null });
    }
  };
}

/**
 * Goes one way.
 * @param {Bench} bench
 * @param {string} name
 * @param {Screen} screen
 * @param {(sight: Sight) => Promise<void>} [picture]
 * @returns {Promise<Figures>}
 */
export async function goFlow(bench, name, screen, picture) {
  const flow = FLOWS[name];
  if (!flow) throw new Error(`no flow '${name}': ${Object.keys(FLOWS).join(", ")}`);
  const walk = new Walk(bench, screen, picture);
  try {
    await flow.go(walk);
  } finally {
    await walk.end();
  }
  return walk.figures;
}

/** @param {string} name of a flow */
function budgetOf(name) {
  const budget = BUDGETS[name];
  if (!budget) throw new Error(`no budget for '${name}'`);
  return budget;
}

/**
 * @param {string} name of a flow
 * @param {Figures} figures
 * @returns {string[]} what costs more than it may
 */
export function excesses(name, { clicks, words, scrolls, isInView }) {
  const budget = budgetOf(name);
  const over = Object.entries({ clicks, words, scrolls }).filter(([what, count]) => count > budget[/** @type {keyof typeof budget} */ (what)]);
  return [...over.map(([what, count]) => `${what}: ${count}`), ...(isInView ? [] : ["the answer is not in view"])];
}

/**
 * A line of the table.
 * @param {string} name of a flow
 * @param {Screen} screen
 * @param {Figures} figures
 */
export function lineOfTable(name, { width, height }, { clicks, words, scrolls, isInView }) {
  const budget = budgetOf(name);
  const pair = (/** @type {number} */ count, /** @type {number} */ most) => `${count} of ${most}`.padEnd(12);
  return `${name.padEnd(18)}${`${width} x ${height}`.padEnd(14)}${pair(clicks, budget.clicks)}${pair(words, budget.words)}${pair(scrolls, budget.scrolls)}${isInView ? "yes" : "no"}`;
}

export const TABLE_HEAD = `${"flow".padEnd(18)}${"screen".padEnd(14)}${"clicks".padEnd(12)}${"words".padEnd(12)}${"scrolls".padEnd(12)}in view`;
