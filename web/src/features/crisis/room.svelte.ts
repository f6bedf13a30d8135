// What the screens of a crisis need of the app around them: the moment, who is here, the plan that it runs under, and
// how to act. Every act is `POST /api/crisis/<command>` (src/crisis/commands.h).
import { announcer } from '../../app/announcer.svelte';
import { i18n } from '../../i18n/index.svelte';
import { hhmm, length, moment } from '../../i18n/time';
import type { Crisis, Doctrine, Duty } from '../../net/crisis';
import { clock } from '../../state/clock.svelte';
import { commands, type Saving } from '../../state/commands.svelte';
import { rewind } from '../../state/rewind.svelte';
import { session } from '../../state/session.svelte';
import { store } from '../../state/store.svelte';
import type { Who } from './mine';
import { inOrder } from './running';
import { crisisWords } from './words';
import type { CrisisWords } from './words.nl';

// Commands that are allowed by the act of another one.
const underActOf: Record<string, string> = { ask: 'settle', 'hand-over': 'position', 'take-over': 'position', 'alarm-link': 'call' };

class Room {
  get now(): number { return rewind.at ?? clock.now; }
  readonly second = $derived(Math.floor((rewind.at ?? clock.now) / 1000) * 1000);
  get past(): boolean { return rewind.at !== null; }
  get words(): CrisisWords { return crisisWords(); }
  private readonly contact = $derived([...store.duties.values()].flatMap((one) => one.contacts).find((one) => one.name === session.current?.name)?.id);
  get me(): Who { return { role: session.current?.role ?? '', name: session.current?.name ?? '', ...(this.contact ? { contact: this.contact } : {}) }; }
  readonly sorted = $derived(inOrder(store.crises.values(), (one) => this.planOf(one)));

  crisis(id: string | undefined): Crisis | undefined { return id === undefined ? undefined : store.crises.get(id); }
  planOf(crisis: Crisis | undefined): Doctrine | null { return crisis ? (store.plans.get(crisis.plan)?.plan ?? null) : null; }
  get inForce(): Doctrine | null { return [...store.plans.values()].find((one) => one.in_force)?.plan ?? null; }
  get duties(): ReadonlyMap<string, Duty> { return store.duties; }

  roleName(id: string): string {
    const t = i18n.t;
    return t.roleShort[id] ?? t.roles[id] ?? session.current?.role_names?.[id] ?? id;
  }
  level(word: Crisis['colour']): string { return word === null ? this.words.noColour : i18n.t.picture.levelLong[word] ?? ''; }
  at(text: string | null): string { return text === null ? '' : moment(Date.parse(text), this.now, i18n.language); }
  hhmm(ms: number): string { return hhmm(ms, i18n.language); }
  left(ms: number): string { return length(ms); }

  /** Whose audience is of a municipality or a person: the crises that are not theirs do not reach this screen. */
  get seesOwn(): boolean { return (session.current?.audience ?? '').includes('@'); }

  may(command: string): boolean { return session.may(`crisis.${underActOf[command] ?? command}`); }
  reason(command: string): string | undefined {
    return this.past ? this.words.inPast : this.may(command) ? undefined : this.words.noRight;
  }

  act(command: string, body: object, label: string, undo?: { path: string; body: unknown }): Promise<Saving> {
    const path = `/api/crisis/${command}`;
    const no = this.reason(command);
    // A plain copy: lists of a dialog are watched ones, which do not travel to the hub.
    if (no === undefined) return commands.act(path, JSON.parse(JSON.stringify(body)), label, undo && { path: undo.path, body: JSON.parse(JSON.stringify(undo.body)) });
    announcer.note(no);
    return Promise.resolve({ key: '', path, state: 'refused', at: Date.now(), label });
  }
}

export const room = new Room();
