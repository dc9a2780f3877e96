/* exported vigicolisHello */
"use strict";

/**
 * The first word to the background, on its way before the browser has so much as compiled the other scripts: what
 * the page may be, it knows by the address. A page made ahead of time is not yet the tab's page.
 */
const vigicolisHello = /** @type {Document & { prerendering?: boolean }} */ (document).prerendering === true ? null
  : (async () => chrome.runtime.sendMessage({ kind: window.top === window ? "judge_address" : "read_tab" }))().catch(() => null);
