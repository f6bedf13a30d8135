// No code of the server is shown raw: the documented remarks, the error catalogue and the rules that refuse an act are
// read from where they are defined, and each must have words.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { remarks, remarkWords } from './src/features/sources/remarks';
import { refusalsIn } from './src/features/crisis/refusal';
import { nl } from './src/i18n/nl';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] as string);

describe('remarks of the parsers', () => {
  const rows = read('docs/formats/remarks.md').split('\n').filter((line) => line.startsWith('| `'));
  const codes = rows.flatMap((line) => all(line.split('|')[1] ?? '', /`([a-z0-9-]+)`/g));
  it('the page names codes', () => expect(codes.length).toBeGreaterThan(40));
  it('each has a sentence and a remedy in both languages', () => {
    for (const code of [...codes, 'more-remarks'])
      for (const language of ['nl', 'en']) expect(remarkWords(code, language)?.every((words) => words.endsWith('.')), `${code} ${language}`).toBe(true);
  });
  it('none has words that does not exist', () => {
    const known = new Set([...codes, 'more-remarks', 'malformed', 'bad-place']);
    expect(Object.keys(remarks).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('answers of the server', () => {
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter, at: number) => (at > 0 ? '-' : '') + letter.toLowerCase());
  it('every error of the catalogue has words', () => {
    const codes = all(read('src/base/errors.def'), /^ERROR\(\d+, (\w+)/gm).map(kebab);
    expect(codes.length).toBeGreaterThan(20);
    for (const code of codes) expect(nl.problems[code], code).toBeTruthy();
  });
  it('every rule that can refuse an act on a crisis has words', () => {
    const files = ['src/crisis', 'src/network'].flatMap((folder) => (existsSync(join(import.meta.dirname, '..', folder)) ? readdirSync(join(import.meta.dirname, '..', folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`) : []));
    files.push('src/desk/exercise.cpp');
    const rules = files.filter((name) => name.endsWith('.cpp') && !name.endsWith('_test.cpp')).flatMap((path) => all(read(path), /(?:refuse\(|Refusal\{)(?:[a-z_.]+ \? )?"([a-z0-9-]+)"/g));
    expect(new Set(rules).size).toBeGreaterThan(60);
    for (const rule of new Set(rules)) for (const language of ['nl', 'en']) expect(refusalsIn(language).rules[rule], `${rule} ${language}`).toBeTruthy();
    const known = new Set(rules);
    expect(Object.keys(refusalsIn('nl').rules).filter((rule) => !known.has(rule)), 'words of a rule that refuses nothing').toEqual([]);
  });
  it('every rule that can refuse an act has words', () => {
    const rules = ['src/picture/decide.cpp', 'src/desk/desk.cpp'].flatMap((path) => all(read(path), /(?:refuse\(|check_words\([^)]*, )"([a-z-]+)"/g));
    expect(new Set(rules).size).toBeGreaterThan(20);
    for (const rule of rules) expect(nl.rules[rule], rule).toBeTruthy();
  });
});
