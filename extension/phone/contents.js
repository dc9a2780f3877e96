/** What the page consists of: here nothing, the build writes it into the service worker. */

/** The hash of each file, by its path. @type {Readonly<Record<string, string>>} */
export const FILES = {};

/** That of all of them together. @type {string} */
export const HASH = "";
