// Stations of the mock server and the history of their readings: tide, season, a few high waters, and holes where nothing came in.
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const iso = (ms) => new Date(ms).toISOString();
const every = 10 * minute;
const list = [
  // id, name, point, mean, tide, kept from (days back), foretold
  ['rws/culemborg/water-level', 'Lek, Culemborg', { lon: 5.22, lat: 51.96 }, 2.4, 0.25, 400, true],
  ['rws/hagestein/water-level', 'Lek, Hagestein', { lon: 5.13, lat: 51.99 }, 1.4, 0.6, 152, true],
  ['rws/wijk/water-level', 'Nederrijn, Wijk bij Duurstede', { lon: 5.34, lat: 51.97 }, 3.1, 0.1, 3, false],
];
const known = new Map(list.map((one) => [one[0], one]));
const noise = (n) => { const v = Math.sin(n * 12.9898) * 43_758.5453; return v - Math.floor(v); };
const dark = (at) => [[118, 131], [40, 41.5], [3.2, 3.6]].some(([from, to]) => at % (200 * day) > from * day && at % (200 * day) < to * day);
function reading([, , , mean, tide], at) {
  const year = (at / day) % 365.25;
  const surge = [[12, 2.1], [75, 1.4], [330, 1.7]].reduce((sum, [middle, high]) => sum + high * Math.exp(-(((year - middle) / 5) ** 2)), 0);
  return Math.round((mean + 0.5 * Math.cos(((year - 30) / 365.25) * 2 * Math.PI) + surge + tide * Math.sin((at / (12.42 * hour)) * 2 * Math.PI) + 0.08 * noise(Math.floor(at / every))) * 100) / 100;
}

export const stations = (start) => list.map((one) => {
  const [id, name, point, , , , foretold] = one;
  const from = Math.floor(start / every) * every;
  const value = reading(one, from);
  const thresholds = [['yellow', 'geel', 1], ['orange', 'oranje', 1.6], ['red', 'rood', 2.4]].map(([level, word, above]) => ({ value: Math.round((one[3] + above) * 100) / 100, level, words: `Grens ${word} ${(one[3] + above).toFixed(2).replace('.', ',')} m` }));
  const steps = Array.from({ length: 48 }, (_, n) => { const at = from + (n + 1) * hour; const middle = reading(one, at) + n / 60; return { at: iso(at), quantiles: [-1.96, -1.28, -0.67, 0, 0.67, 1.28, 1.96].map((z) => Math.round((middle + z * 0.02 * Math.sqrt(n + 1)) * 100) / 100) }; });
  const crossings = foretold ? [{ threshold: thresholds[0].value, level: 'yellow', words: thresholds[0].words, chance: 0.62, likely: iso(from + 20 * hour), before: iso(from + 30 * hour) }] : [];
  return {
    type: 'station', id, version: 3, source: 'rws', name, kind: 'water-level', unit: 'm NAP', point, value, at: iso(from), direction_deg: null, trend_per_hour: 0.02, silent: false, expected: [], thresholds, scores: [],
    measured: Array.from({ length: 289 }, (_, n) => from - (288 - n) * every).filter((at) => !dark(at)).map((at) => ({ at: iso(at), value: reading(one, at) })),
    forecast: foretold ? { station: id, made: iso(from), from: iso(from), value, basis: 'source', rows: 0, finding: '', steps, crossings } : null,
  };
});

/** GET /api/station/history; null: no such station. `at`: nothing that came after it. */
export function history(query, now) {
  const one = known.get(query.get('id'));
  if (!one) return null;
  const [from, asked] = [Date.parse(query.get('from')), Date.parse(query.get('to'))];
  const to = Math.min(asked, Date.parse(query.get('at') ?? '') || now);
  const first = Math.ceil((now - one[5] * day) / every) * every;
  const readings = [];
  for (let at = Math.max(first, Math.ceil(from / every) * every); at <= to; at += every) if (!dark(at)) readings.push({ at, value: reading(one, at) });
  const points = Number(query.get('points'));
  const step = readings.length < points ? 0 : Math.ceil((asked - from) / points / minute) * minute;
  const buckets = [];
  for (const { at, value } of readings) {
    const begin = step > 0 ? Math.floor(at / step) * step : at;
    let last = buckets.at(-1);
    if (last?.begin !== begin) buckets.push((last = { begin, low: value, high: value, sum: 0, count: 0 }));
    Object.assign(last, { low: Math.min(last.low, value), high: Math.max(last.high, value), sum: last.sum + value, count: last.count + 1 });
  }
  return { station: one[0], from: iso(from), to: iso(asked), step_s: step / 1000, first: iso(first), buckets: buckets.map(({ begin, low, high, sum, count }) => ({ at: iso(begin), low, high, mean: sum / count, count })) };
}
