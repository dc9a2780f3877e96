// A TrueType font whose letters are drawn as other ones, so that shuffled text is read as if it were
// not: a kit ships such a font beside its letters. Drawn here from dots, since fonts have owners.

/** Each capital in seven rows of five dots, as two hexadecimal digits a row. */
const DOTS = {
  A: "0E11111F111111", B: "1E11111E11111E", C: "0E11101010110E", D: "1E11111111111E", E: "1F10101E10101F",
  F: "1F10101E101010", G: "0E11101711110F", H: "1111111F111111", I: "0E04040404040E", J: "0702020202120C",
  K: "11121418141211", L: "1010101010101F", M: "111B1515111111", N: "11111915131111", O: "0E11111111110E",
  P: "1E11111E101010", Q: "0E11111115120D", R: "1E11111E141211", S: "0F10100E01011E", T: "1F040404040404",
  U: "1111111111110E", V: "11111111110A04", W: "1111111515150A", X: "11110A040A1111", Y: "1111110A040404",
  Z: "1F01020408101F",
};
const ROWS = 7;
const COLUMNS = 5;
/** Font units a dot; ten dots are the height of a line. */
const DOT = 100;
const ADVANCE = (COLUMNS + 1) * DOT;

/**
 * @param {ReadonlyMap<string, string>} drawn the letter seen for each letter written, in lower case
 * @returns {Buffer} a TrueType file
 */
export function shuffledFont(drawn) {
  const written = [...drawn.keys()].flatMap((letter) => [letter.toUpperCase(), letter]).sort();
  // Glyph 0 stands for what the font does not have.
  const glyphs = [Buffer.alloc(0), ...written.map((letter) => glyph(drawn.get(letter.toLowerCase()) ?? ""))];
  const offsets = [0];
  for (const one of glyphs) offsets.push((offsets.at(-1) ?? 0) + one.length);
  const zeros = (/** @type {number} */ count) => /** @type {number[]} */ (Array(count).fill(0));
  return sfnt({
    "OS/2": words(0, ADVANCE, 400, 5, ...zeros(25), 0x4b49, 0x5420, 64, 0x41, 0x7a, 8 * DOT, -2 * DOT, 0, 8 * DOT, 2 * DOT),
    cmap: cmap(written),
    glyf: Buffer.concat(glyphs),
    head: words(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0b1011, 10 * DOT, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, COLUMNS * DOT, ROWS * DOT, 0, 8, 2, 1, 0),
    hhea: words(1, 0, 8 * DOT, -2 * DOT, 0, ADVANCE, 0, 0, COLUMNS * DOT, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length),
    hmtx: words(...glyphs.flatMap(() => [ADVANCE, 0])),
    loca: words(...offsets.flatMap((offset) => [offset >>> 16, offset & 0xffff])),
    maxp: words(1, 0, glyphs.length, 4 * ROWS * COLUMNS, ROWS * COLUMNS, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    name: words(0, 0, 6),
    post: words(3, 0, ...zeros(14)),
  });
}

/**
 * A rectangle for each run of dots in a row.
 * @param {string} letter
 */
function glyph(letter) {
  const rows = DOTS[/** @type {keyof typeof DOTS} */ (letter.toUpperCase())].match(/../g) ?? [];
  const boxes = rows.flatMap((row, at) => {
    const dots = parseInt(row, 16).toString(2).padStart(COLUMNS, "0");
    const y = (ROWS - 1 - at) * DOT;
    return [...dots.matchAll(/1+/g)].map(({ index, 0: run }) => ({ left: index * DOT, right: (index + run.length) * DOT, y }));
  });
  const points = boxes.flatMap(({ left, right, y }) => [[left, y], [left, y + DOT], [right, y + DOT], [right, y]]);
  const steps = (/** @type {0 | 1} */ axis) => points.map((point, at) => (point[axis] ?? 0) - (points[at - 1]?.[axis] ?? 0));
  // Every point lies on the outline, and each step is a whole word. Two flags a word, an even number of them.
  const flags = Array(points.length / 2).fill(0x0101);
  return words(boxes.length, 0, 0, COLUMNS * DOT, ROWS * DOT, ...boxes.map((_, at) => 4 * at + 3), 0, ...flags, ...steps(0), ...steps(1), ...(boxes.length % 2 === 0 ? [0] : []));
}

/**
 * Format 4, one segment a letter.
 * @param {string[]} letters in their order
 */
function cmap(letters) {
  const codes = [...letters.map((letter) => letter.charCodeAt(0)), 0xffff];
  const power = 2 ** Math.floor(Math.log2(codes.length));
  const deltas = codes.map((code, at) => (code === 0xffff ? 1 : at + 1 - code));
  return words(0, 1, 3, 1, 0, 12, 4, 16 + 8 * codes.length, 0, 2 * codes.length, 2 * power, Math.log2(power), 2 * (codes.length - power),
    ...codes, 0, ...codes, ...deltas, ...codes.map(() => 0));
}

/** @param {Record<string, Buffer>} tables in the order of their names */
function sfnt(tables) {
  const all = Object.entries(tables);
  const power = 2 ** Math.floor(Math.log2(all.length));
  const head = [words(1, 0, all.length, 16 * power, Math.log2(power), 16 * (all.length - power))];
  const bodies = [];
  let offset = 12 + 16 * all.length;
  for (const [tag, body] of all) {
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    let sum = 0;
    for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
    head.push(Buffer.from(tag), words(sum >>> 16, sum, offset >>> 16, offset, body.length >>> 16, body.length));
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([...head, ...bodies]);
}

/** @param {number[]} values of 16 bits each, with or without a sign */
function words(...values) {
  const out = Buffer.alloc(2 * values.length);
  values.forEach((value, at) => out.writeUInt16BE(value & 0xffff, 2 * at));
  return out;
}
