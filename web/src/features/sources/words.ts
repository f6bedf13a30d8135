// The words of the page of sources in both languages; they come with the page. What others say of sources too is i18n's.
import { i18n } from '../../i18n/index.svelte';
import type { Verdict } from './verdict';

// What the sentence of a verdict needs, times in words.
interface Said { failed: number; rejected: number; every: string; last: string; published: string; silentAt: string; news: string; off: string }

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

// Why a fact does not count, or how it ended (`kept_apart` of a source).
const apartNl: Record<string, [string, string]> = {
  test: ['testbericht', 'testberichten'], exercise: ['oefening', 'oefeningen'], system: ['systeembericht', 'systeemberichten'], draft: ['concept', 'concepten'],
  expired: ['al verlopen bij ontvangst', 'al verlopen bij ontvangst'], 'run-out': ['afgelopen', 'afgelopen'], cancelled: ['ingetrokken', 'ingetrokken'], 'all-clear': ['sein veilig', 'sein veilig'], vanished: ['verdwenen uit de lijst', 'verdwenen uit de lijst'],
  replaced: ['vervangen', 'vervangen'], 'moved-away': ['buiten de regio geraakt', 'buiten de regio geraakt'], 'no-place': ['zonder plaats', 'zonder plaats'], flood: ['te veel tegelijk', 'te veel tegelijk'],
};
const apartEn: Record<string, [string, string]> = {
  test: ['test', 'tests'], exercise: ['exercise', 'exercises'], system: ['system message', 'system messages'], draft: ['draft', 'drafts'],
  expired: ['expired when received', 'expired when received'], 'run-out': ['ran out', 'ran out'], cancelled: ['cancelled', 'cancelled'], 'all-clear': ['all clear', 'all clear'], vanished: ['gone from the list', 'gone from the list'],
  replaced: ['replaced', 'replaced'], 'moved-away': ['moved out of the region', 'moved out of the region'], 'no-place': ['without place', 'without place'], flood: ['too many at once', 'too many at once'],
};
const apart = (words: Record<string, [string, string]>) => (why: string, count: number): string => plural(count, ...(words[why] ?? [why, why]));

const nl = {
  today: 'vandaag vanaf 00:00',
  count: { silent: 'stil', frozen: 'bevroren', attention: 'traag of met opmerking', ok: 'leven' },
  total: (received: string, remarked: string, rejected: string) => ({ received, remarked, rejected }),
  in: 'binnen', withRemark: 'met opmerking', rejected: 'afgewezen',
  column: { state: 'Stand', source: 'Bron', theme: 'Thema', age: 'Ouderdom', rhythm: 'tegen ritme', every: 'Elke', came: 'Kwam', understood: 'Begrepen', remarks: 'Opm.', rejected: 'Afgewezen' },
  never: 'nog niets', sameFile: (n: number) => `zelfde inhoud, ${n} keer`,
  waits: (time: string) => `volgende om ${time}`, overdue: 'te laat', skipped: (n: number) => `${n} keer overgeslagen`, withRemarks: (n: number) => `${n} met opmerking`, failed: (n: number) => `${n} keer mislukt`,
  frozenStrip: 'Bestand komt, inhoud staat stil', alike: (n: number) => `${n} keer gelijk`, same: (time: string) => `vanaf ${time} gelijk`,
  call: 'Bel beheer', detail: 'Toelichting', table: 'Alle bronnen', which: (n: number, all: number) => `${n} van ${all}`, keptWords: (n: number) => `ruwe bytes, ${n} keer afgewezen of met opmerking`,
  whyGrey: 'Waarom grijs?', worst: 'oudste eerst', bytesErased: 'De bytes zijn gewist; de hash is bewaard.', cut: (n: string) => `eerste ${n} bytes`,
  silentHead: (name: string) => `${name} is stil`, frozenHead: (name: string) => `${name} is bevroren`,
  slowHead: (name: string) => `${name} is traag`, remarkedHead: (name: string) => `${name} met opmerkingen`, okHead: (name: string) => `${name} leeft`,
  feeds: (theme: string) => `voedt ${theme}`,
  soSilent: (theme: string) => `${theme} kan veranderd zijn zonder dat u het ziet. Het thema krijgt een grijze hoek.`,
  verdicts: {
    unheard: ['Nog niet aangesloten?', () => 'Van deze bron is nog nooit iets ontvangen.'],
    asking: ['Storing.', (s: Said) => `Wij vragen, maar er komt geen bruikbaar antwoord: vandaag ${s.failed} keer.`],
    rejected: ['Storing.', (s: Said) => `Er komen berichten, maar zij zijn niet te lezen: vandaag ${s.rejected} afgewezen.`],
    missing: ['Waarschijnlijk storing.', (s: Said) => `Ook als er niets aan de hand is hoort hier elke ${s.every} iets te komen. Het laatste kwam om ${s.last}.`],
    frozen: ['Storing bij de bron.', (s: Said) => `Er komen bestanden, maar hun inhoud en hun tijd (${s.published}) staan stil.`],
    late: ['Nog geen storing.', (s: Said) => `Er is een levering overgeslagen. Komt er niets, dan heet dit stil om ${s.silentAt}.`],
    failing: ['Let op.', (s: Said) => `Het laatste vragen mislukte. Lukt het niet meer, dan heet dit stil om ${s.silentAt}.`],
    partly: ['Geen stilte.', () => 'Niet alles werd begrepen. Wat wel begrepen werd, telt mee.'],
    clock: ['Let op de tijd.', (s: Said) => `Nieuwe berichten zeggen een tijd die ${s.off} van de ontvangst afligt: de klok of tijdzone van de bron klopt niet.`],
    calm: ['Rust, geen storing.', (s: Said) => `De bron leeft en meldt niets nieuws sinds ${s.news}.`],
    fresh: ['Geen storing.', () => 'Deze bron levert op tijd en wordt begrepen.'],
    free: ['Geen storing.', () => 'Deze bron heeft geen vast ritme.'],
  } as Record<Verdict, readonly [string, (said: Said) => string]>,
  arrivals: 'Laatste leveringen', publication: 'Publicatietijd', lastReceived: 'Laatst ontvangen', lastNews: 'Laatste nieuws',
  previous: 'Vorige keer', previousWas: (what: string, at: string, length: string) => `${what}, ${at}, ${length}`, neverBefore: 'niet eerder', personal: 'Deze bytes bevatten persoonsgegevens. Openen wordt vastgelegd.', showBytes: 'Toon', notKept: 'niet bewaard',
  badBytes: 'Laatste slechte bytes', goodBytes: 'Laatste goede bytes', noBytes: 'Geen bytes bewaard of niet voor uw rol.',
  reason: 'Reden', remark: 'Opmerking', remedy: 'Oplossing', apart: 'Telt niet mee', apartWords: apart(apartNl), kept: 'Bewaard', asked: 'Opgevraagd', askedWords: (unchanged: number, failed: number) => `vandaag ${unchanged} keer ongewijzigd, ${failed} keer mislukt`, hash: 'Hash', leans: 'Wat leunt hierop', leansNothing: 'Geen open signaal.',
  notCounted: (tests: number, exercises: number, expired: number, late: number) =>
    `Telt niet mee in het beeld, wel bewaard: ${plural(tests, 'testbericht', 'testberichten')}, ${plural(exercises, 'oefening', 'oefeningen')}, ${expired} verlopen, ${late} nagekomen.`,
  why: 'Waarom?', select: 'Kies een bron', noTheme: 'Deze bron voedt geen thema', setColour: 'Zet kleur', again: 'Opnieuw',
  named: (name: string, time: string) => `Stil: ${name} sinds ${time}`,
};

const en: typeof nl = {
  today: 'today from 00:00',
  count: { silent: 'silent', frozen: 'frozen', attention: 'slow or with remarks', ok: 'alive' },
  total: (received, remarked, rejected) => ({ received, remarked, rejected }),
  in: 'in', withRemark: 'with remark', rejected: 'rejected',
  column: { state: 'State', source: 'Source', theme: 'Theme', age: 'Age', rhythm: 'against rhythm', every: 'Every', came: 'Came', understood: 'Understood', remarks: 'Rem.', rejected: 'Rejected' },
  never: 'nothing yet', sameFile: (n) => `same content, ${n} times`,
  waits: (time) => `next at ${time}`, overdue: 'overdue', skipped: (n) => `missed ${n} times`, withRemarks: (n) => `${n} with remarks`, failed: (n) => `failed ${plural(n, 'time', 'times')}`,
  frozenStrip: 'Files come, content stands still', alike: (n) => `${n} times alike`, same: (time) => `alike since ${time}`,
  call: 'Call administrator', detail: 'Detail', table: 'All sources', which: (n, all) => `${n} of ${all}`, keptWords: (n) => `raw bytes, ${n} times rejected or with remarks`,
  whyGrey: 'Why grey?', worst: 'oldest first', bytesErased: 'The bytes were erased; the hash is kept.', cut: (n) => `first ${n} bytes`,
  silentHead: (name) => `${name} is silent`, frozenHead: (name) => `${name} is frozen`,
  slowHead: (name) => `${name} is slow`, remarkedHead: (name) => `${name} with remarks`, okHead: (name) => `${name} is alive`,
  feeds: (theme) => `feeds ${theme}`,
  soSilent: (theme) => `${theme} may have changed without you seeing it. The theme gets a grey corner.`,
  verdicts: {
    unheard: ['Not connected yet?', () => 'Nothing was ever received of this source.'],
    asking: ['A fault.', (s) => `We ask, but no answer of use comes: ${plural(s.failed, 'time', 'times')} today.`],
    rejected: ['A fault.', (s) => `Messages come, but cannot be read: ${s.rejected} rejected today.`],
    missing: ['Probably a fault.', (s) => `Even when nothing is wrong something should come every ${s.every}. The last came at ${s.last}.`],
    frozen: ['A fault at the source.', (s) => `Files come, but their content and their time (${s.published}) stand still.`],
    late: ['No fault yet.', (s) => `One delivery was missed. If nothing comes this is called silent at ${s.silentAt}.`],
    failing: ['Take note.', (s) => `The last asking failed. If it goes on failing this is called silent at ${s.silentAt}.`],
    partly: ['Not silent.', () => 'Not all was understood. What was understood counts.'],
    clock: ['Mind the time.', (s) => `New messages tell a time that is ${s.off} off from their receipt: the clock or zone of the source is wrong.`],
    calm: ['Calm, no fault.', (s) => `The source is alive and has had nothing new since ${s.news}.`],
    fresh: ['No fault.', () => 'This source delivers in time and is understood.'],
    free: ['No fault.', () => 'This source has no fixed rhythm.'],
  },
  arrivals: 'Latest deliveries', publication: 'Published', lastReceived: 'Last received', lastNews: 'Last news',
  previous: 'Last time', previousWas: (what, at, length) => `${what}, ${at}, ${length}`, neverBefore: 'not before', personal: 'These bytes hold personal data. Opening them is logged.', showBytes: 'Show', notKept: 'not kept',
  badBytes: 'Last bad bytes', goodBytes: 'Last good bytes', noBytes: 'No bytes kept, or not for your role.',
  reason: 'Reason', remark: 'Remark', remedy: 'Remedy', apart: 'Does not count', apartWords: apart(apartEn), kept: 'Kept', asked: 'Asked', askedWords: (unchanged, failed) => `today ${plural(unchanged, 'time', 'times')} unchanged, ${plural(failed, 'time', 'times')} failed`, hash: 'Hash', leans: 'What leans on it', leansNothing: 'No open signal.',
  notCounted: (tests, exercises, expired, late) =>
    `Not counted in the picture, but kept: ${plural(tests, 'test', 'tests')}, ${plural(exercises, 'exercise', 'exercises')}, ${expired} expired, ${late} late.`,
  why: 'Why?', select: 'Choose a source', noTheme: 'This source feeds no theme', setColour: 'Set colour', again: 'Again',
  named: (name, time) => `Silent: ${name} since ${time}`,
};

export type SourcesWords = typeof nl & typeof i18n.t.sources;
export const sourcesWords = (): SourcesWords => ({ ...i18n.t.sources, ...(i18n.language === 'en' ? en : nl) });
