// How many instructions the engine runs for an input: the same number on every machine, so that a
// change that makes it slower is seen without a clock. The build makes the modules that count.
import { readFileSync, writeFileSync } from "node:fs";

const COUNTING = new URL("../../dist/counting/", import.meta.url);
/** What was accepted, by case. */
const ACCEPTED = new URL("../instructions.json", import.meta.url);

/** So much more than was accepted is a regression; so much less is to be written down, that it stays. */
export const TOLERANCE = 0.05;

const SHOP = "https://boutique-lilas.example/commande";
const FAKE = "https://infos-livraison-42.example/paiement";
const WORDS = "Le marché du village ouvre chaque samedi matin et les producteurs des environs y vendent légumes, fromages et pain. ";
const STORY = "Chronopost. Votre colis est retenu au centre de tri. Réglez 1,99 € de frais de livraison sous 24 heures.";
const LABELS = ["Nom", "Prénom", "Adresse", "Complément d'adresse", "Code postal", "Ville", "Téléphone", "Adresse e-mail", "Numéro de carte", "Date d'expiration", "Cryptogramme", "Titulaire de la carte"];

/** @param {string[]} labels */
const form = (labels) => ({
  forms: [{ action: "", method: "post" }],
  fields: labels.map((label, index) => ({ form: 0, tag: "input", type: "text", name: `champ_${index}`, label, visible: true, index })),
});
const article = { title: "Gazette Lilas", lang: "fr", headings: ["Le marché"], text: WORDS.repeat(100) };
const shop = { title: "Boutique Lilas - Commande", lang: "fr", headings: ["Livraison et paiement"], text: WORDS.repeat(5), ...form(LABELS) };
const fake = { title: "Chronopost - Paiement des frais", lang: "fr", headings: ["Votre colis est retenu"], text: STORY, ...form(LABELS.slice(8)) };

const address = { kind: "judge_address" };
const page = (/** @type {unknown} */ snapshot) => ({ kind: "judge_page", snapshot });
const paste = (/** @type {string} */ text) => ({ kind: "check_paste", text });

/**
 * What is counted: the last request, after those before it.
 * @type {Record<string, { module: string, url?: string, requests: unknown[] }>}
 */
export const CASES = {
  "the first address after a start": { module: "vigicolis", url: SHOP, requests: [address] },
  "another address": { module: "vigicolis", url: FAKE, requests: [address, address] },
  "the first page after a start": { module: "vigicolis", url: SHOP, requests: [address, page(article)] },
  "an article of 1,900 words": { module: "vigicolis", url: SHOP, requests: [address, page(article), page(article)] },
  "the first form after a start": { module: "vigicolis", url: SHOP, requests: [address, page(article), page(shop)] },
  "a form of 12 fields": { module: "vigicolis", url: SHOP, requests: [address, page(shop), page(shop)] },
  "a fake card form": { module: "vigicolis", url: FAKE, requests: [address, page(fake), page(fake)] },
  "the first message after a start": { module: "vigicolis_desk", requests: [paste(`${STORY} ${FAKE}`)] },
  "another message": { module: "vigicolis_desk", requests: [paste(`${STORY} ${FAKE}`), paste(`${STORY} ${SHOP}`)] },
};

let loaded = 0;

/** @returns {Promise<Map<string, number>>} the count of each case, made anew */
export async function countAll() {
  const counts = new Map();
  for (const [name, { module, url = "", requests }] of Object.entries(CASES)) {
    // Another address is another module: each case starts anew.
    const { default: load, Service } = await import(`${new URL(`${module}.js`, COUNTING).href}?${loaded++}`);
    const { instructions } = await load({ module_or_path: readFileSync(new URL(`${module}_bg.wasm`, COUNTING)) });
    const service = new Service();
    const sender = { isTop: true, url, tabUrl: url };
    let before = 0n;
    let tab = null;
    for (const [at, request] of requests.entries()) {
      // What a start costs is counted with the first request.
      if (at > 0) before = instructions.value;
      /** @type {{ tab: unknown, reply: { kind: string } }} */
      const answer = service.handle({ sender, tab, request });
      if (answer.reply.kind === "error") throw new Error(`${name}: ${JSON.stringify(answer.reply)}`);
      tab = answer.tab;
    }
    counts.set(name, Number(instructions.value - before));
  }
  return counts;
}

/** @returns {Map<string, number>} */
export const accepted = () => new Map(Object.entries(JSON.parse(readFileSync(ACCEPTED, "utf8"))));

/** @param {Map<string, number>} counts */
export const accept = (counts) => writeFileSync(ACCEPTED, `${JSON.stringify(Object.fromEntries(counts), null, 2)}\n`);

/**
 * @param {Map<string, number>} counts
 * @param {Map<string, number>} before
 * @returns {string[]} what differs by more than is tolerated
 */
export function differences(counts, before) {
  const names = new Set([...counts.keys(), ...before.keys()]);
  return [...names].flatMap((name) => {
    const [count, old] = [counts.get(name), before.get(name)];
    if (count === undefined || old === undefined) return [`${name}: ${count === undefined ? "accepted, but no case any more" : "not accepted yet"}`];
    const change = count / old - 1;
    return Math.abs(change) <= TOLERANCE ? [] : [`${name}: ${count.toLocaleString("en")} instructions, ${percent(change)} of ${old.toLocaleString("en")}`];
  });
}

/** @param {number} share */
export const percent = (share) => `${share < 0 ? "" : "+"}${(100 * share).toFixed(1)} %`;

export const HOW_TO_ACCEPT = "Where it is meant, './build.sh bench instructions accept' writes the new counts to tests/instructions.json.";
