import { describe, expect, it } from 'vitest';
import { best, plain, score, type Item } from './fuzzy';

const item = (words: string): Item => ({ id: words, kind: 'signal', words, hint: '', plain: plain(words) });

describe('fuzzy', () => {
  it('finds letters in order and folds accents', () => {
    expect(score('brvi', plain('Brand Vianen'))).not.toBeNull();
    expect(score('cafe', plain('Café'))).not.toBeNull();
    expect(score('xz', plain('Brand Vianen'))).toBeNull();
    expect(score('vibr', plain('Brand Vianen'))).toBeNull();
  });
  it('prefers the beginning of a word', () => {
    expect(best([item('Schouwburg'), item('Brand Houten')], 'hou', 2)[0]?.words).toBe('Brand Houten');
  });
  it('answers over 5,000 items within 50 ms', () => {
    const items = Array.from({ length: 5000 }, (_, n) => item(`Signaal ${n} in plaats ${n * 7}`));
    // The best of ten: what else the machine does is no fault of the search.
    const took = Array.from({ length: 10 }, () => {
      const start = performance.now();
      expect(best(items, 'plaats 4998', 20)[0]?.words).toBe('Signaal 714 in plaats 4998');
      return performance.now() - start;
    });
    expect(Math.min(...took)).toBeLessThan(50);
  });
});
