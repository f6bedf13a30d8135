// Numbers that may contradict each other: the same counted thing, told differently by two who are not the same. Pure.
// It proposes, a person says whether it is so: "2 zwaar gewonden" and "7 gewonden" may both be true.
import type { Contradiction, ContradictionValue } from '../../net/crisis';

export interface Said { text: string; source: string; at: string; heading: string }
export interface Suspect { key: string; about: string; heading: string; values: ContradictionValue[] }

// A number and the word right after it. Times, and what is numbered instead of counted ("portiek 1"), do not match.
const counted = /(?<![\d.,:])(?<!(?:portiek|laag|etage|blok|sector|afrit|lijn|spoor|hal|fase|grip|vak|ronde|nummer) )(\d{1,6}(?:[.,]\d+)?)\s+(\p{L}{4,})/giu;
const notThings = new Set(['minuten', 'minuut', 'meter', 'kilometer', 'graden', 'procent', 'uren', 'dagen', 'januari', 'februari', 'maart', 'april', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december']);

export function counts(text: string): { thing: string; value: string }[] {
  return [...text.matchAll(counted)].flatMap(([, value, word]) => {
    const thing = (word as string).toLowerCase();
    return notThings.has(thing) ? [] : [{ thing, value: value as string }];
  });
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Each source counts by what it said last; a newer number of the same source is news, not a contradiction. */
export function suspects(said: readonly Said[], known: readonly Contradiction[], passed: ReadonlySet<string> = new Set()): Suspect[] {
  const things = new Map<string, Map<string, Said & { value: string }>>();
  for (const one of [...said].sort((a, b) => a.at.localeCompare(b.at)))
    for (const { thing, value } of counts(one.text)) {
      const sources = things.get(thing) ?? new Map<string, Said & { value: string }>();
      sources.set(one.source, { ...one, value });
      things.set(thing, sources);
    }
  const out: Suspect[] = [];
  for (const [thing, sources] of things) {
    const last = [...sources.values()];
    const values = [...new Map(last.map((one) => [one.value, one])).values()].sort((a, b) => a.at.localeCompare(b.at));
    if (values.length < 2) continue;
    const key = `${thing}:${values.map((one) => one.value).sort().join('/')}`;
    const isKnown = known.some((one) => one.about.toLowerCase() === thing && values.every((value) => one.values.some((had) => had.text === value.value)));
    if (isKnown || passed.has(key)) continue;
    out.push({ key, about: capital(thing), heading: values.find((one) => one.heading)?.heading ?? '', values: values.slice(-6).map((one) => ({ text: one.value, source: one.source, at: one.at })) });
  }
  return out;
}
