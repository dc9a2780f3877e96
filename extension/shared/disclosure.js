/** What Vigicolis reads, as the welcome page states it: which statement was shown, and which the visitor said to have understood. */
import { local } from "./storage.js";

/** Raised with each change of what is read or kept: the welcome page opens once more, and asks again. */
export const STATEMENT = 1;

const KEY = "disclosure";

/** @typedef {{ shown?: number, understood?: number }} Disclosure */

/** @returns {Promise<Disclosure>} nothing where nothing is kept, or nothing can be */
export async function readDisclosure() {
  try {
    const { [KEY]: kept } = await local.get(KEY);
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

/**
 * @param {Disclosure} disclosure
 * @param {number} [statement]
 * @returns {boolean} whether the visitor was shown an older one; where nothing is known, nothing is claimed
 */
export const isOutdated = ({ shown }, statement = STATEMENT) => shown !== undefined && shown < statement;

/** @param {"shown" | "understood"} what holds for the statement of today */
export async function noteDisclosure(what) {
  try {
    await local.set({ [KEY]: { ...(await readDisclosure()), [what]: STATEMENT } });
  } catch {
    // Storage that takes nothing: it is asked once more.
  }
}
