// Why an act was refused, and what would be allowed: the rule in words, with what the server names beside it. Pure.
import type { Problem } from '../../net/api';
import type { CrisisWords } from './words.nl';

type Name = (id: string) => string | undefined;
export interface Names { role: Name; phase: Name; team: Name; level: Name }

const listed = (detail: string, name: Name): string => detail.split(', ').filter(Boolean).map((one) => name(one) ?? one).join(', ');
/** "grip-2, D. Wouters, 2026-06-27T12:00:00Z" as a person reads it: of a level the moment stays out, the screen shows it. */
const standing = (detail: string, names: Names): string => { const [level = '', who = ''] = detail.split(', '); const name = names.level(level); return name ? `${name}, ${who}` : ''; };

export function refusalWords(problem: Problem, w: Pick<CrisisWords, 'rules' | 'guards' | 'nowAllowed' | 'whoMay' | 'isNow'>, names: Names): string | undefined {
  const said = w.rules[problem.rule ?? ''];
  const detail = problem.detail ?? '';
  if (said === undefined || detail === '') return said;
  switch (problem.rule) {
    case 'guard-not-met': return `${said} ${listed(detail, (id) => w.guards[id])}`;
    case 'no-such-step': return `${said}. ${w.nowAllowed(listed(detail, names.phase))}`;
    case 'not-asked-by-this-team': return `${said}. ${w.nowAllowed(listed(detail, names.team))}`;
    case 'not-allowed-reason-missing': return `${said}. ${w.whoMay(listed(detail, names.role))}`;
    case 'stale': case 'already-that-level': { const now = standing(detail, names); return now ? `${said}. ${w.isNow(now)}` : said; }
    default: return said;
  }
}
