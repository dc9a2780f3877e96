// What the author of a kit can do to a page to slip by, one edit each: `./build.sh eval CORPUS_DIR cloak`
// measures them one at a time and together.
//
// To add one, add an object to EDITS:
//   id     stable: figures and saved rows are known by it
//   says   a line of the scoreboard
//   apply  changes the page; one that leaves it as it was is not counted for that page
//   wait   milliseconds after which a visitor sees what the edit keeps back, if it does
// Together they are applied in the order of this list: words first, then fields, then what moves whole
// parts of the page. What a visitor sees must still tell the same story: cloak.test.mjs reads each
// edited page as a visitor would. An edit takes what a kit can have for nothing; it may not lean on a
// script, since those of corpus pages don't run.
import { shuffledFont } from "./shuffled-font.mjs";

/**
 * @typedef {object} Page
 * @property {import("cheerio").CheerioAPI} $
 * @property {string} own what the site would be called by its host
 * @property {readonly string[]} brand how the imitated brand is written, its usual name first; none on an honest page
 * @property {() => number} random 0 to 1, the same row of them each time for the same page and edit
 * @property {(path: string, body: string, type: string) => string} add puts a file on the page's host, gives its address
 *
 * @typedef {{ id: string, says: string, apply: (page: Page) => void, wait?: number }} Edit
 */

/** Laid out, which `display: none` isn't, and still seen by nobody. */
const UNSEEN = "position:absolute;top:0;height:1px;overflow:hidden;opacity:0;pointer-events:none";

/** How long the late form is kept back. */
const LATE_MS = 3000;

/** @type {readonly Edit[]} */
export const EDITS = [
  {
    id: "own-meta",
    says: "own name in a meta description",
    apply({ $, own }) {
      $("meta[name=description]").remove();
      $("head").append(`<meta name="description" content="${escape(own)}">`);
    },
  },
  {
    id: "own-hidden",
    says: "own name in a heading that nobody sees",
    apply({ $, own }) {
      $("body").prepend(`<h1 style="${UNSEEN}">${escape(own)}</h1>`);
    },
  },
  {
    id: "neutral-title",
    says: "neutral title, none in the metadata",
    apply({ $ }) {
      $("head title, meta[property='og:title'], meta[property='og:site_name'], meta[name='twitter:title']").remove();
      $("head").append("<title>Service</title>");
    },
  },
  {
    id: "no-copyright",
    says: "no copyright line",
    apply({ $ }) {
      for (const text of texts($).filter(({ data }) => COPYRIGHT.test(data))) {
        const line = $(text).parent();
        // Who has the rights often stands in an element of its own.
        if (line.text().length <= 200 && line.find(FIELDS).length === 0 && !line.is("body")) line.remove();
        else $(text).remove();
      }
    },
  },
  {
    id: "brand-in-file",
    says: "brand only in a picture's file name",
    apply(page) {
      if (!unname(page)) return;
      const [name = ""] = page.brand;
      page.$("body").prepend(`<img alt="" src="${page.add(`/img/${name.replace(/\W+/g, "-")}-logo.svg`, picture(name), "image/svg+xml")}">`);
    },
  },
  {
    id: "brand-in-alt",
    says: "brand only in a picture's alt",
    apply(page) {
      if (!unname(page)) return;
      const [name = ""] = page.brand;
      page.$("body").prepend(`<img alt="${escape(name)}" src="${page.add("/img/1.svg", picture(name), "image/svg+xml")}">`);
    },
  },
  {
    id: "hidden-article",
    says: "long hidden article, 85 own links",
    apply({ $ }) {
      const paragraphs = Array.from({ length: 85 }, (_, at) => `<p><a href="/garden/${at}">${ARTICLE[at % ARTICLE.length]}</a> ${ARTICLE[(3 * at + 1) % ARTICLE.length]}</p>`);
      $("body").prepend(`<div style="${UNSEEN}">${paragraphs.join("")}</div>`);
    },
  },
  {
    id: "hidden-rivals",
    says: "hidden names of rivals",
    apply({ $, brand }) {
      const rivals = RIVALS.filter((rival) => !brand.includes(rival.toLowerCase()));
      $("body").append(`<ul style="${UNSEEN}">${rivals.map((rival) => `<li>${rival} <img alt="${rival}">`).join("")}</ul>`);
    },
  },
  {
    id: "hidden-breaks",
    says: "words cut by hidden line breaks",
    apply: ({ $ }) => cut($, "<br hidden>"),
  },
  {
    id: "soft-hyphens",
    says: "words cut by invisible characters",
    apply: ({ $ }) => cut($, "\u00ad\u200b"),
  },
  {
    id: "noise-letters",
    says: "words cut by letters of size 0",
    apply: ({ $ }) => cut($, '<s style="font-size:0">x</s>'),
  },
  {
    id: "letter-blocks",
    says: "one letter a block",
    apply({ $ }) {
      // A paragraph ends where a block begins.
      for (const paragraph of $("p")) paragraph.tagName = "div";
      for (const text of texts($)) {
        $(text).replaceWith([...text.data].map((letter) => (/\S/.test(letter) ? `<div style="display:inline-block">${escape(letter)}</div>` : letter)).join(""));
      }
    },
  },
  {
    id: "word-order",
    says: "words out of order, put right by CSS",
    apply({ $ }) {
      for (const text of texts($)) {
        const words = text.data.trim().split(/\s+/).map((word, at) => `<span style="order:${at}">${escape(word)}</span>`);
        // Every other one first: neighbours part.
        const parted = [...words.filter((_, at) => at % 2 === 1), ...words.filter((_, at) => at % 2 === 0)];
        if (words.length > 2) $(text).replaceWith(`<span style="display:inline-flex;flex-wrap:wrap;gap:.3em">${parted.join("")}</span>`);
      }
    },
  },
  {
    id: "shuffled-alphabet",
    says: "letters shuffled, put right by an own font",
    apply({ $, random }) {
      const drawn = shuffledAlphabet(random);
      const written = new Map([...drawn].map(([write, read]) => [read, write]));
      const shuffle = (/** @type {string} */ text) => text.replace(/[a-z]/gi, (letter) => sameCase(letter, written.get(letter.toLowerCase()) ?? ""));
      for (const text of [...texts($), ...textsOf($("option, svg text, svg tspan"))]) text.data = shuffle(text.data);
      for (const name of ["placeholder", "value"]) {
        for (const field of $(`input[${name}]:not([type=hidden]), textarea[${name}]`)) $(field).attr(name, shuffle($(field).attr(name) ?? ""));
      }
      const font = shuffledFont(drawn).toString("base64");
      $("head").append(`<style>@font-face{font-family:kit;src:url(data:font/ttf;base64,${font})}*,::placeholder{font-family:kit,sans-serif!important}</style>`);
    },
  },
  {
    id: "editable-body",
    says: "editable body",
    apply({ $ }) {
      $("body").attr({ contenteditable: "true", style: `caret-color:transparent;${$("body").attr("style") ?? ""}` });
    },
  },
  {
    id: "mute-fields",
    says: "mute fields: nameless, read-only, aria-hidden",
    apply({ $ }) {
      fields($).removeAttr("name").removeAttr("id").removeAttr("autocomplete").removeAttr("aria-label").removeAttr("title")
        .attr({ readonly: "", "aria-hidden": "true", onfocus: "this.removeAttribute('readonly')" });
    },
  },
  {
    id: "pictured-labels",
    says: "labels as pictures, meaningless names",
    apply({ $, random }) {
      for (const field of fields($)) {
        for (const text of labelTexts($, field)) $(text).replaceWith(image(text.data.trim()));
        const placeholder = $(field).attr("placeholder");
        if (placeholder) $(field).before(image(placeholder)).removeAttr("placeholder");
        const name = `f${Math.floor(1e6 * random())}`;
        $(field).removeAttr("aria-label").removeAttr("title").removeAttr("autocomplete").attr({ name, id: name });
      }
    },
  },
  {
    id: "late-form",
    says: "form shown later by CSS alone",
    wait: 2 * LATE_MS,
    apply({ $ }) {
      const form = mainForm($);
      if (!form) return;
      form.addClass("late");
      $("head").append(`<style>.late{visibility:hidden;animation:late 0s ${LATE_MS}ms forwards}@keyframes late{to{visibility:visible}}</style>`);
    },
  },
  {
    id: "form-in-frame",
    says: "form in a frame",
    apply({ $, add }) {
      const form = mainForm($);
      form?.replaceWith(frame(add("/f/1.html", `<!doctype html><head>${styles($)}</head><body>${$.html(form)}</body>`, "text/html")));
    },
  },
  {
    id: "story-in-frame",
    says: "story in a frame",
    apply({ $, add }) {
      const form = mainForm($) ?? $("iframe.whole").first();
      const [node] = form;
      if (!node || texts($).every((text) => $.contains(node, text))) return;
      const kept = $.html($("body style, body link[rel=stylesheet]")) + $.html(form);
      form.remove();
      const story = add("/f/2.html", `<!doctype html><head>${styles($)}</head>${$.html($("body"))}`, "text/html");
      $("body").html(frame(story) + kept);
    },
  },
];

/** Together, as somebody tried and got through; the others are drawn by lot. */
export const TRIED = [
  ["own-meta", "neutral-title"],
  ["own-meta", "neutral-title", "no-copyright"],
  ["own-hidden", "neutral-title", "no-copyright"],
];

const COPYRIGHT = /©|\(c\)\s*(19|20)\d\d|copyright|all rights reserved|tous droits réservés|alle rechte vorbehalten/i;

const RIVALS = ["DHL", "UPS", "FedEx", "GLS", "DPD", "Chronopost", "Colissimo", "Mondial Relay", "Hermes", "Royal Mail", "PostNL", "InPost"];

/** A page of any length can be made of these. */
const ARTICLE = [
  "A bed of early carrots wants light soil that was dug over in autumn.",
  "Water in the morning, so that the leaves are dry again before night.",
  "Beans follow cabbage well, and cabbage follows beans.",
  "The first frost sweetens kale and ends the courgettes.",
  "Old straw between the rows keeps the ground moist in July.",
  "Snails don't like coarse sand, but rain washes it away within a week.",
  "Turn the heap twice, once when it is hot and once when it has cooled.",
  "Garlic that goes into the ground in October is lifted at midsummer.",
  "A wall that faces south ripens figs where an open garden never would.",
  "Cut raspberries that have borne fruit down to the ground.",
];

/** The fields that a visitor fills in. */
const FIELDS = "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image], [type=checkbox], [type=radio]), select, textarea";

/**
 * The text nodes that could be seen. Text within a drawing or a list of choices can't be cut by elements.
 * @param {import("cheerio").CheerioAPI} $
 */
function texts($) {
  return textsOf($("body, body *").not("script, style, template, noscript, textarea, select, select *, iframe, svg, svg *, noscript *"));
}

/** @param {import("cheerio").Cheerio<import("domhandler").Element>} elements */
function textsOf(elements) {
  return elements.contents().toArray().flatMap((node) => (node.type === "text" && node.data.trim() !== "" ? [/** @type {import("domhandler").Text} */ (node)] : []));
}

/** @param {import("cheerio").CheerioAPI} $ */
function fields($) {
  return $("body").find(FIELDS);
}

/**
 * The form with the most fields.
 * @param {import("cheerio").CheerioAPI} $
 */
function mainForm($) {
  const [first] = $("form").toArray().map((form) => ({ form: $(form), size: $(form).find(FIELDS).length }))
    .filter(({ size }) => size > 0).sort((one, other) => other.size - one.size);
  return first?.form ?? null;
}

/**
 * The words that a visitor takes for a field's name.
 * @param {import("cheerio").CheerioAPI} $
 * @param {import("domhandler").Element} field
 */
function labelTexts($, field) {
  const id = $(field).attr("id");
  const named = $("label").filter((_, label) => id !== undefined && $(label).attr("for") === id).add($(field).closest("label"));
  // Without a label: what stands short before the field, or before the box around it.
  const before = [$(field).prevAll(), $(field).parent().prevAll()].map((found) => found.first()).find((found) => /^.{2,40}$/.test(found.text().trim()));
  const label = named.length > 0 ? named : before;
  return texts($).filter((text) => label && label.toArray().some((one) => $.contains(one, text) || one === text.parent));
}

/**
 * Takes the brand out of everything that can be read or followed.
 * @param {Page} page
 * @returns {boolean} whether it was there
 */
function unname({ $, brand }) {
  if (brand.length === 0) return false;
  const names = brand.toSorted((one, other) => other.length - one.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll(" ", "[\\s_-]*")).join("|");
  const named = new RegExp(`(?<![\\p{L}\\p{N}])(${names})(?![\\p{L}\\p{N}])`, "giu");
  const before = $.html();
  for (const text of [...texts($), ...textsOf($("title, option"))]) text.data = text.data.replace(named, "");
  for (const node of $("[alt], [title], [placeholder], [content], [aria-label], input[value]")) {
    for (const name of ["alt", "title", "placeholder", "content", "aria-label", "value"]) {
      const value = $(node).attr(name);
      if (value !== undefined) $(node).attr(name, value.replace(named, ""));
    }
  }
  for (const link of $("a[href]")) if (($(link).attr("href") ?? "").search(named) >= 0) $(link).attr("href", "#");
  return $.html() !== before;
}

/**
 * @param {import("cheerio").CheerioAPI} $
 * @param {string} mark set after every third letter of a word
 */
function cut($, mark) {
  for (const text of texts($)) $(text).replaceWith(escape(text.data).replace(/(?<![&\p{L}\p{N}])\p{L}{4,}/gu, (word) => word.replace(/...(?=.)/gu, `$&${mark}`)));
}

/**
 * @param {() => number} random
 * @returns {Map<string, string>} the letter drawn for each letter written
 */
export function shuffledAlphabet(random) {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const order = letters.map((letter) => ({ letter, at: random() })).sort((one, other) => one.at - other.at).map(({ letter }) => letter);
  // Each stands for the next one of the shuffled row, so none for itself.
  return new Map(order.map((letter, at) => [letter, order[(at + 1) % order.length] ?? ""]));
}

/**
 * @param {string} like
 * @param {string} letter
 */
function sameCase(like, letter) {
  return like === like.toLowerCase() ? letter : letter.toUpperCase();
}

/** @param {string} text */
function picture(text) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${20 + 9 * text.length}" height="26"><text x="2" y="18" font-size="16" font-family="sans-serif">${escape(text)}</text></svg>`;
}

/** @param {string} text */
function image(text) {
  return `<img alt="" src="data:image/svg+xml,${encodeURIComponent(picture(text))}">`;
}

/** @param {string} address */
function frame(address) {
  return `<iframe class="whole" src="${address}" style="border:0;width:100%;height:700px"></iframe>`;
}

/**
 * What a part of the page needs to look as it did.
 * @param {import("cheerio").CheerioAPI} $
 */
function styles($) {
  return $.html($("style, link[rel=stylesheet]"));
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
