import puppeteer from "puppeteer-core";
import { browserPath } from "./executables.mjs";
import { PATIENCE, until } from "./until.mjs";

/**
 * @typedef {import("./browser.mjs").LaunchOptions} LaunchOptions
 * @typedef {import("./browser.mjs").TestBrowser} TestBrowser
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {import("puppeteer-core").Protocol.DOM.Node} Node
 */

/** Milliseconds after which a worker that did not stop is told again. */
const ASK_AGAIN_AFTER = 1000;

/** How deep below the document a warning may hang: beside or inside the body, never in the page's own tree. */
const HOST_DEPTH = 3;

/**
 * Chromium with the extension loaded; every host name leads to the local sites.
 * @param {LaunchOptions} options
 * @returns {Promise<TestBrowser>}
 */
export async function launchChromium(options) {
  const { extension, ports, viewport, dark, forced, locale = "en", headless = true, watched, noted, scrollbars = false, executable, env, args = [] } = options;
  const browser = await puppeteer.launch({
    executablePath: executable ?? browserPath("chromium"),
    headless,
    timeout: PATIENCE,
    protocolTimeout: 1.5 * PATIENCE,
    pipe: true,
    ignoreDefaultArgs: scrollbars ? ["--hide-scrollbars"] : [],
    enableExtensions: true,
    acceptInsecureCerts: true,
    // A worker that is being inspected never falls asleep, and an inspector left behind holds its next start.
    ...(!watched && { targetFilter: (target) => !isWorker(target) }),
    defaultViewport: viewport ?? (headless ? { width: 1280, height: 800 } : null),
    // The extension's language follows the browser's, which follows these on Linux.
    env: { ...process.env, LANGUAGE: locale, LANG: `${locale}.UTF-8`, ...env },
    args: [
      `--lang=${locale}`,
      "--no-sandbox",
      // Nobody sees the browser's own bars: not to draw and move them saves a sixth of the time.
      ...(headless ? ["--kiosk", "--animation-duration-scale=0"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-features=AutofillServerCommunication,NetworkTimeServiceQuerying",
      `--host-resolver-rules=MAP *:80 127.0.0.1:${ports.httpPort}, MAP *:443 127.0.0.1:${ports.httpsPort}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ...args,
    ],
  });
  try {
    return await equip(browser, extension, { dark, forced, watched, noted });
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {string | null} extension
 * @param {Pick<LaunchOptions, "dark" | "forced" | "watched" | "noted">} options
 * @returns {Promise<TestBrowser>}
 */
async function equip(browser, extension, { dark, forced, watched, noted }) {
  const requests = watched ? watchRequests(browser) : null;
  // Told beforehand, or the first errors are not noted.
  if (noted) await atExtensions((developerPrivate) => developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }));
  const extensionId = extension === null ? "" : await browser.installExtension(extension);
  const origin = `chrome-extension://${extensionId}`;

  /** @type {Promise<Awaited<ReturnType<typeof watchLife>>> | undefined} */
  let life;
  const lifeOfWorker = () => (life ??= watchLife(browser, origin));

  /** What stands in the address bar. */
  let typed = "";

  /** @type {import("./browser.mjs").Look} */
  let look = { dark, forced };
  /** @type {WeakMap<Page, Promise<import("puppeteer-core").CDPSession>>} kept: each new one would make a world of its own anew */
  const sessions = new WeakMap();

  /** @param {Page} page */
  function sessionOf(page) {
    const session = sessions.get(page) ?? page.createCDPSession();
    sessions.set(page, session);
    return session;
  }

  /** @type {WeakSet<Page>} pages that were given a look */
  const dressed = new WeakSet();

  /** @param {Page} page */
  async function giveLook(page) {
    const features = [
      ...(look.dark ? [{ name: "prefers-color-scheme", value: "dark" }] : []),
      ...(look.forced ? [{ name: "forced-colors", value: "active" }, { name: "prefers-reduced-motion", value: "reduce" }] : []),
    ];
    if (features.length === 0 && !dressed.has(page)) return;
    dressed.add(page);
    // Puppeteer's own method knows no forced colours.
    await (await sessionOf(page)).send("Emulation.setEmulatedMedia", { features });
  }

  /**
   * Asks the browser's own page of extensions.
   * @template T
   * @template {unknown[]} A
   * @param {(developerPrivate: any, ...args: A) => Promise<T>} question whose source runs there
   * @param {A} args
   * @returns {Promise<T>}
   */
  async function atExtensions(question, ...args) {
    const page = await browser.newPage();
    await page.goto("chrome://extensions");
    const source = `(${question})(chrome.developerPrivate, ...${JSON.stringify(args)})`;
    const answer = /** @type {T} */ (await page.evaluate(source));
    await page.close();
    return answer;
  }

  /** Chooses what the visitor may choose there. @param {object} choice */
  function configure(choice) {
    return atExtensions(async (developerPrivate, given) => {
      // Else an extension that was not packed is not started again.
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.updateExtensionConfiguration(given);
    }, { extensionId, ...choice });
  }

  async function newPage() {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await giveLook(page);
    return page;
  }

  return {
    name: "chromium",
    browser,
    extensionId,
    origin,
    newPage,
    async openExtensionPage(path) {
      const page = await newPage();
      await page.goto(`${origin}/${path}`);
      return page;
    },
    async turnExtensionPage(page, path) {
      await page.goto(`${origin}/${path}`);
    },
    async inWarning(page, look, ...args) {
      const session = await sessionOf(page);
      const world = await ownWorld(session);
      const { result } = await session.send("Runtime.evaluate", { expression: "document", contextId: world, objectGroup: "looks" });
      // Described, not got: of a document that it was given the browser would tell every change, and
      // a page that never stops changing would have time for nothing else.
      const { node } = await session.send("DOM.describeNode", { objectId: result.objectId, depth: HOST_DEPTH });
      for (const shadow of closedRoots(node)) {
        const { object } = await session.send("DOM.resolveNode", { backendNodeId: shadow.backendNodeId, executionContextId: world, objectGroup: "looks" });
        const value = await call(session, { objectId: object.objectId }, "this", look, args);
        if (value !== null) return value;
      }
      return null;
    },
    async inPage(page, look, ...args) {
      const session = await sessionOf(page);
      return call(session, { executionContextId: await ownWorld(session) }, "document", look, args);
    },
    look: () => look,
    async setLook(next) {
      look = next;
      for (const page of await browser.pages()) await giveLook(page);
    },
    setAccess: (given) => configure({ hostAccess: given ? "ON_ALL_SITES" : "ON_CLICK" }),
    allowPrivate: () => configure({ incognitoAccess: true }),
    emulatePrint: (page, isPrinted) => page.emulateMediaType(isPrinted ? "print" : undefined),
    async clickMenu(entry, tabId) {
      const worker = await (await browser.waitForTarget(isWorker)).worker();
      await worker?.evaluate(
        async (menuItemId, id) => {
          // Fails where there is no such entry.
          await chrome.contextMenus.update(menuItemId, {});
          /** @type {any} */ (chrome.contextMenus.onClicked).dispatch({ menuItemId }, await chrome.tabs.get(id));
        },
        entry,
        tabId,
      );
    },
    async typeInBar(text) {
      typed = text;
      const worker = await (await browser.waitForTarget(isWorker)).worker();
      await worker?.evaluate((given) => {
        const { omnibox } = chrome;
        const lines = /** @type {string[]} */ ([]);
        const set = /** @type {any} */ (globalThis).setLine ?? omnibox.setDefaultSuggestion.bind(omnibox);
        Object.assign(globalThis, { lines, setLine: set });
        // What the browser can't read as XML it refuses.
        omnibox.setDefaultSuggestion = async (line) => {
          await set(line);
          lines.splice(0, 1, line.description);
        };
        /** @type {any} */ (omnibox.onInputChanged).dispatch(given, () => {});
      }, text);
    },
    async barLines() {
      const worker = await (await browser.waitForTarget(isWorker)).worker();
      return (await worker?.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (globalThis).lines))) ?? [];
    },
    async enterInBar() {
      const worker = await (await browser.waitForTarget(isWorker)).worker();
      await worker?.evaluate((text) => /** @type {any} */ (chrome.omnibox.onInputEntered).dispatch(text, "newForegroundTab"), typed);
    },
    async setEnabled(enabled) {
      life = undefined;
      await atExtensions((_developerPrivate, id, wanted) => chrome.management.setEnabled(id, wanted), extensionId, enabled);
    },
    async reload() {
      life = undefined;
      await atExtensions((developerPrivate, id) => developerPrivate.reload(id), extensionId);
    },
    async complaints() {
      const { runtimeErrors, manifestErrors } = await atExtensions((developerPrivate, id) => developerPrivate.getExtensionInfo(id), extensionId);
      return [...runtimeErrors, ...manifestErrors].map(({ source, message, occurrences }) => `${source}: ${message} (${occurrences ?? 1})`);
    },
    async stopBackground() {
      const worker = await lifeOfWorker();
      const stops = worker.stops();
      let asked = -Infinity;
      await until("the service worker to stop", async () => {
        // A page's message may have started the next one already.
        if (worker.status() === "stopped" || worker.stops() > stops) return true;
        // A worker that was still starting lets the first request pass.
        if (performance.now() - asked > ASK_AGAIN_AFTER) {
          asked = performance.now();
          await worker.stop();
        }
        return false;
      });
    },
    async isBackgroundRunning() {
      return (await lifeOfWorker()).status() !== "stopped";
    },
    backgroundRequests: () => requests,
    close: () => browser.close(),
  };
}

/**
 * A world of its own in the page's top document: the page can neither see nor forbid it.
 * @param {import("puppeteer-core").CDPSession} session
 * @returns {Promise<number>}
 */
async function ownWorld(session) {
  const { frameTree } = await session.send("Page.getFrameTree");
  const world = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "vigicolis-tests" });
  return world.executionContextId;
}

/**
 * @param {import("puppeteer-core").CDPSession} session
 * @param {{ objectId: string | undefined } | { executionContextId: number }} where
 * @param {"this" | "document"} root how it is called there
 * @param {string} look source of a function `(root, ...args) => value`
 * @param {unknown[]} args
 */
async function call(session, where, root, look, args) {
  const { result, exceptionDetails } = await session.send("Runtime.callFunctionOn", {
    functionDeclaration: `function (...args) { return (${look})(${root}, ...args); }`,
    ...where,
    arguments: args.map((value) => ({ value })),
    returnByValue: true,
    awaitPromise: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value ?? null;
}

/** @param {import("puppeteer-core").Target} target */
function isWorker(target) {
  return target.type() === "service_worker";
}

/**
 * Notes every address that a service worker asks for, from its first line of code where possible.
 * @param {import("puppeteer-core").Browser} browser
 * @returns {string[]} grows as the workers ask
 */
function watchRequests(browser) {
  /** @type {string[]} */
  const requests = [];

  /** @param {import("puppeteer-core").Target} target */
  async function look(target) {
    try {
      const session = await target.createCDPSession();
      session.on("Network.requestWillBeSent", ({ request }) => requests.push(request.url));
      session.on("Network.webSocketCreated", ({ url }) => requests.push(url));
      await session.send("Network.enable");
    } catch {
      // The worker was gone before it could be watched; the sites' own log still holds its requests.
    }
  }

  browser.on("targetcreated", (target) => {
    if (isWorker(target)) void look(target);
  });
  return requests;
}

/**
 * A page of the extension, which the bench keeps open.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} origin
 */
async function extensionPage(browser, origin) {
  const page = (await browser.pages()).find((each) => each.url().startsWith(origin));
  if (!page) throw new Error("no page of the extension is open");
  return page;
}

/**
 * Follows the worker's life through a page of the extension: to look at the worker itself would
 * keep it awake.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} origin
 */
async function watchLife(browser, origin) {
  const page = await extensionPage(browser, origin);
  let status = "";
  let stops = 0;
  const session = await page.createCDPSession();
  session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
    const now = versions.at(-1)?.runningStatus ?? status;
    if (now === "stopped" && now !== status) stops += 1;
    status = now;
  });
  await session.send("ServiceWorker.enable");
  await until("the worker's status", () => status);
  return {
    status: () => status,
    /** How often the worker was seen to stop. */
    stops: () => stops,
    stop: () => session.send("ServiceWorker.stopAllWorkers"),
  };
}

/**
 * The closed shadow roots that are not the browser's own, outside frames.
 * @param {Node} node
 * @returns {Generator<Node>}
 */
function* closedRoots(node) {
  const own = node.shadowRoots?.find((root) => root.shadowRootType === "closed");
  if (own) yield own;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) yield* closedRoots(child);
}
