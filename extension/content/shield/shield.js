/* exported vigicolisShield */
/* global vigicolisDom, vigicolisFields, vigicolisDisabledFields, vigicolisKeeper, vigicolisUi, vigicolisConfirmCard */
"use strict";

/**
 * Stands before a document's fields. On a page of danger nothing is typed, pasted, dropped, filled
 * in or sent; on a page of caution, and of a danger that the visitor passed, the first touch of a card
 * field is answered by a question. It is asked by place, not by element: a field that is not what it
 * was at the last look, or was not there, counts as a card's where the page has any.
 *
 * It listens on the window in the capture phase from the very start of the document, before any
 * script of the page. On danger every field is meant, known or not, but for those that the engine
 * takes for search boxes: a field that was added a moment ago is behind the shield before anybody
 * knows what it asks for.
 *
 * Limits, which are the browsers' own:
 * - What was typed before the page was found out, its scripts have read already, and may send by
 *   themselves: no extension can stop a page's `fetch` without the right to watch all requests.
 *   Forms that scripts send by `submit()` go out empty, as far as the browser asks (`formdata`).
 * - A field in a closed shadow root can't be seen or disabled; keys, pastes and drops don't reach
 *   it, but an input method that composes does.
 * - A page that writes itself anew (`document.open`) may listen before the shield from then on, until
 *   that is noticed: its fields are still disabled, but it may hear which keys were pressed.
 */
const vigicolisShield = (() => {
  /**
   * @typedef {import("../../wasm/protocol.js").FieldIndices} FieldIndices
   * @typedef {import("../../shared/protocol.js").Concern} Concern
   */

  const dom = vigicolisDom;
  const { FILLABLE } = vigicolisFields;
  const isField = (/** @type {unknown} */ node) => vigicolisDisabledFields.isField(node);
  const owns = (/** @type {EventTarget | null} */ target) => vigicolisUi.owns(target);

  /** Milliseconds that a warning may take to be painted after the shield was raised. */
  const GRACE_MS = 1_000;
  /** A page that gives the focus back each time it is taken gets its way in the end; keys are stopped all the same. */
  const MAX_BLURS = 100;

  /** Milliseconds after a key that wrote something in which another one is meant for the page, too. */
  const TYPING_MS = 1_000;
  /** Frames in a row that take the focus before anybody looked at them. */
  const MAX_STRANGERS = 2;
  const FOLLOW_MS = 50;
  /** Shadow roots within each other. */
  const MAX_DEPTH = 12;
  /** Fields that are asked where they lie when the visitor presses somewhere. */
  const FIELDS_ASKED = 200;

  const activeElement = dom.getter(Document, "activeElement");
  const rootOf = dom.method(Node, "getRootNode");
  const controlOf = dom.getter(HTMLLabelElement, "control");
  const elementsOf = dom.getter(HTMLFormElement, "elements");
  const formOfInput = dom.getter(HTMLInputElement, "form");
  const formOfButton = dom.getter(HTMLButtonElement, "form");
  const typeOfInput = dom.getter(HTMLInputElement, "type");

  /**
   * @typedef {"off" | "ask" | "guard"} Stance
   * @typedef {{ leave: () => void, falseAlarm: () => void, lost: () => Promise<boolean>, wait?: import("../../shared/wait.js").Wait, isOverAll?: boolean, asksForCard?: boolean, hasReturned?: boolean }} Actions
   *   `isOverAll` where the warning of a danger stands over the whole page, and not beside one of its frames;
   *   `asksForCard` where the page around a frame does; `hasReturned` where the visitor came back from the warning that was told elsewhere
   */

  /** @type {Stance} */
  let mode = "off";
  /** @type {Concern | null} what the question is about */
  let about = null;
  /** @type {Actions} */
  let actions = { leave: () => {}, falseAlarm: () => {}, lost: async () => false };
  /** Where the visitor went on. */
  let answered = "";
  /** When the shield was raised on danger. */
  let raisedAt = Infinity;
  /** The button of a panel out of use that is being pressed. @type {HTMLButtonElement | undefined} */
  let pressed;
  /** Whether the key that moves the focus is just being pressed. */
  let isTabbing = false;
  let blurs = 0;
  /** When the visitor last wrote something. */
  let lastTyped = -Infinity;
  /** Whether the key that is down was not meant for the panel that it would press a button of. */
  let isStray = false;
  /** Frames of the page's own that were looked at, and how many others had the focus since. @type {WeakSet<Document>} */
  let judged = new WeakSet();
  let strangers = 0;
  /** Whether the document ever asked for a card, or the page around it does. */
  let hasCards = false;
  /** Whether the document itself did. */
  let hadCards = false;
  /** @type {Set<HTMLElement>} */
  let cards = new Set();
  /** @type {WeakSet<EventTarget>} */
  let searches = new WeakSet();
  /** @type {WeakMap<EventTarget, string>} what each field was at the last look */
  let known = new WeakMap();
  /** What the visitor pressed, or went to by the keyboard. @type {WeakSet<EventTarget>} */
  const chosen = new WeakSet();

  /**
   * What an event is about; in closed shadow roots of the page the element that has or gets the focus.
   * @param {Event} event
   */
  function targetOf(event) {
    let target = event.composedPath()[0] ?? null;
    for (let depth = 0; depth < MAX_DEPTH && dom.isHtmlElement(target) && !owns(target); depth += 1) {
      const root = dom.anyShadowRoot(target);
      const inner = root && (event instanceof MouseEvent ? root.elementFromPoint(event.clientX, event.clientY) : root.activeElement);
      if (!inner || rootOf(inner) !== root) break;
      target = inner;
    }
    return target;
  }

  /** @param {Event} event */
  function withhold(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /**
   * Whether a key press writes something, rather than moves or commands.
   * @param {KeyboardEvent} event
   */
  function writes(event) {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
    return event.isComposing || event.key === "Process" || (event.key.length === 1 && !isCommand);
  }

  /**
   * Whoever is in the middle of writing when a warning takes the focus does not mean its way out by the next space.
   * @param {KeyboardEvent} event
   * @param {EventTarget | null} target
   */
  function spareStray(event, target) {
    const now = performance.now();
    if (event.type === "keydown") isStray = owns(target) && /^(Enter| )$/.test(event.key) && now - lastTyped < TYPING_MS;
    if (isStray) event.preventDefault();
    if (writes(event)) lastTyped = now;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = targetOf(event);
    // Browsers that fill in a form say so by key events without a key.
    if (typeof event.key !== "string") {
      if (mode === "guard") event.stopImmediatePropagation();
      return;
    }
    if (event.isTrusted) spareStray(event, target);
    if (event.type === "keydown" && event.key === "Tab" && event.isTrusted) {
      isTabbing = true;
      setTimeout(() => (isTabbing = false));
    }
    if (mode === "ask" && writes(event)) askAt(event, fieldLedTo(target));
    if (mode !== "guard" || (target && searches.has(target))) return;
    // Whoever goes on typing while the warning comes up types into the warning: not for the page's ears.
    if (owns(target)) {
      if (writes(event)) event.stopImmediatePropagation();
    } else if (writes(event)) {
      // The top page hears keys that its own dialog does not take, too.
      if (window.top !== window) intrude(event);
      withhold(event);
    } else event.stopImmediatePropagation();
  }

  /**
   * Nothing else gets a press or a key where a warning stands over the whole page: what does lies over it, or
   * took it out of use. So the warning is told elsewhere, whatever else the page holds up.
   * @param {Event} event
   */
  function intrude({ isTrusted }) {
    if (isTrusted && actions.isOverAll && performance.now() - raisedAt > GRACE_MS) void actions.lost();
  }

  /** Something is about to be put into the page. @param {Event} event */
  function onEntry(event) {
    const target = targetOf(event);
    if (mode === "ask") askAt(event, fieldLedTo(target));
    else if (mode === "guard" && !owns(target) && !(target && searches.has(target))) withhold(event);
  }

  /** Something has happened in a field, of which the page would learn. @param {Event} event */
  function onNews(event) {
    const target = targetOf(event);
    if (mode === "ask" && event.type === "focusin" && isTabbing) {
      if (target) chosen.add(target);
      askAt(event);
    }
    if (mode !== "guard" || !isField(target) || searches.has(target)) return;
    event.stopImmediatePropagation();
    if (event.type === "focusin" && blurs < MAX_BLURS) {
      blurs += 1;
      HTMLElement.prototype.blur.call(target);
    }
  }

  /** The focus goes to another window, or to a frame. @param {Event} event */
  function onAway({ isTrusted, target }) {
    // It is just on its way.
    if (mode === "ask" && hasCards && isTrusted && target === window) dom.later(followFocus, 0);
  }

  /** Frames of the page's own, one after the other, of which nobody knows are no place for a card. Only the first one's focus is told of. */
  function followFocus() {
    const frame = activeElement(document);
    const inner = frame && dom.attempt(() => dom.documentIn(frame), null);
    if (!inner || mode !== "ask") return;
    if (!judged.has(inner)) strangers += 1;
    judged.add(inner);
    if (strangers > MAX_STRANGERS) void actions.lost();
    else dom.later(followFocus, FOLLOW_MS);
  }

  /** Whether a press is in the page: the window's scrollbars are the visitor's in any case. @param {MouseEvent} event */
  function isInside({ clientX, clientY }) {
    const { width, height } = vigicolisUi.innerSize();
    return clientX < width && clientY < height;
  }

  /** @param {MouseEvent} event */
  function onPress(event) {
    const target = targetOf(event);
    if (!event.isTrusted || owns(target)) return;
    for (const each of [target, ...event.composedPath()]) if (each) chosen.add(controlIn(each) ?? each);
    if (mode === "ask" && !askAt(event, cardUnder(event))) vigicolisConfirmCard.hide();
  }

  /** The field that a press on a label leads to. @param {EventTarget} node */
  const controlIn = (node) => (dom.isHtmlElement(node) && dom.localName(node) === "label" ? controlOf(/** @type {HTMLLabelElement} */ (node)) : null);

  /**
   * The card field that a press falls on: what lies over it, or takes it from the pointer, may lead the focus to
   * another field, and hand on what is typed there.
   * @param {MouseEvent} event
   */
  function cardUnder({ clientX, clientY }) {
    const isThere = (/** @type {Element} */ field) => {
      const { left, right, top, bottom } = dom.placeIn(field);
      return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
    };
    const fields = [...[...cards].filter((field) => dom.isConnected(field) && dom.ownerDocument(field) === document), ...dom.all(document, FILLABLE)].slice(0, FIELDS_ASKED);
    return fields.find((field) => isThere(field) && dom.isVisible(field) && isCard(field)) ?? null;
  }

  /**
   * A field that gets what is typed without the visitor having gone to it: the page led the focus there.
   * @param {EventTarget | null} target
   */
  const fieldLedTo = (target) => (target && hasCards && isField(target) && !searches.has(target) && !chosen.has(target) ? target : null);

  /** @param {Event} event */
  function onClick(event) {
    if (mode === "guard" && event.composedPath().some((node) => isButton(node) && !isSearchForm(formOf(node)))) {
      if (!event.composedPath().some(owns)) withhold(event);
    }
  }

  /** @param {Event} event */
  function onSubmit(event) {
    if (mode === "guard" && !isSearchForm(targetOf(event))) withhold(event);
  }

  /** A form's contents are being gathered, by whatever way: nothing of them goes along. @param {FormDataEvent} event */
  function onFormData(event) {
    const form = targetOf(event);
    if (mode !== "guard" || !event.formData || !isForm(form) || isSearchForm(form)) return;
    event.stopImmediatePropagation();
    for (const element of elementsOf(form)) event.formData.delete(dom.attribute(element, "name"));
  }

  /**
   * @param {EventTarget} node
   * @returns {node is Element}
   */
  function isButton(node) {
    if (!dom.isHtmlElement(node)) return false;
    const name = dom.localName(node);
    if (name === "input") return /^(button|image|submit)$/.test(typeOfInput(/** @type {HTMLInputElement} */ (node)));
    return name === "button" || dom.attribute(node, "role").toLowerCase() === "button";
  }

  /** @param {Element} button */
  function formOf(button) {
    const name = dom.localName(button);
    if (name === "input") return formOfInput(/** @type {HTMLInputElement} */ (button));
    return name === "button" ? formOfButton(/** @type {HTMLButtonElement} */ (button)) : null;
  }

  /**
   * @param {unknown} node
   * @returns {node is HTMLFormElement}
   */
  function isForm(node) {
    return dom.isHtmlElement(node) && dom.localName(node) === "form";
  }

  /** @param {unknown} form */
  function isSearchForm(form) {
    if (!isForm(form)) return false;
    const fields = [...elementsOf(form)].filter(isField);
    return fields.length > 0 && fields.every((field) => searches.has(field));
  }

  /** What an answer holds for: the page as the visitor sees it. */
  const placeOfAnswer = () => `${location.origin}${location.pathname} ${about?.level} ${about?.brand?.id}`;

  /**
   * Whether a field is a card's, or may be one that was exchanged, moved or made since the last look.
   * @param {EventTarget} field
   */
  function isCard(field) {
    if (cards.has(/** @type {HTMLElement} */ (field))) return true;
    if (!hasCards || !isField(field) || searches.has(field)) return false;
    // Nothing of what the visitor went on past is known as a card's any more: it may only not say so.
    if (about?.level === "danger" && hadCards && cards.size === 0) return true;
    const root = /** @type {ParentNode & Node} */ (rootOf(/** @type {HTMLElement} */ (field)));
    return known.get(field) !== vigicolisFields.signature(vigicolisFields.describe(field, -1, vigicolisFields.surroundings(root, () => -1)));
  }

  /**
   * Asks instead of letting the visitor into a card field.
   * @param {Event} event
   * @param {EventTarget | null} [card] that it is about, though it does not say so
   * @returns {boolean} whether the question stands
   */
  function askAt(event, card = null) {
    const field = card ?? targetOf(event);
    if (!event.isTrusted || !about || answered === placeOfAnswer() || !field || (!card && !dom.attempt(() => isCard(field), true))) return false;
    const target = /** @type {HTMLElement} */ (field);
    const isAsked = vigicolisConfirmCard.ask(target, about, { ...actions, goOn: () => goOn(target) });
    if (isAsked) withhold(event);
    // In too little room for a question the page may not leave, it is asked elsewhere. A shop's frame of one field is another's.
    else if (dom.attempt(() => Boolean(parent.document), false)) {
      withhold(event);
      void actions.lost();
    }
    return isAsked;
  }

  /** @param {HTMLElement} field */
  function goOn(field) {
    answered = placeOfAnswer();
    vigicolisConfirmCard.hide();
    HTMLElement.prototype.focus.call(field);
  }

  /**
   * Nothing of a page gets a press under the warning of a danger: a keypad that lies over it, or in a frame that
   * goes on while the page hangs, hears none.
   * @param {Event} event
   */
  function bar(event) {
    if (event instanceof KeyboardEvent || (event instanceof MouseEvent && !isInside(event))) return;
    if (event.type === "mousedown") intrude(event);
    event.stopImmediatePropagation();
    // The browser scrolls without waiting for those who listen to fingers.
    drop(event);
  }

  /** Without its press there would be no mouse: what a pointer's event would lead to stays. @param {Event} event */
  function drop(event) {
    if (/^(mouse|click)/.test(event.type)) event.preventDefault();
  }

  /** What the visitor does to a panel is not for the page's ears, nor for it to hinder. @param {MouseEvent | KeyboardEvent | TouchEvent} event */
  function onPanel(event) {
    const isOn = event.composedPath().some(owns);
    const seen = !isOn && mode !== "off" && event instanceof MouseEvent ? vigicolisKeeper.buttonAt(event.clientX, event.clientY) : undefined;
    // What came up under a press is not meant by it.
    if (event.type === "mousedown") pressed = seen;
    if (event.type === "click" && seen && seen !== pressed) return;
    if (!isOn && !seen) {
      if (mode === "guard" && actions.isOverAll && event.isTrusted) bar(event);
      return;
    }
    // The panels' own listeners hear the keys that write nothing.
    const isKey = event instanceof KeyboardEvent;
    if (isKey && !writes(event) && !/^(Enter|Tab)$/.test(event.key)) return;
    event.stopImmediatePropagation();
    if (seen) drop(event);
    if (event.type === "click") vigicolisUi.press(/** @type {MouseEvent} */ (event), seen);
  }

  /** @type {[(event: any) => void, string[]][]} */
  const LISTENERS = [
    [onKey, ["keydown", "keypress", "keyup"]],
    [onPanel, ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend", "keydown", "keyup"]],
    [onEntry, ["beforeinput", "textInput", "paste", "drop"]],
    [onNews, ["input", "change", "compositionstart", "compositionupdate", "compositionend", "focus", "focusin", "blur", "focusout"]],
    [onAway, ["blur"]],
    [onPress, ["mousedown"]],
    [onClick, ["click"]],
    [onSubmit, ["submit"]],
    [onFormData, ["formdata"]],
  ];

  /** @type {Element | null} */
  let root = null;
  // On a clear page nobody observes: the page could time it.
  const observer = new MutationObserver(arm);

  /** Listens. */
  function arm() {
    root = dom.root();
    for (const [listener, types] of LISTENERS) for (const type of types) window.addEventListener(type, listener, true);
  }

  const PROBE = `${Math.random()}`;
  let isHeard = false;
  const onProbe = () => (isHeard = true);

  // Only once: a page that writes itself anew takes it away for good.
  window.addEventListener(PROBE, onProbe, true);

  /** Whether this document's first listeners are still there, before all of the page's. */
  function isListening() {
    isHeard = false;
    window.dispatchEvent(new Event(PROBE));
    return isHeard;
  }

  /**
   * Listens once more if the page wrote itself anew, which takes all listeners away. It then hears all before this
   * script does: no way out may work, and no card be asked about, so that the warning is told elsewhere.
   */
  function rearm() {
    if (dom.root() !== root) arm();
    const isAtRisk = mode === "guard" ? window.top === window : mode === "ask" && hasCards;
    if (isAtRisk && !actions.hasReturned && !isListening()) void actions.lost();
  }

  /** @param {EventTarget} field */
  const isSpared = (field) => searches.has(field);

  /**
   * Raises or lowers the shield.
   * @param {Stance} stance
   * @param {Concern | null} [given] what a question is about
   * @param {Actions} [leadsTo] what the question leads to
   */
  function set(stance, given = null, leadsTo = actions) {
    const before = mode;
    mode = stance;
    about = mode === "ask" ? given : null;
    actions = leadsTo;
    hasCards ||= actions.asksForCard === true;
    if (before === "ask" && mode !== "ask") vigicolisConfirmCard.hide();
    observer.disconnect();
    if (mode !== "off") {
      observer.observe(document, { childList: true });
      arm();
    }
    if (mode !== "guard") raisedAt = Infinity;
    else if (before !== "guard") raisedAt = performance.now();
    if (mode === "guard") vigicolisDisabledFields.put(isSpared);
    else if (before === "guard") vigicolisDisabledFields.take();
  }

  /** Nothing is to be said of the page any more; a card form that it may only have put out of sight is still asked about. */
  function ease() {
    if (mode !== "ask" || !hasCards) set("off");
  }

  /**
   * Learns what the engine took the fields of a snapshot for.
   * @param {Element[]} elements in the order of the snapshot
   * @param {import("../../wasm/protocol.js").Field[]} fields
   * @param {FieldIndices} places
   */
  function learn(elements, fields, places) {
    /** @param {number[]} wanted */
    const pick = (wanted) => wanted.flatMap((place) => /** @type {HTMLElement} */ (elements[place]) ?? []);
    cards = new Set(pick(places.card));
    searches = new WeakSet(pick(places.search));
    hadCards ||= places.card.length > 0;
    hasCards ||= hadCards;
    judged = new WeakSet(elements.flatMap((element) => dom.ownerDocument(element) ?? []));
    strangers = 0;
    known = new WeakMap(fields.flatMap((field, at) => (elements[at] ? [[elements[at], vigicolisFields.signature(field)]] : [])));
  }

  arm();
  return Object.freeze({ ease, isListening, learn, rearm, set });
})();
