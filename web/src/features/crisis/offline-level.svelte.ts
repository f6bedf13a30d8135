// A level that was declared without a link: no alarm is ever queued (screens.md 3.5). What was laid down stays visible here,
// also after a reload, until it is declared after all or a person says it is no longer needed; its line is sent once.
import type { Crisis, Doctrine } from '../../net/crisis';

export interface LaidLevel { level: string; name: string; at: number }
const key = 'voorzien.laid-level';

function kept(): Record<string, LaidLevel> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, LaidLevel>;
  } catch {
    return {};
  }
}

/** It still asks for something: the crisis runs, and stands below the level that was laid down. */
export function stillAsks(laid: LaidLevel | undefined, crisis: Crisis, plan: Doctrine | null): boolean {
  const rank = (id: string): number => plan?.levels.find((one) => one.id === id)?.rank ?? 0;
  return laid !== undefined && crisis.closed === null && rank(crisis.level) < rank(laid.level);
}

class LaidLevels {
  private all = $state.raw<Record<string, LaidLevel>>(typeof localStorage === 'undefined' ? {} : kept());
  of(crisis: string): LaidLevel | undefined { return this.all[crisis]; }
  lay(crisis: string, laid: LaidLevel): void { this.keep({ ...this.all, [crisis]: laid }); }
  drop(crisis: string): void { this.keep(Object.fromEntries(Object.entries(this.all).filter(([id]) => id !== crisis))); }
  private keep(next: Record<string, LaidLevel>): void {
    this.all = next;
    localStorage.setItem(key, JSON.stringify(next));
  }
}
export const laidLevels = new LaidLevels();
