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

/** Removes, over and over, whatever was added to the page after it had loaded. */
export function pageThatFights() {
  return document(
    "Chronopost - Suivi de votre colis",
    `<h1>Chronopost</h1>${STORY}${CARD_FORM}
    <script>
      window.removed = 0;
      addEventListener("DOMContentLoaded", () => {
        const own = new Set(document.querySelectorAll("*"));
        new MutationObserver(() => {
          for (const element of [...document.documentElement.children, ...document.body.children]) {
            if (!own.has(element)) { element.remove(); window.removed += 1; }
          }
        }).observe(document, { childList: true, subtree: true });
      });
    </script>`,
  );
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

/** A checkout whose card fields are a provider's frames, with readonly stand-ins behind them. */
export function standIns() {
  const field = (/** @type {string} */ label) => `<p>${label}</p><div><input aria-hidden="true" readonly autocomplete="fake"><iframe></iframe></div>`;
  return document("Commande", `<h1>Commande</h1><p>E-mail <input name="email" type="email"></p>${["Card number", "Expiration date", "CVV"].map(field).join("")}`);
}
