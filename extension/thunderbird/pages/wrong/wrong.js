/** The page for a warning of a mail that is wrong: a text for those who make the add-on. Nothing leaves from here. */

import { copyBox, part, readSettings, speak } from "../../../pages/page.js";
import { openLinksOutside, readMailOf } from "../mails.js";

const text = /** @type {HTMLTextAreaElement} */ (part("text"));

/**
 * What spoke up, and nothing of what the mail says: in the language of the rules, for those who keep
 * them. Of addresses, the hosts alone.
 * @param {import("../mails.js").ToldMail} mail
 */
function report({ verdict: { level, brand, reasons, sender, story }, places, proof }) {
  return [
    `Wrong warning of a mail, Vigicolis ${chrome.runtime.getManifest().version}`,
    `Sender: ${sender?.address?.replace(/^.*@/, "") ?? "none"} (${proof})`,
    `Links: ${places.map(({ host }) => host).join(", ")}`,
    `Level: ${level}`,
    `Claim: ${brand?.id ?? "none"}`,
    `Story: ${story ?? "none"}`,
    `Rules: ${reasons.map(({ rule }) => rule).join(", ")}`,
    `Program: ${/Thunderbird\/\d+/.exec(navigator.userAgent)?.[0] ?? "another"}`,
  ].join("\n");
}

async function start() {
  await speak(await readSettings());
  const mail = await readMailOf(Number(new URLSearchParams(location.search).get("tab")));
  const isWarned = mail?.verdict.level === "danger" || mail?.verdict.level === "caution";
  part("none").hidden = isWarned;
  part("telling").hidden = !isWarned;
  if (!mail || !isWarned) return;
  text.value = report(mail);
  const { homepage_url: home } = chrome.runtime.getManifest();
  const link = /** @type {HTMLAnchorElement} */ (part("open"));
  link.hidden = !home;
  if (home) link.href = home;
}

part("copy").addEventListener("click", () => void copyBox(text, part("status")));
openLinksOutside();
void start().finally(() => part("wrong").removeAttribute("aria-busy"));
