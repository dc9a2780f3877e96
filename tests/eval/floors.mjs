// What a change must not fall below: `node --test tests/eval/floors.mjs`, after an eval run,
// with its scoreboard.json named by VIGICOLIS_SCOREBOARD.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/**
 * Shares, by the id of their figure. They lie below the measured figures, so that noise of
 * another corpus of the same shape does not break a build; raise them when the figures rise.
 * @type {{ id: string, atLeast?: number, atMost?: number }[]}
 */
const FLOORS = [
  { id: "hosts.french_host", atLeast: 0.85 },
  { id: "hosts.all_host", atLeast: 0.75 },
  { id: "hosts.alarms.benign_hosts.raw", atMost: 0.0005 },
  { id: "hosts.alarms.hard_negatives.raw", atMost: 0.02 },
];

const file = process.env["VIGICOLIS_SCOREBOARD"];
if (file === undefined) throw new Error("VIGICOLIS_SCOREBOARD names no scoreboard.json");

/** @type {{ figures: import("./figures.mjs").Figure[] }} */
const scoreboard = JSON.parse(readFileSync(file, "utf8"));

for (const { id, atLeast = -Infinity, atMost = Infinity } of FLOORS) {
  test(id, () => {
    const value = scoreboard.figures.find((figure) => figure.id === id)?.value;
    assert.ok(typeof value === "number", "not measured");
    assert.ok(value >= atLeast, `${value} is below ${atLeast}`);
    assert.ok(value <= atMost, `${value} is above ${atMost}`);
  });
}
