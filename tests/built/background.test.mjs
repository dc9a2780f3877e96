// What the background does in which order, where no browser can be brought to show it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startBackground } from "../lib/started.mjs";

const FAKE = "https://chronopost-colis-frais.example/suivi";

test("a frame whose page is slow to say that it shows it holds up nobody else who asks about the tab", async (t) => {
  const { ask, chrome } = await startBackground(t, "chrome", "chrome", FAKE);
  /** @type {(isShown: boolean) => void} */
  let say = () => {};
  const saying = new Promise((resolve) => (say = resolve));
  chrome.tabs.sendMessage = (/** @type {number} */ _, /** @type {{ kind: string }} */ { kind }) => (kind === "find_frame" ? saying : Promise.resolve());
  /** @type {string[]} */
  const answered = [];
  const framed = ask({ kind: "judge_page", snapshot: {}, place: 0 }, { frameId: 3 }).then(() => answered.push("frame"));
  const top = ask({ kind: "judge_address" }).then(() => answered.push("page"));
  // Were it asked while others wait in line, it would be answered first, when nobody waits for the page any longer.
  await top;
  say(true);
  await framed;
  assert.deepEqual(answered, ["page", "frame"]);
});
