// The words of early warning in both languages; they come with the page.
import { i18n } from '../../i18n/index.svelte';
import { number } from '../../i18n/time';
import type { Rarity, ShiftName } from './ahead';

const plural = (n: number, one: string, many: string): string => `${number(n, i18n.language)} ${n === 1 ? one : many}`;

const nl = {
  title: 'Vooruit', sub: 'Waarschuwingen vooraf, binnen een budget',
  budget: (n: string) => `Budget: ${n} vals per dienst`, shift: { early: 'vroege dienst', late: 'late dienst', night: 'nachtdienst' } as Record<ShiftName, string>,
  used: (n: number) => `${n} vals`, free: (n: number): string => (n === 0 ? 'op' : `${n} vrij`),
  count: { warnings: (n: number): string => (n === 1 ? 'waarschuwing' : 'waarschuwingen'), open: 'te oordelen', held: 'achtergehouden' },
  tempo: { normal: 'Normaal tempo', busy: 'Druk', flood: 'Vloed' }, tempoWords: (n: string, flood: number) => `${n} per 10 min, vloed vanaf ${flood}`,
  spent: (until: string) => `Budget op. Alleen rood en oranje komen door tot ${until}.`,
  change: 'Wijzig budget', changeTitle: 'Budget van valse waarschuwingen', perShift: 'Vals per dienst (0,5 tot 10)', reason: 'Reden', reasonMissing: 'Geef een reden.',
  notANumber: 'Kies een getal van 0,5 tot 10.', record: 'Leg vast', cancel: 'Annuleer', budgetDone: (n: string) => `Budget nu ${n} per dienst`,
  preview: (weeks: number, now: number, then: number, at: string, asked: string) => `In de afgelopen ${plural(weeks, 'week', 'weken')}: ${plural(now, 'waarschuwing', 'waarschuwingen')} bij ${at}, ${then} bij ${asked}.`,
  previewSame: (weeks: number, now: number, at: string) => `In de afgelopen ${plural(weeks, 'week', 'weken')}: ${plural(now, 'waarschuwing', 'waarschuwingen')} bij ${at}.`,
  previewNone: 'Er is nog te weinig geteld om vooruit te blikken.', previewBusy: 'Vooruitblik rekenen…', previewFailed: (why: string) => `Geen vooruitblik: ${why.toLowerCase()}.`,
  setBy: (n: string, name: string, when: string, reason: string) => `Nu ${n}, gezet door ${name} (${when}): ${reason}`, asDoctrine: (n: string) => `Nu ${n}, zoals de regio het vaststelde.`,
  warnings: 'Waarschuwingen', order: 'te oordelen eerst', list: 'Lijst van waarschuwingen', detail: 'Toelichting', heldHead: 'Achtergehouden', heldOrder: 'score en grens',
  seen: (seen: string, expected: string, low: string, high: string) => `${seen} gezien, ${expected} verwacht (${low}–${high})`,
  so: 'Dus', proposal: 'Voorstel', soEmpty: 'nog leeg', verdict: { hit: 'Raak', false: 'Vals', late: 'Te laat', duplicate: 'Dubbel', '': 'Geen oordeel' } as Record<string, string>,
  judge: (title: string) => `Oordeel over ${title}`, judged: (word: string, who: string) => `${word}, oordeel ${who}`, again: 'Wijzig', notJudged: 'Nog niet beoordeeld', judgedDone: (word: string, title: string) => `${word}: ${title}`,
  acted: (word: string) => `oordeelde: ${word.toLowerCase()}`, othersVerdict: (who: string) => `Dit is het oordeel van ${who}: druk eerst op Wijzig`, noSignal: 'Van deze bevinding is geen signaal',
  held: { limit: 'onder de grens', belongs: 'hoort bij een signaal', advice: 'detector staat op advies', spent: 'budget op', flood: 'te veel tegelijk' } as Record<string, string>,
  belongs: (title: string) => `hoort bij ${title}`, scoreBar: (score: string, limit: string) => `Bij toeval ${score}; de grens is ${limit}`,
  heldFor: (why: string) => `Achtergehouden: ${why}`, letThrough: 'Laat door', letThroughTitle: 'Laat deze bevinding door', letThroughNote: 'Het wordt een signaal, met uw naam en reden.',
  letThroughDone: (title: string) => `Doorgelaten: ${title}`, promoted: (who: string, why: string) => `Doorgelaten door ${who}: ${why}`, noHeld: 'Niets achtergehouden.',
  begun: (age: string) => `${age} geleden begonnen`, toSignal: 'Naar signaal', why: 'Waarom', facts: (n: number, of: number) => (n === of ? `${plural(n, 'melding', 'meldingen')} bekijken` : `${n} van ${of} meldingen bekijken`),
  chart: (minutes: number) => `Aantal per ${minutes} min`, expectedBand: (low: string, high: string) => `Verwacht ${low}–${high}`, chartSeen: (seen: string, length: string) => `${seen} in ${length}`,
  usual: 'Gewoonlijk', because: 'Waarom valt dit op?',
  counted: 'Geteld', around: (place: string) => `en rond ${place}`, countedWords: (seen: string, where: string, theme: string, length: string, from: string, to: string) => `${seen} meldingen van ${theme.toLowerCase()} in ${where}, in ${length} (${from} tot ${to}).`,
  expected: 'Verwacht', expectedWords: (expected: string, low: string, high: string) => `Ongeveer ${expected}; gewoonlijk ${low} tot ${high} op dit moment van de week.`,
  rare: 'Hoe zeldzaam', limit: 'Grens', limitWords: (r: string) => `Het budget laat door wat bij toeval hooguit ${r} gebeurt.`,
  rarity: (r: Rarity, n: string): string => {
    if (r.kind === 'hardly') return 'Zo sterk gebeurt bij toeval minder dan 1 keer in 10 jaar.';
    if (r.kind === 'per-shift') return `Zo sterk gebeurt bij toeval ongeveer ${n} keer per dienst.`;
    return `Zo sterk gebeurt bij toeval ongeveer 1 keer ${r.n === 1 ? { shift: 'per dienst', month: 'per maand', year: 'per jaar' }[r.unit] : `in ${n} ${{ shift: 'diensten', month: 'maanden', year: 'jaar' }[r.unit]}`}.`;
  },
  often: (r: Rarity, n: string): string => (r.kind === 'hardly' ? 'minder dan 1 keer in 10 jaar' : r.kind === 'per-shift' ? `${n} keer per dienst` : `1 keer ${r.n === 1 ? { shift: 'per dienst', month: 'per maand', year: 'per jaar' }[r.unit] : `in ${n} ${{ shift: 'diensten', month: 'maanden', year: 'jaar' }[r.unit]}`}`),
  detectorHead: 'Detector', parts: 'Waaruit het bestaat', partOf: (seen: string, expected: string) => `${seen} gezien, ${expected} verwacht`, before: 'Eerder hier', noBefore: 'Hier nog niet eerder iets gevonden.', map: 'Kaart van de plaats', where: (place: string) => `Waar: ${place}`,
  scores: 'Hoe goed zijn de detectoren', days30: '30 dagen', detectors: 'Detectoren', column: { name: 'Detector', lead: 'Vooraf', hits: 'Raak', false: 'Vals/week', recent: 'Laatste 10', state: 'Stand' },
  active: 'Actief', advice: 'Advies', recent: (right: number, all: number) => (all === 0 ? 'nog geen oordeel' : `${right} van de laatste ${all} raak`), none: '–', recentLegend: 'gevuld = raak of te laat, open = vals of dubbel',
  together: 'Actief samen', togetherWords: (week: string, shift: string) => ({ week: `${week} vals per week`, shift: `${shift} per dienst` }),
  onAdvice: (name: string, since: string, n: number) => `${name} staat${since ? ` sinds ${since}` : ''} op advies: meer dan de helft was vals. ${n > 0 ? `Terug na ${n} keer raak.` : ''}`.trim(),
  learning: (known: number, needed: number) => `Leert nog: ${known} van ${needed} dagen bekend`, learningWhy: 'Tot dan is niet bekend wat gewoon is en waarschuwt er niets.',
  learningHelp: 'Oude meldingen helpen: de beheerder leest ze in met', calm: 'Niets dat afwijkt', calmSince: (time: string) => `Laatste waarschuwing ${time}.`, calmNever: 'Geen waarschuwing in de afgelopen 30 dagen.', watched: (n: string) => `${n} reeksen worden elke 5 minuten geteld.`,
  select: 'Kies een waarschuwing', selectHint: 'Met ↑ en ↓; Enter opent', back: 'Terug naar de lijst', heldOnDesk: (n: number) => `${n} achtergehouden, te lezen op de desk.`, ahead: 'In Vooruit',
  keys: { open: 'Open', letThrough: 'Laat door', why: 'Waarom', signal: 'Naar signaal' },
  // forecasts
  forecasts: 'Verwachtingen', forecastsSub: 'komende 48 uur', noForecasts: 'Geen station met grenzen heeft nu een verwachting.',
  percent: (chance: number) => `${Math.min(99, Math.max(1, Math.round(chance * 100)))} %`, chanceOf: (level: string, percent: string) => `kans ${level} ${percent}`, unlikely: 'geen grens in zicht',
  nowIs: (value: string) => `nu ${value}`, highest: (value: string, when: string) => `hoogste ${value}, ${when}`,
  ahead48: (name: string) => `${name}: gemeten en verwacht`, bandWords: '8 van 10 keer hierbinnen', measuredAt: (value: string, time: string) => `${value} om ${time}`,
  likelyWords: (median: string, low: string, high: string, when: string) => `${median} (8 van 10 keer ${low} tot ${high}) ${when}`,
  chanceHead: 'Kans', chanceWords: (percent: string, limit: string, likely: string, before: string) => `${percent} dat ${limit} wordt gepasseerd: waarschijnlijk rond ${likely}, vrijwel zeker vóór ${before} als het gebeurt.`,
  chanceLimit: (percent: string) => `Vanaf ${percent} is het een waarschuwing.`, measured: 'Gemeten', basisHead: 'Berust op',
  basis: { source: 'de verwachting van de bron, bijgesteld naar wat er sindsdien is gemeten', own: 'ons eigen model van de metingen' } as Record<string, string>,
  madeAt: (time: string) => `gemaakt ${time}`, goodHead: 'Hoe goed tot nu toe', lead: 'Vooruit', off: 'Fout', offStays: 'Blijft gelijk', inside: 'In 80 %-band', noScores: 'Nog geen verwachting van dit station is uitgekomen.',
  hoursAhead: (h: number) => `${h} uur`, chanceLine: (percent: string, limit: string, before: string) => `${percent} kans: boven ${limit} vóór ${before}`,
  chanceSeen: (value: string, threshold: string) => `nu ${value}, grens ${threshold}`,
  time: 'Tijd', gone: 'een signaal dat er niet meer is', window: (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} uur` : `${minutes} minuten`),
};

const en: typeof nl = {
  title: 'Ahead', sub: 'Early warnings, within a budget',
  budget: (n) => `Budget: ${n} false per shift`, shift: { early: 'early shift', late: 'late shift', night: 'night shift' },
  used: (n) => `${n} false`, free: (n) => (n === 0 ? 'spent' : `${n} free`),
  count: { warnings: (n) => (n === 1 ? 'warning' : 'warnings'), open: 'to judge', held: 'held back' },
  tempo: { normal: 'Normal tempo', busy: 'Busy', flood: 'Flood' }, tempoWords: (n, flood) => `${n} per 10 min, flood from ${flood}`,
  spent: (until) => `Budget spent. Only red and orange come through until ${until}.`,
  change: 'Change budget', changeTitle: 'Budget of false warnings', perShift: 'False per shift (0.5 to 10)', reason: 'Reason', reasonMissing: 'Give a reason.',
  notANumber: 'Choose a number from 0.5 to 10.', record: 'Record', cancel: 'Cancel', budgetDone: (n) => `Budget now ${n} per shift`,
  preview: (weeks, now, then, at, asked) => `In the past ${plural(weeks, 'week', 'weeks')}: ${plural(now, 'warning', 'warnings')} at ${at}, ${then} at ${asked}.`,
  previewSame: (weeks, now, at) => `In the past ${plural(weeks, 'week', 'weeks')}: ${plural(now, 'warning', 'warnings')} at ${at}.`,
  previewNone: 'Too little was counted yet to look ahead.', previewBusy: 'Looking ahead…', previewFailed: (why) => `No preview: ${why.toLowerCase()}.`,
  setBy: (n, name, when, reason) => `Now ${n}, set by ${name} (${when}): ${reason}`, asDoctrine: (n) => `Now ${n}, as the region laid down.`,
  warnings: 'Warnings', order: 'to judge first', list: 'List of warnings', detail: 'Detail', heldHead: 'Held back', heldOrder: 'score and limit',
  seen: (seen, expected, low, high) => `${seen} seen, ${expected} expected (${low}–${high})`,
  so: 'So', proposal: 'Proposal', soEmpty: 'still empty', verdict: { hit: 'Hit', false: 'False', late: 'Late', duplicate: 'Duplicate', '': 'No verdict' },
  judge: (title) => `Verdict on ${title}`, judged: (word, who) => `${word}, verdict of ${who}`, again: 'Change', notJudged: 'Not judged yet', judgedDone: (word, title) => `${word}: ${title}`,
  acted: (word) => `judged: ${word.toLowerCase()}`, othersVerdict: (who) => `This is the verdict of ${who}: press Change first`, noSignal: 'This finding has no signal',
  held: { limit: 'below the limit', belongs: 'belongs to a signal', advice: 'detector is on advice', spent: 'budget spent', flood: 'too many at once' },
  belongs: (title) => `belongs to ${title}`, scoreBar: (score, limit) => `By chance ${score}; the limit is ${limit}`,
  heldFor: (why) => `Held back: ${why}`, letThrough: 'Let through', letThroughTitle: 'Let this finding through', letThroughNote: 'It becomes a signal, with your name and reason.',
  letThroughDone: (title) => `Let through: ${title}`, promoted: (who, why) => `Let through by ${who}: ${why}`, noHeld: 'Nothing held back.',
  begun: (age) => `began ${age} ago`, toSignal: 'To signal', why: 'Why', facts: (n, of) => (n === of ? `See ${plural(n, 'report', 'reports')}` : `See ${n} of ${of} reports`),
  chart: (minutes) => `Count per ${minutes} min`, expectedBand: (low, high) => `Expected ${low}–${high}`, chartSeen: (seen, length) => `${seen} in ${length}`,
  usual: 'Usual', because: 'Why does this stand out?',
  counted: 'Counted', around: (place) => `and around ${place}`, countedWords: (seen, where, theme, length, from, to) => `${seen} reports of ${theme.toLowerCase()} in ${where}, in ${length} (${from} to ${to}).`,
  expected: 'Expected', expectedWords: (expected, low, high) => `About ${expected}; usually ${low} to ${high} at this time of the week.`,
  rare: 'How rare', limit: 'Limit', limitWords: (r) => `The budget lets through what chance makes at most ${r}.`,
  rarity: (r, n) => {
    if (r.kind === 'hardly') return 'Chance makes one this strong less than once in 10 years.';
    if (r.kind === 'per-shift') return `Chance makes one this strong about ${n} times a shift.`;
    return `Chance makes one this strong about once ${r.n === 1 ? { shift: 'a shift', month: 'a month', year: 'a year' }[r.unit] : `in ${n} ${{ shift: 'shifts', month: 'months', year: 'years' }[r.unit]}`}.`;
  },
  often: (r, n) => (r.kind === 'hardly' ? 'less than once in 10 years' : r.kind === 'per-shift' ? `${n} times a shift` : `once ${r.n === 1 ? { shift: 'a shift', month: 'a month', year: 'a year' }[r.unit] : `in ${n} ${{ shift: 'shifts', month: 'months', year: 'years' }[r.unit]}`}`),
  detectorHead: 'Detector', parts: 'What it is made of', partOf: (seen, expected) => `${seen} seen, ${expected} expected`, before: 'Earlier here', noBefore: 'Nothing was found here before.', map: 'Map of the place', where: (place) => `Where: ${place}`,
  scores: 'How good are the detectors', days30: '30 days', detectors: 'Detectors', column: { name: 'Detector', lead: 'Ahead', hits: 'Hits', false: 'False/week', recent: 'Last 10', state: 'State' },
  active: 'Active', advice: 'Advice', recent: (right, all) => (all === 0 ? 'no verdict yet' : `${right} of the last ${all} right`), none: '–', recentLegend: 'filled = hit or late, open = false or duplicate',
  together: 'Active together', togetherWords: (week, shift) => ({ week: `${week} false per week`, shift: `${shift} per shift` }),
  onAdvice: (name, since, n) => `${name} is on advice${since ? ` since ${since}` : ''}: more than half were false. ${n > 0 ? `Back after ${plural(n, 'hit', 'hits')}.` : ''}`.trim(),
  learning: (known, needed) => `Still learning: ${known} of ${needed} days known`, learningWhy: 'Until then it does not know what is usual and nothing warns.',
  learningHelp: 'Old reports help: the administrator reads them in with', calm: 'Nothing stands out', calmSince: (time) => `Last warning ${time}.`, calmNever: 'No warning in the past 30 days.', watched: (n) => `${n} series are counted every 5 minutes.`,
  select: 'Choose a warning', selectHint: 'With ↑ and ↓; Enter opens', back: 'Back to the list', heldOnDesk: (n) => `${n} held back, to be read at the desk.`, ahead: 'In Ahead',
  keys: { open: 'Open', letThrough: 'Let through', why: 'Why', signal: 'To signal' },
  forecasts: 'Forecasts', forecastsSub: 'next 48 hours', noForecasts: 'No station with limits has a forecast now.',
  percent: (chance) => `${Math.min(99, Math.max(1, Math.round(chance * 100)))} %`, chanceOf: (level, percent) => `${level}: ${percent} chance`, unlikely: 'no limit in sight',
  nowIs: (value) => `now ${value}`, highest: (value, when) => `highest ${value}, ${when}`,
  ahead48: (name) => `${name}: measured and expected`, bandWords: '8 times in 10 within this', measuredAt: (value, time) => `${value} at ${time}`,
  likelyWords: (median, low, high, when) => `${median} (8 times in 10 ${low} to ${high}) ${when}`,
  chanceHead: 'Chance', chanceWords: (percent, limit, likely, before) => `${percent} that ${limit} is passed: likely around ${likely}, almost surely before ${before} if it happens.`,
  chanceLimit: (percent) => `From ${percent} on it is a warning.`, measured: 'Measured', basisHead: 'Rests on',
  basis: { source: 'the forecast of the source, corrected by what was measured since', own: 'our own model of the measurements' },
  madeAt: (time) => `made ${time}`, goodHead: 'How good so far', lead: 'Ahead', off: 'Error', offStays: 'Stays as is', inside: 'In 80 % band', noScores: 'No forecast of this station has come true yet.',
  hoursAhead: (h) => plural(h, 'hour', 'hours'), chanceLine: (percent, limit, before) => `${percent} chance: above ${limit} before ${before}`,
  chanceSeen: (value, threshold) => `now ${value}, limit ${threshold}`,
  time: 'Time', gone: 'a signal that is gone', window: (minutes) => (minutes % 60 === 0 ? plural(minutes / 60, 'hour', 'hours') : `${minutes} minutes`),
};

export type AheadWords = typeof nl;
export const words = (): AheadWords => (i18n.language === 'en' ? en : nl);
