# shellcheck shell=bash
# What the machine needs, found or installed: Rust with its wasm target, Node.js and its packages,
# browsers. build.sh reads this file; it has `die` and `say`, $ROOT and $TARGET from there.

readonly WASM_TARGET=wasm32-unknown-unknown
NODE_AT_LEAST=$(<.node-version)
readonly NODE_AT_LEAST

# What setup found in place: news to nobody where another command sets up by the way.
QUIET=
already() { [ -n "$QUIET" ] || say "$*"; }

# at_least FOUND WANTED: compares versions such as 1.96.0
at_least() { printf '%s\n%s\n' "$2" "$1" | sort -V -C; }

# The oldest Rust that will do: `rust-version` of the workspace.
rust_at_least() {
  awk '/^\[/ { inside = ($0 == "[workspace.package]") }
    inside && $1 == "rust-version" { gsub(/"/, "", $3); print $3; exit }' Cargo.toml
}

# rustup would fetch the toolchain that rust-toolchain.toml names. Where it is not installed, the
# installed one will do, if it is new enough: a machine without a network builds all the same.
choose_toolchain() {
  [ -z "${RUSTUP_TOOLCHAIN:-}" ] && command -v rustup >/dev/null || return 0
  local pinned default version
  pinned=$(awk -F '"' '$1 ~ /^channel/ { print $2; exit }' rust-toolchain.toml)
  case $'\n'$(rustup toolchain list) in *$'\n'"$pinned"-*) return 0 ;; esac
  default=$(cd / && rustup default 2>/dev/null | awk '{ print $1 }')
  [ -n "$default" ] || return 0
  version=$(cd / && cargo "+$default" --version 2>/dev/null | awk '{ print $2 }')
  if at_least "$version" "$(rust_at_least)"; then export RUSTUP_TOOLCHAIN=$default; fi
}

rust_version() { cargo --version 2>/dev/null | awk '{ print $2 }'; }

have_rust() { at_least "$(rust_version)" "$(rust_at_least)"; }

need_rust() {
  command -v cargo >/dev/null || die "Rust is missing: ./build.sh setup installs it, or see https://rustup.rs"
  have_rust || die "Rust $(rust_at_least) or newer is needed, found '$(rust_version)': run 'rustup update', or ./build.sh setup"
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

has_wasm_std() { compgen -G "$1/libcore-*.rlib" >/dev/null; }

debian_sysroot() {
  [ -x /usr/bin/rustc ] || return 1
  printf '%s/wasm-std/%s\n' "$TARGET" "$(/usr/bin/rustc --version | tr -cs '0-9A-Za-z.\n' -)"
}

wasm_linker() { compgen -c wasm-ld | sort -V | tail -n 1; }

# Names the standard library built here, for tests/tools/workspace.mjs to build with Debian's compiler.
use_debian_rust() {
  export VIGICOLIS_WASM_SYSROOT=$1
  VIGICOLIS_WASM_LINKER=$(wasm_linker)
  export VIGICOLIS_WASM_LINKER
}

# Debian ships no standard library for wasm, but its source. One build of an empty crate, kept.
build_debian_sysroot() {
  local sysroot work lib flags
  sysroot=$(debian_sysroot) || return 1
  [ -d "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library" ] && [ -n "$(wasm_linker)" ] || return 1
  at_least "$(/usr/bin/rustc --version | awk '{ print $2 }')" "$(rust_at_least)" || return 1
  say "wasm target: building the standard library with Debian's Rust (once, about a minute)"
  work=$sysroot.work
  rm -rf -- "$work"
  mkdir -p -- "$work/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
  printf '#![no_std]\n' >"$work/src/lib.rs"
  # Bitcode inside, for link-time optimisation of the whole; no folder of the machine is named.
  flags=-Cembed-bitcode=yes
  flags+=$'\x1f'--remap-path-prefix=${CARGO_HOME:-${HOME:-}/.cargo}/registry/src=/crates
  flags+=$'\x1f'--remap-path-prefix=$work=/std
  (cd -- "$work" && env -u RUSTUP_TOOLCHAIN "PATH=/usr/bin:/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    CARGO_ENCODED_RUSTFLAGS="$flags" CARGO_TARGET_DIR="$work/target" \
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
  wanted=$(rust_at_least)
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

# Nothing but its own tests needs it: it is installed where it is asked for.
setup_thunderbird() {
  if first_of ${THUNDERBIRD:+"$THUNDERBIRD"} thunderbird >/dev/null; then already "Thunderbird: already there"; else install "Thunderbird" thunderbird; fi
}

setup() {
  setup_tools
  setup_chromium
  setup_firefox
  already "setup: done"
}

need_build_tools() {
  need_rust
  need_node_packages
  need_wasm_target || die "Rust has no wasm target: ./build.sh setup adds it"
}
