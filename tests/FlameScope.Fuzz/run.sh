#!/usr/bin/env bash
# Fuzzes one target with AFL++ for some seconds: run.sh TARGET SECONDS
#
# TARGET is reader, loader, export, names, patterns …: `dotnet run --project tests/FlameScope.Fuzz -- targets` lists them. Needs afl-fuzz (apt-get install afl++) and the .NET SDK; installs SharpFuzz's
# instrumentation tool beside the results, under artifacts/fuzz. Ends with 1 if something was found.
set -euo pipefail
target=${1:?target, such as reader}
seconds=${2:?seconds to run}
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../.." && pwd)/artifacts/fuzz
app=$out/app
seeds=$out/seeds-$target
mkdir -p "$out"

rm -rf "$app"
dotnet build "$here" -c Release -o "$app" -v q --nologo
if [ ! -x "$out/tools/sharpfuzz" ]; then
  dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$out/tools"
fi

"$out/tools/sharpfuzz" "$app/FlameScope.Core.dll"
"$out/tools/sharpfuzz" "$app/FlameScope.Formats.Protobuf.dll"
dotnet "$app/FlameScope.Fuzz.dll" seed "$target" "$seeds"

export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
export DOTNET_TieredPGO=0
results=$out/$target
input=$seeds
if [ -d "$results/default/queue" ]; then
  input=-
fi

afl-fuzz -i "$input" -o "$results" -x "$here/perf-script.dict" -m none -t 10000 -V "$seconds" \
  dotnet "$app/FlameScope.Fuzz.dll" afl "$target" > "$results.log" 2>&1 || { tail -20 "$results.log"; exit 1; }
grep -E '^(run_time|execs_done|corpus_count|corpus_found|edges_found|total_edges|bitmap_cvg|saved_crashes|saved_hangs|stability) ' \
  "$results/default/fuzzer_stats"
[ -z "$(find "$results/default/crashes" "$results/default/hangs" -type f -not -name README.txt)" ]
