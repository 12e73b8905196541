#!/usr/bin/env bash
# Measures .NET traces: how fast a large one is read, beside Microsoft's TraceEvent; the whole command, cold; and what recording costs a service.
#   benchmarks/nettrace/run.sh [MEGABYTES] [all|read|cold|service]
set -euo pipefail
cd "$(dirname "$0")/../.."
megabytes=${1:-64}
what=${2:-all}
out=artifacts/nettrace
trace=$out/busy-$megabytes.nettrace
mkdir -p "$out"
wanted() { [ "$what" = all ] || [ "$what" = "$1" ]; }

# On one core, without collections in the background and without code that is compiled anew in the middle.
one_core() { taskset -c "${CORE:-0}" env DOTNET_gcConcurrent=0 DOTNET_gcServer=0 "$@"; }

dotnet build benchmarks/nettrace -c Release -v q --nologo
app=benchmarks/nettrace/bin/Release/net10.0/nettrace.dll
[ -s "$trace" ] || dotnet "$app" make "$trace" "$megabytes"

if wanted read; then
  printf '\n== warm, one core\n'
  one_core dotnet "$app" measure "$trace" 5
fi

if wanted cold; then
  printf '\n== the whole command, cold, to the heat map\n'
  if command -v clang > /dev/null || command -v gcc > /dev/null; then
    [ -x "$out/tool/flamescope" ] || dotnet publish src/FlameScope.Tool -c Release -p:PublishAot=true -o "$out/tool" -v q --nologo
    command="$out/tool/flamescope"
  else
    dotnet build src/FlameScope.Tool -c Release -v q --nologo
    command='dotnet src/FlameScope.Tool/bin/Release/net10.0/flamescope.dll'
  fi
  for _ in 1 2 3 4 5; do
    python3 - $command heatmap "$trace" --format json << 'PY'
import os, subprocess, sys, time
start = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(f'wall {time.monotonic() - start:.3f} s, CPU {usage.ru_utime + usage.ru_stime:.3f} s, peak {usage.ru_maxrss / 1024:.0f} MiB, blocks written {usage.ru_oublock}, exit {os.waitstatus_to_exitcode(status)}')
PY
  done
fi

if wanted service; then
  printf '\n== a loaded service that records itself for 10 s\n'
  dotnet build samples/OrderService -c Release -v q --nologo
  service=samples/OrderService/bin/Release/net10.0/OrderService.dll
  dotnet "$service" > "$out/service.log" 2>&1 &
  server=$!
  trap 'kill $server' EXIT
  sleep 4
  load() { dotnet "$service" --load http://127.0.0.1:5080 --seconds 10 --clients 32 | tail -1; }
  load > /dev/null
  cpu() { awk '{ print ($14 + $15) / 100 }' "/proc/$server/stat"; }
  for round in 1 2 3; do
    before=$(cpu); printf 'round %s without  ' "$round"; load; after=$(cpu)
    echo "  CPU of the service: $(echo "$after - $before" | bc) s"
    curl -s -o /dev/null -X POST http://127.0.0.1:5080/diagnostics/api/recordings --json '{"duration": 10}'
    before=$(cpu); printf 'round %s recorded ' "$round"; load; after=$(cpu)
    echo "  CPU of the service: $(echo "$after - $before" | bc) s"
    sleep 3
    curl -s http://127.0.0.1:5080/diagnostics/api/recordings | python3 -c 'import json, sys; r = json.load(sys.stdin)["recordings"][0]; print("  reader", r["readerMilliseconds"], "ms of CPU,", r["bytes"], "bytes,", r["end"])'
  done
fi
