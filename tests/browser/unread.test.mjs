// Pages that nobody can read: what the popup says of them is no all-clear.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { document, plainPage } from "./pages.mjs";

const HOST = "factures.example";

const INVOICE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000052 00000 n\x20
0000000101 00000 n\x20
trailer<</Size 4/Root 1 0 R>>
startxref
162
%%EOF`;

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  if (host !== HOST) return null;
  if (path === "/facture.pdf") return { headers: { "content-type": "application/pdf" }, body: INVOICE };
  if (path === "/picture") return { body: document("", `<img src="/facture.png" alt="" width="600" height="800">`) };
  return { body: plainPage() };
};

for (const name of BROWSERS) {
  describe(`a page that can't be read in ${name}`, () => {
    for (const path of ["/facture.pdf", "/picture"]) {
      test(`${path} is said to be so`, async () => {
        const bench = await startBench(name, routes);
        try {
          const tab = await bench.openTab();
          await tab.page.goto(`https://${HOST}${path}`).catch(() => undefined);
          // In Firefox no extension is let into the viewer of PDFs: there is no verdict at all.
          const isRead = name === "chromium" || path === "/picture";
          if (isRead) await tab.untilLevel("clear");
          const told = await until("the popup to say so", async () => {
            const popup = await openPopup(tab);
            return popup.level === "unknown" && (!isRead || popup.text.includes("Nothing to read on this page")) ? popup : null;
          });
          assert.match(told.text, isRead ? /reads neither PDFs nor pictures/ : /cannot read the page: a PDF, for example/);
          await tab.visit(`https://${HOST}/`);
          await tab.untilLevel("clear");
          await until("a page with words to be clear", async () => (await openPopup(tab)).level === "clear");
        } finally {
          await bench.close();
        }
      });
    }
  });
}
