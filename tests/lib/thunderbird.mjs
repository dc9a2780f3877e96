// Thunderbird with the add-on for mails, driven from its own main window; nothing it asks for leaves the machine.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFolder } from "./mails.mjs";
import { connectMarionette } from "./marionette.mjs";
import "./signals.mjs";
import { PATIENCE, until } from "./until.mjs";

/**
 * @typedef {"main" | "tab" | "window"} Place where a mail is shown
 * @typedef {{ selector: string, isPainted: boolean }} PressedIn in what was painted, or in the mail itself
 * @typedef {object} Shown
 * @property {number} index of the mail that is on show, by its own header; -1 for none
 * @property {boolean} isReady whether it is loaded, and its document is its own
 * @property {string[]} painted the words of what is painted into its document, in one line each
 * @property {string} title of the add-on's button above it
 * @property {string} badge of that button
 *
 * @typedef {object} Mailer
 * @property {string} version
 * @property {(body: string, ...args: unknown[]) => Promise<any>} run
 *   the body of an async function of `args` with Thunderbird's own rights, in its main window
 * @property {string} welcome address of the page that opened by itself
 * @property {(index: number) => Promise<void>} select shows a mail of the folder in the main window
 * @property {(place?: Place) => Promise<Shown>} shown what is on show there
 * @property {(index: number, place: "tab" | "window") => Promise<void>} open shows a mail elsewhere
 * @property {(place?: Place) => Promise<void>} closePlace
 * @property {(action: PressedIn, place?: Place) => Promise<boolean>} press clicks as a visitor does, where there is such a thing
 * @property {() => Promise<string[]>} opened the addresses that the browser was asked to open since the last time
 * @property {(path: string) => Promise<void>} openPage opens a page of the add-on in a tab of its own, and waits until it is ready
 * @property {() => Promise<void>} pressButton opens the popup of the mail in the main window, or closes it
 * @property {(look: string, ...args: unknown[]) => Promise<any>} inPage the source of a function `(document, ...args) => value`, in the page of the add-on that is open
 * @property {() => Promise<string[]>} accessibilityFaults what axe finds in that page
 * @property {() => Promise<void>} closePage
 * @property {() => Promise<Buffer>} picture of the main window
 * @property {() => string[]} requests the hosts that were asked for, all of them in vain
 * @property {() => Promise<void>} stopBackground ends the event page
 * @property {() => Promise<string[]>} complaints what the console holds of the add-on
 * @property {() => Promise<void>} close
 */

/** In a world of its own, which the page's policy does not bind. */
const AXE = `async (document) => {
  const sandbox = Cu.Sandbox(document.defaultView, { sandboxPrototype: document.defaultView, wantXrays: false });
  Cu.evalInSandbox(${JSON.stringify(readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8"))}, sandbox);
  return JSON.parse(await Cu.evalInSandbox("axe.run(document).then(({ passes, violations }) => JSON.stringify(passes.length === 0 ? ['nothing was checked'] : violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '))))", sandbox));
}`;

const FOLDER = "Tests";
const ID = "thunderbird@vigicolis.org";
const ADDON = fileURLToPath(new URL("../../dist/thunderbird/", import.meta.url));

/** What Thunderbird says of pages that are closed while they ask, and no script can keep it from. */
const PAGE_IS_GONE = /^(Promise (resolved|rejected) after context unloaded|send(RemoveListener|AddListener) on closed conduit |Script terminated by timeout at:)/;

/** A local folder, no questions. */
const PREFERENCES = {
  "mail.accountmanager.accounts": "account1",
  "mail.accountmanager.localfoldersserver": "server1",
  "mail.accountmanager.defaultaccount": "account1",
  "mail.account.account1.server": "server1",
  "mail.server.server1.type": "none",
  "mail.server.server1.hostname": "Local Folders",
  "mail.server.server1.name": "Local Folders",
  "mail.server.server1.userName": "nobody",
  "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
  "mail.provider.suppress_dialog_on_startup": true,
  "mail.rights.version": 1,
  "mail.shell.checkDefaultClient": false,
  "mail.inappnotifications.enabled": false,
  "app.donation.eoy.version.viewed": 999,
  "mailnews.start_page.enabled": false,
  "browser.cache.disk.enable": false,
  "datareporting.healthreport.uploadEnabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
  "extensions.update.enabled": false,
  "extensions.blocklist.enabled": false,
  "services.settings.server": "data:,",
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.allow_hijacking_localhost": true,
  "dom.ipc.processPrelaunch.enabled": false,
  "marionette.port": 0,
};

/** @returns {string | null} the program that tests are for: the one that THUNDERBIRD names, or the installed one */
export function findThunderbird() {
  const named = process.env["THUNDERBIRD"];
  if (named) return named;
  return ["/usr/lib/thunderbird/thunderbird-bin", "/usr/bin/thunderbird"].find((path) => existsSync(path)) ?? null;
}

/**
 * @param {string} executable
 * @param {import("./mails.mjs").MailSource[]} mails that lie in its folder, the oldest first
 * @param {{ locale?: string, dark?: boolean }} [options]
 * @returns {Promise<Mailer>}
 */
export async function startThunderbird(executable, mails, { locale = "en", dark = false } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "vigicolis-thunderbird-"));
  writeFolder(profile, FOLDER, mails);
  const proxy = await startProxy();
  const preferences = { ...PREFERENCES, "network.proxy.http_port": proxy.port, "network.proxy.ssl_port": proxy.port, "ui.systemUsesDarkTheme": dark ? 1 : 0 };
  writeFileSync(join(profile, "user.js"), Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(""));
  const child = spawn(executable, ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile], {
    env: { ...process.env, MOZ_HEADLESS: "1", MOZ_REMOTE_SETTINGS_DEVTOOLS: "1", MOZ_HEADLESS_WIDTH: "1280", MOZ_HEADLESS_HEIGHT: "900" },
    stdio: "ignore",
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  async function end() {
    kill();
    await gone;
    proxy.close();
    process.off("exit", kill);
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
  try {
    return { ...(await equip(profile, mails.length, locale, end)), requests: () => proxy.hosts };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A proxy that notes who is asked for, and hangs up. */
async function startProxy() {
  /** @type {string[]} */
  const hosts = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => {
      const [, connected, requested] = /^(?:CONNECT ([^\s:]+)|\w+ \w+:\/\/([^\s/:]+))/.exec(data.toString("latin1")) ?? [];
      hosts.push(connected ?? requested ?? "");
      socket.destroy();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { hosts, port, close: () => server.close() };
}

/**
 * @param {string} profile
 * @param {number} count of mails
 * @param {string} locale
 * @param {() => Promise<void>} end
 * @returns {Promise<Omit<Mailer, "requests">>}
 */
async function equip(profile, count, locale, end) {
  const port = await until("Thunderbird's port", () => Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8")));
  const marionette = await connectMarionette(port);
  const { capabilities } = await marionette.send("WebDriver:NewSession", { capabilities: { alwaysMatch: { timeouts: { script: PATIENCE } } } });
  await marionette.send("Marionette:SetContext", { value: "chrome" });

  /** @type {Mailer["run"]} */
  async function run(body, ...args) {
    const script = `
      const done = arguments[arguments.length - 1];
      (async (args) => { ${body} })(JSON.parse(arguments[0])).then(
        (value) => done(JSON.stringify({ value: value ?? null })),
        (error) => done(JSON.stringify({ error: String(error) + " " + (error?.stack ?? "") })));`;
    const { value: answer } = await marionette.send("WebDriver:ExecuteAsyncScript", { script, args: [JSON.stringify(args)], newSandbox: true, sandbox: "system" });
    const { value, error } = JSON.parse(answer);
    if (error) throw new Error(error);
    return value;
  }

  await until("Thunderbird's window", () => run(`return document.documentElement.getAttribute("windowtype") === "mail:3pane" && Boolean(document.getElementById("tabmail")?.currentAbout3Pane?.displayFolder);`));
  if (locale !== "en") {
    await run(`
      Services.locale.availableLocales = [...Services.locale.availableLocales, args[0]];
      Services.locale.requestedLocales = [args[0]];`, locale);
  }
  await run(NOTE_OPENED);
  await run(SHOW_FOLDER, FOLDER);
  await until(`${count} mails in the list`, () => run(`return document.getElementById("tabmail").currentAbout3Pane.gDBView?.rowCount === args[0];`, count));
  await marionette.send("Addon:Install", { path: ADDON, temporary: true });
  const welcome = await until("the welcome page", () => run(CLOSE_WELCOME));
  return {
    version: capabilities.browserVersion,
    run,
    welcome,
    select: (index) => run(`${PLACES}
      const pane = tabmail.currentAbout3Pane;
      for (let row = 0; row < pane.gDBView.rowCount; row += 1) {
        if (pane.gDBView.getMsgHdrAt(row).messageId !== \`mail-\${args[0]}@mailbox.example\`) continue;
        pane.threadTree.selectedIndex = row;
        return;
      }
      throw new Error("no such mail");`, index),
    shown: (place = "main") => run(`${PLACES} return shownIn(placeOf(args[0]));`, place),
    async open(index, place) {
      await run(`${PLACES}
        const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
        const message = [...tabmail.tabInfo[0].chromeBrowser.contentWindow.gFolder.messages].find(({ messageId }) => messageId === \`mail-\${args[0]}@mailbox.example\`);
        if (args[1] === "tab") tabmail.openTab("mailMessageTab", { messageURI: message.folder.getUriForMsg(message) });
        else MailUtils.openMessageInNewWindow(message);`, index, place);
      await until(`a ${place} with the mail`, () => run(`${PLACES} return Boolean(placeOf(args[0])) && shownIn(placeOf(args[0])).isReady;`, place));
    },
    closePlace: (place = "tab") => run(`${PLACES}
      if (args[0] === "window") Services.wm.getMostRecentWindow("mail:messageWindow").close();
      else tabmail.closeTab(tabmail.currentTabInfo);`, place),
    press: ({ selector, isPainted }, place = "main") => run(`${PLACES}
      const message = placeOf(args[2]);
      const browser = message.getMessagePaneBrowser();
      const shown = browser.contentDocument;
      const roots = args[1] ? rootsOf(shown) : [shown];
      const element = roots.flatMap((root) => [...root.querySelectorAll(args[0])]).find((each) => each.getBoundingClientRect().width > 0);
      if (!element) return false;
      element.scrollIntoView({ block: "center" });
      await new Promise((done) => shown.defaultView.requestAnimationFrame(() => shown.defaultView.requestAnimationFrame(done)));
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y, view] = [left + width / 2, top + height / 2, shown.defaultView];
      for (const type of ["mousedown", "mouseup"]) {
        // Version 140 has the older of the two.
        if (view.synthesizeMouseEvent) view.synthesizeMouseEvent(type, x, y, { button: 0, clickCount: 1 });
        else view.windowUtils.sendMouseEvent(type, x, y, 0, 1, 0);
      }
      return true;`, selector, isPainted, place),
    opened: () => run("return window.vigicolisOpened.splice(0);"),
    async openPage(path) {
      await run(`${PLACES} tabmail.openTab("contentTab", { url: WebExtensionPolicy.getByID(args[0]).getURL(args[1]), linkHandler: "single-page", triggeringPrincipal: WebExtensionPolicy.getByID(args[0]).extension.principal, userContextId: 0 });`, ID, path);
      await until(path, () => run(IN_PAGE, "(document, path) => document.URL.endsWith(path) && document.readyState === 'complete' && !document.querySelector('[aria-busy]')", [path]));
    },
    inPage: (look, ...args) => run(IN_PAGE, look, args),
    accessibilityFaults: () => run(IN_PAGE, AXE, []),
    pressButton: () => run(`${PLACES} placeOf("main").document.querySelector("[id$='messageDisplayAction-toolbarbutton']").click();`),
    closePage: () => run(`${PLACES} tabmail.closeTab(tabmail.currentTabInfo); tabmail.switchToTab(0);`),
    async picture() {
      const data = await run(`
        const { innerWidth: width, innerHeight: height } = window;
        const bitmap = await window.browsingContext.currentWindowGlobal.drawSnapshot(new DOMRect(0, 0, width, height), 1, "white");
        const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
        Object.assign(canvas, { width, height });
        canvas.getContext("2d").drawImage(bitmap, 0, 0);
        return canvas.toDataURL("image/png");`);
      return Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
    },
    stopBackground: () => run(`await WebExtensionPolicy.getByID(args[0]).extension.terminateBackground({ disableResetIdleForTest: true });`, ID),
    async complaints() {
      const all = await run(`
        const origin = WebExtensionPolicy.getByID(args[0]).getURL("");
        return Services.console.getMessageArray()
          .filter((message) => message instanceof Ci.nsIScriptError)
          .map(({ sourceName, errorMessage }) => ({ sourceName, errorMessage }))
          .filter(({ sourceName, errorMessage }) => sourceName.startsWith(origin) || errorMessage.includes(args[0]));`, ID);
      return all.filter((/** @type {any} */ { errorMessage }) => !PAGE_IS_GONE.test(errorMessage)).map((/** @type {any} */ { sourceName, errorMessage }) => `${sourceName}: ${errorMessage}`);
    },
    async close() {
      marionette.close();
      await end();
    },
  };
}

/** Shows the folder, the oldest mail first, each on a line of its own. */
const SHOW_FOLDER = `
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const { rootFolder } = MailServices.accounts.localFoldersServer;
  const folder = rootFolder.subFolders.find(({ name }) => name === args[0]);
  const pane = document.getElementById("tabmail").currentAbout3Pane;
  pane.displayFolder(folder.URI);`;

/** Closes the page that opens at the installation, and goes back to the mails. */
const CLOSE_WELCOME = `
  const tabmail = document.getElementById("tabmail");
  const tab = tabmail.tabInfo.find(({ browser }) => browser?.currentURI?.spec.endsWith("/welcome.html"));
  if (!tab) return null;
  const address = tab.browser.currentURI.spec;
  tabmail.closeTab(tab);
  tabmail.switchToTab(0);
  return address;`;

/** For `run`: where mails are shown, and what is painted into them. */
export const PLACES = `
  const tabmail = document.getElementById("tabmail");
  const placeOf = (place) => {
    if (place === "window") return Services.wm.getMostRecentWindow("mail:messageWindow")?.messageBrowser.contentWindow;
    if (place === "tab") return tabmail.currentTabInfo.mode.name === "mailMessageTab" ? tabmail.currentTabInfo.chromeBrowser.contentWindow : null;
    return tabmail.tabInfo[0].chromeBrowser.contentWindow.messageBrowser.contentWindow;
  };
  const rootsOf = (document) => [...(document.documentElement?.children ?? [])].map((element) => element.openOrClosedShadowRoot).filter(Boolean);
  const shownIn = (message) => {
    const shown = message.getMessagePaneBrowser().contentDocument;
    const number = Number(/^mail-(\\d+)@/.exec(message.gMessage?.messageId ?? "")?.[1] ?? -1);
    const key = Number(/[?&]number=(\\d+)/.exec(shown.URL)?.[1] ?? -1);
    const button = message.document.querySelector("#messageDisplayAction, [id$='messageDisplayAction-toolbarbutton']");
    return {
      index: number,
      isReady: Boolean(message.msgLoaded) && key === message.gMessage?.messageKey && shown.readyState === "complete",
      painted: rootsOf(shown).map((root) => [...root.children].filter(({ localName }) => localName !== "style").map(({ textContent }) => textContent).join(" ").replace(/\\s+/g, " ").trim()),
      title: button?.title || button?.getAttribute("tooltiptext") || button?.getAttribute("label") || "",
      badge: button?.getAttribute("badge") ?? "",
    };
  };`;

/** Runs a function in the open popup, else in the tab's page of the add-on, which lives in a process of its own. */
const IN_PAGE = `
  const panel = [...document.querySelectorAll("panel")].find((each) => each.state === "open" && each.querySelector("browser"));
  const browser = panel?.querySelector("browser") ?? document.getElementById("tabmail").currentTabInfo.browser;
  const name = "vigicolis:" + Math.random();
  const source = \`(async () => {
    try {
      const value = await (\${args[0]})(content.document, ...\${JSON.stringify(args[1])});
      sendAsyncMessage("\${name}", { value: JSON.stringify(value ?? null) });
    } catch (error) {
      sendAsyncMessage("\${name}", { error: String(error) });
    }
  })()\`;
  const answer = await new Promise((resolve) => {
    browser.messageManager.addMessageListener(name, function hear({ data }) {
      browser.messageManager.removeMessageListener(name, hear);
      resolve(data);
    });
    browser.messageManager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(source), false);
  });
  if (answer.error) throw new Error(answer.error);
  return JSON.parse(answer.value);`;

/** Notes what the browser would be asked to open, and opens nothing. */
const NOTE_OPENED = `
  const contract = "@mozilla.org/uriloader/external-protocol-service;1";
  const real = Cc[contract].getService(Ci.nsIExternalProtocolService);
  window.vigicolisOpened = [];
  const service = {
    QueryInterface: ChromeUtils.generateQI(["nsIExternalProtocolService"]),
    loadURI: (uri) => void window.vigicolisOpened.push(uri.spec),
    isExposedProtocol: (scheme) => real.isExposedProtocol(scheme),
    externalProtocolHandlerExists: (scheme) => real.externalProtocolHandlerExists(scheme),
    getProtocolHandlerInfo: (scheme) => real.getProtocolHandlerInfo(scheme),
  };
  const factory = { QueryInterface: ChromeUtils.generateQI(["nsIFactory"]), createInstance: (iid) => service.QueryInterface(iid) };
  Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(Services.uuid.generateUUID(), "", contract, factory);`;
