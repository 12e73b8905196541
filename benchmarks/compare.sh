#!/usr/bin/env bash
# Makes the large inputs (in the temporary folder), measures everything that there is a goal for in one run, and prints it as
# Markdown. Takes some minutes and 6 GB of disk; what ran beside it shows in the numbers.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build --configuration Release --verbosity quiet benchmarks/FlameScope.Benchmarks >&2
src/FlameScope.Tool/pack.sh "$work" >&2
dotnet tool install FlameScope.Tool --source "$work" --tool-path "$work/tool" >&2

echo "Machine: $(nproc) CPUs, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(free -g | sed -n 's/^Mem: *\([0-9]*\).*/\1/p') GiB;" \
    "kernel $(uname -r); .NET SDK $(dotnet --version); load before: $(cut -d' ' -f1-3 /proc/loadavg)."
dotnet benchmarks/FlameScope.Benchmarks/bin/Release/net10.0/FlameScope.Benchmarks.dll compare "$work/tool/flamescope"
