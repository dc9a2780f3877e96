/**
 * How long anything is waited for, in milliseconds: far longer than it takes on a machine that has
 * other things to do. Only what fails takes so long.
 */
export const PATIENCE = 60_000;

/** Between two questions: soon at first, then rarer. Each costs the browser time that it needs for the answer. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 350;
const GROWTH = 1.5;

/** Thrown by a condition that can no longer come true. */
export class GivenUp extends Error {}

/**
 * Polls until the condition gives something truthy, and gives that back.
 * @template T
 * @param {string} what named in the error when the time is up
 * @param {() => T | Promise<T>} condition
 * @param {number} [deadline] milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, condition, deadline = PATIENCE) {
  const end = performance.now() + deadline;
  /** @type {unknown} */
  let last;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE)) {
    try {
      const value = await condition();
      if (value) return /** @type {NonNullable<T>} */ (value);
      last = value;
    } catch (error) {
      if (error instanceof GivenUp) throw error;
      last = error; // a page in the middle of a navigation refuses questions: ask again
    }
    if (performance.now() > end) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`waited ${deadline} ms in vain for: ${what} (last seen: ${seen})`);
    }
    await new Promise((done) => setTimeout(done, pause));
  }
}
