/** The pages of the tests that are about behaviour rather than wording: short, but whole documents. */

const STORY = `
  <p>Votre colis est retenu à notre centre de tri : l'adresse de livraison est incomplète.</p>
  <p>Pour programmer une nouvelle livraison, réglez les frais de réexpédition de 1,99 € sous 24 heures.</p>`;

/** A card form as such pages ask for it. */
export const CARD_FORM = `
  <form action="/paiement" method="post">
    <p><label for="nom">Titulaire de la carte</label> <input id="nom" name="holder" autocomplete="cc-name"></p>
    <p><label for="num">Numéro de carte</label> <input id="num" name="card" inputmode="numeric" maxlength="19" placeholder="0000 0000 0000 0000"></p>
    <p><label for="exp">Date d'expiration</label> <input id="exp" name="exp" placeholder="MM/AA" maxlength="5"></p>
    <p><label for="cvv">Cryptogramme (CVV)</label> <input id="cvv" name="cvv" inputmode="numeric" maxlength="3"></p>
    <button type="submit">Payer 1,99 €</button>
  </form>`;

/**
 * @param {string} title
 * @param {string} body
 * @param {string} [head]
 */
export function document(title, body, head = "") {
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${head}</head>
<body>${body}</body>
</html>`;
}

/** A fake Chronopost page with its card form. @param {string} [head] */
export function fakePayment(head = "") {
  return document("Chronopost - Suivi de votre colis", `<h1>Chronopost</h1>${STORY}${CARD_FORM}`, head);
}

/** The same claim and story, and another form. @param {string} fields */
export function fakeAsking(fields) {
  return document("Chronopost - Suivi de votre colis", `<h1>Chronopost</h1>${STORY}<form action="/recu" method="post">${fields}<button id="send">Valider</button></form>`);
}

/** The same claim and story, and nothing asked for yet. */
export function fakeStory() {
  return document("Chronopost - Suivi de votre colis", `<h1>Chronopost</h1>${STORY}`);
}

/** The same claim and story, the card form in a frame. @param {string} source */
export function fakeWithFrame(source) {
  return document(
    "Chronopost - Suivi de votre colis",
    `<h1>Chronopost</h1>${STORY}<iframe src="${source}" width="600" height="400"></iframe>`,
  );
}

/** What such a frame holds: a form and no word of whom it is for. */
export function framedForm() {
  return document("Paiement", CARD_FORM);
}

/** A page with nothing to say against it. */
export function plainPage() {
  return document("Recettes de famille", "<h1>Tarte aux pommes</h1><p>Épluchez les pommes, étalez la pâte.</p>");
}

/** Starts as a plain page; its button turns it into a card form without a navigation. */
export function singlePageApp() {
  return document(
    "Bienvenue",
    `<main id="app"><h1>Bienvenue</h1><button id="next" type="button">Continuer</button></main>
    <template id="step">${`<h1>Chronopost</h1>${STORY}${CARD_FORM}`}</template>
    <script>
      document.getElementById("next").addEventListener("click", () => {
        history.pushState({}, "", "/etape-2");
        document.title = "Chronopost - Suivi de votre colis";
        document.getElementById("app").replaceChildren(document.getElementById("step").content.cloneNode(true));
      });
    </script>`,
  );
}

/** Takes every mark off its fields again. */
const UNMARKS = `
  <script>
    window.unmarked = 0;
    new MutationObserver((records) => {
      for (const { target } of records) {
        if (!target.hasAttribute("disabled") && target.getAttribute("contenteditable") !== "false") continue;
        target.removeAttribute("disabled");
        if (target.id === "editor") target.setAttribute("contenteditable", "true");
        window.unmarked += 1;
      }
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["disabled", "contenteditable"] });
  </script>`;

/** Notes in `heard` what a page's scripts are told of what is done to its fields. */
const LISTENS = `
  <script>
    window.heard = [];
    for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste", "drop", "submit"]) {
      addEventListener(type, (event) => window.heard.push(type + " " + (event.key ?? event.data ?? "")), true);
    }
  </script>`;

/**
 * Every way to put something in: a form that is sent into a frame of the page, a search box, an
 * editable box, a field in an open shadow root, fields that the page itself put out of use.
 */
const WAYS_IN = `
  <form id="form" action="/recu" method="get" target="sink">
    <p><label for="card">Numéro de carte</label> <input id="card" name="card" inputmode="numeric"></p>
    <p><label for="month">Mois d'expiration</label> <select id="month" name="month"><option></option><option>01</option><option>02</option></select></p>
    <p><label for="secret">Mot de passe</label> <input id="secret" name="secret" type="password"></p>
    <p><label for="note">Remarque</label> <textarea id="note" name="note"></textarea></p>
    <p><label for="id-card">Pièce d'identité</label> <input id="id-card" name="document" type="file"></p>
    <p><label for="shut">Pays</label> <input id="shut" name="country" value="France" disabled></p>
    <p><label for="fixed">Montant</label> <input id="fixed" name="amount" value="1,99" readonly></p>
    <button id="pay">Payer</button>
  </form>
  <form action="/recherche" target="sink"><label>Rechercher sur le site <input id="search" name="q" type="search"></label></form>
  <div id="editor" contenteditable="true" role="textbox" aria-label="Message" style="min-height: 2em"></div>
  <pay-field id="shadowed"></pay-field>
  <script>
    document.querySelector("#shadowed").attachShadow({ mode: "open" }).append(Object.assign(document.createElement("input"), { id: "inner" }));
  </script>
  <iframe name="sink" width="200" height="40"></iframe>`;

/** A fake page with every way in. @param {{ unmarks?: boolean }} [more] */
export function everyWayIn({ unmarks = false } = {}) {
  return document("Chronopost - Suivi de votre colis", `<h1>Chronopost</h1>${STORY}${LISTENS}${WAYS_IN}${unmarks ? UNMARKS : ""}`);
}

/** A shop of nobody's with a card form, on an address that says nothing: not enough for an alarm. */
export function shopOfNobody(body = "") {
  return document("Règlement", `<h1>Règlement</h1><p><label for="city">Ville</label> <input id="city" name="city"></p>${CARD_FORM}${body}`);
}

/** The steps of a scam that names no one: a bait, a robot check, a card form, a code. */
export const chainOfNobody = {
  bait: document("Information", `${STORY}<p><a href="/verification">Continuer</a></p>`),
  gate: document("Vérification", "<p>Vérifiez que vous êtes humain.</p><p><a href='/reglement'>Je ne suis pas un robot</a></p>"),
  card: document("Règlement", `<h1>Règlement</h1>${CARD_FORM}`),
  code: document(
    "Confirmation",
    `<h1>Confirmation</h1><form action="/fin" method="post">
      <p><label for="code">Code reçu par SMS</label> <input id="code" name="code" inputmode="numeric" maxlength="6"></p>
      <button type="submit">Valider</button>
    </form>`,
  ),
};

const MUTE_CARD = ["Card number", "Expiration date", "CVV"];

/** A checkout whose card fields are a provider's frames, with readonly stand-ins behind them. */
export function standIns() {
  const over = "position:absolute;inset:0;width:100%;height:100%;border:0";
  const field = (/** @type {string} */ label) =>
    `<p>${label}</p><div style="position:relative;width:20em"><input aria-hidden="true" readonly autocomplete="fake" style="width:100%"><iframe style="${over}"></iframe></div>`;
  return document("Commande", `<h1>Commande</h1><p>E-mail <input name="email" type="email"></p>${MUTE_CARD.map(field).join("")}`);
}

/** Fields that look like such stand-ins and take the card: a script makes them writable at a click. Beside them stands a frame that covers none; the last is below the window. */
export function falseStandIns() {
  const field = (/** @type {string} */ label) => `<p>${label}</p><div><input aria-hidden="true" readonly autocomplete="fake"><iframe width="300" height="20"></iframe></div>`;
  const [number, expiry, code] = MUTE_CARD.map(field);
  return document("Commande", `<h1>Commande</h1>${number}${expiry}<div style="height:3000px"></div>${code}`);
}
