/** What the add-on's own pages ask of the mail that is shown, and how they open what they lead to. */

import { messenger } from "../messenger.js";

/** @typedef {import("../background/main.js").ToldMail} ToldMail */

/**
 * @param {number | undefined} tabId
 * @returns {Promise<ToldMail | null>} null where none is shown, or nobody answers
 */
export async function readMailOf(tabId) {
  if (tabId === undefined) return null;
  try {
    const reply = await chrome.runtime.sendMessage({ kind: "read_mail", tabId });
    return reply?.kind === "mail" ? reply.mail : null;
  } catch {
    return null;
  }
}

/** Websites open in the browser, where they have an address bar, and pages of the add-on in a tab. */
export function openLinksOutside() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target !== "_blank") return;
    event.preventDefault();
    const isWeb = /^https?:$/.test(link.protocol);
    void (isWeb ? messenger.windows.openDefaultBrowser(link.href) : chrome.tabs.create({ url: link.href }));
  });
}
