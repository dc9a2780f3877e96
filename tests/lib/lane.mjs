/**
 * @typedef {import("./bench.mjs").Bench} Bench
 * @typedef {import("./bench.mjs").Tab} Tab
 */

/** What pages of one site have in common; at times that of several sites, which only costs a tab. @param {string} host */
const siteOf = (host) => host.split(".").slice(-2).join(".");

/**
 * Shows one page after the other in one tab, which costs as much as a page: in another as soon as
 * something is known of the page's site, or the one before failed.
 */
export class Lane {
  /** @type {Tab | null} */
  #tab = null;
  /** Sites that it has shown. @type {Set<string>} */
  #seen = new Set();

  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
  }

  /**
   * @param {string} url
   * @param {(tab: Tab) => Promise<void>} check
   */
  async show(url, check) {
    const site = siteOf(new URL(url).hostname);
    if (this.#seen.has(site)) await this.close();
    this.#seen.add(site);
    const tab = (this.#tab ??= await this.bench.openTab());
    // Another lane's may be in front, and what is in the back is not painted.
    await tab.page.bringToFront();
    let isRight = false;
    try {
      await tab.visit(url);
      await check(tab);
      isRight = true;
    } finally {
      if (!isRight) await this.close();
    }
  }

  async close() {
    const tab = this.#tab;
    this.#tab = null;
    this.#seen.clear();
    await tab?.close();
  }
}
