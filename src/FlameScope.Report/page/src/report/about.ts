// What a report says of itself, as text.
import type { About } from '../data/source';
import type { Head, PackedProfile } from './container';

const WORDS: Readonly<Record<string, string>> = { name: 'File', bytes: 'Size', sha256: 'SHA-256', generatedBy: 'Written by' };

export const aboutOf = ({ title, notes, start, generator, profiles }: Head): About => ({ title, notes: notes ?? '', start: start ?? {}, generator, recordings: profiles.map(recordingOf) });

const recordingOf = ({ info, file, leftOut, account }: PackedProfile): About['recordings'][number] => ({
  name: info.name,
  facts: Object.entries(file ?? {}).filter(([, value]) => value !== null && value !== '').map(([key, value]) => [WORDS[key] ?? key, key === 'bytes' ? `${value} bytes` : String(value)]),
  leftOut, account,
});
