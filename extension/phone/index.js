/* global vigicolisWords */

/**
 * The page for phones: the popup's box, which takes what is shared, pasted or photographed, and judges
 * it on the device.
 */

import { hand, take } from "../shared/handed.js";
import { LANGUAGES } from "../shared/languages.js";
import { local } from "../shared/storage.js";
import { STORE_KEY } from "../shared/store.js";
import { ask, make, part, readSettings, speak } from "../pages/page.js";
import { startChecks } from "../pages/popup/check.js";
import { makeParts } from "../pages/popup/parts.js";
import { takeShare } from "./shares.js";
import { keepForOffline, readContents, renew } from "./update.js";

/**
 * @typedef {ReturnType<typeof startChecks>} Checks
 * @typedef {import("../pages/popup/parts.js").Parts} Parts
 */

const { language, say } = vigicolisWords;

/** Under which the text in the box goes along when the language is changed. */
const SPOKEN_ANEW = "language";

/** Characters of the hash by which two people compare versions. */
const SHORT_HASH = 12;

/** A share by which nothing arrived. */
const NOT_SHARED = { text: "", files: [] };

/** @param {Parts} parts */
function paintLanguages({ box }) {
  const select = /** @type {HTMLSelectElement} */ (part("language"));
  select.setAttribute("aria-label", say("options_language"));
  select.append(...Object.entries(LANGUAGES).map(([tag, name]) => new Option(name, tag)));
  select.value = language();
  select.addEventListener("change", async () => {
    await local.set({ [STORE_KEY]: { language: select.value } }).catch(() => undefined);
    await hand(box.value, SPOKEN_ANEW);
    location.reload();
  });
}

/**
 * A button that checks what was copied: to press on a box until a menu comes is hard for many.
 * @param {Parts} parts
 * @param {Checks} checks
 */
function addPaste({ box }, { checkText }) {
  const paste = make("button", "button", say("phone_paste"));
  paste.type = "button";
  const refused = make("p", "refused", say("phone_paste_refused"));
  refused.role = "alert";
  refused.hidden = true;
  paste.hidden = navigator.clipboard?.readText === undefined;
  paste.addEventListener("click", async () => {
    const text = await navigator.clipboard.readText().catch(() => "");
    refused.hidden = text.trim() !== "";
    if (refused.hidden) checkText(text);
    else box.focus();
  });
  box.before(paste);
  box.after(refused);
}

/**
 * A button that takes a picture by the phone's own camera, and hands it over as a file.
 * @param {Parts} parts
 * @param {Checks} checks
 */
function addCamera({ form, picture }, { checkFiles }) {
  const camera = make("input", "");
  Object.assign(camera, { type: "file", accept: "image/*", hidden: true });
  camera.setAttribute("capture", "environment");
  const photograph = make("button", "button minor camera", say("phone_photo"));
  photograph.type = "button";
  photograph.addEventListener("click", () => camera.click());
  camera.addEventListener("change", () => {
    if (camera.files?.length) checkFiles([...camera.files]);
    // The next picture may have the same name.
    camera.value = "";
  });
  form.insertBefore(photograph, picture.choose);
  form.append(camera);
}

/**
 * Checks what the address brings: a text behind `#text=`, which no host sees, or the name of something
 * that was shared. Nothing of it stays there.
 * @param {Parts} parts
 * @param {Checks} checks
 */
async function takeWhatCame({ box }, { checkText, checkFiles }) {
  const [, kind = "", content = ""] = /^#(text|shared)=(.*)$/s.exec(location.hash) ?? [];
  if (kind === "") return;
  history.replaceState(null, "", location.pathname);
  const { text, files } = kind === "text" ? { text: decoded(content), files: [] } : ((await takeShare(content)) ?? NOT_SHARED);
  const isLost = text.trim() === "" && files.length === 0;
  part("unshared").textContent = isLost ? say("phone_unshared") : "";
  part("unshared").hidden = !isLost;
  if (files.length > 0) {
    box.value = text;
    checkFiles(files, text);
  } else if (!isLost) checkText(text);
}

/** @param {string} text as it stands in an address, where whoever wrote it may have left a percent sign as it was */
function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (letters) => {
    try {
      return decodeURIComponent(letters);
    } catch {
      return letters;
    }
  });
}

/** Where the browser offers to install the page, so does a button. */
function offerInstallation() {
  const install = part("install");
  /** @type {(Event & { prompt(): Promise<unknown> }) | null} */
  let offer = null;
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = /** @type {typeof offer} */ (event);
    install.hidden = false;
  });
  window.addEventListener("appinstalled", () => (install.hidden = true));
  install.addEventListener("click", () => void offer?.prompt());
}

async function paintVersion() {
  const contents = await readContents();
  if (!contents) return;
  const { version, hash } = contents;
  part("version").append(say("phone_version", version, hash.slice(0, SHORT_HASH)), make("small", "hash", hash));
}

async function start() {
  offerInstallation();
  await speak(await readSettings());
  const parts = makeParts(part("check"));
  paintLanguages(parts);
  const checks = startChecks(parts);
  addPaste(parts, checks);
  addCamera(parts, checks);
  const kept = await take(SPOKEN_ANEW);
  if (kept !== "") checks.checkText(kept);
  window.addEventListener("hashchange", () => void takeWhatCame(parts, checks));
  await takeWhatCame(parts, checks);
  void paintVersion();
  void keepForOffline().then((isKept) => (part("ready").hidden = !isKept));
}

// The engine starts while everything else is read.
void ask({ kind: "name_brands", ids: [] });
if (!(await renew())) void start().finally(() => part("check").removeAttribute("aria-busy"));
