/* exported vigicolisPace */
/* global vigicolisDom */
"use strict";

/**
 * Does the work of a look in slices, so short and so placed that the page can't tell it from none.
 * Work is a generator that yields wherever it may be interrupted. What counts is the time that it
 * works, not the time that it waits: what is seen of a page does not depend on how busy the page is.
 */
const vigicolisPace = (() => {
  /** @typedef {Generator<undefined, void, void>} Work */

  /** Milliseconds in a task: usually; while a page loads, or leaves too little time; without end. */
  const SLICES = [2.5, 30, Infinity];
  /** A look that waits longer works faster. */
  const PATIENCE_MS = 3_000;
  const UNRENDERED_MS = 1_000;

  let worked = 0;
  let tasks = 0;
  let since = 0;
  let isLost = false;
  /** @type {Range[]} */
  const places = [];

  /** Milliseconds of work so far. */
  const clock = () => worked + (since && performance.now() - since);

  /** How many tasks have begun: within one the page does not change. */
  const turns = () => tasks;

  /** Waits for the next task, before those of the page. @param {() => void} go */
  const next = (go) => void scheduler.postTask(go, { priority: "user-blocking" });

  /**
   * Waits until the page was rendered: then a question about style changes nothing. A frame out of
   * sight is not rendered before it is seen; a tab out of sight does not wait.
   * @param {() => void} go
   */
  function rendered(go) {
    if (vigicolisDom.isHidden(document)) return next(go);
    requestAnimationFrame(() => next(go));
    setTimeout(() => (window.top === window || vigicolisDom.isHidden(document)) && go(), UNRENDERED_MS);
  }

  /**
   * @param {() => Work} begin starts the work, again where its place was lost
   * @param {boolean} isLoading whether the page is only just there and should not wait
   */
  async function run(begin, isLoading) {
    const start = performance.now();
    let haste = isLoading ? 1 : 0;
    for (let work = begin(), isDone = false, turn = 0; !isDone; turn += 1) {
      if (turn > 0 || !isLoading) await new Promise((go) => (isLoading ? next : rendered)(() => go(0)));
      tasks += 1;
      since = performance.now();
      if (since - start > PATIENCE_MS) haste ||= 1;
      const end = since + SLICES[haste];
      try {
        do isDone = work.next().done === true; while (!isDone && !isLost && performance.now() < end);
      } finally {
        worked = clock();
        since = 0;
      }
      if (isLost) {
        isLost = false;
        haste = Math.min(haste + 1, 2);
        work = begin();
      }
    }
  }

  /** Ends the work at its next yield, to begin it again: the page is no longer what it was. */
  const lose = () => (isLost = true);

  /** Work that must not end the rest. @param {Work} work */
  function* attempt(work) {
    try {
      yield* work;
    } catch {
      // What it did stays.
    }
  }

  /**
   * A place in the page, for walks that are interrupted.
   * @param {number} depth of walks in walks
   * @returns {(node: Node, work?: Work) => Work} waits, or works; lost if the node was taken away meanwhile, or moved
   */
  function keep(depth) {
    // The browser itself moves a range out of what is taken away. The same ones serve each time:
    // each of them costs the page a little with every change.
    const range = (places[depth] ??= new Range());
    return function* rest(node, work) {
      range.setStart(node, 0);
      if (work) yield* work;
      else yield;
      if (range.startContainer !== node) yield void lose();
    };
  }

  return { attempt, clock, keep, lose, run, turns };
})();
