// Settings survive whatever is found in their place, and a file says what is wrong with it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  defaults, MAX_FILE, MAX_HISTORY, MAX_TRUSTED, migrate, readChoice, readFile, remember, repair, underPolicy, VERSION, writeFile,
} from "../../extension/shared/settings.js";

/** @typedef {import("../../extension/shared/settings.js").Settings} Settings */

/** @type {Settings} */
const FULL = {
  version: VERSION,
  language: "en",
  trusted: [
    { domain: "boutique.example", since: "2026-11-24" },
    { domain: "xn--mller-kva.example", since: "2026-01-01" },
  ],
  caution: "badge",
  keepHistory: true,
  history: [
    { time: 1_795_000_000_000, host: "chronopost-colis.example", level: "danger", brand: "chronopost" },
    { time: 1_794_000_000_000, host: "[2001:db8::1]", level: "caution", brand: "" },
  ],
  welcomed: true,
  repaired: [],
};

/** Random numbers that are the same in each run. @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ sides) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % sides;
  };
}

const SCRAPS = [
  null, true, false, 0, -1, 1.5, 1e300, "", "auto", "en", "xx", "banner", "badge", "caution", "2026-11-24", "boutique.example",
  "a.b", "\u0000", "\uD800", "__proto__", "constructor", "x".repeat(5000), "https://boutique.example/", "BOUTIQUE.EXAMPLE", [], {},
];
const KEYS = [...Object.keys(FULL), "__proto__", "constructor", "toString", "domain", "since", "time", "host", "level", "brand", "x"];

/**
 * A value made of the settings' own words and of rubbish.
 * @param {(sides: number) => number} roll
 * @param {number} depth
 * @returns {unknown}
 */
function rubbish(roll, depth) {
  const kind = depth > 3 ? 0 : roll(4);
  if (kind < 2) return SCRAPS[roll(SCRAPS.length)];
  if (kind === 2) return Array.from({ length: roll(5) }, () => rubbish(roll, depth + 1));
  const entries = Array.from({ length: roll(7) }, () => [KEYS[roll(KEYS.length)], rubbish(roll, depth + 1)]);
  return JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`);
}

/**
 * Whole settings with some parts replaced.
 * @param {(sides: number) => number} roll
 */
function damaged(roll) {
  const text = JSON.stringify(FULL);
  return JSON.parse(text, (_key, value) => (roll(6) === 0 ? rubbish(roll, 1) : value));
}

/** @param {unknown} stored */
function assertWhole(stored) {
  const { settings } = repair(stored);
  assert.deepEqual(Object.keys(settings).sort(), Object.keys(defaults()).sort());
  assert.equal(Object.getPrototypeOf(settings), Object.prototype);
  assert.ok(settings.trusted.length <= MAX_TRUSTED && settings.history.length <= MAX_HISTORY);
  // Repaired once, there is nothing left to repair.
  assert.deepEqual(repair(settings), { settings, isRepaired: false });
  assert.deepEqual(repair(JSON.parse(JSON.stringify(settings))), { settings, isRepaired: false });
}

describe("what was stored", () => {
  test("nothing gives the defaults, and is no repair", () => {
    assert.deepEqual(repair(undefined), { settings: defaults(), isRepaired: false });
  });

  test("whole settings stay as they are", () => {
    assert.deepEqual(repair(FULL), { settings: FULL, isRepaired: false });
    assert.deepEqual(repair(defaults()), { settings: defaults(), isRepaired: false });
  });

  test("the history is off, and nobody is trusted, until the visitor says so", () => {
    const { keepHistory, trusted, history, caution, language } = defaults();
    assert.deepEqual([keepHistory, trusted, history, caution, language], [false, [], [], "banner", "auto"]);
  });

  test("any rubbish becomes whole settings", () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      assertWhole(rubbish(dice(seed), 0));
      assertWhole(damaged(dice(seed)));
    }
  });

  test("what is no object is replaced, and said", () => {
    for (const stored of [null, 0, "settings", true, [], [FULL]]) {
      assert.deepEqual(repair(stored), { settings: { ...defaults(), repaired: ["all"] }, isRepaired: true });
    }
  });

  test("one bad value costs itself alone, and is said", () => {
    /** @type {[Record<string, unknown>, Partial<Settings>][]} */
    const table = [
      [{ language: "tlh" }, { language: "auto", repaired: ["language"] }],
      [{ language: "__proto__" }, { language: "auto", repaired: ["language"] }],
      [{ caution: 1 }, { caution: "banner", repaired: ["caution"] }],
      [{ keepHistory: "yes" }, { keepHistory: false, repaired: ["keepHistory"] }],
      [{ trusted: {} }, { trusted: [], repaired: ["trusted"] }],
      [{ trusted: [{ domain: "x y", since: "2026-11-24" }, FULL.trusted[0]] }, { trusted: FULL.trusted.slice(0, 1), repaired: ["trusted"] }],
      [{ trusted: [FULL.trusted[0], FULL.trusted[0]] }, { trusted: FULL.trusted.slice(0, 1), repaired: ["trusted"] }],
      [{ history: [{ ...FULL.history[0], level: "official" }] }, { history: [], repaired: ["history"] }],
      [{ history: [{ ...FULL.history[0], time: 1e99 }] }, { history: [], repaired: ["history"] }],
      [{ version: "1" }, { version: VERSION, repaired: ["version"] }],
      [{ version: VERSION + 1 }, { version: VERSION, repaired: ["version"] }],
    ];
    for (const [damage, result] of table) {
      assert.deepEqual(repair({ ...FULL, ...damage }), { settings: { ...FULL, ...result }, isRepaired: true }, JSON.stringify(damage));
    }
  });

  test("an unknown setting is dropped without a word", () => {
    assert.deepEqual(repair({ ...FULL, colour: "red" }), { settings: FULL, isRepaired: true });
  });

  test("a setting that a newer version added takes its default without a word", () => {
    const older = Object.fromEntries(Object.entries(FULL).filter(([key]) => key !== "caution"));
    assert.deepEqual(repair(older), { settings: { ...FULL, caution: "banner" }, isRepaired: true });
  });

  test("lists that are too long are cut", () => {
    const trusted = Array.from({ length: MAX_TRUSTED + 50 }, (_, index) => ({ domain: `site-${index}.example`, since: "2026-11-24" }));
    const history = Array.from({ length: MAX_HISTORY + 50 }, (_, time) => ({ time, host: "a.example", level: "danger", brand: "" }));
    const { settings } = repair({ ...FULL, trusted, history });
    assert.deepEqual(settings.trusted, trusted.slice(0, MAX_TRUSTED));
    assert.deepEqual(settings.history, history.slice(0, MAX_HISTORY));
    assert.deepEqual(settings.repaired, ["trusted", "history"]);
  });
});

describe("versions", () => {
  /** @type {import("../../extension/shared/settings.js").Migration[]} */
  const STEPS = [
    ({ old, ...rest }) => ({ ...rest, renamed: old }),
    (settings) => ({ ...settings, doubled: Number(settings["renamed"]) * 2 }),
  ];

  test("each older version takes the steps that it lacks", () => {
    assert.deepEqual(migrate({ version: 1, old: 4 }, STEPS), { migrated: { version: 3, renamed: 4, doubled: 8 }, problem: null });
    assert.deepEqual(migrate({ version: 2, renamed: 4 }, STEPS), { migrated: { version: 3, renamed: 4, doubled: 8 }, problem: null });
    assert.deepEqual(migrate({ version: 3, renamed: 4 }, STEPS), { migrated: { version: 3, renamed: 4 }, problem: null });
  });

  test("a version that is none, or is to come, is left alone and said", () => {
    for (const version of [undefined, null, "1", 0, -1, 1.5, NaN]) assert.equal(migrate({ version }, STEPS).problem, "version");
    assert.equal(migrate({ version: 4 }, STEPS).problem, "newer");
  });

  test("the version is that of the last step", () => {
    assert.equal(migrate({ version: VERSION }).problem, null);
    assert.equal(migrate({ version: VERSION + 1 }).problem, "newer");
  });
});

describe("a file", () => {
  test("what was written is read", () => {
    const text = writeFile(FULL);
    const { given, faults } = readFile(text);
    assert.deepEqual(faults, []);
    assert.deepEqual({ ...defaults(), ...given, welcomed: true }, FULL);
    assert.deepEqual(readFile(`\uFEFF${text}`).given, given);
  });

  test("what it does not name stays as it is", () => {
    assert.deepEqual(readFile(`{"version": ${VERSION}, "caution": "badge"}`), { given: { caution: "badge" }, faults: [] });
  });

  test("each fault is named by its place, and nothing is taken", () => {
    const site = { domain: "boutique.example", since: "2026-11-24" };
    /** @type {[unknown, [string, string][]][]} */
    const table = [
      [null, [["", "object"]]],
      [[], [["", "object"]]],
      [{}, [["version", "version"]]],
      [{ version: VERSION + 1 }, [["version", "newer"]]],
      [{ version: VERSION, colour: 1 }, [["colour", "unknown"]]],
      [{ version: VERSION, welcomed: true }, [["welcomed", "unknown"]]],
      [{ version: VERSION, repaired: [] }, [["repaired", "unknown"]]],
      [{ version: VERSION, language: 5, caution: "loud" }, [["language", "type"], ["caution", "choice"]]],
      [{ version: VERSION, trusted: [site, { domain: "https://x.example", since: "hier" }] },
        [["trusted[1].domain", "domain"], ["trusted[1].since", "day"]]],
      [{ version: VERSION, trusted: [{ domain: "boutique.example" }] }, [["trusted[0].since", "type"]]],
      [{ version: VERSION, trusted: [{ ...site, note: "x" }] }, [["trusted[0].note", "unknown"]]],
      [{ version: VERSION, trusted: [site, site] }, [["trusted[1]", "twice"]]],
      [{ version: VERSION, trusted: ["boutique.example"] }, [["trusted[0]", "type"]]],
      [{ version: VERSION, history: [{ time: "now", host: "", level: "clear", brand: "<b>" }] },
        [["history[0].time", "type"], ["history[0].host", "domain"], ["history[0].level", "choice"], ["history[0].brand", "choice"]]],
    ];
    for (const [content, wanted] of table) {
      const { given, faults } = readFile(JSON.stringify(content));
      assert.deepEqual(faults.map(({ key, problem }) => [key, problem]), wanted);
      assert.deepEqual(given, {});
    }
  });

  test("what is no JSON, or far too long, is refused", () => {
    for (const text of ["", "{", "{'version': 1}", "\u0000", "undefined"]) assert.equal(readFile(text).faults[0]?.problem, "json", text);
    assert.equal(readFile(" ".repeat(MAX_FILE + 1)).faults[0]?.problem, "long");
  });

  test("any rubbish is read or refused, never half of it", () => {
    let refused = 0;
    for (let seed = 1; seed <= 3000; seed += 1) {
      const { given, faults } = readFile(JSON.stringify(damaged(dice(seed))));
      if (faults.length > 0) {
        refused += 1;
        assert.deepEqual(given, {});
      } else {
        assert.equal(repair({ ...defaults(), ...given }).isRepaired, false);
      }
    }
    assert.ok(refused > 100, `refused: ${refused}`);
  });

  test("the fullest settings fit into a file", () => {
    const domain = `${"a".repeat(61)}.`.repeat(3);
    const trusted = Array.from({ length: MAX_TRUSTED }, (_, index) => ({ domain: `${domain}x${index}.example`, since: "2026-11-24" }));
    const history = Array.from({ length: MAX_HISTORY }, (_, time) => ({ time, host: "a".repeat(260), level: "danger", brand: "a".repeat(64) }));
    assert.deepEqual(readFile(writeFile(/** @type {Settings} */ ({ ...FULL, trusted, history }))).faults, []);
  });
});

test("a choice is checked by itself", () => {
  assert.deepEqual(readChoice("caution", "badge"), { given: { caution: "badge" }, faults: [] });
  assert.deepEqual(readChoice("caution", "off").faults, [{ key: "caution", problem: "choice" }]);
  assert.deepEqual(readChoice("nothing", 1).faults, [{ key: "nothing", problem: "unknown" }]);
});

describe("a policy over the settings", () => {
  test("none changes nothing", () => {
    assert.deepEqual(underPolicy(FULL, null), { ...FULL, managedTrust: [] });
  });

  test("it fixes what it names, and leaves the visitor's own as they are", () => {
    const own = structuredClone(FULL);
    const held = underPolicy(own, { language: "de", keepHistory: false, trustedDomains: ["intranet.example"] });
    assert.deepEqual(held, { ...FULL, language: "de", keepHistory: false, managedTrust: ["intranet.example"] });
    assert.deepEqual(own, FULL);
  });

  test("it is in no file", () => {
    const file = writeFile(FULL);
    assert.doesNotMatch(file, /managed/i);
    const { faults } = readFile(JSON.stringify({ version: VERSION, managedTrust: ["intranet.example"] }));
    assert.deepEqual(faults, [{ key: "managedTrust", problem: "unknown" }]);
  });
});

describe("the history", () => {
  const MINUTE = 60_000;
  /**
   * @param {number} minutes
   * @param {string} host
   * @param {"caution" | "danger"} level
   */
  const warning = (minutes, host, level) => ({ time: minutes * MINUTE, host, level, brand: "" });

  test("the newest stands first, and the list stays within its bound", () => {
    /** @type {import("../../extension/shared/settings.js").PastWarning[]} */
    let history = [];
    for (let minute = 0; minute < MAX_HISTORY + 30; minute += 1) history = remember(history, warning(minute, `h${minute}.example`, "danger"));
    assert.equal(history.length, MAX_HISTORY);
    assert.equal(history[0]?.host, `h${MAX_HISTORY + 29}.example`);
  });

  test("one visit is one entry, with the worst level", () => {
    const first = remember([], warning(0, "a.example", "caution"));
    const worse = remember(first, warning(1, "a.example", "danger"));
    assert.deepEqual(worse, [warning(1, "a.example", "danger")]);
    assert.deepEqual(remember(worse, warning(2, "a.example", "caution")), [warning(2, "a.example", "danger")]);
    assert.equal(remember(worse, warning(2, "b.example", "caution")).length, 2);
  });

  test("a later visit is an entry of its own", () => {
    const first = remember([], warning(0, "a.example", "danger"));
    assert.equal(remember(first, warning(60, "a.example", "danger")).length, 2);
  });
});
