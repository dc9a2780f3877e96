/* global vigicolisWords */

/** The page of the person to call: the number, which no other page is shown, what to say, and a text to send. */

import { hrefOf, namedTab, pageAbout } from "../advice.js";
import { ask, onSettingsChanged, part, readSettings, speak } from "../page.js";
import { paintTell } from "../tell.js";

/** @typedef {import("../../wasm/protocol.js").Verdict} Verdict */

const { say } = vigicolisWords;

const tab = namedTab();

/** @returns {Promise<Verdict | null>} on the page that the visitor comes from */
async function readVerdict() {
  const reply = tab === undefined ? undefined : await ask({ kind: "read_tab", tabId: tab });
  return reply?.kind === "verdict" ? reply.verdict : null;
}

async function paint() {
  const settings = await readSettings();
  await speak(settings);
  const person = settings?.person;
  document.title = person ? say("call_person", person.name) : say("person_title");
  part("title").textContent = document.title;
  part("somebody").hidden = !person;
  part("nobody").hidden = Boolean(person);
  const verdict = await readVerdict();
  await paintTell(verdict);
  const brand = verdict?.brand;
  part("say-site").textContent = brand ? say("person_say_brand", brand.name) : say("person_say_site");
  if (!person) return;
  part("name").textContent = person.name;
  part("phone").textContent = person.phone;
  /** @type {HTMLAnchorElement} */ (part("number")).href = hrefOf({ kind: "phone", value: person.phone });
}

/** @type {HTMLAnchorElement} */ (part("help-link")).href = pageAbout("help", tab);
part("choose").addEventListener("click", () => void chrome.runtime.openOptionsPage());
onSettingsChanged(() => void paint());

void paint().finally(() => part("call").removeAttribute("aria-busy"));
