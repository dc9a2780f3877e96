/* exported vigicolisBanner */
/* global vigicolisDom, vigicolisKeeper, vigicolisPanels, vigicolisWords */
"use strict";

/** The page's one warning: which panel stands, and where the focus was before. It never messages. */
const vigicolisBanner = vigicolisDom.lazy(() => {
  /**
   * @typedef {import("../../wasm/protocol.js").Verdict} Verdict
   * @typedef {Parameters<typeof vigicolisPanels.build>[0]} Form
   * @typedef {Parameters<typeof vigicolisPanels.build>[2]} Actions
   */

  const dom = vigicolisDom;
  const { sayReasons, sayTitle } = vigicolisWords;

  const activeElement = dom.getter(Document, "activeElement");

  /** @type {{ keeper: ReturnType<typeof vigicolisKeeper.keep>, form: Form, said: string } | null} */
  let shown = null;
  /** Whether a way on of this document's has waited. */
  let hasWaited = false;
  /** @type {Element | null} where the focus was before the warning took it */
  let before = null;

  /**
   * Whether a document can hold a panel at all: SVG and other XML can't.
   * @returns {boolean}
   */
  function canShow() {
    const root = dom.root();
    return root === null || dom.isHtml(root);
  }

  /**
   * Shows a warning; the same one again changes nothing.
   * @param {Form} form
   * @param {Verdict} verdict
   * @param {Actions & { lost: () => Promise<unknown> }} actions `lost` when the page does not let it stand
   */
  function show(form, verdict, actions) {
    const said = JSON.stringify([form, sayTitle(verdict), sayReasons(verdict, vigicolisPanels.REASONS), verdict.officialUrl, actions.trust !== null, actions.note, actions.person?.name, actions.wait?.ms]);
    if (shown?.said === said) return;
    if (!shown) before = activeElement(document);
    const wait = (form === "danger" && vigicolisPanels.waitFor(verdict, actions)?.ms) || 0;
    const proceed = () => {
      hasWaited ||= wait > 0;
      return actions.proceed();
    };
    const wish = { build: () => vigicolisPanels.build(form, verdict, { ...actions, proceed }), modal: form === "danger", onLost: actions.lost, wait };
    if (shown?.form === form) {
      shown.said = said;
      shown.keeper.renew(wish);
      return;
    }
    shown?.keeper.drop();
    const wasModal = shown?.form === "danger";
    shown = { keeper: vigicolisKeeper.keep(wish), form, said };
    if (wasModal && form !== "danger") giveFocusBack();
  }

  /** Takes the warning away and gives the focus back. */
  function hide() {
    if (!shown) return;
    const { keeper, form } = shown;
    shown = null;
    keeper.drop();
    if (form === "danger") giveFocusBack();
  }

  function giveFocusBack() {
    const target = before;
    before = null;
    if (target && dom.isConnected(target) && dom.isHtml(target)) {
      dom.attempt(() => HTMLElement.prototype.focus.call(target, { preventScroll: true }));
    }
  }

  return { canShow, hasWaited: () => hasWaited, hide, show };
});
