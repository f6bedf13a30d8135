// What a meeting of a team goes through: picture, judgement, decision. All of it follows from the crisis. Pure.
import type { Contradiction, Crisis, CrisisDecision, Doctrine, PlanHeading, SituationLine } from '../../net/crisis';
import { breaches, type Breach } from './teams';
import { termState } from './terms';

export interface Bob {
  changed: { heading: PlanHeading; line: SituationLine }[]; // since the picture that was sent last; all while none was
  contradictions: Contradiction[];
  stale: PlanHeading[];
  late: { timer: string; name: string }[];
  breaches: Breach[];
  back: CrisisDecision[]; // not or partly carried out
  proposed: CrisisDecision[]; // the soonest first
}

export function bobOf(crisis: Crisis, plan: Doctrine | null, now: number): Bob {
  const sent = crisis.sent.at(-1);
  const headings = (plan?.headings ?? []).filter((one) => one.team === '');
  const line = (heading: PlanHeading): SituationLine | undefined => crisis.lines.find((one) => one.heading === heading.id && one.text !== '');
  const isOld = (one: SituationLine): boolean => (plan?.stale_s ?? 0) > 0 && now - Date.parse(one.at) > (plan?.stale_s ?? 0) * 1000;
  return {
    changed: headings.flatMap((heading) => { const one = line(heading); return one && (!sent || Date.parse(one.at) > Date.parse(sent.at)) ? [{ heading, line: one }] : []; }),
    contradictions: (crisis.contradictions ?? []).filter((one) => one.state !== 'settled'),
    stale: headings.filter((heading) => { const one = line(heading); return one !== undefined && isOld(one); }),
    late: crisis.terms.filter((one) => termState(one, now).word === 'late').map((one) => ({ timer: one.timer, name: one.name })),
    breaches: breaches(crisis, plan),
    back: crisis.decisions.filter((one) => one.state === 'partly' || one.state === 'refused'),
    proposed: crisis.decisions.filter((one) => one.state === 'proposed').sort((a, b) => (a.latest ?? '9').localeCompare(b.latest ?? '9')),
  };
}
