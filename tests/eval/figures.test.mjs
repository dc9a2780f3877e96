import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAdjudicated } from "./adjudicated.mjs";
import { countAnswers, fieldFigures, fieldRows, findField } from "./field-figures.mjs";
import { hostFigures } from "./hosts.mjs";
import { outcomeOf } from "./judge.mjs";
import { labelOf, markDisputed, messageFigures } from "./messages.mjs";
import { pageFigures, pageLists, pageResult } from "./page-figures.mjs";
import { contentType } from "./serve.mjs";
import { examplesOfData, examplesOfFacts, isRight } from "./tracking.mjs";

const NOTHING_ADJUDICATED = parseAdjudicated("set\tinput\tverdict\treason\tsource\tdate\n");

/**
 * @param {import("./figures.mjs").Figure[]} figures
 * @param {string} id
 */
function counts(figures, id) {
  const figure = figures.find((one) => one.id === id);
  return figure && [figure.hits, figure.total];
}

test("hosts: positions that name no brand and the carrier set aside are left out of the main figures", () => {
  const row = (/** @type {string} */ carrier, /** @type {string} */ position, /** @type {string} */ level) =>
    ({ set: "strong", input: `${carrier}-${position}.example`, carrier, position, level });
  const figures = hostFigures([
    row("chronopost", "regdom_token", "danger"),
    row("chronopost", "path_only", "caution"),
    row("chronopost", "label_only", "clear"),
    row("dhl", "subdomain_only", "clear"),
    row("japan_post_yamato_sagawa", "regdom_token", "clear"),
  ], NOTHING_ADJUDICATED);
  assert.deepEqual(counts(figures, "hosts.french_host"), [1, 1]);
  assert.deepEqual(counts(figures, "hosts.french_host_or_path"), [2, 2]);
  assert.deepEqual(counts(figures, "hosts.all_host"), [1, 2]);
  assert.deepEqual(counts(figures, "hosts.path_only"), [1, 1]);
  assert.deepEqual(counts(figures, "hosts.context.aside"), [0, 1]);
});

test("hosts: false alarms before and after adjudication", () => {
  const rows = ["fake.example", "shop.example", "news.example"].map((input) =>
    ({ set: "benign_hosts", input, carrier: "", position: "", level: input === "news.example" ? "clear" : "caution" }));
  const list = parseAdjudicated("set\tinput\tverdict\treason\tsource\tdate\nbenign_hosts\tfake.example\tphish\twhy\twhere\t2026-11\n");
  const figures = hostFigures(rows, list);
  assert.deepEqual(counts(figures, "hosts.alarms.benign_hosts.raw"), [2, 3]);
  assert.deepEqual(counts(figures, "hosts.alarms.benign_hosts"), [1, 2]);
});

/**
 * @param {string} kind
 * @param {string} step
 * @param {string} source
 * @param {string} level
 * @param {string} [origin]
 */
function page(kind, step, source, level, origin = "brandless") {
  const row = { path: `${kind}/${step}.html`, kind, url: "https://a.example/", url_origin: origin, brand: "dhl", step, source };
  return pageResult(row, { level, brand: null, reasons: [] });
}

test("pages: steps that matter count, waiting and success stand apart, an error is no alarm and no find", () => {
  const rows = [
    page("phish-carrier", "card", "kit-a", "danger"),
    page("phish-carrier", "otp", "kit-a", "error"),
    page("phish-carrier", "lure/other", "kit-b", "caution"),
    page("phish-carrier", "waiting", "kit-b", "clear"),
    page("benign-other", "", "web", "caution", "real"),
    page("form-fixture", "", "web", "error", "real"),
    page("benign-carrier", "", "web", "official", "real"),
  ];
  const figures = pageFigures(rows);
  assert.deepEqual(counts(figures, "pages.carrier.brandless.main.caution"), [2, 3]);
  assert.equal(figures.find((one) => one.id === "pages.carrier.brandless.main.caution.macro")?.value, 0.75);
  assert.deepEqual(counts(figures, "pages.carrier.brandless.payment.danger"), [1, 2]);
  assert.deepEqual(counts(figures, "pages.carrier.brandless.step.waiting.caution"), [0, 1]);
  assert.deepEqual(counts(figures, "pages.honest.all.caution"), [1, 3]);
  assert.deepEqual(counts(figures, "pages.honest.all.danger"), [0, 3]);
  assert.deepEqual(counts(figures, "pages.carrier_own"), [1, 1]);
  assert.deepEqual(counts(figures, "pages.error"), [2, 7]);
  assert.deepEqual(pageLists(rows).map((list) => list.lines.length), [2, 1, 1]);
});

test("pages: what the engine says is read from the background's reply and from the native tool", () => {
  const verdict = { level: "danger", brand: { id: "dhl", name: "DHL" }, reasons: [{ rule: "parcel_lure" }], asks: ["phone"] };
  const expected = { level: "danger", brand: "dhl", reasons: ["parcel_lure"], asks: ["phone"] };
  assert.deepEqual(outcomeOf({ kind: "verdict", verdict, dismissed: false }), expected);
  assert.deepEqual(outcomeOf({ level: "danger", brand: "dhl", reasons: ["parcel_lure"], asks: ["phone"] }), expected);
  assert.equal(outcomeOf({ kind: "nothing" }).level, "error");
});

test("pages: only bytes that are UTF-8 are declared so", () => {
  assert.match(contentType(Buffer.from("h\u00e9")), /utf-8/);
  assert.equal(contentType(Buffer.from([0x68, 0xe9])), "text/html");
});

const FIELDS = [
  { index: 0, name: "q", id: "", form: 0, tag: "input", type: "text" },
  { index: 2, name: "pan", id: "cc", form: 1, tag: "input", type: "tel" },
  { index: 3, name: "pan", id: "again", form: 2, tag: "input", type: "tel" },
  { index: -1, name: "cvc", id: "", form: -1, tag: "input", type: "tel" },
];

/** @param {Partial<import("./corpus.mjs").LabelRow>} part */
function label(part) {
  return { path: "p", id: "", name: "", index: "0", tag: "input", input_type: "text", expected: "cc-number", label_by: "human", ...part };
}

test("fields: a label finds its input by place, by name when the place does not fit, by form when it has no place", () => {
  assert.equal(findField(label({ index: "2", name: "pan", id: "cc" }), FIELDS)?.index, 2);
  assert.equal(findField(label({ index: "1", name: "pan", id: "again" }), FIELDS)?.index, 3);
  assert.equal(findField(label({ index: "form2", name: "pan" }), FIELDS)?.index, 3);
  assert.equal(findField(label({ index: "form9", name: "q" }), FIELDS)?.index, 0);
  assert.equal(findField(label({ index: "form9", name: "pan" }), FIELDS), null);
  assert.equal(findField(label({ index: "7", name: "gone" }), FIELDS), null);
});

test("fields: a row for each label and for each stray payment field; F1 by human labels", () => {
  const labels = [label({ index: "2", name: "pan", id: "cc" }), label({ index: "0", name: "q", expected: "search query" }), label({ path: "away" })];
  const got = new Map([[2, "cc-number"], [3, "cc-csc"], [0, "cc-name"]]);
  const { rows, unseen } = fieldRows(labels, [{ path: "p", fields: FIELDS, got }]);
  assert.deepEqual(rows.map(({ path, index, expected, got: answer }) => [path, index, expected, answer]), [
    ["p", 2, "cc-number", "cc-number"],
    ["p", 0, "search query", "cc-name"],
    ["p", 3, "", "cc-csc"],
    ["away", "0", "cc-number", ""],
  ]);
  assert.equal(unseen, 1);
  const copied = [{ path: "p", fields: [...FIELDS, { index: 9, name: "pan", id: "cc", form: 4, tag: "input", type: "text" }], got: new Map([[2, "cc-number"], [9, "cc-number"]]) }];
  assert.deepEqual(fieldRows(labels.slice(0, 1), copied).rows.map(({ index }) => index), [2], "a form's copy is no stray field");
  assert.deepEqual(countAnswers(rows, (kind) => kind === "cc-number"), { right: 1, wrong: 0, missed: 1 });
  const figures = fieldFigures(rows);
  assert.deepEqual(counts(figures, "fields.human.cc-number.f1"), [1, 2]);
  assert.deepEqual(counts(figures, "fields.human.cc-csc.precision"), [0, 1]);
});

test("messages: disputed rows are left out of the main figures, advertising is told apart", () => {
  const row = (/** @type {string} */ label, /** @type {string} */ text, /** @type {string} */ level) =>
    ({ lang: "en", channel: "sms", label: labelOf(label), text, level, reasons: [], disputed: false });
  const rows = [
    row("smishing", "Your parcel is held", "danger"),
    row("lure(press quote)", "Pay for your parcel", "clear"),
    row("ham", "See you at 5", "clear"),
    row("spam", "Buy now", "caution"),
    row("smishing", "Call 12 now!", "caution"),
    row("ham", "call 99 NOW", "caution"),
  ];
  markDisputed(rows);
  const figures = messageFigures(rows);
  assert.deepEqual(counts(figures, "messages.recall"), [1, 2]);
  assert.deepEqual(counts(figures, "messages.recall.raw"), [2, 3]);
  assert.deepEqual(counts(figures, "messages.alarms"), [0, 1]);
  assert.deepEqual(counts(figures, "messages.alarms.raw"), [1, 2]);
  assert.deepEqual(counts(figures, "messages.other"), [1, 1]);
});

test("tracking: examples are read from the facts and from the data alike", () => {
  const expected = [
    { format: "x_1", number: "A1", valid: true },
    { format: "x_1", number: "A2", valid: true },
    { format: "x_1", number: "B1", valid: false },
  ];
  assert.deepEqual(examplesOfFacts("id\tvalid\tinvalid\nx_1\tA1 A2\tB1\n"), expected);
  assert.deepEqual(examplesOfData('id = "x_1"\nvalid = ["A1", "A2"]\ninvalid = ["B1"]\n'), expected);
  assert.throws(() => examplesOfData("nothing"));
});

test("tracking: a failed check digit is no match", () => {
  const answer = (/** @type {string} */ proof) => ({ matches: [{ format: "x_1", proof }] });
  const example = (/** @type {boolean} */ valid) => ({ format: "x_1", number: "A1", valid });
  assert.ok(isRight(example(true), answer("check_holds")));
  assert.ok(isRight(example(true), answer("shape_only")));
  assert.ok(!isRight(example(true), answer("check_fails")));
  assert.ok(isRight(example(false), answer("check_fails")));
  assert.ok(isRight(example(false), { matches: [] }));
  assert.ok(!isRight(example(true), { matches: [{ format: "y", proof: "check_holds" }] }));
});
