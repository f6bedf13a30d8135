// The words of this feature in the language of the interface; they come with its pages, not with the first view.
import { i18n } from '../../i18n/index.svelte';
import { alsoRules } from '../../i18n/problem';
import type { Problem } from '../../net/api';
import { session } from '../../state/session.svelte';
import { store } from '../../state/store.svelte';
import type { Names } from './refusal';
import { crisisEn } from './words.en';
import { crisisNl, type CrisisWords } from './words.nl';

export const crisisWords = (): CrisisWords => (i18n.language === 'en' ? crisisEn : crisisNl);

// What a refusal names by id stands in a plan, or is a role.
const names: Names = {
  role: (id) => i18n.t.roles[id] ?? session.current?.role_names?.[id],
  phase: (id) => [...store.live.plans.values()].flatMap((one) => one.plan.procedures.flatMap((procedure) => procedure.phases)).find((one) => one.id === id)?.name,
  team: (id) => [...store.live.plans.values()].flatMap((one) => one.plan.teams.flatMap((team) => [team, ...team.positions])).find((one) => one.id === id)?.name,
  level: (id) => [...store.live.plans.values()].flatMap((one) => one.plan.levels).find((one) => one.id === id)?.name,
};
// The words of refusals are many and rarely read: they are fetched after the first view, and kept.
let refusal: typeof import('./refusal') | undefined;
void import('./refusal').then((loaded) => (refusal = loaded), () => {});
alsoRules((problem: Problem) => refusal?.refusalWords(problem, i18n.language, names));
