import { besideId, onHanded, take } from "../../shared/handed.js";
import { pageAbout } from "../advice.js";
import { part, readSettings, speak } from "../page.js";
import { startChecks } from "../popup/check.js";
import { makeParts } from "../popup/parts.js";

/**
 * The popup's box as a page of its own, which stays: beside the pages of a window, in a tab, or in
 * a window for what the context menu chose.
 */

async function start() {
  await speak(await readSettings());
  /** @type {HTMLAnchorElement} */ (part("help-link")).href = pageAbout("help");
  const parts = makeParts(part("check"));
  const { checkText, checkPicture } = startChecks(parts);
  const { searchParams } = new URL(location.href);
  (searchParams.has("choose") ? parts.picture.choose : parts.box).focus();
  const [text, picture] = [searchParams.get("text"), searchParams.get("picture")];
  if (picture !== null) checkPicture(await take(picture));
  else if (text !== null) checkText(await take(text));
  else await listen(checkText);
}

/**
 * Checks what the popup of the same window hands over, now or later.
 * @param {(text: string) => void} checkText
 */
async function listen(checkText) {
  // On a phone there are no windows, and nothing beside a page.
  const id = besideId((await chrome.windows?.getCurrent())?.id);
  const takeText = async () => {
    const text = await take(id);
    if (text !== "") checkText(text);
  };
  onHanded(id, () => void takeText());
  await takeText();
}

void start().finally(() => part("check").removeAttribute("aria-busy"));
