// How many facts a crisis had when this device last opened it; kept on the device.
import type { Crisis } from '../../net/crisis';

const key = 'voorzien.facts-seen';
const facts = (crisis: Crisis): number => crisis.signals.reduce((sum, one) => sum + one.facts, 0);

function kept(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

export function newFacts(crisis: Crisis): number {
  const seen = kept()[crisis.id];
  return seen === undefined ? 0 : Math.max(0, facts(crisis) - seen);
}

export const seeFacts = (crisis: Crisis): void => localStorage.setItem(key, JSON.stringify({ ...kept(), [crisis.id]: facts(crisis) }));
