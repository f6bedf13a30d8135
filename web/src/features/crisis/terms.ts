// What a legal term says of itself at a moment. Pure. A missed one stays missed, also when it was met later.
import type { Term } from '../../net/crisis';

export type TermWord = 'met' | 'met-late' | 'runs' | 'almost' | 'late' | 'soon' | 'idle';
export interface TermState { word: TermWord; ms: number; share: number } // ms: passed, left or over, by the word

const almostShare = 0.2; // the last fifth

export function termState(term: Term, now: number): TermState {
  const from = term.from === null ? null : Date.parse(term.from);
  const due = term.due !== null ? Date.parse(term.due) : from !== null && term.limit_s > 0 ? from + term.limit_s * 1000 : null;
  if (term.met !== null) {
    const met = Date.parse(term.met);
    if (due !== null && met > due) return { word: 'met-late', ms: met - due, share: 1 };
    const took = from === null ? 0 : Math.max(0, met - from);
    return { word: term.missed ? 'met-late' : 'met', ms: took, share: term.limit_s > 0 ? Math.min(1, took / (term.limit_s * 1000)) : 0 };
  }
  if (from === null) return { word: term.missed ? 'met-late' : 'idle', ms: 0, share: term.missed ? 1 : 0 }; // missed, and what waited was worked up since
  if (due === null) return { word: 'soon', ms: Math.max(0, now - from), share: 0 };
  if (now > due) return { word: 'late', ms: now - due, share: 1 };
  const whole = Math.max(1, due - from);
  const left = due - now;
  return { word: left <= whole * almostShare ? 'almost' : 'runs', ms: left, share: Math.min(1, Math.max(0, 1 - left / whole)) };
}

export const isLate = (state: TermState): boolean => state.word === 'late' || state.word === 'met-late';

/** The shortest first; those without a number, and those that do not run, last. */
export function byLimit(terms: readonly Term[]): Term[] {
  const rank = (term: Term): number => (term.from === null && term.met === null ? 1e9 : 0) + (term.limit_s || 1e8);
  return terms.map((term, index) => ({ term, index })).sort((a, b) => rank(a.term) - rank(b.term) || a.index - b.index).map(({ term }) => term);
}

export interface TermCounts { met: number; runs: number; late: number; waits: number }
export function countTerms(terms: readonly Term[], now: number): TermCounts {
  const out: TermCounts = { met: 0, runs: 0, late: 0, waits: 0 };
  for (const term of terms) {
    const state = termState(term, now);
    if (isLate(state)) out.late++;
    else if (state.word === 'met') out.met++;
    else if (state.word === 'idle') out.waits++;
    else out.runs++;
  }
  return out;
}

/** The one to explain when none is pointed at: the one that is late the longest, else what has least time left; undefined when none runs. */
export function pressingTerm(terms: readonly Term[], now: number): string | undefined {
  const states = terms.map((term) => ({ timer: term.timer, state: termState(term, now) }));
  const late = states.filter((one) => one.state.word === 'late').sort((a, b) => b.state.ms - a.state.ms);
  const runs = states.filter((one) => one.state.word === 'runs' || one.state.word === 'almost').sort((a, b) => a.state.ms - b.state.ms);
  return (late[0] ?? runs[0])?.timer;
}
