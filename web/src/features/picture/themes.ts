// Which themes stand as tiles, which fold into the strip, and in what order (screens.md 3.10, desk.md 2). Pure.
import { rankOf } from '../../map/palette';
import type { Level, LevelSpan, Theme } from './entities';
import { ms, msOr } from './entities';

const day = 24 * 3_600_000;

export interface Expectation {
  level: Level;
  from: number;
}

// The worst that is expected within 24 hours and worse than green; null: nothing, or no forecast.
export function expectation(theme: Theme, now: number): Expectation | null {
  let worst: Expectation | null = null;
  for (const s of theme.expected) {
    const from = Math.max(ms(s.from), now);
    const over = s.to !== null && ms(s.to) <= now;
    if (over || from > now + day || s.level === 'green' || s.level === 'grey') continue;
    if (!worst || rankOf(s.level) > rankOf(worst.level)) worst = { level: s.level, from };
  }
  return worst;
}

// Worth saying on the tile: only when it is not simply the colour that holds now.
export function expectedChange(theme: Theme, now: number): Expectation | null {
  const worst = expectation(theme, now);
  return worst && worst.level !== theme.level ? worst : null;
}

const trendShown = 3 * 3_600_000; // after that a colour is simply what it is

// Which way the colour went of late.
export function trendOf(theme: Theme, now: number): 'up' | 'down' | 'same' {
  if (theme.level === 'grey' || (theme.trend !== 'up' && theme.trend !== 'down')) return 'same';
  return now - msOr(theme.since, 0) > trendShown ? 'same' : theme.trend;
}

export function isTile(theme: Theme, now: number): boolean {
  if (theme.no_source && theme.level === 'grey') return false;
  return theme.level !== 'green' || expectation(theme, now) !== null;
}

const weight = (theme: Theme, now: number): number => {
  const expected = expectation(theme, now);
  if (theme.level === 'green' && expected) return 1 + rankOf(expected.level) / 10;
  return theme.level === 'grey' ? 0.5 : rankOf(theme.level);
};

export function compareThemes(a: Theme, b: Theme, now: number): number {
  return weight(b, now) - weight(a, now) || a.order - b.order || (a.id < b.id ? -1 : 1);
}

export interface Board {
  tiles: Theme[];
  normal: Theme[];
  unmeasured: Theme[]; // no source and nobody has set it: grey, never counted as normal
}

export function boardOf(themes: Iterable<Theme>, now: number): Board {
  const all = [...themes];
  const byOrder = (a: Theme, b: Theme): number => a.order - b.order;
  return {
    tiles: all.filter((t) => isTile(t, now)).sort((a, b) => compareThemes(a, b, now)),
    normal: all.filter((t) => t.level === 'green' && !isTile(t, now)).sort(byOrder),
    unmeasured: all.filter((t) => t.no_source && t.level === 'grey').sort(byOrder),
  };
}

// What a person may set: raise at once; lower at most to the floor.
export function settable(theme: Theme): { level: Level; allowed: boolean }[] {
  const levels: Level[] = ['green', 'yellow', 'orange', 'red'];
  return levels.map((level) => ({ level, allowed: theme.floor === null || rankOf(level) >= rankOf(theme.floor) }));
}

export function isLowering(theme: Theme, level: Level): boolean {
  return theme.level !== 'grey' && rankOf(level) < rankOf(theme.level);
}

export const lowerAtMost = 4 * 3_600_000;

// Changes of level to worse, for the rings on the axis.
export function risesOf(theme: Theme): LevelSpan[] {
  return theme.measured.filter((s, i) => i > 0 && rankOf(s.level) > rankOf(theme.measured[i - 1]!.level) && rankOf(s.level) >= 3);
}
