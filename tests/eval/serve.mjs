// Serves the corpus pages from loopback, each under its address in the index.
import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { startSites } from "../lib/sites.mjs";
import { pageFile } from "./corpus.mjs";

/** @typedef {import("./corpus.mjs").PageRow} PageRow */

/**
 * Anything else a page asks for is answered 404 by the same server.
 * The page's own scripts must not run: they would ask the network, redirect, or wipe the page.
 * A content script lives in its own world and does not come under this policy.
 * @param {string} dir
 * @param {PageRow[]} rows
 */
export function servePages(dir, rows) {
  const files = new Map(rows.map((row) => [addressKey(new URL(row.url)), pageFile(dir, row.path)]));
  return startSites(async (host, path) => {
    const file = files.get(`${host}${path}`);
    if (file === undefined) return null;
    const body = await readFile(file);
    return {
      headers: { "content-type": contentType(body), "content-security-policy": "script-src 'none'" },
      body,
    };
  });
}

/**
 * Host and path, without scheme: a browser may upgrade http to https for hosts on its preload list.
 * @param {URL} url
 * @returns {string}
 */
export function addressKey(url) {
  return url.hostname + url.pathname + url.search;
}

/**
 * Collections often hold pages already turned into UTF-8 that still declare their old encoding,
 * and a header outranks the declaration. Other bytes are left to the page and the browser.
 * @param {Buffer} body
 * @returns {string}
 */
export function contentType(body) {
  return isUtf8(body) ? "text/html; charset=utf-8" : "text/html";
}
