/* exported vigicolisHello */
"use strict";

/**
 * The first word to the background, which judges the address while the browser still compiles the other scripts.
 * A page made ahead of time is not yet the tab's page.
 */
const vigicolisHello = /** @type {Document & { prerendering?: boolean }} */ (document).prerendering === true ? null
  : (async () => chrome.runtime.sendMessage({ kind: window.top === window ? "judge_address" : "read_tab" }))().catch(() => null);
