#!/usr/bin/env bash
# Breaks the parser and the semantics on purpose, one small change at a time, and counts the changes that tests notice.
#
#   tests/mutants.sh [FIRST [LAST]]
#
# Works in a copy under artifacts/mutants. A mutant is a line of tests/mutants.txt: file | text | replacement. "killed" means
# that a test failed or the build did not pass; the exit code is the number of mutants that survived.
set -uo pipefail
first=${1:-1}
last=${2:-1000}
here=$(cd "$(dirname "$0")/.." && pwd)
copy=$here/artifacts/mutants
rm -rf "$copy"
mkdir -p "$copy"
git -C "$here" ls-files -z | (cd "$here" && xargs -0 cp --parents -t "$copy")
build=(-c Release -v q --nologo -nodeReuse:false -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -p:TreatWarningsAsErrors=false)
dotnet build "$copy/tests/FlameScope.Core.Tests" "${build[@]}" > "$copy/build.log" 2>&1 || { cat "$copy/build.log"; exit 255; }
bin=$copy/tests/FlameScope.Core.Tests/bin/Release/net10.0
tests=(-class '*PerfScriptReaderTests' -class '*PerfScriptFrameTests' -class '*PerfScriptFormatTests' -class '*HeatMapTests'
  -class '*IdleTests' -class '*RoundTripTests' -class '*VariantTests' -class '*LayoutDetectorTests' -class '*KindTests' -class '*CaseTests' -class '*CrossedPartsTests' -class '*HeatMapOracleTests' -class '*FoldedOracleTests' -class '*CoverageTests' -stopOnFail)
if ! timeout 300 dotnet "$bin/FlameScope.Core.Tests.dll" "${tests[@]}" > "$copy/base.log" 2>&1; then
  echo "the tests fail without any mutant"; tail -40 "$copy/base.log"; exit 255
fi

killed=0
survived=0
number=0
while IFS='|' read -r file from to; do
  [[ -z $file || $file == \#* ]] && continue
  number=$((number + 1))
  [[ $number -lt $first || $number -gt $last ]] && continue
  source=$copy/src/FlameScope.Core/$file
  cp "$source" "$copy/original"
  FROM=$from TO=$to perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/ or exit 3' "$source"
  if cmp -s "$source" "$copy/original"; then
    echo "$number ABSENT   $file: $from"
    continue
  fi

  if ! dotnet build "$copy/src/FlameScope.Core" "${build[@]}" --no-restore > "$copy/build.log" 2>&1; then
    echo "$number killed   (build) $file: $from -> $to"; killed=$((killed + 1))
  elif cp "$copy/src/FlameScope.Core/bin/Release/net10.0/FlameScope.Core.dll" "$bin/" \
      && ! timeout 180 dotnet "$bin/FlameScope.Core.Tests.dll" "${tests[@]}" > "$copy/test.log" 2>&1; then
    echo "$number killed   $file: $from -> $to"; killed=$((killed + 1))
  else
    echo "$number SURVIVED $file: $from -> $to"; survived=$((survived + 1))
  fi
  cp "$copy/original" "$source"
done < "$here/tests/mutants.txt"
echo "$killed killed, $survived survived"
exit "$survived"
