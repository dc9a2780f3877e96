// Mails for the tests: lures and honest ones, as people get them.

/**
 * @typedef {import("../lib/mails.mjs").MailSource} MailSource
 * @typedef {MailSource & { level: "danger" | "caution" | "clear" }} TestMail
 */

/** The receiving server's own lines, above all others. @param {string} results */
const received = (results) => [
  "Return-Path: <bounce@envoi.example>",
  `Authentication-Results: mx.mailbox.example; ${results}`,
  "Received: from mail.envoi.example (mail.envoi.example [192.0.2.7]) by mx.mailbox.example with ESMTPS id 1",
];

/** @param {string} words @param {string} address */
const link = (words, address) => `<a href="${address}">${words}</a>`;

/** @type {TestMail[]} */
export const MAILS = [
  {
    level: "danger",
    from: "Chronopost <suivi@colis-info.example>",
    subject: "Votre colis est retenu",
    html: `<p>Votre colis Chronopost est retenu, réglez 1,99 € de frais&nbsp;:</p><p>${link("Suivre mon colis", "https://suivi.colis-fr.example/x?id=12")}</p>`,
  },
  {
    level: "clear",
    from: "Anne <anne@famille.example>",
    subject: "Dimanche",
    plain: "Bonjour, on se voit dimanche à midi ? Les photos : https://photos.example/album\n\nBises, Anne",
  },
  {
    level: "danger",
    from: "Mondial Relay <info@relais-avis.example>",
    subject: "Action requise : votre colis",
    html: `<table><tr><td>Votre colis Mondial Relay n'a pas pu être livré. Payez les frais de livraison de 0,99 € avant demain.</td></tr>
      <tr><td>${link("www.mondialrelay.fr", "https://relais-colis-paiement.example/p")}</td></tr></table>`,
  },
  {
    level: "clear",
    from: "Chronopost <no-reply@chronopost.fr>",
    subject: "Votre colis arrive demain",
    headers: received("spf=pass smtp.mailfrom=envoi.example; dkim=pass header.d=chronopost.fr; dmarc=pass header.from=chronopost.fr"),
    html: `<p>Bonjour, votre colis Chronopost XY123456789FR sera livré demain entre 10h et 12h.</p><p>${link("Suivre mon colis", "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=XY123456789FR")}</p>
      <p>${link("Nos conditions", "https://www.chronopost.fr/fr/conditions")}</p>`,
  },
  {
    level: "danger",
    from: "DHL Paket <service@paket-info.example>",
    subject: "Ihre Sendung wartet",
    html: `<p>Ihr DHL Paket konnte nicht zugestellt werden. Zahlen Sie die Zustellgebühr von 1,99 €, um Ihre Sendung freizugeben.</p><p>${link("Jetzt bezahlen", "https://paket-freigabe.example/zahlen")}</p>`,
  },
  {
    level: "clear",
    from: "Boutique Lilas <bonjour@boutique-lilas.example>",
    subject: "Votre commande est partie",
    html: `<h1>Merci pour votre commande !</h1><p>Boutique Lilas vient de confier votre colis à Colissimo. Il arrive dans deux jours.</p>
      <p>${link("Suivre ma commande", "https://boutique-lilas.example/commande/12345")}</p><p>${link("Se désabonner", "https://boutique-lilas.example/stop")}</p>`,
  },
  {
    level: "danger",
    from: "Royal Mail <tracking@rm-delivery-update.example>",
    subject: "Missed delivery",
    plain: "Royal Mail: your parcel could not be delivered. Please pay the £1.45 redelivery fee: https://redelivery-uk.example/pay",
  },
  {
    level: "clear",
    from: "Die Lokalzeitung <redaktion@lokalzeitung.example>",
    subject: "Die Nachrichten der Woche",
    html: `<h2>Warnung vor Betrug</h2><p>Die Polizei warnt vor falschen DHL-Nachrichten, die eine Gebühr verlangen.</p><p>${link("Weiterlesen", "https://lokalzeitung.example/a/1")}</p>
      ${Array.from({ length: 40 }, (_, index) => `<p>Meldung ${index}: Der Gemeinderat hat getagt. ${link("Mehr", `https://lokalzeitung.example/m/${index}`)}</p>`).join("")}`,
  },
  {
    level: "caution",
    from: "Service livraison <contact@infos-du-jour.example>",
    subject: "Votre colis est bloqué",
    html: `<p>Votre colis est bloqué. Confirmez votre adresse ici&nbsp;: ${link("continuer", "https://infos-fr.example/x")}</p>`,
  },
  {
    level: "clear",
    from: "The Bookshop <hello@thebookshop.example>",
    subject: "Your order has been dispatched",
    html: `<p>Hi Camille, your order from The Bookshop is on its way with Royal Mail. You can follow it on ${link("royalmail.com", "https://www.royalmail.com/track-your-item")}.</p>`,
  },
  {
    level: "danger",
    from: "PostNL <klantenservice@pakket-melding.example>",
    subject: "Uw pakket wordt vastgehouden",
    html: `<p>Uw PostNL pakket wordt vastgehouden. Betaal € 1,95 verzendkosten om het te ontvangen.</p><p>${link("Betalen", "https://pakket-betaling.example/nl")}</p>`,
  },
  {
    level: "danger",
    from: "Colissimo <service@suivi-infos.example>",
    subject: "Colis en attente de paiement",
    html: `<style>
        html > * { display: none !important; opacity: 0 !important; height: 0 !important; }
        html > body { display: block !important; opacity: 1 !important; }
        :popover-open, [popover], dialog { display: none !important; visibility: hidden !important; }
        .cover { position: fixed; inset: 0; z-index: 2147483647; padding-top: 450px; background: #fff; }
      </style>
      <div class="cover"><p>Votre colis Colissimo est retenu : payez 1,99 € de frais.</p>
      <form action="https://colis-paiement-fr.example/p"><button>Payer maintenant</button></form></div>`,
  },
  {
    level: "clear",
    from: "Correos <notificaciones@correos.es>",
    subject: "Tu envío está en camino",
    html: `<p>Tu envío de Correos llegará mañana.</p><p>${link("Seguir mi envío", "https://www.correos.es/es/es/herramientas/localizador/envios")}</p>`,
  },
  {
    level: "danger",
    from: "Relais <bonjour@lettre-du-jour.example>",
    subject: "Avis",
    html: `<div><template shadowrootmode="open"><p>Mondial Relay&nbsp;: votre colis est retenu, <slot></slot> de frais.</p></template>réglez 1,99 €</div>
      <svg width="200" height="40"><a href="https://relais-frais-colis.example/p"><text y="20">Payer maintenant</text></a></svg>`,
  },
  {
    level: "danger",
    from: "Service <bonjour@lettre-du-soir.example>",
    subject: "Avis",
    html: `<style>.a::before { content: "Chronopost : votre colis " "est retenu. "; } .b::after { content: "Réglez 1,99 € de frais."; }</style>
      <p class="a"></p><p class="b"></p><form action="https://colis-frais-paiement.example/p"><input name="action"><button>Payer</button></form>`,
  },
  {
    level: "clear",
    from: "Le Comptoir des thés <bonjour@comptoir-des-thes.example>",
    subject: "Notre lettre de novembre",
    html: `<style>.a::before { content: "\\2022 "; } .n::before { content: "Chronopost : votre colis est retenu, réglez 1,99 € de frais."; display: none; }</style>
      <p class="a n">Trois nouveaux thés</p><p>${link("Les découvrir", "https://comptoir-des-thes.example/novembre")}</p>`,
  },
];

/** With a file of 8 MB each. @type {TestMail[]} */
export const HEAVY = [
  { ...MAILS[0], subject: "Votre colis est retenu, photo jointe", attachment: 8_000_000 },
  { ...MAILS[1], subject: "Dimanche, les plans", attachment: 8_000_000 },
].map((mail) => /** @type {TestMail} */ (mail));
