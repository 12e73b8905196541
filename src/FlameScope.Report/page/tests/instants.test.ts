import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timeIn } from '../src/text/instants';

// The origin of this one is 19:42:14.1201498.
const PROFILE = { origin: '4625000000000', wallClockAtOrigin: '2026-11-22T19:42:14.1201498Z', firstSample: 683_402_000 };
const UNTIED = { ...PROFILE, wallClockAtOrigin: null };

describe('a time as people type it', () => {
  const forms: readonly (readonly [text: string, ns: number])[] = [
    ['7.2', 7_200_000_000],
    ['.5', 500_000_000],
    ['0', 0],
    ['7.000000001', 7_000_000_001],
    ['@4625.3', 300_000_000],
    ['@4632', 7_000_000_000],
    ['19:42:21', 6_879_850_200],
    ['19:42:21Z', 6_879_850_200],
    ['19:42:21.5', 7_379_850_200],
    ['19:43', 45_879_850_200],
    ['2026-11-22T19:42:21Z', 6_879_850_200],
    ['2026-11-22 19:42:21', 6_879_850_200],
    ['2026-11-22T21:42:21+02:00', 6_879_850_200],
    ['2026-11-22T14:12:21-05:30', 6_879_850_200],
  ];
  for (const [text, ns] of forms) it(`${text} is found in the profile`, () => assert.equal(timeIn(text, PROFILE), ns));

  it('a time of day before the recording is one of the next day', () => {
    assert.equal(timeIn('19:42:13', PROFILE), 86_400e9 - 1_120_149_800);
    // The recording starts somewhere inside the second that its user reads off a log.
    assert.equal(timeIn('19:42:14', PROFILE), -120_149_800);
  });

  for (const text of ['', 'x', '-1', '7.', '25:00', '19:60', '19:42:61', '2026-13-01T00:00', '@', '1e3', '7,2', '7.0000000001']) {
    it(`'${text}' is none`, () => assert.equal(timeIn(text, PROFILE), null));
  }

  it('the wall clock is nowhere in a profile that does not tell of it', () => {
    assert.equal(timeIn('19:42:21', UNTIED), null);
    assert.equal(timeIn('2026-11-22T19:42:21Z', UNTIED), null);
    assert.equal(timeIn('@4625.3', UNTIED), 300_000_000);
  });
});
