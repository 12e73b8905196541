// What strangers do to the server, and what it answers:
//
//   node attack.mjs crowd ADDRESS SECONDS CONNECTIONS SMALL LARGE   many clients, each asking for a small view every second, while a large profile loads and after
//   node attack.mjs patterns ADDRESS SECONDS PROFILE                regular expressions made to cost, four at a time
//
// Prints statuses and times. Exits with 1 where the server answers with anything but 200, 202, 304, 400 or 503 with Retry-After, or not at all.
import http from 'node:http';

const [, , mode, address, seconds, ...rest] = process.argv;
const base = new URL(address.endsWith('/') ? address : `${address}/`);
const end = performance.now() + Number(seconds) * 1000;
const tallies = new Map();
let failures = 0;

function ask(path, agent) {
  return new Promise(resolve => {
    const start = performance.now();
    const request = http.get(new URL(path, base), { agent, timeout: 120_000 }, response => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, retry: response.headers['retry-after'], took: performance.now() - start }));
      response.on('error', error => resolve({ status: error.code, took: performance.now() - start }));
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'TIMEOUT' })));
    request.on('error', error => resolve({ status: error.code, took: performance.now() - start }));
  });
}

function note(phase, answer) {
  const isGood = [200, 202, 304, 400].includes(answer.status) || (answer.status === 503 && answer.retry !== undefined);
  failures += isGood ? 0 : 1;
  const tally = tallies.get(phase) ?? { statuses: {}, times: [] };
  tallies.set(phase, tally);
  tally.statuses[answer.status] = (tally.statuses[answer.status] ?? 0) + 1;
  if (answer.status === 200 || answer.status === 400) tally.times.push(answer.took);
}

function tell() {
  for (const [phase, { statuses, times }] of tallies) {
    times.sort((one, other) => one - other);
    const at = share => times.length ? Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]) : '-';
    console.log(`${phase}: ${JSON.stringify(statuses)}; answered in p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`);
  }
  console.log(failures ? `${failures} answers that must not be` : 'no other answers');
}

const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

async function crowd(connections, small, large) {
  let isLoaded = false;
  const views = ['heatmap?', 'top?', 'flame?from=7.2&to=7.6&', 'profiles?limit=5&'];
  const watch = (async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await wait(2_000);
    const start = performance.now();
    while (performance.now() < end && !isLoaded) {
      const answer = await ask(`api/heatmap?profile=${large}`, agent);
      isLoaded = answer.status === 200;
      if (!isLoaded) await wait(500);
    }
    console.log(`large profile ${isLoaded ? `answered after ${((performance.now() - start) / 1000).toFixed(1)} s` : 'not answered'}`);
  })();
  const client = async number => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await wait(Math.random() * 1_000);
    for (let turn = number; performance.now() < end; turn++) {
      const started = performance.now();
      const view = views[turn % views.length];
      const phase = isLoaded ? 'loaded' : 'loading';
      note(phase, await ask(`api/${view}${view.startsWith('profiles') ? '' : `profile=${small}`}`, agent));
      await wait(Math.max(0, 1_000 - (performance.now() - started)));
    }
  };
  await Promise.all([watch, ...Array.from({ length: connections }, (_, number) => client(number))]);
}

// Pieces that make automata large, slow to build, or slow to match, put together at random from a seed.
async function patterns(profile) {
  let seed = 7;
  const random = most => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % most; };
  const pieces = [
    () => `(.*(a|x).{${100 + random(300)}}b)`, () => `[a-z]{${random(2000)}}`, () => `(a|b|ab){1,${random(200)}}`, () => '(a+)+$', () => '(.*)*', () => '(\\w+\\s?)*',
    () => `(${'a?'.repeat(random(60))}${'a'.repeat(random(60))})`, () => `((((x{1,${random(40)}}){1,${random(40)}}){1,10}){1,10})`, () => '(?i)\\p{L}{50}', () => '(.|\\n)*',
    () => `[^${String.fromCodePoint(0x4e00 + random(2000))}]{${random(300)}}`, () => '(?:(?:(?:(?:.?){9}){9}){9})', () => `(${Array.from({ length: random(64) }, (_, i) => `w${i}`).join('|')})+`,
    () => '\\b\\w*\\b.*\\b\\w*\\b', () => '.{1,64}.{1,64}', () => '(?=x)', () => '\\1', () => '[', () => '^.*.*.*.*=.*$',
  ];
  const client = async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (performance.now() < end) {
      const pattern = Array.from({ length: 1 + random(3) }, () => pieces[random(pieces.length)]()).join(['', '|', '.*'][random(3)]);
      note('patterns', await ask(`api/top?profile=${profile}&${['frame', 'command', 'excludeFrame', 'hide'][random(4)]}=${encodeURIComponent(`/${pattern}/`)}`, agent));
    }
  };
  const small = async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (performance.now() < end) {
      note('a view beside them', await ask(`api/top?profile=${profile}`, agent));
      note('the list beside them', await ask('api/profiles', agent));
      await wait(100);
    }
  };
  await Promise.all([client(), client(), client(), client(), small()]);
}

if (mode === 'crowd') await crowd(Number(rest[0]), rest[1], rest[2]);
else await patterns(rest[0]);
tell();
process.exit(failures ? 1 : 0);
