import { describe, expect, it } from 'vitest';
import { crisis, now, plan } from './invented';
import { stillAsks } from './offline-level.svelte';

describe('a level laid down without a link', () => {
  const laid = { level: 'l2', name: 'Level 2', at: now };
  it('asks until the crisis stands at it or above, or is closed', () => {
    expect(stillAsks(laid, crisis({ level: 'l1' }), plan)).toBe(true);
    expect(stillAsks(laid, crisis({ level: 'l2' }), plan)).toBe(false);
    expect(stillAsks(laid, crisis({ level: 'l3' }), plan)).toBe(false);
    expect(stillAsks(laid, crisis({ level: '', closed: crisis().started }), plan)).toBe(false);
    expect(stillAsks(undefined, crisis(), plan)).toBe(false);
  });
});
