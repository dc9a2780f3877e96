// What the pages for people name is there: links, headings, files and folders; README.md stays short.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);
const MAX_WORDS = 2_000;

const PAGES = [
  "README.md",
  ...[".github", "docs"].flatMap((folder) => readdirSync(new URL(folder, ROOT)).map((name) => `${folder}/${name}`)),
].filter((path) => path.endsWith(".md"));

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");

/** Text without the blocks that hold code. @param {string} text */
const prose = (text) => text.replaceAll(/^```[^]*?^```$/gm, "").replaceAll(/^ {4}.*$/gm, "");

/** The name by which a heading is linked to. @param {string} heading */
const anchorOf = (heading) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(/\s/g, "-");

/** @param {string} page */
const anchorsOf = (page) => [...prose(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

for (const page of PAGES) {
  const text = prose(read(page));

  test(`${page} links to what is there`, () => {
    for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : decodeURI(new URL(path, new URL(page, ROOT)).href.slice(ROOT.href.length));
      assert.ok(existsSync(new URL(file, ROOT)), target);
      if (anchor) assert.ok(anchorsOf(file).includes(decodeURIComponent(anchor)), target);
    }
  });

  test(`${page} names files and folders that are there`, () => {
    // A name with <…> or * stands for many.
    for (const [, path = ""] of text.matchAll(/`((?:\.github|crate|docs|extension|tests)\/[^`\s:<*{]*)`/g)) {
      assert.ok(existsSync(new URL(path, ROOT)), path);
    }
  });
}

test("README.md begins with a picture and stays short", () => {
  const text = read("README.md");
  assert.match(text, /^# Vigicolis\n\n!\[/);
  assert.ok(text.split(/\s+/).length < MAX_WORDS);
});
