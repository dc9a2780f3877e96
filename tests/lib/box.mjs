import { until } from "./until.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {object} Answer what the popup's box says of something
 * @property {string} level
 * @property {string} title
 * @property {string} text
 * @property {string[]} lines paragraphs and items, each by itself
 * @property {string[]} marks
 * @property {string[]} links
 * @property {string[]} elements names of the elements that the answer is made of
 */

/**
 * Pastes something into the box of a popup that is shown as a page.
 * @param {Page} popup
 * @param {string} text
 * @returns {Promise<Answer>}
 */
export async function checkInBox(popup, text) {
  await popup.evaluate((pasted) => {
    document.querySelector("#check-answer")?.replaceChildren();
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#check-box"));
    box.value = pasted;
    /** @type {HTMLFormElement} */ (document.querySelector("#check-form")).requestSubmit();
  }, text);
  return until("an answer", () =>
    popup.evaluate(() => {
      const result = document.querySelector(".result");
      if (!result) return null;
      const texts = (/** @type {string} */ selector) => [...result.querySelectorAll(selector)].map((element) => element.textContent ?? "");
      return {
        level: result.getAttribute("data-level") ?? "",
        title: result.querySelector("h3")?.textContent ?? "",
        text: result.textContent ?? "",
        lines: texts("p, li"),
        marks: texts("mark"),
        links: [...result.querySelectorAll("a")].map((link) => link.href),
        elements: [...new Set([...result.querySelectorAll("*")].map((element) => element.localName))],
      };
    }),
  );
}
