// The words of hand entry in both languages; they come with the page.
import { i18n } from '../../i18n/index.svelte';

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const nl = {
  title: 'Melding invoeren', short: 'Invoer', close: 'sluit, concept blijft', placeholder: 'Wat, hoeveel, waar, @bron',
  understood: 'Begrepen:', place: 'Plaats', noPlace: 'Nog geen plaats gevonden. Typ een plaats, RD, hectometer, of klik op de kaart.',
  others: 'andere', alsoWays: 'ook RD, hectometer of klik op de kaart', source: 'Bron', phone: 'telefoon', theme: 'Thema', byRule: (rule: string) => `door regel ${rule}`,
  noTheme: 'niet herkend, kies zo nodig', grade: 'Hoe zeker', unsure: 'Onzeker', likely: 'Waarschijnlijk', sure: 'Zeker',
  alike: 'Lijkt op', alikeBy: 'zelfde thema, 10 km, 60 min', nothingAlike: 'Niets dat hierop lijkt.', proposal: 'Voorstel',
  after: 'Na Enter', saveAt: (title: string) => `Leg vast bij ${title}`, saveNew: 'Nieuw signaal', save: 'Leg vast',
  recent: 'Net ingevoerd', needText: 'Typ eerst wat er is', needPlace: 'Kies nog een plaats', until: (time: string) => `tot ${time}, verwacht`,
  at: (time: string) => `om ${time}`, map: 'Kaart van de plaats', kinds: { town: 'plaats', municipality: 'gemeente', hectometre: 'hectometer', coordinates: 'coördinaten', water: 'water' } as Record<string, string>,
  firstIn: 'eerste binnen', firstLate: 'eerste te laat',
  toConfirm: (n: number, level: string) => `${n} ${level} te bevestigen`, factCount: (n: number) => plural(n, 'feit', 'feiten'), offlineNote: 'Geen verbinding: tekst wordt bewaard en later begrepen.', draftKept: 'concept blijft',
  sure3: 'Alt 1, 2, 3', nextField: 'volgend veld', afterJoin: (title: string) => `Feit komt bij ${title}.`, afterNew: 'Wordt een nieuw signaal.', afterPlace: 'Kies nog een plaats.', afterText: 'Typ wat er is.',
  whyAlike: { 'same-place': 'zelfde plaats', near: 'dichtbij', 'same-words': 'zelfde woorden' } as Record<string, string>,
  marks: { at: 'feit', until: 'terug' }, noRight: 'Uw rol voert geen meldingen in', clicked: 'van de kaart', clickSets: 'Klik op de kaart zet de plaats.', clickMoves: 'Klik om te verzetten.', municipality: (name: string) => `gemeente ${name}`, someone: 'onbekend', household: 'huishoudens',
  seconds: (n: number) => `${n} s`, newSignal: 'Nieuw signaal', joins: (title: string) => `Komt bij ${title}`,
};

const en: typeof nl = {
  title: 'Enter a report', short: 'Entry', close: 'close, draft stays', placeholder: 'What, how many, where, @source',
  understood: 'Understood:', place: 'Place', noPlace: 'No place found yet. Type a place, RD, hectometre, or click the map.',
  others: 'others', alsoWays: 'also RD, hectometre or click the map', source: 'Source', phone: 'telephone', theme: 'Theme', byRule: (rule) => `by rule ${rule}`,
  noTheme: 'not recognised, choose if needed', grade: 'How sure', unsure: 'Unsure', likely: 'Likely', sure: 'Sure',
  alike: 'Looks like', alikeBy: 'same theme, 10 km, 60 min', nothingAlike: 'Nothing like it.', proposal: 'Proposal',
  after: 'After Enter', saveAt: (title) => `Record with ${title}`, saveNew: 'New signal', save: 'Record',
  recent: 'Just entered', needText: 'First type what it is', needPlace: 'Choose a place', until: (time) => `until ${time}, expected`,
  at: (time) => `at ${time}`, map: 'Map of the place', kinds: { town: 'place', municipality: 'municipality', hectometre: 'hectometre', coordinates: 'coordinates', water: 'water' },
  firstIn: 'first within', firstLate: 'first overdue',
  toConfirm: (n, level) => `${n} ${level} to confirm`, factCount: (n) => plural(n, 'fact', 'facts'), offlineNote: 'No connection: the text is kept and understood later.', draftKept: 'draft stays',
  sure3: 'Alt 1, 2, 3', nextField: 'next field', afterJoin: (title) => `The fact joins ${title}.`, afterNew: 'Becomes a new signal.', afterPlace: 'Choose a place.', afterText: 'Type what it is.',
  whyAlike: { 'same-place': 'same place', near: 'near', 'same-words': 'same words' },
  marks: { at: 'fact', until: 'back' }, noRight: 'Your role enters no reports', clicked: 'from the map', clickSets: 'A click on the map sets the place.', clickMoves: 'Click to move it.', municipality: (name) => `municipality of ${name}`, someone: 'unknown', household: 'households',
  seconds: (n) => `${n} s`, newSignal: 'New signal', joins: (title) => `Joins ${title}`,
};

export const entryWords = (): typeof nl => (i18n.language === 'en' ? en : nl);
