// The notebook of awaited parcels: how long an entry stays, and what it says of whom.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { broughtBy, dayAfter, dayOf, isOver, lineOf, withoutParcel, withParcel } from "../../extension/shared/notebook.js";

/** @param {string} id @param {string | null} [group] */
const carrier = (id, group = null) => ({ id, name: id.toUpperCase(), countries: ["FR"], group, url: `https://${id}.example/`, fits: true });
/** @param {ReturnType<typeof carrier> | null} by */
const parcel = (by) => ({ carrier: by?.id ?? "gone", day: "", number: "", since: "2026-11-20", by });

describe("an entry's time", () => {
  test("a day is the visitor's own, whatever the hour", () => {
    assert.equal(dayOf(new Date(2026, 10, 4, 0, 1)), "2026-11-04");
    assert.equal(dayOf(new Date(2026, 10, 4, 23, 59)), "2026-11-04");
  });

  test("days go on over the ends of months and years", () => {
    assert.equal(dayAfter("2026-11-26", 0), "2026-11-26");
    assert.equal(dayAfter("2026-12-20", 14), "2027-01-03");
    assert.equal(dayAfter("2028-02-28", 1), "2028-02-29");
    // Clocks change.
    assert.equal(dayAfter("2026-10-24", 2), "2026-10-26");
  });

  for (const [day, since, today, over] of /** @type {const} */ ([
    ["2026-11-27", "2026-11-20", "2026-11-20", false],
    ["2026-11-27", "2026-11-20", "2026-12-11", false],
    ["2026-11-27", "2026-11-20", "2026-12-12", true],
    // What has a day goes by that day alone.
    ["2027-01-20", "2026-11-20", "2027-02-03", false],
    ["", "2026-11-20", "2026-12-20", false],
    ["", "2026-11-20", "2026-12-21", true],
  ])) {
    test(`${day || "no day"}, written on ${since}: ${over ? "over" : "not over"} on ${today}`, () => {
      assert.equal(isOver({ carrier: "dpd", number: "", day, since }, today), over);
    });
  }
});

test("an entry about the same parcel gives way to the new one, and others stay", () => {
  const entry = (/** @type {string} */ id, /** @type {string} */ number) => ({ carrier: id, day: "", number, since: "2026-11-20" });
  const before = [entry("dpd", "1"), entry("dpd", "2")];
  const again = { ...entry("dpd", "1"), since: "2026-11-26" };
  assert.deepEqual(withParcel(before, again), [entry("dpd", "2"), again]);
  assert.deepEqual(withoutParcel(before, again), [entry("dpd", "2")]);
  assert.deepEqual(withoutParcel(before, entry("dpd", "3")), before);
});

describe("what the notebook says", () => {
  const relay = carrier("relay", "Casier");
  const post = carrier("post", "Poste");
  const colis = carrier("colis", "Poste");
  const alone = carrier("alone");

  test("an empty one says nothing", () => assert.equal(lineOf(relay, []), null));

  test("nothing of somebody who brings no parcels", () => assert.equal(lineOf(null, [parcel(relay)]), null));

  test("of a carrier that is awaited, where its parcel is followed", () => {
    assert.deepEqual(lineOf(relay, [parcel(post), parcel(relay)]), { kind: "awaited", name: "RELAY", url: "https://relay.example/" });
  });

  test("of a carrier that is not awaited, that it is not", () => {
    assert.deepEqual(lineOf(relay, [parcel(post)]), { kind: "unawaited", name: "RELAY" });
  });

  test("a group's members bring each other's parcels, their own first", () => {
    assert.deepEqual(lineOf(post, [parcel(colis)]), { kind: "awaited", name: "COLIS", url: "https://colis.example/" });
    assert.deepEqual(broughtBy(post, [parcel(colis), parcel(relay), parcel(post)]), [parcel(post), parcel(colis)]);
  });

  test("those without a group are no group", () => {
    assert.deepEqual(lineOf(alone, [parcel(carrier("other"))]), { kind: "unawaited", name: "ALONE" });
  });

  test("an entry of a carrier that nobody knows any more still makes it a notebook", () => {
    assert.deepEqual(lineOf(relay, [parcel(null)]), { kind: "unawaited", name: "RELAY" });
  });
});
