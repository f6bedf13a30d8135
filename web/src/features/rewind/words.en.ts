// The words of looking back that stand in the first view, in English; the same shape as words.nl.ts.
import type { RewindWords } from './words.nl';

export const rewindEn: RewindWords = {
  onlyNow: 'Acting is possible only now',
  backFor: (act) => `${act}: you are back in the present.`,
  chip: 'Past',
};
