import { describe, expect, it } from 'vitest';
import { overlaps, place, Taken, type Wish } from './labels';
import { rankOf } from './palette';
import { circle, coordinates, find, fromRd } from './search';
import { groupMarks, insideRings, projectShape, projectSignal } from './ol/scene';

const frame = { x: 0, y: 0, width: 400, height: 300 };
const wish = (key: string, x: number, y: number, more: Partial<Wish> = {}): Wish => ({ key, x, y, width: 80, height: 18, gap: 8, ...more });

describe('words on the map', () => {
  it('tries_right_left_below_and_above_in_that_order', () => {
    const taken = new Taken();
    const sides = ['a', 'b', 'c', 'd'].map((key) => place([wish(key, 200, 150, { gap: 14 })], taken, frame)[0]?.side);
    expect(sides).toEqual(['right', 'left', 'below', 'above']);
    expect(place([wish('e', 200, 150, { gap: 14 })], taken, frame)).toEqual([]);
  });
  it('never_prints_over_another_word_a_mark_or_a_box_of_the_page', () => {
    const taken = new Taken();
    const legend = { x: 0, y: 200, width: 200, height: 100 };
    taken.add(legend);
    const wishes = Array.from({ length: 200 }, (_, i) => wish(String(i), (i * 37) % 400, (i * 91) % 300));
    const boxes = place(wishes, taken, frame).map((p) => ({ x: p.x, y: p.y, width: 80, height: 18 }));
    expect(boxes.length).toBeGreaterThan(8);
    for (const [i, a] of boxes.entries()) {
      expect(overlaps(a, legend)).toBe(false);
      expect(a.x >= 0 && a.x + a.width <= 400).toBe(true);
      for (const b of boxes.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
    }
  });
  it('always_places_the_words_of_the_selected_signal', () => {
    const taken = new Taken();
    taken.add(frame);
    expect(place([wish('a', 200, 150, { must: true })], taken, frame)).toHaveLength(1);
  });
});

describe('marks', () => {
  const signal = (id: string, lon: number, level: 'red' | 'yellow' | null) =>
    projectSignal({ id, at: [lon, 52], level, expected: false, words: id, count: 1 });
  const t = [0.01, 0, 0, -0.01, 0, 0];
  it('leads_a_heap_with_the_worst_and_counts_the_rest', () => {
    const groups = groupMarks([signal('a', 5, 'yellow'), signal('b', 5.001, 'red'), signal('c', 5.5, null)], t, null, 20);
    expect(groups).toHaveLength(2);
    expect(groups[0]!.lead.id).toBe('b');
    expect(groups[0]!.members).toHaveLength(2);
  });
  it('leads_a_heap_with_the_selected_one_when_there_is_one', () => {
    expect(groupMarks([signal('a', 5, 'yellow'), signal('b', 5.001, 'red')], t, 'a', 20)[0]!.lead.id).toBe('a');
  });
  it('orders_red_orange_yellow_without_level_grey_green', () => {
    const order = (['green', null, 'grey', 'red', 'yellow', 'orange'] as const).toSorted((a, b) => rankOf(b) - rankOf(a));
    expect(order).toEqual(['red', 'orange', 'yellow', null, 'grey', 'green']);
  });
});

describe('search', () => {
  it('reads_rd_metres_within_a_few_metres', () => {
    const [lon, lat] = fromRd(136014, 455846); // the Dom tower
    expect(lon).toBeCloseTo(5.1105, 2);
    expect(lat).toBeCloseTo(52.0907, 2);
  });
  it('reads_latitude_and_longitude_with_comma_or_point_in_either_order', () => {
    expect(coordinates('52.03, 5.16')?.at).toEqual([5.16, 52.03]);
    expect(coordinates('5,16 52,03')?.at).toEqual([5.16, 52.03]);
    expect(coordinates('12 34')).toBeNull();
  });
  it('finds_places_without_accents_the_exact_name_first', () => {
    const places = [{ name: 'Nieuwegein', at: [5, 52] as [number, number], population: 9 }, { name: 'Één', at: [6, 53] as [number, number], population: 1 }];
    expect(find('een', places, [])[0]!.words).toBe('Één');
    expect(find('wegein', places, [])[0]!.words).toBe('Nieuwegein');
  });
});

describe('areas', () => {
  it('knows_what_lies_inside_a_circle_drawn_by_keyboard', () => {
    const shape = projectShape({ id: 'd', kind: 'drawn', level: null, geometry: { type: 'Polygon', coordinates: [circle([5.1, 52], 2000)] }, words: '' })!;
    const at = (lon: number) => projectSignal({ id: '', at: [lon, 52], level: null, expected: false, words: '', count: 1 });
    const near = at(5.11);
    const far = at(5.2);
    expect(insideRings(shape.rings, near.x, near.y)).toBe(true);
    expect(insideRings(shape.rings, far.x, far.y)).toBe(false);
  });
});
