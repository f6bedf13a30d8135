// Early warning of the mock server: findings of the shape of src/picture/findings/finding.h, on the invented afternoon.
const quarter = 900_000;
const iso = (ms) => new Date(ms).toISOString();
const places = { Amersfoort: ['GM0307', 5.39, 52.16], Utrecht: ['GM0344', 5.12, 52.09], Zeist: ['GM0355', 5.23, 52.09], Veenendaal: ['GM0345', 5.55, 52.03], Woerden: ['GM0632', 4.88, 52.09], 'Lek, Culemborg': ['GM0216', 5.22, 51.96], 'Wijk bij Duurstede': ['GM0352', 5.34, 51.97], Soest: ['GM0342', 5.29, 52.17] };
const list = [
  ['Meer ambulanceritten in Amersfoort', 'care', 'Amersfoort', 14, 3.1, 7, 1.9, -16, 'shown', ''],
  ['Meer brandmeldingen in en rond Utrecht', 'fire', 'Utrecht', 22, 8.4, 14, 3.2, -49, 'shown', ''],
  ['Meer verkeersmeldingen in Zeist', 'traffic', 'Zeist', 6, 0.8, 3, 1.1, -130, 'shown', 'hit'],
  ['Meer ambulanceritten in Veenendaal', 'care', 'Veenendaal', 5, 1.2, 3, 0.2, -210, 'shown', 'false'],
  ['Lek, Culemborg boven grens geel 3,40 m', 'high-water', 'Lek, Culemborg', 2.2, 2.2, 2.5, 1.2, -33, 'shown', '', { detector: 'level-forecast', station: 'rws/culemborg/water-level', unit: 'm NAP', threshold: 3.4, chance: 0.62, level: 'yellow', bins: [] }],
  ['Waterstand wijkt af bij Wijk bij Duurstede', 'high-water', 'Wijk bij Duurstede', 3.3, 2.9, 3.1, 1.4, -40, 'shown', '', { detector: 'measured', station: 'rws/wijk/water-level', unit: 'm NAP', bins: [] }],
  ['Meer brandmeldingen in Woerden', 'fire', 'Woerden', 4, 1.1, 3, -0.5, -12, 'held', 'limit'],
  ['Meer wateroverlast in Soest', 'flooding', 'Soest', 9, 0.6, 2, 2.6, -25, 'held', 'belongs'],
  ['Meer ambulanceritten in Woerden', 'care', 'Woerden', 6, 2.2, 5, 0.1, -70, 'held', 'advice'],
  ['Meer verkeersmeldingen in Utrecht', 'traffic', 'Utrecht', 12, 6.5, 11, -0.1, -95, 'held', 'spent'],
  ['Meer meldingen van overlast in Amersfoort', 'order', 'Amersfoort', 7, 3.9, 7, -0.9, -160, 'held', 'limit'],
  ['Meer brandmeldingen in Soest', 'fire', 'Soest', 5, 1.4, 4, 0.4, -28, 'held', 'flood'],
];

export function warnings(start, base, belongsTo) {
  return list.flatMap(([title, theme, place, seen, expected, high, score, minutes, state, more, measured = {}], n) => {
    const at = start + minutes * 60_000;
    const end = Math.ceil(at / quarter) * quarter;
    const [area, lon, lat] = places[place];
    const signal = state === 'shown' ? `01MOCKSIGNALFOUND${n}` : '';
    const found = {
      id: `01MOCKFOUND${n}`, at: iso(at), updated: iso(at), detector: n % 2 ? 'count-group' : 'count-place', theme, title, place, areas: [area], point: { lon, lat }, since: iso(end - 2 * quarter), window_s: 1800, seen, expected, low: 0, high, score, limit: -0.2,
      bins: Array.from({ length: 24 }, (_, b) => ({ from: iso(end - (24 - b) * quarter), seen: b >= 22 ? Math.round((seen * (b === 23 ? 0.6 : 0.4))) : (b * 7 + n) % Math.max(2, Math.round(expected)), expected: expected / 2, low: 0, high: Math.ceil(high * 0.6) })),
      parts: n === 1 ? ['Utrecht', 'Zeist', 'Soest'].map((name, i) => ({ area: places[name][0], place: name, theme, seen: [13, 6, 3][i], expected: [4.9, 2.2, 1.3][i] })) : [{ area, place, theme, seen, expected }], facts: [], fact_count: seen,
      state, held: state === 'held' ? more : '', belongs_to: more === 'belongs' ? belongsTo : '', signal, promoted_by: '', promoted_reason: '', verdict: state === 'shown' ? more : '', judged_by: state === 'shown' && more ? 'L. Hoekstra' : '', ...(state === 'shown' && more ? { judged_at: iso(start - 60_000) } : {}), ...(measured.station ? { ...measured, likely: iso(start + 20 * 4 * quarter), before: iso(start + 30 * 4 * quarter), parts: [] } : {}),
    };
    const before = n === 0 ? [['Meer ambulanceritten in Amersfoort', -9000, 'hit'], ['Meer ambulanceritten in en rond Amersfoort', -22_000, 'false'], ['Meer ambulanceritten in Amersfoort', -39_000, '']].map(([words, ago, verdict], i) => ({ id: `01MOCKBEFORE${i}`, at: iso(start + ago * 60_000), title: words, verdict })) : [];
    return [
      { type: 'finding', id: found.id, version: 1, detector_name: n % 2 ? 'Meldingen in groepen gemeenten' : 'Meldingen per gemeente', before, found },
      ...(signal ? [{ ...base, id: signal, number: `S-0627-${70 + n}`, title, theme, kind: 'finding', origin: 'detection', level: n === 1 ? 'orange' : 'yellow', state: 'new', place, areas: [area], point: { lon, lat }, since: iso(at), updated: iso(at), fact_count: seen, finding: found.id, verdict: found.verdict, proposal: n === 0 ? 'GHOR kijkt naar spreiding' : 'Vraag de meldkamer wat zij ziet', so_what: n === 2 ? 'File na aanrijding, berger onderweg' : '', rule: 'D-1' }] : []),
    ];
  });
}
// How busy it will be: by day twice as many as by night; one load is told busier than usual, two hours of it were dark.
const loadKinds = [['pager/care', 'Ambulanceritten', 'Ambulance calls', 'care', 30, 1], ['pager/fire', 'Brandweermeldingen', 'Fire calls', 'fire', 7, 2.2], ['pager/order', 'Politiemeldingen', 'Police calls', 'order', 12, 1]];
export function loads(start) {
  const hour = 4 * quarter;
  const from = Math.floor(start / hour) * hour;
  return loadKinds.map(([id, name, name_en, theme, level, times]) => {
    const usual = (at) => Math.round(level * (1 - 0.45 * Math.cos(((new Date(at).getUTCHours()) / 24) * 2 * Math.PI)) * 100) / 100;
    const around = (mean, wide) => [-1.96, -1.28, -0.67, 0, 0.67, 1.28, 1.96].map((z) => Math.max(0, Math.round(mean + z * Math.sqrt(mean) * wide)));
    const stretch = (a, b, wide) => { const hours = Math.round((b - a) / hour); const sum = Array.from({ length: hours }, (_, n) => usual(a + n * hour)).reduce((x, y) => x + y, 0); return { from: iso(a), to: iso(b), hours, usual: Math.round(sum * 100) / 100, quantiles: around(sum * times, wide) }; };
    const seen = Array.from({ length: 24 }, (_, n) => { const at = from - (24 - n) * hour; return { at: iso(at), count: times > 1 && (n === 17 || n === 18) ? null : Math.round(usual(at) * (0.75 + ((n * 7) % 5) / 8)), usual: usual(at) }; });
    const steps = Array.from({ length: 48 }, (_, n) => { const at = from + n * hour; return { at: iso(at), usual: usual(at), quantiles: around(usual(at) * (n < 8 ? times : 1), 1 + n / 60) }; });
    const forecast = { load: id, made: iso(from + 130_000), from: iso(from), closed: 0, rows: 1340, seen, steps, shifts: [stretch(from, from + 2 * hour, 1.2), stretch(from + 2 * hour, from + 10 * hour, 1.6)], announced: times > 1 ? ['Code oranje voor onweer met zware windstoten'] : [] };
    return { type: 'load', id, version: 1, name, name_en, theme, source: 'pager', silent: false, forecast, missed: times > 1 ? 4 : 0, scores: [0, 1, 3, 6, 12, 24, 48].map((ahead_h, n) => ({ ahead_h, count: 40 - n, crps: (ahead_h === 0 ? 3 : 1) * (1 + n / 20) * Math.sqrt(level) / 3, usual: (ahead_h === 0 ? 3 : 1) * 1.06 * Math.sqrt(level) / 3, in50: 0.52, in80: 0.83, in95: 0.96 })) };
  });
}
const scores = [['count-place', 'Meldingen per gemeente', 840, 12, 9, 2.3, 'hhfhhlhhfh', false], ['count-group', 'Meldingen in groepen gemeenten', 1260, 7, 5, 1.1, 'hhfhldh', false], ['count-region', 'Meldingen in de hele regio', null, 0, 0, 0, '', false], ['cluster', 'Clusters van plaats en tijd', 540, 14, 5, 6.4, 'fhffhffdfh', true]];
const verdict = { h: 'hit', f: 'false', l: 'late', d: 'duplicate' };
const byDoctrine = { per_shift: 2, cluster_share: 0.1, measured_share: 0.2, warn_chance: 0.5, unwatched: [] };
export const early = (start, more = {}) => ({
  type: 'early-warning', id: 'early-warning', version: 1, budget: 2, set: { per_shift: 0, reason: '', name: '' }, thresholds: byDoctrine, by_doctrine: byDoctrine, themes: ['care', 'fire', 'order', 'weather', 'high-water'], changes: [], announced: [], active: true, days_known: 56, days_needed: 28, series: 195,
  detectors: scores.map(([id, name, lead_s, judged, hits, false_a_week, recent, advice]) => ({ id, name, lead_s, judged, hits, false_a_week, recent: [...recent].map((one) => verdict[one]), advice, advice_since: advice ? iso(start - 3 * 86_400_000) : null, hits_to_return: advice ? 8 : 0 })), ...more,
});
export const acts = (entities, put, now, base) => ({
  '/api/signal/judge': ({ id, verdict: said }, who) => {
    const signal = entities.get(`signal/${id}`);
    const known = signal && entities.get(`finding/${signal.finding}`);
    return known ? [put({ ...known, found: { ...known.found, verdict: said, judged_by: who.name, judged_at: iso(now()) } }), put({ ...signal, verdict: said })] : null;
  },
  '/api/finding/promote': ({ id, reason }, who) => {
    const known = entities.get(`finding/${id}`);
    if (!known) return null;
    const { found } = known;
    const signal = put({ ...base, id: `01MOCKPROMOTED${id}`, number: 'S-0627-90', title: found.title, theme: found.theme, kind: 'finding', origin: 'detection', level: 'yellow', state: 'new', place: found.place, areas: found.areas, point: found.point, since: found.at, updated: iso(now()), fact_count: found.seen, finding: id, verdict: '', rule: 'T-1' });
    return [put({ ...known, found: { ...found, state: 'shown', promoted_by: who.name, promoted_reason: reason, signal: signal.id } }), signal];
  },
  '/api/budget/set': ({ reason, ...asked }, who) => {
    const known = entities.get('early-warning/early-warning');
    const set = { ...asked, reason, name: who.name, at: iso(now()) };
    return [put({ ...known, budget: asked.per_shift, set, thresholds: { ...known.thresholds, ...asked }, changes: [set, ...known.changes] })];
  },
});
