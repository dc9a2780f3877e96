// How soon the banner stands in a mail that Thunderbird has loaded.
import { PLACES } from "./thunderbird.mjs";

/**
 * Shows a mail, and waits for its banner.
 * @param {import("./thunderbird.mjs").Mailer} mailer
 * @param {number} index
 * @returns {Promise<number>} milliseconds from the mail's loading to its banner
 */
export async function timeBanner(mailer, index) {
  return mailer.run(`${PLACES}
    const pane = tabmail.currentAbout3Pane;
    const message = placeOf("main");
    const loaded = new Promise((resolve) => message.addEventListener("MsgLoaded", () => resolve(performance.now()), { once: true }));
    for (let row = 0; row < pane.gDBView.rowCount; row += 1) {
      if (pane.gDBView.getMsgHdrAt(row).messageId === \`mail-\${args[0]}@mailbox.example\`) pane.threadTree.selectedIndex = row;
    }
    const from = await loaded;
    while (rootsOf(message.getMessagePaneBrowser().contentDocument).length === 0) {
      if (performance.now() - from > 20_000) throw new Error("no banner");
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return performance.now() - from;`, index);
}
