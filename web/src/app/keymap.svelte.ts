// Which key does what a letter stands for: the defaults of screens.md 1, exchanged by whoever works here (WCAG 2.1.4).
// A change is an exchange of two letters, so no act ever loses its key and no two share one.
const stored = 'voorzien.keys';
const letter = /^[a-z]$/;

export type Exchanges = Readonly<Record<string, string>>; // default letter -> letter pressed, only where they differ

/** `from` (a default letter) gets `to`; who had `to` gets what `from` had. */
export function exchange(map: Exchanges, from: string, to: string): Exchanges {
  if (!letter.test(from) || !letter.test(to)) return map;
  const had = map[from] ?? from;
  const other = Object.keys(map).find((key) => map[key] === to) ?? to;
  const next: Record<string, string> = { ...map, [from]: to };
  if (other !== from) next[other] = had;
  return Object.fromEntries(Object.entries(next).filter(([key, value]) => key !== value));
}

function read(): Exchanges {
  try {
    const kept = JSON.parse(localStorage.getItem(stored) ?? '{}') as Record<string, string>;
    return Object.entries(kept).reduce<Exchanges>((map, [from, to]) => exchange(map, from, to), {});
  } catch {
    return {}; // no storage, or something else in it: the defaults
  }
}

class Keymap {
  private map = $state.raw<Exchanges>(typeof localStorage === 'undefined' ? {} : read());

  get changed(): boolean { return Object.keys(this.map).length > 0; }
  /** The key to press for an act whose default is `key`; only letters are ever exchanged. */
  pressed(key: string): string { return this.map[key] ?? key; }
  /** As it stands on a button. */
  shown(key: string): string { return letter.test(key.toLowerCase()) ? this.pressed(key.toLowerCase()).toUpperCase() : key; }
  /** The default letter of what was pressed. */
  meant(key: string): string { return Object.keys(this.map).find((one) => this.map[one] === key) ?? key; }
  change(from: string, to: string): void { this.keep(exchange(this.map, from, to)); }
  reset(): void { this.keep({}); }

  private keep(map: Exchanges): void {
    this.map = map;
    localStorage.setItem(stored, JSON.stringify(map));
  }
}

export const keymap = new Keymap();
