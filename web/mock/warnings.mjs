// Early warning of the mock server: findings of the shape of src/picture/findings/finding.h, on the invented afternoon.
const quarter = 900_000;
const iso = (ms) => new Date(ms).toISOString();
const places = { Amersfoort: ['GM0307', 5.39, 52.16], Utrecht: ['GM0344', 5.12, 52.09], Zeist: ['GM0355', 5.23, 52.09], Veenendaal: ['GM0345', 5.55, 52.03], Woerden: ['GM0632', 4.88, 52.09], Soest: ['GM0342', 5.29, 52.17] };
const list = [
  ['Meer ambulanceritten in Amersfoort', 'care', 'Amersfoort', 14, 3.1, 7, 1.9, -16, 'shown', ''],
  ['Meer brandmeldingen in en rond Utrecht', 'fire', 'Utrecht', 22, 8.4, 14, 3.2, -49, 'shown', ''],
  ['Meer verkeersmeldingen in Zeist', 'traffic', 'Zeist', 6, 0.8, 3, 1.1, -130, 'shown', 'hit'],
  ['Meer ambulanceritten in Veenendaal', 'care', 'Veenendaal', 5, 1.2, 3, 0.2, -210, 'shown', 'false'],
  ['Meer brandmeldingen in Woerden', 'fire', 'Woerden', 4, 1.1, 3, -0.5, -12, 'held', 'limit'],
  ['Meer wateroverlast in Soest', 'flooding', 'Soest', 9, 0.6, 2, 2.6, -25, 'held', 'belongs'],
  ['Meer ambulanceritten in Woerden', 'care', 'Woerden', 6, 2.2, 5, 0.1, -70, 'held', 'advice'],
  ['Meer verkeersmeldingen in Utrecht', 'traffic', 'Utrecht', 12, 6.5, 11, -0.1, -95, 'held', 'spent'],
  ['Meer meldingen van overlast in Amersfoort', 'order', 'Amersfoort', 7, 3.9, 7, -0.9, -160, 'held', 'limit'],
  ['Meer brandmeldingen in Soest', 'fire', 'Soest', 5, 1.4, 4, 0.4, -28, 'held', 'flood'],
];

export function warnings(start, base, belongsTo) {
  return list.flatMap(([title, theme, place, seen, expected, high, score, minutes, state, more], n) => {
    const at = start + minutes * 60_000;
    const end = Math.ceil(at / quarter) * quarter;
    const [area, lon, lat] = places[place];
    const signal = state === 'shown' ? `01MOCKSIGNALFOUND${n}` : '';
    const found = {
      id: `01MOCKFOUND${n}`, at: iso(at), updated: iso(at), detector: n % 2 ? 'count-group' : 'count-place', theme, title, place, areas: [area], point: { lon, lat }, since: iso(end - 2 * quarter), window_s: 1800, seen, expected, low: 0, high, score, limit: -0.2,
      bins: Array.from({ length: 24 }, (_, b) => ({ from: iso(end - (24 - b) * quarter), seen: b >= 22 ? Math.round((seen * (b === 23 ? 0.6 : 0.4))) : (b * 7 + n) % Math.max(2, Math.round(expected)), expected: expected / 2, low: 0, high: Math.ceil(high * 0.6) })),
      parts: n === 1 ? ['Utrecht', 'Zeist', 'Soest'].map((name, i) => ({ area: places[name][0], place: name, theme, seen: [13, 6, 3][i], expected: [4.9, 2.2, 1.3][i] })) : [{ area, place, theme, seen, expected }], facts: [], fact_count: seen,
      state, held: state === 'held' ? more : '', belongs_to: more === 'belongs' ? belongsTo : '', signal, promoted_by: '', promoted_reason: '', verdict: state === 'shown' ? more : '', judged_by: state === 'shown' && more ? 'L. Hoekstra' : '', ...(state === 'shown' && more ? { judged_at: iso(start - 60_000) } : {}),
    };
    const before = n === 0 ? [['Meer ambulanceritten in Amersfoort', -9000, 'hit'], ['Meer ambulanceritten in en rond Amersfoort', -22_000, 'false'], ['Meer ambulanceritten in Amersfoort', -39_000, '']].map(([words, ago, verdict], i) => ({ id: `01MOCKBEFORE${i}`, at: iso(start + ago * 60_000), title: words, verdict })) : [];
    return [
      { type: 'finding', id: found.id, version: 1, detector_name: n % 2 ? 'Meldingen in groepen gemeenten' : 'Meldingen per gemeente', before, found },
      ...(signal ? [{ ...base, id: signal, number: `S-0627-${70 + n}`, title, theme, kind: 'finding', origin: 'detection', level: n === 1 ? 'orange' : 'yellow', state: 'new', place, areas: [area], point: { lon, lat }, since: iso(at), updated: iso(at), fact_count: seen, finding: found.id, verdict: found.verdict, proposal: n === 0 ? 'GHOR kijkt naar spreiding' : 'Vraag de meldkamer wat zij ziet', so_what: n === 2 ? 'File na aanrijding, berger onderweg' : '', rule: 'D-1' }] : []),
    ];
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
