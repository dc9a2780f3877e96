// Safari's copy, which no machine here can run: its background starts and judges with nothing of the
// browser's interfaces but what Safari has, by MDN's tables.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startBackground } from "../lib/started.mjs";

const FAKE = "https://chronopost-colis-frais.example/suivi";

for (const browser of /** @type {const} */ (["safari", "safari_ios"])) {
  test(`${browser}: the background starts, and warns of a fake page`, async (t) => {
    const { ask, listeners } = await startBackground(t, "safari", browser, FAKE);
    const reply = await ask({ kind: "judge_address" });
    assert.equal(reply.kind, "verdict", JSON.stringify(reply));
    assert.ok(["caution", "danger"].includes(reply.verdict.level), reply.verdict.level);
    assert.equal(reply.verdict.brand.id, "chronopost");
    assert.equal(listeners("menus.onClicked").length, browser === "safari" ? 1 : 0, "a page's menu");
  });
}
