/* exported vigicolisSeal */
/* global vigicolisDom */
"use strict";

/**
 * Tells whether others reached into a panel's closed root. In Firefox a page gets hold of what stands
 * in one: an event says where it began, and a selection where it ends. It can then do there whatever
 * it likes, such as to make the warning transparent. So each change of our own is announced, and one
 * that was not is the page's.
 */
const vigicolisSeal = vigicolisDom.lazy(() => {
  /** @typedef {{ observer: MutationObserver, rules: string, isBroken: boolean }} Seal */

  const ALL = { subtree: true, childList: true, attributes: true, characterData: true };

  /** @type {Map<ShadowRoot, Seal>} */
  const seals = new Map();
  /** @type {WeakSet<Animation>} */
  const animations = new WeakSet();

  /** What style sheets of a root say, whoever made them. Firefox' list of them is no array for an extension. @param {ShadowRoot} root */
  const rulesOf = (root) => Array.from(root.adoptedStyleSheets, (sheet) => Array.from(sheet.cssRules, ({ cssText }) => cssText).join("\n")).join("\n");

  /** The visitor folds and unfolds. @param {MutationRecord} record */
  const isForeign = ({ attributeName, target }) => !(attributeName === "open" && /^(details|dialog)$/.test(target.nodeName.toLowerCase()));

  /** @param {Seal} seal @param {MutationRecord[]} records */
  const weigh = (seal, records) => void (seal.isBroken ||= records.some(isForeign));

  /** Watches over a root from here on. @param {ShadowRoot} root */
  function put(root) {
    const observer = new MutationObserver((records) => weigh(seal, records));
    const seal = { observer, rules: rulesOf(root), isBroken: false };
    observer.observe(root, ALL);
    seals.set(root, seal);
  }

  /** @param {ShadowRoot} root */
  function lift(root) {
    seals.get(root)?.observer.disconnect();
    seals.delete(root);
  }

  /** Makes a change of our own. @param {() => void} act */
  function change(act) {
    for (const seal of seals.values()) weigh(seal, seal.observer.takeRecords());
    act();
    for (const { observer } of seals.values()) observer.takeRecords();
  }

  /** Plays an animation of our own. @param {Animation} animation */
  const play = (animation) => void animations.add(animation);

  /** Whether nobody else changed anything in a root since it is watched over. @param {ShadowRoot} root */
  function isWhole(root) {
    const seal = seals.get(root);
    if (!seal) return true;
    weigh(seal, seal.observer.takeRecords());
    return !seal.isBroken && rulesOf(root) === seal.rules && root.getAnimations().every((animation) => animations.has(animation));
  }

  return { change, isWhole, lift, play, put };
});
