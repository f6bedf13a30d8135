// The entities of early warning of src/views/entities.h (and what they take from src/picture/findings/finding.h).
import type { Level, Moment, Point } from './api';

export type Verdict = 'hit' | 'false' | 'late' | 'duplicate';
export interface FindingBin { from: Moment; seen: number; expected: number; low: number; high: number } // a quarter of an hour
export interface FindingPart { area: string; place: string; theme: string; seen: number; expected: number }
export interface Found {
  id: string; at: Moment; updated: Moment; detector: string; theme: string; title: string; place: string; areas: string[]; point?: Point;
  since: Moment; window_s: number; seen: number; expected: number; low: number; high: number; score: number; limit: number;
  bins: FindingBin[]; parts: FindingPart[]; facts: string[]; fact_count: number; state: 'shown' | 'held';
  held: 'limit' | 'belongs' | 'advice' | 'verdicts' | 'spent' | 'flood' | ''; belongs_to: string; signal: string; promoted_by: string;
  promoted_reason: string; verdict: Verdict | ''; judged_by: string; judged_at?: Moment; known_at?: Moment;
  // Of a forecast: the limit that may be passed, in the unit of its station, with what chance and when.
  station?: string; unit?: string; threshold?: number; chance?: number; likely?: Moment; before?: Moment; level?: Level;
  announced?: string[]; // known events that are in what was expected
  radius_m?: number; // of a cluster: the circle about `point`
}
export interface Crossing { threshold: number; level: Level; words: string; chance: number; likely: Moment | null; before: Moment | null }
export interface Forecast {
  station: string; made: Moment; from: Moment; value: number; basis: 'source' | 'own'; rows: number;
  steps: { at: Moment; quantiles: number[] }[]; crossings: Crossing[]; finding: string; // quantiles of 2.5, 10, 25, 50, 75, 90, 97.5 %
}
export interface LeadScore { lead_s: number; count: number; crps: number; stays: number; square: number; in50: number; in80: number; in95: number }
/** Reports of a theme in the coming hours ([[load]] of doctrine); quantiles as of a forecast, whole counts. */
export interface LoadStretch { from: Moment; to: Moment; hours: number; usual: number; quantiles: number[] }
export interface LoadForecast {
  load: string; made: Moment; from: Moment; closed: number; rows: number;
  seen: { at: Moment; count: number | null; usual: number }[]; // null: the source was dark
  steps: { at: Moment; usual: number; quantiles: number[] }[]; shifts: LoadStretch[]; announced: string[];
}
export interface LoadScore { ahead_h: number; count: number; crps: number; usual: number; in50: number; in80: number; in95: number } // 0 ahead: the next shift
export interface Load {
  type: 'load'; id: string; version: number; name: string; name_en: string; theme: string; source: string; silent: boolean;
  forecast: LoadForecast | null; scores: LoadScore[]; missed: number;
}
export interface Finding {
  type: 'finding'; id: string; version: number; found: Found; detector_name: string;
  before: { id: string; at: Moment; title: string; verdict: Verdict | '' }[];
}
export interface Detector {
  id: string; name: string; lead_s: number | null; judged: number; hits: number; false_a_week: number; recent: Verdict[];
  advice: boolean; advice_since: Moment | null; hits_to_return: number;
}
/** The numbers by which detectors warn; no chance where nothing is foretold. */
export interface Thresholds { per_shift: number; cluster_share: number; measured_share: number; warn_chance: number | null; unwatched: string[] }
export interface SetThresholds { per_shift: number; reason: string; cluster_share?: number; measured_share?: number; warn_chance?: number; unwatched?: string[] }
export interface TriedSide { warnings: number; hits: number; wrong: number; lead_s: number | null }
export interface Tried {
  weeks: number; now: number; then: number; detectors: { id: string; days: number; now: TriedSide; then: TriedSide }[];
  differ: { at: Moment; detector: string; theme: string; place: string; score: number; now: boolean; then: boolean; finding: string; verdict: Verdict | ''; lead_s: number | null }[];
}
export interface Announcement { observation: string; rule: string; title: string; areas: string[]; themes: string[]; factor: number; from: Moment; to: Moment; known: Moment }
export interface EarlyWarning {
  type: 'early-warning'; id: string; version: number; budget: number;
  set: SetThresholds & { name: string; at?: Moment }; thresholds: Thresholds; by_doctrine: Thresholds; themes: string[]; changes: (SetThresholds & { name: string; at?: Moment })[];
  announced: Announcement[]; // known events that run or come
  active: boolean; days_known: number; days_needed: number; series: number; detectors: Detector[];
}
