// POST /api/entry/preview: what is understood of the line typed so far (src/desk/preview.h). Reading only.
import type { Level, Moment, Point } from '../../net/api';

export interface Place { name: string; kind: string; point: Point; municipality: string; score: number }
export interface Preview {
  understood: { theme: string; level: Level | null; rule: string; quantity: { value: number; unit: string } | null; at: Moment | null; until: Moment | null; from: string };
  places: Place[];
  alike: { signal: string; title: string; level: Level | null; why: string; distance_m: number; minutes: number }[];
  after: string;
  attach_to: string | null;
}
export const nothing: Preview = {
  understood: { theme: '', level: null, rule: '', quantity: null, at: null, until: null, from: '' }, places: [], alike: [], after: 'text-missing', attach_to: null,
};
