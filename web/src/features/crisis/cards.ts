// The action cards of the plan whose condition is true, line by line: who it is for, by when, and whether it is done. Pure.
import type { Crisis, CrisisAction, Doctrine } from '../../net/crisis';
import { isFor, type Who } from './mine';

export interface CardLine { key: string; text: string; owner: string; due: number | null; mine: boolean; action: CrisisAction | null }
export interface Card { id: string; title: string; since: number | null; lines: CardLine[] }

export function cardsOf(crisis: Crisis, plan: Doctrine | null, who: Who): Card[] {
  const out: Card[] = [];
  for (const id of crisis.cards) {
    const card = plan?.cards.find((one) => one.id === id);
    if (!card) continue;
    const since = crisis.cards_since?.[id] ? Date.parse(crisis.cards_since[id]) : null;
    out.push({
      id, title: card.title, since,
      lines: card.actions.map((one, index) => {
        const key = `${id}/${index + 1}`;
        return {
          key, text: one.text, owner: one.owner, mine: isFor(one.owner, crisis, who), due: since !== null && one.within_s > 0 ? since + one.within_s * 1000 : null,
          action: crisis.actions.find((action) => action.card === key && action.state !== 'dropped') ?? null,
        };
      }),
    });
  }
  return out.reverse(); // what appeared last on top
}

export const isOpenLine = (line: CardLine): boolean => line.action === null;
