// Writes a recording whose stacks hardly repeat, as the text of perf script: 60,000 samples whose flame graph has over 400,000 nodes.
//   node benchmarks/explorer/recording.mjs > artifacts/explorer/large.perf
import process from 'node:process';

const SAMPLES = 60_000;
let seed = 42;
const random = below => Math.floor((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32 * below);

let text = '';
for (let i = 0; i < SAMPLES; i++) {
  const thread = random(16);
  const time = 1000 + i * 0.005;
  text += `worker-${thread} 100/${101 + thread} [00${thread % 4}] ${time.toFixed(6)}: 10101010 cpu-clock:\n`;
  // The first frames are those of few request types; the last ones differ almost every time.
  const frames = Array.from({ length: 14 }, (_, depth) => `service::Layer${depth}::handle${random(depth < 6 ? 1 : 2)}(Request const&)`);
  for (let depth = 0; depth < 8; depth++) frames.push(`library::Type${random(40)}::method${random(50)}(int, char const*)`);
  for (const name of frames.reverse()) text += `\t    7f0000001000 ${name}+0x10 (/opt/service/lib/libservice.so)\n`;
  text += '\n';
  if (text.length > 1 << 20) {
    process.stdout.write(text);
    text = '';
  }
}
process.stdout.write(text);
