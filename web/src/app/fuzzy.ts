// Fuzzy search for the palette: letters in order, better when they start words or follow each other. Pure.
export interface Item { id: string; kind: string; words: string; hint: string; plain: string }

export const plain = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

/** Higher is better; null when not all letters are there in order. */
export function score(query: string, text: string): number | null {
  if (!query) return 0;
  const whole = text.indexOf(query);
  if (whole >= 0) return 1000 - Math.min(whole, 200) - text.length * 0.1 + (whole === 0 || text[whole - 1] === ' ' ? 300 : 0);
  let points = 0;
  let at = -1;
  for (const letter of query) {
    if (letter === ' ') continue;
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return null;
    points += next === at + 1 ? 6 : next === 0 || text[next - 1] === ' ' ? 5 : 1 - Math.min(next - at, 20) * 0.05;
    at = next;
  }
  return points - text.length * 0.02;
}

export function best(items: readonly Item[], query: string, limit: number): Item[] {
  const wanted = plain(query.trim());
  const found: { item: Item; points: number }[] = [];
  for (const item of items) {
    const points = score(wanted, item.plain);
    if (points !== null) found.push({ item, points });
  }
  return found.sort((a, b) => b.points - a.points).slice(0, limit).map((one) => one.item);
}
