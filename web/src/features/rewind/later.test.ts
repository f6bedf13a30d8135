import { describe, expect, it } from 'vitest';
import type { Signal } from '../picture/entities';
import { laterShapes } from './later';

const signal = (id: string, more: Partial<Signal> = {}): Signal => ({ id, title: `Brand ${id}, groot`, state: 'new', point: { lon: 5.1, lat: 52 }, geometry: null, ...more }) as Signal;

describe('known later', () => {
  it('is what is there now and was not there then, as an outline with its word', () => {
    const shapes = laterShapes([signal('a'), signal('b')], new Map([['a', 1]]), 'later bekend');
    expect(shapes.map((s) => [s.id, s.kind, s.words])).toEqual([['later b', 'cluster', 'later bekend: Brand b']]);
  });
  it('is nothing where there is no place, or what is over by now', () =>
    expect(laterShapes([signal('a', { point: null }), signal('b', { state: 'closed' })], new Map(), 'x')).toEqual([]));
});
