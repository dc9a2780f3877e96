/** What the add-on reads, what one will see, and what its button is for. */

import { part, readSettings, speak } from "../../../pages/page.js";

async function start() {
  await speak(await readSettings());
  part("title").focus();
}

void start().finally(() => part("welcome").removeAttribute("aria-busy"));
