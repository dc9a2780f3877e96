// What is remembered of a tab: it can't be shaken off, it can't be turned on honest sites, and it
// says nothing about who was where. Which attack is which: docs/ATTACKS.md.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openAdvice } from "../lib/advice.mjs";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { Painted } from "../lib/painted.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { HOST, on, tellsTheTruth } from "./attacked.mjs";
import { DOCUMENTS } from "./attacks.mjs";
import { CARD_FORM, chainOfNobody, document, fakePayment, fakeStory, framedForm, plainPage } from "./pages.mjs";

/**
 * @typedef {import("../lib/bench.mjs").Bench} Bench
 * @typedef {import("../lib/bench.mjs").Tab} Tab
 */

/** Honest and fake, of nobody in particular. */
const SOAP = "atelier-brumel.example";
const PAPER = "gazette-lorme.example";
const TOWN = "mairie-lorme.example";
const BOOK = "avis-brumel.example";
const FORUM = "forum-tricot.example";
const GIFTS = "les-amis-du-lac.example";
const ADS = "regie-vulma.example";
const CHAIN = "brindille-azur.example";
const BLOB = "adlumeri.example";

const STORY = "Votre colis est retenu dans notre entrepôt. Le colis XY 004 218 733 FR est retenu à Gennevilliers : il manque 1,99 € de frais de réexpédition. Sans règlement sous 24 heures, il sera renvoyé. © Chronopost. Chronopost, Chronopost, Chronopost.";
const NAV = ["Une", "Sport", "Culture", "Mentions légales", "Contact"].map((word) => `<a href="/${word}">${word}</a>`).join(" ");
const TEXT = "<p>Les commerçants préparent leurs étals. La place sera fermée aux voitures dès vendredi soir.</p>".repeat(12);
const CODE = `<form action="/fin"><label for="q">Code reçu par SMS</label><input id="q" name="otp" maxlength="6"><button>Valider</button></form>`;

/** @param {string} title @param {string} body */
const soap = (title, body) => document(`${title} - Atelier Brumel`, `<nav>${NAV}</nav><h1>${title}</h1>${body}<footer>© 2026 Atelier Brumel</footer>`, `<meta property="og:site_name" content="Atelier Brumel">`);
const paper = (/** @type {string} */ title, /** @type {string} */ body) => document(`${title} - La Gazette de Lorme`, `<nav>${NAV}</nav><h1>${title}</h1>${TEXT}${body}<footer>© La Gazette de Lorme</footer>`);
const FORM = CARD_FORM.replace("Payer 1,99 €", "Payer 12,50 €");
const CONTACT = `<form action="/c"><label for="a">Nom</label><input id="a" name="nom"><label for="b">Téléphone</label><input id="b" type="tel"><label for="c">Adresse e-mail</label><input id="c" type="email"><label for="d">Ville</label><input id="d" name="ville"><button>Envoyer</button></form>`;
const AD_BODY = `<h1>Chronopost</h1><p>Votre colis est retenu. 1,99 €</p><input placeholder="Numéro de carte"><input placeholder="CVV">`;
const AD = document("Chronopost", AD_BODY);

/** Honest pages that others write on, or that somebody leads to. @type {Record<string, string>} */
const HONEST = {
  [`${SOAP}/commande`]: soap("Commande", `<p>Votre panier : un savon au miel, 12,50 €.</p>${FORM}`),
  [`${SOAP}/contact`]: soap("Contact", CONTACT),
  [`${SOAP}/avis`]: soap("Savon au miel", `<p>12,50 €</p><h2>Avis</h2><div class="avis">${STORY}<h2>Chronopost</h2><img src="https://www.chronopost.fr/l.png" alt="Chronopost"></div>${FORM}`),
  [`${SOAP}/logo`]: document("Règlement", `<nav>${NAV}</nav><img src="/l.png" alt="Atelier Brumel" width="120" height="40"><h1>Règlement</h1>${FORM}<footer>Atelier Brumel, 12 rue du Lac, 69000 Lorme</footer>`),
  [`${GIFTS}/don`]: document("Faire un don", `<nav>${NAV}</nav><h1>Les Amis du Lac</h1><p>Votre don protège les berges du lac.</p>${FORM}<footer>Association Les Amis du Lac, loi 1901</footer>`),
  [`${PAPER}/une`]: paper("Le marché de Noël", ""),
  [`${PAPER}/connexion`]: document("Connexion - La Gazette de Lorme", `<nav>${NAV}</nav><h1>Connexion</h1>${CODE}<footer>© La Gazette de Lorme</footer>`),
  [`${PAPER}/abonnement`]: document("Abonnement - La Gazette de Lorme", `<nav>${NAV}</nav><h1>Abonnement</h1><p>9,90 € par mois</p>${FORM}<footer>© La Gazette de Lorme</footer>`),
};

/** Pages with words of others (w13 and more of the kind), by the host they stand at. @type {Record<string, [string, string]>} */
const QUOTING = {
  "a guest book (w13a)": [BOOK, document("Livre d'or", `<nav>${NAV}</nav><h1>Livre d'or</h1><p>Merci à tous !</p><div class="comment">${STORY}</div><form action="/post"><label for="m">Votre message</label><textarea id="m"></textarea><label for="n">Pseudo</label><input id="n"><label for="e">E-mail</label><input id="e" type="email"><button>Publier</button></form>`)],
  "a forum with a login (w13b)": [FORUM, document("Forum Tricot - discussion", `<nav>${NAV}</nav><h1>Forum Tricot</h1><div class="post"><h2>Chronopost - suivi</h2>${STORY}</div><form action="/login"><label for="u">Identifiant</label><input id="u"><label for="p">Mot de passe</label><input id="p" type="password"><button>Se connecter</button></form>`)],
  "a shop's review (w13c)": [SOAP, HONEST[`${SOAP}/avis`] ?? ""],
  "a comment under a town's payment (w13d)": [TOWN, document("Cantine", `<nav>${NAV}</nav><h1>Paiement de la cantine</h1><h2>Commentaires</h2><div class="comment">${STORY}</div>${CARD_FORM.replace("1,99", "48,00")}`)],
};

/** Words of others that only the source marks, which a kit's author could do for nothing: no more than caution. @type {Record<string, [string, string]>} */
const MARKED = {
  "a message quoted in a newsletter": [PAPER, document("Attention aux faux colis", `<nav>${NAV}</nav><h1>Attention aux faux colis</h1><p>Voici ce que reçoivent nos lecteurs :</p><blockquote>${STORY}</blockquote><form action="/lettre"><label for="e">E-mail</label><input id="e" type="email"><button>S'abonner</button></form>`)],
  "an article's list of comments": [PAPER, document("Le lac gelé", `<nav>${NAV}</nav><article><h1>Le lac gelé</h1>${TEXT}</article><ol class="comments"><li><article><p>${STORY}</p></article></li></ol>`)],
};
const QUOTING_PAGES = Object.entries({ ...QUOTING, ...MARKED }).map(([name, [host, body]], at) => ({ name, host, body, path: `/mots-${at}` }));

/** How an advertisement of another site is put into a page so that nobody sees it. */
const UNSEEN = {
  "1×1 and transparent (w12)": `<iframe src="AD" width="1" height="1" style="border:0;opacity:0"></iframe>`,
  "of one pixel": `<iframe src="AD" width="1" height="1" style="border:0"></iframe>`,
  "in a wrapper of opacity .01": `<div style="opacity:.01"><iframe src="AD" width="300" height="250"></iframe></div>`,
  "off screen": `<iframe src="AD" width="300" height="250" style="position:absolute;left:-9999px"></iframe>`,
  "covered": `<div style="position:relative;width:300px;height:250px"><iframe src="AD" width="300" height="250"></iframe><div style="position:absolute;inset:0;width:310px;height:260px;background:teal"></div></div>`,
  "clipped by its wrapper": `<div style="overflow:hidden;width:2px;height:2px"><iframe src="AD" width="300" height="250"></iframe></div>`,
  "clipped by a path": `<iframe src="AD" width="300" height="250" style="clip-path:inset(100%)"></iframe>`,
  "not displayed": `<iframe src="AD" width="300" height="250" style="display:none"></iframe>`,
  "invisible": `<iframe src="AD" width="300" height="250" style="visibility:hidden"></iframe>`,
  "scaled to nothing": `<iframe src="AD" width="300" height="250" style="transform:scale(.005)"></iframe>`,
};
const UNSEEN_PAGES = Object.entries(UNSEEN).map(([name, frame], at) => ({ name, frame: frame.replace("AD", `https://${ADS}/ad`), path: `/pub-${at}` }));
const SEEN = `<iframe src="https://${ADS}/ad" width="300" height="250"></iframe>`;

/** How a warned page leads somewhere else. @type {Record<string, { head?: string, act?: string }>} */
const LEADS = {
  "a link (w09)": { act: `document.body.append(Object.assign(document.createElement("a"), { href: "TO", id: "lead" })); document.querySelector("#lead").click();` },
  "a refresh (w10)": { act: `document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: "0;url=TO" }));` },
  "a forward by the server": { act: `location.href = "/forward?to=" + encodeURIComponent("TO");` },
  "a form": { act: `document.body.append(Object.assign(document.createElement("form"), { action: "TO", method: "post", id: "lead-form" })); document.querySelector("#lead-form").submit();` },
  "location.replace": { act: `location.replace("TO");` },
  "a window of its name": { act: `window.name = "self"; window.open("TO", "self");` },
};

/** Personal data in an address, as a tracking link may carry it. */
const PERSON = { nom: "Quenelle-Dupre", mail: "martin.quenelle@boite.example", tel: "0612345678", colis: "XK734512988FR", cle: "9f8e7d6c5b4a" };
const QUERY = `?${new URLSearchParams(PERSON)}`;

/** The page of a site that nobody can read (w22, w29, m07). */
const UNREADABLE = document("Paiement", `<canvas width="300" height="100"></canvas><form action="/z"><input name="a1"><input name="a2"><input name="a3"><button>OK</button></form>`);
/** Notices its disabled fields and goes to plan B. */
const NOTICES = `<script>const look = setInterval(() => { if (!document.querySelector("input:disabled") && document.documentElement.children.length < 3) return; clearInterval(look); location.href = "/plan-b"; }, 30);</script>`;

const BLOB_PAGE = document("Suivi", `<p>Un instant…</p><script>const page = ${JSON.stringify(fakePayment()).replaceAll("</", "<\\/")}; setTimeout(() => { location.href = URL.createObjectURL(new Blob([page], { type: "text/html" })); }, 300);</script>`);
const HUGE = document("Recettes", `<div id="big"></div><p id="end"></p><script>window.long = []; new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => long.push({ startTime, duration }))).observe({ entryTypes: ["longtask"] }); big.innerHTML = "<i>a </i>".repeat(120000);</script>`);

const EMPTY = "vitrine-vide.example";
/** @param {string} path */
const frameOf = (path) => `<iframe src="https://${HOST}/${path}" width="900" height="700"></iframe>`;
const FORM_OF_FAKE = fakePayment().replace(/^[^]*<body>|<\/body>[^]*$/g, "");

/** @type {Record<string, string>} */
const PAGES = {
  ...HONEST,
  ...Object.fromEntries(QUOTING_PAGES.map(({ host, path, body }) => [host + path, body])),
  ...Object.fromEntries(UNSEEN_PAGES.map(({ path, frame }) => [`${PAPER}${path}`, paper("Le marché de Noël", frame)])),
  [`${PAPER}/pub-vue`]: paper("Le marché de Noël", "").replace("<h1>", `${SEEN}<h1>`),
  [`${ADS}/ad`]: AD,
  [`${PAPER}/deux`]: paper("Le marché de Noël", "").replace("<h1>", `${SEEN}<iframe src="https://${HOST}/fake" width="500" height="300"></iframe><h1>`),
  [`${PAPER}/news`]: paper("Le marché de Noël", "").replace("<h1>", `${SEEN.replace("/ad", "/ad-late")}<iframe src="https://${HOST}/late" width="500" height="300"></iframe>
    <script>onmessage = () => { setTimeout(() => { const end = Date.now() + 4000; while (Date.now() < end); }, 50) }</script><h1>`),
  [`${PAPER}/nested`]: paper("Le marché de Noël", "").replace("<h1>", `${SEEN.replace("/ad", "/nested")}<h1>`),
  [`${ADS}/nested`]: document("", `<iframe sandbox="allow-scripts" width="280" height="230" srcdoc="${AD.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`),
  [`${EMPTY}/story-later`]: document("", `<main><p>Un instant…</p></main><iframe src="https://${ADS}/form" width="600" height="400"></iframe>`),
  [`${EMPTY}/frame-later`]: document("Suivi", `<main><p>Un instant…</p></main><iframe width="300" height="200"></iframe>`),
  [`${ADS}/form`]: document("", CARD_FORM.replace("Payer 1,99 €", "Payer")),
  [`${ADS}/ad-late`]: document("", "<main><p>Publicité</p></main>", `<script>onmessage = () => setTimeout(() => { document.querySelector("main").innerHTML = ${JSON.stringify(AD_BODY)} }, 500);</script>`),
  [`${HOST}/late`]: document("", `<main><input type="search"></main>`, `<script>onmessage = () => {
    parent.postMessage("", "*");
    parent.frames[0].postMessage("", "*");
    document.querySelector("main").innerHTML = ${JSON.stringify(FORM_OF_FAKE).replaceAll("</", "<\\/")};
  }</script>`),
  [`${HOST}/fake`]: fakePayment(),
  [`${HOST}/story`]: fakeStory(),
  [`${HOST}/notices`]: fakePayment(NOTICES),
  [`${HOST}/plan-b`]: UNREADABLE,
  [`${HOST}/plain`]: plainPage(),
  [`${HOST}/code`]: chainOfNobody.code,
  [`${HOST}/inside`]: framedForm(),
  [`${CHAIN}/`]: chainOfNobody.bait,
  [`${CHAIN}/reglement`]: chainOfNobody.card,
  [`${CHAIN}/confirmation`]: chainOfNobody.code,
  [`${CHAIN}/merci`]: document("Merci", "<p>Un instant, nous préparons la suite.</p>"),
  [`${BLOB}/`]: BLOB_PAGE,
  [`${BLOB}/window`]: document("Suivi", `<button id="go">Suivre</button><script>const page = ${JSON.stringify(fakePayment()).replaceAll("</", "<\\/")};
    go.onclick = () => { open("about:blank", "suite", "popup,width=520,height=640").document.documentElement.innerHTML = page }</script>`),
  [`${EMPTY}/in-a-root`]: document("", frameOf("in-a-root")),
  [`${EMPTY}/among-many`]: document("", frameOf("among-many")),
  [`${HOST}/in-a-root`]: document("", "<x-home></x-home>", `<script>addEventListener("DOMContentLoaded", () => { document.querySelector("x-home").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(FORM_OF_FAKE).replaceAll("</", "<\\/")}; });</script>`),
  [`${HOST}/among-many`]: document("", `<div style="position: absolute; top: -9999px">${"<input>".repeat(45)}</div>${FORM_OF_FAKE}`),
  [`${BLOB}/framed-window`]: document("Suivi", `<button id="go">Suivre</button><script>
    go.onclick = () => { open("about:blank", "suite", "popup,width=900,height=740").document.body.innerHTML = '<iframe src="https://${HOST}/fake" width="860" height="700"></iframe>' }</script>`),
  [`${SOAP}/introuvable`]: document("Page introuvable", `<nav>${NAV}</nav><h1>Page introuvable</h1>`),
  [`${SOAP}/nommee`]: soap("Page introuvable", "<p>Page introuvable</p>"),
  [`${CHAIN}/huge`]: HUGE,
  [`${CHAIN}/prompt`]: fakeStory().replace("</body>", `<button id="go" onclick="prompt('Numéro de carte, date, cryptogramme')">Payer</button></body>`),
};
const DOCUMENT_PAGES = Object.entries(DOCUMENTS).map(([name, each], at) => ({ name, path: `/document-${at}`, ...each }));

/** What an address names beside its host (w47). */
const NAMING = ["/chronopost/", "/suivi/chronopost/colis", "/?marque=chronopost&colis=XY004218733FR", "/#chronopost/suivi-colis", "/?q=chronopost+frais+de+douane"];

for (const name of BROWSERS) {
  describe(`memory in ${name}`, () => {
    /** @type {Bench} */
    let bench;
    before(async () => {
      /** @type {import("../lib/sites.mjs").Routes} */
      const routes = (host, path) => {
        const plain = path.replace(/\?.*/, "");
        /** @type {Record<string, string>} */
        const headers = { location: new URLSearchParams(path.slice("/forward?".length)).get("to") ?? "/" };
        if (plain === "/forward") return { status: 302, headers };
        const special = DOCUMENT_PAGES.find((each) => host === HOST && each.path === plain);
        if (special) return { headers: { "content-type": `${special.type}; charset=utf-8` }, body: special.body };
        if (host === HOST && plain === "/calm") return { body: fakePayment() };
        if (host === HOST && plain === "/text") return { headers: { "content-type": "text/plain; charset=utf-8" }, body: STORY };
        if (host === SOAP && path.includes("chronopost")) return { body: PAGES[`${SOAP}/introuvable`] ?? "" };
        const body = PAGES[host + plain];
        return body ? { body } : null;
      };
      bench = await startBench(name, routes);
    });
    after(() => bench?.close());

    /**
     * @param {string} address
     * @param {(tab: Tab) => Promise<void>} check
     */
    const at = (address, check) => on(bench, address, check);

    /**
     * Waits until a tab's page was looked at for good, and says what it got.
     * @param {Tab} tab
     */
    async function settled(tab) {
      await tab.untilSettled(0);
      const { level, reasons } = await tab.verdict();
      return level === "clear" ? "" : `${await tab.address()}: ${level} (${reasons.map(({ rule }) => rule).join(", ")})`;
    }

    /**
     * @param {Tab} tab
     * @param {string} source
     * @param {string} host where it leads
     */
    async function lead(tab, source, host) {
      const looks = async () => (await bench.heard()).filter(({ message, tab: id, url }) => message.kind === "judge_page" && id === tab.id && url.includes(host)).length;
      const from = await looks();
      await tab.page.evaluate(`setTimeout(() => { ${source} })`);
      await until(`a look at ${host}`, async () => (await looks()) > from);
    }

    for (const [how, { act = "" }] of Object.entries(LEADS)) {
      test(`a warned page leads to honest sites by ${how}: 0 of them get a warning`, async () => {
        /** @type {string[]} */
        const wrong = [];
        const targets = [`${SOAP}/commande`, `${SOAP}/logo`, `${GIFTS}/don`, `${PAPER}/connexion`];
        for (const target of targets) {
          await at(`${HOST}/fake`, async (tab) => {
            await tab.untilLevel("danger");
            const host = target.replace(/\/.*/, "");
            await lead(tab, act.replaceAll("TO", `https://${target}`), host);
            wrong.push(await settled(tab));
            if (host !== SOAP) return;
            await tab.visit(`https://${SOAP}/contact`);
            wrong.push(await settled(tab));
          });
        }
        const told = wrong.filter(Boolean);
        console.log(`${name}: ${told.length} of ${wrong.length} honest pages after ${how} got a warning`);
        assert.deepEqual(told, []);
      });
    }

    test("going back from a fake page to an honest one leaves that as it was", () =>
      at(`${SOAP}/commande`, async (tab) => {
        await tab.visit(`https://${HOST}/fake`);
        await tab.untilLevel("danger");
        await tab.page.evaluate(() => setTimeout(() => history.back()));
        await until("the shop", async () => (await tab.address()).includes(SOAP));
        await tab.untilLevel("clear");
        assert.equal(await settled(tab), "");
        assert.equal(await tab.warning(), null);
      }));

    test("words of others don't speak for a page: 0 of them get more than they deserve (w13)", async () => {
      /** @type {string[]} */
      const wrong = [];
      for (const { name: what, host, path } of QUOTING_PAGES) {
        await at(host + path, async (tab) => {
          const told = await settled(tab);
          const isMarked = Object.hasOwn(MARKED, what);
          if (isMarked ? / danger /.test(told) : told) wrong.push(`${what}: ${told}`);
        });
      }
      console.log(`${name}: ${wrong.length} of ${QUOTING_PAGES.length} quoting pages got a warning`);
      assert.deepEqual(wrong, []);
    });

    for (const { name: how, path } of UNSEEN_PAGES) {
      test(`a frame of another site ${how} gives an honest paper nothing, nor its next page (w45)`, () =>
        at(PAPER + path, async (tab) => {
          await until("the frame's own look", async () => how.includes("not displayed") || (await bench.heard()).some(({ message, tab: id, url }) => message.kind === "judge_page" && id === tab.id && url.includes(ADS)) || (await tab.untilSettled(0), true));
          assert.equal(await settled(tab), "");
          assert.equal(await tab.warning(), null);
          await tab.visit(`https://${PAPER}/connexion`);
          assert.equal(await settled(tab), "");
        }));
    }

    test("a frame that is seen is named by its own host, not as a modal, and leaves no trace (w11)", () =>
      at(`${PAPER}/pub-vue`, async (tab) => {
        const warning = await tab.untilWarning();
        assert.equal(warning.modal, false);
        assert.match(warning.text, new RegExp(ADS));
        assert.doesNotMatch(warning.text, new RegExp(PAPER));
        await tab.visit(`https://${PAPER}/connexion`);
        assert.equal(await settled(tab), "");
        await tab.visit(`https://${PAPER}/abonnement`);
        assert.equal(await settled(tab), "");
      }));

    test("beside a frame of another site that is a danger a second one is guarded, too", () =>
      at(`${PAPER}/deux`, async (tab) => {
        const frameOf = (/** @type {string} */ host) => tab.page.frames().find((frame) => frame.url().includes(host)) ?? assert.fail(host);
        const isOutOfUse = (/** @type {string} */ host) => frameOf(host).evaluate(() => globalThis.document.querySelector("input")?.matches(":disabled"));
        // Frames of a tab behind another one are not painted, and so not seen.
        await tab.page.bringToFront();
        await until("both to be out of use", async () => {
          const [ads, fake] = [await isOutOfUse(ADS), await isOutOfUse(HOST)];
          if (!ads || !fake) throw new Error(JSON.stringify({ ads, fake, hidden: await tab.page.evaluate(() => globalThis.document.hidden), known: await tab.report() }).slice(0, 500));
          return true;
        });
        assert.equal((await tab.untilWarning()).modal, false);
        // Whoever goes on past one did not see the other.
        const host = (await tab.verdict()).site.host;
        await tab.choose("proceed");
        await until("the other one to be told of", async () => (await tab.verdict()).site.host !== host);
        assert.equal(await isOutOfUse(host === ADS ? HOST : ADS), true);
      }));

    test("a frame is guarded whose answer comes after news of another one", () =>
      at(`${PAPER}/news`, async (tab) => {
        await tab.untilLevel("clear");
        const frameOf = (/** @type {string} */ path) => tab.page.frames().find((frame) => frame.url().endsWith(path)) ?? assert.fail(path);
        // Whoever touches a frame sees it: the page around it is not asked any more.
        await (await frameOf("/ad-late").$("p"))?.click();
        // Busy, it is slow to tell that the other one is seen. Meanwhile the first one is found out.
        await tab.page.evaluate(() => globalThis.document.querySelectorAll("iframe")[1]?.contentWindow?.postMessage("", "*"));
        await until("it to be out of use", () => frameOf("/late").evaluate(() => globalThis.document.querySelector("input")?.matches(":disabled")));
      }));

    test("the extension's own page goes back to a page that gets no warning", () =>
      at(`${SOAP}/contact`, async (tab) => {
        assert.equal(await settled(tab), "");
        const starts = async () => (await bench.heard()).filter(({ message, tab: id }) => message.kind === "judge_address" && id === tab.id).length;
        const before = await starts();
        await bench.control.evaluate((id) => chrome.tabs.update(id, { url: chrome.runtime.getURL(`pages/warning/warning.html?tab=${id}`) }), tab.id);
        await until("the page again", async () => (await starts()) > before);
        assert.match(await tab.address(), new RegExp(SOAP));
      }));

    test("a page is looked at again after one of its frames went to another site", () =>
      at(`${EMPTY}/frame-later`, async (tab) => {
        assert.equal(await settled(tab), "");
        await tab.page.evaluate((source) => Object.assign(globalThis.document.querySelector("iframe") ?? {}, { src: source }), `https://${ADS}/form`);
        await until("the other site's", async () => tab.page.frames().some((frame) => frame.url().includes(ADS)));
        await tab.page.evaluate((page) => {
          const main = globalThis.document.querySelector("main");
          if (main) main.innerHTML = page;
        }, FORM_OF_FAKE);
        await tab.untilLevel("danger");
      }));

    test("a frame that was judged before its page told the story is judged anew", () =>
      at(`${EMPTY}/story-later`, async (tab) => {
        const form = () => tab.page.frames().find((frame) => frame.url().includes(ADS)) ?? assert.fail("the form");
        await until("the form to be judged", async () => (await bench.heard()).some(({ message, url }) => message.kind === "judge_page" && url.includes("/form")));
        assert.equal(await settled(tab), "");
        await tab.page.evaluate((story) => {
          globalThis.document.title = "Chronopost";
          globalThis.document.querySelector("main")?.insertAdjacentHTML("beforeend", `<h1>Chronopost</h1><p>${story}</p>`);
        }, STORY);
        await until("it to be out of use", () => form().evaluate(() => globalThis.document.querySelector("input")?.matches(":disabled")));
      }));

    test("what an advertisement holds in a frame without an address is its own (w11)", (context) =>
      at(`${PAPER}/nested`, async (tab) => {
        // Without it nobody tells whose such a frame is.
        if (!(await tab.page.evaluate(() => "ancestorOrigins" in globalThis.location))) return context.skip("this browser names no origins around a frame");
        assert.equal((await tab.untilWarning()).modal, false);
        assert.equal((await tab.verdict()).site.host, ADS);
        await tab.visit(`https://${PAPER}/abonnement`);
        assert.equal(await settled(tab), "");
      }));

    test("a carrier's name in path, query or fragment paints nothing, at no time (w47)", async () => {
      for (const path of NAMING) {
        await at(SOAP + path, async (tab) => {
          assert.equal(await settled(tab), "");
          assert.equal((await tab.badge()).text, "");
        });
      }
      // What a page is told before it was read is the answer to its first word.
      const early = await bench.control.evaluate(async (address) => {
        const tab = await chrome.tabs.create({ url: address, active: false });
        const texts = new Set();
        const end = performance.now() + 2_000;
        while (performance.now() < end) {
          texts.add(await chrome.action.getBadgeText({ tabId: tab.id ?? -1 }));
          await new Promise((done) => setTimeout(done, 5));
        }
        await chrome.tabs.remove(tab.id ?? -1);
        return [...texts];
      }, `https://${SOAP}/chronopost/suivi`);
      assert.deepEqual(early.filter(Boolean), []);
    });

    for (const [what, path] of [["a page that nobody can read (w29)", "/plan-b"], ["a page of plain words", "/plain"]]) {
      test(`a site at danger stays at caution at least, on ${what}`, () =>
        at(`${HOST}/fake`, async (tab) => {
          await tab.untilLevel("danger");
          await bench.browser.stopBackground();
          await tab.visit(`https://${HOST}${path}`);
          const { level } = await tab.untilLevel("danger", "caution");
          await tab.untilWarning();
          await tellsTheTruth(tab, level);
        }));
    }

    test("a page that notices the shield and goes to plan B is still warned of (w22, m07)", () =>
      at(`${HOST}/notices`, async (tab) => {
        await until("plan B", async () => (await tab.address()).endsWith("/plan-b"));
        // Until then the verdict may still be that of the page before.
        await tab.untilSettled(0);
        const { level } = await tab.untilLevel("danger", "caution");
        await tab.untilWarning();
        await tellsTheTruth(tab, level);
      }));

    test("a page that rids itself of its words after the verdict stays at caution at least", () =>
      at(`${HOST}/fake`, async (tab) => {
        await tab.untilLevel("danger");
        await tab.page.evaluate(() => {
          globalThis.document.title = "Paiement";
          for (const each of globalThis.document.querySelectorAll("h1, p, label")) if (!each.querySelector("input")) each.remove();
        });
        await tab.untilSettled(0);
        assert.notEqual((await tab.verdict()).level, "clear");
      }));

    test("a page that empties itself after the verdict takes nothing of it back", () =>
      at(`${HOST}/fake`, async (tab) => {
        await tab.untilLevel("danger");
        await tab.page.evaluate(() => void globalThis.document.open());
        await until("the extension's own page", () => tab.isMoved());
        assert.equal((await tab.verdict()).level, "danger");
      }));

    test("a neutral page between card and code doesn't erase the chain (t14)", () =>
      at(`${CHAIN}/`, async (tab) => {
        await tab.visit(`https://${CHAIN}/reglement`);
        await tab.untilLevel("danger");
        await tab.visit(`https://${CHAIN}/merci`);
        await tab.visit(`https://${CHAIN}/confirmation`);
        const { reasons } = await tab.untilLevel("danger");
        assert.ok(reasons.some(({ rule }) => rule === "code_after_card"), JSON.stringify(reasons));
      }));

    test("nor does it where the card was asked for by a page of danger", () =>
      at(`${HOST}/fake`, async (tab) => {
        await tab.untilLevel("danger");
        await tab.visit(`https://${HOST}/plain`);
        await tab.untilSettled(0);
        await tab.visit(`https://${HOST}/code`);
        await tab.untilLevel("danger");
      }));

    test("a top-level blob: document is known to popup, help and report (b01)", () =>
      at(`${BLOB}/`, async (tab) => {
        await until("the blob", async () => (await tab.page.evaluate(() => location.protocol)) === "blob:");
        await tab.untilWarning();
        await tellsTheTruth(tab, "danger");
        assert.match((await openPopup(tab)).text, new RegExp(BLOB));
        for (const page of /** @type {const} */ (["help", "report"])) {
          const opened = await openAdvice(bench, page, tab.id);
          // Help speaks of the carrier's leak, a report of the page.
          assert.match(await opened.evaluate(() => globalThis.document.body.innerText + [...globalThis.document.querySelectorAll("textarea, input")].map((field) => /** @type {any} */ (field).value)), page === "help" ? /Chronopost/ : new RegExp(BLOB));
          await opened.close();
        }
      }));

    for (const [path, what] of [["window", ""], ["framed-window", ", with a fake in another site's frame"]]) {
      test(`a window without an address, filled by the page that opened it${what}, is known to the popup`, () =>
        at(`${BLOB}/${path}`, async (tab) => {
          const before = await bench.tabIds();
          await tab.page.click("#go");
          await until("a window's verdict", async () => {
            const opened = (await bench.tabIds()).filter((id) => !before.includes(id));
            const replies = await Promise.all(opened.map((tabId) => bench.control.evaluate((id) => chrome.runtime.sendMessage({ kind: "read_tab", tabId: id }), tabId)));
            return replies.some((reply) => reply.kind === "verdict" && reply.verdict.level === "danger" && reply.verdict.site.host === (what ? HOST : BLOB));
          });
          await bench.control.evaluate((known) => chrome.tabs.query({}).then((all) => chrome.tabs.remove(all.flatMap(({ id }) => (id === undefined || known.includes(id) ? [] : [id])))), before);
        }));
    }

    for (const [path, what] of [["in-a-root", "in a shadow root"], ["among-many", "below many that nobody sees"]]) {
      test(`another site's frame with its fields ${what} is judged before it is touched`, () =>
        at(`${EMPTY}/${path}`, async (tab) => {
          await tab.untilLevel("danger");
          await tab.untilWarning();
        }));
    }

    for (const { name: what, path } of DOCUMENT_PAGES) {
      test(`${what} that asks for a card is warned of, where it can be painted`, async () => {
        const painted = new Painted();
        await at(`${HOST}/calm`, (tab) => painted.learn(tab));
        const tab = await bench.openTab();
        await tab.page.goto(`https://${HOST}${path}`).catch(() => {});
        await tab.untilLevel("danger");
        await painted.untilStands(tab, "warning", 2);
        await tellsTheTruth(tab, "danger");
        await tab.close();
      });
    }

    test("a page of plain text is told as it is", () =>
      at(`${HOST}/text`, async (tab) => {
        const painted = new Painted();
        await tab.untilSettled(0);
        const { level } = await tab.verdict();
        if (level !== "clear") await until("a warning", async () => (await painted.stands(tab)).where !== "nowhere");
        await tellsTheTruth(tab, level);
      }));

    test("a question of prompt() is a named limit: the page is warned of before it is asked (w27)", () =>
      at(`${CHAIN}/prompt`, async (tab) => {
        await tab.untilLevel("caution", "danger");
        await tab.untilWarning();
      }));

    for (const [level, address] of [["clear", `${PAPER}/une`], ["caution", `${HOST}/story`], ["danger", `${HOST}/fake`]]) {
      test(`after a page of ${level} whose address is full of personal data, none of it is kept (w43)`, () =>
        at(`${address}${QUERY}#${PERSON.cle}`, async (tab) => {
          if (level !== "clear") await tab.untilLevel(level ?? "", "danger");
          await tab.untilSettled(0);
          const kept = JSON.stringify(await bench.stored());
          for (const [what, value] of Object.entries(PERSON)) {
            assert.ok(!kept.includes(value) && !kept.includes(encodeURIComponent(value)), `${what} is kept: ${kept.slice(Math.max(0, kept.indexOf(value) - 80)).slice(0, 200)}`);
          }
          assert.ok(!/[?&](nom|mail|tel|colis)=/.test(kept), "no query is kept");
        }));
    }

    test(`no long task tells of the extension on 120,000 elements (w40${name === "firefox" ? "; not here: Firefox has no such interface" : ""})`, async () => {
      if (name === "firefox") return;
      await at(`${CHAIN}/huge`, async (tab) => {
        await tab.untilSettled(1_000);
        const looks = async () => (await bench.heard()).filter(({ message, tab: id }) => message.kind === "judge_page" && id === tab.id).length;
        // A busy machine makes a long task of anything, now and then; the extension's came after each change.
        for (let turn = 0, isCalm = false; !isCalm; turn += 1) {
          assert.ok(turn < 24, `a long task after each of ${turn} changes`);
          const seen = await looks();
          const from = await tab.page.evaluate(() => {
            const now = performance.now();
            globalThis.document.querySelector("#end")?.append(globalThis.document.createElement("input"));
            return now;
          });
          // It weighs a change of a huge page late.
          await until("a look at the change", async () => (await looks()) > seen);
          await tab.untilSettled(0);
          const tasks = await tab.page.evaluate((since) => /** @type {any} */ (globalThis).long.filter((/** @type {any} */ task) => task.startTime > since + 50), from);
          isCalm = tasks.length === 0;
        }
      });
    });
  });
}
