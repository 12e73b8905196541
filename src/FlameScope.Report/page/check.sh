#!/usr/bin/env bash
# Everything that must hold of the page before a change goes in: types, lint, unit tests, and that what is committed is what the sources
# give, byte for byte. Needs node and npm; whoever has none is not kept from building everything else.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

not_checked() {
  printf '** %s: the page is NOT CHECKED (types, lint, unit tests, and whether what is committed is what its sources give)\n' "$1"
  exit 0
}

if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
  not_checked 'no node and npm'
fi

# The lock file says what belongs here; what has it already is left as it is.
if ! cmp --silent package-lock.json node_modules/.installed-from; then
  if ! npm ci --no-progress --loglevel=error; then
    npm ping --fetch-retries=0 --fetch-timeout=5000 > /dev/null 2>&1 || not_checked 'no package registry'
    exit 1
  fi
  cp package-lock.json node_modules/.installed-from
fi

failed=0
check() {
  printf -- '-- %s\n' "$1"
  shift
  "$@" || failed=1
}
check 'types' npm run --silent types
check 'lint' npm run --silent lint
check 'unit tests' npm run --silent test
check 'built files' node build.mjs --check
exit "$failed"
