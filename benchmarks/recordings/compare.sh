#!/usr/bin/env bash
# Measures the way from a perf.data to the heat map beside what else reads one: whole cold processes, taking turns.
#
#   benchmarks/recordings/compare.sh [--rounds N, by default 5] [--file RECORDING] [--seconds N, how long to record, by default 20]
#
# Without --file, perf records four busy threads in three processes (busy.cpp) until there are at least 60 MB; as root, or with
# kernel.perf_event_paranoid=-1. Needs perf and g++; hotspot's perfparser (Debian: hotspot) takes part where it is installed.
# Prints a table: the least time and CPU time of each, and how many times as long as flamescope it takes.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=5
seconds=20
recording=
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=${2:?a number}; shift 2 ;;
    --file) recording=$(realpath "${2:?a recording}"); shift 2 ;;
    --seconds) seconds=${2:?a number}; shift 2 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done

work=artifacts/recordings-compared
mkdir -p "$work"
if [ -z "$recording" ]; then
  g++ -std=c++17 -O1 -fno-omit-frame-pointer -g -pthread -o "$work/busy" benchmarks/recordings/busy.cpp
  recording=$PWD/$work/busy.perf.data
  for ((size = 0; size < 60000000; seconds *= 2)); do
    perf record --quiet -e cpu-clock -F 20000 --call-graph fp -m 2048 -o "$recording" -- \
      sh -c "'$work/busy' $seconds 1 & '$work/busy' $seconds 1 & '$work/busy' $seconds 2 & wait" > /dev/null
    size=$(stat -c %s "$recording")
  done
fi

flamescope=$work/publish/flamescope
if [ ! -x "$flamescope" ] || [ -n "$(find src -name '*.cs' -newer "$flamescope" -print -quit)" ]; then
  # As src/FlameScope.Tool/pack.sh ships it.
  dotnet publish src/FlameScope.Tool --configuration Release --verbosity quiet --runtime linux-x64 --artifacts-path "$work/build" --output "$work/publish" \
    -p:PublishAot=true -p:OptimizationPreference=Speed -p:IlcTreatWarningsAsErrors=false > "$work/publish.log"
fi

parser=$(find /usr/lib /usr/libexec /usr/bin -name hotspot-perfparser 2> /dev/null | head -1)
kernel=$(find ~/.debug/'[kernel.kallsyms]' -name kallsyms 2> /dev/null | head -1 || true)
names=('flamescope heatmap' 'flamescope heatmap, no names' 'perf script' 'perf script | flamescope')
commands=(
  "'$flamescope' heatmap '$recording'"
  "'$flamescope' heatmap - < '$recording'"
  "perf script -i '$recording'"
  "perf script --no-inline -F +pid -i '$recording' | '$flamescope' heatmap -"
)
if [ -n "$parser" ]; then
  names+=("hotspot's perfparser")
  commands+=("'$parser' --input '$recording' --output /dev/null --max-frames 1024 ${kernel:+--kallsyms '$kernel'}")
fi

declare -A wall cpu
for ((round = 0; round <= rounds; round++)); do
  for i in "${!names[@]}"; do
    read -r passed used < <({ TIMEFORMAT='%R %U %S'; time bash -c "${commands[$i]}" > /dev/null 2>&1; } 2>&1 | awk '{ print $1, $2 + $3 }')
    # The first round only brings files into the page cache.
    if [ "$round" -gt 0 ]; then
      wall[$i]=$(printf '%s\n%s\n' "${wall[$i]:-$passed}" "$passed" | sort -g | head -1)
      cpu[$i]=$(printf '%s\n%s\n' "${cpu[$i]:-$used}" "$used" | sort -g | head -1)
    fi
  done
done

printf '%s, %s; %s; load %s; %s bytes, %s samples; the least of %s rounds\n\n' \
  "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)" "$(nproc) CPUs" "$(perf --version)" "$(cut -d' ' -f1 /proc/loadavg)" \
  "$(stat -c %s "$recording")" "$("$flamescope" info "$recording" 2> /dev/null | awk '$1 == "samples" { print $2 }')" "$rounds"
printf '| what | s | CPU s | × flamescope, time | × flamescope, CPU |\n| --- | ---: | ---: | ---: | ---: |\n'
for i in "${!names[@]}"; do
  awk -v name="${names[$i]}" -v wall="${wall[$i]}" -v cpu="${cpu[$i]}" -v own="${wall[0]}" -v ownCpu="${cpu[0]}" \
    'BEGIN { printf "| `%s` | %.3f | %.3f | %.1f | %.1f |\n", name, wall, cpu, wall / own, cpu / ownCpu }'
done
