// What breaks, breaks for one page at most: a trapped engine, storage that is full or holds rubbish,
// a background that ends in the middle of a look or fell asleep, a site that is not reached, a clock
// that is wrong. Storage that does not answer: storage.test; updates, windows, many tabs: updates.test.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { assertQuiet } from "../lib/complaints.mjs";
import { openPopup } from "../lib/popup.mjs";
import { until } from "../lib/until.mjs";
import { variantOf } from "../lib/variant.mjs";
import { fakePayment, plainPage } from "./pages.mjs";

const HOST = "espace-client-web.example";

/** A well-known mailbox: its address is mapped to this machine. */
const MAILBOX = "mail.google.com";

/** @type {import("../lib/sites.mjs").Routes} */
const routes = (host, path) => {
  if (host === MAILBOX) return { body: fakePayment() };
  if (path === "/cut") return { isCut: true };
  return host === HOST ? { body: path.startsWith("/fake") ? fakePayment() : plainPage() } : null;
};

/**
 * @param {Parameters<typeof startBench>[0]} name
 * @param {Parameters<typeof startBench>[2]} options
 * @param {(bench: import("../lib/bench.mjs").Bench) => Promise<void>} check
 */
async function withBench(name, options, check) {
  const bench = await startBench(name, routes, options);
  try {
    await check(bench);
  } finally {
    await bench.close();
  }
}

/** A trap leaves the instance's memory unusable: this one never answers again, only a new one does. */
const TRAPS_ONCE = `
const handle = Service.prototype.handle;
let trapped;
Service.prototype.handle = function (input) {
  if (!trapped && input.request.kind === "judge_page" && input.sender.url.endsWith("/fake-trap")) trapped = wasm;
  if (trapped === wasm) throw new WebAssembly.RuntimeError("unreachable");
  return handle.call(this, input);
};
`;

/** The same in the module that answers questions. */
const QUESTION_TRAPS_ONCE = `
const answer = Service.prototype.handle;
let trappedOver;
Service.prototype.handle = function (input) {
  if (!trappedOver && input.request.text?.includes("trap")) trappedOver = wasm;
  if (trappedOver === wasm) throw new WebAssembly.RuntimeError("unreachable");
  return answer.call(this, input);
};
`;

/** How often a look is never answered, because the background ends before it could. */
const ENDS = 3;

/** @param {string} text */
const hangsAtFirst = (text) =>
  text.replace(
    "export async function judge(input) {",
    `$&
  if (input.request.kind === "judge_page" && input.sender.url.endsWith("/fake-held")) {
    const { begun = 0 } = await chrome.storage.session.get("begun");
    await chrome.storage.session.set({ begun: begun + 1 });
    if (begun < ${ENDS}) await new Promise(() => {});
  }`,
  );

/** Fails more often than a page asks again for one look; the address, too. */
const TRAPS_OFTEN = `
const traps = {};
const judgeAll = Service.prototype.handle;
Service.prototype.handle = function (input) {
  const { url } = input.sender;
  traps[url] = (traps[url] ?? 0) + 1;
  if (url.endsWith("/fake-often") && traps[url] <= 15) throw new WebAssembly.RuntimeError("unreachable");
  return judgeAll.call(this, input);
};
`;

/** The same as in earnest, only sooner. */
const SOONER = { LOOKS: "2", LATE_LOOKS: "2", LATE_GAP_MS: "300", LAST_GAP_MS: "900" };

/** @param {string} text */
const wearsOutSoon = (text) => Object.entries(SOONER).reduce((soon, [what, value]) => soon.replace(new RegExp(`const ${what} = [0-9_]+;`), `const ${what} = ${value};`), text);

/** @param {number} years */
const WRONG_CLOCK = (years) => `
const RightDate = Date;
globalThis.Date = class extends RightDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [RightDate.now() + ${years} * 31_557_600_000]));
  }
  static now() {
    return RightDate.now() + ${years} * 31_557_600_000;
  }
};
`;

const TRAPS_ALWAYS = `
Service.prototype.handle = () => { throw new WebAssembly.RuntimeError("unreachable"); };
`;

for (const name of BROWSERS) {
  describe(`faults in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    const traps = variantOf(name, {
      "wasm/vigicolis.js": (text) => text + TRAPS_ONCE + TRAPS_OFTEN,
      "wasm/vigicolis_desk.js": (text) => text + QUESTION_TRAPS_ONCE,
      "background/engine.js": hangsAtFirst,
    });
    before(async () => {
      bench = await startBench(name, routes, { extension: traps.extension, noted: true });
    });
    after(async () => {
      await bench?.close();
      traps.remove();
    });

    /** @param {string} path */
    async function isFoundOut(path) {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}${path}`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.untilBadge("!");
      return tab;
    }

    test("a trapped engine is made anew, and the page that trapped it is judged", async () => {
      for (const path of ["/fake", "/fake-trap", "/fake"]) await (await isFoundOut(path)).close();
    });

    test("a question that trapped its engine is answered by a new one, and so is the next", async () => {
      for (const text of ["https://chronopost-colis.example/trap", "https://chronopost-colis.example/"]) {
        const reply = await bench.control.evaluate((question) => chrome.runtime.sendMessage(question), { kind: "check_paste", text });
        assert.deepEqual([reply.kind, reply.result?.kind, reply.result?.verdict?.level], ["paste_result", "link", "caution"]);
      }
    });

    test("a page whose looks fail again and again is looked at until one succeeds, though it never changes", async () => {
      await (await isFoundOut("/fake-often")).close();
    });

    test("a mailbox is not read while nobody could say that it is one, nor afterwards", async () => {
      const tab = await bench.openTab();
      await tab.page.goto(`https://${MAILBOX}/fake-often`);
      await until("the background to say that it is a mailbox", async () => {
        const reply = await tab.report();
        return reply.kind === "verdict" && reply.mailbox;
      });
      const kinds = (await bench.heard()).filter(({ url }) => url.startsWith(`https://${MAILBOX}/`)).map(({ message }) => message.kind);
      assert.ok(kinds.length > 2, `asked again: ${kinds}`);
      assert.deepEqual([...new Set(kinds)], ["judge_address"]);
      await tab.close();
    });

    test("a background that ends in the middle of a look, again and again, costs no page its warning", async () => {
      const tab = await bench.openTab();
      await tab.page.goto(`https://${HOST}/fake-held`);
      for (let end = 1; end <= ENDS; end += 1) {
        await until(`look ${end}`, async () => Number((/** @type {any} */ (await bench.stored()).session).begun) === end);
        await bench.browser.stopBackground();
      }
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.untilBadge("!");
      assert.equal((await openPopup(tab)).level, "danger");
      await tab.close();
    });

    test("a background that ends before and after a look costs nothing", async () => {
      const tab = await bench.openTab();
      await bench.browser.stopBackground();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await bench.browser.stopBackground();
      await tab.untilWarning();
      assert.equal((await openPopup(tab)).level, "danger");
      await tab.choose("proceed");
      await tab.untilPassed();
      await tab.untilDismissed();
      await tab.close();
    });

    test("the browser's own page for a site that is not reached is no danger, whatever the site was", async () => {
      const tab = await isFoundOut("/fake");
      await tab.page.goto(`https://${HOST}/cut`).catch(() => undefined);
      await until("no level in the popup", async () => (await openPopup(tab)).level === "unknown");
      await tab.untilBadge("");
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
      await tab.close();
    });

    test("storage that holds rubbish is overcome", async () => {
      const tab = await isFoundOut("/fake");
      for (const rubbish of [{ level: 7 }, "text", [1, 2, 3], { verdict: null, frames: "no" }]) {
        await bench.control.evaluate((key, value) => chrome.storage.session.set({ [key]: value }), `tab:${tab.id}`, rubbish);
        await bench.browser.stopBackground();
        await tab.visit(`https://${HOST}/fake`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
      }
      await tab.close();
    });

    test("full storage is overcome", async () => {
      // As far as the browser takes anything; one that takes any number is left at 12 MB. Each piece is a
      // question of its own: all together take longer than one may on a busy machine. Chromium counts
      // texts of less than 16 letters as nothing, and takes a hundred thousand of them.
      let size = 4_000_000;
      for (let total = 0, piece = 0; size >= 16 && total < 12_000_000; piece += 1) {
        const isTaken = await bench.control.evaluate((key, length) => chrome.storage.session.set({ [key]: "x".repeat(length) }).then(() => true, () => false), `ballast${piece}`, size);
        if (isTaken) total += size;
        else size = Math.floor(size / 2);
      }
      await (await isFoundOut("/fake")).close();
    });

    test("no console holds anything of it", () => assertQuiet(bench));
  });

  test(`a page that turns fake after ever so many looks is found out in ${name}`, async () => {
    const { extension, remove } = variantOf(name, { "content/main.js": wearsOutSoon });
    await withBench(name, { extension }, async (bench) => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      const looks = async () => (await bench.heard()).filter(({ message }) => message.kind === "judge_page").length;
      for (let change = 1; change <= 8; change += 1) {
        const before = await looks();
        await tab.page.evaluate((name) => globalThis.document.body.append(Object.assign(globalThis.document.createElement("input"), { name })), `field${change}`);
        await until(`a look at change ${change}`, async () => (await looks()) > before);
      }
      const { title, body } = await tab.page.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, "text/html");
        return { title: parsed.title, body: parsed.body.innerHTML };
      }, fakePayment());
      await tab.page.evaluate((words, inside) => {
        globalThis.document.title = words;
        globalThis.document.body.innerHTML = inside;
      }, title, body);
      await tab.untilLevel("danger");
      await tab.untilWarning();
    }).finally(remove);
  });

  test(`a page that was cut off because the device was busy is looked at again in ${name}`, async () => {
    const { extension, remove } = variantOf(name, { "content/read/snapshot.js": (text) => text.replace("usual: 400", "get usual() { return (this.asked = (this.asked ?? 0) + 1) > 1 ? 400 : -1; }") });
    await withBench(name, { extension }, async (bench) => {
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/`);
      const cut = async () => (await bench.heard()).filter(({ tab: id, message }) => id === tab.id && message.kind === "judge_page").map(({ message }) => message.snapshot.truncated);
      await until("a whole look", async () => (await cut()).at(-1) === false);
      assert.equal((await cut())[0], true);
    }).finally(remove);
  });

  for (const years of [-50, 50]) {
    test(`a clock that is ${years} years wrong changes no verdict and no way out in ${name}`, async () => {
      const { extension, remove } = variantOf(name, { "shared/protocol.js": (text) => WRONG_CLOCK(years) + text });
      await withBench(name, { extension }, async (bench) => {
        const tab = await bench.openTab();
        await tab.visit(`https://${HOST}/fake`);
        await tab.untilLevel("danger");
        await tab.untilWarning();
        await tab.choose("leave");
        await until("the page to be left", () => !tab.page.url().startsWith(`https://${HOST}/`));
      }).finally(remove);
    });
  }

  test(`an engine that never works says so in the popup, and leaves pages alone, in ${name}`, async () => {
    const { extension, remove } = variantOf(name, { "wasm/vigicolis.js": (text) => text + TRAPS_ALWAYS });
    await withBench(name, { extension }, async (bench) => {
      const tab = await bench.openTab();
      await tab.page.goto(`https://${HOST}/fake`);
      assert.equal((await openPopup(tab)).level, "unknown");
      assert.equal(await tab.warning(), null);
      await tab.untilBadge("");
    }).finally(remove);
  });

  test(`a background that fell asleep wakes up for the next page in ${name}`, () =>
    withBench(name, {}, async (bench) => {
      // Not before it has opened the welcome page: on a busy machine that takes longer than its patience then.
      await bench.browser.tireBackground?.();
      const tab = await bench.openTab();
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilWarning();
      // Chromium's own patience is half a minute.
      await until("the background to sleep", async () => !(await bench.browser.isBackgroundRunning()), 90_000);
      await tab.untilBadge("!");
      await tab.visit(`https://${HOST}/fake`);
      await tab.untilLevel("danger");
      await tab.untilWarning();
    }));
}
