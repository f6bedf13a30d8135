// POST /api/entry/preview: what is understood of the line typed so far (src/desk/preview.h). Reading only.
import { coordinates } from '../../map/search';
import type { Level, Moment, Point } from '../../net/api';

interface PlaceName { name: string; at: readonly [number, number] }

export interface Place { name: string; kind: string; point: Point; municipality: string; municipality_name: string; score: number; clicked: boolean }
export interface Change { facts: number; total: { value: number; unit: string } | null; level: Level | null; next_limit: number | null; next_level: Level | null }
export interface Preview {
  understood: { theme: string; level: Level | null; rule: string; quantity: { value: number; unit: string } | null; at: Moment | null; until: Moment | null; from: string };
  places: Place[];
  alike: { signal: string; title: string; level: Level | null; why: string; distance_m: number; minutes: number; change: Change }[];
  after: string;
  attach_to: string | null;
  kept?: { signal: string; title: string; promise: string; until: Moment | null } | null;
}
export const nothing: Preview = {
  understood: { theme: '', level: null, rule: '', quantity: null, at: null, until: null, from: '' }, places: [], alike: [], after: 'text-missing', attach_to: null,
};

/** Without a link the server reads nothing: the base map's names and typed coordinates still give a place. */
export function placesOffline(text: string, names: readonly PlaceName[]): Place[] {
  const words = text.toLowerCase().replace(/[^\p{L}\d\s'’.-]/gu, ' ').replace(/[-–]/g, ' ').split(/\s+/).filter(Boolean).map((word) => word.replace(/\.$/, ''));
  const runs = new Set<string>();
  for (let from = 0; from < words.length; from++) for (let size = 1; size <= 3; size++) runs.add(words.slice(from, from + size).join(' '));
  const place = (name: string, kind: string, [lon, lat]: readonly [number, number]): Place => ({ name, kind, point: { lon, lat }, municipality: '', municipality_name: '', score: 1, clicked: false });
  const rd = /\b(\d{6})[\s,]+(\d{6})\b/.exec(text);
  const typed = rd ? coordinates(`${rd[1]} ${rd[2]}`) : null;
  const named = names.filter((one) => runs.has(one.name.toLowerCase().replace(/[-–]/g, ' '))).sort((a, b) => b.name.length - a.name.length);
  return [...(typed ? [place(typed.words, 'coordinates', typed.at)] : []), ...named.map((one) => place(one.name, 'town', one.at))].slice(0, 5);
}

/** The line in pieces, those that were understood marked: the place, numbers, times and `@source`. */
export function marksIn(text: string, preview: Preview): { text: string; mark: boolean }[] {
  const words: string[] = [];
  const named = preview.places[0]?.name.toLowerCase().replace(/[-–]/g, ' ') ?? '';
  const lower = text.toLowerCase().replace(/[-–]/g, ' ');
  // The longest run of the place's words that stands in the line.
  const parts = named.split(' ').filter(Boolean);
  for (let size = parts.length; size > 0 && words.length === 0; size--) {
    const tail = parts.slice(0, size).join(' ');
    if (tail.length > 2 && lower.includes(tail)) words.push(tail);
  }
  const spans: [number, number][] = [];
  for (const word of words) {
    const at = lower.indexOf(word);
    spans.push([at, at + word.length]);
  }
  const { quantity, at, until, from } = preview.understood;
  for (const match of lower.matchAll(/@[\p{L}\d.-]+|\b\d[\d.,:]*\b/gu)) {
    const isSource = match[0].startsWith('@');
    if (isSource ? from !== '' || match[0].length > 1 : quantity || at || until) spans.push([match.index, match.index + match[0].length]);
  }
  const out: { text: string; mark: boolean }[] = [];
  let done = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    if (start < done) continue;
    if (start > done) out.push({ text: text.slice(done, start), mark: false });
    out.push({ text: text.slice(start, end), mark: true });
    done = end;
  }
  if (done < text.length) out.push({ text: text.slice(done), mark: false });
  return out;
}
