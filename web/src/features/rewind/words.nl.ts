// The words of looking back that stand in the first view, in Dutch. All others: bar-words.ts.
export const rewindNl = {
  onlyNow: 'Handelen kan alleen nu',
  backFor: (act: string): string => `${act}: u bent terug in nu.`,
  chip: 'Terugblik',
};

export type RewindWords = typeof rewindNl;
