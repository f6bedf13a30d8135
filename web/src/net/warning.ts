// The entities of early warning of src/views/entities.h (and what they take from src/picture/findings/finding.h).
import type { Level, Moment, Point } from './api';

export type Verdict = 'hit' | 'false' | 'late' | 'duplicate';
export interface FindingBin { from: Moment; seen: number; expected: number; low: number; high: number } // a quarter of an hour
export interface FindingPart { area: string; place: string; theme: string; seen: number; expected: number }
export interface Found {
  id: string; at: Moment; updated: Moment; detector: string; theme: string; title: string; place: string; areas: string[]; point?: Point;
  since: Moment; window_s: number; seen: number; expected: number; low: number; high: number; score: number; limit: number;
  bins: FindingBin[]; parts: FindingPart[]; facts: string[]; fact_count: number; state: 'shown' | 'held';
  held: 'limit' | 'belongs' | 'advice' | 'spent' | 'flood' | ''; belongs_to: string; signal: string; promoted_by: string;
  promoted_reason: string; verdict: Verdict | ''; judged_by: string; judged_at?: Moment; known_at?: Moment;
  // Of a forecast: the limit that may be passed, in the unit of its station, with what chance and when.
  station?: string; unit?: string; threshold?: number; chance?: number; likely?: Moment; before?: Moment; level?: Level;
  radius_m?: number; // of a cluster: the circle about `point`
}
export interface Crossing { threshold: number; level: Level; words: string; chance: number; likely: Moment | null; before: Moment | null }
export interface Forecast {
  station: string; made: Moment; from: Moment; value: number; basis: 'source' | 'own'; rows: number;
  steps: { at: Moment; quantiles: number[] }[]; crossings: Crossing[]; finding: string; // quantiles of 2.5, 10, 25, 50, 75, 90, 97.5 %
}
export interface LeadScore { lead_s: number; count: number; crps: number; stays: number; square: number; in50: number; in80: number; in95: number }
export interface Finding {
  type: 'finding'; id: string; version: number; found: Found; detector_name: string;
  before: { id: string; at: Moment; title: string; verdict: Verdict | '' }[];
}
export interface Detector {
  id: string; name: string; lead_s: number | null; judged: number; hits: number; false_a_week: number; recent: Verdict[];
  advice: boolean; advice_since: Moment | null; hits_to_return: number;
}
export interface EarlyWarning {
  type: 'early-warning'; id: string; version: number; budget: number;
  set: { per_shift: number; reason: string; name: string; at: Moment | null };
  active: boolean; days_known: number; days_needed: number; series: number; detectors: Detector[];
}
