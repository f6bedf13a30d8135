// An invented plan and crisis, for the tests of this feature. Small on purpose: what a test is about, it says itself.
import type { Crisis, CrisisPosition, CrisisTeam, Doctrine, Duty, PlanLevel, PlanPosition, PlanTeam, Term } from '../../net/crisis';

export const now = Date.parse('2026-11-24T13:46:48Z');
export const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
const nobody = { name: '', role: '' };

const place = (id: string, more: Partial<PlanPosition> = {}): PlanPosition => ({ id, name: id.toUpperCase(), function: '', mandate: '', competence: '', begins_s: 0, chair: false, optional: false, ...more });
const team = (id: string, positions: PlanPosition[], more: Partial<PlanTeam> = {}): PlanTeam => ({ id, name: id.toUpperCase(), task: '', article: '', layer: '', convened: false, several: false, relief_after_s: 0, asks: [], positions, ...more });
const level = (rank: number, teams: string[], may_declare: string[], told: string[] = []): PlanLevel => ({ id: `l${rank}`, name: `Level ${rank}`, rank, reach: '', trigger: '', teams, may_declare, advised_by: [], told, authority: '', proposes: '', source: '' });

export const plan: Doctrine = {
  title: '', region: '', version: '1', leader: 'rol', description_by: '', alarm_delay_s: 5, call_again_s: 180, stale_s: 600, overdue: [],
  levels: [level(1, ['field'], ['caco', 'rol'], ['mayor']), level(2, ['field', 'staff'], ['rol'], ['mayor']), level(3, ['field', 'staff', 'policy'], ['mayor'], ['mayor', 'chair'])],
  teams: [team('field', [place('leader', { chair: true }), place('fire'), place('plotter', { optional: true })], { several: true, relief_after_s: 3600 }), team('staff', [place('rol', { chair: true }), place('health')]), team('policy', [place('mayor-seat', { function: 'mayor', chair: true })], { convened: true })],
  procedures: [
    { id: 'flash', name: 'Flash', short_name: 'F', kind: 'flash', levels: true, review_date: false, begin: 'a', phases: [{ id: 'a', name: 'Begin', final: false }], steps: [], forms: [] },
    { id: 'slow', name: 'Slow', short_name: 'S', kind: 'tailored', levels: false, review_date: true, begin: 'b', phases: [], steps: [], forms: ['watch'] },
  ],
  criteria: [{ id: 'a', name: 'victims', text: '' }],
  timers: [
    { id: 'T4', name: 'Field', article: '', obligation: '', limit_s: 1800, anchor: 't0', met_by: 'team', team: 'field', positions: [] },
    { id: 'T5', name: 'Staff', article: '', obligation: '', limit_s: 2700, anchor: 't0', met_by: 'positions', team: '', positions: ['rol', 'health'] },
    { id: 'T2', name: 'Told', article: '', obligation: '', limit_s: 120, anchor: 't0', met_by: 'told', team: '', positions: ['mayor'] },
  ],
  headings: [], decisions: [{ id: 'evacuate', name: 'Evacuate', holders: ['rol'], holders_39: ['voorzitter'], basis: '', tell: [], ends: '' }], cards: [],
  traits: [
    { id: 'red', text: 'Danger now', points_to: 'flash', from_colour: 'red', themes: [], scales: [], municipalities_from: 0, expected: false, asked: false },
    { id: 'big', text: 'Grew large', points_to: 'l2', from_colour: '', themes: [], scales: ['large'], municipalities_from: 0, expected: false, asked: false },
    { id: 'ahead', text: 'Announced', points_to: 'slow', from_colour: '', themes: [], scales: [], municipalities_from: 0, expected: true, asked: false },
    { id: 'life', text: 'Lives?', points_to: 'flash', from_colour: '', themes: [], scales: [], municipalities_from: 0, expected: false, asked: true },
  ],
  own_powers: [],
};

export const position = (id: string, more: Partial<CrisisPosition> = {}): CrisisPosition => ({ id, name: id.toUpperCase(), state: 'open', person: '', phone: '', eta: null, begun: null, since: at(-10), added: false, optional: false, tasks: [], ...more });
export const standing = (id: string, positions: CrisisPosition[], more: Partial<CrisisTeam> = {}): CrisisTeam => ({ id, name: id.toUpperCase(), activated: at(-20), by: nobody, convened: null, begun: null, closed: null, closed_reason: '', handed_to: '', positions, ...more });
export const term = (more: Partial<Term> = {}): Term => ({ timer: 'T5', name: 'Staff', article: '', obligation: '', limit_s: 2700, anchor: 't0', from: at(-40), due: at(5), met: null, met_by: '', missed: false, by_hand: false, ...more });

export const crisis = (more: Partial<Crisis> = {}): Crisis => ({
  type: 'crisis', id: 'c1', version: 1, number: 'C-1', title: 'Explosion', place: 'Town', point: null, municipalities: [], exercise: false, started: at(-45), started_by: { name: 'A', role: 'caco' }, plan: 'p', procedure: 'flash', phase: 'a', form: '', level: '',
  colour: 'red', authority: '', alarm_at: null, alarmed: null, signals: [], t0: [], levels: [], procedures: [{ procedure: 'flash', at: at(-45), by: nobody, reason: '' }], phases: [], teams: [], calls: [], terms: [], lines: [], sent: [], actions: [], decisions: [], article_39: [],
  questions: { what_is: '', what_if: '', what_next: '', at: null, by: nobody, version: 0 }, diagnosis: [], advice: { procedure: '', level: '', holds: 0, of: 0 }, reviews: [], next_review: null, review_due: false, cards: [], relief: [], closed: null, closed_by: nobody, closed_reason: '', handed_to: '', merged_into: '', merged: [], ...more,
});

export const duty = (id: string, ...names: string[]): Duty => ({ type: 'duty', id, version: 1, name: id.toUpperCase(), since: at(-300), by: '', contacts: names.map((name, n) => ({ id: `${name}`, name, organisation: '', phone: `+31${n}` })) });
export const duties = new Map([duty('rol', 'Wouters', 'Second'), duty('leader', 'Aarts'), duty('fire', 'Bosma'), duty('health', 'Mulder'), duty('mayor', 'Mayor'), duty('chair')].map((one) => [one.id, one]));
