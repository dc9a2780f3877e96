#!/usr/bin/env bash
# The one door to Vigicolis: sets the machine up, builds, runs, tests, measures, packs.
# `./build.sh help` says what there is.
set -euo pipefail

CALLER_DIR=$PWD
ROOT=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)
cd -- "$ROOT"

case ${CARGO_TARGET_DIR:=$ROOT/target} in
  /*) ;;
  *) CARGO_TARGET_DIR=$ROOT/$CARGO_TARGET_DIR ;;
esac
export CARGO_TARGET_DIR
readonly TARGET=$CARGO_TARGET_DIR
# A shell started before rustup was installed does not have it on its PATH.
if ! command -v cargo >/dev/null && [ -x "${HOME:-}/.cargo/bin/cargo" ]; then
  PATH=$HOME/.cargo/bin:$PATH
fi

usage() {
  cat <<'TEXT'
usage: ./build.sh [COMMAND]

  build      (no command) the extension into dist/chrome, dist/firefox and dist/safari,
             the add-on for mails into dist/thunderbird, the page for phones into dist/page
  run        set up, build, then open a browser on a local demonstration page:
             a fake Chronopost page; with no display: a screenshot and the
             verdict (run --firefox: in Firefox)
  test       set up, then everything that is checked: format, lint, types, unit,
             data, WebAssembly and real-browser tests; ends with 'N passed, N failed'
             test STAGE…        only these stages (./build.sh test list)
             test --corpus DIR  the detection floors on a corpus folder, too
  setup      install what is missing, and only that: Rust's wasm target, Node
             packages, browsers; asks for root only for a system package
             setup thunderbird: Thunderbird, too
  eval       CORPUS_DIR [hosts|pages|fields|messages|tracking|cloak …] [--out DIR]
             measure detection on a corpus folder, print the scoreboard
  eval-qr    draw pictures of QR codes, print which are read, by distortion and
             strength (a word: only the distortions whose name holds it)
  bench      the engine's benchmarks (arguments go to the benchmark); bench popup:
             how soon the popup opens and answers in both browsers; bench presence:
             whether a page can tell by the clock that the extension is there;
             bench thunderbird: how soon the banner stands in a mail;
             bench page: how soon the page for phones answers without its host;
             bench pages [NAME=FOLDER …]: what a page view costs in both browsers,
             beside an extension that only says hello and the unpacked ones named
             (--chromium, --firefox, --parts, --pages, --rounds: only a part of it);
             bench instructions [accept]: how many the engine runs for each case,
             beside the accepted ones, or accepts them
  bytes      where the bytes of the engine's modules are: code by crate, data by table
  flows      [FLOW …] goes the ways of an anxious person through the extension in both
             browsers: the clicks and words that each costs, and whether its answer
             is in view
  words      how easy the extension's French is to read, and its hardest sentences
  serve-page [PORT] build, then serve the page for phones on this machine, for trying it
  package    build, then one zip a browser (Edge and Safari, too), one of the add-on, one of the page
             for phones and one of the source, with their SHA-256, into target/package: the same
             bytes wherever they are made
  store      [LANGUAGE …] names, texts and pictures for the stores, into target/store
  release-check
             all that must hold before a release, in one table; what needs the
             network and did not get it is named as not reached
  screenshots [SURFACE …|phone [SURFACE …]|readme|flows [FLOW …]]
             pictures of every surface in both browsers, French and German,
             light, dark and forced colours, 360 and 1280 px: target/screenshots;
             phone: the page for phones alone; readme: the few of README.md, into
             tests/pictures; flows: each way as a series, with a sheet to look
             through: target/screenshots/flows
  help       this text

Variables: CHROMIUM, FIREFOX and THUNDERBIRD name the programs to use,
CARGO_TARGET_DIR the folder for everything compiled.
TEXT
}

die() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

say() { printf '%s\n' "$*"; }

# shellcheck source=tests/setup.sh
. tests/setup.sh
choose_toolchain

build() {
  need_build_tools
  node tests/tools/build.mjs "$@"
}

# with_browsers: builds for a tool that drives both
with_browsers() {
  need_chromium
  need_firefox
  build
}

evaluate() {
  [ $# -gt 0 ] || die "which corpus? ./build.sh eval CORPUS_DIR [hosts|pages|fields|messages|tracking|cloak …] [--out DIR]"
  (cd -- "$CALLER_DIR" && [ -d "$1" ]) || die "no such corpus folder: $1"
  need_chromium
  build
  cargo build --release -p vigicolis-cli
  # From the caller's folder: the paths given are relative to it.
  (cd -- "$CALLER_DIR" && node "$ROOT/tests/eval/run.mjs" "$@")
}

bench() {
  case ${1:-} in
    page | popup | presence)
      with_browsers
      node "tests/tools/$1-bench.mjs" "${@:2}"
      ;;
    pages)
      with_browsers
      # From the caller's folder: the paths given are relative to it.
      (cd -- "$CALLER_DIR" && node "$ROOT/tests/tools/pages-bench.mjs" "${@:2}")
      ;;
    instructions)
      build
      node tests/tools/instructions-bench.mjs "${@:2}"
      ;;
    thunderbird)
      build
      node tests/tools/thunderbird-bench.mjs
      ;;
    *)
      need_rust
      cargo bench -p vigicolis -- "$@"
      ;;
  esac
}

run_tests() {
  if [ "${1:-}" = list ]; then
    need_node
  else
    QUIET=yes
    setup
    need_build_tools
  fi
  VIGICOLIS_CALLER_DIR=$CALLER_DIR exec node tests/tools/test.mjs "$@"
}

run() {
  QUIET=yes
  setup_tools
  case " $* " in *" --firefox "*) setup_firefox ;; *) setup_chromium ;; esac
  build
  node tests/tools/demo.mjs "$@"
}

command=${1:-build}
if [ $# -gt 0 ]; then shift; fi
case $command in
  setup)
    setup
    [ "${1:-}" != thunderbird ] || setup_thunderbird
    ;;
  build) build ;;
  run) run "$@" ;;
  test) run_tests "$@" ;;
  eval) evaluate "$@" ;;
  eval-qr)
    need_rust
    cargo run --release --quiet -p vigicolis-qr --example pictures -- "$@"
    ;;
  bench) bench "$@" ;;
  flows)
    with_browsers
    node tests/tools/flows.mjs "$@"
    ;;
  bytes)
    need_build_tools
    node tests/tools/bytes.mjs
    ;;
  words)
    need_node
    node tests/tools/reading-ease.mjs
    ;;
  serve-page)
    build
    node tests/tools/serve-page.mjs "$@"
    ;;
  package) build package ;;
  store)
    need_chromium
    build
    node tests/tools/store.mjs "$@"
    ;;
  release-check)
    QUIET=yes
    setup
    need_build_tools
    node tests/tools/release-check.mjs
    ;;
  screenshots)
    with_browsers
    if [ "${1:-}" = flows ]; then
      node tests/tools/flow-pictures.mjs "${@:2}"
    elif [ "${1:-}" = phone ]; then
      node tests/tools/phone-pictures.mjs "${@:2}"
    else
      npm --prefix tests run --silent screenshots -- "$@"
    fi
    ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    die "no command '$command'"
    ;;
esac
