import { describe, expect, it } from 'vitest';
import { crisisEn } from './words.en';
import { crisisNl } from './words.nl';

function leaves(value: unknown, path: string, out: Map<string, unknown>): Map<string, unknown> {
  if (value !== null && typeof value === 'object') for (const [key, inner] of Object.entries(value)) leaves(inner, `${path}.${key}`, out);
  else out.set(path, value);
  return out;
}

describe('the words of a crisis', () => {
  const dutch = leaves(crisisNl, '', new Map());
  const english = leaves(crisisEn, '', new Map());
  it('both languages have the same keys, of the same kind', () => {
    expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort());
    for (const [key, value] of dutch) expect(typeof english.get(key), key).toBe(typeof value);
  });
  it('no text is empty', () => {
    for (const [key, value] of [...dutch, ...english]) if (typeof value === 'string') expect(value.trim(), key).not.toBe('');
  });
  it('no word of a plan stands in them: levels, teams and terms come from the plan', () => {
    for (const [key, value] of dutch) expect(String(value), key).not.toMatch(/GRIP|CoPI|\bROT\b|\bGBT\b|\bT\d+\b/);
  });
});
