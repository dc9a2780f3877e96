/** What the lessons show: a carrier that is known where a language is spoken, and addresses. */

/**
 * @typedef {{ before: string, registrable: string, after: string }} Address in three parts: what stands before the
 *   name that somebody registered, that name, and the path
 * @typedef {{ brand: string, real: Address, tracked: Address, embedded: Address, joined: Address, fee: Address, rush: Address, card: Address, named: Address }} Examples
 */

/**
 * Of each language: the brand, its domain, and words that a false address is made of; a brand's
 * domain is one of those in `crate/data/brands`.
 * @type {Readonly<Record<string, readonly [brand: string, domain: string, track: string, fee: string, office: string]>>}
 */
const CARRIERS = {
  de: ["DHL", "dhl.de", "paket-verfolgen", "gebuehr", "filiale"],
  en: ["Royal Mail", "royalmail.com", "track-parcel", "fee", "depot"],
  es: ["Correos", "correos.es", "seguimiento-envio", "gastos", "oficina"],
  fr: ["Chronopost", "chronopost.fr", "suivi-colis", "frais", "relais"],
  it: ["Poste Italiane", "poste.it", "traccia-pacco", "spese", "ritiro"],
  nl: ["PostNL", "postnl.nl", "pakket-volgen", "kosten", "afhaalpunt"],
  pl: ["Poczta Polska", "poczta-polska.pl", "sledz-paczke", "oplata", "odbior"],
  pt: ["CTT", "ctt.pt", "seguir-encomenda", "envio", "recolha"],
};

/**
 * False addresses end in a name that nobody can register.
 * @param {string} language
 * @returns {Examples}
 */
export function examplesIn(language) {
  const [brand, domain, track, fee, office] = /** @type {(typeof CARRIERS)[string]} */ (CARRIERS[language] ?? CARRIERS["fr"]);
  const [name = "", ending = ""] = domain.split(".");
  const slug = brand.toLowerCase().replaceAll(" ", "");
  const address = (/** @type {string} */ before, /** @type {string} */ registrable, /** @type {string} */ after) => ({ before, registrable, after });
  return {
    brand,
    real: address("www.", domain, "/"),
    tracked: address("www.", domain, `/${track}`),
    embedded: address(`www.${domain}.`, `${track}.example`, "/r7k2"),
    joined: address(`${name}.`, `${ending}-${track}.example`, "/r7k2"),
    fee: address("", `${slug}-${fee}.example`, "/r7k2"),
    rush: address("", `${track}-${slug}.example`, "/a/8h"),
    card: address("", `${slug}-${fee}.example`, "/pay"),
    named: address("", `${slug}-${office}.example`, "/80421"),
  };
}
