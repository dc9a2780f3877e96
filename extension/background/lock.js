/**
 * The code that stands before the way on to a danger, where somebody set one. It is kept as what
 * PBKDF2 makes of it, in `storage.local` beside the settings, so that no file of settings holds it.
 */

import { local } from "../shared/storage.js";

/**
 * @typedef {import("../shared/protocol.js").LockProblem} LockProblem
 * @typedef {import("../shared/protocol.js").LockReply} LockReply
 * @typedef {{ salt: number[], hash: number[], rounds: number }} Lock
 * @typedef {{ wrong: number, until: number }} Tries codes that were wrong in a row; until when none is taken
 */

const LOCK_KEY = "lock";
const TRIES_KEY = "lockTries";

const CODE = /^[0-9]{4,8}$/;
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;
const MAX_WRONG = 3;
const WAIT_MS = 60_000;

/** Codes are tried one after the other, so that no two count as one. @type {Promise<unknown>} */
let lastTry = Promise.resolve();

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function inTurn(work) {
  const result = lastTry.then(work);
  lastTry = result.catch(() => undefined);
  return result;
}

/** A lock that can't be read is shut: whoever set one is not to find it open for that. */
const UNREAD = "unread";

/** @returns {Promise<Lock | typeof UNREAD | null>} */
async function load() {
  /** @type {Record<string, unknown>} */
  let stored;
  try {
    stored = await local.get(LOCK_KEY);
  } catch {
    return UNREAD;
  }
  if (!(LOCK_KEY in stored)) return null;
  const lock = /** @type {Partial<Lock> | null} */ (stored[LOCK_KEY]);
  const isWhole = Array.isArray(lock?.salt) && Array.isArray(lock.hash) && typeof lock.rounds === "number";
  return isWhole ? /** @type {Lock} */ (lock) : UNREAD;
}

/** @returns {Promise<boolean>} whether a code is asked for; so it is where nobody can say */
export async function isLocked() {
  return (await load()) !== null;
}

/**
 * @param {string} code
 * @param {number[]} salt
 * @param {number} rounds
 */
async function hashOf(code, salt, rounds) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: Uint8Array.from(salt), iterations: rounds }, key, HASH_BITS);
  return [...new Uint8Array(bits)];
}

/** @returns {Promise<Tries>} */
async function loadTries() {
  const { wrong = 0, until = 0 } = /** @type {Partial<Tries>} */ ((await local.get(TRIES_KEY))[TRIES_KEY] ?? {});
  // A clock that was set back makes nobody wait for longer.
  return { wrong, until: until > Date.now() + WAIT_MS ? 0 : until };
}

/**
 * @param {Lock | typeof UNREAD | null} lock
 * @param {string} code
 * @returns {Promise<LockProblem | null>}
 */
async function problemOf(lock, code) {
  if (lock === null || lock === UNREAD) return lock;
  const { wrong, until } = await loadTries();
  if (until > Date.now()) return "wait";
  // No try: a field left empty counts for nothing.
  if (!CODE.test(code)) return "wrong";
  const hash = await hashOf(code, lock.salt, lock.rounds);
  if (hash.every((byte, index) => byte === lock.hash[index])) {
    await local.remove(TRIES_KEY);
    return null;
  }
  const isLast = wrong + 1 >= MAX_WRONG;
  await local.set({ [TRIES_KEY]: isLast ? { wrong: 0, until: Date.now() + WAIT_MS } : { wrong: wrong + 1, until: 0 } });
  return isLast ? "wait" : "wrong";
}

/**
 * @param {LockProblem | null} problem
 * @returns {Promise<LockReply>}
 */
const told = async (problem) => ({ kind: "lock", isSet: await isLocked(), problem });

/** @returns {Promise<LockReply>} */
export const readLock = async () => told((await load()) === UNREAD ? UNREAD : null);

/**
 * Whether a code opens the way; where none is set, any does.
 * @param {string} code
 * @returns {Promise<LockReply>}
 */
export function tryCode(code) {
  return inTurn(async () => {
    try {
      return told(await problemOf(await load(), code));
    } catch {
      return told(UNREAD);
    }
  });
}

/**
 * Sets another code, or none.
 * @param {string} code that is set now; anything where none is
 * @param {string | null} wanted null for none
 * @returns {Promise<LockReply>}
 */
export function changeLock(code, wanted) {
  return inTurn(async () => {
    if (wanted !== null && !CODE.test(wanted)) return told("digits");
    try {
      const problem = await problemOf(await load(), code);
      if (problem) return told(problem);
      if (wanted === null) await local.remove(LOCK_KEY);
      else {
        const salt = [...crypto.getRandomValues(new Uint8Array(SALT_BYTES))];
        await local.set({ [LOCK_KEY]: { salt, hash: await hashOf(wanted, salt, ROUNDS), rounds: ROUNDS } });
      }
      return told(null);
    } catch {
      return told("storage");
    }
  });
}
