// Judges pages by the built extension, as a visitor's browser would: one real Chromium a job, one
// tab a page. The verdict is the background's own, the snapshot the one its content script sent.
import { launchChromium } from "../lib/chromium.mjs";
import { until } from "../lib/until.mjs";
import { addressKey } from "./serve.mjs";
import { endWelcome } from "../lib/welcome.mjs";

/**
 * @typedef {import("../lib/browser.mjs").TestBrowser} TestBrowser
 * @typedef {import("./corpus.mjs").PageRow} PageRow
 * @typedef {import("../../extension/shared/protocol.js").ContentRequest} ContentRequest
 * @typedef {import("./page-figures.mjs").Outcome} Outcome
 * @typedef {{ outcome: Outcome, snapshot: unknown }} Judged
 * @typedef {{ tab: number, url: string, snapshot: unknown }} SeenSnapshot
 */

/**
 * What a page may take, at the first try and at the second. The second comes when all others were
 * tried once, and is patient: a machine that is busy with other things is no fault of the page.
 */
const DEADLINES_MS = [30_000, 90_000];
/** How long the page's own loading (style sheets, images answered 404) may hold the last look. */
const LOAD_MS = 8_000;
/** Long after a page has come, the content script must have looked at it. */
const SEEN_MS = 15_000;
/** The content script may look at a page still arriving, and looks again once two glances, 400 ms apart, see the same. */
const SETTLE_MS = 1_200;
/** A browser is started afresh now and then: hundreds of tabs leave memory behind. */
const PAGES_A_BROWSER = 250;

/** What content scripts send of a page. @type {ContentRequest["kind"][]} */
const LOOKS = ["judge_address", "judge_page"];

const SWITCHES = [
  // Pages are to be seen under the address the index gives, with no interstitial before them.
  "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LookalikeUrlNavigationSuggestionsUI",
];

/**
 * @template {PageRow & { wait?: number }} R `wait`: milliseconds before the last look, beyond the usual ones
 * @param {R[]} rows
 * @param {object} options
 * @param {string} options.extension folder of the built extension
 * @param {{ httpPort: number, httpsPort: number, proxyPort: number }} options.ports
 * @param {number} options.jobs
 * @param {(row: R) => void} [options.before] called before each visit
 * @param {(row: R, judged: Judged) => void} options.each called once a row, in the order of finishing
 */
export async function judgePages(rows, { extension, ports, jobs, before, each }) {
  const queue = rows.map((row) => ({ row, turn: 0 }));
  // If not even one browser starts, no page is at fault: that ends the run.
  const first = await Watcher.start(extension, ports);
  const work = async (/** @type {Watcher | null} */ watcher) => {
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { row, turn } = next;
        try {
          watcher ??= await Watcher.start(extension, ports);
          before?.(row);
          each(row, await within(DEADLINES_MS[turn] ?? 0, watcher.judge(row)));
        } catch (error) {
          // Whatever went wrong, the browser may be part of it.
          await watcher?.close();
          watcher = null;
          if (turn + 1 < DEADLINES_MS.length) queue.push({ row, turn: turn + 1 });
          else each(row, failure(error));
        }
        if (watcher && watcher.visits >= PAGES_A_BROWSER) {
          await watcher.close();
          watcher = null;
        }
      }
    } finally {
      await watcher?.close();
    }
  };
  await Promise.all(Array.from({ length: jobs }, (_, job) => work(job === 0 ? first : null)));
}

/** One browser with the extension, and an extension page that overhears what content scripts send. */
class Watcher {
  /**
   * @param {TestBrowser} browser
   * @param {import("puppeteer-core").Page} ear
   */
  constructor(browser, ear) {
    this.browser = browser;
    this.ear = ear;
    this.visits = 0;
  }

  /**
   * @param {string} extension
   * @param {{ httpPort: number, httpsPort: number, proxyPort: number }} ports
   */
  static async start(extension, ports) {
    const browser = await launchChromium({ extension, ports, args: SWITCHES });
    try {
      const ear = await browser.openExtensionPage("pages/popup/popup.html");
      await endWelcome(ear);
      await ear.evaluate(listen, LOOKS);
      return new Watcher(browser, ear);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /**
   * @param {PageRow & { wait?: number }} row
   * @returns {Promise<Judged>}
   */
  async judge(row) {
    this.visits += 1;
    await this.ear.evaluate(forget);
    const page = await this.browser.newPage();
    page.setDefaultTimeout(0); // the deadline is the caller's
    try {
      await stayAt(page, row.url);
      page.on("dialog", (dialog) => void dialog.dismiss().catch(() => {}));
      const response = await page.goto(row.url, { waitUntil: "domcontentloaded" });
      if (response?.status() !== 200) throw new Error(`the page was answered with ${response?.status() ?? "nothing"}`);
      await within(LOAD_MS, page.waitForFunction(() => document.readyState === "complete", { polling: 50 })).catch(() => {});
      await new Promise((done) => setTimeout(done, SETTLE_MS + (row.wait ?? 0)));
      const seen = await until("the extension to look at the page", () => this.#seen(page.url()), SEEN_MS);
      const reply = await this.ear.evaluate(askReport, seen.tab);
      return { outcome: outcomeOf(reply), snapshot: seen.snapshot };
    } finally {
      await page.close();
    }
  }

  /**
   * @param {string} url
   * @returns {Promise<SeenSnapshot | null>} of a mailbox, which is not read, a snapshot of nothing
   */
  async #seen(url) {
    const seen = await this.ear.evaluate(lastSeen, url);
    if (!seen || seen.snapshot) return seen;
    const reply = await this.ear.evaluate(askReport, seen.tab);
    return reply.mailbox ? { ...seen, snapshot: { url } } : null;
  }

  async close() {
    await this.browser.close().catch(() => {});
  }
}

/**
 * A page of a kit sends its visitor on (`meta refresh`) before anyone could look: only its own
 * address may be opened in its tab. Frames are left alone, and get their 404.
 * @param {import("puppeteer-core").Page} page
 * @param {string} url
 */
async function stayAt(page, url) {
  const session = await page.createCDPSession();
  const own = addressKey(new URL(url));
  const { frameTree } = await session.send("Page.getFrameTree");
  session.on("Fetch.requestPaused", ({ requestId, frameId, request }) => {
    const leaves = frameId === frameTree.frame.id && addressKey(new URL(request.url)) !== own;
    const answer = leaves
      ? session.send("Fetch.failRequest", { requestId, errorReason: "Aborted" })
      : session.send("Fetch.continueRequest", { requestId });
    answer.catch(() => {}); // the tab is gone
  });
  await session.send("Fetch.enable", { patterns: [{ resourceType: "Document" }] });
}

/**
 * What the engine said, by the background's reply or as the native tool prints it.
 * @param {Record<string, any>} said
 * @returns {Outcome}
 */
export function outcomeOf(said) {
  const verdict = said["kind"] === "verdict" ? said["verdict"] : said;
  if (!["official", "clear", "caution", "danger"].includes(verdict?.level)) {
    return { level: "error", brand: null, reasons: [], error: `no verdict: ${JSON.stringify(said).slice(0, 200)}` };
  }
  return {
    level: verdict.level,
    brand: verdict.brand?.id ?? (typeof verdict.brand === "string" ? verdict.brand : null),
    reasons: (verdict.reasons ?? []).map((/** @type {any} */ reason) => (typeof reason === "string" ? reason : reason.rule)),
    asks: verdict.asks ?? [],
  };
}

/**
 * @param {unknown} problem
 * @returns {Judged}
 */
function failure(problem) {
  const error = problem instanceof Error ? problem.message : String(problem);
  return { outcome: { level: "error", brand: null, reasons: [], error: error.slice(0, 300) }, snapshot: null };
}

/**
 * @template T
 * @param {number} deadline milliseconds
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function within(deadline, work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not judged within ${deadline} ms`)), deadline);
  });
  try {
    return await Promise.race([work, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

// The functions below run in the extension's page. Every page of an extension hears what its
// content scripts send; this one never answers, so the background does.

/** @param {ContentRequest["kind"][]} kinds of messages that bring a page */
function listen(kinds) {
  const seen = /** @type {SeenSnapshot[]} */ ([]);
  Object.assign(globalThis, { seen });
  chrome.runtime.onMessage.addListener((message, sender) => {
    if (!kinds.includes(message?.kind) || sender.frameId !== 0 || sender.tab?.id === undefined) return;
    seen.push({ tab: sender.tab.id, url: sender.url ?? "", snapshot: message.snapshot ?? null });
  });
}

function forget() {
  /** @type {any} */ (globalThis).seen.length = 0;
}

/**
 * @param {string} url
 * @returns {SeenSnapshot | null} without a snapshot while only the address was told
 */
function lastSeen(url) {
  return /** @type {any} */ (globalThis).seen.findLast((/** @type {SeenSnapshot} */ one) => one.url === url) ?? null;
}

/** @param {number} tabId */
function askReport(tabId) {
  return chrome.runtime.sendMessage({ kind: "read_tab", tabId });
}
