// Pages whose own policies forbid nearly everything: the warning is not theirs to forbid.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { fakePayment } from "./pages.mjs";

const HOST = "suivi-chronopost.example";

const POLICIES = [
  { path: "/none", what: "a page that allows no source at all", policy: "default-src 'none'" },
  {
    path: "/trusted-types",
    what: "a page that demands trusted types",
    policy: "require-trusted-types-for 'script'; trusted-types 'none'; script-src 'none'; style-src 'none'",
  },
  { path: "/sandbox", what: "a sandboxed page without scripts", policy: "sandbox" },
  { path: "/sandbox-scripts", what: "a sandboxed page of an opaque origin", policy: "sandbox allow-scripts allow-forms" },
];

for (const name of BROWSERS) {
  describe(`guarded pages in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, (host, path) => {
        if (host !== HOST) return null;
        if (path === "/meta") return { body: fakePayment(`<meta http-equiv="content-security-policy" content="default-src 'none'">`) };
        const found = POLICIES.find((each) => each.path === path);
        return found ? { headers: { "content-security-policy": found.policy }, body: fakePayment() } : null;
      });
    });
    after(() => bench?.close());

    for (const { path, what } of [...POLICIES, { path: "/meta", what: "a page with its policy in a meta element" }]) {
      test(`${what} is warned of all the same`, async () => {
        const tab = await bench.openTab();
        await tab.visit(`https://${HOST}${path}`);
        const verdict = await tab.untilLevel("danger");
        assert.equal(verdict.brand?.id, "chronopost");
        const warning = await tab.untilWarning();
        assert.ok(warning.modal);
        assert.match(warning.text, /Chronopost/);
        assert.match(warning.text, new RegExp(HOST));
        assert.ok(await hasStyle(tab), "the warning has its own colours");
        await tab.close();
      });
    }
  });
}

/**
 * Whether the warning's style sheet took hold: without it a dialog has the browser's plain black border.
 * @param {import("../lib/bench.mjs").Tab} tab
 */
function hasStyle(tab) {
  const look = (/** @type {ShadowRoot} */ root) => {
    const box = root.querySelector(":modal");
    return box !== null && getComputedStyle(box).borderTopStyle !== "solid" || getComputedStyle(/** @type {Element} */ (box)).borderTopColor !== "rgb(0, 0, 0)";
  };
  return tab.bench.browser.inWarning(tab.page, String(look));
}
