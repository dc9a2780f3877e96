/* global vigicolisWords */

import { blobOf } from "../../shared/data-url.js";
import { host } from "../../shared/host.js";
import { make } from "../page.js";
import { isMailFile, readMailFile } from "./mail-file.js";

/**
 * Files in the box: pictures of QR codes, chosen, pasted, dropped, or handed over by the context
 * menu, and mails that were saved. What they say is checked as if it had been pasted.
 */

/**
 * @typedef {import("../../shared/protocol.js").Reply} Reply
 * @typedef {import("./qr-worker.js").Outcome} Outcome
 *
 * @typedef {object} Parts
 * @property {HTMLElement} area where a file can be dropped
 * @property {HTMLFormElement} form
 * @property {HTMLTextAreaElement} box
 * @property {HTMLButtonElement} choose
 * @property {HTMLInputElement} file
 *
 * @typedef {object} Box what the box does with texts
 * @property {() => (...nodes: Node[]) => void} begin starts a new answer; what it gives paints until the next one starts
 * @property {(text: string) => Promise<Reply>} ask
 * @property {(reply: Reply, text: string) => Promise<HTMLElement>} cardOf
 */

const { say } = vigicolisWords;

/** Larger files are not even opened; a phone's best photo is smaller. */
const MAX_FILE = 30_000_000;
/** A reader that takes longer is ended. */
const PATIENCE_MS = 20_000;
const MAX_SHOWN = 600;

/** Marks that turn the direction of writing: a text could show itself as another one. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * @param {Blob} file
 * @returns {Promise<Outcome>}
 */
function readPicture(file) {
  if (file.size > MAX_FILE) return Promise.resolve({ problem: "large" });
  return new Promise((resolve) => {
    const reader = new Worker(host.addressOf("pages/popup/qr-worker.js"), { type: "module" });
    /** @param {Outcome} outcome */
    const end = (outcome) => {
      clearTimeout(patience);
      reader.terminate();
      resolve(outcome);
    };
    const patience = setTimeout(() => end({ problem: "failed" }), PATIENCE_MS);
    reader.addEventListener("message", ({ data }) => end(data));
    reader.addEventListener("error", () => end({ problem: "failed" }));
    reader.postMessage(file);
  });
}

/**
 * One code: what it says, and what is said of that.
 * @param {string} text
 * @param {number} place
 * @param {number} count
 * @param {Box} box
 */
async function codeOf(text, place, count, { ask, cardOf }) {
  const reply = await ask(text);
  const isLink = reply.kind === "paste_result" && reply.result.kind === "link";
  const shown = make("blockquote", "code", text.slice(0, MAX_SHOWN).replace(TURNING, "\ufffd"));
  shown.dir = "auto";
  // What is said of a message speaks of its sender, whom a code does not name.
  const isPlain = reply.kind === "paste_result" && reply.result.kind === "message" && reply.result.verdict.level === "clear";
  const result = isPlain ? card("clear", "picture_text_clear_title", "picture_text_clear") : await cardOf(reply, text);
  const parts = [make("p", "note", say(isLink ? "picture_link" : "picture_text")), shown, result];
  if (count > 1) parts.unshift(make("p", "", make("strong", "", say("picture_place", String(place), String(count)))));
  return make("section", "", ...parts);
}

/**
 * @param {string} level
 * @param {string} title
 * @param {string} words
 */
function card(level, title, words) {
  const result = make("div", "result", make("h3", "", say(title)), make("p", "", say(words) || say("picture_failed")));
  result.dataset.level = level;
  return result;
}

/** @param {string} problem */
const problemCard = (problem) => card("unknown", "picture_title", `picture_${problem}`);

/**
 * What is said of a mail that was saved as a file.
 * @param {Blob} file
 * @param {Box} box
 */
async function mailOf(file, { ask, cardOf }) {
  const outcome = await readMailFile(file);
  if ("problem" in outcome) return card("unknown", "mail_title", `mail_${outcome.problem}`);
  const reply = await ask(outcome.text);
  // Whatever else is in a file called so was never shown to anybody as a message.
  const isOther = reply.kind === "paste_result" && !(reply.result.kind === "message" && reply.result.source);
  return isOther ? card("unknown", "mail_title", "mail_unreadable") : cardOf(reply, outcome.text);
}

/**
 * @param {Blob} file
 * @param {Box} box
 */
async function cardsOf(file, box) {
  if (isMailFile(file)) return [await mailOf(file, box)];
  const outcome = await readPicture(file);
  if ("problem" in outcome) return [problemCard(outcome.problem)];
  const { texts } = outcome;
  /** @type {HTMLElement[]} */
  const codes = [];
  for (const [index, text] of texts.entries()) codes.push(await codeOf(text, index + 1, texts.length, box));
  return codes;
}

/**
 * @param {Blob[]} files
 * @param {Box} box
 * @param {string} [words] that came along, which are told of first
 */
async function check(files, box, words = "") {
  const paint = box.begin();
  if (!files.every(isMailFile)) paint(make("p", "note", say("picture_reading")));
  const cards = words === "" ? [] : [await box.cardOf(await box.ask(words), words)];
  for (const file of files) cards.push(...(await cardsOf(file, box)));
  paint(...cards);
}

/**
 * What of a paste or a drop is a file.
 * @param {DataTransfer | null} data
 */
function fileOf(data) {
  return data?.files[0] ?? null;
}

/**
 * What a dropped link or text says.
 * @param {DataTransfer | null} data
 */
function textOf(data) {
  const links = data?.getData("text/uri-list").split(/\r?\n/).filter((link) => link && !link.startsWith("#")) ?? [];
  return links[0] ?? data?.getData("text/plain") ?? "";
}

/**
 * Makes files work.
 * @param {Parts} parts
 * @param {Box} box
 * @param {() => boolean} [chooseElsewhere] opens another box for the choice, where this one would not outlast it
 * @returns what comes from elsewhere: the picture that a data: address holds, or files, with words that came along
 */
export function startPictures({ area, form, box: field, choose, file }, box, chooseElsewhere = () => false) {
  choose.addEventListener("click", () => {
    if (!chooseElsewhere()) file.click();
  });
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (chosen) void check([chosen], box);
    // The same file may be chosen again.
    file.value = "";
  });

  // Before the box takes it, and wherever the focus is.
  document.addEventListener("paste", (event) => {
    const pasted = fileOf(event.clipboardData);
    // What comes with text is about the text, as from a word processor.
    if (!pasted || event.clipboardData?.getData("text/plain")) return;
    event.preventDefault();
    void check([pasted], box);
  }, true);

  /** @param {boolean} isOver */
  const mark = (isOver) => area.classList.toggle("over", isOver);
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    mark(true);
  });
  area.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) mark(false);
  });
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    const dropped = fileOf(event.dataTransfer);
    if (dropped) {
      void check([dropped], box);
      return;
    }
    const text = textOf(event.dataTransfer);
    if (!text) return;
    field.value = text;
    form.requestSubmit();
  });

  return {
    checkPicture(/** @type {string} */ address) {
      try {
        void check([blobOf(address)], box);
      } catch {
        // The browser gave nothing to see, or no address of bytes.
        box.begin()(problemCard("failed"));
      }
    },
    checkFiles: (/** @type {Blob[]} */ files, words = "") => void check(files, box, words),
  };
}
