import { describe, expect, it } from 'vitest';
import { barHeight, barsOf, binsOf, corridorOf, extentOf, type Lane, niceSteps, pathOf, placeActs } from './axis';
import { calendarTicks, hour, scaleOf, ticksOf, windowAt } from './time';

const noon = Date.UTC(2026, 5, 27, 10, 0); // 12:00 in Amsterdam

describe('time', () => {
  it('gives_a_third_to_the_past_and_the_rest_to_what_is_expected', () => {
    expect(windowAt('24u', noon)).toEqual({ from: noon - 8 * hour, to: noon + 16 * hour });
  });
  it('puts_the_date_at_local_midnight_not_at_utc_midnight', () => {
    const midnight = ticksOf('24u', windowAt('24u', noon), 1200, 60).find((t) => t.midnight);
    expect(midnight?.at).toBe(Date.UTC(2026, 5, 27, 22, 0));
    expect(midnight?.words).toBe('zo 28 jun');
  });
  it('shows_02_00_twice_in_the_night_the_clock_goes_back', () => {
    const night = { from: Date.UTC(2026, 9, 24, 20), to: Date.UTC(2026, 9, 25, 4) };
    expect(ticksOf('6u', night, 2000, 60).filter((t) => t.words === '02:00')).toHaveLength(2);
  });
  it('thins_ticks_out_before_they_touch', () => {
    expect(ticksOf('24u', windowAt('24u', noon), 300, 60).length).toBeLessThanOrEqual(6);
  });
  it('names days at their local midnight, of weeks the Mondays, also over the night the clock goes back', () => {
    const days = calendarTicks({ from: Date.UTC(2026, 9, 23, 10), to: Date.UTC(2026, 9, 27, 10) }, 400);
    expect(days.map((t) => new Date(t.at).toISOString().slice(5, 13))).toEqual(['10-23T22', '10-24T22', '10-25T23', '10-26T23']);
    expect(days.map((t) => t.words)).toEqual(['za 24 okt', 'zo 25 okt', 'ma 26 okt', 'di 27 okt']);
    expect(calendarTicks({ from: noon - 31 * 24 * hour, to: noon }, 500).map((t) => t.words)).toEqual(['ma 1 jun', 'ma 8 jun', 'ma 15 jun', 'ma 22 jun']);
  });
  it('names months at their first local moment, January with its year, fewer where there is less room', () => {
    const year = { from: noon - 366 * 24 * hour, to: noon };
    const months = calendarTicks(year, 900);
    expect(months.map((t) => t.words)).toEqual(['jul', 'aug', 'sep', 'okt', 'nov', 'dec', 'jan 2026', 'feb', 'mrt', 'apr', 'mei', 'jun']);
    expect([months[3]!, months[4]!].map((t) => new Date(t.at).toISOString().slice(0, 13))).toEqual(['2025-09-30T22', '2025-10-31T23']);
    expect(calendarTicks(year, 300).map((t) => t.words)).toEqual(['jul', 'sep', 'nov', 'jan 2026', 'mrt', 'mei']);
    expect(calendarTicks(year, 900, 'en').map((t) => t.words)).toContain('Oct');
  });
});

describe('lanes', () => {
  const lane: Lane = {
    id: 'fire', name: 'Brand', level: 'red', word: 'Rood',
    measured: [{ from: noon - 2 * hour, to: null, level: 'red', reason: '' }],
    expected: [{ from: noon - hour, to: noon + hour, level: 'orange', reason: '' }],
  };
  const view = windowAt('24u', noon);
  const x = scaleOf(view, 0, 2400);
  it('ends_what_is_measured_at_now_and_begins_what_is_expected_there', () => {
    const [seen, expected] = barsOf(lane, view, noon, x, 20);
    expect(seen!.x + seen!.width).toBeCloseTo(x(noon));
    expect(expected!.x).toBeCloseTo(x(noon));
    expect(expected!.expected).toBe(true);
  });
  it('draws_nothing_where_there_is_no_forecast', () => {
    expect(barsOf({ ...lane, expected: [] }, view, noon, x, 20)).toHaveLength(1);
  });
  it('grows_in_height_with_the_level', () => {
    const heights = (['green', 'yellow', 'orange', 'red'] as const).map((l) => barHeight(l, 21));
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(new Set(heights).size).toBe(4);
  });
});

describe('acts', () => {
  const x = (ms: number) => ms;
  it('never_prints_two_labels_over_each_other', () => {
    const placed = placeActs([{ at: 300, label: 'KNMI oranje' }, { at: 310, label: 'GRIP 2' }, { at: 320, label: 'besluit' }], x, 0, 800, (t) => t.length * 8);
    const boxes = placed.filter((p) => p.shown).map((p) => (p.anchor === 'end' ? [p.labelX - p.label.length * 8, p.labelX] : [p.labelX, p.labelX + p.label.length * 8]));
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(a[0]! >= b[1]! || b[0]! >= a[1]!).toBe(true);
    expect(placed).toHaveLength(3);
  });
});

describe('series', () => {
  it('breaks_the_line_where_data_is_missing', () => {
    const path = pathOf([{ at: 0, value: 1 }, { at: 1, value: 1 }, { at: 50, value: 1 }], (v) => v, (v) => v, 10);
    expect(path.match(/M/g)).toHaveLength(2);
  });
  it('draws_a_year_of_ten_minutes_in_as_many_corners_as_its_width_asks_and_loses_no_peak', () => {
    const ten = 600_000;
    const year = Array.from({ length: 52_560 }, (_, n) => ({ at: noon + n * ten, value: n === 31_007 ? 900 : n === 40_001 ? -50 : 100 + 20 * Math.sin(n / 20) }));
    const x = scaleOf({ from: noon, to: noon + 52_560 * ten }, 46, 800);
    const path = pathOf(year, x, (v) => v, 3 * hour);
    expect(path.match(/[ML]/g)!.length).toBeLessThanOrEqual(4 * 801);
    expect(path.match(/M/g)).toHaveLength(1);
    expect(path).toContain(' 900.0');
    expect(path).toContain(' -50.0');
    const holed = year.filter((_, n) => n < 20_000 || n > 20_100);
    expect(pathOf(holed, x, (v) => v, 3 * hour).match(/M/g)).toHaveLength(2);
    const band = year.map((p) => ({ at: p.at, low: p.value - 30, high: p.value + 30 }));
    const corridor = corridorOf(band, x, (v) => v);
    expect(corridor.match(/[ML]/g)!.length).toBeLessThanOrEqual(2 * 801);
    expect(corridor).toContain(' 930.0');
    expect(corridor).toContain(' -80.0');
    expect(extentOf(band.map((b) => b.low), band.map((b) => b.high), year.map((p) => p.value))).toEqual({ low: -80, high: 930 });
    expect(extentOf([], [])).toBeNull();
    expect(corridorOf(band.slice(0, 1), x, (v) => v)).toBe('');
  });
  it('draws_a_point_that_stands_alone', () => {
    const path = pathOf([{ at: 0, value: 1 }, { at: 50, value: 2 }, { at: 55, value: 1 }], (v) => v, (v) => v, 10);
    expect(path).toBe('M0.0 1.0h0M50.0 2.0L55.0 1.0');
  });
  it('breaks_the_area_where_the_line_is', () => {
    const band = [0, 5, 50, 55, 90].map((at) => ({ at, low: 1, high: 2 }));
    expect(corridorOf(band, (v) => v, (v) => v, 10)).toBe('M0.0 2.0L5.0 2.0L5.0 1.0L0.0 1.0ZM50.0 2.0L55.0 2.0L55.0 1.0L50.0 1.0Z');
    expect(corridorOf(band, (v) => v, (v) => v).match(/M/g)).toHaveLength(1);
  });
  it('draws_few_points_as_they_are', () => {
    const path = pathOf([{ at: 0, value: 1 }, { at: 5, value: 3 }, { at: 9, value: 2 }], (v) => v, (v) => v);
    expect(path).toBe('M0.0 1.0L5.0 3.0L9.0 2.0');
  });
  it('counts_facts_per_ten_minutes_and_keeps_the_empty_ones', () => {
    const bins = binsOf([noon, noon + 60_000, noon + 25 * 60_000], 10, noon + 40 * 60_000);
    expect(bins.map((b) => b.count)).toEqual([0, 2, 0, 1, 0, 0]);
  });
  it('steps_an_axis_in_ones_twos_and_fives', () => {
    expect(niceSteps(0, 41, 4)).toEqual([0, 20, 40]);
  });
});
