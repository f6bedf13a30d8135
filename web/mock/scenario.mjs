// The invented afternoon of the mock server: entities of exactly the shape of src/views/entities.h. No real people,
// addresses or messages. Times are relative to the start of the film, za 27 jun 2026 16:30 in Amsterdam.
export const start = Date.parse('2026-06-27T14:30:00Z');
const at = (minutes) => new Date(start + minutes * 60_000).toISOString();
const ulid = (n) => `01MOCK${String(n).padStart(20, '0')}`;
const span = (from, to, level, reason = '') => ({ from: at(from), to: to === null ? null : at(to), level, reason });

export function region(speed) {
  return {
    type: 'region', id: 'region', version: 1, code: 'VR09', name: 'Midden-Nederland', codes: ['VR09', 'VR14', 'VR25'], demo: true, film_title: 'Zomeronweer',
    film_from: at(-150), film_to: at(240), film_speed: speed, film_ended: false,
    chapters: [
      { at: at(-30), title: 'Een brand groeit', text: 'Zeven pagerregels worden één signaal. Kijk hoe de schaal groeit en waarom het rood is.' },
      { at: at(0), title: 'Onweer boven een feest', text: 'De waarschuwing gaat van geel naar oranje. Het feest in Houten ligt onder de rook.' },
      { at: at(40), title: 'Een bron valt stil', text: 'Luchtmeetnet zwijgt. Het thema wordt grijs, nooit groen.' },
    ],
    not_counted_test: 2, not_counted_exercise: 1, not_counted_expired: 4, not_counted_late: 6, coarse_areas: false,
  };
}

const themeList = [
  ['fire', 'Brand', 'Fire', 'red', 'Zeer groot, Vianen'], ['events', 'Evenementen', 'Events', 'red', '8.000 buiten'], ['weather', 'Weer', 'Weather', 'orange', 'KNMI tot 19:00'],
  ['traffic', 'Verkeer', 'Traffic', 'orange', 'A12 dicht, Bunnik'], ['energy', 'Energie', 'Energy', 'yellow', '3.100 huishoudens'], ['rail', 'Spoor', 'Rail', 'yellow', 'Geen treinen zuid'],
  ['high-water', 'Hoogwater', 'High water', 'green', ''], ['air', 'Lucht', 'Air', 'grey', ''], ['wildfire', 'Natuurbrand', 'Wildfire', 'green', ''], ['flooding', 'Wateroverlast', 'Flooding', 'green', ''],
  ['care', 'Zorg', 'Care', 'green', ''], ['order', 'Orde', 'Order', 'green', ''], ['cyber', 'Digitaal', 'Cyber', 'green', ''], ['telecom', 'Telecom', 'Telecom', 'green', ''],
  ['drinking-water', 'Drinkwater', 'Drinking water', 'green', ''], ['health', 'Gezondheid', 'Health', 'green', ''], ['animals', 'Dieren', 'Animals', 'green', ''],
  ['radiation', 'Straling', 'Radiation', 'green', ''], ['unrest', 'Onrust', 'Unrest', 'green', ''], ['own-organisation', 'Eigen organisatie', 'Own organisation', 'green', ''],
];

export const themes = () => themeList.map(([id, name, name_en, level, reason], order) => ({
  type: 'theme', id, version: 2, name, name_en, order, level, trend: order < 2 ? 'up' : 'same', reason, criterion: level === 'grey' ? '' : `${id.slice(0, 1).toUpperCase()}-2 Grens overschreden`,
  set_by: `rule ${id.slice(0, 1).toUpperCase()}-2`, set_by_kind: 'rule', since: at(-120 + order * 9), valid_until: null, floor: id === 'weather' ? 'orange' : null,
  grey_corner: id === 'traffic', grey_since: id === 'traffic' ? at(-20) : null, no_source: false, sources: [], silent_sources: id === 'air' ? ['luchtmeetnet'] : [],
  measured: [span(-400, -30 - order, 'green'), span(-30 - order, null, level, reason)],
  expected: id === 'high-water' ? [span(570, 900, 'yellow', 'Lek')] : id === 'weather' ? [span(0, 150, 'orange', 'KNMI')] : [],
  signals: order < 6 ? 1 : 0,
}));

export const base = {
  type: 'signal', version: 3, expected: false, origin: 'rule', areas: ['GM0321'], geometry: null, geometry_kind: 'none', valid_from: null, valid_to: null, native_level: '', scale: [], facts: [], fact_count: 1,
  source_count: 1, observation_ids: [], proposal: '', so_what: '', grade: '', proposed_grade: 'likely', spoken_to: '', owner: '', seen_by: [], verified_by: '', verified_at: null, call_back_at: null, promise: '',
  closed_reason: '', returned: false, returned_why: '', climb: [], climb_from: null, acts: [], merged_into: '', rule: 'F-2',
};
const climb = [{ after_s: 180, what: 'sound', done_at: null }, { after_s: 360, what: 'vic', done_at: null }, { after_s: 600, what: 'rol', done_at: null }];
const list = [
  ['8.000 mensen onder onweer en rook', 'events', 'red', 'new', 'Houten', 5.166, 52.03, 11, -4],
  ['Zeer grote brand recyclingbedrijf', 'fire', 'red', 'verified', 'Vianen', 5.09, 51.985, 31, -50],
  ['A12 dicht, beide kanten, 2 gewonden', 'traffic', 'orange', 'seen', 'Bunnik', 5.23, 52.05, 7, -20],
  ['Bomen op wegen en een tent', 'weather', 'orange', 'new', 'Wijk bij Duurstede', 5.34, 51.975, 19, -9],
  ['Stroom weg, 3.100 huishoudens', 'energy', 'yellow', 'new', 'Nieuwegein', 5.09, 52.03, 4, -28],
  ['Geen treinen', 'rail', 'yellow', 'seen', 'Utrecht – Geldermalsen', 5.18, 51.95, 1, -32],
  ['Lek verwacht geel', 'high-water', 'yellow', 'new', 'Hagestein', 5.12, 51.97, 2, -60],
  ['Luchtmeetnet stil', 'air', 'grey', 'new', 'geen rookmeting', 5.1, 52.0, 0, -160],
];

export const signals = () => list.map(([title, theme, level, state, place, lon, lat, fact_count, since], n) => ({
  ...base, id: ulid(n + 1), number: `S-0627-${String(n + 21).padStart(3, '0')}`, title, theme, kind: 'incident', level, state, place, point: { lon, lat }, fact_count, source_count: n < 2 ? 4 : 1, since: at(since), updated: at(since + 3),
  expected: title.includes('verwacht'), proposal: n === 0 ? 'Buitenfeest stopt vóór 17:05' : '', so_what: state === 'verified' ? 'Rook trekt over de A27; ramen dicht in Hagestein.' : '',
  verified_by: state === 'verified' ? 'R. Terpstra' : '', verified_at: state === 'verified' ? at(-35) : null, grade: state === 'verified' ? 'sure' : '',
  scale: n === 1 ? [{ at: at(-50), scale: 'middel', level: 'yellow' }, { at: at(-34), scale: 'groot', level: 'orange' }, { at: at(-8), scale: 'zeer groot', level: 'red' }] : [],
  facts: [{ source: 'pager', kind: 'page', text: title, count: Math.max(1, fact_count), last: at(since + 3) }],
  climb: level === 'red' || level === 'orange' ? climb : [], climb_from: level === 'red' || level === 'orange' ? at(since) : null,
}));

const sourceList = [
  ['luchtmeetnet', 'Luchtmeetnet', 'air', 'silent', 'none', 3600, -140, 8, 8, 0, 0], ['ndw', 'NDW actueel', 'traffic', 'ok', 'frozen', 120, 0, 513, 500, 0, 13], ['netbeheer', 'Netbeheerder', 'energy', 'slow', 'none', 300, -9, 204, 204, 0, 0],
  ['waterschap', 'Waterschap, mail', 'high-water', 'ok', 'remarked', 3600, -41, 14, 11, 3, 0], ['pager', 'Pagerontvanger', 'fire', 'ok', 'none', 120, 0, 1184, 1171, 9, 4], ['knmi', 'KNMI waarschuwing', 'weather', 'ok', 'none', 300, -3, 206, 206, 0, 0],
  ['knmi-edr', 'KNMI waarneming', 'weather', 'ok', 'none', 600, -7, 103, 103, 0, 0], ['ns', 'NS storingen', 'rail', 'ok', 'none', 60, -1, 1031, 1031, 0, 0], ['rws', 'RWS waterstand', 'high-water', 'ok', 'none', 1800, -12, 103, 102, 1, 0],
  ['nl-alert', 'NL-Alert', 'unrest', 'ok', 'none', 30, 0, 2063, 2063, 0, 0], ['gdacs', 'GDACS', 'unrest', 'ok', 'none', 360, -4, 172, 172, 0, 0], ['calendar', 'Kalender', 'events', 'ok', 'none', 604800, -4000, 1, 1, 0, 0], ['hand', 'Hand, caco', 'own-organisation', 'ok', 'none', 0, -20, 11, 11, 0, 0],
];

export const sources = () => sourceList.map(([id, name, theme, state, condition, expected_s, last, received, understood, remarked, rejected]) => ({
  type: 'source', id, version: 4, name, format: id, theme, state, condition, state_since: state !== 'ok' || condition !== 'none' ? at(condition === 'frozen' ? -26 : last) : null, last_received: at(last), last_news: at(condition === 'frozen' ? -26 : last),
  last_published: at(last - 1), same_in_a_row: condition === 'frozen' ? 13 : 0, expected_s, silent_after_s: expected_s * 3, received, understood, remarked, rejected, tests: 0, kept_apart: [], unchanged: 0, failed: 0,
  last_good_sha256: 'a'.repeat(60) + '7d02', last_bad_sha256: rejected + remarked > 0 ? 'b41c' + 'b'.repeat(56) + '7d02' : '',
  last_remarks: rejected > 0 ? [{ code: 'bad-time', where: 'situation NDW03_117703', message: 'publicationTime 2026-06-27T14:46:02Z staat al 13 keer gelijk' }, { code: 'missing-field', where: 'situation NDW03_117704', message: 'overallSeverity ontbreekt' }]
    : remarked > 0 ? [{ code: 'unknown-field', where: 'regel 3', message: 'eenheid ontbreekt' }] : [],
  recent: Array.from({ length: 24 }, (_, k) => at(last - (23 - k) * Math.min(Math.max(expected_s, 60) / 60, 60))),
  remedy: id === 'ndw' ? 'Wacht 2 min. Daarna NDW bellen, zij herstarten de uitvoer.' : id === 'luchtmeetnet' ? 'Bel beheer; zet het thema zo nodig met de hand.' : '',
  leans_on_it: id === 'ndw' ? [ulid(3)] : id === 'pager' ? [ulid(1), ulid(2)] : [],
}));

export const stations = () => [{
  type: 'station', id: 'knmi/6348/wind', version: 2, source: 'knmi-edr', name: 'Cabauw', kind: 'wind', unit: 'm/s', point: { lon: 4.93, lat: 51.97 }, value: 9.5, at: at(-7), direction_deg: 225, trend_per_hour: 0, silent: false, measured: [], expected: [], thresholds: [],
}];

const line = (n, minutes, who, role, text, more = {}) => ({ type: 'log', id: ulid(900 + n), version: 5 + n, at: at(minutes), written: at(minutes + (more.late ?? 0)), who, role, text, crisis: null, signal: null, corrects: null, ...more, late: undefined });
export const log = () => [
  line(1, -49, 'Meldkamer', '', 'Eerste melding brand recyclingbedrijf Vianen.', { signal: ulid(2) }), line(2, -34, 'R. Terpstra', 'caco', 'Opgeschaald naar grote brand.', { signal: ulid(2) }),
  line(3, -20, 'L. Hoekstra', 'vic', 'A12 beide kanten dicht, twee gewonden, berging onderweg. Omleiding via de N237 wordt ingesteld door de weginspecteur.', { signal: ulid(3) }), line(4, -8, 'R. Terpstra', 'caco', 'Meetploeg 2 naar Houten, aankomst 17:00.', { late: 4 }),
];
export const rawBytes = '<d2:publicationTime>2026-06-27T14:46:02Z</d2:publicationTime>\n<situation id="NDW03_117703" version="4">\n  <overallSeverity>high</overallSeverity>\n</situation>\n';
