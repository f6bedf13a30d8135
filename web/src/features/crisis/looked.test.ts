import { describe, expect, it } from 'vitest';
import { newSince } from './looked';

const event = (at: number, who: string) => ({ at, who });
describe('what is new in the timeline', () => {
  it('is what others did after the last look; nothing for who looks first', () => {
    const all = [event(30, 'B'), event(20, 'A'), event(10, 'B')];
    expect(newSince(all, 15, 'A')).toEqual([event(30, 'B')]);
    expect(newSince(all, null, 'A')).toEqual([]);
  });
});
