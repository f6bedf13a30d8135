import { describe, expect, it } from 'vitest';
import { best, score } from './fuzzy';

describe('fuzzy', () => {
  it('finds letters in order and folds accents', () => {
    expect(score('brvi', 'Brand Vianen')).toBeGreaterThan(0);
    expect(score('cafe', 'Café')).toBeGreaterThan(0);
    expect(score('xz', 'Brand Vianen')).toBe(0);
  });
  it('prefers the beginning of a word', () => {
    expect(best('hou', ['Schouwburg', 'Brand Houten'], (text) => text, 2)[0]).toBe('Brand Houten');
  });
  it('answers over 5,000 items within 50 ms', () => {
    const items = Array.from({ length: 5000 }, (_, n) => `Signaal ${n} in plaats ${n * 7}`);
    const start = performance.now();
    best('plaats 4999', items, (text) => text, 20);
    expect(performance.now() - start).toBeLessThan(50);
  });
});
