// The duty list in the order in which one looks for people: the operational leader, then the plan's teams, then the rest. Pure.
import type { Doctrine, Duty } from '../../net/crisis';

export function inOrder(duties: Iterable<Duty>, plan: Doctrine | null): Duty[] {
  const functions = (plan?.teams ?? []).flatMap((team) => team.positions.map((one) => one.function || one.id));
  const leader = (plan?.teams ?? []).flatMap((team) => team.positions).find((one) => one.id === plan?.leader);
  const first = leader ? leader.function || leader.id : (plan?.leader ?? '');
  const rank = (one: Duty): number => (one.id === first ? -1 : functions.includes(one.id) ? functions.indexOf(one.id) : functions.length);
  return [...duties].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'nl'));
}

export const matching = (list: readonly Duty[], filter: string): Duty[] => {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' ? [...list] : list.filter((one) => `${one.name} ${one.id} ${one.contacts.map((contact) => `${contact.name} ${contact.organisation}`).join(' ')}`.toLowerCase().includes(wanted));
};
