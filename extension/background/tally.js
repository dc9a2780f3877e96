/**
 * That a quiet tool works: how many pages were looked at, how many warnings shown, and since when.
 * Two numbers and a day in `storage.local`, no address. What is counted gathers in
 * `storage.session` first, so that the disk is not written for every page.
 */

import { host } from "../shared/host.js";
import { local, session } from "../shared/storage.js";
import { today } from "./settings.js";

/**
 * @typedef {import("../shared/protocol.js").Tally} Tally
 * @typedef {import("../shared/protocol.js").TallyReply} TallyReply
 * @typedef {Omit<Tally, "since">} Counts
 */

const KEY = "tally";
const GATHERED = "gathered";
/** Pages that are written together. */
const BATCH = 20;

/** Storage takes longer than a page's judgement: what is gathered is kept after a pause. */
const KEEP_MS = 1_000;

/** @type {Counts} */
const NONE = { pages: 0, warnings: 0 };

/** What stands where nothing is to be counted. */
const OFF = { isOff: true };

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * @template T
 * @param {() => Promise<T>} work done when all earlier work is
 * @returns {Promise<T>}
 */
function inTurn(work) {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}

/** @param {unknown} value @returns {value is Counts} */
function isCounts(value) {
  if (typeof value !== "object" || value === null) return false;
  const { pages, warnings } = /** @type {Partial<Counts>} */ (value);
  return Number.isSafeInteger(pages) && Number.isSafeInteger(warnings);
}

/** @param {unknown} value @returns {value is Tally} */
function isTally(value) {
  return isCounts(value) && /^\d{4}-\d\d-\d\d$/.test(/** @type {Partial<Tally>} */ (value).since ?? "");
}

/** @typedef {{ isOff: boolean, written: Tally | null, gathered: Counts }} Known */

/** @type {Known | null} what was read and written, as long as the background lives */
let held = null;

// In Chromium private windows have a background of their own, which writes here, too.
host.onAreaChanged("local", ({ [KEY]: change }) => {
  if (!change || !held) return;
  const stored = storedOf(change.newValue);
  held = { ...stored, gathered: stored.isOff ? NONE : held.gathered };
});

/** @param {unknown} value @returns {Omit<Known, "gathered">} */
function storedOf(value) {
  return {
    isOff: /** @type {Partial<typeof OFF> | undefined} */ (value)?.isOff === true,
    written: isTally(value) ? value : null,
  };
}

/** @returns {Promise<Known>} */
async function read() {
  if (held) return held;
  const [kept, gathering] = await Promise.all([local.get(KEY), session.get(GATHERED)]);
  const gathered = gathering[GATHERED];
  held = { ...storedOf(kept[KEY]), gathered: isCounts(gathered) ? gathered : NONE };
  return held;
}

/**
 * @param {Known} known
 * @returns {Tally}
 */
function sum({ written, gathered }) {
  const { since, pages, warnings } = written ?? { since: today(), ...NONE };
  return { since, pages: pages + gathered.pages, warnings: warnings + gathered.warnings };
}

/**
 * Counts one more; storage that takes nothing costs a number, and nothing else.
 * @param {keyof Counts} what
 */
export function count(what) {
  inTurn(async () => {
    const { isOff, written, gathered } = await read();
    if (isOff) return;
    const more = { ...gathered, [what]: gathered[what] + 1 };
    // The first one is written for its day.
    const isDue = !written || what === "warnings" || more.pages >= BATCH;
    if (!isDue) {
      held = { isOff, written, gathered: more };
      keepSoon();
      return;
    }
    const total = sum({ isOff, written, gathered: more });
    await local.set({ [KEY]: total });
    held = { isOff, written: total, gathered: NONE };
    await session.set({ [GATHERED]: NONE });
  }).catch(() => undefined);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Has what is gathered outlive the background, which is ended only after some rest. */
function keepSoon() {
  timer ??= setTimeout(() => {
    timer = undefined;
    inTurn(async () => held && session.set({ [GATHERED]: held.gathered })).catch(() => undefined);
  }, KEEP_MS);
}

/** @returns {Promise<TallyReply>} */
export function tell() {
  return inTurn(async () => {
    const known = await read();
    return { kind: "tally", tally: known.isOff ? null : sum(known) };
  });
}

/**
 * Begins to count, or stops and erases what was counted.
 * @param {boolean} isKept
 * @returns {Promise<TallyReply>}
 */
export function keep(isKept) {
  return inTurn(async () => {
    const { isOff } = await read();
    if (isKept === isOff) {
      held = null;
      clearTimeout(timer);
      timer = undefined;
      await session.remove(GATHERED);
      if (isKept) await local.remove(KEY);
      else await local.set({ [KEY]: OFF });
    }
  }).then(tell);
}
