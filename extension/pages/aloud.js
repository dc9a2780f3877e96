/* global vigicolisWords */

/** Reading aloud, by a voice of the device itself: one that speaks from elsewhere would send the words there. */

const { language, say } = vigicolisWords;

const speech = /** @type {SpeechSynthesis | undefined} */ (globalThis.speechSynthesis);

/** What shows whether something is read. @type {Set<() => void>} */
const painters = new Set();
/** The last piece of what is read; null while nothing is. @type {SpeechSynthesisUtterance | null} */
let last = null;

/** @returns {SpeechSynthesisVoice | undefined} one for the language of the page */
function localVoice() {
  const voices = (speech?.getVoices() ?? []).filter(({ localService, lang }) => localService && lang.split(/[-_]/, 1)[0] === language());
  return voices.find((voice) => voice.default) ?? voices[0];
}

function paintAll() {
  for (const paint of painters) paint();
}

function stop() {
  last = null;
  speech?.cancel();
  paintAll();
}

/**
 * @param {string[]} pieces
 * @param {SpeechSynthesisVoice} voice
 */
function read(pieces, voice) {
  const utterances = pieces.filter((piece) => piece.trim() !== "").map((piece) => {
    const utterance = new SpeechSynthesisUtterance(piece);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = utterance.onerror = () => {
      if (utterance === last) stop();
    };
    return utterance;
  });
  last = utterances.at(-1) ?? null;
  for (const utterance of utterances) speech?.speak(utterance);
  paintAll();
}

/**
 * Makes a button read aloud, and stop at the next press; it hides where the device has no voice.
 * @param {HTMLButtonElement} button
 * @param {() => string[]} words sentence by sentence
 * @returns {() => void} what a press does
 */
export function readAloud(button, words) {
  const paint = () => {
    button.hidden = !localVoice();
    button.textContent = say(last ? "aloud_stop" : "aloud_start");
  };
  painters.add(paint);
  paint();
  return () => {
    const voice = localVoice();
    if (last) stop();
    else if (voice) read(words(), voice);
  };
}

speech?.addEventListener("voiceschanged", paintAll);
window.addEventListener("pagehide", stop);
