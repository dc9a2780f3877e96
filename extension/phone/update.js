/** The page's versions: which one this is, and how a newer one takes its place. */

import { host } from "../shared/host.js";

/** Longer than a waiting version takes. */
const PATIENCE_MS = 2_000;

/** @typedef {{ version: string, hash: string }} Contents */

/**
 * Has a newer version that is waiting take over, before this one has begun anything: the page is then
 * loaded anew, at the same address, so that what was shared is taken by the new one.
 * @returns {Promise<boolean>} whether it is being loaded anew
 */
export async function renew() {
  const { serviceWorker: workers } = navigator;
  const waiting = (await workers?.getRegistration().catch(() => undefined))?.waiting;
  if (!waiting || !workers.controller) return false;
  const isNew = await new Promise((resolve) => {
    workers.addEventListener("controllerchange", () => resolve(true), { once: true });
    setTimeout(() => resolve(false), PATIENCE_MS);
    waiting.postMessage("take_over");
  });
  if (isNew) location.reload();
  return isNew;
}

/**
 * Has the browser keep the page, so that it opens without a network.
 * @returns {Promise<boolean>} false where the browser keeps none
 */
export async function keepForOffline() {
  try {
    // By the browser's cache, the host is asked for a newer version once a day at most, not at each visit.
    await navigator.serviceWorker.register(host.addressOf("service-worker.js"), { updateViaCache: "all" });
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<Contents | null>} null where nobody can say */
export async function readContents() {
  try {
    // eslint-disable-next-line no-restricted-globals -- a file of the page's own; its policy allows no other
    return await (await fetch(host.addressOf("contents.json"))).json();
  } catch {
    return null;
  }
}
