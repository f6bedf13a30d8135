import { describe, expect, it } from 'vitest';
import type { LevelSpan, Signal, Theme } from './entities';
import { alikeOf, climbParts, drafts, floodOf, needsSpokenTo, queueOf, sectionOf, timeLeft } from './queue';
import { boardOf, expectation, isLowering, settable, trendOf } from './themes';
import { countdown, nextTime, when } from './format';
import { beaufort, compass, onMap, shortTitle } from './onmap';

const now = Date.UTC(2026, 5, 27, 14, 47, 20); // 16:47:20 in Amsterdam
const at = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

function signal(more: Partial<Signal>): Signal {
  return {
    type: 'signal', id: 'a', version: 1, number: 'S-0627-001', title: 'Brand', theme: 'fire', kind: 'page', level: 'red', expected: false,
    state: 'new', origin: 'rule', since: at(5), updated: at(5), place: 'Houten', areas: [], point: null, geometry: null, geometry_kind: 'none',
    valid_from: null, valid_to: null, native_level: '', scale: [], facts: [], fact_count: 1, source_count: 1, observation_ids: [], proposal: '',
    so_what: '', grade: '', proposed_grade: '', spoken_to: '', owner: '', seen_by: [], verified_by: '', verified_at: null, call_back_at: null,
    promise: '', closed_reason: '', returned: false, returned_why: '', climb: [], climb_from: null, acts: [], merged_into: '', rule: 'F-2',
    ...more,
  };
}

function theme(more: Partial<Theme>): Theme {
  return {
    type: 'theme', id: 't', version: 1, name: 'Weer', name_en: 'Weather', order: 1, level: 'green', trend: 'same', reason: '', criterion: '', set_by: '',
    set_by_kind: 'rule', since: null, valid_until: null, floor: null, grey_corner: false, grey_since: null, no_source: false, sources: ['knmi'],
    silent_sources: [], measured: [], expected: [], signals: 0, ...more,
  };
}

const climb = [
  { after_s: 180, what: 'sound', done_at: at(4) },
  { after_s: 360, what: 'vic', done_at: at(1) },
  { after_s: 600, what: 'rol', done_at: null },
];

describe('queue', () => {
  it('asks_for_action_on_red_and_orange_until_somebody_verified_them', () => {
    expect(sectionOf(signal({}), now)).toBe('now');
    expect(sectionOf(signal({ state: 'seen', level: 'orange' }), now)).toBe('now');
    expect(sectionOf(signal({ state: 'verified' }), now)).toBe('settled');
    expect(sectionOf(signal({ level: 'yellow' }), now)).toBe('attention');
    expect(sectionOf(signal({ level: null }), now)).toBe('attention');
  });
  it('never_lists_green_rejected_or_merged_signals', () => {
    for (const s of [signal({ level: 'green' }), signal({ state: 'rejected' }), signal({ merged_into: 'b' })]) expect(sectionOf(s, now)).toBe('gone');
  });
  it('shows_what_its_source_closed_once_more_then_lets_it_go', () => {
    expect(sectionOf(signal({ state: 'closed', closed_reason: 'cancelled', updated: at(2) }), now)).toBe('attention');
    expect(sectionOf(signal({ state: 'closed', closed_reason: 'cancelled', updated: at(20) }), now)).toBe('gone');
    expect(sectionOf(signal({ state: 'closed', closed_reason: 'Voorbij', updated: at(2) }), now)).toBe('gone');
  });
  it('puts_a_promise_up_for_action_half_an_hour_before_it_is_due', () => {
    const promised = (minutes: number) => signal({ state: 'verified', promise: 'Bel netbeheerder terug', call_back_at: at(-minutes) });
    expect(sectionOf(promised(20), now)).toBe('now');
    expect(sectionOf(promised(45), now)).toBe('later');
  });
  it('sorts_by_least_time_left_then_by_level', () => {
    const climbing = (id: string, minutes: number, level: 'red' | 'orange') => signal({ id, level, climb, climb_from: at(minutes) });
    const queue = queueOf([climbing('late', 2, 'red'), climbing('soon', 8, 'orange'), signal({ id: 'none', level: 'red', state: 'seen' })], now);
    expect(queue.now.map((r) => r.id)).toEqual(['soon', 'late', 'none']);
  });
  it('counts_down_to_the_first_step_of_the_climb_that_is_not_done', () => {
    expect(timeLeft(signal({ climb, climb_from: at(8) }), now)).toEqual({ ms: 120_000, then: 'rol' });
    expect(timeLeft(signal({ climb, climb_from: at(8), state: 'seen' }), now)).toBeNull();
  });
  it('draws_the_climb_in_parts_of_three_three_and_four_minutes', () => {
    const parts = climbParts(signal({ climb, climb_from: at(8) }), now);
    expect(parts.map((p) => p.share)).toEqual([0.3, 0.3, 0.4]);
    expect(parts.map((p) => p.filled)).toEqual([1, 1, 0.5]);
  });
  it('filters_by_theme', () => {
    expect(queueOf([signal({}), signal({ id: 'b', theme: 'weather' })], now, 'weather').now.map((r) => r.id)).toEqual(['b']);
  });
});

describe('flood', () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => signal({ id: `s${i}`, theme: i % 3 ? 'weather' : 'energy', place: i % 3 ? 'Doorn' : 'Zeist', level: i % 3 ? 'orange' : 'yellow', since: at(3) }));
  it('is_no_flood_at_ten_in_ten_minutes', () => {
    expect(floodOf(many(10), now).groups).toEqual([]);
  });
  it('groups_by_theme_and_place_worst_first_from_eleven_on', () => {
    const flood = floodOf(many(12), now);
    expect(flood.count).toBe(12);
    expect(flood.groups.map((g) => [g.theme, g.place, g.level, g.ids.length])).toEqual([['weather', 'Doorn', 'orange', 8], ['energy', 'Zeist', 'yellow', 4]]);
  });
  it('does_not_count_what_is_older_or_has_been_seen', () => {
    expect(floodOf([...many(10), signal({ id: 'x', state: 'seen' }), signal({ id: 'y', since: at(11) })], now).groups).toEqual([]);
  });
});

describe('so what', () => {
  it('offers_at_most_three_drafts_without_repeating_one', () => {
    const before = [1, 2, 3, 4].map((i) => signal({ id: `b${i}`, so_what: `Eerder ${i}`, verified_at: at(i) }));
    expect(drafts(signal({ proposal: 'Ramen dicht' }), before)).toEqual(['Ramen dicht', 'Eerder 1', 'Eerder 2']);
    expect(drafts(signal({ proposal: 'x', so_what: 'x' }))).toEqual(['x']);
  });
  it('wants_a_voice_only_when_there_is_one_source', () => {
    expect(needsSpokenTo(signal({ source_count: 1 }))).toBe(true);
    expect(needsSpokenTo(signal({ source_count: 2 }))).toBe(false);
  });
});

describe('themes', () => {
  it('shows_which_way_a_colour_went_for_three_hours', () => {
    const risen = theme({ level: 'orange', trend: 'up', since: at(60) });
    expect(trendOf(risen, now)).toBe('up');
    expect(trendOf({ ...risen, since: at(181) }, now)).toBe('same');
    expect(trendOf({ ...risen, level: 'grey' }, now)).toBe('same');
  });
  const soon: LevelSpan = { from: at(-60), to: at(-120), level: 'yellow', reason: '' };
  it('gives_a_tile_to_what_deviates_is_unknown_or_is_expected_to_deviate', () => {
    const board = boardOf(
      [
        theme({ id: 'green' }),
        theme({ id: 'coming', expected: [soon] }),
        theme({ id: 'grey', level: 'grey' }),
        theme({ id: 'red', level: 'red' }),
        theme({ id: 'later', expected: [{ ...soon, from: at(-60 * 30), to: null }] }),
        theme({ id: 'none', level: 'grey', no_source: true }),
      ],
      now,
    );
    expect(board.tiles.map((t) => t.id)).toEqual(['red', 'coming', 'grey']);
    expect(board.normal.map((t) => t.id)).toEqual(['green', 'later']);
    expect(board.unmeasured.map((t) => t.id)).toEqual(['none']);
  });
  it('never_counts_a_theme_without_source_as_normal', () => {
    expect(boardOf([theme({ level: 'grey', no_source: true })], now).normal).toEqual([]);
  });
  it('expects_nothing_where_there_is_no_forecast', () => {
    expect(expectation(theme({}), now)).toBeNull();
  });
  it('lets_nobody_go_below_the_national_colour', () => {
    expect(settable(theme({ level: 'orange', floor: 'orange' })).filter((s) => s.allowed).map((s) => s.level)).toEqual(['orange', 'red']);
    expect(isLowering(theme({ level: 'orange' }), 'yellow')).toBe(true);
  });
});

describe('words', () => {
  it('says_the_day_with_a_time_that_is_not_of_today', () => {
    expect(when(now, now, 'nl')).toBe('16:47');
    expect(when(now - 86_400_000, now, 'nl')).toBe('vr 16:47');
  });
  it('counts_down_in_minutes_and_seconds', () => {
    expect([countdown(134_000), countdown(3_909_000), countdown(-5000)]).toEqual(['2:14', '1:05:09', '0:05']);
  });
  it('reads_a_time_of_day_as_the_next_one', () => {
    expect(nextTime('17:30', now)).toBe(Date.UTC(2026, 5, 27, 15, 30));
    expect(nextTime('1430', now)).toBe(Date.UTC(2026, 5, 28, 12, 30));
    expect(nextTime('25:00', now)).toBeNull();
  });
  it('names_the_wind_by_where_it_comes_from', () => {
    const names = ['N', 'NNO', 'NO', 'ONO', 'O', 'OZO', 'ZO', 'ZZO', 'Z', 'ZZW', 'ZW', 'WZW', 'W', 'WNW', 'NW', 'NNW'];
    expect([compass(225, names), compass(359, names), compass(0, names)]).toEqual(['ZW', 'N', 'N']);
    expect([beaufort(0.1), beaufort(8.5), beaufort(40)]).toEqual([0, 5, 12]);
  });
  it('shortens_a_title_for_the_map_at_a_word', () => {
    expect(shortTitle('Grote brand recyclingbedrijf aan de Industrieweg, Vianen')).toBe('Grote brand…');
  });
});

describe('map', () => {
  const words = { expectedAt: (t: number) => `verwacht ${new Date(t).toISOString().slice(11, 16)}`, expected: 'verwacht', silentStation: 'stil' };
  it('never_draws_green_and_always_says_expected', () => {
    const polygon = { type: 'Polygon' as const, coordinates: [[[5, 52], [5.1, 52], [5.1, 52.1], [5, 52]] as [number, number][]] };
    const made = onMap(
      [signal({ level: 'green', point: { lon: 5, lat: 52 } }), signal({ id: 'e', expected: true, level: 'orange', geometry: polygon, geometry_kind: 'official', valid_from: at(-30) })],
      [], now, words,
    );
    expect(made.signals).toHaveLength(1);
    expect(made.signals[0]!.words).toContain('verwacht');
    expect(made.shapes[0]).toMatchObject({ kind: 'expected', words: 'verwacht 15:17' });
  });
});

describe('alike', () => {
  const here = { lon: 5.16, lat: 52.03 };
  it('is_near_recent_open_and_of_the_same_theme_nearest_first', () => {
    const one = signal({ point: here });
    const near = signal({ id: 'near', point: { lon: 5.2, lat: 52.03 } });
    const nearer = signal({ id: 'nearer', point: { lon: 5.17, lat: 52.03 } });
    const far = signal({ id: 'far', point: { lon: 5.5, lat: 52.03 } });
    const old = signal({ id: 'old', point: here, updated: at(90) });
    const closed = signal({ id: 'closed', point: here, state: 'closed' });
    const other = signal({ id: 'other', point: here, theme: 'energy' });
    expect(alikeOf(one, [one, near, nearer, far, old, closed, other], 5).map((s) => s.id)).toEqual(['nearer', 'near']);
    expect(alikeOf(one, [near, nearer], 1)).toHaveLength(1);
    expect(alikeOf(signal({}), [near], 5)).toEqual([]);
  });
});
