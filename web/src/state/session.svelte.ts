// Who is at this screen and what the role may do (doctrine's access.toml decides, the server enforces).
import type { DemoAccount, Session, Welcome, WelcomeFilm } from '../net/api';
import { getJson, postJson, type Answer } from '../net/request';

// Who was here last, for a window that is opened while the server is away; it allows nothing (the server decides).
const remembered = 'voorzien.session';
const askMs = 4000;

function lastHere(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(remembered) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

class SessionState {
  current = $state.raw<Session | null>(null);
  known = $state(false); // the server has been asked
  demoAccounts = $state.raw<DemoAccount[]>([]);
  region = $state(''); // name, for the log-in page
  version = $state('');
  exercise = $state(false); // of the whole region
  film = $state.raw<WelcomeFilm | null>(null); // what a demonstration plays

  async load(): Promise<void> {
    const answer = await getJson<Session>('/api/session', { cache: 'no-store', signal: AbortSignal.timeout(askMs) });
    const gone = answer.ok ? answer.value === null : answer.problem.code === 'no-connection'; // null: cut off halfway
    if (gone) this.current ??= lastHere();
    if (answer.ok && !gone) this.current = answer.value.user ? answer.value : null;
    else if (!answer.ok && answer.problem.status === 401) this.current = null;
    if (!this.current && (answer.ok ? !gone : answer.problem.status === 401)) {
      const welcome = await getJson<Welcome>('/api/welcome', { cache: 'no-store' });
      if (welcome.ok) {
        this.demoAccounts = welcome.value.demo_accounts ?? [];
        this.region = welcome.value.region_name;
        this.version = welcome.value.version;
        this.film = welcome.value.film ?? null;
        this.exercise = welcome.value.exercise ?? false;
      }
    }
    this.known = (answer.ok ? !gone : answer.problem.status === 401) || (gone && this.current !== null);
    if (this.current) localStorage.setItem(remembered, JSON.stringify(this.current));
    else if (!gone) localStorage.removeItem(remembered);
  }

  async login(user: string, password: string): Promise<Answer<unknown>> {
    const answer = await postJson<unknown>('/api/session', { user, password });
    if (answer.ok) await this.load();
    return answer;
  }

  async logout(): Promise<void> {
    await getJson('/api/session', { method: 'DELETE' });
    await this.load();
  }

  may(act: string): boolean {
    const list = this.current?.may ?? [];
    return list.some((rule) => rule === act || rule === '*' || (rule.endsWith('.*') && act.startsWith(rule.slice(0, -1))));
  }
}

export const session = new SessionState();
