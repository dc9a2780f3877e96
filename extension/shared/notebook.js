/**
 * The visitor's notebook of awaited parcels: how long an entry stays, and what it says of somebody
 * who speaks in a carrier's name. It says more beside a warning, and never decides about one.
 */

/**
 * @typedef {import("../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../wasm/protocol.js").CarrierView} CarrierView
 * @typedef {AwaitedParcel & { by: CarrierView | null }} KnownParcel who brings it, and where it is followed; null
 *   where nobody is known by the id any more
 *
 * @typedef {{ kind: "awaited", name: string, url: string } | { kind: "unawaited", name: string }} NotebookLine
 */

/** Days for which an entry stays after the parcel's day; without one, after it was written. */
const STAYS_AFTER_DAY = 14;
const STAYS_WITHOUT_DAY = 30;

const DAY_MS = 86_400_000;

/**
 * @param {Date} date
 * @returns {string} the visitor's own day, not that of Greenwich, as 2026-11-24
 */
export function dayOf(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * @param {string} day
 * @param {number} count of days
 */
export function dayAfter(day, count) {
  // Days of Greenwich are all equally long.
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Whether an entry's time is over.
 * @param {AwaitedParcel} parcel
 * @param {string} today
 */
export function isOver({ day, since }, today) {
  return today > (day === "" ? dayAfter(since, STAYS_WITHOUT_DAY) : dayAfter(day, STAYS_AFTER_DAY));
}

/**
 * @param {AwaitedParcel} one
 * @param {AwaitedParcel} other
 */
function isSame(one, other) {
  return one.carrier === other.carrier && one.day === other.day && one.number === other.number;
}

/**
 * @param {AwaitedParcel[]} parcels
 * @param {AwaitedParcel} parcel that takes the place of an entry about the same one
 */
export const withParcel = (parcels, parcel) => [...withoutParcel(parcels, parcel), parcel];

/**
 * @param {AwaitedParcel[]} parcels
 * @param {AwaitedParcel} parcel
 */
export const withoutParcel = (parcels, parcel) => parcels.filter((other) => !isSame(other, parcel));

/**
 * The parcels that a carrier may bring: its own, and those of its group.
 * @param {CarrierView} by
 * @param {KnownParcel[]} parcels
 * @returns {(KnownParcel & { by: CarrierView })[]} its own first
 */
export function broughtBy({ id, group }, parcels) {
  const known = parcels.flatMap((parcel) => (parcel.by ? [{ ...parcel, by: parcel.by }] : []));
  const own = known.filter(({ by }) => by.id === id);
  const kin = known.filter(({ by }) => by.id !== id && group !== null && by.group === group);
  return [...own, ...kin];
}

/**
 * What there is to say where somebody speaks in a carrier's name.
 * @param {CarrierView | null} about that carrier; null for somebody who brings no parcels
 * @param {KnownParcel[]} parcels all that are awaited
 * @returns {NotebookLine | null} nothing where the notebook is empty
 */
export function lineOf(about, parcels) {
  if (about === null || parcels.length === 0) return null;
  const [parcel] = broughtBy(about, parcels);
  return parcel ? { kind: "awaited", name: parcel.by.name, url: parcel.by.url } : { kind: "unawaited", name: about.name };
}
