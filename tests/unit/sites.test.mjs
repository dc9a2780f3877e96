import assert from "node:assert/strict";
import http from "node:http";
import https from "node:https";
import { after, before, test } from "node:test";
import tls from "node:tls";
import { startSites } from "../lib/sites.mjs";

/** @type {import("../lib/sites.mjs").Sites} */
let sites;
before(async () => {
  sites = await startSites((host, path) => {
    if (path === "/broken") throw new Error("this route is broken");
    return host === "known.example" ? { body: `${host}${path}` } : null;
  });
});
after(() => sites.close());

/**
 * @param {http.RequestOptions & { tls?: boolean }} options
 * @returns {Promise<{ status: number, body: string }>}
 */
function ask(options) {
  return new Promise((done, fail) => {
    const module = options.tls ? https : http;
    const request = module.request({ host: "127.0.0.1", rejectUnauthorized: false, ...options }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part) => (body += part));
      response.on("end", () => done({ status: response.statusCode ?? 0, body }));
    });
    request.on("error", fail).end();
  });
}

test("http and https answer by host name", async () => {
  const headers = { host: "known.example" };
  const plain = await ask({ port: sites.httpPort, path: "/a?b=1", headers });
  const secure = await ask({ port: sites.httpsPort, path: "/a", headers, tls: true });
  assert.deepEqual(plain, { status: 200, body: "known.example/a?b=1" });
  assert.deepEqual(secure, { status: 200, body: "known.example/a" });
});

test("an unknown host is a 404 and is written down", async () => {
  const { status } = await ask({ port: sites.httpPort, path: "/x", headers: { host: "other.example" } });
  assert.equal(status, 404);
  assert.deepEqual(sites.requests.at(-1), { host: "other.example", path: "/x", method: "GET", isPageless: false });
});

test("who asks is written down as far as a browser tells", async () => {
  for (const [headers, isPageless] of /** @type {[Record<string, string>, boolean][]} */ ([
    // an extension's background, in Chromium and in Firefox
    [{ "sec-fetch-site": "none", "sec-fetch-dest": "empty" }, true],
    [{ "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty" }, true],
    // a page's own parts, another site's, a page itself
    [{ "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty", referer: "https://known.example/" }, false],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-dest": "image" }, false],
    [{ "sec-fetch-site": "none", "sec-fetch-dest": "document" }, false],
  ])) {
    await ask({ port: sites.httpPort, path: "/", headers: { host: "known.example", origin: "chrome-extension://x", ...headers } });
    const { origin, isPageless: seen } = sites.requests.at(-1) ?? {};
    assert.deepEqual([origin, seen], ["chrome-extension://x", isPageless], JSON.stringify(headers));
  }
});

test("a path that is no address is no accident", async () => {
  for (const path of ["//", "//a//b", "/\\[", "//["]) {
    const { status } = await ask({ port: sites.httpPort, path, headers: { host: "known.example" } });
    assert.equal(status, 200, path);
    assert.equal(sites.requests.at(-1)?.host, "known.example");
  }
});

test("a broken route is a 500 that says why", async () => {
  const { status, body } = await ask({ port: sites.httpPort, path: "/broken", headers: { host: "known.example" } });
  assert.equal(status, 500);
  assert.match(body, /this route is broken/);
});

test("the proxy serves plain requests", async () => {
  const { body } = await ask({ port: sites.proxyPort, path: "http://known.example/p" });
  assert.equal(body, "known.example/p");
});

/** @param {string} target */
function tunnel(target) {
  return new Promise((/** @type {(value: { status: number, socket: import("node:stream").Duplex }) => void} */ done, fail) => {
    http
      .request({ host: "127.0.0.1", port: sites.proxyPort, method: "CONNECT", path: target })
      .on("connect", (response, socket) => done({ status: response.statusCode ?? 0, socket }))
      .on("error", fail)
      .end();
  });
}

test("the proxy tunnels https to the local server, whatever the host", async () => {
  const { status, socket } = await tunnel("known.example:443");
  assert.equal(status, 200);
  const secure = tls.connect({ socket, servername: "known.example", rejectUnauthorized: false });
  secure.write("GET /t HTTP/1.1\r\nhost: known.example\r\nconnection: close\r\n\r\n");
  let text = "";
  for await (const part of secure) text += part;
  assert.match(text, /known\.example\/t/);
  assert.ok(sites.requests.some(({ method, host }) => method === "CONNECT" && host === "known.example"));
});

test("the proxy opens no tunnel to another port", async () => {
  const { status, socket } = await tunnel("known.example:22");
  socket.destroy();
  assert.equal(status, 502);
});
