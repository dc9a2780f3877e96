import http from "node:http";
import https from "node:https";
import net from "node:net";
import { makeCertificate } from "./certificate.mjs";

/**
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: string | Buffer, rest?: Promise<string>, isCut?: boolean }} Answer
 *   `rest` follows the body when it is there; `isCut`: none, the connection ends
 * @typedef {(host: string, path: string) => Answer | null | Promise<Answer | null>} Routes
 * @typedef {{ host: string, path: string, method: string, origin?: string, isPageless?: boolean }} SeenRequest
 *   `method` is "CONNECT" for a tunnel opened through the proxy (its path is then the port); `origin` is who
 *   sends it, where the browser says; `isPageless` where it says of no page that it is shown or asks
 * @typedef {object} Sites
 * @property {number} httpPort
 * @property {number} httpsPort
 * @property {number} proxyPort
 * @property {SeenRequest[]} requests every request seen, in order
 * @property {() => Promise<void>} close
 */

/**
 * Serves every host name in the world from loopback: http, https, and a forward proxy for
 * browsers that can't map host names themselves. Nothing is ever fetched from elsewhere.
 * @param {Routes} routes the path comes with its query; null answers 404
 * @returns {Promise<Sites>}
 */
export async function startSites(routes) {
  /** @type {SeenRequest[]} */
  const requests = [];
  /** @type {Set<import("node:stream").Duplex>} */
  const tunnels = new Set();

  /** @type {http.RequestListener} */
  const listener = async (request, response) => {
    const { host, path } = targetOf(request);
    requests.push({ host, path, method: request.method ?? "GET", ...senderOf(request) });
    request.resume();
    /** @type {Answer | null} */
    let answer;
    try {
      answer = await routes(host, path);
    } catch (error) {
      answer = { status: 500, headers: { "content-type": "text/plain" }, body: String(error) };
    }
    if (answer?.isCut) {
      request.socket.destroy();
      return;
    }
    answer ??= { status: 404, headers: { "content-type": "text/plain" }, body: "not found" };
    response.writeHead(answer.status ?? 200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...answer.headers,
    });
    if (answer.rest) response.write(answer.body ?? "");
    response.end((await answer.rest) ?? answer.body ?? "");
  };

  const plain = http.createServer(listener);
  const secure = https.createServer(await makeCertificate(), listener);
  const proxy = http.createServer(listener);
  const [httpPort, httpsPort, proxyPort] = await Promise.all([plain, secure, proxy].map(listen));

  proxy.on("connect", (request, client, head) => {
    const [host = "", port = ""] = (request.url ?? "").split(/:(?=[0-9]+$)/);
    requests.push({ host, path: port, method: "CONNECT" });
    if (port !== "443") {
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const upstream = net.connect(httpsPort, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      tunnels.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        tunnels.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  for (const server of [plain, secure, proxy]) {
    // Web sockets are logged as any other request and refused.
    server.on("upgrade", (request, socket) => {
      requests.push({ ...targetOf(request), method: "UPGRADE", ...senderOf(request) });
      socket.destroy();
    });
    server.on("clientError", (_error, socket) => socket.destroy());
  }

  return {
    httpPort,
    httpsPort,
    proxyPort,
    requests,
    async close() {
      for (const socket of tunnels) socket.destroy();
      await Promise.all(
        [plain, secure, proxy].map((server) => {
          server.closeAllConnections();
          return new Promise((done) => server.close(done));
        }),
      );
    },
  };
}

/**
 * Where a request goes: through the proxy its target is a whole address, straight from a browser
 * only a path, which may be as odd as `//`.
 * @param {http.IncomingMessage} request
 */
function targetOf({ url = "/", headers }) {
  const whole = url.startsWith("/") ? `http://${headers.host ?? "localhost"}${url}` : url;
  try {
    const { hostname, pathname, search } = new URL(whole);
    return { host: hostname, path: pathname + search };
  } catch {
    return { host: headers.host ?? "", path: url };
  }
}

/**
 * Who makes a request, as far as browsers tell: a page names itself as the referrer, unless its policy
 * forbids that; an extension is nobody to a server, or the same as everybody.
 * @param {http.IncomingMessage} request
 */
function senderOf({ headers }) {
  const { origin, referer, "sec-fetch-dest": what, "sec-fetch-site": from } = headers;
  const isPageless = referer === undefined && what !== undefined && what !== "document" && (from === "none" || from === "same-origin");
  return { ...(origin !== undefined && { origin }), isPageless };
}

/**
 * @param {net.Server} server
 * @returns {Promise<number>} the loopback port that the system gave
 */
function listen(server) {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => done(/** @type {net.AddressInfo} */ (server.address()).port));
  });
}
