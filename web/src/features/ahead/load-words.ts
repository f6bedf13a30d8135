// What the page Vooruit says of the coming load, in both languages.
import { i18n } from '../../i18n/index.svelte';
import { number } from '../../i18n/time';

const plural = (n: number, one: string, many: string): string => `${number(n, i18n.language)} ${n === 1 ? one : many}`;

const nl = {
  loads: 'Verwachte drukte', loadsSub: 'komende 48 uur, hele regio',
  nextHour: (from: string, to: string): string => `${from}–${to}`, rest: (to: string): string => `Rest van deze dienst, tot ${to}`, next: (from: string, to: string): string => `Volgende dienst, ${from}–${to}`,
  line: (expected: string, low: string, high: string, usual: string): string => `${expected} verwacht (${low}\u2060–\u2060${high}), gewoonlijk ${usual}`,
  against: { more: 'drukker dan gewoonlijk', less: 'rustiger dan gewoonlijk', usual: 'zoals gewoonlijk' },
  when: 'Wanneer', expected: 'Verwacht', band: '8 van 10 keer', usual: 'Gewoonlijk', chart: (name: string): string => `${name} per uur`, perHour: 'per uur', legend: 'balken: geteld · lijn: gewoonlijk · band: 8 van 10 keer',
  announced: (titles: string): string => `Ingerekend: ${titles}.`, dark: 'Gearceerd: niet geteld, dus onbekend.', madeFrom: (made: string, weeks: number): string => `Gemaakt ${made}, uit de telling van ${plural(weeks, 'week', 'weken')}.`,
  good: 'Hoe goed tot nu toe', lead: 'Vooruit', off: 'Afwijking', offUsual: 'Als gewoonlijk', inside: 'In 80 %-band', shift: 'volgende dienst', noScores: 'Nog geen verwachting is uitgekomen.',
  hoursAhead: (h: number): string => `${h} uur`, missed: (n: number): string => `${plural(n, 'verwachting kon', 'verwachtingen konden')} niet worden nagegaan: de bron zweeg.`,
  silent: (name: string): string => `${name}: de bron zwijgt, dus geen verwachting.`, none: (name: string): string => `${name}: nu geen verwachting.`, learning: 'Er is nog te weinig geteld: na vier weken is bekend wat gewoonlijk is.',
};

const en: typeof nl = {
  loads: 'Expected load', loadsSub: 'next 48 hours, whole region',
  nextHour: (from, to) => `${from}–${to}`, rest: (to) => `Rest of this shift, until ${to}`, next: (from, to) => `Next shift, ${from}–${to}`,
  line: (expected, low, high, usual) => `${expected} expected (${low}\u2060–\u2060${high}), usually ${usual}`,
  against: { more: 'busier than usual', less: 'quieter than usual', usual: 'as usual' },
  when: 'When', expected: 'Expected', band: '8 times in 10', usual: 'Usually', chart: (name) => `${name} per hour`, perHour: 'per hour', legend: 'bars: counted · line: usual · band: 8 times in 10',
  announced: (titles) => `Counted in: ${titles}.`, dark: 'Hatched: not counted, so not known.', madeFrom: (made, weeks) => `Made ${made}, from the counts of ${plural(weeks, 'week', 'weeks')}.`,
  good: 'How good so far', lead: 'Ahead', off: 'Error', offUsual: 'As usual', inside: 'In 80 % band', shift: 'next shift', noScores: 'No forecast has come true yet.',
  hoursAhead: (h) => plural(h, 'hour', 'hours'), missed: (n) => `${plural(n, 'forecast', 'forecasts')} could not be checked: the source was silent.`,
  silent: (name) => `${name}: the source is silent, so no forecast.`, none: (name) => `${name}: no forecast now.`, learning: 'Too little was counted yet: after four weeks it is known what is usual.',
};

export type LoadWords = typeof nl;
export const loadWords = (): LoadWords => (i18n.language === 'en' ? en : nl);
