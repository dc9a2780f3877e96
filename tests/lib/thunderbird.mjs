// Thunderbird with the add-on for mails, driven from its own main window; nothing it asks for leaves the machine.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFolder } from "./mails.mjs";
import { connectMarionette } from "./marionette.mjs";
import "./signals.mjs";
import { PATIENCE, until } from "./until.mjs";

/**
 * @typedef {object} Mailer
 * @property {string} version
 * @property {(body: string, ...args: unknown[]) => Promise<any>} run
 *   the body of an async function of `args` with Thunderbird's own rights, in its main window
 * @property {string} welcome address of the page that opened by itself
 * @property {() => Promise<void>} stopBackground ends the event page
 * @property {() => Promise<string[]>} complaints what the console holds of the add-on
 * @property {() => Promise<void>} close
 */

const FOLDER = "Tests";
const ID = "thunderbird@vigicolis.org";
const ADDON = fileURLToPath(new URL("../../dist/thunderbird/", import.meta.url));

/** What Thunderbird says of pages that are closed while they ask, and no script can keep it from. */
const PAGE_IS_GONE = /^(Promise (resolved|rejected) after context unloaded|send(RemoveListener|AddListener) on closed conduit |Script terminated by timeout at:)/;

/** A local folder, no questions, and a dead port of the loopback for whoever asks for something. */
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
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
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
  const preferences = { ...PREFERENCES, "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1 };
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
    process.off("exit", kill);
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
  try {
    return await equip(profile, mails.length, locale, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * @param {string} profile
 * @param {number} count of mails
 * @param {string} locale
 * @param {() => Promise<void>} end
 * @returns {Promise<Mailer>}
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
  await run(SHOW_FOLDER, FOLDER);
  await until(`${count} mails in the list`, () => run(`return document.getElementById("tabmail").currentAbout3Pane.gDBView?.rowCount === args[0];`, count));
  await marionette.send("Addon:Install", { path: ADDON, temporary: true });
  const welcome = await until("the welcome page", () => run(CLOSE_WELCOME));
  return {
    version: capabilities.browserVersion,
    run,
    welcome,
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
