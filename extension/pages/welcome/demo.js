/* global vigicolisBanner, vigicolisWords */

/** The demonstration: the real warning, about a site that does not exist, on a page of the extension. */

import { pageAbout } from "../advice.js";
import { part, readSettings, speak } from "../page.js";

/** @typedef {import("../../wasm/protocol.js").Verdict} Verdict */

const { say } = vigicolisWords;

/** @returns {Verdict} the brand's name says that it is a demonstration, for whoever sees the warning alone */
function verdict() {
  const host = "colis-exemple-frais.example";
  return {
    level: "danger",
    brand: { id: "example", name: say("welcome_demo_brand") },
    site: { host, unicode: host, registrable: host, hosting: "own", owner: null },
    reasons: [
      { rule: "brand_mismatch", strength: "strong", detail: "" },
      { rule: "payment_form", strength: "strong", detail: "" },
    ],
    asks: [],
    officialUrl: "https://www.colis-exemple.example/",
    breach: null,
    proof: null,
    practices: [],
  };
}

function warn() {
  part("after").hidden = true;
  vigicolisBanner.show("danger", verdict(), {
    official: () => end("welcome_demo_left"),
    leave: () => end("welcome_demo_left"),
    proceed: () => end("welcome_demo_stayed"),
    help: () => open("help"),
    report: () => open("report"),
    falseAlarm: () => open("false-alarm"),
    trust: null,
    note: say("welcome_demo_note"),
    lost: async () => false,
  });
}

/** @param {"help" | "report" | "false-alarm"} page as any warning opens it */
function open(page) {
  void chrome.tabs.create({ url: pageAbout(page) });
}

/** @param {string} key of the words on what the visitor chose */
function end(key) {
  vigicolisBanner.hide();
  part("after").hidden = false;
  part("outcome").textContent = say(key);
  part("again").focus();
}

part("again").addEventListener("click", warn);

await speak(await readSettings());
document.title = say("welcome_demo_label");
warn();
part("demo").removeAttribute("aria-busy");
