import { describe, expect, it } from 'vitest';
import { refusalsIn, refusalWords, type Names } from './refusal';

const names: Names = {
  role: (id) => ({ 'leider-copi': 'Leider CoPI' })[id], phase: (id) => ({ handover: 'Overdracht nafase' })[id],
  team: (id) => ({ rot: 'ROT' })[id], level: (id) => ({ 'grip-2': 'GRIP 2' })[id],
};
const refused = (rule: string, detail: string, article = ''): string | undefined => refusalWords({ code: 'refused', rule, detail, article, status: 409 }, 'nl', names);

describe('a refusal', () => {
  it('names the condition that failed, and not all there are', () => {
    expect(refused('guard-not-met', 'all-teams-closed, actions-owned')).toBe('Deze stap kan pas als alle teams zijn gesloten, elke open actie is van iemand');
  });
  it('says which steps are open, who may, what stands now, and what can be done', () => {
    expect(refused('no-such-step', 'handover')).toBe('Deze stap kan nu niet. Wel kan: Overdracht nafase');
    expect(refused('no-such-step', '')).toBe('Deze stap kan nu niet. Nu kan er geen stap');
    expect(refused('not-allowed-reason-missing', 'leider-copi, rol')).toBe('Dit mag uw rol niet zelf. Dit mag: Leider CoPI, rol. Noem wie het opdroeg, of een reden van minstens 10 tekens');
    expect(refused('not-asked-by-this-team', 'okt, rot')).toMatch(/Wel kan: okt, ROT$/);
    expect(refused('stale', 'grip-2, D. Wouters, 2026-06-27T12:00:00.000000Z')).toBe('Iemand was u voor. Nu staat er: GRIP 2, D. Wouters. Kijk wat er nu staat en doe het daarna opnieuw');
    expect(refused('stale', 'D. Wouters, 2026-06-27T12:00:00.000000Z')).toBe('Iemand was u voor. Kijk wat er nu staat en doe het daarna opnieuw');
  });
  it('names the article or the plan where the rule stands', () => {
    expect(refused('rests-on-missing', 'send the totaalbeeld first', 'BVR 2.4.3')).toBe('Een besluit rust op een beeld (BVR 2.4.3). Verstuur eerst het totaalbeeld');
    expect(refused('guard-not-met', 'has-t0', 'Regionaal crisisplan 2026.1')).toBe('Deze stap kan pas als t0 staat (Regionaal crisisplan 2026.1)');
  });
  it('stays short when there is nothing more to say, and knows no rule of others', () => {
    expect(refused('both-must-sign', 'D. Wouters')).toBe('Overdragen aan uzelf kan niet: twee mensen tekenen. Kies een ander');
    expect(refused('of-another-matter', 'x')).toBeUndefined();
  });
  it('has each rule and each guard in both languages, with what would be allowed', () => {
    const nl = refusalsIn('nl'), en = refusalsIn('en');
    expect(Object.keys(en.guards)).toEqual(Object.keys(nl.guards));
    expect(Object.keys(en.rules)).toEqual(Object.keys(nl.rules));
    const byServer = ['no-such-step', 'guard-not-met', 'not-asked-by-this-team']; // of these the server names what would be allowed
    for (const words of [nl, en])
      for (const [rule, [said, instead]] of Object.entries(words.rules)) {
        expect(said.trim(), rule).not.toBe('');
        if (!byServer.includes(rule)) expect(instead.trim(), rule).not.toBe('');
      }
  });
});
