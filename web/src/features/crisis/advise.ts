// Which procedure fits the signals that a crisis starts with, by the traits of the plan: advice with its reason. Pure.
import type { Level, Signal } from '../../net/api';
import type { Doctrine } from '../../net/crisis';

export interface Advice { procedure: string; because: string } // because: text of the trait; empty: no signal says anything

const order: Level[] = ['grey', 'green', 'yellow', 'orange', 'red'];
const rank = (level: string | null): number => order.indexOf((level ?? 'grey') as Level);

type Trait = Doctrine['traits'][number];
export function holds(trait: Trait, signals: readonly Signal[]): boolean {
  if (trait.asked) return false;
  const some = (test: (signal: Signal) => boolean): boolean => signals.some(test);
  if (trait.from_colour && !some((one) => one.level !== null && !one.expected && rank(one.level) >= rank(trait.from_colour))) return false;
  if (trait.themes.length > 0 && !some((one) => trait.themes.includes(one.theme))) return false;
  if (trait.scales.length > 0 && !some((one) => trait.scales.includes(one.scale.at(-1)?.scale ?? ''))) return false;
  if (trait.municipalities_from > 0 && new Set(signals.flatMap((one) => one.areas)).size < trait.municipalities_from) return false;
  if (trait.expected && !some((one) => one.expected)) return false;
  return trait.from_colour !== '' || trait.themes.length > 0 || trait.scales.length > 0 || trait.municipalities_from > 0 || trait.expected;
}

/** The procedure that most traits point to (a level speaks for the one that has levels); a tie goes to the flash one. */
export function adviseProcedure(plan: Doctrine, signals: readonly Signal[]): Advice {
  const flash = plan.procedures.find((one) => one.kind === 'flash') ?? plan.procedures[0];
  const found = new Map<string, Trait[]>();
  for (const trait of plan.traits) {
    if (!holds(trait, signals)) continue;
    const procedure = plan.procedures.some((one) => one.id === trait.points_to) ? trait.points_to : (plan.procedures.find((one) => one.levels)?.id ?? '');
    found.set(procedure, [...(found.get(procedure) ?? []), trait]);
  }
  const best = [...found].sort((a, b) => b[1].length - a[1].length || Number(b[0] === flash?.id) - Number(a[0] === flash?.id))[0];
  return { procedure: best?.[0] ?? flash?.id ?? '', because: best?.[1][0]?.text ?? '' };
}
