// A problem of the server in the language of the interface: the rule that refused, or else the code of the error.
// What the server adds in English is for logs, not for screens.
import type { Problem } from '../net/api';
import type { Texts } from './nl';

let more: (problem: Problem) => string | undefined = () => undefined;
/** Rules whose words come with a part that is loaded later. */
export const alsoRules = (words: typeof more): void => void (more = words);

export function problemWords(problem: Problem | undefined, t: Texts): string {
  const rule = problem?.code === 'refused' ? (more(problem) ?? t.rules[problem.rule ?? '']) : undefined;
  if (rule === undefined && problem?.code === 'refused' && problem.detail) return problem.detail; // a rule without words yet
  return rule ?? t.problems[problem?.code ?? 'unknown'] ?? t.problems['unknown'] ?? '';
}
