// A small stand-in for the server, to build screens without it: same paths, same shapes, an invented afternoon.
// `npm run demo:mock` serves dist/ and the API on port 8090 (or PORT). Nothing is kept.
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as crisis from './crisis.mjs';
import * as scenario from './scenario.mjs';
import * as stations from './stations.mjs';
import * as warnings from './warnings.mjs';

const dist = join(fileURLToPath(new URL('.', import.meta.url)), '..', 'dist');
const accounts = [
  { user: 'caco', password: 'film-caco', name: 'R. Terpstra', role: 'caco' }, { user: 'vic', password: 'film-vic', name: 'L. Hoekstra', role: 'vic' },
  { user: 'rol', password: 'film-rol', name: 'D. Wouters', role: 'rol' },
  { user: 'lezer', password: 'film-lezer', name: 'M. de Boer', role: 'reader' }, { user: 'beheer', password: 'film-beheer', name: 'S. Bakker', role: 'admin' }, { user: 'burgemeester', password: 'film-burgemeester', name: 'M. de Vries', role: 'burgemeester' },
];
const may = { burgemeester: ['read.picture', 'read.crisis'], caco: ['read.*', 'signal.*', 'finding.promote', 'budget.set', 'theme.*', 'log.*', 'entry.*', 'crisis.*', 'duty.*', 'demo.control'], rol: ['read.*', 'log.*', 'crisis.*', 'duty.*'], vic: ['read.*', 'signal.*', 'finding.promote', 'budget.set', 'theme.*', 'log.*', 'entry.*', 'demo.control'], reader: ['read.picture', 'read.sources', 'read.log', 'read.why', 'read.crisis'], admin: ['read.*', 'admin.users', 'demo.control'] };
const csp = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; worker-src 'self'; connect-src 'self' ws:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

let speed = 1;
let filmNow = scenario.start;
let heard = Date.now();
let version = 100;
const entities = new Map();
const done = new Map();
const tokens = new Map();
const sockets = new Set();

const now = () => filmNow + (Date.now() - heard) * speed;
const iso = (ms) => new Date(ms).toISOString();
const put = (entity) => {
  const kept = { ...entity, version: ++version };
  entities.set(`${kept.type}/${kept.id}`, kept);
  return kept;
};
for (const entity of [scenario.region(speed), ...scenario.themes(), ...scenario.signals(), ...scenario.sources(), ...scenario.stations(), ...stations.stations(scenario.start), ...scenario.log(),
  ...(process.env.CALM ? [] : warnings.warnings(scenario.start, scenario.base, scenario.signals()[4].id)), warnings.early(scenario.start, process.env.LEARN ? { active: false, days_known: 12 } : {}), ...(process.env.LEARN ? [] : warnings.loads(scenario.start)), crisis.plan, ...crisis.duties(iso(scenario.start - 8 * 3_600_000)), ...(process.env.CALM ? [] : [...crisis.crises(scenario.start, scenario.signals()), ...crisis.logLines(scenario.start)])]) put(entity);
// The alarm of a declared level goes when its time has come.
setInterval(() => push(...[...entities.values()].filter((e) => e.type === 'crisis' && e.alarm_at && Date.parse(e.alarm_at) <= now()).map((e) => { const c = structuredClone(e); crisis.alarm(c, { now: now() }); return put({ ...c, terms: crisis.terms(c) }); })), 250);

function frame(text) {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : body.length < 65_536 ? Buffer.from([0x81, 126, body.length >> 8, body.length & 255]) : Buffer.from([0x81, 127, 0, 0, 0, 0, body.length >>> 24, (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255]);
  return Buffer.concat([head, body]);
}
const changes = (upserts, more = {}) => JSON.stringify({ version, upserts, removals: [], ...more });
const push = (...upserts) => { for (const socket of sockets) socket.write(frame(changes(upserts))); };
setInterval(() => { for (const socket of sockets) socket.write(frame(changes([], { now: iso(now()), speed }))); }, 1000);
// The film: sources deliver, so that ages stay believable.
setInterval(() => push(...[...entities.values()].filter((e) => e.type === 'source' && e.state === 'ok' && e.expected_s > 0 && now() - Date.parse(e.last_received) > e.expected_s * 1000)
  .map((e) => put({ ...e, last_received: iso(now()), last_news: e.condition === 'frozen' ? e.last_news : iso(now()), received: e.received + 1, recent: [...e.recent.slice(1), iso(now())] }))), 2000);

const seenBy = (who) => [...entities.values()].filter((one) => !['finding', 'early-warning', 'load'].includes(one.type) || may[who.role].some((rule) => rule === 'read.*' || rule === 'read.log'));
const session = (request) => tokens.get(/voorzien=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
const json = (response, status, value, headers = {}) => { response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers }); response.end(JSON.stringify(value)); };
const refuse = (response, status, code, detail) => json(response, status, { code, title: code, detail, status });

const acts = {
  '/api/log/write': (body, who) => put({ type: 'log', id: randomUUID(), at: body.at ?? iso(now()), written: iso(now()), who: who.name, role: who.role, text: body.text, crisis: body.crisis ?? null, signal: body.signal ?? null, corrects: body.corrects ?? null }),
  '/api/entry/write': (body, who) => put({ ...scenario.signals()[4], id: randomUUID(), title: body.text, place: body.place, point: body.point ?? null, since: iso(now()), updated: iso(now()), origin: 'hand', owner: who.name }),
  '/api/demo/speed': (body) => { filmNow = now(); heard = Date.now(); speed = body.speed; return put({ ...entities.get('region/region'), film_speed: speed }); },
  '/api/signal/see': (body, who) => signal(body, { state: 'seen', seen_by: [who.user] }), '/api/signal/verify': (body, who) => signal(body, { state: 'verified', so_what: body.so_what, grade: body.grade, verified_by: who.name, verified_at: iso(now()) }),
  '/api/signal/reject': (body) => signal(body, { state: 'rejected', closed_reason: body.reason }), '/api/signal/close': (body) => signal(body, { state: 'closed', closed_reason: body.reason }),
  '/api/signal/assign': (body) => signal(body, { owner: body.owner }), '/api/signal/defer': (body) => signal(body, { call_back_at: body.until, promise: body.promise }), '/api/signal/undo': (body) => {
    const finding = entities.get(`finding/${entities.get(`signal/${body.id}`)?.finding}`);
    if (finding?.found.verdict) { push(put({ ...finding, found: { ...finding.found, verdict: '', judged_by: '', judged_at: undefined } })); return signal(body, { verdict: '' }); }
    return signal(body, { state: 'seen' });
  },
};
function signal(body, more) {
  const known = entities.get(`signal/${body.id}`);
  return known ? put({ ...known, ...more }) : null;
}
for (const [path, act] of Object.entries(warnings.acts(entities, put, now, scenario.base))) acts[path] = (body, who) => { const changed = act(body, who); if (changed) push(...changed); return changed?.[0] ?? null; };
function crisisAct(command) {
  return (body, who) => {
    const context = { now: now(), speed, who, me: { name: who.name, role: who.role }, count: [...entities.values()].filter((e) => e.type === 'crisis').length, crisis: (id) => entities.get(`crisis/${id}`), signal: (id) => entities.get(`signal/${id}`), put: (e) => push(put(e)) };
    const changed = crisis.act(command, body, context);
    if (!changed) return null;
    const kept = put(changed);
    if (command === 'start') for (const id of body.signals) push(put({ ...entities.get(`signal/${id}`), crisis: kept.id }));
    return kept;
  };
}
function why(path) {
  const [, , , type, id] = path.split('/');
  const entity = entities.get(`${type}/${id}`) ?? {};
  return { type, id, version, level: entity.level ?? null, rule: 'F-2', rule_sentence: 'Zes of meer eenheden in 20 minuten', rule_version: '3', value: 7, limit: 6, unit: 'eenheden', set_by: 'rule F-2', set_by_kind: 'rule', reason: entity.reason ?? '',
    since: entity.since ?? null, valid_until: null, expected: '', facts: [{ observation: 'o1', entry: 812, source: 'pager', title: entity.title ?? '', counted: true, not_counted_why: '', t_observed: iso(now() - 240_000), t_issued: null, t_received: iso(now() - 238_000), raw_sha256: 'b'.repeat(64), leaf_hash: 'c'.repeat(64), used: ['NDW03_117703'] }],
    counted: 1, not_counted: 0, before: [] };
}
const places = [['Houten-Zuid', 5.165, 52.02], ['Houten Castellum', 5.18, 52.025], ['Nieuwegein', 5.085, 52.03], ['Vianen', 5.093, 51.992], ['Utrecht', 5.12, 52.09]].map(([name, lon, lat]) => ({ name, kind: 'town', point: { lon, lat }, municipality: 'GM0321', score: 1 }));
function preview({ text }) {
  const words = text.toLowerCase();
  const found = places.filter((place) => words.includes(place.name.toLowerCase().split(/[- ]/)[0]));
  const energy = /stroom/.test(words);
  const amount = /\b(\d{3,5})\s+(huis|huizen|huishoud)/.exec(words);
  const back = /terug (\d\d)[:.]?(\d\d)/.exec(words);
  const from = /@([\p{L}-]+)/u.exec(text)?.[1] ?? '';
  const alike = energy ? [{ signal: scenario.signals()[4].id, title: 'Stroom weg, 3.100 huishoudens', level: 'yellow', why: 'near', distance_m: 4100, minutes: 28 }, { signal: scenario.signals()[5].id, title: 'Geen treinen', level: 'yellow', why: 'near', distance_m: 8200, minutes: 32 }] : [];
  return {
    understood: { theme: energy ? 'energy' : /brand|rook/.test(words) ? 'fire' : '', level: energy ? 'yellow' : null, rule: energy ? 'E-2' : '', quantity: amount ? { value: Number(amount[1]), unit: 'households' } : null, at: null,
      until: back ? iso(Date.parse(`2026-06-27T${back[1]}:${back[2]}:00+02:00`)) : null, from: from.startsWith('netb') ? 'Netbeheerder' : from },
    places: found, alike, after: !found.length ? 'place-missing' : alike.length ? 'attach' : 'new-signal', attach_to: alike[0]?.signal ?? null,
  };
}

async function api(request, response, url, body) {
  const who = session(request);
  if (url.pathname === '/api/welcome') return json(response, 200, { region_code: 'VR09', region_name: 'Midden-Nederland', demo: true, demo_accounts: accounts, version: '0.1.0' });
  if (url.pathname === '/api/session') {
    if (request.method === 'GET' && !who) return refuse(response, 401, 'not-logged-in', '');
    if (request.method === 'GET') return json(response, 200, { user: who.user, name: who.name, role: who.role, role_name: '', audience: 'desk', may: may[who.role] });
    if (request.method === 'DELETE') return json(response, 200, {}, { 'Set-Cookie': 'voorzien=; Max-Age=0; Path=/' });
    const account = accounts.find((one) => one.user === body.user && one.password === body.password);
    if (!account) return refuse(response, 401, 'bad-login', 'Naam of wachtwoord klopt niet.');
    const token = randomUUID();
    tokens.set(token, account);
    return json(response, 200, { token }, { 'Set-Cookie': `voorzien=${token}; HttpOnly; SameSite=Strict; Path=/` });
  }
  if (!who) return refuse(response, 401, 'not-logged-in', '');
  if (url.pathname === '/api/changes') return json(response, 200, { version, upserts: seenBy(who), removals: [], full: true });
  if (url.pathname === '/api/station/history') {
    const history = stations.history(url.searchParams, now());
    return history ? json(response, 200, history) : refuse(response, 404, 'not-found', '');
  }
  if (url.pathname === '/api/budget/preview') {
    const then = Math.round(15.5 * Number(url.searchParams.get('per_shift')));
    const side = (warnings) => ({ warnings, hits: Math.round(warnings / 3), wrong: Math.round(warnings / 6), lead_s: 840 });
    return json(response, 200, { weeks: 4, now: 31, then, detectors: [{ id: 'count-place', days: 28, now: side(31), then: side(then) }], differ: [] });
  }
  if (url.pathname === '/api/entry/preview') return json(response, 200, preview(body));
  if (url.pathname.startsWith('/api/raw/')) { response.writeHead(200, { 'Content-Type': 'application/octet-stream' }); return response.end(scenario.rawBytes); }
  if (url.pathname === '/api/journal') return json(response, 200, { items: [], next: null });
  if (url.pathname.startsWith('/api/why/')) return json(response, 200, why(url.pathname));
  const command = /^\/api\/crisis\/([\w-]+)$/.exec(url.pathname)?.[1];
  const act = command ? crisisAct(command) : acts[url.pathname];
  if (!act || request.method !== 'POST') return refuse(response, 404, 'not-found', '');
  const key = request.headers['idempotency-key'];
  if (!key) return refuse(response, 400, 'missing-key', 'Idempotency-Key');
  const name = url.pathname.slice(5).replace('/', '.').replace('demo.speed', 'demo.control');
  if (!may[who.role].some((rule) => rule === name || (rule.endsWith('.*') && name.startsWith(rule.slice(0, -1))))) return refuse(response, 403, 'not-allowed', '');
  if (!done.has(key)) {
    let entity;
    try { entity = act(body, who); } catch (error) {
      if (!(error instanceof crisis.Refused)) throw error;
      return json(response, 409, { code: 'refused', rule: error.rule, field: error.field, detail: error.rule, status: 409 });
    }
    if (!entity) return refuse(response, 404, 'not-found', '');
    done.set(key, { version: entity.version, id: entity.id });
    push(entity);
  }
  return json(response, 200, done.get(key));
}

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2' };
async function file(response, path) {
  const wanted = normalize(join(dist, path));
  const found = wanted.startsWith(dist) && extname(wanted) ? wanted : join(dist, 'index.html');
  try {
    const bytes = await readFile(found);
    response.writeHead(200, { 'Content-Type': types[extname(found)] ?? 'application/octet-stream', 'Content-Security-Policy': csp, 'X-Content-Type-Options': 'nosniff' });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (url.pathname === '/healthz') return response.writeHead(200).end('ok');
  if (!url.pathname.startsWith('/api/')) return file(response, url.pathname);
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  return api(request, response, url, text ? JSON.parse(text) : {});
});
server.on('upgrade', (request, socket) => {
  const who = session(request);
  if (!who) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  const since = Number(new URL(request.url, 'http://mock').searchParams.get('since') ?? 0);
  const wanted = seenBy(who).filter((entity) => entity.version > since);
  socket.write(frame(changes(wanted, { ...(since === 0 ? { full: true } : {}), now: iso(now()), speed })));
  sockets.add(socket);
  socket.on('data', (data) => { if ((data[0] & 0x0f) === 8) socket.end(); });
  for (const event of ['close', 'error']) socket.on(event, () => sockets.delete(socket));
});
server.listen(Number(process.env.PORT ?? 8090), '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${server.address().port}`);
  for (const account of accounts) console.log(`login ${account.user} ${account.password} ${account.role}`);
});
