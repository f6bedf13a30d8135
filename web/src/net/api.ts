// What the server says, as types: one interface for each struct of src/views/entities.h. JSON keys are the field
// names, enums are kebab-case words, moments are RFC 3339 in UTC. Those of a crisis: crisis.ts, of
// early warning: warning.ts.
import type { Crisis, Duty, Plan } from './crisis';
import type { EarlyWarning, Finding, Forecast, LeadScore, Load, Verdict } from './warning';

export type Moment = string;
export type Level = 'grey' | 'green' | 'yellow' | 'orange' | 'red';
export type Point = { lon: number; lat: number };
export type Position = [lon: number, lat: number];
export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] };

export interface Chapter { at: Moment; title: string; text: string }
export interface Attachment { sha256: string; name: string; media_type: string; bytes: number; erased?: Moment | null; erased_by?: string | null }
export interface Region {
  type: 'region'; id: string; version: number; code: string; name: string; codes: string[]; demo: boolean;
  film_title: string; film_from: Moment | null; film_to: Moment | null; film_speed: number; film_ended: boolean;
  chapters: Chapter[]; not_counted_test: number; not_counted_exercise: number; not_counted_expired: number;
  not_counted_late: number; coarse_areas: boolean; store_fault: { since: Moment; code: string } | null;
  exercise?: { title: string; since: Moment; by: string; role: string };
}
export interface LevelSpan { from: Moment; to: Moment | null; level: Level; reason: string }
export interface Theme {
  type: 'theme'; id: string; version: number; name: string; name_en: string; order: number; level: Level; trend: string;
  reason: string; criterion: string; set_by: string; set_by_kind: string; since: Moment | null; valid_until: Moment | null;
  floor: Level | null; grey_corner: boolean; grey_since: Moment | null; no_source: boolean; sources: string[];
  silent_sources: string[]; measured: LevelSpan[]; expected: LevelSpan[]; signals: number;
}
export interface ScaleStep { at: Moment; scale: string; level: Level | null }
export interface FactGroup { source: string; kind: string; text: string; count: number; last: Moment }
export interface ClimbStep { after_s: number; what: string; done_at: Moment | null }
export interface SignalAct { at: Moment; who: string; role: string; what: string; text: string }
export interface Signal {
  type: 'signal'; id: string; version: number; number: string; title: string; theme: string; kind: string;
  level: Level | null; expected: boolean; state: string; origin: string; since: Moment; updated: Moment; place: string;
  areas: string[]; point: Point | null; geometry: Geometry | null; geometry_kind: string; valid_from: Moment | null;
  valid_to: Moment | null; native_level: string; scale: ScaleStep[]; facts: FactGroup[]; fact_count: number;
  source_count: number; observation_ids: string[]; proposal: string; so_what: string; grade: string;
  proposed_grade: string; spoken_to: string; owner: string; seen_by: string[]; verified_by: string;
  verified_at: Moment | null; call_back_at: Moment | null; promise: string; closed_reason: string; returned: boolean;
  returned_why: string; climb: ClimbStep[]; climb_from: Moment | null; acts: SignalAct[]; merged_into: string;
  rule: string; attachments?: Attachment[]; crisis?: string; finding?: string; verdict?: Verdict | '';
}
export interface Remark { code: string; where: string; message: string }
export interface Source {
  type: 'source'; id: string; version: number; name: string; format: string; theme: string; personal: boolean; state: string;
  condition: string; state_since: Moment | null; last_received: Moment | null; last_news: Moment | null;
  last_published: Moment | null; same_in_a_row: number; expected_s: number; silent_after_s: number; received: number;
  understood: number; remarked: number; rejected: number; tests: number; kept_apart: { why: string; count: number }[]; unchanged: number; failed: number; last_good_sha256: string; last_bad_sha256: string;
  last_remarks: Remark[]; recent: Moment[]; previous: string; previous_from: Moment | null; previous_to: Moment | null;
  remedy: string; leans_on_it: string[];
}
export interface SeriesPoint { at: Moment; value: number }
export interface Threshold { value: number; level: Level; words: string }
export interface Station {
  type: 'station'; id: string; version: number; source: string; name: string; kind: string; unit: string;
  point: Point | null; value: number | null; at: Moment | null; direction_deg: number | null; trend_per_hour: number;
  silent: boolean; measured: SeriesPoint[]; expected: SeriesPoint[]; thresholds: Threshold[];
  forecast?: Forecast | null; scores?: LeadScore[];
}
export interface Fact {
  type: 'fact'; id: string; version: number; source: string; kind: string; theme: string; title: string;
  level: Level | null; geometry: Geometry | null; place: string; areas: string[]; t_observed: Moment | null;
  t_issued: Moment | null; t_received: Moment | null; valid_from: Moment | null; valid_to: Moment | null;
  native_level: string; quality: string; signal: string; raw_sha256: string; personal: boolean; attachments?: Attachment[];
}
export interface LogLine {
  type: 'log'; id: string; version: number; at: Moment; written: Moment; who: string; role: string; text: string;
  crisis: string | null; signal: string | null; corrects: string | null; moment?: Moment | null; attachments?: Attachment[];
  erased?: Moment | null; erased_by?: string | null; exercise?: boolean;
}
export type Entity = Region | Theme | Signal | Source | Station | Fact | LogLine | Crisis | Plan | Duty | Finding | EarlyWarning | Load;
export type EntityType = Entity['type'];
export interface Removal { type: EntityType; id: string; version: number }
export interface Changes {
  version: number; upserts: Entity[]; removals: Removal[]; full?: boolean; now?: Moment; speed?: number;
}

/** What the signature on a message says, and which profiles it follows; absent where the format has none. */
export interface Provenance {
  signature: 'verified' | 'verified-normalised' | 'not-verified' | 'unsigned'; signature_reason: string; signer: string; profiles: string[];
}
export interface WhyFact {
  observation: string; entry: number; source: string; title: string; counted: boolean; not_counted_why: string;
  t_observed: Moment | null; t_issued: Moment | null; t_received: Moment | null; raw_sha256: string; personal: boolean;
  leaf_hash: string; used: string[]; provenance?: Provenance | null;
}
export interface Why {
  type: string; id: string; version: number; level: Level | null; rule: string; rule_sentence: string;
  rule_version: string; value: number | null; limit: number | null; unit: string; set_by: string; set_by_kind: string;
  reason: string; since: Moment | null; valid_until: Moment | null; expected: string; facts: WhyFact[]; counted: number;
  not_counted: number; before: { at: Moment; title: string; verdict: string }[];
}

/** GET /api/capcodes: what one list says of one code. */
export interface CapcodeSaid { name: string; discipline: string; station: string; region: string; source: string; date: string }
export interface CapcodeAnswer { code: string; claims: CapcodeSaid[]; conflict: boolean }
export interface CapcodesAnswer { lists: { source: string; date: string; claims: number }[]; items: CapcodeAnswer[] }

export interface DemoAccount { user: string; password: string; name: string; role: string }
export interface WelcomeFilm { title: string; from: Moment | null; now: Moment; speed: number; sources: number; alive: number; entries: number }
/** GET /api/welcome: for whoever is not logged in. */
export interface Welcome { region_code: string; region_name: string; demo: boolean; demo_accounts: DemoAccount[]; version: string; film?: WelcomeFilm | null; exercise?: boolean }
export interface Session {
  user: string; name: string; role: string; role_name?: string; role_names?: Record<string, string>; audience: string; may: string[];
  demo_accounts?: DemoAccount[];
}
export interface Problem { code: string; title?: string; detail?: string; rule?: string; article?: string; field?: string; remedy?: string; status: number }
export interface Done { version: number; id: string }
