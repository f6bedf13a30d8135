import { describe, expect, it } from 'vitest';
import { refusalWords, type Names } from './refusal';
import { crisisEn } from './words.en';
import { crisisNl } from './words.nl';

const names: Names = {
  role: (id) => ({ 'leider-copi': 'Leider CoPI' })[id], phase: (id) => ({ handover: 'Overdracht nafase' })[id],
  team: (id) => ({ rot: 'ROT' })[id], level: (id) => ({ 'grip-2': 'GRIP 2' })[id],
};
const refused = (rule: string, detail: string): string | undefined => refusalWords({ code: 'refused', rule, detail, status: 409 }, crisisNl, names);

describe('a refusal', () => {
  it('names the condition that failed, and not all there are', () => {
    expect(refused('guard-not-met', 'all-teams-closed, actions-owned')).toBe('Deze stap kan pas als alle teams zijn gesloten, elke open actie is van iemand');
  });
  it('says which steps are open, who may, and what stands now', () => {
    expect(refused('no-such-step', 'handover')).toBe('Deze stap kan nu niet. Wel kan: Overdracht nafase');
    expect(refused('not-allowed-reason-missing', 'leider-copi, rol')).toMatch(/Dit mag: Leider CoPI, rol$/);
    expect(refused('not-asked-by-this-team', 'okt, rot')).toMatch(/Wel kan: okt, ROT$/);
    expect(refused('stale', 'grip-2, D. Wouters, 2026-06-27T12:00:00.000000Z')).toMatch(/Nu staat er: GRIP 2, D\. Wouters$/);
    expect(refused('stale', 'D. Wouters, 2026-06-27T12:00:00.000000Z')).toBe(crisisNl.rules['stale']);
  });
  it('stays short when there is nothing more to say, and knows no rule of others', () => {
    expect(refused('no-such-step', '')).toBe('Deze stap kan nu niet');
    expect(refused('both-must-sign', 'D. Wouters')).toBe('Overdragen aan uzelf kan niet: twee mensen tekenen');
    expect(refused('of-another-matter', 'x')).toBeUndefined();
  });
  it('has words in both languages for every guard', () => {
    expect(Object.keys(crisisEn.guards)).toEqual(Object.keys(crisisNl.guards));
  });
});
