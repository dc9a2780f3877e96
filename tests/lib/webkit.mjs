// WebKitGTK's small browser, driven by its own WebDriver: the engine of the browsers on iPhones, as far as a
// machine with Linux can have it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { until } from "./until.mjs";

/**
 * @typedef {object} WebKit
 * @property {(address: string) => Promise<void>} goto
 * @property {<T>(look: () => T | Promise<T>) => Promise<T>} evaluate runs a function in the page, that needs nothing else
 * @property {() => Promise<void>} close
 */

/** @param {string} name @returns {string | undefined} */
const onPath = (name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));

/** @param {string} folder @returns {string[]} the folders in it; nothing where it is not there */
const inside = (folder) =>
  existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)) : [];

/** @returns {{ driver: string, browser: string } | null} */
function findPrograms() {
  const driver = onPath("WebKitWebDriver");
  // Debian has a folder for each machine, others have none.
  const folders = [...inside("/usr/lib").flatMap(inside), ...inside("/usr/libexec"), ...inside("/usr/lib")];
  const browser = folders.filter((path) => /\/webkit2?gtk-[\d.]+$/.test(path)).map((path) => join(path, "MiniBrowser")).find((path) => existsSync(path));
  return driver && browser ? { driver, browser } : null;
}

/** @returns {string | null} what is missing here, in words */
export function lacksWebKit() {
  if (!findPrograms()) return "no WebKitGTK here: the package webkit2gtk-driver holds it";
  const hasDisplay = process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"] || onPath("Xvfb");
  return hasDisplay ? null : "no display for WebKitGTK: the package xvfb makes one";
}

/**
 * @param {import("node:stream").Readable} stream
 * @returns {Promise<string>} its first line
 */
function firstLine(stream) {
  return new Promise((resolve, reject) => {
    let text = "";
    stream.setEncoding("utf8").on("data", (part) => {
      text += part;
      if (text.includes("\n")) resolve(text.split("\n", 1)[0] ?? "");
    });
    stream.on("end", () => reject(new Error("ended before its first line")));
  });
}

/** @returns {Promise<{ display: string, close: () => void }>} where nobody looks, unless there is one already */
async function openDisplay() {
  if (process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]) return { display: process.env["DISPLAY"] ?? "", close() {} };
  const child = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "800x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await firstLine(/** @type {import("node:stream").Readable} */ (child.stdio[3]));
  return { display: `:${number}`, close: () => void child.kill() };
}

/** @returns {Promise<number>} a port that nobody listens at */
function freePort() {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * @param {string} driver address
 * @param {string} browser
 * @returns {Promise<Omit<WebKit, "close">>}
 */
async function openSession(driver, browser) {
  /** @param {string} path @param {object} given @returns {Promise<any>} */
  async function command(path, given) {
    const answer = await fetch(`${driver}/session${path}`, { method: "POST", body: JSON.stringify(given) });
    const { value } = /** @type {{ value: any }} */ (await answer.json());
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  await until("the driver", async () => (await fetch(`${driver}/status`)).ok);
  const { sessionId } = await command("", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } } } });
  await command(`/${sessionId}/window/rect`, { width: 360, height: 700 });
  return {
    goto: (address) => command(`/${sessionId}/url`, { url: address }),
    async evaluate(look) {
      const script = `const done = arguments[0]; Promise.resolve((${look})()).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = await command(`/${sessionId}/execute/async`, { script, args: [] });
      if (error) throw new Error(error);
      return value;
    },
  };
}

/** @returns {Promise<WebKit>} */
export async function startWebKit() {
  const programs = findPrograms();
  if (!programs) throw new Error(lacksWebKit() ?? "");
  const { display, close } = await openDisplay();
  const home = mkdtempSync(join(tmpdir(), "vigicolis-webkit-"));
  const port = await freePort();
  const child = spawn(programs.driver, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, HOME: home, XDG_DATA_HOME: join(home, "data"), XDG_CACHE_HOME: join(home, "cache"), GDK_BACKEND: process.env["WAYLAND_DISPLAY"] ? undefined : "x11" },
    detached: true,
  });

  function end() {
    // The browser is a child of the driver's.
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    return { ...(await openSession(`http://127.0.0.1:${port}`, programs.browser)), close: async () => end() };
  } catch (error) {
    end();
    throw error;
  }
}
