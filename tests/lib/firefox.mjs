import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { browserPath } from "./executables.mjs";
import { newProfile } from "./firefox-profile.mjs";
import { PATIENCE } from "./until.mjs";

/**
 * @typedef {import("./browser.mjs").LaunchOptions} LaunchOptions
 * @typedef {import("./browser.mjs").TestBrowser} TestBrowser
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {{ send(method: string, params: object): Promise<any> }} Bidi
 */

const ADDONS = 'const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");';

/**
 * What Firefox notes whenever a page is closed or put away whose script has just asked or listened,
 * and of a script that it ends with the page. No script can keep it from that.
 */
const PAGE_IS_GONE = [
  /^Promise (resolved|rejected) (after context unloaded|while context is inactive)/,
  /^send(RemoveListener|AddListener) on closed conduit /,
  /^Script terminated by timeout at:/,
];

/** Where a warning may hang: beside or inside the body, never deep in the page's own tree. */
const HOSTS = "html > :not(head, body), body > *";

/** A finger comes down and goes up by one command each: on a busy machine what lies between is longer than the 300 ms of a tap. */
const PATIENT_TAPS = { "apz.max_tap_time": PATIENCE, "ui.click_hold_context_menus.delay": PATIENCE };

/**
 * Firefox with the extension loaded; every host name leads to the local sites through their proxy.
 * @param {LaunchOptions} options
 * @returns {Promise<TestBrowser>}
 */
export async function launchFirefox(options) {
  const { extension, ports, viewport, dark, forced, locale = "en", headless = true, touch, executable, env, args = [] } = options;
  const manifest = extension === null ? {} : JSON.parse(readFileSync(join(extension, "manifest.json"), "utf8"));
  const extensionId = idOf(manifest);
  const uuid = randomUUID();
  const profile = newProfile();
  const browser = await puppeteer.launch({
    browser: "firefox",
    userDataDir: profile.folder,
    executablePath: executable ?? browserPath("firefox"),
    headless,
    timeout: PATIENCE,
    // A browser that hangs answers no question: of itself puppeteer waits three minutes for each.
    protocolTimeout: 1.5 * PATIENCE,
    enableExtensions: true,
    acceptInsecureCerts: true,
    defaultViewport: viewport ?? (headless ? { width: 1280, height: 800 } : null),
    // Nobody sees the browser's own bars: not to draw them saves a twelfth of the time.
    args: ["--remote-allow-system-access", ...(headless ? ["--kiosk"] : []), ...args],
    // Lets the remote-settings address below be taken in a release build.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1", ...env },
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": ports.proxyPort,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": ports.proxyPort,
      "dom.security.https_first": false,
      "services.settings.server": "data:,",
      "browser.newtabpage.enabled": false,
      // What the browser notes of itself for its maker, on the disk, takes a twentieth of its time.
      "datareporting.healthreport.uploadEnabled": false,
      "toolkit.telemetry.enabled": false,
      // Painted by the processor here: half the frames leave it for the tests beside this one.
      "dom.ipc.processPrelaunch.enabled": false,
      "layout.frame_rate": 30,
      // A tab that closes leaves its process to the next one: to start one takes a fourth of what a test does.
      "dom.ipc.keepProcessesAlive.web": 4,
      // What an extension asks for after a click is given without a dialog, which no test could answer.
      "extensions.webextOptionalPermissionPrompts": false,
      // The address of the extension's pages must be known beforehand.
      "extensions.webextensions.uuids": JSON.stringify({ [extensionId]: uuid }),
      // As media queries see it: a coarse pointer, which never hovers.
      ...(touch && { "dom.w3c_touch_events.enabled": 1, "ui.primaryPointerCapabilities": 1, "ui.allPointerCapabilities": 1, ...PATIENT_TAPS }),
      ...Object.fromEntries(Object.entries(looks({ dark, forced })).filter(([, value]) => value !== null)),
    },
  });
  try {
    const bidi = connection(browser);
    if (locale !== "en") {
      await inChrome(bidi, `
        Services.locale.availableLocales = [...Services.locale.availableLocales, ${JSON.stringify(locale)}];
        Services.locale.requestedLocales = [${JSON.stringify(locale)}];`);
    }
    if (extension !== null) await browser.installExtension(extension);
    const firefox = equip(browser, bidi, manifest, `moz-extension://${uuid}`, { dark, forced });
    return { ...firefox, close: () => firefox.close().finally(profile.remove) };
  } catch (error) {
    await browser.close().finally(profile.remove);
    throw error;
  }
}

/** @param {any} manifest @returns {string} nothing where it says none */
const idOf = ({ browser_specific_settings: settings, applications }) => (settings ?? applications)?.gecko?.id ?? "";

/**
 * The preferences that give pages a look; null is the browser's own.
 * @param {import("./browser.mjs").Look} look
 * @returns {Record<string, number | null>}
 */
function looks({ dark, forced }) {
  return {
    "browser.display.document_color_use": forced ? 2 : null,
    "ui.prefersReducedMotion": forced ? 1 : null,
    "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {Bidi} bidi
 * @param {any} manifest
 * @param {string} origin
 * @param {import("./browser.mjs").Look} look that it was started with
 * @returns {TestBrowser}
 */
function equip(browser, bidi, manifest, origin, look) {
  const extensionId = idOf(manifest);

  async function newPage() {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    return page;
  }

  /** @type {TestBrowser["turnExtensionPage"]} */
  async function turnExtensionPage(page, path) {
    const isOpen = page.url().startsWith(origin);
    if (isOpen) await page.evaluate(() => Object.assign(globalThis, { isTurned: true }));
    // Firefox never reports such a navigation as finished: start it and watch the document instead.
    await bidi.send("browsingContext.navigate", { context: contextOf(page), url: `${origin}/${path}`, wait: "none" });
    await page.waitForFunction(
      (/** @type {string} */ own) => location.origin === own && document.readyState === "complete" && !("isTurned" in globalThis),
      { polling: 25 },
      origin,
    );
  }

  return {
    name: "firefox",
    browser,
    extensionId,
    origin,
    newPage,
    async openExtensionPage(path) {
      const page = await newPage();
      await turnExtensionPage(page, path);
      return page;
    },
    turnExtensionPage,
    async inWarning(page, look, ...args) {
      const context = contextOf(page);
      const { nodes } = await bidi.send("browsingContext.locateNodes", {
        context,
        locator: { type: "css", value: HOSTS },
        serializationOptions: { maxDomDepth: 0, includeShadowTree: "all" },
      });
      const roots = nodes
        .map((/** @type {any} */ node) => node.value.shadowRoot)
        .filter((/** @type {any} */ shadow) => shadow?.value.mode === "closed");
      for (const root of roots) {
        const value = await call(bidi, context, "root", [{ sharedId: root.sharedId }], look, args);
        if (value !== null) return value;
      }
      return null;
    },
    inPage: (page, look, ...args) => call(bidi, contextOf(page), "document", [], look, args),
    look: () => look,
    async setLook(next) {
      look = next;
      await inChrome(bidi, `
        for (const [name, value] of Object.entries(${JSON.stringify(looks(next))})) {
          if (value === null) Services.prefs.clearUserPref(name);
          else Services.prefs.setIntPref(name, value);
        }`);
    },
    async setAccess(given) {
      await inChrome(bidi, `
        const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)});
        const all = { permissions: [], origins: ["http://*/*", "https://*/*"] };
        await ExtensionPermissions.${given ? "add" : "remove"}(extension.id, all, extension);`);
    },
    async emulatePrint(page, isPrinted) {
      // The tab that shows it: pages of the tests are brought to the front.
      await page.bringToFront();
      await inChrome(bidi, `
        const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
        gBrowser.selectedBrowser.browsingContext.mediumOverride = ${isPrinted ? '"print"' : '""'};`);
    },
    async clickMenu(entry, tabId) {
      await inChrome(bidi, `
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)});
        const { nativeTab } = extension.tabManager.get(${tabId});
        extension.emit("webext-menu-menuitem-click", { menuItemId: ${JSON.stringify(entry)} }, nativeTab);`);
    },
    typeInBar: (text) => inChrome(bidi, `
      const { gURLBar } = Services.wm.getMostRecentWindow("navigator:browser");
      gURLBar.focus();
      gURLBar.search(${JSON.stringify(`${manifest.omnibox.keyword} ${text}`)});`),
    barLines: () => inChrome(bidi, `
      const { gURLBar } = Services.wm.getMostRecentWindow("navigator:browser");
      return gURLBar.view.visibleResults.map(({ payload }) => payload.title);`),
    enterInBar: () => inChrome(bidi, `Services.wm.getMostRecentWindow("navigator:browser").gURLBar.handleCommand();`),
    async setEnabled(enabled) {
      await inChrome(bidi, `${ADDONS}
        const addon = await AddonManager.getAddonByID(${JSON.stringify(extensionId)});
        await addon.${enabled ? "enable" : "disable"}();`);
    },
    async reload() {
      await inChrome(bidi, `${ADDONS}
        const addon = await AddonManager.getAddonByID(${JSON.stringify(extensionId)});
        await addon.reload();`);
    },
    async complaints() {
      /** @type {{ source: string, text: string }[]} */
      const all = await inChrome(bidi, `
        return Services.console.getMessageArray().flatMap((message) => {
          if (!(message instanceof Ci.nsIScriptError)) return [];
          return [{ source: message.sourceName, text: message.errorMessage }];
        });`);
      const ours = all.filter(({ source, text }) => source.startsWith(origin) || text.includes(extensionId));
      return ours.filter(({ text }) => !PAGE_IS_GONE.some((each) => each.test(text))).map(({ source, text }) => `${source}: ${text}`);
    },
    tireBackground: () => inChrome(bidi, `Services.prefs.setIntPref("extensions.background.idle.timeout", 1000);`),
    async stopBackground() {
      const state = await inChrome(bidi, `
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)});
        await extension.terminateBackground({ disableResetIdleForTest: true });
        return extension.backgroundState;`);
      if (state !== "stopped") throw new Error(`the event page did not stop: ${state}`);
    },
    freeMemory: () => inChrome(bidi, 'Services.obs.notifyObservers(null, "child-mmu-request");'),
    async isBackgroundRunning() {
      const state = await inChrome(bidi, `return WebExtensionPolicy.getByID(${JSON.stringify(extensionId)}).extension.backgroundState;`);
      return state !== "stopped";
    },
    // Firefox gives no view of the event page's network; the proxy's log holds what left it.
    backgroundRequests: () => null,
    close: () => browser.close(),
  };
}

/**
 * Does what a click on an entry of the context menu does in the tab in front: it gives the right to
 * look at that tab, and tells the extension.
 * @param {TestBrowser} firefox
 * @param {object} info on the click, as `contextMenus.onClicked` tells it
 */
export async function clickMenu({ browser, extensionId }, info) {
  await inChrome(connection(browser), `
    const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)});
    const tab = Services.wm.getMostRecentWindow("navigator:browser").gBrowser.selectedTab;
    await extension.wakeupBackground?.();
    extension.tabManager.addActiveTabPermission(tab);
    extension.emit("webext-menu-menuitem-click", ${JSON.stringify(info)}, tab);`);
}

/**
 * Runs a script's body with the browser's own rights.
 * @param {Bidi} bidi
 * @param {string} body
 */
async function inChrome(bidi, body) {
  const { contexts } = await bidi.send("browsingContext.getTree", { "moz:scope": "chrome" });
  return valueOf(
    await bidi.send("script.evaluate", {
      expression: `(async () => { ${body} })().then((value) => JSON.stringify(value) ?? "null")`,
      target: { context: contexts[0].context },
      awaitPromise: true,
    }),
  );
}

/**
 * @param {Bidi} bidi
 * @param {string} context
 * @param {"root" | "document"} root how it is called there
 * @param {object[]} given what the name stands for, where the document has none
 * @param {string} look source of a function `(root, ...args) => value`
 * @param {unknown[]} args
 */
async function call(bidi, context, root, given, look, args) {
  const names = ["args", ...given.map(() => root)];
  return valueOf(
    await bidi.send("script.callFunction", {
      functionDeclaration: `async (${names}) => JSON.stringify(await (${look})(${root}, ...JSON.parse(args))) ?? "null"`,
      arguments: [{ type: "string", value: JSON.stringify(args) }, ...given],
      // A world of its own: the page can neither see nor forbid it.
      target: { context, sandbox: "vigicolis-tests" },
      awaitPromise: true,
    }),
  );
}

/** @param {any} answer to script.evaluate or script.callFunction, of a JSON text */
function valueOf(answer) {
  if (answer.type !== "success") throw new Error(answer.exceptionDetails.text);
  return JSON.parse(answer.result.value);
}

/**
 * Puppeteer's own WebDriver BiDi connection: the only way to what it has no method for.
 * @param {any} browser
 * @returns {Bidi}
 */
function connection(browser) {
  return { send: async (method, params) => (await browser.connection.send(method, params)).result };
}

/** @param {any} page */
function contextOf(page) {
  return page.mainFrame()._id;
}
