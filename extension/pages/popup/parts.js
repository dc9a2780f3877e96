/* global vigicolisWords */

import { make } from "../page.js";

/** What the box is made of, in the popup and on its own page. */

/**
 * @typedef {object} Parts
 * @property {HTMLFormElement} form
 * @property {HTMLTextAreaElement} box
 * @property {HTMLElement} answer
 * @property {HTMLButtonElement} again empties the box for something else
 * @property {{ block: HTMLElement, list: HTMLElement, clear: HTMLElement }} recent
 * @property {Pick<import("./picture.js").Parts, "area" | "choose" | "file">} picture
 */

const { say } = vigicolisWords;

/**
 * Puts the box into its place, before all that stands there; to be called once there are words.
 * @param {HTMLElement} area
 * @returns {Parts}
 */
export function makeParts(area) {
  const title = named("check-title", make("h2", "", say("check_title")));
  area.setAttribute("aria-labelledby", title.id);

  const label = make("label", "", say("check_label"));
  const box = named("check-box", make("textarea", ""));
  label.htmlFor = box.id;
  Object.assign(box, { rows: 3, spellcheck: false, autocomplete: "off" });
  const choose = named("picture-choose", button("button minor", "picture_choose"));
  const file = named("picture-file", make("input", ""));
  Object.assign(file, { type: "file", accept: "image/*,message/rfc822,.eml,.emlx,.mbox", hidden: true });
  const form = named("check-form", make("form", "", label, box, button("button", "check_button", "submit"), choose, make("p", "note", say("picture_drop")), file));

  const answer = named("check-answer", make("div", ""));
  answer.role = "status";
  const again = named("check-again", button("button minor", "box_again"));
  again.hidden = true;

  const list = named("recent-list", make("ul", ""));
  const clear = named("recent-clear", button("link", "recent_clear"));
  const block = named("recent", make("details", "", make("summary", "", say("recent_title")), list, clear));
  block.hidden = true;

  area.prepend(title, form, answer, again, block);
  return { form, box, answer, again, recent: { block, list, clear }, picture: { area, choose, file } };
}

/**
 * @template {HTMLElement} E
 * @param {string} id
 * @param {E} element
 */
function named(id, element) {
  element.id = id;
  return element;
}

/**
 * @param {string} className
 * @param {string} key of its words
 * @param {"button" | "submit"} [type]
 */
function button(className, key, type = "button") {
  const made = make("button", className, say(key));
  made.type = type;
  return made;
}
