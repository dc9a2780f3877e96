import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pageFile, parseList, parseTsv, readIndex, readLabels } from "./corpus.mjs";

test("tab-separated rows are read by column name, quotes mean nothing", () => {
  const { rows, bad } = parseTsv('a\tb\n1\t"x\r\n2\t\n', ["b"]);
  assert.deepEqual(rows, [{ a: "1", b: '"x' }, { a: "2", b: "" }]);
  assert.equal(bad, 0);
});

test("lines that don't fit are counted, empty lines and comments before the header are not", () => {
  const { rows, bad } = parseTsv("# why\n\na\tb\n1\t2\n\n1\n1\t2\t3\n", []);
  assert.equal(rows.length, 1);
  assert.equal(bad, 2);
});

test("a file without a needed column is refused, one without a header takes the names given", () => {
  assert.throws(() => parseTsv("a\tb\n1\t2\n", ["c"]), /no column c/);
  assert.deepEqual(parseTsv("1\t2\n", ["b"], ["a", "b"]).rows, [{ a: "1", b: "2" }]);
});

test("a list has one trimmed entry a line", () => {
  assert.deepEqual(parseList("one\r\n\n two\n"), ["one", "two"]);
});

test("a corpus may lack files; an index row without a web address is bad", async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), "vigicolis-test-"));
  try {
    assert.equal(await readIndex(dir), null);
    assert.equal(await readLabels(dir), null);
    await mkdir(path.join(dir, "pages"));
    const header = "path\tkind\turl\turl_origin\tbrand\tstep\tsource";
    const good = "a.html\tphish-carrier\thttps://a.example/\tbrandless\tdhl\tcard\tkit";
    await writeFile(path.join(dir, "index.tsv"), `${header}\n${good}\n${good.replace("https://a.example/", "about:blank")}\nshort\n`);
    const index = await readIndex(dir);
    assert.equal(index?.rows.length, 1);
    assert.equal(index?.bad, 2);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test("the index can't name a file outside the corpus", () => {
  assert.equal(pageFile("/c", "kind/a.html"), path.resolve("/c/pages/kind/a.html"));
  assert.throws(() => pageFile("/c", "../../etc/hosts"), /outside/);
});
