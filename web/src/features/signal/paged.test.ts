import { describe, expect, it } from 'vitest';
import type { CapcodeSaid } from '../../net/api';
import { codesOf, lineOf, listDay, shownClaims, unitWords } from './paged';

const said = (name: string, source: string, date: string): CapcodeSaid => ({ name, discipline: 'Brandweer', station: '', region: 'Utrecht', source, date });

describe('the codes of a pager line', () => {
  const forms: [string, string[]][] = [
    ['FLEX|2026-06-27 12:47:20|1600/2/K/A|08.057|002029577 000701131|ALN|P 1 BR woning | Houten', ['2029577', '0701131']],
    ['[27-06-2026 14:47:20] FLEX|1600/2/K/A|08.057|000701131|ALN|P 1 BR woning | Houten', ['0701131']],
    ['FLEX|2026-06-27 12:47:20|1600/2/K/A|08.057|002029577|000701131 000701132|ALN|P 1 BR woning | Houten', ['2029577', '0701131', '0701132']],
    ['FLEX: 2026-06-27 12:47:20 3200/4/D 03.096 [000701131] ALN P 1 BR woning | Houten', ['0701131']],
    ['FLEX_NEXT|1600/2|11.054.A|0000701131|SS|5|ALN|3.0.K|P 1 BR woning | Houten', ['0701131']],
    ['{"demod_name":"flex_alphanumeric","timestamp":"2026-06-27 12:47:20","capcode":701131,"message":"P 1 BR woning | Houten"}', ['0701131']],
    ['{"demod_name":"flex_alphanumeric","capcodes":[701131,"002029577"],"message":"P 1 BR woning | Houten"}', ['0701131', '2029577']],
    ['0701131 14:47:20 27-06-26 FLEX-A  ALPHA  1600  P 1 BR woning | Houten', ['0701131']],
  ];
  it.each(forms)('are read in each form: %s', (line, codes) => {
    expect(lineOf(line)).toEqual({ codes, text: 'P 1 BR woning | Houten', part: false });
    expect(codesOf(line, 'P 1 BR woning | Houten')).toEqual(codes);
  });
  it('are those of the lines with this message only', () => {
    const text = 'FLEX|1600/2/K/A|08.057|000701131|ALN|A1 Houten\r\nFLEX|1600/2/K/A|08.057|000701132|ALN|P 1 caf\ufffd  Houten\nFLEX|1600/2/K/A|08.057|000701133|ALN|P 1 café Houten\n';
    expect(codesOf(text, 'P 1 café Houten')).toEqual(['0701132', '0701133']);
    expect(codesOf(text, '')).toEqual([]);
  });
  it('of a shorter or longer message are not taken for them', () => {
    const text = 'FLEX|1600/2/K/A|08.057|000701131|ALN|A1 Houten\nFLEX|1600/2/K/A|08.057|000701132|ALN|A1 Houten 09123\n';
    expect(codesOf(text, 'A1 Houten')).toEqual(['0701131']);
    expect(codesOf(text, 'A1 Houten 09123')).toEqual(['0701132']);
    expect(codesOf(text, 'A1 Houten 0…')).toEqual(['0701132']); // cut at its limit
  });
  it('of fragments are joined', () => {
    const text = 'FLEX|1600/2/F/A|08.057|000701131|ALN|P 1 BR woning\nFLEX|1600/2/C/A|08.058|000701131|ALN| Houten 091234\n';
    expect(codesOf(text, 'P 1 BR woning Houten 091234')).toEqual(['0701131']);
  });
  it('are none of what is no pager line, nor of numbers in its text', () => {
    expect(lineOf('<alert>0701131</alert>')).toBeNull();
    expect(lineOf('{"demod_name":')).toBeNull();
    expect(codesOf('FLEX|1600/2/K/A|08.057|000701131|ALN|bel 0612345 0700001', 'bel 0612345 0700001')).toEqual(['0701131']);
  });
});

describe('what lists say', () => {
  it('is one line with the list that says so', () => {
    expect(unitWords({ ...said('CaCo', 'bommel', '2024-01-01'), station: 'Houten' })).toBe('CaCo, Brandweer Houten, Utrecht');
    expect(unitWords({ ...said('', 'bommel', '2024-01-01'), region: '' })).toBe('Brandweer');
    expect(listDay('2024-01-01', 'nl')).toBe('1 jan 2024');
    expect(listDay('2024-01-01', 'en')).toBe('1 Jan 2024');
  });
  it('is all of it where they disagree, and the newest where they do not', () => {
    const claims = [said('CaCo', 'bommel', '2024-01-01'), said('Hoofdofficier', 'ander', '2019-05-01'), said('CaCo', 'bommel', '2018-01-01')];
    expect(shownClaims({ code: '0709531', claims, conflict: true }).map((c) => `${c.name} ${c.date}`)).toEqual(['CaCo 2024-01-01', 'Hoofdofficier 2019-05-01']);
    expect(shownClaims({ code: '0709531', claims: claims.slice(0, 1), conflict: false })).toHaveLength(1);
    expect(shownClaims({ code: '0709531', claims: [], conflict: false })).toEqual([]);
  });
});
