import { describe, expect, it } from 'vitest';
import { codesOf, nameOfMunicipality, namesOf, parseNames } from './municipality-names';

const names = parseNames('0310 De Bilt|0344 Utrecht|0352 Wijk bij Duurstede');
describe('names of municipalities', () => {
  it('people read names; what is not known stays a code', () => {
    expect(namesOf(names, ['GM0310', 'GM0352', 'GM9999'])).toBe('De Bilt, Wijk bij Duurstede, GM9999');
    expect(nameOfMunicipality(names, 'GM0344')).toBe('Utrecht');
  });
  it('people type names or codes, in any case, twice or not', () => {
    expect(codesOf(names, ' de bilt, Utrecht,gm0352, De Bilt,, Nergens ')).toEqual(['GM0310', 'GM0344', 'GM0352', 'Nergens']);
  });
});
