#!/usr/bin/env bash
# The one door to Vigicolis: sets the machine up, builds, runs, tests, measures, packs.
# `./build.sh help` says what there is.
set -euo pipefail

CALLER_DIR=$PWD
ROOT=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd -P)
cd -- "$ROOT"

# People download the engine with the extension and it starts on every cold page load.
readonly WASM_GZIP_LIMIT=600000
# The reader of QR codes, loaded when a picture is checked.
readonly QR_GZIP_LIMIT=120000
readonly WASM_TARGET=wasm32-unknown-unknown
readonly NODE_AT_LEAST=20.19.0
readonly CRATE=vigicolis
readonly QR=vigicolis_qr

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

  build      (no command) the extension into dist/chrome and dist/firefox
  run        set up, build, then open a browser on a local demonstration page:
             a fake Chronopost page; with no display: a screenshot and the
             verdict (run --firefox: in Firefox)
  test       set up, then everything that is checked: format, lint, types, unit,
             data, WebAssembly and real-browser tests; ends with 'N passed, N failed'
             test STAGE…        only these stages (./build.sh test list)
             test --corpus DIR  the detection floors on a corpus folder, too
  setup      install what is missing, and only that: Rust's wasm target, Node
             packages, browsers; asks for root only for a system package
  eval       CORPUS_DIR [hosts|pages|fields|messages|tracking …] [--out DIR]
             measure detection on a corpus folder, print the scoreboard
  eval-qr    draw pictures of QR codes, print which are read, by distortion and
             strength (a word: only the distortions whose name holds it)
  bench      the engine's benchmarks (arguments go to the benchmark); bench popup:
             how soon the popup opens and answers in both browsers; bench presence:
             whether a page can tell by the clock that the extension is there
  package    dist/ as one zip a browser, into target/package
  screenshots [SURFACE …|readme]
             pictures of every surface in both browsers, French and German,
             light, dark and forced colours, 360 and 1280 px: target/screenshots;
             readme: the few of README.md, into tests/pictures
  help       this text

Variables: CHROMIUM and FIREFOX name the browsers to use, CARGO_TARGET_DIR the
folder for everything compiled.
TEXT
}

die() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

say() { printf '%s\n' "$*"; }

# What setup found in place: news to nobody where another command sets up by the way.
QUIET=
already() { [ -n "$QUIET" ] || say "$*"; }

# at_least FOUND WANTED: compares versions such as 1.96.0
at_least() { printf '%s\n%s\n' "$2" "$1" | sort -V -C; }

# Reads `key = "value"` of one table of the workspace's Cargo.toml.
workspace_value() {
  awk -v key="$1" '/^\[/ { inside = ($0 == "[workspace.package]") }
    inside && $1 == key { gsub(/"/, "", $3); print $3; exit }' Cargo.toml
}

# ---------------------------------------------------------------- tools

rust_version() { cargo --version 2>/dev/null | awk '{ print $2 }'; }

have_rust() { at_least "$(rust_version)" "$(workspace_value rust-version)"; }

need_rust() {
  command -v cargo >/dev/null || die "Rust is missing: ./build.sh setup installs it, or see https://rustup.rs"
  have_rust || die "Rust $(workspace_value rust-version) or newer is needed, found '$(rust_version)': run 'rustup update', or ./build.sh setup"
  command -v cc >/dev/null || die "a C linker (cc) is missing: ./build.sh setup installs it, or install gcc"
}

need_node() {
  command -v node >/dev/null || die "Node.js is missing: ./build.sh setup installs it, or see https://nodejs.org"
  local found
  found=$(node --version)
  at_least "${found#v}" "$NODE_AT_LEAST" || die "Node.js $NODE_AT_LEAST or newer is needed, found $found: see https://nodejs.org"
}

# Prints the path of the first of these programs that is there.
first_of() {
  local program
  for program in "$@"; do
    if command -v "$program" 2>/dev/null; then return; fi
  done
  return 1
}

find_chromium() { first_of ${CHROMIUM:+"$CHROMIUM"} chromium google-chrome-stable google-chrome chromium-browser; }
find_firefox() { first_of ${FIREFOX:+"$FIREFOX"} firefox-esr firefox; }

need_chromium() {
  VIGICOLIS_CHROMIUM=$(find_chromium) || die "no Chromium or Chrome found: ./build.sh setup installs one, or name yours in CHROMIUM"
  export VIGICOLIS_CHROMIUM
}

need_firefox() {
  VIGICOLIS_FIREFOX=$(find_firefox) || die "no Firefox found: ./build.sh setup installs one, or name yours in FIREFOX"
  export VIGICOLIS_FIREFOX
}

# Node packages by the lock file; nothing to do while the lock file is the same.
need_node_packages() {
  need_node
  command -v npm >/dev/null || die "npm is missing: ./build.sh setup installs it"
  local stamp=tests/node_modules/.installed lock
  lock=$(cat tests/package.json tests/package-lock.json | sha256sum)
  if [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ]; then return; fi
  say "Node packages: npm ci in tests/"
  # No package has a reason to run a program of its own at installation.
  (cd tests && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error) || die "npm ci in tests/ failed: see the lines above"
  printf '%s\n' "$lock" >"$stamp"
}

# ---------------------------------------------------------------- the wasm target

# What to call instead of `cargo` and `cargo clippy` when compiling for wasm.
WASM_CARGO=(cargo)
WASM_CLIPPY=(cargo clippy)
WASM_OUT=$TARGET

has_wasm_std() { compgen -G "$1/libcore-*.rlib" >/dev/null; }

debian_sysroot() {
  [ -x /usr/bin/rustc ] || return 1
  printf '%s/wasm-sysroot/%s\n' "$TARGET" "$(/usr/bin/rustc --version | tr -cs '0-9A-Za-z.\n' -)"
}

wasm_linker() { compgen -c wasm-ld | sort -V | tail -n 1; }

# What it takes to build with Debian's compiler and the standard library built for it here.
use_debian_rust() {
  # A folder of its own: two compilers in one would trip over each other's files.
  WASM_OUT=$TARGET/debian
  local with=(env -u RUSTFLAGS -u RUSTUP_TOOLCHAIN "PATH=/usr/bin:/bin:$PATH" RUSTC=/usr/bin/rustc "CARGO_TARGET_DIR=$WASM_OUT"
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$(wasm_linker)"
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=--sysroot=$1")
  WASM_CARGO=("${with[@]}" /usr/bin/cargo)
  # By its own name: `cargo clippy` would first look among rustup's.
  WASM_CLIPPY=("${with[@]}" /usr/bin/cargo-clippy clippy)
}

# Debian ships no standard library for wasm, but its source. One build of an empty crate, kept.
build_debian_sysroot() {
  local sysroot work lib
  sysroot=$(debian_sysroot) || return 1
  [ -d "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library" ] && [ -n "$(wasm_linker)" ] || return 1
  at_least "$(/usr/bin/rustc --version | awk '{ print $2 }')" "$(workspace_value rust-version)" || return 1
  say "wasm target: building the standard library with Debian's Rust (once, about a minute)"
  work=$sysroot.work
  rm -rf -- "$work"
  mkdir -p -- "$work/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
  printf '#![no_std]\n' >"$work/src/lib.rs"
  # Bitcode inside, for link-time optimisation of the whole.
  (cd -- "$work" && env -u RUSTUP_TOOLCHAIN "PATH=/usr/bin:/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$work/target" \
    /usr/bin/cargo build --quiet --release -Zbuild-std=std,panic_abort --target "$WASM_TARGET") ||
    die "building Rust's standard library for wasm failed: see the lines above"
  lib=$work/sysroot/lib/rustlib/$WASM_TARGET/lib
  mkdir -p -- "$lib"
  cp -- "$work/target/$WASM_TARGET"/release/deps/*.r{lib,meta} "$lib/"
  rm -rf -- "$sysroot"
  mv -- "$work/sysroot" "$sysroot"
  rm -rf -- "$work"
}

# Finds, or makes without root, a way to compile for wasm; says which when asked to (any argument).
need_wasm_target() {
  local sysroot how
  if has_wasm_std "$(rustc --print target-libdir --target "$WASM_TARGET" 2>/dev/null)"; then
    how="already there"
  elif command -v rustup >/dev/null && rustup target add "$WASM_TARGET" >&2; then
    how="added by rustup"
  elif sysroot=$(debian_sysroot) && { has_wasm_std "$sysroot/lib/rustlib/$WASM_TARGET/lib" || build_debian_sysroot; }; then
    use_debian_rust "$sysroot"
    how="Debian's Rust, its standard library built under the target folder"
  else
    return 1
  fi
  [ $# -gt 0 ] || return 0
  case $how in "already there") already "wasm target: $how" ;; *) say "wasm target: $how" ;; esac
}

# ---------------------------------------------------------------- setup

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    say "root is needed: sudo $*"
    if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
  else
    return 1
  fi
}

APT_UPDATED=
update_packages() {
  [ -z "$APT_UPDATED" ] || return 0
  as_root apt-get update -q >/dev/null || die "apt-get update failed: root and a network are needed to install system packages"
  APT_UPDATED=yes
}

# install WHAT PACKAGE…
install() {
  local what=$1
  shift
  command -v apt-get >/dev/null || die "$what missing, and no apt-get here to install it: install by hand what Debian calls $*"
  update_packages
  say "$what: installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >/dev/null ||
    die "could not install $what: as root, run 'apt-get install $*'"
}

candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | awk '/Candidate:/ && $2 != "(none)" { print $2 }'; }

# Debian keeps a recent Rust for its browsers under other names.
install_debian_rust() {
  local wanted lld=lld
  wanted=$(workspace_value rust-version)
  update_packages
  if [ -n "$(candidate lld-19)" ]; then lld='lld-19'; fi
  if at_least "$(candidate rustc-web)" "$wanted"; then
    install "$1" rustc-web cargo-web rust-web-src rustfmt-web rust-web-clippy "$lld"
  elif at_least "$(candidate rustc)" "$wanted"; then
    install "$1" rustc cargo rust-src rustfmt rust-clippy "$lld"
  else
    die "$1 missing, and the system packages have no Rust $wanted: install it by https://rustup.rs"
  fi
}

setup_rust() {
  if command -v cc >/dev/null; then already "C linker: already there"; else install "C linker" gcc libc6-dev; fi
  if command -v cargo >/dev/null && have_rust; then
    already "Rust: already there ($(rust_version))"
  else
    command -v apt-get >/dev/null || die "Rust is missing: install it by https://rustup.rs"
    install_debian_rust "Rust"
    hash -r
  fi
  if cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then
    already "rustfmt and clippy: already there"
  else
    say "rustfmt and clippy: adding"
    { command -v rustup >/dev/null && rustup component add rustfmt clippy; } || install_debian_rust "rustfmt and clippy"
  fi
  need_wasm_target "say which" && return
  command -v apt-get >/dev/null || die "Rust has no wasm target here: 'rustup target add $WASM_TARGET' failed, see the lines above"
  install_debian_rust "wasm target"
  need_wasm_target "say which" || die "no way found to compile for wasm: install Rust by https://rustup.rs"
}

setup_node() {
  if command -v node >/dev/null && command -v npm >/dev/null; then
    already "Node.js: already there ($(node --version))"
    return
  fi
  command -v apt-get >/dev/null || die "Node.js $NODE_AT_LEAST or newer is missing: see https://nodejs.org"
  update_packages
  at_least "$(candidate nodejs)" "$NODE_AT_LEAST" ||
    die "Node.js is missing, and the system packages have none of $NODE_AT_LEAST or newer: see https://nodejs.org"
  install "Node.js" nodejs npm
}

setup_tools() {
  setup_rust
  setup_node
  need_node_packages
  already "Node packages: up to date"
}

setup_chromium() {
  if find_chromium >/dev/null; then already "Chromium: already there"; else install "Chromium" chromium; fi
  need_chromium
}

setup_firefox() {
  if find_firefox >/dev/null; then already "Firefox: already there"; else install "Firefox" firefox-esr; fi
  need_firefox
}

setup() {
  setup_tools
  setup_chromium
  setup_firefox
  already "setup: done"
}

# ---------------------------------------------------------------- build

locked_version() {
  awk -v want="\"$1\"" '$1 == "name" { hit = ($3 == want) } hit && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# The library inside the wasm and the tool that reads it back speak a format of their version alone.
check_bindgen_versions() {
  local library tool
  [ -f Cargo.lock ] || die "Cargo.lock is missing: it belongs to the repository"
  library=$(locked_version wasm-bindgen)
  tool=$(locked_version wasm-bindgen-cli-support)
  if [ -z "$library" ] || [ "$library" != "$tool" ]; then
    die "wasm-bindgen is '$library' but its tool is '$tool': make crate/wasm/Cargo.toml and crate/bindgen/Cargo.toml name one version"
  fi
}

need_build_tools() {
  need_rust
  need_node_packages
  check_bindgen_versions
  need_wasm_target || die "Rust has no wasm target: ./build.sh setup adds it"
}

STAGED=
clean_up() {
  if [ -n "$STAGED" ]; then rm -rf -- "$STAGED"; fi
  STAGED=
}

# check_size FILE LIMIT: a wasm's size, and whether it may be shipped
check_size() {
  local name raw gzipped
  name=$(basename "$1" _bg.wasm)
  raw=$(wc -c <"$1")
  gzipped=$(gzip -9 -n -c -- "$1" | wc -c)
  say "wasm of $name: $((raw / 1000)) kB, gzip $((gzipped / 1000)) kB (limit $(($2 / 1000)) kB)"
  [ "$gzipped" -le "$2" ] || die "the wasm of $name is too big: $gzipped bytes gzipped, more than $2 (build.sh, *_GZIP_LIMIT)"
}

# compile_wasm PACKAGE NAME OUT_DIR: NAME.js, NAME_bg.wasm and their declarations
compile_wasm() {
  # The crate type is given here: in Cargo.toml it would cost link-time optimisation.
  "${WASM_CARGO[@]}" rustc -p "$1" --lib --crate-type cdylib --target "$WASM_TARGET" --profile wasm-release
  "$TARGET/debug/vigicolis-bindgen" "$WASM_OUT/$WASM_TARGET/wasm-release/${1//-/_}.wasm" "$3" "$2"
}

build() {
  need_build_tools
  local browser version
  version=$(workspace_value version)
  cargo build -p vigicolis-bindgen

  # Made aside and moved when complete: a browser never loads half an extension.
  mkdir -p dist
  trap clean_up EXIT
  STAGED=$(mktemp -d dist/.new.XXXXXX)
  compile_wasm vigicolis-wasm "$CRATE" "$STAGED/types/wasm"
  compile_wasm vigicolis-qr "$QR" "$STAGED/types/wasm"
  check_size "$STAGED/types/wasm/${CRATE}_bg.wasm" "$WASM_GZIP_LIMIT"
  check_size "$STAGED/types/wasm/${QR}_bg.wasm" "$QR_GZIP_LIMIT"
  for browser in chrome firefox; do
    mkdir -p "$STAGED/$browser/wasm"
    cp -R extension/. "$STAGED/$browser/"
    cp "$STAGED"/types/wasm/{"$CRATE","$QR"}{.js,_bg.wasm} "$STAGED/$browser/wasm/"
    node tests/tools/strip-comments.mjs "$STAGED/$browser"
    # Firefox takes a policy without a schema.
    if [ "$browser" = firefox ]; then rm -- "$STAGED/$browser/managed_schema.json"; fi
    node tests/tools/manifest.mjs extension/manifest.json "$browser" "$version" >"$STAGED/$browser/manifest.json"
  done
  # What is left are declarations: the type check reads them, browsers don't.
  rm -- "$STAGED"/types/wasm/{"$CRATE","$QR"}{.js,_bg.wasm}
  for browser in chrome firefox types; do
    if [ -e "dist/$browser" ]; then mv -- "dist/$browser" "$STAGED/old-$browser"; fi
    mv -- "$STAGED/$browser" "dist/$browser"
  done
  clean_up
  say "built $CRATE $version: dist/chrome, dist/firefox"
}

# ---------------------------------------------------------------- the rest

# A folder as the caller named it, from wherever the script was called.
corpus_path() {
  (cd -- "$CALLER_DIR" && cd -- "$1" 2>/dev/null && pwd -P) || die "no such corpus folder: $1"
}

build_tool() { cargo build --release -p vigicolis-cli; }

evaluate() {
  [ $# -gt 0 ] || die "which corpus? ./build.sh eval CORPUS_DIR [hosts|pages|fields|messages|tracking …] [--out DIR]"
  corpus_path "$1" >/dev/null
  need_build_tools
  need_chromium
  build_tool
  build
  # From the caller's folder: the paths given are relative to it.
  (cd -- "$CALLER_DIR" && node "$ROOT/tests/eval/run.mjs" "$@")
}

package() {
  build
  local browser version out=$TARGET/package file
  version=$(workspace_value version)
  mkdir -p "$out"
  for browser in chrome firefox; do
    file=$out/$CRATE-$version-$browser.zip
    node tests/tools/zip.mjs "dist/$browser" "$file"
    say "packed ${file#"$ROOT"/}: $(($(wc -c <"$file") / 1000)) kB"
  done
}

command=${1:-build}
if [ $# -gt 0 ]; then shift; fi
case $command in
  setup) setup ;;
  build) build ;;
  run)
    QUIET=yes
    setup_tools
    case " $* " in *" --firefox "*) setup_firefox ;; *) setup_chromium ;; esac
    build
    node tests/tools/demo.mjs "$@"
    ;;
  test)
    QUIET=yes
    # shellcheck source=tests/stages.sh
    . tests/stages.sh
    run_tests "$@"
    ;;
  eval) evaluate "$@" ;;
  eval-qr)
    need_rust
    cargo run --release --quiet -p vigicolis-qr --example pictures -- "$@"
    ;;
  bench)
    if [ "${1:-}" = popup ]; then
      need_node_packages
      need_chromium
      need_firefox
      build
      node tests/tools/popup-bench.mjs
    elif [ "${1:-}" = presence ]; then
      need_node_packages
      need_chromium
      need_firefox
      build
      node tests/tools/presence-bench.mjs "${@:2}"
    else
      need_rust
      cargo bench -p "$CRATE" -- "$@"
    fi
    ;;
  package) package ;;
  screenshots)
    need_node_packages
    need_chromium
    need_firefox
    build
    npm --prefix tests run --silent screenshots -- "$@"
    ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    die "no command '$command'"
    ;;
esac
