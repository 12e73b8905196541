#!/usr/bin/env bash
# Breaks the code on purpose, one small change at a time, and counts the changes that tests notice.
#
#   tests/mutants.sh [FIRST [LAST]]
#
# Works in a copy under artifacts/mutants. A mutant is a line of tests/mutants.txt. "killed" means that a test failed or the build did
# not pass; the exit code is the number of mutants that survived, at most 250.
set -uo pipefail
first=${1:-1}
last=${2:-100000}
here=$(cd "$(dirname "$0")/.." && pwd)
copy=$here/artifacts/mutants
rm -rf "$copy"
mkdir -p "$copy"
git -C "$here" ls-files -z | (cd "$here" && xargs -0 cp --parents -t "$copy")
build=(-c Release -v q --nologo -nodeReuse:false -m:1 -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -p:TreatWarningsAsErrors=false)

bin_of() {
  echo "$copy/tests/$1.Tests/bin/Release/net10.0"
}

# The tests that hold what a file promises: those of its room, and those that hold for all rooms together.
tests_of() {
  local core=FlameScope.Core.Tests
  case $1 in
    FlameScope.Core/Formats/* | FlameScope.Core/Samples/* | FlameScope.Core/HeatMaps/*)
      printf '%s\n' "$core.Samples.*" "$core.HeatMaps.*" '*PerfScriptReaderTests' '*PerfScriptFrameTests' '*PerfScriptFormatTests' '*IdleTests' \
        '*RoundTripTests' '*VariantTests' '*LayoutDetectorTests' '*KindTests' '*CaseTests' '*CrossedPartsTests' '*HeatMapOracleTests' \
        '*FoldedOracleTests' '*CoverageTests' '*InvariantTests' '*DurationTests'
      ;;
    FlameScope.Core/*)
      local room=${1#FlameScope.Core/}
      printf '%s\n' "$core.${room%%/*}.*" "$core.Corpus.*" '*InvariantTests' '*DurationTests'
      ;;
    *)
      printf '%s\n' '*'
      ;;
  esac
}

run_tests() {
  local project=${1%%/*} arguments=()
  while read -r class; do
    arguments+=(-class "$class")
  done < <(tests_of "$1")
  timeout 600 dotnet "$(bin_of "$project")/$project.Tests.dll" "${arguments[@]}" -stopOnFail > "$copy/test.log" 2>&1
}

mutants() {
  local number=0
  while IFS= read -r line; do
    [[ -z $line || $line == \#* ]] && continue
    number=$((number + 1))
    [[ $number -lt $first || $number -gt $last ]] || printf '%s\t%s\n' "$number" "$line"
  done < "$here/tests/mutants.txt"
}

for project in $(mutants | cut -f2 | cut -d/ -f1 | sort -u); do
  dotnet build "$copy/tests/$project.Tests" "${build[@]}" > "$copy/build.log" 2>&1 || { cat "$copy/build.log"; exit 255; }
done
for room in $(mutants | cut -f2 | cut -d/ -f1,2 | sort -u); do
  run_tests "$room/" || { echo "the tests of $room fail without any mutant"; tail -40 "$copy/test.log"; exit 255; }
done

killed=0
survived=0
while IFS= read -r line; do
  number=${line%%$'\t'*} rest=${line#*$'\t'}
  file=${rest%%$'\t'*} change=${rest#*$'\t'}
  from=${change%%$'\t'*} to=${change#*$'\t'}
  project=${file%%/*}
  source=$copy/src/$file
  cp "$source" "$copy/original"
  FROM=$from TO=$to perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/ or exit 3' "$source"
  if cmp -s "$source" "$copy/original"; then
    echo "$number ABSENT   $file: $from"
    continue
  fi

  if ! dotnet build "$copy/src/$project" "${build[@]}" --no-restore > "$copy/build.log" 2>&1; then
    echo "$number killed   (build) $file: $from -> $to"; killed=$((killed + 1))
  elif cp "$copy/src/$project/bin/Release/net10.0/$project.dll" "$(bin_of "$project")/" && ! run_tests "$file"; then
    echo "$number killed   $file: $from -> $to"; killed=$((killed + 1))
  else
    echo "$number SURVIVED $file: $from -> $to"; survived=$((survived + 1))
  fi
  cp "$copy/original" "$source"
done < <(mutants)
echo "$killed killed, $survived survived"
exit $((survived < 250 ? survived : 250))
