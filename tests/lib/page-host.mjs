// A host of the page for phones, on loopback: it serves a folder as a static host does, with the headers
// that the folder's own file asks for, and notes each request.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { finishPage, HEADERS } from "../tools/phone-page.mjs";

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * @typedef {{ method: string, path: string, body: string }} Asked
 * @typedef {object} PageHost
 * @property {string} address of the page
 * @property {Asked[]} requests all that arrived, in order
 * @property {(folder: string) => void} serve another version from now on
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} lines of a headers file
 * @param {string} path
 * @returns {Record<string, string>}
 */
export function headersFor(lines, path) {
  /** @type {Record<string, string>} */
  const headers = {};
  let holds = false;
  for (const line of lines.split("\n")) {
    if (line.startsWith("/")) holds = line === "/*" || line === path;
    else if (holds && line.includes(":")) headers[line.slice(0, line.indexOf(":")).trim()] = line.slice(line.indexOf(":") + 1).trim();
  }
  return headers;
}

export const BUILT_PAGE = fileURLToPath(new URL("../../dist/page", import.meta.url));

/**
 * Another version of the page, made of the modules of the one that was built.
 * @param {string} version
 * @returns {Promise<{ folder: string, remove: () => void }>}
 */
export async function otherVersion(version) {
  const folder = mkdtempSync(join(tmpdir(), "vigicolis-page-"));
  cpSync(fileURLToPath(new URL("../../dist/modules/page", import.meta.url)), folder, { recursive: true });
  // A version differs in more than its number.
  appendFileSync(join(folder, "pages/theme.css"), `/* ${version} */\n`);
  await finishPage(folder, version);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * @param {string} folder
 * @param {object} [options]
 * @param {number} [options.port] none: any that is free
 * @param {boolean} [options.isPatient] whether browsers may keep the worker for a day, as the folder says
 * @returns {Promise<PageHost>}
 */
export async function startPageHost(folder, { port = 0, isPatient = true } = {}) {
  let root = folder;
  /** @type {Asked[]} */
  const requests = [];
  const server = http.createServer(async (request, response) => {
    const { method = "GET", url = "/" } = request;
    let body = "";
    for await (const part of request.setEncoding("latin1")) body += part;
    requests.push({ method, path: url, body });
    const { pathname } = new URL(url, "http://localhost");
    const file = join(root, pathname === "/" ? "index.html" : pathname);
    // A path has no way up: the address was parsed.
    const isThere = pathname !== `/${HEADERS}` && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!isThere || method !== "GET") {
      response.writeHead(isThere ? 405 : 404, { "content-type": "text/plain" }).end();
      return;
    }
    const headers = headersFor(readFileSync(join(root, HEADERS), "utf8"), pathname);
    if (!isPatient) headers["Cache-Control"] = "no-store";
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers }).end(readFileSync(file));
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", () => done(undefined)));
  const { port: taken } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${taken}/`,
    requests,
    serve: (other) => void (root = other),
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}
