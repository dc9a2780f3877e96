/**
 * The visitor's settings in `storage.local`. The engine says what they are and how they change;
 * here they are read and written, one change after the other.
 */

import { consult } from "./engine.js";
import { onManagedChanged } from "../shared/managed.js";
import { dayOf, isOver } from "../shared/notebook.js";
import { NO_TAB } from "../shared/protocol.js";
import { local } from "../shared/storage.js";
import { onStoreChanged, STORE_KEY } from "../shared/store.js";
import { SHORTEST } from "../shared/wait.js";

/**
 * @typedef {import("../shared/protocol.js").FromTab} FromTab
 * @typedef {import("../shared/protocol.js").SettingsReply} SettingsReply
 * @typedef {import("../shared/protocol.js").UnavailableReply} UnavailableReply
 * @typedef {import("../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../wasm/protocol.js").SettingsChange} SettingsChange
 * @typedef {Extract<SettingsReply, { kind: "settings" }>} Known
 * @typedef {{ stored?: unknown }} Stored what a request says of the store; nothing where nothing is
 */

/** @type {Promise<Known | null> | null} read again when the store changed, or the policy */
let known = null;

/** @type {Promise<unknown>} */
let lastChange = Promise.resolve();

function forget() {
  known = null;
}
onStoreChanged(forget);
onManagedChanged(forget);
local.onLate((found) => {
  if (!(STORE_KEY in found)) return;
  // In its turn: what is written back is to overwrite no change.
  known = lastChange.then(() => readFrom({ stored: found[STORE_KEY] }));
  lastChange = known.catch(() => undefined);
});

/** @returns {Promise<Stored>} rejected when the browser can't read it */
async function stored() {
  const found = await local.get(STORE_KEY);
  return STORE_KEY in found ? { stored: found[STORE_KEY] } : {};
}

/**
 * @param {number} seconds
 * @returns {Promise<boolean>} whether the way on would wait for less than was chosen, or nobody can say what was
 */
export async function isShorterWait(seconds) {
  try {
    const { wait = SHORTEST } = /** @type {{ wait?: number }} */ ((await stored()).stored ?? {});
    return !(seconds >= wait);
  } catch {
    return true;
  }
}

/**
 * Keys that the engine does not know stay: a newer version wrote them, and may come back.
 * @param {unknown} before
 * @param {object} settings
 */
async function write(before, settings) {
  const isWhole = typeof before === "object" && !Array.isArray(before);
  await local.set({ [STORE_KEY]: { ...(isWhole ? before : {}), ...settings } });
}

/** @returns {Promise<Known | null>} */
async function read() {
  const before = await stored().catch(() => null);
  if (before) return readFrom(before);
  // No reason to leave a page unchecked: the defaults hold until storage can be read.
  known = null;
  return readFrom({});
}

/**
 * @param {Stored} before
 * @returns {Promise<Known | null>}
 */
async function readFrom(before) {
  const reply = await consult({ kind: "read_settings", ...before });
  if (reply.kind !== "settings") return null;
  // Written back, so that what was lost is told until the visitor has read it.
  if (reply.stored) await write(before.stored, reply.stored).catch(() => undefined);
  return reply;
}

/** @returns {Promise<Known | null>} what holds; null where the engine can't say */
export async function load() {
  const found = await readOnce();
  const over = found?.settings.parcels.filter((parcel) => isOver(parcel, today())) ?? [];
  if (over.length === 0) return found;
  // Erased, not only left out.
  await changeParcels((parcels) => parcels.filter((parcel) => !isOver(parcel, today())));
  return readOnce();
}

/** @returns {Promise<Known | null>} */
async function readOnce() {
  known ??= read();
  const mine = known;
  const found = await mine;
  if (!found && known === mine) known = null;
  return found;
}

/**
 * @param {SettingsChange} wanted
 * @returns {Promise<SettingsReply | UnavailableReply>}
 */
export function change(wanted) {
  return inTurn((before) => ({ kind: "change_settings", ...before, change: wanted, today: today() }), NO_TAB);
}

/**
 * Changes what stands in the notebook.
 * @param {(parcels: AwaitedParcel[]) => AwaitedParcel[]} edit
 * @returns {Promise<SettingsReply | UnavailableReply>}
 */
export function changeParcels(edit) {
  return inTurn(async (before) => {
    const found = await consult({ kind: "read_settings", ...before });
    const value = edit(found.kind === "settings" ? found.settings.parcels : []);
    return { kind: "change_settings", ...before, change: { kind: "choose_value", key: "parcels", value }, today: today() };
  }, NO_TAB);
}

/**
 * Trusts the site of a tab's page.
 * @param {FromTab} tab
 * @returns {Promise<SettingsReply | UnavailableReply>}
 */
export function trustTab(tab) {
  return inTurn((before) => ({ kind: "trust_tab", ...before, today: today() }), tab);
}

/**
 * What a file of the settings holds.
 * @returns {Promise<import("../shared/protocol.js").Reply>} rejected when they can't be read: a file of the defaults would pass for them
 */
export async function exported() {
  return consult({ kind: "export_settings", ...(await stored()) });
}

/**
 * Changes the settings when all earlier changes are done.
 * @param {(before: Stored) => EngineRequest | Promise<EngineRequest>} ask
 * @param {FromTab} tab
 * @returns {Promise<SettingsReply | UnavailableReply>}
 */
function inTurn(ask, tab) {
  const result = lastChange.then(async () => {
    try {
      const before = await stored();
      const reply = /** @type {SettingsReply | UnavailableReply} */ (await consult(await ask(before), tab));
      if (reply.kind === "settings") {
        if (reply.stored) await write(before.stored, reply.stored);
        known = Promise.resolve(reply);
      }
      return reply;
    } catch {
      return UNSAVED;
    }
  });
  lastChange = result;
  return result;
}

/** @type {SettingsReply} */
const UNSAVED = { kind: "refused", faults: [{ key: "", problem: "storage" }] };

/** @returns {string} the visitor's own day, not that of Greenwich */
export const today = () => dayOf(new Date());
