/** The pages whose views are measured: made, not kept, and served under names that lead nowhere else. */
import { CARD_FORM, document, fakePayment, plainPage } from "../../browser/pages.mjs";

/** @typedef {import("../../lib/sites.mjs").Routes} Routes */

const FRAMES = 30;
/** Whose frames they are. */
const FRAME_HOSTS = 5;
const BLOCKS = 20_000;
const FIELDS = ["Civilité", "Nom", "Prénom", "Adresse électronique", "Téléphone", "Société", "Adresse", "Complément", "Code postal", "Ville", "Pays", "Remarque"];
const HEAVY_BYTES = 5_000_000;
/** Changes a second of a page that never rests. */
export const CHANGES = 1_000;

const WORDS =
  "le jardin du musée ouvre ses portes au printemps et ses allées mènent vers la rivière où des barques attendent les visiteurs qui viennent de la ville voisine pour voir les tulipes et les vieux murs".split(" ");

/**
 * A sentence of its own for each number: the same words would be folded into one.
 * @param {number} at
 */
function sentence(at) {
  const words = Array.from({ length: 14 }, (_, place) => WORDS[(at * 7 + place * (1 + (at % 5))) % WORDS.length]);
  return `${words.join(" ")} ${at}.`;
}

/** @param {number} count @param {(at: number) => string} piece */
const pieces = (count, piece) => Array.from({ length: count }, (_, at) => piece(at)).join("");

/** A newspaper's page: a menu, 40 paragraphs with links, pictures, a list of other articles. @param {string} [more] */
function article(more = "") {
  const menu = pieces(20, (at) => `<li><a href="/rubrique/${at}">Rubrique ${at}</a></li>`);
  const text = pieces(40, (at) => `<p>${sentence(at)} <a href="/a/${at}">${sentence(at + 50)}</a> ${sentence(at + 100)} <em>${sentence(at + 150)}</em></p>`);
  const others = pieces(30, (at) => `<li><a href="/b/${at}"><img alt="" width="80" height="60" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">${sentence(at + 200)}</a></li>`);
  return document("Les jardins du musée", `<header><nav><ul>${menu}</ul></nav></header><main><h1>Les jardins du musée</h1>${text}${more}</main><aside><ul>${others}</ul></aside>`);
}

const framed = pieces(FRAMES, (at) => `<iframe width="300" height="100" src="https://cadre-${at % FRAME_HOSTS}.example/cadre?${at}"></iframe>`);

const form = `<form action="/recu" method="post">${FIELDS.map((label, at) => `<p><label for="f${at}">${label}</label> <input id="f${at}" name="f${at}"></p>`).join("")}<button>Envoyer</button></form>`;

/** @param {number} blocks */
const blocks = (blocks) => document("Registre", `<h1>Registre</h1>${pieces(blocks, (at) => `<div>${sentence(at)}</div>`)}`);

/** Notes when the first frame with a warning was drawn: a thing beside the body or in it that is none of the page's own. */
const WATCH = `<script>
  new MutationObserver((records, observer) => {
    const isWarning = (node) => node.matches?.("html > :not(head, body), body > :not(h1, p, form, script)");
    if (!records.some(({ addedNodes }) => [...addedNodes].some(isWarning))) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (globalThis.warnedAt = performance.now())));
  }).observe(document, { childList: true, subtree: true });
</script>`;

/** A fake page that is large, as kits with everything inlined are. */
function heavyFake() {
  const filler = `<p>${sentence(1)} ${sentence(2)} ${sentence(3)}</p>`;
  return fakePayment(WATCH).replace("</body>", `${filler.repeat(Math.ceil(HEAVY_BYTES / Buffer.byteLength(filler)))}</body>`);
}

/** A page that changes by itself until told to stop: the text of one of its lines, so many times a second. @param {number} perSecond */
const restless = (perSecond) =>
  document(
    "Cours de la bourse",
    `<h1>Cours de la bourse</h1><ul>${pieces(200, (at) => `<li>Valeur ${at}: <b>0</b></li>`)}</ul>
    <script>
      const figures = document.querySelectorAll("b");
      const began = performance.now();
      let done = 0;
      setInterval(() => {
        for (const due = (performance.now() - began) * ${perSecond} / 1000; done < due; done += 1) figures[done % figures.length].textContent = String(done);
      }, 4);
    </script>`,
  );

/** The kinds of the table. */
export const KINDS = {
  article: { title: "article", allowance: 15, body: article() },
  frames: { title: `article with ${FRAMES} cross-site frames`, allowance: 15 + 3 * FRAMES, body: article(framed) },
  blocks: { title: `${BLOCKS.toLocaleString("en")} blocks of text`, allowance: 60, body: blocks(BLOCKS) },
  form: { title: `form of ${FIELDS.length} fields`, allowance: 15, body: document("Contact", `<h1>Contact</h1>${form}`) },
};

/** @typedef {keyof typeof KINDS} Kind */

/** Where each page lies. */
export const HOST = "journal-du-jardin.example";
/** An address that says nothing: what is said there is found by reading the page. */
export const FAKE_HOST = "espace-client-web.example";

const CACHED = new Map([
  ["/heavy-fake", heavyFake()],
  ["/fake", fakePayment(WATCH)],
  ["/small", plainPage()],
  ["/restless", restless(CHANGES)],
]);

/** @type {Routes} */
export function routes(host, path) {
  const { pathname } = new URL(path, `https://${host}/`);
  if (pathname === "/cadre") return { body: document("Cadre", `<p>${sentence(1)}</p>`) };
  const size = /^\/nodes\/(\d+)$/.exec(pathname)?.[1];
  if (size) return { body: nodes(Number(size)) };
  const kind = KINDS[/** @type {Kind} */ (pathname.slice(1))];
  const body = kind?.body ?? CACHED.get(pathname);
  return body === undefined ? null : { body };
}

/** A shop's page of so many elements, with a card form: what the content scripts read in full. @param {number} count */
function nodes(count) {
  const piece = (/** @type {number} */ at) =>
    `<article><h3><a href="/p/${at}">Panier ${at}</a></h3><p>${sentence(at)} <b>livré</b> <i>vite</i></p><ul><li>Largeur <span>40 cm</span></li></ul><button type="button">Ajouter</button></article>`;
  return document("Vannerie", `<h1>Vannerie</h1>${pieces(Math.floor(count / 10), piece)}${CARD_FORM}`);
}
