// Whom a pager line woke: the codes on the line of this fact, and what lists say of them. The forms of a line are those
// of docs/feeds/flex.md; names are looked up when shown, so that a newer list is a newer answer.
import type { CapcodeAnswer, CapcodeSaid } from '../../net/api';

interface Line { codes: string[]; text: string; part: boolean } // part: a fragment (F more follows, C completes)

const keyOf = (digits: string): string | null => (/^0{0,3}\d{7}$/.test(digits) ? digits.slice(-7) : null);
const codesIn = (head: string): string[] =>
  (head.match(/(?<![\d:.-])\d{7,10}(?![\d:.-])/g) ?? []).map(keyOf).filter((code): code is string => code !== null);

// Numbers lose their zeros in JSON; everything else is digits as on the air.
function jsonCodes(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(jsonCodes);
  if (typeof value === 'number') return codesIn(String(value).padStart(9, '0'));
  return typeof value === 'string' ? codesIn(value) : [];
}

function jsonLine(line: string): Line | null {
  try {
    const said = JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>;
    const codes = ['capcode', 'capcodes', 'group_capcodes'].flatMap((key) => jsonCodes(said[key]));
    const text = said['message'] ?? said['alpha'];
    const flag = said['frag_flag'] ?? said['fragment_flag'];
    return typeof text === 'string' ? { codes, text, part: typeof flag === 'string' && /[FC]$/.test(flag) } : null;
  } catch {
    return null;
  }
}

/** The codes and the text of one line; null when it is no pager line. */
export function lineOf(line: string): Line | null {
  if (line.includes('"demod_name"')) return jsonLine(line);
  const next = /FLEX_NEXT\|(.*?)\|[A-Z]{3}\|([^|]*)\|(.*)$/.exec(line);
  if (next) return { codes: codesIn((next[1] ?? '').replaceAll('|', ' ')), text: next[3] ?? '', part: /[FC]$/.test(next[2] ?? '') };
  const bars = /FLEX\|(.*?)\|[A-Z]{3}\|(.*)$/.exec(line);
  if (bars) return { codes: codesIn((bars[1] ?? '').replaceAll('|', ' ')), text: bars[2] ?? '', part: /\/[FC]\//.test(bars[1] ?? '') };
  const brackets = /FLEX: (.*?)((?:\[\d+\]\s*)+)[A-Z]{3} (.*)$/.exec(line);
  if (brackets) return { codes: codesIn((brackets[2] ?? '').replace(/[[\]]/g, ' ')), text: brackets[3] ?? '', part: /\/[FC]\//.test(brackets[1] ?? '') };
  const pdw = /^(\d{7}|\d{9})\s+[\d:.]+\s+[\d/-]+\s+FLEX\S*\s+\S+\s+\d+\s+(.*)$/.exec(line);
  return pdw ? { codes: codesIn(pdw[1] ?? ''), text: pdw[2] ?? '', part: false } : null;
}

// What a Latin-1 byte became differs between the fact and the bytes; it is passed over.
const plain = (text: string): string => text.replace(/[^!-~]+/g, ' ').trim();

/** The codes of all lines of a document that carry this message, each once; a fragment is a part of it. */
export function codesOf(text: string, title: string): string[] {
  const wanted = plain(title);
  const found = new Set<string>();
  if (wanted === '') return [];
  for (const raw of text.split(/\r?\n/)) {
    const line = lineOf(raw);
    const said = plain(line?.text ?? '');
    if (!line || said === '') continue;
    const fits = said === wanted || (title.endsWith('…') && said.startsWith(wanted)) || (line.part && wanted.includes(said));
    if (fits) for (const code of line.codes) found.add(code);
  }
  return [...found];
}

/** "CaCo, Brandweer Houten, Utrecht" */
export function unitWords(claim: CapcodeSaid): string {
  return [claim.name, [claim.discipline, claim.station].filter(Boolean).join(' '), claim.region].filter(Boolean).join(', ');
}

/** "1 jan 2024": a day without a zone. */
export function listDay(date: string, language: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(at).replace('.', '');
}

/** What is shown of a code: where lists disagree all they say, else the newest that tells most of it. */
export function shownClaims(item: CapcodeAnswer): CapcodeSaid[] {
  if (item.conflict) {
    const said = new Set<string>();
    return item.claims.filter((claim) => {
      const key = `${unitWords(claim)}\n${claim.source}`;
      return said.has(key) ? false : Boolean(said.add(key));
    });
  }
  return item.claims.slice(0, 1);
}

// With the component, which is loaded when a raw line is opened: the first view carries none of it.
const words = {
  nl: { paged: 'Opgeroepen', inNoList: 'in geen lijst', listsDiffer: 'De lijsten verschillen.', noCapcodes: 'Nog geen lijst van capcodes ingelezen.' },
  en: { paged: 'Called out', inNoList: 'in no list', listsDiffer: 'The lists disagree.', noCapcodes: 'No list of capcodes was imported yet.' },
};
export const pagedWords = (language: string): (typeof words)['nl'] => (language === 'en' ? words.en : words.nl);
