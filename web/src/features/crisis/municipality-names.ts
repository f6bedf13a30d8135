// Between codes and names of municipalities. Pure. What is not known stays as it was typed or stored.
export type Names = ReadonlyMap<string, string>;

/** "0310 De Bilt|0344 Utrecht" */
export const parseNames = (text: string): Names => new Map(text.split('|').map((one) => [`GM${one.slice(0, 4)}`, one.slice(5)]));

export const nameOfMunicipality = (names: Names, code: string): string => names.get(code) ?? code;
export const namesOf = (names: Names, codes: readonly string[]): string => codes.map((one) => nameOfMunicipality(names, one)).join(', ');

/** The codes of names that are split by commas; a code may be typed too. */
export function codesOf(names: Names, text: string): string[] {
  const plain = (word: string): string => word.trim().toLowerCase();
  const codes = new Map([...names].map(([code, name]) => [plain(name), code]));
  return [...new Set(text.split(',').map((one) => one.trim()).filter(Boolean).map((one) => codes.get(plain(one)) ?? (/^gm\d{4}$/i.test(one) ? one.toUpperCase() : one)))];
}
