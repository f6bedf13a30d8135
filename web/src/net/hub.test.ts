// The hub's outbox: what waits goes out once, in order, under its own account, with the key it was given.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hub } from './hub';
import type { Entity } from './api';
import type { Kept } from './kept';
import type { Command, FromHub } from './messages';
import type { Waiting } from './outbox';

class FakeSocket {
  static all: FakeSocket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  constructor(readonly url: string) { FakeSocket.all.push(this); }
  close(): void { this.closed = true; this.onclose?.(); }
  say(value: object): void { this.onmessage?.({ data: JSON.stringify(value) }); }
}
const beat = { version: 1, upserts: [], removals: [], now: '2026-06-27T14:30:00Z', speed: 1 };

function box(): { rows: Waiting[]; add: (c: Command) => Promise<number>; remove: (row: IDBValidKey) => Promise<undefined>; all: () => Promise<Waiting[]> } {
  let next = 1;
  const rows: Waiting[] = [];
  return {
    rows,
    add: (command) => { rows.push({ row: next, command }); return Promise.resolve(next++); },
    remove: (row) => { rows.splice(rows.findIndex((one) => one.row === row), 1); return Promise.resolve(undefined); },
    all: () => Promise.resolve([...rows]),
  };
}
const command = (key: string, user = 'caco'): Command => ({ key, path: '/api/log/write', body: { text: key, at: '2026-06-27T14:00:00Z' }, at: 1, user, label: key });

describe('hub', () => {
  const heard: FromHub[] = [];
  const posts: { key: string; body: string }[] = [];
  let down = false;
  const ask = ((input: string, init: RequestInit) => {
    if (down) return Promise.reject(new TypeError('down'));
    if (String(input).endsWith('/api/session')) return Promise.resolve(new Response(JSON.stringify({ user: 'caco' })));
    posts.push({ key: (init.headers as Record<string, string>)['Idempotency-Key'] ?? '', body: String(init.body) });
    return Promise.resolve(new Response(JSON.stringify({ version: posts.length, id: 'x' })));
  }) as typeof fetch;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    FakeSocket.all = [];
    heard.length = posts.length = 0;
    down = false;
  });
  afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });
  const settle = (ms = 20): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

  it('sends what waits once and in order after an outage, with its own keys and time', async () => {
    const kept = box();
    const hub = new Hub('http://x', kept, ask);
    const say = hub.connect((message) => heard.push(message));
    say({ kind: 'open', user: 'caco' });
    FakeSocket.all[0]!.say(beat);
    await settle();
    down = true;
    for (const key of ['a', 'b', 'c']) say({ kind: 'command', command: command(key) });
    await settle();
    expect(posts).toEqual([]);
    expect(kept.rows.map((one) => one.command.key)).toEqual(['a', 'b', 'c']);
    FakeSocket.all.at(-1)!.close();
    await settle(1500);
    down = false;
    await settle(2500);
    FakeSocket.all.at(-1)!.say(beat);
    await settle();
    expect(posts.map((one) => one.key)).toEqual(['a', 'b', 'c']);
    expect(posts[0]!.body).toContain('2026-06-27T14:00:00Z');
    expect(kept.rows).toEqual([]);
    await settle(5000);
    expect(posts).toHaveLength(3);
  });

  it('a busy server is not hammered: one try in two seconds', async () => {
    const kept = box();
    let tries = 0;
    const busy = ((input: string) => {
      if (String(input).endsWith('/api/session')) return Promise.resolve(new Response(JSON.stringify({ user: 'caco' })));
      tries++;
      return Promise.resolve(new Response('{}', { status: 503 }));
    }) as typeof fetch;
    const say = new Hub('http://x', kept, busy).connect(() => {});
    say({ kind: 'open', user: 'caco' });
    FakeSocket.all[0]!.say(beat);
    say({ kind: 'command', command: command('a') });
    for (let n = 0; n < 10; n++) { await settle(1000); FakeSocket.all[0]!.say(beat); }
    expect(tries).toBeGreaterThanOrEqual(4);
    expect(tries).toBeLessThanOrEqual(6);
    expect(kept.rows).toHaveLength(1);
  });

  it('never sends the lines of another account', async () => {
    const kept = box();
    await kept.add(command('other', 'vic'));
    const hub = new Hub('http://x', kept, ask);
    hub.connect(() => {})({ kind: 'open', user: 'caco' });
    FakeSocket.all[0]!.say(beat);
    await settle(3000);
    expect(posts).toEqual([]);
    expect(kept.rows).toHaveLength(1);
  });

  it('tells that the link is gone after two missed heartbeats, and asks for what it missed by version', async () => {
    const hub = new Hub('http://x', box(), ask);
    hub.connect((message) => heard.push(message))({ kind: 'open', user: 'caco' });
    FakeSocket.all[0]!.say({ ...beat, version: 41 });
    await settle(1000);
    expect(heard.filter((one) => one.kind === 'link').at(-1)).toMatchObject({ online: true });
    await settle(1600);
    expect(heard.filter((one) => one.kind === 'link').at(-1)).toMatchObject({ online: false });
    await settle(600);
    expect(FakeSocket.all.at(-1)!.url).toContain('since=41');
  });

  it('a new window is told what an earlier one left waiting', async () => {
    const kept = box();
    await kept.add(command('left'));
    down = true;
    const hub = new Hub('http://x', kept, ask);
    hub.connect((message) => heard.push(message))({ kind: 'open', user: 'caco' });
    await settle();
    expect(heard).toContainEqual(expect.objectContaining({ kind: 'saving', key: 'left', label: 'left', state: 'local' }));
  });

  const disk = (first?: Kept) => ({
    picture: first,
    save(picture: Kept) { this.picture = picture; return Promise.resolve(); },
    load() { return Promise.resolve(this.picture); },
    erase() { this.picture = undefined; return Promise.resolve(); },
  });
  const line = { type: 'log', id: 'a', version: 41 } as unknown as Entity;
  const last: Kept = { user: 'caco', contact: 7, changes: { version: 41, upserts: [line], removals: [], full: true, now: beat.now, speed: 1 } };
  const pictures = (): FromHub[] => heard.filter((one) => one.kind === 'changes');

  it('without a server shows the picture of the last time with its own time, and asks for it anew', async () => {
    down = true;
    const hub = new Hub('http://x', box(), ask, disk(last));
    hub.connect((message) => heard.push(message))({ kind: 'open', user: 'caco' });
    await settle();
    expect(pictures()).toHaveLength(1); // nothing kept is shown before the server had its chance
    FakeSocket.all[0]!.close();
    await settle();
    expect(pictures().at(-1)).toMatchObject({ reset: true, changes: { upserts: [line], now: beat.now } });
    expect(heard.at(-1)).toMatchObject({ kind: 'link', online: false, lastContact: 7 });
    down = false;
    await settle(1000);
    expect(FakeSocket.all.at(-1)!.url).toContain('since=0');
    FakeSocket.all.at(-1)!.say(beat);
    expect(pictures().at(-1)).toMatchObject({ reset: true, changes: { upserts: [] } });
  });

  it('never shows what another account saw, and erases it', async () => {
    const kept = disk(last);
    const hub = new Hub('http://x', box(), ask, kept);
    hub.connect((message) => heard.push(message))({ kind: 'open', user: 'vic' });
    FakeSocket.all[0]!.close();
    await settle();
    expect(pictures()).toHaveLength(1);
    expect(kept.picture).toBeUndefined();
  });

  it('keeps the picture on the device until somebody logs out', async () => {
    const kept = disk();
    const say = new Hub('http://x', box(), ask, kept).connect((message) => heard.push(message));
    say({ kind: 'open', user: 'caco' });
    FakeSocket.all[0]!.say({ ...beat, version: 41, upserts: [line] });
    await settle(200);
    expect(kept.picture).toMatchObject({ user: 'caco', changes: { version: 41, upserts: [line], now: beat.now } });
    say({ kind: 'stop' });
    await settle();
    expect(kept.picture).toBeUndefined();
  });

  it('a role that may not hear the stream asks once a second, and says so when there is no answer', async () => {
    const asked: string[] = [];
    const polled = ((input: string) => {
      if (down) return Promise.reject(new TypeError('down'));
      if (String(input).endsWith('/api/session')) return Promise.resolve(new Response(JSON.stringify({ user: 'mayor' })));
      asked.push(String(input).split('since=')[1] ?? '');
      return Promise.resolve(new Response(JSON.stringify({ ...beat, version: 40 + asked.length, full: asked.length === 1, upserts: asked.length === 1 ? [{ type: 'crisis', id: 'a', version: 40 }] : [] })));
    }) as typeof fetch;
    const say = new Hub('http://x', box(), polled).connect((message) => heard.push(message));
    say({ kind: 'open', user: 'mayor', asks: true });
    await settle(2100);
    expect(FakeSocket.all).toHaveLength(0);
    expect(asked).toEqual(['0', '41', '42']);
    expect(heard.filter((one) => one.kind === 'link').at(-1)).toMatchObject({ online: true });
    expect(heard).toContainEqual(expect.objectContaining({ kind: 'changes', changes: expect.objectContaining({ now: beat.now, upserts: [expect.objectContaining({ id: 'a' })] }) }));
    down = true;
    await settle(2000);
    expect(heard.filter((one) => one.kind === 'link').at(-1)).toMatchObject({ online: false });
    down = false;
    await settle(2000);
    expect(heard.filter((one) => one.kind === 'link').at(-1)).toMatchObject({ online: true });
    expect(asked.at(-1)).not.toBe('0'); // goes on where it was
    const before = asked.length;
    say({ kind: 'stop' });
    await settle(3000);
    expect(asked).toHaveLength(before);
  });

  it('forgets everything when the account logs out', async () => {
    const hub = new Hub('http://x', box(), ask);
    const say = hub.connect((message) => heard.push(message));
    say({ kind: 'open', user: 'caco' });
    FakeSocket.all[0]!.say({ ...beat, upserts: [{ type: 'log', id: 'a', version: 1 }] });
    say({ kind: 'stop' });
    expect(heard.filter((one) => one.kind === 'changes').at(-1)).toMatchObject({ reset: true, changes: { upserts: [] } });
    expect(heard.at(-1)).toMatchObject({ kind: 'link', loggedOut: true });
    await settle(3000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('a file goes beside the words: it holds up no act, and the line that names it goes after it', async () => {
    const kept = box();
    const answers: ((answer: Response) => void)[] = [];
    const order: string[] = [];
    const slow = ((input: string, init: RequestInit) => {
      const key = (init.headers as Record<string, string>)['Idempotency-Key'] ?? '';
      order.push(key);
      if (String(input).includes('/api/attachments')) return new Promise((resolve) => answers.push(resolve));
      return Promise.resolve(new Response(JSON.stringify({ version: 1, id: 'x' })));
    }) as typeof fetch;
    const hub = new Hub('http://x', kept, slow);
    const say = hub.connect((message) => heard.push(message));
    say({ kind: 'open', user: 'caco' });
    FakeSocket.all[0]!.say(beat);
    await settle();
    const file = { ...command('photo'), path: '/api/attachments?name=a.jpg', body: { sha256: 'aa' }, file: new Blob(['x']) };
    say({ kind: 'command', command: file });
    say({ kind: 'command', command: { ...command('names it'), body: { text: 'a', attachments: ['aa'] } } });
    say({ kind: 'command', command: command('another') });
    await vi.waitFor(() => expect(kept.rows.map((one) => one.command.key)).toEqual(['photo', 'names it']));
    expect([...order].sort()).toEqual(['another', 'photo']);
    answers[0]!(new Response(JSON.stringify({ version: 2 }), { status: 201 }));
    await vi.waitFor(() => expect(kept.rows).toEqual([]));
    expect(order.slice(2)).toEqual(['names it']);
  });
});
