// Numbers, times and chances of a finding in words; and its level, so-what and reason, that stand elsewhere.
import { number } from '../../i18n/time';
import type { Level } from '../../net/api';
import type { Finding, Found } from '../../net/warning';
import { store } from '../../state/store.svelte';
import { i18n } from '../../i18n/index.svelte';
import { quantity } from '../picture/format';
import { rarityOf } from './ahead';
import { words } from './words';

/** A count as people say it: whole, and with one decimal only where that is all there is. */
export const count = (value: number): string => number(value, i18n.language, Math.abs(value) < 2 ? 1 : 0);
const inUnit = (found: Found, value: number): string => quantity(value, found.unit ?? '', i18n.language);
export const seenWords = (found: Found): string => found.chance !== undefined && found.threshold !== undefined
  ? words().chanceSeen(inUnit(found, found.seen), inUnit(found, found.threshold))
  : found.station !== undefined ? words().readingSeen(inUnit(found, found.seen), inUnit(found, found.expected))
  : words().seen(count(found.seen), count(found.expected), count(found.low), count(found.high));
export const rarityWords = (score: number): string => { const r = rarityOf(score); return words().rarity(r, 'n' in r ? number(r.n, i18n.language, 1) : ''); };
export const oftenWords = (score: number): string => { const r = rarityOf(score); return words().often(r, 'n' in r ? number(r.n, i18n.language, 1) : ''); };

export const levelOf = (finding: Finding): Level => store.signals.get(finding.found.signal)?.level ?? finding.found.level ?? 'yellow';
export function themeName(id: string): string {
  const theme = store.themes.get(id);
  return theme ? (i18n.language === 'en' && theme.name_en ? theme.name_en : theme.name) : id;
}
export function heldWords(found: Found): string {
  const w = words();
  return found.held === 'belongs' ? w.belongs(store.signals.get(found.belongs_to)?.title ?? w.gone) : (w.held[found.held] ?? found.held);
}
