// The hub: one connection a browser. Runs in a SharedWorker (hub.worker.ts), or in the page where there is none.
//
// It holds the WebSocket, the mirror of all entities and the outbox. The server's heartbeat comes every second; after
// two missed the pages are told that the link is gone. It reconnects within a second and asks for what it missed by
// version, so that nothing is there twice and nothing is missing. What it knows it keeps on the device, for a window that
// is opened while the server is away. A role that may not hear the stream, which carries everything, gets the same by asking.
import type { Changes, Done, Problem } from './api';
import { kept as picture } from './kept';
import type { Command, FromHub, ToHub } from './messages';
import { Mirror } from './mirror';
import { outbox, type Waiting } from './outbox';

// Two heartbeats missed; a little under two seconds, so that with the check it is on the screen within two.
const silentAfterMs = 1850;
const checkMs = 100;
const dialMs = 3000; // a connection that is not there by then is tried anew
const askMs = 1500;
const postMs = 10_000;
const fileBytesPerMs = 32; // a slow link; a file may take so much longer
const sendAgainMs = 2000;
const keepMs = 20_000;
type Box = Pick<typeof outbox, 'add' | 'remove' | 'all'>;
const pollMs = 1000; // as often as a heartbeat
const retryMs = [100, 250, 500, 1000];

/** Its hash is told by the page that took the file: the line that names it is written before it is sent. */
const isWaitingFor = (command: Command, waiting: Waiting[]): boolean => {
  const named = (command.body as { attachments?: string[] } | null)?.attachments ?? [];
  return waiting.some((one) => one.command.file && named.includes((one.command.body as { sha256: string }).sha256));
};

export class Hub {
  private readonly mirror = new Mirror();
  private readonly pages = new Set<(message: FromHub) => void>();
  private socket: WebSocket | null = null;
  private online = false;
  private loggedOut = false;
  private lastContact = 0;
  private attempts = 0;
  // Files go beside the words, so that a photo on a slow link holds up no act; words that name a file wait for it.
  private readonly lanes = [{ files: false, busy: false, asked: false }, { files: true, busy: false, asked: false }];
  private user = '';
  private asks = false; // instead of listening
  private round: object | null = null; // of asking; another one ends the one before
  private dialled = 0;
  private recalled = false; // the picture is the kept one of before: shown, and asked for anew
  private moment: Pick<Changes, 'now' | 'speed'> = {};
  private keptAt = 0;
  private keptVersion = 0;
  private sendAgainAt = Infinity; // what waits after a refusal that is no answer (busy, logged out) is tried then
  private watch: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly origin: string,
    private readonly box: Box = outbox,
    private readonly ask: typeof fetch = (input, init) => fetch(input, init),
    private readonly kept: typeof picture = picture,
  ) {}

  connect(page: (message: FromHub) => void): (message: ToHub) => void {
    this.pages.add(page);
    return (message) => this.hear(page, message);
  }

  private hear(page: (message: FromHub) => void, message: ToHub): void {
    if (message.kind === 'close') this.pages.delete(page);
    if (message.kind === 'command') void this.take(message.command);
    if (message.kind === 'open') {
      if (this.user && this.user !== message.user) this.forget();
      this.user = message.user;
      this.asks = message.asks === true;
      this.loggedOut = false;
      page({ kind: 'changes', changes: this.mirror.all(), reset: true });
      page(this.link());
      void this.tellWaiting(page);
      this.start();
    }
    if (message.kind === 'stop') {
      this.forget();
      this.user = '';
      this.loggedOut = true;
      this.tell(this.link());
    }
  }

  private forget(): void {
    this.mirror.clear();
    this.keptVersion = 0;
    this.round = null;
    void this.kept.erase().catch(() => {});
    this.tell({ kind: 'changes', changes: this.mirror.all(), reset: true });
    const socket = this.socket;
    this.socket = null;
    this.online = false;
    socket?.close();
  }

  private async mine(): Promise<Waiting[]> {
    return (await this.box.all()).filter((one) => one.command.user === this.user);
  }

  /** What an earlier window left behind, so that the new one shows it. */
  private async tellWaiting(page: (message: FromHub) => void): Promise<void> {
    const waiting = await this.mine();
    for (const { command } of waiting)
      page({ kind: 'saving', key: command.key, state: 'local', path: command.path, at: command.at, label: command.label });
    page({ kind: 'waiting', count: waiting.length });
  }

  private start(): void {
    this.watch ??= setInterval(() => this.check(), checkMs);
    if (!this.socket && !this.loggedOut) this.dial();
    void this.send();
  }

  /** Once a second what changed since the last answer, as long as this account is here. */
  private async poll(): Promise<void> {
    const round = (this.round = {});
    while (this.round === round && !this.loggedOut) {
      try {
        const answer = await this.ask(`${this.origin}/api/changes?since=${this.recalled ? 0 : this.mirror.version}`, { credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(askMs) });
        const changes = answer.ok ? ((await answer.json()) as Changes) : null;
        if (this.round !== round) return;
        if (changes) this.receive(changes);
        else if (answer.status === 401) void this.again();
      } catch {
        if (this.round !== round) return;
        this.lost();
        await this.recall();
      }
      await new Promise((done) => setTimeout(done, pollMs));
    }
    if (this.round === round) this.round = null;
  }

  private dial(): void {
    if (this.asks) return void (this.round ?? this.poll());
    const socket = new WebSocket(`${this.origin.replace(/^http/, 'ws')}/api/socket?since=${this.recalled ? 0 : this.mirror.version}`);
    this.socket = socket;
    this.dialled = Date.now();
    socket.onmessage = (event) => this.receive(JSON.parse(event.data as string) as Changes | Changes[]);
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.lost();
      void this.recall();
      const wait = retryMs[Math.min(this.attempts++, retryMs.length - 1)] ?? 1000;
      setTimeout(() => void this.again(), wait);
    };
  }

  /** A socket that is refused says nothing of why; the session does. */
  private async again(): Promise<void> {
    if (this.socket || this.loggedOut) return;
    try {
      const answer = await this.ask(`${this.origin}/api/session`, { credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(askMs) });
      const known = answer.status === 401 || !answer.ok ? '' : ((await answer.json()) as { user?: string }).user;
      this.loggedOut = answer.status === 401 || (answer.ok && !known);
    } catch {
      this.loggedOut = false;
    }
    if (this.loggedOut) {
      void this.kept.erase().catch(() => {});
      this.tell(this.link());
    } else if (!this.socket) this.dial();
  }

  /** Nothing known and no server: the picture of the last time, with its own time. */
  private async recall(): Promise<void> {
    if (this.mirror.version > 0 || this.loggedOut) return;
    const last = await this.kept.load().catch(() => undefined);
    if (last && last.user !== this.user) await this.kept.erase().catch(() => {});
    if (!last || last.user !== this.user || this.online || this.mirror.version > 0) return;
    this.recalled = true;
    this.lastContact = last.contact;
    this.tell({ kind: 'changes', changes: this.mirror.fold(last.changes), reset: true });
    this.tell(this.link());
  }

  private keep(): void {
    this.keptAt = Date.now();
    this.keptVersion = this.mirror.version;
    void this.kept.save({ user: this.user, changes: { ...this.mirror.all(), ...this.moment }, contact: this.lastContact }).catch(() => {});
  }

  private receive(batch: Changes | Changes[]): void {
    this.lastContact = Date.now();
    this.attempts = 0;
    const wasOffline = !this.online;
    this.online = true;
    for (const changes of Array.isArray(batch) ? batch : [batch]) {
      if (changes.now) this.moment = { now: changes.now, ...(changes.speed === undefined ? {} : { speed: changes.speed }) };
      if (this.recalled) this.mirror.clear();
      this.tell({ kind: 'changes', changes: this.mirror.fold(changes), reset: changes.full === true || this.recalled });
      this.recalled = false;
    }
    if (wasOffline) {
      this.tell(this.link());
      void this.send();
    }
  }

  private check(): void {
    if (this.online && Date.now() - this.lastContact > silentAfterMs) {
      this.lost();
      const socket = this.socket;
      this.socket = null;
      socket?.close();
      void this.again();
    } else if (!this.online && this.socket && Date.now() - this.dialled > dialMs) {
      const socket = this.socket;
      this.socket = null;
      socket.close();
      void this.recall();
      this.dial();
    }
    if (this.online && this.mirror.version !== this.keptVersion && Date.now() - this.keptAt > keepMs) this.keep();
    if (this.online && Date.now() >= this.sendAgainAt) void this.send();
  }

  private lost(): void {
    if (!this.online) return;
    this.online = false;
    this.tell(this.link());
  }

  private link(): FromHub {
    return { kind: 'link', online: this.online, lastContact: this.lastContact, loggedOut: this.loggedOut };
  }

  private tell(message: FromHub): void {
    for (const page of this.pages) page(message);
  }

  private async take(command: Command): Promise<void> {
    await this.box.add(command);
    this.tell({ kind: 'saving', key: command.key, state: 'local', path: command.path, at: command.at, label: command.label });
    await this.send();
  }

  /** Sends what waits, oldest first, one of a lane at a time; a lane stops at the first that does not get through. */
  private async send(): Promise<void> {
    // One sender at a time; a call meanwhile is not lost: what it came for may have been added after the last look.
    this.sendAgainAt = Infinity;
    await Promise.all(this.lanes.map((lane) => this.run(lane)));
  }

  private async run(lane: Hub['lanes'][number]): Promise<void> {
    lane.asked = true;
    if (lane.busy || !this.user) return;
    lane.busy = true;
    try {
      while (lane.asked) {
        lane.asked = false;
        if (!(await this.drain(lane.files))) return;
      }
    } finally {
      lane.busy = false;
    }
  }

  private async drain(files: boolean): Promise<boolean> {
    for (;;) {
      const waiting = await this.mine();
      this.tell({ kind: 'waiting', count: waiting.length });
      const next = waiting.find((one) => files ? one.command.file : !one.command.file && !isWaitingFor(one.command, waiting));
      if (!next) return true;
      if (!(await this.post(next.command))) {
        this.sendAgainAt = Date.now() + sendAgainMs;
        return false;
      }
      await this.box.remove(next.row);
      if (files) void this.send(); // what waited for it
    }
  }

  /** True when the server has answered for good: durable, or refused by a rule. */
  private async post(command: Command): Promise<boolean> {
    const told = { kind: 'saving', key: command.key, path: command.path, at: command.at, label: command.label } as const;
    this.tell({ ...told, state: 'sent' });
    let answer: Response;
    try {
      answer = await this.ask(this.origin + command.path, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'Content-Type': command.file ? 'application/octet-stream' : 'application/json', 'Idempotency-Key': command.key },
        body: command.file ?? JSON.stringify(command.body),
        signal: AbortSignal.timeout(postMs + Math.ceil((command.file?.size ?? 0) / fileBytesPerMs)),
      });
    } catch {
      this.tell({ ...told, state: 'local' });
      return false;
    }
    if (answer.ok) {
      this.tell({ ...told, state: 'durable', done: (await answer.json()) as Done });
      return true;
    }
    // Busy, or not logged in any more: it waits. Everything else is an answer.
    if (answer.status === 401 || answer.status === 429 || answer.status >= 500) {
      this.tell({ ...told, state: 'local' });
      return false;
    }
    const problem = (await answer.json().catch(() => ({ code: 'unknown' }))) as Problem;
    this.tell({ ...told, state: 'refused', problem: { ...problem, status: answer.status } });
    return true;
  }
}
