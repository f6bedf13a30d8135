// The crisis entities of src/views/entities.h (and what they take from src/crisis/state.h and src/doctrine/plan.h).
import type { Level, Moment, Point, ScaleStep } from './api';

export interface By { name: string; role: string }
export interface CrisisSignal {
  id: string; number: string; title: string; theme: string; place: string; level: Level | null; state: string; so_what: string;
  facts: number; updated: Moment; scale: ScaleStep[]; linked: Moment;
}
export interface T0 { at: Moment; criterion: string; set: Moment; by: By; reason: string }
export interface LevelChange {
  level: string; at: Moment; by: By; on_behalf_of: string; reason: string; rule: string; allowed: boolean; withdrawn: Moment | null;
}
export interface ProcedureChange { procedure: string; at: Moment; by: By; reason: string }
export interface PhaseChange { phase: string; at: Moment; on: string }
export interface Handover { from: string; to: string; note: string; offered: Moment; by: By; taken: Moment | null; taken_by: By }
export interface CrisisPosition {
  id: string; name: string; state: string; person: string; phone: string; eta: Moment | null; begun: Moment | null;
  since: Moment | null; added: boolean; optional: boolean; tasks: string[]; handover?: Handover;
  link?: { hash: string; name: string; made: Moment; by: By; until: Moment; used?: Moment }; contact?: { id: string };
}
export interface CrisisTeam {
  id: string; name: string; activated: Moment; by: By; convened: Moment | null; begun: Moment | null; closed: Moment | null;
  closed_reason: string; handed_to: string; positions: CrisisPosition[]; twin?: { of: string; where: string }; meeting?: { at: Moment; by: By };
}
export interface Call {
  id: string; function: string; team: string; position: string; contact: string; name: string; phone: string; listed: Moment;
  outcome: string; answered: Moment | null; by: By; note: string; attempt: number; overdue?: boolean;
}
export interface Term {
  timer: string; name: string; article: string; obligation: string; limit_s: number; anchor: string; from: Moment | null;
  due: Moment | null; met: Moment | null; met_by: string; missed: boolean; by_hand: boolean;
}
export interface SituationLine { heading: string; text: string; at: Moment; by: By; version: number; signal: string }
export interface ContradictionValue { text: string; source: string; at: Moment | null }
export interface Contradiction {
  id: string; heading: string; about: string; values: ContradictionValue[]; raised: Moment; by: By; state: string; asked: Moment | null;
  chosen: number; reason: string; settled: Moment | null; settled_by: By;
}
export interface SentSituation { number: number; at: Moment; by: string; note: string }
export interface CrisisAction {
  id: string; number: string; text: string; owner: string; due: Moment | null; created: Moment; by: By; state: string;
  ended: Moment | null; note: string; decision: string; card: string; climbed: { to: string; at: Moment }[];
}
export interface CrisisDecision {
  id: string; number: string; type: string; question: string; advice: string; state: string; proposed: Moment; by: By;
  latest: Moment | null; choice: string; decided: Moment | null; decided_by: By; rests_on: number; allowed: boolean; reason: string;
  follow_ups: { at: Moment; by: By; state: string; note: string }[];
}
export interface Article39 {
  at: Moment; by: By; municipalities: string[]; consulted: boolean; reason: string;
  objections: { municipality: string; by: string; text: string; at: Moment }[]; ended: Moment | null;
}
export interface Questions { what_is: string; what_if: string; what_next: string; at: Moment | null; by: By; version: number }
export interface DiagnosisTrait { id: string; text: string; points_to: string; holds: string; asked: boolean; because: string }
export interface Crisis {
  type: 'crisis'; id: string; version: number; number: string; title: string; place: string; point: Point | null;
  municipalities: string[]; exercise: boolean; started: Moment; started_by: By; plan: string; procedure: string; phase: string;
  form: string; level: string; colour: Level | null; authority: string; alarm_at: Moment | null; alarmed: Moment | null;
  signals: CrisisSignal[]; t0: T0[]; levels: LevelChange[]; procedures: ProcedureChange[]; phases: PhaseChange[];
  leader?: CrisisPosition; teams: CrisisTeam[]; calls: Call[]; terms: Term[]; lines: SituationLine[]; contradictions?: Contradiction[]; sent: SentSituation[]; actions: CrisisAction[];
  decisions: CrisisDecision[]; article_39: Article39[]; questions: Questions; diagnosis: DiagnosisTrait[];
  advice: { procedure: string; level: string; holds: number; of: number };
  reviews: { at: Moment; by: By; outcome: string; text: string }[]; next_review: Moment | null; review_due: boolean;
  cards: string[]; cards_since?: Record<string, Moment>; relief: string[]; closed: Moment | null; closed_by: By; closed_reason: string; handed_to: string;
  merged_into: string; merged: string[];
  headings_shown?: string[]; // of a partner: those that its task needs; else empty
}

export interface PlanLevel {
  id: string; name: string; rank: number; reach: string; trigger: string; teams: string[]; may_declare: string[];
  advised_by: string[]; told: string[]; authority: string; proposes: string; source: string;
}
export interface PlanPosition {
  id: string; name: string; function: string; mandate: string; competence: string; begins_s: number; chair: boolean; optional: boolean;
}
export interface PlanTeam {
  id: string; name: string; task: string; article: string; layer: string; convened: boolean; several: boolean;
  at_t0?: boolean; by_hand?: boolean; relief_after_s: number; asks: string[]; positions: PlanPosition[]; coordinates?: string | null;
}
export interface Procedure {
  id: string; name: string; short_name: string; kind: string; levels: boolean; review_date: boolean; begin: string;
  phases: { id: string; name: string; final: boolean }[];
  steps: { from: string[]; to: string; on: string; guards: string[]; name: string }[]; forms: string[];
}
export interface PlanTimer {
  id: string; name: string; article: string; obligation: string; limit_s: number; anchor: string; met_by: string; team: string; positions: string[];
}
export interface PlanHeading { id: string; group: string; name: string; text: string; article: string; team: string; owner: string; shared_with: string[] }
export interface DecisionType { id: string; name: string; holders: string[]; holders_39: string[]; basis: string; tell: string[]; ends: string }
export interface PlanFunction { id: string; name: string; duty: string }
export interface Doctrine {
  title: string; region: string; version: string; leader: string; description_by: string; alarm_delay_s: number;
  call_again_s: number; stale_s: number; overdue: { after_s: number; to: string }[]; levels: PlanLevel[]; teams: PlanTeam[];
  procedures: Procedure[]; criteria: { id: string; name: string; text: string }[]; timers: PlanTimer[]; headings: PlanHeading[];
  decisions: DecisionType[]; functions?: PlanFunction[]; partner_tasks?: string[];
  cards: { id: string; title: string; from_level: string; team: string; theme: string; procedure: string; t0: boolean; actions: { text: string; owner: string; within_s: number }[] }[];
  traits: {
    id: string; text: string; points_to: string; from_colour: string; themes: string[]; scales: string[]; municipalities_from: number;
    expected: boolean; asked: boolean;
  }[];
  own_powers: { holder: string; power: string; article: string }[];
}
export interface Plan { type: 'plan'; id: string; version: number; in_force: boolean; plan: Doctrine }
export interface DutyContact { id: string; name: string; organisation: string; phone: string }
export interface Duty { type: 'duty'; id: string; version: number; name: string; contacts: DutyContact[]; since: Moment | null; by: string }
