import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { withoutCasts, withoutComments, withoutGaps, withoutIndentation, withoutStyleSpace } from "../tools/strip-comments.mjs";

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

describe("content scripts have no parentheses of casts", () => {
  for (const [what, before, after] of [
    ["a name needs none", "f(/** @type {any} */ (b));", "f(/** @type {any} */ b);"],
    ["nor names with dots", "a = /** @type {any} */ (b.c.d).e;", "a = /** @type {any} */ b.c.d.e;"],
    ["one cast within another", "/** @type {A} */ (f(/** @type {any} */ (b)));", "/** @type {A} */ f(/** @type {any} */ b);"],
    ["nor a call", "a = /** @type {any} */ (b(c, (d))).e;", "a = /** @type {any} */ b(c, (d)).e;"],
    ["what is worked out keeps them", "a = /** @type {any} */ (b ?? c).d;", "a = /** @type {any} */ (b ?? c).d;"],
    ["what may be nothing keeps them", "a = /** @type {any} */ (b?.c).d;", "a = /** @type {any} */ (b?.c).d;"],
    ["a call keeps them", "f(b); const g = (/** @type {A} */ a) => a;", "f(b); const g = (/** @type {A} */ a) => a;"],
  ]) {
    test(what, () => assert.equal(withoutCasts(before), after));
  }

  test("what is no JavaScript is refused", () => {
    assert.throws(() => withoutCasts("f(/** @type {any} */ (b)"), SyntaxError);
  });
});

describe("content scripts have no gaps within a line", () => {
  for (const [what, before, after] of [
    ["signs need none", "const a = (b, { c: d }) => b + d[0];", "const a=(b,{c:d})=>b+d[0];"],
    ["words do", "f = typeof a in b ? new C : void 0;", "f=typeof a in b?new C:void 0;"],
    ["signs that would be read as one do", "a + +b - -c; d = e / /f/.g; h + ++i;", "a+ +b- -c;d=e/ /f/.g;h+ ++i;"],
    ["a number and its point do", "1 .toFixed(2);", "1 .toFixed(2);"],
    ["what stands in texts stays", "a = \"b  c\" + `d  ${ e }  f`;", "a=\"b  c\"+`d  ${e}  f`;"],
    ["lines stay", "a = b;\nc = d;\n", "a=b;\nc=d;\n"],
    ["letters of other scripts are letters", "let é = à in ç;", "let é=à in ç;"],
  ]) {
    test(what, () => assert.equal(withoutGaps(before), after));
  }
});

describe("content scripts have no indentation", () => {
  for (const [what, before, after] of [
    ["lines begin at the margin", "if (a) {\n  b();\n\tc();\n}\n", "if (a) {\nb();\nc();\n}\n"],
    ["lines within a template stay", "  a = `\n    b\n  ${  c(\n    d) }\n    e`;\n", "  a = `\n    b\n  ${  c(\nd) }\n    e`;\n"],
    ["so do those of a template in a template", "a = `x${f(`\n  y`,\n  z)}\n  w`;", "a = `x${f(`\n  y`,\nz)}\n  w`;"],
    ["and of a tagged one", "a = css`\n  b\n`;", "a = css`\n  b\n`;"],
    ["a string that goes on on the next line stays", "a = 'b\\\n  c';", "a = 'b\\\n  c';"],
    ["a quasi that is only a gap stays", "a = `${b}\n  ${c}\n  `;", "a = `${b}\n  ${c}\n  `;"],
    ["what looks like a template in a pattern is none", "a = /`/;\n  b = /`/;", "a = /`/;\nb = /`/;"],
    ["gaps within a line stay, empty lines go", "a  =  b;\n\n  c();", "a  =  b;\nc();"],
  ]) {
    test(what, () => assert.equal(withoutIndentation(before), after));
  }

  test("what has a comment is refused", () => {
    assert.throws(() => withoutIndentation("a();\n  // b\n"), /would change/);
  });
});

test("style sheets in templates lose their comments and the space that no rule needs", () => {
  const before = 'const sheet = `\n:host { color: ${text}; }\n/* Not yet. */\np::after, a:hover {\n  content: "";\n  margin: 0 auto !important;\n}\n`;\nconst other = { a: 1 };\n';
  assert.equal(withoutStyleSpace(before), 'const sheet = ` :host{color:${text}}p::after,a:hover{content:"";margin:0 auto!important}`;\nconst other = { a: 1 };\n');
});
