// The crises of the stand-in server: one flash, one slow, one exercise, one closed, and a small engine that does just enough
// of what src/crisis does for the screens to be used. Invented people and events.
import { plan, duties } from './plan.mjs';

export { plan, duties };
const none = { name: '', role: '' };
const iso = (ms) => new Date(ms).toISOString();
let next = 1;
const id = (kind) => `${kind}-${next++}`;
const by = (name, role) => ({ name, role });
const levelOf = (which) => plan.plan.levels.find((one) => one.id === which);

export function blank(more) {
  return {
    type: 'crisis', version: 1, number: '', title: '', place: '', point: null, municipalities: [], exercise: false, started_by: by('R. Terpstra', 'caco'), plan: plan.id, procedure: 'spc', phase: 'melding', form: '',
    level: '', colour: null, authority: 'burgemeester', alarm_at: null, alarmed: null, signals: [], t0: [], levels: [], procedures: [], phases: [], teams: [], calls: [], terms: [], lines: [], sent: [], actions: [], decisions: [],
    article_39: [], questions: { what_is: '', what_if: '', what_next: '', at: null, by: none, version: 0 }, diagnosis: [], advice: { procedure: 'spc', level: '', holds: 0, of: 0 }, reviews: [], next_review: null, review_due: false,
    cards: [], relief: [], closed: null, closed_by: none, closed_reason: '', handed_to: '', merged_into: '', merged: [], ...more,
  };
}
const diagnosis = (yes) => plan.plan.traits.map((one) => ({ id: one.id, text: one.text, points_to: one.points_to, holds: one.id in yes ? 'yes' : one.asked ? 'unknown' : 'no', asked: one.asked, because: yes[one.id] ?? '' }));

export function terms(crisis) {
  const t0 = crisis.t0.at(-1)?.at ?? null;
  return plan.plan.timers.map((one) => {
    const known = crisis.terms.find((term) => term.timer === one.id);
    const from = one.anchor === 'convened' ? (crisis.teams.find((team) => team.id === one.team && !team.closed)?.convened ?? null) : t0;
    const due = from ? iso(Date.parse(from) + one.limit_s * 1000) : null;
    const positions = crisis.teams.flatMap((team) => team.positions);
    const begun = one.positions.map((which) => positions.find((p) => p.id === which)?.begun ?? null);
    const auto = one.met_by === 'alarm' ? crisis.alarmed : one.met_by === 'team' ? (crisis.teams.find((team) => team.id === one.team)?.begun ?? null) : one.met_by === 'positions' && begun.length > 0 && begun.every(Boolean) ? begun.sort().at(-1) : null;
    const met = known?.met ?? auto ?? null;
    return { timer: one.id, name: one.name, article: one.article, obligation: one.obligation, limit_s: one.limit_s, anchor: one.anchor, from, due, met, met_by: known?.met_by ?? '', missed: known?.missed || (met && due ? met > due : false), by_hand: ['told', 'description', 'hand'].includes(one.met_by) };
  });
}

function standTeam(which, at, filled = {}) {
  const team = plan.plan.teams.find((one) => one.id === which);
  return {
    id: which, name: team.name, activated: at, by: by('D. Wouters', 'rol'), convened: team.convened ? at : null, begun: null, closed: null, closed_reason: '', handed_to: '',
    positions: team.positions.map((one) => ({ id: one.id, name: one.name, state: 'open', person: '', phone: '', eta: null, begun: null, since: at, added: false, optional: one.optional, tasks: [], ...(filled[one.id] ?? {}) })),
  };
}
const asSignal = (one, linked) => ({ id: one.id, number: one.number, title: one.title, theme: one.theme, place: one.place, level: one.level, state: one.state, so_what: one.so_what, facts: one.fact_count, updated: one.updated, scale: one.scale, linked });

export function crises(start, signals) {
  const at = (minutes) => iso(start + minutes * 60_000);
  const t0 = -37.63;
  const begun = (person, minutes) => ({ state: 'begun', person, begun: at(minutes), since: at(minutes), phone: '+31 6 0000 2000' });
  const coming = (person, minutes) => ({ state: 'coming', person, eta: at(minutes), since: at(-9), phone: '+31 6 0000 2000' });
  const line = (heading, text, minutes, role, version = 2, signal = '') => ({ heading, text, at: at(minutes), by: by('', role), version, signal });
  const action = (n, text, owner, due, more = {}) => ({ id: id('action'), number: `A-${String(n).padStart(2, '0')}`, text, owner, due: due === null ? null : at(due), created: at(-25), by: by('D. Wouters', 'rol'), state: 'open', ended: null, note: '', decision: '', card: '', climbed: [], ...more });
  const copi = { ...standTeam('copi', at(-38), { 'leider-copi': begun('J. Aarts', -22), 'ovd-b': begun('M. Bosma', -33), 'ovd-g': begun('E. Celik', -27), 'ovd-p': begun('P. Dekker', -30), 'im-copi': begun('Y. El Idrissi', -20), 'voorlichter-copi': begun('H. Faber', -16) }), begun: at(t0 + 24.1) };
  copi.positions.push({ id: 'partner-1', name: 'Netbeheerder', state: 'begun', person: 'R. Gerritsen', phone: '+31 6 0000 3000', eta: null, begun: at(-18), since: at(-18), added: true, optional: false, tasks: ['energy'] });
  const rot = standTeam('rot', at(-25), { rol: begun('D. Wouters', -12), 'hoofd-im': begun('L. Huisman', -9), 'voorlichter-rot': begun('A. Jansma', -4), 'sectie-brandweer': begun('T. Kuipers', -2), 'sectie-politie': coming('W. Lammers', 5), 'sectie-ghor': coming('I. Mulder', 12), 'sectie-bz': { state: 'open', since: at(-3) } });
  const bz = standTeam('bevolkingszorg', at(-25), { 'hoofd-bz': coming('O. Okkerse', 24), 'informatie-bz': begun('V. Prins', -6), publieksvoorlichting: begun('Q. Roos', t0 + 27.2) });
  const call = (fn, team, name, minutes, outcome = '', more = {}) => ({ id: id('call'), function: fn, team, position: team ? fn : '', contact: name ? `contact-${name}` : '', name, phone: name ? '+31 6 0000 4000' : '', listed: at(minutes), outcome, answered: outcome ? at(minutes + 2) : null, by: outcome ? by('R. Terpstra', 'caco') : none, note: '', attempt: 1, ...more });
  const flash = blank({
    id: '01CRISISGAS', number: 'C-0627-1', title: 'Gasexplosie flat, Bilthoven', place: 'De Bilt', municipalities: ['GM0310'], started: at(-41), level: 'grip-2', colour: 'red', phase: 'functie',
    signals: [asSignal({ id: '01MOCKGAS', number: 'S-0627-014', title: 'Gasexplosie in flat', theme: 'fire', place: 'Bilthoven', level: 'red', state: 'verified', so_what: 'Flat met 32 woningen deels ingestort.', fact_count: 24, updated: at(-3), scale: [{ at: at(-41), scale: 'middel', level: 'yellow' }, { at: at(-33), scale: 'groot', level: 'orange' }, { at: at(-25), scale: 'zeer groot', level: 'red' }] }, at(-40))],
    t0: [{ at: at(t0), criterion: 'b', set: at(t0), by: by('R. Terpstra', 'caco'), reason: '' }],
    levels: [{ level: 'grip-1', at: at(-36.6), by: by('R. Terpstra', 'caco'), on_behalf_of: '', reason: '', rule: 'RCP 2026 tabel 3 regel 1', allowed: true, withdrawn: null }, { level: 'grip-2', at: at(-25.4), by: by('D. Wouters', 'rol'), on_behalf_of: '', reason: '', rule: 'RCP 2026 tabel 3 regel 2', allowed: true, withdrawn: null }],
    procedures: [{ procedure: 'spc', at: at(-41), by: by('R. Terpstra', 'caco'), reason: '' }], phases: [{ phase: 'melding', at: at(-41), on: 'started' }, { phase: 'functie', at: at(t0 + 24.1), on: 'team-begun' }],
    teams: [copi, rot, bz], alarmed: at(t0 + 1.37),
    calls: [call('sectie-bz', 'rot', 'B. Tuinstra', -6, 'no-answer'), call('sectie-bz', 'rot', 'G. Idzinga', -2.5, '', { attempt: 2 }), call('burgemeester', '', 'Burgemeester De Bilt', -37, 'reached'), call('dpg', '', 'C. Van Loon', -24, ''), call('cdk', '', '', -24, '')],
    terms: [{ timer: 'T2', met: at(t0 + 3.6), met_by: 'R. Terpstra', missed: true }, { timer: 'T3', met: at(t0 + 4.52), met_by: 'R. Terpstra', missed: false }],
    lines: [
      line('a1', 'Explosie in flat, 4 lagen, 32 woningen. Twee portieken ingestort.', -3, 'im', 3), line('a2', 'Brand op laag 3 onder controle. Gas nog niet dicht, verwacht 16:50.', -1, 'im', 6), line('a3', 'Tweede explosie mogelijk in 2 portieken. Rook trekt naar het noordoosten.', -6, 'officer'),
      line('b1', '9 voertuigen brandweer, 6 ambulances, 1 traumahelikopter, USAR gevraagd.', -4, 'officer'), line('b2', 'Noordzijde vrij. Spoorwegovergang dicht tot 17:15.', -2, 'officer', 4), line('b3', 'Niemand binnen 50 m zonder gasmeting.', -9, 'officer'),
      line('c1', 'Als gas om 16:50 dicht is: meester rond 17:45.', -12, 'rol'), line('c2', '7 gewonden, 2 zwaar. 5 mensen vermist.', -8, 'officer', 3), line('c3', 'Circa 180 bewoners buiten, 14 °C, regen vanaf 18:00.', -7, 'officer'), line('c4', 'Veel kijkers bij station. NL-Alert 16:10 verzonden.', -5, 'comm'), line('c5', 'Wijk zonder gas: 640 huishoudens.', -23, 'partner', 1, 'S-0627-014'),
      line('d1', 'SPC, GRIP 2. OKT bijeen sinds 16:14.', -2, 'im'), line('d2', 'Ontruimen tot 300 m ligt voor bij ROL.', -4, 'rol'), line('d3', 'Redding portiek 2 met 24 man.', -3, 'officer'),
    ],
    sent: [{ number: 13, at: at(-16), by: 'L. Huisman', note: '' }, { number: 14, at: at(-5), by: 'L. Huisman', note: 'Spoorwegovergang dicht' }],
    actions: [action(3, 'Lijst vermisten maken', 'hoofd-bz', -6, { climbed: [{ to: 'rol', at: at(-1) }] }), action(5, 'Opvang sporthal open', 'hoofd-bz', 4), action(6, 'Bouwkundige naar portiek 3', 'ovd-b', 12), action(7, 'Omroep: kijkers weg bij spoor', 'ovd-p', 14), action(1, 'Gaslevering afsluiten', 'partner-1', -10, { state: 'done', ended: at(-12) })],
    decisions: [
      { id: 'decision-5', number: 'B-05', type: 'evacuate', question: 'Ontruimen tot 300 m?', advice: 'CoPI: ja, gas stroomt nog', state: 'proposed', proposed: at(-4), by: by('J. Aarts', 'leider-copi'), latest: at(6), choice: '', decided: null, decided_by: none, rests_on: 0, allowed: true, reason: '', follow_ups: [] },
      { id: 'decision-4', number: 'B-04', type: 'shut-gas', question: 'Gas afsluiten hele wijk?', advice: '', state: 'partly', proposed: at(-14), by: by('J. Aarts', 'leider-copi'), latest: null, choice: 'Gas afsluiten hele wijk', decided: at(-10), decided_by: by('D. Wouters', 'rol'), rests_on: 13, allowed: true, reason: '', follow_ups: [{ at: at(-2), by: by('R. Gerritsen', 'partner'), state: 'partly', note: '1 afsluiter vast.' }] },
      { id: 'decision-3', number: 'B-03', type: 'nl-alert', question: 'NL-Alert ramen dicht?', advice: '', state: 'done', proposed: at(-24), by: by('H. Faber', 'comm'), latest: null, choice: 'NL-Alert: ramen dicht', decided: at(-22), decided_by: by('D. Wouters', 'rol'), rests_on: 13, allowed: true, reason: '', follow_ups: [{ at: at(-20), by: by('R. Terpstra', 'caco'), state: 'done', note: '' }] },
    ],
    diagnosis: diagnosis({ colour: 'Gasexplosie in flat, rood', effect: 'zeer groot' }), advice: { procedure: 'spc', level: 'grip-2', holds: 2, of: 3 },
  });
  const slow = blank({
    id: '01CRISISICT', number: 'C-0606-2', title: 'Uitval zorg-ICT, leverancier', place: '9 gemeenten', started: at(-26_000), procedure: 'mcp', phase: 'okt', colour: 'orange', form: 'operationeel team langdurig', authority: 'DPG',
    procedures: [{ procedure: 'mcp', at: at(-26_000), by: by('R. Terpstra', 'caco'), reason: '' }], next_review: at(2725),
    questions: { what_is: 'Leverancier ligt stil sinds 9 juni: 41 praktijken, 3 ziekenhuizen.\nLab op papier: 55 % van normaal.\nGeen gegevens gelekt, nog niet zeker.', what_if: 'Herstel lukt deze week: rest is inhalen.\nHerstel duurt tot half juli: tekort aan lab en medicijnen.\nTweede aanval: spoedzorg in Amersfoort valt terug.', what_next: 'Verdeel labonderzoek over 3 regio’s, tot 1 juli.\nBel praktijken zonder papieren route: 6 open.\nHoud spoedroute Amersfoort stand-by.', at: at(-460), by: by('S. Yilmaz', 'im'), version: 6 },
    teams: [{ ...standTeam('okt', at(-25_000), { 'okt-rol': begun('D. Wouters', -24_000), 'okt-im': begun('S. Yilmaz', -24_000), 'okt-comm': begun('N. Bakker', -24_000), 'okt-dpg': begun('C. Van Loon', -600), 'okt-advies': { state: 'open', since: at(-130) } }), begun: at(-24_990) }],
    diagnosis: diagnosis({ slow: 'aangekondigd door leverancier', supply: 'thema zorg', long: 'R. Terpstra' }), advice: { procedure: 'mcp', level: '', holds: 3, of: 3 }, reviews: [{ at: at(-2000), by: by('D. Wouters', 'rol'), outcome: 'stays', text: 'Lab trekt bij' }],
    actions: [action(1, 'Praktijken zonder papieren route bellen', 'okt-dpg', 90), action(2, 'Rooster OKT week 4', 'okt-im', null)],
  });
  const exercise = blank({ id: '01CRISISOEF', number: 'C-0627-2', title: 'Treinbotsing Amersfoort', place: 'Amersfoort', started: at(-15), exercise: true, level: 'grip-1', colour: 'orange', levels: [{ level: 'grip-1', at: at(-12), by: by('R. Terpstra', 'caco'), on_behalf_of: '', reason: '', rule: '', allowed: true, withdrawn: null }], teams: [standTeam('copi', at(-12))], procedures: [{ procedure: 'spc', at: at(-15), by: by('R. Terpstra', 'caco'), reason: '' }] });
  const over = blank({ id: '01CRISISOUD', number: 'C-0618-1', title: 'Valwind Leersum', place: 'Utrechtse Heuvelrug', started: at(-13_000), closed: at(-12_200), closed_by: by('D. Wouters', 'rol'), closed_reason: 'Wegen vrij, stroom terug', handed_to: 'gemeente' });
  void signals;
  return [flash, slow, exercise, over].map((one) => ({ ...one, terms: one.procedure === 'spc' ? terms(one) : [] }));
}
export const logLines = (start) => [[-1, 'im', 'Y. El Idrissi', 'Portiek 1 doorzocht, niemand gevonden.'], [-2, 'caco', 'R. Terpstra', 'Spoorvervoerder: overgang dicht tot 17:15.'], [-4, 'partner', 'R. Gerritsen', 'Gas dicht verwacht 16:50.'], [-6, 'officer', 'P. Dekker', '11 gewonden geteld bij verzamelplek.'], [-8, 'officer', 'E. Celik', '7 gewonden, van wie 2 zwaar.'], [-10, 'rol', 'D. Wouters', 'Besluit B-04: gas afsluiten hele wijk.']]
  .map(([minutes, role, who, text], n) => ({ type: 'log', id: `01LOGGAS${n}`, version: 1, at: iso(start + minutes * 60_000), written: iso(start + minutes * 60_000), who, role, text, crisis: '01CRISISGAS', signal: null, corrects: null }));

class Refused extends Error {
  constructor(rule, field = '') { super(rule); this.rule = rule; this.field = field; }
}
export { Refused };
const found = (list, which, rule) => list.find((one) => one.id === which) ?? (() => { throw new Refused(rule); })();
const clone = (value) => structuredClone(value);

/** Each takes a copy of the crisis, changes it, and gives it back. `now` is region time. */
const acts = {
  link: (c, b, x) => { for (const which of b.signals) { const one = x.signal(which); x.put({ ...one, crisis: c.id }); c.signals.push(asSignal(one, iso(x.now))); } colour(c); },
  unlink: (c, b, x) => { x.put({ ...x.signal(b.signal), crisis: '' }); c.signals = c.signals.filter((one) => one.id !== b.signal); colour(c); },
  rename: (c, b) => Object.assign(c, { title: b.title, place: b.place, municipalities: b.municipalities }),
  level: (c, b, x) => {
    if (b.was !== c.level) throw new Refused('stale', 'was');
    if (b.level === c.level) throw new Refused('already-that-level', 'level');
    const wanted = levelOf(b.level);
    const up = (wanted?.rank ?? 0) > (levelOf(c.level)?.rank ?? 0);
    const allowed = !up || wanted.may_declare.includes(x.who.role);
    if (!allowed && !b.on_behalf_of && b.reason.length < 10) throw new Refused('not-allowed-reason-missing', 'reason');
    c.level = b.level;
    c.levels.push({ level: b.level, at: iso(x.now), by: x.me, on_behalf_of: b.on_behalf_of, reason: b.reason, rule: wanted?.source ?? '', allowed: allowed || b.on_behalf_of !== '', withdrawn: null });
    if (b.criterion && c.t0.length === 0) c.t0.push({ at: iso(x.now), criterion: b.criterion, set: iso(x.now), by: x.me, reason: '' });
    c.authority = wanted?.authority ?? '';
    if (up) c.alarm_at = iso(x.now + plan.plan.alarm_delay_s * 1000 * x.speed);
  },
  'withdraw-level': (c, b, x) => {
    if (!c.alarm_at) throw new Refused('alarm-already-sent');
    c.levels.at(-1).withdrawn = iso(x.now); c.level = c.levels.filter((one) => !one.withdrawn).at(-1)?.level ?? ''; c.alarm_at = null;
  },
  alarm: (c, b, x) => alarm(c, x),
  t0: (c, b, x) => c.t0.push({ at: b.at ?? iso(x.now), criterion: b.criterion, set: iso(x.now), by: x.me, reason: b.reason }),
  procedure: (c, b, x) => { c.procedure = b.procedure; c.phase = plan.plan.procedures.find((one) => one.id === b.procedure).begin; c.procedures.push({ procedure: b.procedure, at: iso(x.now), by: x.me, reason: b.reason }); },
  step: (c, b, x) => { c.phase = b.to; c.phases.push({ phase: b.to, at: iso(x.now), on: 'step' }); },
  team: (c, b, x) => {
    if (b.act === 'activate') return void c.teams.push(standTeam(b.team, iso(x.now)));
    const team = c.teams.find((one) => one.id === b.team && !one.closed);
    if (b.act === 'begin') team.begun = b.at ?? iso(x.now);
    else Object.assign(team, { closed: iso(x.now), closed_reason: b.reason, handed_to: b.handed_to });
  },
  position: (c, b, x) => Object.assign(found(c.teams.find((one) => one.id === b.team && !one.closed).positions, b.position, 'unknown-position'), { state: b.state, person: b.person, phone: b.phone, eta: b.eta, begun: b.begun, since: iso(x.now) }),
  'add-position': (c, b, x) => c.teams.find((one) => one.id === b.team).positions.push({ id: id('partner'), name: b.name, state: 'called', person: b.person, phone: b.phone, eta: null, begun: null, since: iso(x.now), added: true, optional: false, tasks: b.tasks }),
  call: (c, b, x) => {
    const one = found(c.calls, b.call, 'no-such-call');
    Object.assign(one, { outcome: b.outcome, answered: iso(x.now), by: x.me, note: b.note });
    const place = c.teams.find((team) => team.id === one.team)?.positions.find((p) => p.id === one.position);
    if (place && b.outcome === 'reached' && place.state !== 'begun') Object.assign(place, { state: 'coming', person: one.name, phone: one.phone, since: iso(x.now) });
  },
  term: (c, b, x) => Object.assign(c.terms.find((one) => one.timer === b.timer), { met: b.at ?? iso(x.now), met_by: x.me.name }),
  line: (c, b, x) => {
    const one = c.lines.find((line) => line.heading === b.heading);
    if ((one?.version ?? 0) !== b.version) throw new Refused('stale', 'version');
    const written = { heading: b.heading, text: b.text, at: iso(x.now), by: x.me, version: b.version + 1, signal: '' };
    if (one) Object.assign(one, written); else c.lines.push(written);
  },
  situation: (c, b, x) => c.sent.push({ number: (c.sent.at(-1)?.number ?? 0) + 1, at: iso(x.now), by: x.me.name, note: b.note }),
  action: (c, b, x) => {
    const known = c.actions.find((one) => one.id === b.action);
    const more = { text: b.text, owner: b.owner, due: b.due, state: b.state || 'open', decision: b.decision, ended: b.state === 'done' || b.state === 'dropped' ? iso(x.now) : null };
    if (known) Object.assign(known, more); else c.actions.push({ id: id('action'), number: `A-${String(c.actions.length + 1).padStart(2, '0')}`, created: iso(x.now), by: x.me, note: '', card: '', climbed: [], ...more });
  },
  propose: (c, b, x) => c.decisions.push({ id: id('decision'), number: `B-${String(c.decisions.length + 1).padStart(2, '0')}`, type: b.type, question: b.question, advice: b.advice, state: 'proposed', proposed: iso(x.now), by: x.me, latest: b.latest, choice: '', decided: null, decided_by: none, rests_on: 0, allowed: true, reason: '', follow_ups: [] }),
  decide: (c, b, x) => Object.assign(found(c.decisions, b.decision, 'no-such-decision'), { state: 'decided', choice: b.choice, decided: iso(x.now), decided_by: x.me, rests_on: b.rests_on, reason: b.reason, allowed: b.reason === '' }),
  follow: (c, b, x) => { const one = found(c.decisions, b.decision, 'no-such-decision'); one.state = b.state; one.follow_ups.push({ at: iso(x.now), by: x.me, state: b.state, note: b.note }); },
  'article-39': (c, b, x) => (b.end ? (c.article_39.at(-1).ended = iso(x.now)) : c.article_39.push({ at: iso(x.now), by: x.me, municipalities: b.municipalities, consulted: b.consulted, reason: b.reason, objections: [], ended: null })),
  objection: (c, b, x) => c.article_39.at(-1).objections.push({ municipality: b.municipality, by: b.by, text: b.text, at: iso(x.now) }),
  questions: (c, b, x) => { if (c.questions.version !== b.version) throw new Refused('stale', 'version'); c.questions = { what_is: b.what_is, what_if: b.what_if, what_next: b.what_next, at: iso(x.now), by: x.me, version: b.version + 1 }; },
  trait: (c, b, x) => Object.assign(found(c.diagnosis, b.trait, 'unknown-trait'), { holds: b.answer, because: x.me.name }),
  review: (c, b, x) => { if (!b.next && b.outcome !== 'close') throw new Refused('review-date-missing', 'next'); c.reviews.push({ at: iso(x.now), by: x.me, outcome: b.outcome, text: b.text }); c.next_review = b.next; c.review_due = false; if (b.form) c.form = b.form; },
  merge: (c, b, x) => { c.merged_into = b.into; c.closed = iso(x.now); c.closed_by = x.me; c.closed_reason = b.reason; },
  close: (c, b, x) => { if (c.actions.some((one) => one.state === 'open') && !b.actions_to) throw new Refused('actions-need-owner', 'actions_to'); Object.assign(c, { closed: iso(x.now), closed_by: x.me, closed_reason: b.reason, handed_to: b.handed_to }); },
};
const order = ['grey', 'green', 'yellow', 'orange', 'red'];
function colour(c) { c.colour = c.signals.reduce((worst, one) => (order.indexOf(one.level) > order.indexOf(worst) ? one.level : worst), null); }

export function alarm(c, x) {
  c.alarm_at = null;
  c.alarmed ??= iso(x.now);
  const level = levelOf(c.level);
  const duty = new Map(duties(iso(x.now)).map((one) => [one.id, one]));
  const list = (fn, team, position) => { const who = duty.get(fn)?.contacts[0]; c.calls.push({ id: id('call'), function: fn, team, position, contact: who?.id ?? '', name: who?.name ?? '', phone: who?.phone ?? '', listed: iso(x.now), outcome: '', answered: null, by: none, note: '', attempt: 1 }); };
  for (const which of level?.teams ?? []) {
    if (c.teams.some((one) => one.id === which && !one.closed)) continue;
    const team = standTeam(which, iso(x.now));
    for (const one of team.positions) if (!one.optional) { one.state = 'called'; list(plan.plan.teams.find((t) => t.id === which).positions.find((p) => p.id === one.id).function || one.id, which, one.id); }
    c.teams.push(team);
  }
  for (const fn of level?.told ?? []) list(fn, '', '');
}

export function act(command, body, x) {
  if (command === 'start') {
    const signals = body.signals.map((which) => x.signal(which));
    const c = blank({ id: `01CRISIS${Date.now()}`, number: `C-0627-${x.count + 1}`, title: body.title || signals[0]?.title || '', place: body.place, point: body.point, municipalities: body.municipalities, exercise: body.exercise, procedure: body.procedure, started: iso(x.now), started_by: x.me, phase: plan.plan.procedures.find((one) => one.id === body.procedure).begin,
      procedures: [{ procedure: body.procedure, at: iso(x.now), by: x.me, reason: '' }], diagnosis: diagnosis(signals.some((one) => one.level === 'red') ? { colour: signals[0].title } : {}), advice: { procedure: body.procedure, level: body.procedure === 'spc' ? 'grip-1' : '', holds: 1, of: 3 } });
    acts.link(c, body, x);
    c.lines = signals.slice(0, 1).map((one) => ({ heading: 'a1', text: `${one.title}, ${one.place}.`, at: iso(x.now), by: none, version: 1, signal: one.number }));
    return { ...c, terms: c.procedure === 'spc' ? terms(c) : [] };
  }
  const known = x.crisis(body.id);
  if (!known || !acts[command]) return null;
  if (known.closed) throw new Refused('closed');
  const c = clone(known);
  acts[command](c, body, x);
  if (c.procedure === 'spc') c.terms = terms(c);
  return c;
}
