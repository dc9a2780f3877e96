# shellcheck shell=bash
# The stages of `./build.sh test`, which reads this file and has the functions used here.

PASSED=0
FAILED=0
readonly LOGS=$TARGET/test-logs
readonly NOT_BUILT=$LOGS/build.failed

# Sums what cargo test and node --test say of themselves: "passed failed".
count_tests() {
  awk '/^test result:/ { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i - 1); if ($i ~ /^failed/) f += $(i - 1) } }
    /^(#|ℹ) pass [0-9]+$/ { p += $3 }
    /^(#|ℹ) (fail|cancelled) [0-9]+$/ { f += $3 }
    END { print p + 0, f + 0 }' "$1"
}

# What looks at dist/: after a failed build an older one would be judged.
needs_build() { case $1 in built-tests | types | lint-addon | browser-tests) ;; *) return 1 ;; esac; }

# stage NAME COMMAND…: runs it aside and leaves its report: the counts, then the line to print and
# what else there is to say. Never ends the script.
stage() {
  local name=$1 log=$LOGS/$1.log report=$LOGS/$1.report start=$SECONDS code=0 passed failed
  shift
  if needs_build "$name" && [ -e "$NOT_BUILT" ]; then
    printf '0 0\n%-14s not run: the build failed\n' "$name" >"$report"
    return
  fi
  set +e
  (set -e; export TERM=dumb NO_COLOR=1 RUST_BACKTRACE=0; "$@") >"$log" 2>&1 </dev/null
  code=$?
  set -e
  read -r passed failed < <(count_tests "$log")
  # A check without tests of its own is one; so is a runner that broke before it could count.
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ "$code" -eq 0 ] && [ "$passed" -eq 0 ]; then
    passed=1
    case $name in *-tests) code=1 passed=0 failed=1 && say "no test ran" >>"$log" ;; esac
  fi
  if [ "$name" = build ] && [ "$failed" -gt 0 ]; then : >"$NOT_BUILT"; fi
  {
    say "$passed $failed"
    if [ "$code" -eq 0 ] && [ "$failed" -eq 0 ]; then
      printf '%-14s ok      %5d s  %d\n' "$name" $((SECONDS - start)) "$passed"
    else
      printf '%-14s FAILED  %5d s  %d passed, %d failed\n' "$name" $((SECONDS - start)) "$passed" "$failed"
      # The end of it, and from the rest what names a failure.
      {
        head -n -60 "$log" | { grep -E '^ *(not ok|✖|test .* FAILED|error(\[|:))' || true; } | head -n 40
        tail -n 60 "$log"
      } | sed 's/^/    /'
      say "    (all of it: ${log#"$ROOT"/})"
    fi
  } >"$report.new"
  mv -- "$report.new" "$report"
}

# Prints the reports that have come in, and adds their counts.
print_reports() {
  local report passed failed
  for report in "$LOGS"/*.report; do
    [ -e "$report" ] || continue
    read -r passed failed <"$report"
    PASSED=$((PASSED + passed))
    FAILED=$((FAILED + failed))
    tail -n +2 "$report"
    rm -- "$report"
  done
}

LANES=()
stop_lanes() {
  local lane
  for lane in ${LANES[@]+"${LANES[@]}"}; do kill -TERM -- "-$lane" 2>/dev/null || true; done
}

# run_lanes 'STAGE…' 'STAGE…': the lanes beside each other, the stages of each one after the other
run_lanes() {
  local lane name
  # Each lane is a group of processes of its own, so that nothing of it is left over.
  set -m
  for lane in "$@"; do
    (for name in $lane; do run_stage "$name"; done) &
    LANES+=($!)
  done
  set +m
  trap 'stop_lanes; exit 130' INT TERM HUP
  while [ -n "$(jobs -r -p)" ]; do
    print_reports
    sleep 0.2
  done
  trap - INT TERM HUP
  LANES=()
  print_reports
}

# The fuzz targets are a workspace of their own, so that nothing else builds the fuzzer.
readonly FUZZ=crate/fuzz/Cargo.toml

rust_format() {
  cargo fmt --all --check
  cargo fmt --manifest-path "$FUZZ" --check
}

rust_clippy() {
  cargo clippy --workspace --all-targets -- -D warnings
  # With a path given, which nothing links, the fuzzer's C++ is not compiled.
  CUSTOM_LIBFUZZER_PATH=/not-linked/libfuzzer.a \
    cargo clippy --manifest-path "$FUZZ" --locked --all-targets -- -D warnings
}

npm_script() { npm --prefix tests run --silent "$@"; }

# The browser tests take longest and wait much: everything else runs beside them.
STAGES="lock-file format clippy clippy-wasm docs rust-tests build built-tests types lint lint-addon unit-tests browser-tests"
run_stage() {
  case $1 in
    # A lock file that does not fit would be mended in silence and other versions tested.
    lock-file) stage "$1" cargo metadata --locked --format-version 1 --quiet ;;
    format) stage "$1" rust_format ;;
    clippy) stage "$1" rust_clippy ;;
    clippy-wasm) stage "$1" "${WASM_CLIPPY[@]}" -p vigicolis-wasm -p vigicolis-qr --lib --target "$WASM_TARGET" -- -D warnings ;;
    docs) stage "$1" env RUSTDOCFLAGS='-D warnings' cargo doc --no-deps -p "$CRATE" -p vigicolis-compiler -p vigicolis-format -p vigicolis-qr --lib ;;
    rust-tests) stage "$1" cargo test --workspace --no-fail-fast ;;
    build) stage "$1" build ;;
    built-tests) stage "$1" node --test --test-reporter=spec tests/built/*.test.mjs ;;
    types) stage "$1" npm_script typecheck ;;
    lint) stage "$1" npm_script lint ;;
    lint-addon) stage "$1" npm_script lint:addon ;;
    unit-tests) stage "$1" npm_script test:unit ;;
    browser-tests) stage "$1" npm_script test:browser ;;
    corpus-tests) stage "$1" floors "$CORPUS" ;;
    *) die "no test stage '$1': ./build.sh test list names them" ;;
  esac
}

# Addresses only: the pages take long.
floors() {
  build_tool
  node tests/eval/run.mjs "$1" hosts --out "$TARGET/floors"
  VIGICOLIS_SCOREBOARD=$TARGET/floors/scoreboard.json node --test --test-reporter=spec tests/eval/floors.mjs
}

CORPUS=
run_tests() {
  local chosen=() first='' browsers='' others='' name
  while [ $# -gt 0 ]; do
    case $1 in
      --corpus)
        [ $# -ge 2 ] || die "--corpus wants a folder"
        CORPUS=$(corpus_path "$2")
        shift
        ;;
      list)
        say "$STAGES"
        return
        ;;
      *) chosen+=("$1") ;;
    esac
    shift
  done
  # shellcheck disable=SC2206 # words on purpose
  [ ${#chosen[@]} -gt 0 ] || chosen=($STAGES)
  for name in "${chosen[@]}"; do
    case " $STAGES " in *" $name "*) ;; *) die "no test stage '$name': ./build.sh test list names them" ;; esac
  done
  for name in "${chosen[@]}"; do
    [ "$name" != build ] || break
    if needs_build "$name"; then
      chosen=(build "${chosen[@]}")
      break
    fi
  done
  setup
  need_build_tools
  mkdir -p "$LOGS"
  rm -f -- "$LOGS"/*.report "$NOT_BUILT"
  if [ -n "$CORPUS" ]; then chosen+=(corpus-tests); fi
  for name in "${chosen[@]}"; do
    case $name in
      lock-file | format | build) first+=" $name" ;;
      browser-tests) browsers+=" $name" ;;
      *) others+=" $name" ;;
    esac
  done
  run_lanes "$first"
  run_lanes "$browsers" "$others"
  say "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}
