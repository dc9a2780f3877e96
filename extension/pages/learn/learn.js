/* global vigicolisWords */

/** The page that teaches to recognise a parcel scam: five signs with examples, and three questions. */

import { make, onSettingsChanged, part, readSettings, speak } from "../page.js";
import { examplesIn } from "./examples.js";

/**
 * @typedef {import("./examples.js").Address} Address
 * @typedef {import("./examples.js").Examples} Examples
 * @typedef {{ picture: () => HTMLElement, isReal: boolean, why: () => HTMLElement }} Question
 */

const { language, say } = vigicolisWords;

/** @param {Address} address with what somebody registered in bold, as browsers show it */
function emphasised({ before, registrable, after }) {
  return make("span", "address", before, make("strong", "", registrable), after);
}

/** @param {Address} address */
const plain = ({ before, registrable, after }) => make("span", "address", `${before}${registrable}${after}`);

/** Stands for an address until the words around it are known. */
const MARK = "\uFFFC";

/**
 * @param {string} key of words with a brand, and an address where one is given
 * @param {string} brand
 * @param {Node} [address]
 * @returns {(Node | string)[]}
 */
function sentence(key, brand, address) {
  const [before = "", after = ""] = say(key, brand, MARK).split(MARK);
  return address ? [before, address, after] : [before];
}

/**
 * @param {string} kind of message, in words
 * @param {...(Node | string)} words
 */
function bubble(kind, ...words) {
  return make("div", "bubble", make("p", "kind", kind), make("p", "", ...words));
}

/** @param {Node} address */
const bar = (address) => make("p", "bar", address);

/**
 * A page with its address, as a picture of one: nothing in it can be filled in.
 * @param {Node} address
 * @param {string} brand
 * @param {string} title
 * @param {string[]} fields
 */
function sheet(address, brand, title, fields) {
  const list = make("ul", "fields", ...fields.map((field) => make("li", "", say(field))));
  return make("div", "sheet", bar(address), make("div", "inside", make("p", "brand", brand), make("p", "", title), list));
}

/**
 * @param {boolean} isReal
 * @param {HTMLElement} picture
 */
function example(isReal, picture) {
  const sign = make("img", "");
  sign.src = `../../icons/${isReal ? "official" : "danger"}.svg`;
  sign.width = sign.height = 24;
  sign.alt = "";
  const figure = make("figure", isReal ? "real" : "false", make("figcaption", "", sign, say(isReal ? "learn_true" : "learn_false")), picture);
  return figure;
}

/**
 * @param {Examples} examples
 * @returns {[name: string, real: HTMLElement, fake: HTMLElement][]}
 */
function signsOf({ brand, real, tracked, embedded, fee, rush, card }) {
  const sms = say("learn_sms");
  return [
    ["address", bar(emphasised(tracked)), bar(emphasised(embedded))],
    ["fee", bubble(sms, ...sentence("learn_fee_true", brand, emphasised(real))), bubble(sms, ...sentence("learn_fee_false", brand, emphasised(fee)))],
    ["rush", bubble(sms, ...sentence("learn_rush_true", brand)), bubble(sms, ...sentence("learn_rush_false", brand, emphasised(rush)))],
    [
      "card",
      sheet(emphasised(real), brand, say("learn_card_true"), ["ask_tracking_number", "ask_card_number"]),
      sheet(emphasised(card), brand, say("learn_card_false"), ["ask_card_number", "ask_one_time_code"]),
    ],
    ["code", bubble(sms, say("learn_code_true")), bubble(say("learn_call"), say("learn_code_false"))],
  ];
}

/** @param {Examples} examples */
function paintSigns(examples) {
  part("signs").replaceChildren(...signsOf(examples).map(([name, real, fake], index) => {
    const title = make("h2", "", `${index + 1}. ${say(`learn_${name}_title`)}`);
    title.id = `sign-${name}`;
    const section = make("section", "", title, make("p", "", say(`learn_${name}_how`)), make("div", "pair", example(false, fake), example(true, real)));
    section.setAttribute("aria-labelledby", title.id);
    return section;
  }));
}

/**
 * A question shows its address as a message does; the answer shows what of it counts.
 * @param {Examples} examples
 * @returns {Question[]}
 */
function questionsOf({ brand, tracked, joined, named }) {
  const sms = say("learn_sms");
  const name = ({ registrable = "" }) => make("strong", "address", registrable);
  const why = (/** @type {string} */ key, /** @type {Address} */ address) => () => make("p", "", ...sentence(key, brand, name(address)));
  return [
    { picture: () => bar(plain(joined)), isReal: false, why: why("learn_why_address", joined) },
    { picture: () => bubble(sms, ...sentence("learn_pickup", brand, plain(tracked))), isReal: true, why: why("learn_why_pickup", tracked) },
    { picture: () => bubble(sms, ...sentence("learn_named", brand, plain(named))), isReal: false, why: why("learn_why_named", named) },
  ];
}

/**
 * @param {string} words
 * @param {string} className
 * @param {() => void} act
 */
function button(words, className, act) {
  const made = make("button", className, words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/**
 * Shows one question; its answer leads to the next one.
 * @param {Question[]} questions
 * @param {number} index
 * @param {number} right answers so far
 */
function paintQuestion(questions, index, right) {
  const question = questions[index];
  if (!question) {
    paintResult(questions, right);
    return;
  }
  const title = heading(say("learn_question", String(index + 1), String(questions.length)));
  const picture = question.picture();
  const choices = make("div", "line");
  const answer = (/** @type {boolean} */ isReal) => {
    const isRight = isReal === question.isReal;
    const verdict = heading(say(isRight ? "learn_right" : "learn_wrong"));
    const isLast = index === questions.length - 1;
    const onward = button(say(isLast ? "learn_end" : "learn_next"), "button", () => {
      paintQuestion(questions, index + 1, right + Number(isRight));
      part("quiz").querySelector("h3")?.focus();
    });
    choices.replaceWith(make("div", `verdict ${isRight ? "right" : "wrong"}`, verdict, question.why(), onward));
    verdict.focus();
  };
  choices.append(button(say("learn_true"), "button minor", () => answer(true)), button(say("learn_false"), "button minor", () => answer(false)));
  part("quiz").replaceChildren(title, picture, choices);
}

/**
 * @param {Question[]} questions
 * @param {number} right answers
 */
function paintResult(questions, right) {
  const again = button(say("learn_again"), "button minor", () => {
    paintQuestion(questions, 0, 0);
    part("quiz").querySelector("h3")?.focus();
  });
  part("quiz").replaceChildren(heading(say("learn_result", String(right), String(questions.length))), make("p", "", say("learn_result_rule")), again);
}

/**
 * It takes the keyboard when it comes, so that it is read aloud from here.
 * @param {string} words
 */
function heading(words) {
  const made = make("h3", "", words);
  made.tabIndex = -1;
  return made;
}

/** The language that is shown. */
let shown = "";

async function show() {
  await speak(await readSettings());
  // Another change of the settings begins no question anew.
  if (language() === shown) return;
  shown = language();
  document.title = say("learn_title");
  const examples = examplesIn(shown);
  paintSigns(examples);
  paintQuestion(questionsOf(examples), 0, 0);
}

onSettingsChanged(() => void show());

void show().finally(() => part("learn").removeAttribute("aria-busy"));
