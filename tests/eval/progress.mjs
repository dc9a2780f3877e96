// How far a long run is: a bar on a terminal, a line every few seconds elsewhere.

const EVERY_MS = 5000;
const BAR = 30;

/**
 * @param {string} what
 * @param {number} total
 * @param {NodeJS.WriteStream} [out]
 * @returns {{ step: (failed?: boolean) => void, end: () => void }}
 */
export function startProgress(what, total, out = process.stderr) {
  const start = Date.now();
  let done = 0;
  let failed = 0;
  let shown = 0;
  const show = () => {
    shown = Date.now();
    const seconds = (shown - start) / 1000;
    const left = done === 0 ? "" : `, ${Math.ceil((seconds / done) * (total - done))} s left`;
    const text = `${what} ${done}/${total}${failed > 0 ? `, ${failed} failed` : ""}, ${seconds.toFixed(0)} s${left}`;
    if (!out.isTTY) {
      out.write(`${text}\n`);
      return;
    }
    const full = Math.round((BAR * done) / Math.max(total, 1));
    out.write(`\r[${"#".repeat(full)}${"-".repeat(BAR - full)}] ${text}\u001b[K`);
  };
  return {
    step(wrong = false) {
      done += 1;
      if (wrong) failed += 1;
      if (Date.now() - shown >= (out.isTTY ? 100 : EVERY_MS)) show();
    },
    end() {
      show();
      if (out.isTTY) out.write("\n");
    },
  };
}
