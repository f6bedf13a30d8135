// The type of en.ts already demands every key; this says that none was left Dutch or empty by accident.
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { nl } from './nl';
import { age, hhmmss, length, moment } from './time';

function leaves(value: unknown, path: string, out: Map<string, unknown>): Map<string, unknown> {
  if (value !== null && typeof value === 'object') for (const [key, inner] of Object.entries(value)) leaves(inner, `${path}.${key}`, out);
  else out.set(path, value);
  return out;
}

describe('texts', () => {
  const dutch = leaves(nl, '', new Map());
  const english = leaves(en, '', new Map());
  it('both languages have the same keys, of the same kind', () => {
    expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort());
    for (const [key, value] of dutch) expect(typeof english.get(key), key).toBe(typeof value);
  });
  it('no text is empty', () => {
    for (const [key, value] of [...dutch, ...english]) if (typeof value === 'string') expect(value.trim(), key).not.toBe('');
  });
});

describe('time in Amsterdam', () => {
  it('is 24 hours, in summer and winter time', () => {
    expect(hhmmss(Date.parse('2026-06-27T22:05:09Z'))).toBe('00:05:09');
    expect(hhmmss(Date.parse('2026-12-01T12:00:00Z'))).toBe('13:00:00');
  });
  it('names the day when it is not today', () =>
    expect(moment(Date.parse('2026-06-26T12:00:00Z'), Date.parse('2026-06-27T12:00:00Z'))).toBe('vr 26 jun 14:00'));
  it('the hour that is twice there shows the same clock', () =>
    expect([hhmmss(Date.parse('2026-10-25T00:30:00Z')), hhmmss(Date.parse('2026-10-25T01:30:00Z'))]).toEqual(['02:30:00', '02:30:00']));
  it('lengths and ages', () => {
    expect([length(134_000), length(3_725_000)]).toEqual(['2:14', '1:02:05']);
    expect([age(6000), age(26 * 60_000), age(3 * 3_600_000 + 120_000), age(3 * 86_400_000)]).toEqual(['6 s', '26 min', '3 u 02', '3 d']);
    expect(age(3 * 3_600_000 + 120_000, 'en')).toBe('3 h 02');
  });
});
