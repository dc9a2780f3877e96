/**
 * The address bar: after the keyword, a text, a link or a parcel number is checked while it is
 * typed, and Enter opens the box with it.
 */

import { boxWith } from "../shared/handed.js";
import { headlineOf } from "../shared/headline.js";
import { speakerOf, wordsOf } from "../shared/locale.js";
import { consult } from "./engine.js";
import { load } from "./settings.js";

/** Where the browser has no keywords (Firefox for Android), there are none. */
const omnibox = /** @type {typeof chrome.omnibox | undefined} */ (chrome.omnibox);

/** What stands before an answer: its shape before its words. */
const MARKS = { official: "\u2713 ", clear: "", caution: "\u26a0 ", danger: "\u26d4 ", unknown: "" };

/** Carriers named for one number. */
const MAX_NAMES = 2;

/** How often something was typed: an answer to what stood there before is none. */
let typed = 0;

/** Chrome reads a suggestion as XML and shows the first line anew when it comes. */
const isChrome = location.protocol === "chrome-extension:";

/** To be called at once when the background starts. */
export function startOmnibox() {
  if (!omnibox) return;
  omnibox.onInputStarted.addListener(() => void invite());
  omnibox.onInputChanged.addListener((text, suggest) => void tell(text, suggest));
  omnibox.onInputEntered.addListener((text, disposition) => void open(text.trim(), disposition));
}

async function invite() {
  showFirst((await speaker())("box_keyword"));
}

/**
 * Says what the box would answer. Firefox shows its first line before it asks, so that the answer
 * in it would be that to what stood there before: it gets a second one.
 * @param {string} text that stands in the address bar
 * @param {(suggestions: chrome.omnibox.SuggestResult[]) => void} suggest
 */
async function tell(text, suggest) {
  typed += 1;
  const mine = typed;
  const say = await speaker();
  const answer = text.trim() && (await answerTo(text, say));
  if (mine !== typed) return;
  if (isChrome) showFirst(answer || say("box_keyword"));
  // Like what was typed, it would be dropped.
  else suggest(answer ? [{ content: `${text.trim()} `, description: answer }] : []);
}

/** @param {string} line */
function showFirst(line) {
  omnibox?.setDefaultSuggestion({ description: isChrome ? escaped(line) : line });
}

const speaker = async () => speakerOf(await wordsOf((await load())?.settings));

/**
 * What the box would say, in one line.
 * @param {string} text
 * @param {import("../shared/headline.js").Say} say
 * @returns {Promise<string>} empty for what can't be told yet
 */
async function answerTo(text, say) {
  const reply = await consult({ kind: "check_paste", text });
  if (reply.kind !== "paste_result" || reply.result.kind === "nothing") return "";
  const { level, title } = headlineOf(reply.result, say);
  return [`${MARKS[level]}${title}`, ...detailsOf(reply.result)].join(" \u00b7 ");
}

/**
 * Where a link leads, whose a number may be, where a brand is at home.
 * @param {import("../wasm/protocol.js").PasteResult} checked
 * @returns {string[]}
 */
function detailsOf(checked) {
  switch (checked.kind) {
    case "link":
      return [checked.verdict.site.registrable || checked.verdict.site.host];
    case "brand":
      return checked.officialUrl ? [new URL(checked.officialUrl).host] : [];
    case "number":
      return namesOf(checked.matches);
    case "phone":
      return namesOf(checked.published);
    default:
      return [];
  }
}

/** @param {{ brand: { name: string } | null }[]} owners */
const namesOf = (owners) => [...new Set(owners.flatMap(({ brand }) => brand?.name ?? []))].slice(0, MAX_NAMES);

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * @param {string} text
 * @param {`${chrome.omnibox.OnInputEnteredDisposition}`} disposition where the visitor wants it
 */
async function open(text, disposition) {
  const url = await boxWith("text", text);
  if (disposition === "currentTab") await chrome.tabs.update({ url });
  else await chrome.tabs.create({ url, active: disposition === "newForegroundTab" });
}
