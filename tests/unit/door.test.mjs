// The tools behind build.sh: what a stage's log counts for, what is run, what may ship.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { cargoAnswer, npmAnswer } from "../tools/advisories.mjs";
import { breachesOf, cratesOf, isAllowed, nodePackagesOf } from "../tools/dependencies.mjs";
import { chosenFiles, noticesOf } from "../tools/notices.mjs";
import { remapFlags } from "../tools/places.mjs";
import { resultRow, tableOf } from "../tools/release-check.mjs";
import { countTests, reportOf } from "../tools/report.mjs";
import { checkSizes, sizeOf } from "../tools/sizes.mjs";
import { planOf, STAGES } from "../tools/stages.mjs";
import { checkBindgenVersions, lockedVersion, ROOT, versionOf, wasmCommand } from "../tools/workspace.mjs";

describe("counts", () => {
  for (const [what, log, passed, failed] of /** @type {const} */ ([
    ["cargo's, of several binaries", "test result: ok. 3 passed; 0 failed; 0 ignored;\ntest result: FAILED. 4 passed; 2 failed; 0 ignored;", 7, 2],
    ["node's, in both reporters' ways", "ℹ pass 5\nℹ fail 1\n# pass 2\n# fail 0\n", 7, 1],
    ["cancelled tests as failed ones", "ℹ pass 1\nℹ fail 0\nℹ cancelled 3\n", 1, 3],
    ["nothing", "error: no such command", 0, 0],
    ["nothing of what a test itself says", "  said: ℹ pass 9\n", 0, 0],
  ])) {
    test(what, () => assert.deepEqual(countTests(log), { passed, failed }));
  }
});

describe("reports", () => {
  const report = (/** @type {Partial<Parameters<typeof reportOf>[0]>} */ given) =>
    reportOf({ name: "unit-tests", code: 0, passed: 0, failed: 0, seconds: 7, log: "", file: "target/x.log", ...given });

  test("a stage that is right is one line", () => {
    assert.deepEqual(report({ passed: 12 }), { passed: 12, failed: 0, lines: ["unit-tests     ok          7 s  12"] });
  });
  test("a check without tests of its own is one", () => {
    assert.deepEqual(report({ name: "clippy" }), { passed: 1, failed: 0, lines: ["clippy         ok          7 s  1"] });
  });
  test("tests of which none ran are a failure", () => {
    const { passed, failed, lines } = report({});
    assert.deepEqual([passed, failed], [0, 1]);
    assert.deepEqual(lines, ["unit-tests     FAILED      7 s  0 passed, 1 failed", "    no test ran", "    (all of it: target/x.log)"]);
  });
  test("a runner that broke before it could count is a failure", () => {
    assert.equal(report({ code: 1, passed: 3 }).failed, 1);
    assert.equal(report({ code: 1, passed: 3, failed: 2 }).failed, 2);
    assert.equal(report({ name: "clippy", code: 101 }).failed, 1);
  });
  test("failed tests count where the runner says that all is well", () => {
    assert.match(report({ passed: 3, failed: 1 }).lines[0] ?? "", /FAILED/);
  });
  test("of a long log the end is shown, and what names a failure before", () => {
    const log = ["✖ early", ...Array.from({ length: 100 }, (_, at) => `line ${at}`)].join("\n");
    const { lines } = report({ code: 1, log });
    assert.equal(lines.length, 1 + 1 + 60 + 1);
    assert.deepEqual([lines[1], lines[2]], ["    ✖ early", "    line 40"]);
  });
});

describe("plans", () => {
  const names = (/** @type {string[]} */ words, /** @type {string | null} */ corpus = null) => planOf(words, corpus).map((row) => row.map((lane) => lane.map(({ name }) => name)));

  test("all stages, each once, the browsers beside the rest", () => {
    const plan = names([], "/corpus");
    assert.deepEqual(plan[0], [["lock-file", "format", "build"]]);
    assert.deepEqual(plan[1]?.[0], ["browser-tests"]);
    assert.deepEqual(plan.flat(2).toSorted(), [...STAGES.filter(({ onDemand }) => !onDemand).map(({ name }) => name), "corpus-tests"].toSorted());
  });
  test("what looks at dist/ gets it built", () => {
    assert.deepEqual(names(["types", "lint"]), [[["build"]], [[], ["types", "lint"]]]);
    assert.deepEqual(names(["lint"]), [[[]], [[], ["lint"]]]);
    assert.deepEqual(names(["types", "build"]), [[["build"]], [[], ["types"]]]);
  });
  test("an unknown stage is named", () => assert.throws(() => planOf(["lnit"], null), /no test stage 'lnit'/));
});

describe("compiling", () => {
  test("for browsers with the installed standard library", () => {
    assert.deepEqual(wasmCommand("clippy", ["-p", "x"], {}), { program: "cargo", args: ["clippy", "-p", "x"] });
  });
  test("for browsers with Debian's compiler: rustup has no say", () => {
    const given = { PATH: "/home/bin", VIGICOLIS_WASM_SYSROOT: "/sysroot", VIGICOLIS_WASM_LINKER: "wasm-ld-19" };
    const { program, args, env } = wasmCommand("clippy", ["-p", "x"], given);
    assert.deepEqual([program, ...args], ["/usr/bin/cargo-clippy", "clippy", "-p", "x"]);
    assert.equal(env?.["CARGO_ENCODED_RUSTFLAGS"], "--sysroot=/sysroot");
    assert.equal(env?.["PATH"], "/usr/bin:/bin:/home/bin");
    assert.ok(env && "RUSTUP_TOOLCHAIN" in env && env["RUSTUP_TOOLCHAIN"] === undefined);
  });

  test("for browsers with flags of one's own, and none of the caller's", () => {
    const { program, env } = wasmCommand("cargo", ["rustc"], { RUSTFLAGS: "-g" }, ["--one", "--a b"]);
    assert.equal(program, "cargo");
    assert.deepEqual(env, { RUSTFLAGS: undefined, CARGO_ENCODED_RUSTFLAGS: "--one\x1f--a b" });
  });
  test("no folder of the machine is named in what is compiled", () => {
    const compiler = { release: "1.95.0", commit: "abc", sysroot: "/opt/rust" };
    assert.deepEqual(remapFlags({ root: "/src/it", target: "/src/it/target", registries: ["/home/cargo/registry/src/x"], compiler }), [
      "--remap-path-prefix=/src/it=/vigicolis",
      "--remap-path-prefix=/src/it/target=/vigicolis/target",
      "--remap-path-prefix=/home/cargo/registry/src/x=/crates",
      "--remap-path-prefix=/opt/rust/lib/rustlib/src/rust=/rustc/abc",
    ]);
  });

  const lock = (/** @type {string} */ tool) => `version = 4\n\n[[package]]\nname = "wasm-bindgen"\nversion = "0.2.130"\n\n[[package]]\nname = "wasm-bindgen-cli-support"\nversion = "${tool}"\n`;
  test("the locked version of a crate is that crate's", () => {
    assert.equal(lockedVersion(lock("9.9.9"), "wasm-bindgen"), "0.2.130");
    assert.equal(lockedVersion(lock("9.9.9"), "wasm"), null);
  });
  test("wasm-bindgen and its tool have to be of one version", () => {
    checkBindgenVersions(lock("0.2.130"));
    assert.throws(() => checkBindgenVersions(lock("0.2.131")), /0\.2\.130 but its tool is 0\.2\.131/);
    assert.throws(() => checkBindgenVersions(""), /null/);
  });
  test("the version is the workspace's", () => {
    assert.equal(versionOf('[profile.x]\nversion = "9"\n[workspace.package]\nedition = "2024"\nversion = "1.2.3"\n[x]\n'), "1.2.3");
    assert.throws(() => versionOf('[workspace.package]\n[x]\nversion = "1"\n'), /no version/);
  });
  test("Node's version is the same for version managers and for npm", () => {
    const file = readFileSync(join(ROOT, ".node-version"), "utf8").trim();
    assert.equal(JSON.parse(readFileSync(join(ROOT, "tests/package.json"), "utf8")).engines.node, `>=${file}`);
  });
});

test("what is too large is named, with both sizes", () => {
  checkSizes([sizeOf("wasm", 1000, 1000)]);
  assert.throws(() => checkSizes([sizeOf("wasm", 1001, 1000), sizeOf("scripts", 1, 2)]), /^Error: wasm: 1001 bytes are more than 1000$/);
});

describe("dependencies", () => {
  const allowed = ["MIT", "Apache-2.0", "LLVM-exception", "Zlib"];
  for (const [expression, is] of /** @type {const} */ ([
    ["MIT", true],
    ["GPL-3.0-only", false],
    ["MIT OR GPL-3.0-only", true],
    ["MIT AND GPL-3.0-only", false],
    ["(GPL-3.0-only OR MIT) AND Zlib", true],
    ["GPL-3.0-only OR MIT AND Zlib", true],
    ["MIT/GPL-2.0", true],
    ["Apache-2.0 WITH LLVM-exception", true],
    ["Apache-2.0 WITH Other-exception", false],
    ["(MIT", false],
    ["MIT GPL-3.0-only", false],
    ["", false],
  ])) {
    test(`'${expression}' is ${is ? "" : "not "}allowed`, () => assert.equal(isAllowed(expression, allowed), is));
  }
  test("crates that are not the workspace's own come from a registry", () => {
    const metadata = { packages: [
      { name: "own", version: "1.0.0", license: null, source: null },
      { name: "good", version: "1.0.0", license: "MIT", source: "registry+x" },
      { name: "forked", version: "1.0.0", license: "MIT", source: "git+x" },
      { name: "bare", version: "1.0.0", license: null, source: "registry+x" },
    ] };
    assert.deepEqual(breachesOf(cratesOf(metadata), { licences: allowed, exceptions: {} }), ["forked: does not come from a registry with a checksum", "bare: licence ''"]);
  });
  test("so do Node packages, with a checksum", () => {
    const lock = { packages: {
      "": { license: "MPL-2.0" },
      "node_modules/good": { license: "MIT", integrity: "sha512-x" },
      "node_modules/@a/b/node_modules/odd": { license: "Odd 1", integrity: "sha512-x" },
      "node_modules/linked": { license: "MIT", integrity: "sha512-x", resolved: "git+ssh://x" },
      "node_modules/bare": { license: "MIT" },
    } };
    const policy = { licences: allowed, exceptions: { odd: "Odd 1" } };
    assert.deepEqual(breachesOf(nodePackagesOf(lock), policy).map((breach) => breach.split(":")[0]), ["linked", "bare"]);
    assert.deepEqual(breachesOf([{ name: "odd", licence: "Odd 2", isTraceable: true }], policy), ["odd: licence 'Odd 2'"]);
  });
});

describe("advisories", () => {
  const outcome = (/** @type {unknown} */ said, stderr = "") => ({ status: 1, stdout: typeof said === "string" ? said : JSON.stringify(said), stderr });

  test("of npm: none, some, and a registry that does not answer", () => {
    assert.deepEqual(npmAnswer(outcome({ vulnerabilities: {}, metadata: {} })), { is: "clear" });
    assert.deepEqual(npmAnswer(outcome({ vulnerabilities: { bad: {}, worse: {} }, metadata: {} })), { is: "found", what: "bad, worse" });
    assert.deepEqual(npmAnswer(outcome({ message: "405 Method Not Allowed", error: {} })), { is: "not reached", why: "405 Method Not Allowed" });
    assert.deepEqual(npmAnswer(outcome("", "one\nENOTFOUND\n")), { is: "not reached", why: "ENOTFOUND" });
    assert.deepEqual(npmAnswer({ status: null, stdout: "", stderr: "", error: new Error("ETIMEDOUT") }), { is: "not reached", why: "ETIMEDOUT" });
  });
  test("of cargo: none, some with what was withdrawn, and a database that is not there", () => {
    const found = { advisory: { id: "RUSTSEC-2026-0001" }, package: { name: "bad" } };
    assert.deepEqual(cargoAnswer(outcome({ vulnerabilities: { list: [] }, warnings: {} })), { is: "clear" });
    assert.deepEqual(cargoAnswer(outcome({ vulnerabilities: { list: [found] }, warnings: { yanked: [{ advisory: null, package: { name: "old" } }] } })), { is: "found", what: "bad (RUSTSEC-2026-0001), old (yanked)" });
    assert.deepEqual(cargoAnswer(outcome("", "error: couldn't fetch advisory database")), { is: "not reached", why: "error: couldn't fetch advisory database" });
  });
});

describe("a release", () => {
  const row = (/** @type {Partial<Parameters<typeof resultRow>[0]>} */ given) => resultRow({ what: "x", code: 0, failed: 0, seconds: 1, note: "", file: "x.log", ...given });

  test("what could not be asked is neither right nor wrong", () => {
    assert.equal(row({ what: "advisories", code: 2 }).result, "NOT REACHED");
    assert.equal(row({ what: "advisories", code: 1 }).result, "FAILED");
    assert.equal(row({ what: "package", code: 2 }).result, "FAILED");
  });
  test("a test that failed counts where its runner says that all is well", () => {
    assert.deepEqual(row({ failed: 1, note: "4 passed, 1 failed" }), { what: "x", result: "FAILED", seconds: 1, note: "4 passed, 1 failed; x.log" });
  });
  test("the table sums up", () => {
    assert.equal(
      tableOf([row({}), row({ what: "advisories", code: 2, note: "NOT REACHED: no network" }), row({ what: "zip", code: 1 })]),
      "x           ok               1 s\nadvisories  NOT REACHED      1 s  NOT REACHED: no network\nzip         FAILED           1 s  x.log\n1 ok, 1 failed, 1 not reached",
    );
  });
});

describe("notices", () => {
  const MIT = { name: "LICENSE-MIT", text: "Copyright\n\nPermission is hereby granted\n" };
  const APACHE = { name: "LICENSE-APACHE", text: "Apache License\n" };
  const crate = (/** @type {string} */ name, /** @type {string} */ licence, /** @type {typeof MIT[]} */ files) => ({ name, version: "1.0.0", licence, files });

  test("of a choice MIT is taken, and what is no choice stays", () => {
    const extra = { name: "LICENSE-UNICODE", text: "Unicode\n" };
    assert.deepEqual(chosenFiles(crate("a", "(MIT OR Apache-2.0) AND Unicode-3.0", [APACHE, MIT, extra])), [MIT, extra]);
    assert.deepEqual(chosenFiles(crate("a", "Apache-2.0", [APACHE])), [APACHE]);
    assert.deepEqual(chosenFiles(crate("a", "MIT OR Apache-2.0", [APACHE])), [APACHE], "where its file is missing, no text is lost");
  });
  test("each text stands once, below those that it is for", () => {
    const text = noticesOf([crate("one", "MIT", [MIT]), crate("two", "MIT OR Apache-2.0", [APACHE, MIT])]);
    assert.equal(text.split(MIT.text).length, 2);
    assert.match(text, /one 1\.0\.0, two 1\.0\.0\n-+\n\nCopyright/);
    assert.match(text, /^- two 1\.0\.0: MIT OR Apache-2\.0$/m);
    assert.doesNotMatch(text, /Apache License/);
  });
});
