#!/usr/bin/env bash
# Every check of the project: `npm test`. One line a step, the output of a step that failed, and the count at the end.
# A step that fails stops none of the others.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# The tools and the Node of package.json, also where this file is run without npm.
export PATH="$PWD/node_modules/.bin:$PATH"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
report="$scratch/report.json"

passed=0
failed=0

# Runs a command under the name of its step: shows its output only where it fails, and fails with it.
show() {
  local name=$1
  shift
  if "$@" >"$scratch/output" 2>&1 </dev/null; then
    printf '%-10s ok\n' "$name"
  else
    printf '%-10s FAILED\n' "$name"
    cat "$scratch/output"
    return 1
  fi
}

# A step that counts as one.
step() {
  if show "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

step 'format' oxfmt --check .
step 'lint' npm run --silent lint
step 'types' npm run --silent types
step 'dead code' npm run --silent dead
step 'walls' vitest run tests/architecture tests/project-text.test.ts

# The step of which each test counts.
if show 'tests' vitest run --exclude 'tests/architecture*' --exclude 'tests/architecture/**' \
  --exclude tests/project-text.test.ts --reporter=default --reporter=json --outputFile.json="$report"; then
  ran=ok
else
  ran=FAILED
fi
counts=$(node tests/count-results.ts "$report" "$ran") || counts='0 1 0'
read -r tests_passed tests_failed skipped <<<"$counts"
passed=$((passed + tests_passed))
failed=$((failed + tests_failed))
if [ $((tests_passed + tests_failed)) -eq 0 ]; then
  echo 'No test ran.'
  failed=$((failed + 1))
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
