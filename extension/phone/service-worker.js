/**
 * Keeps the page on the device, and takes what is shared to it. It asks for nothing but the page's own
 * files, each by its hash, when a version is installed; afterwards everything comes from the device.
 */

import { FILES, HASH } from "./contents.js";

/**
 * @typedef {Event & { waitUntil(work: Promise<unknown>): void }} LifeEvent
 * @typedef {Event & { request: Request, respondWith(answer: Response | Promise<Response>): void }} FetchEvent
 * @typedef {object} Scope what a service worker has of its own
 * @property {{ claim(): Promise<void> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {((type: "install" | "activate", listener: (event: LifeEvent) => void) => void) & ((type: "fetch", listener: (event: FetchEvent) => void) => void)
 *   & ((type: "message", listener: (event: MessageEvent) => void) => void)} addEventListener
 */

const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));

/** Of one version, which is known by its hash. */
const OWN = `content-${HASH}`;
/** What the page has not taken yet; it outlasts every version. */
const SHARES = "shares";

const FOLDER = new URL("./", location.href);

/** Hosts serve it at the folder's own address. */
const START = "index.html";

/** @param {string} path */
const addressOf = (path) => new URL(path === START ? "./" : path, FOLDER).href;

/**
 * @param {string} path of a file of the page
 * @returns {Promise<Response>} rejected where its bytes are not those that belong to this version
 */
async function download(path) {
  // eslint-disable-next-line no-restricted-globals -- the one request of the worker, for a file that the build listed
  const answer = await fetch(addressOf(path), { cache: "no-cache", credentials: "omit", integrity: FILES[path] ?? "", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  // Some hosts answer by way of another address, which browsers refuse for a page that is opened.
  return new Response(await answer.blob(), { headers: answer.headers });
}

async function install() {
  const own = await caches.open(OWN);
  await Promise.all(Object.keys(FILES).map(async (path) => own.put(addressOf(path), await download(path))));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== OWN && name !== SHARES).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/**
 * @param {string} path of a file of the page
 * @returns {Promise<Response>}
 */
async function fileAt(path) {
  const own = await caches.open(OWN);
  const kept = await own.match(addressOf(path));
  if (kept) return kept;
  // The browser made room.
  const found = await download(path);
  await own.put(addressOf(path), found.clone());
  return found;
}

/**
 * Keeps what is shared for the page, which is told its name alone: nothing of it stands in an address.
 * @param {Request} request
 */
async function keepShare(request) {
  const id = crypto.randomUUID();
  try {
    const form = await request.formData();
    // Only the latest is waited for.
    await caches.delete(SHARES);
    await (await caches.open(SHARES)).put(addressOf(`share/${id}`), new Response(form));
  } catch {
    // The page finds nothing, and says so.
  }
  return Response.redirect(`${FOLDER.href}#shared=${id}`, 303);
}

/**
 * @param {Request} request
 * @returns {Response | Promise<Response>}
 */
function answer(request) {
  const { origin, pathname } = new URL(request.url);
  const path = origin === FOLDER.origin && pathname.startsWith(FOLDER.pathname) ? pathname.slice(FOLDER.pathname.length) || START : "";
  if (request.method === "POST" && path === "share") return keepShare(request);
  if (request.method !== "GET") return new Response(null, { status: 405 });
  // Some hosts show pages without their ending.
  const file = [path, `${path}.html`].find((each) => Object.hasOwn(FILES, each));
  if (file !== undefined) return fileAt(file);
  // Whatever stands in such an address goes no further, as that of something shared by GET.
  return request.mode === "navigate" ? Response.redirect(FOLDER.href, 303) : new Response(null, { status: 404 });
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
worker.addEventListener("message", ({ data }) => {
  if (data === "take_over") void worker.skipWaiting();
});
