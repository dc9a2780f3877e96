import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withoutComments } from "../tools/strip-comments.mjs";

describe("what ships has no comments", () => {
  for (const [what, before, after] of [
    ["a line of its own goes", "a();\n  // why\n  b();\n", "a();\n  b();\n"],
    ["so does a block", "/**\n * @param {string} a\n */\nfunction f(a) {}\n", "function f(a) {}\n"],
    ["at the end of a line, its space goes too", "a(); // why\nb(); /* so */  \nc();", "a();\nb();\nc();"],
    ["a cast leaves its parentheses", "const a = /** @type {any} */ (b);", "const a = (b);"],
    ["a typed parameter leaves its name", "const f = (/** @type {string} */ a, /** @type {string} */ b) => a;", "const f = (a, b) => a;"],
    ["words stay apart", "typeof/**/a;\nreturnValue/* */ = 1;", "typeof a;\nreturnValue = 1;"],
    ["what only looks like one stays", 'a = "// b"; c = `/* ${/* x */ d} */`; e = /\\/\\*/;', 'a = "// b"; c = `/* ${d} */`; e = /\\/\\*/;'],
    ["a file that ends in one", "a();\n// end", "a();\n"],
    ["an end of line within one may end a statement", "f = () => {\n  return /*\n*/ 1;\n};", "f = () => {\n  return\n 1;\n};"],
    ["empty lines stay", "a();\n\n// why\nb();\n", "a();\n\nb();\n"],
  ]) {
    test(what, () => assert.equal(withoutComments(before), after));
  }

  test("what is no JavaScript is refused", () => {
    assert.throws(() => withoutComments("a ( // b"), SyntaxError);
  });
});
