// Which suspicions of a contradiction this device waved away, by crisis.
const key = (crisis: string): string => `voorzien.passed.${crisis}`;
const most = 100;

export function passedOf(crisis: string): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(key(crisis)) ?? '[]') as string[]);
  } catch {
    return new Set();
  }
}

export function keepPassed(crisis: string, suspect: string): ReadonlySet<string> {
  const next = [...passedOf(crisis), suspect].slice(-most);
  localStorage.setItem(key(crisis), JSON.stringify(next));
  return new Set(next);
}
