// Fuzzy finding for the palette: all letters in order; better when they stand together and at the beginning of words.
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** 0 = no match; higher is better. */
export function score(query: string, text: string): number {
  const q = fold(query.trim());
  const t = fold(text);
  if (!q) return 1;
  const at = t.indexOf(q);
  if (at >= 0) return 1000 - at - t.length / 100 + (at === 0 || /\W/.test(t[at - 1] ?? '') ? 500 : 0);
  let from = 0;
  let sum = 0;
  let run = 0;
  for (const letter of q) {
    const found = t.indexOf(letter, from);
    if (found < 0) return 0;
    run = found === from ? run + 1 : 0;
    sum += 10 + run * 10 - Math.min(found - from, 9);
    from = found + 1;
  }
  return Math.max(1, sum - t.length / 100);
}

export function best<T>(query: string, items: readonly T[], text: (item: T) => string, limit: number): T[] {
  return items.map((item) => ({ item, points: score(query, text(item)) })).filter((one) => one.points > 0)
    .sort((a, b) => b.points - a.points).slice(0, limit).map((one) => one.item);
}
