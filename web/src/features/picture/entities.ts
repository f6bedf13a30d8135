// The synchronised entities as this feature reads them (src/views/entities.h): JSON keys are the field names,
// moments are RFC 3339 strings.
import type { Geometry, Level } from '../../map/port';

export type { Geometry, Level };
export type Moment = string;

export interface LevelSpan { from: Moment; to: Moment | null; level: Level; reason: string }
export interface Theme {
  type: 'theme'; id: string; version: number; name: string; name_en: string; order: number; level: Level;
  trend: string; reason: string; criterion: string; set_by: string; set_by_kind: string; since: Moment | null;
  valid_until: Moment | null; floor: Level | null; grey_corner: boolean; grey_since: Moment | null;
  no_source: boolean; sources: string[]; silent_sources: string[]; measured: LevelSpan[]; expected: LevelSpan[];
  signals: number;
}
export interface ScaleStep { at: Moment; scale: string; level: Level | null }
export interface FactGroup { source: string; kind: string; text: string; count: number; last: Moment }
export interface ClimbStep { after_s: number; what: string; done_at: Moment | null }
export interface SignalAct { at: Moment; who: string; role: string; what: string; text: string }
export interface Signal {
  type: 'signal'; id: string; version: number; number: string; title: string; theme: string; kind: string;
  level: Level | null; expected: boolean; state: string; origin: string; since: Moment; updated: Moment;
  place: string; areas: string[]; point: { lon: number; lat: number } | null; geometry: Geometry | null;
  geometry_kind: string; valid_from: Moment | null; valid_to: Moment | null; native_level: string;
  scale: ScaleStep[]; facts: FactGroup[]; fact_count: number; source_count: number; observation_ids: string[];
  proposal: string; so_what: string; grade: string; proposed_grade: string; spoken_to: string; owner: string;
  seen_by: string[]; verified_by: string; verified_at: Moment | null; call_back_at: Moment | null; promise: string;
  closed_reason: string; returned: boolean; returned_why: string; climb: ClimbStep[]; climb_from: Moment | null;
  acts: SignalAct[]; merged_into: string; rule: string;
}
export interface Source {
  type: 'source'; id: string; version: number; name: string; format: string; theme: string; state: string;
  condition: string; state_since: Moment | null; last_received: Moment | null; expected_s: number;
  silent_after_s: number; received: number; rejected: number;
}
export interface SeriesPoint { at: Moment; value: number }
export interface Threshold { value: number; level: Level; words: string }
export interface Station {
  type: 'station'; id: string; version: number; source: string; name: string; kind: string; unit: string;
  point: { lon: number; lat: number } | null; value: number | null; at: Moment | null;
  direction_deg: number | null; trend_per_hour: number; silent: boolean; measured: SeriesPoint[];
  expected: SeriesPoint[]; thresholds: Threshold[];
}
export interface Fact {
  type: 'fact'; id: string; version: number; source: string; kind: string; theme: string; title: string;
  level: Level | null; geometry: Geometry | null; place: string; areas: string[]; t_observed: Moment | null;
  t_issued: Moment | null; t_received: Moment | null; valid_from: Moment | null; valid_to: Moment | null;
  native_level: string; quality: string; signal: string; raw_sha256: string; personal: boolean;
}
export interface Region {
  type: 'region'; id: string; version: number; code: string; name: string; codes: string[]; demo: boolean;
  not_counted_test: number; not_counted_exercise: number; not_counted_expired: number; not_counted_late: number;
  coarse_areas: boolean;
}
export interface LogLine {
  type: 'log'; id: string; version: number; at: Moment; written: Moment; who: string; role: string; text: string;
  signal: string | null;
}

export const ms = (moment: Moment): number => Date.parse(moment);
export const msOr = (moment: Moment | null, otherwise: number): number => (moment === null ? otherwise : Date.parse(moment));
