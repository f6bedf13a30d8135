// Why an act was refused: the rule in words, what would be allowed instead, and the article where the rule stands. Pure.
import type { Problem } from '../../net/api';
import { refusalsEn } from './refusals.en';
import { refusalsNl, type Refusals } from './refusals.nl';

type Name = (id: string) => string | undefined;
export interface Names { role: Name; phase: Name; team: Name; level: Name }

export const refusalsIn = (language: string): Refusals => (language === 'en' ? refusalsEn : refusalsNl);

const listed = (detail: string, name: Name): string => detail.split(', ').filter(Boolean).map((one) => name(one) ?? one).join(', ');
/** "grip-2, D. Wouters, 2026-06-27T12:00:00Z" as a person reads it: of a level the moment stays out, the screen shows it. */
const standing = (detail: string, names: Names): string => { const [level = '', who = ''] = detail.split(', '); const name = names.level(level); return name ? `${name}, ${who}` : ''; };

/** What the server names of this very case: it tells more than the rule does. */
function named(problem: Problem, w: Refusals, names: Names): string {
  const detail = problem.detail ?? '';
  switch (problem.rule) {
    case 'no-such-step': return detail === '' ? w.noneAllowed : w.nowAllowed(listed(detail, names.phase));
    case 'not-asked-by-this-team': return detail === '' ? '' : w.nowAllowed(listed(detail, names.team));
    case 'not-allowed-reason-missing': return detail === '' ? '' : w.whoMay(listed(detail, names.role));
    case 'stale': case 'already-that-level': { const now = standing(detail, names); return now ? w.isNow(now) : ''; }
    default: return '';
  }
}

export function refusalWords(problem: Problem, language: string, names: Names): string | undefined {
  const w = refusalsIn(language);
  const rule = w.rules[problem.rule ?? ''];
  if (rule === undefined) return undefined;
  const [said, instead] = rule;
  const first = problem.rule === 'guard-not-met' ? `${said} ${listed(problem.detail ?? '', (id) => w.guards[id])}` : said;
  const sentences = [problem.article ? `${first} (${problem.article})` : first, named(problem, w, names), instead];
  return sentences.filter(Boolean).join('. ');
}
