/** How long the way on from a danger that asks for a card or a code waits, and what is said of it. */

/**
 * @typedef {import("./headline.js").Say} Say
 * @typedef {{ ms: number, said: string }} Wait how long, and the sentence that says why
 */

/** Seconds that are waited at least. */
export const SHORTEST = 10;

/** Seconds that can be chosen; the engine takes no others. */
export const WAITS = Object.freeze([SHORTEST, 30, 60, 300]);

/**
 * @param {number} seconds whole minutes, or a few seconds
 * @param {Say} say
 */
export function sayTime(seconds, say) {
  const isWhole = seconds % 60 === 0;
  return new Intl.NumberFormat(say("language_tag"), { style: "unit", unit: isWhole ? "minute" : "second", unitDisplay: "long" }).format(isWhole ? seconds / 60 : seconds);
}

/**
 * @param {{ wait: number } | null | undefined} settings
 * @param {Say} say
 * @returns {Wait}
 */
export function waitOf(settings, say) {
  const seconds = settings?.wait ?? SHORTEST;
  return { ms: seconds * 1_000, said: say("wait_why", sayTime(seconds, say)) };
}
