import { describe, expect, it } from 'vitest';
import { bothWords } from './procedure-words';

const keys = (value: object): string[] => Object.entries(value).flatMap(([key, inner]) => (inner !== null && typeof inner === 'object' ? keys(inner as object).map((one) => `${key}.${one}`) : [key]));

describe('the words of another procedure and of a meeting', () => {
  it('are the same in both languages', () => expect(keys(bothWords.en)).toEqual(keys(bothWords.nl)));
});
