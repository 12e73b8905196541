#!/usr/bin/env bash
# Records real programs with perf, prints each recording by perf script, and tries that both give the same store, names included.
#
#   tests/recordings.sh [FOLDER, by default artifacts/recordings]
#
# What is not installed is left out, and said: perf, g++, rustc, go, java, node, python3.12 (PYTHON names another), dotnet. As root, or with
# kernel.perf_event_paranoid=-1 and kernel.kptr_restrict=0. About a minute, and as long again for the comparison.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
repository=$PWD
folder=$(realpath -m "${1:-artifacts/recordings}")
mkdir -p "$folder/programs" && cd "$folder" || exit 1
rm -f -- *.perf.data *.perf.txt
command -v perf > /dev/null || { echo '** no perf'; exit 1; }

# Records a command, or what the other options say, as NAME.perf.data.
record() {
  local name=$1
  shift
  perf record --quiet -e cpu-clock -F 999 -g -k CLOCK_MONOTONIC -o "$name.perf.data" "$@" > /dev/null 2> "$name.log" || true
  [ -s "$name.perf.data" ] || { echo "** $name: perf recorded nothing ($name.log)"; return; }
  print "$name" "$name.perf.data"
}

print() {
  perf script --no-inline --ns -F +pid -i "$2" > "$1.perf.txt" 2> "$1.script.log"
  printf '%-12s %8s samples\n' "$1" "$(grep -c 'cpu-clock' "$1.perf.txt")"
}

# A runtime that writes a dump is compared with what perf makes of the dump; FlameScope reads it itself.
record_dump() {
  record "$@"
  [ -s "$1.perf.data" ] && perf inject --jit -i "$1.perf.data" -o "$1.injected" 2> /dev/null && print "$1" "$1.injected"
}

has() {
  command -v "$1" > /dev/null || { echo "** $1 is not installed: left out"; return 1; }
}

cat > programs/work.rs << 'END'
use std::collections::HashMap;
trait Shape { fn area(&self, n: u64) -> u64; }
struct Square; struct Round<T>(T);
impl Shape for Square { fn area(&self, n: u64) -> u64 { (0..n).fold(0, |a, b| a ^ b.wrapping_mul(b)) } }
impl<T: Into<u64> + Copy> Shape for Round<T> { fn area(&self, n: u64) -> u64 { (0..n).map(|x| x % (self.0.into() + 3)).sum() } }
fn main() {
    let end = std::time::Instant::now() + std::time::Duration::from_millis(2500);
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square), Box::new(Round(7u32)), Box::new(Round(9u64))];
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut i = 0u64;
    while std::time::Instant::now() < end {
        let area = shapes[(i % 3) as usize].area(2000 + i % 7);
        *seen.entry(format!("shape {}", area % 500)).or_default() += area;
        i += 1;
    }
    println!("{}", seen.len());
}
END
cat > programs/work.go << 'END'
package main

import ("fmt"; "sort"; "strings"; "sync"; "time")

type stage interface{ run(n int) int }
type sorting struct{}
type joining[T any] struct{ value T }

func (sorting) run(n int) int { a := make([]int, n); for i := range a { a[i] = (i * 7919) % n }; sort.Ints(a); return a[n/2] }
func (j joining[T]) run(n int) int { return len(strings.Repeat(fmt.Sprint(j.value), n)) }

func main() {
	var group sync.WaitGroup
	end := time.Now().Add(2500 * time.Millisecond)
	for worker := 0; worker < 3; worker++ {
		group.Add(1)
		go func() {
			defer group.Done()
			stages := []stage{sorting{}, joining[string]{"ab"}, joining[int]{12}}
			for i := 0; time.Now().Before(end); i++ { stages[i%3].run(1000 + i%17) }
		}()
	}
	group.Wait()
}
END
cat > programs/Work.java << 'END'
import java.util.*;
import java.util.stream.*;
public class Work {
    interface Stage { long run(int n); }
    static long sorted(int n) { return new Random(n).ints(n).boxed().sorted().mapToLong(x -> x).sum(); }
    static long joined(int n) { StringBuilder b = new StringBuilder(); for (int i = 0; i < n; i++) b.append(i); return b.toString().hashCode(); }
    public static void main(String[] arguments) {
        List<Stage> stages = List.of(Work::sorted, Work::joined, n -> IntStream.range(0, n).mapToObj(Integer::toString).collect(Collectors.joining()).length());
        long end = System.nanoTime() + 3_000_000_000L, sum = 0;
        for (int i = 0; System.nanoTime() < end; i++) sum += stages.get(i % 3).run(500 + i % 13);
        System.out.println(sum);
    }
}
END
cat > programs/work.js << 'END'
const end = Date.now() + 2500;
class Stage { constructor(f) { this.f = f; } run(n) { return this.f(n); } }
const stages = [n => JSON.stringify([...Array(n).keys()]).length, n => [...Array(n).keys()].map(x => x * 7919 % n).sort((a, b) => a - b)[0], n => /(a+)+b/.test('a'.repeat(12) + 'c' + n)];
let sum = 0;
for (let i = 0; Date.now() < end; i++) sum += Number(new Stage(stages[i % 3]).run(300 + i % 11));
console.log(sum);
END
cat > programs/work.py << 'END'
import json, time
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
class Stage:
    def run(self, n): return len(json.dumps([{"n": i, "text": str(i)} for i in range(n)]))
end = time.monotonic() + 2.5
i = 0
while time.monotonic() < end:
    fib(12); Stage().run(50 + i % 7); i += 1
END

if has g++ && g++ -std=c++17 -O1 -fno-omit-frame-pointer -pthread -o programs/busy "$repository/benchmarks/recordings/busy.cpp"; then
  record cpp ./programs/busy 2 2
  ./programs/busy 4 2 > /dev/null &
  busy=$!
  sleep 0.5
  record attach -p "$busy" -- sleep 1.5
  wait "$busy"
fi
has rustc && rustc -C opt-level=2 -C force-frame-pointers=yes -o programs/work-rust programs/work.rs 2> /dev/null && record rust ./programs/work-rust
has go && go build -o programs/work-go programs/work.go 2> programs/go.log && record go ./programs/work-go
if has java && has javac && javac -d programs programs/Work.java; then
  record java-map java -XX:+UnlockDiagnosticVMOptions -XX:+DumpPerfMapAtExit -XX:+PreserveFramePointer -cp programs Work
  agent=$(find /usr/lib /usr/libexec -name libperf-jvmti.so 2> /dev/null | head -1)
  if [ -n "$agent" ]; then
    record_dump java-dump java -agentpath:"$agent" -XX:+PreserveFramePointer -cp programs Work
  else
    echo '** no libperf-jvmti.so: Java with a dump is left out'
  fi
fi
if has node; then
  record node-map node --perf-basic-prof --interpreted-frames-native-stack programs/work.js
  record_dump node-dump node --perf-prof --interpreted-frames-native-stack programs/work.js
fi
python=
for candidate in "${PYTHON:-}" python3 python3.12 python3.13 "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python3; do
  "${candidate:-false}" -X perf -c '' 2> /dev/null && python=$candidate && break
done
if [ -n "$python" ]; then
  record python "$python" -X perf programs/work.py
else
  echo '** no Python 3.12 with -X perf: left out'
fi
program=$repository/src/FlameScope.Tool/bin/Release/net10.0/flamescope.dll
if has dotnet && [ -e "$program" ]; then
  DOTNET_EnableWriteXorExecute=0 DOTNET_PerfMapEnabled=3 record dotnet-map dotnet "$program" flame "$repository/samples/profiles/orders.perf.gz"
  DOTNET_EnableWriteXorExecute=0 DOTNET_PerfMapEnabled=2 record_dump dotnet-dump dotnet "$program" flame "$repository/samples/profiles/orders.perf.gz"
fi
record all -a -- sleep 1.5
record short -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do ls -lR /usr/include > /dev/null; done'
record switches --switch-events -- sh -c 'for i in 1 2 3; do ls -lR /usr/include | sort | uniq -c > /dev/null; done'

cd "$repository" || exit 1
FLAMESCOPE_RECORDINGS=$folder dotnet test tests/FlameScope.Core.Tests --configuration Release --filter "FullyQualifiedName~FreshRecordingTests"
