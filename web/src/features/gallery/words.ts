// The words of the gallery of states in both languages; they come with the page.
import { i18n } from '../../i18n/index.svelte';

const nl = {
  gallery: 'Alle standen',
  levels: 'Niveaus: gezien en verwacht',
  lastGood: (time: string) => `Laatste goede beeld: ${time}.`,
  lastWas: (level: string, time: string) => `Laatste stand was ${level.toLowerCase()}, om ${time}.`,
  exerciseText: 'Niets gaat naar buiten. Alarm, NL-Alert en mail zijn los.',
  titles: { loading: 'Laden', empty: 'Leeg', silent: 'Bron stil', offline: 'Geen verbinding', error: 'Fout in een deel', noRight: 'Geen recht', conflict: 'Twee mensen, één kopje', flood: 'Meldingsvloed', exercise: 'Oefening', saving: 'Bewaren', acts: 'Handelingen' },
  flood: (n: number) => `${n} nieuwe in 10 minuten`,
  confirmGroup: 'Bevestig groep',
  conflict: (who: string, what: string, age: string) => `${who} schreef “${what}”, ${age} geleden.`,
  take: 'Neem over',
  beside: 'Zet naast elkaar',
  emptySignals: (time: string) => `Geen nieuwe signalen. Laatste om ${time}.`,
};

const en: typeof nl = {
  gallery: 'All states',
  levels: 'Levels: seen and expected',
  lastGood: (time) => `Last good picture: ${time}.`,
  lastWas: (level, time) => `Last state was ${level.toLowerCase()}, at ${time}.`,
  exerciseText: 'Nothing leaves the house. Alarms, NL-Alert and mail are disconnected.',
  titles: { loading: 'Loading', empty: 'Empty', silent: 'Source silent', offline: 'No connection', error: 'Fault in one part', noRight: 'No right', conflict: 'Two people, one heading', flood: 'Flood of reports', exercise: 'Exercise', saving: 'Saving', acts: 'Acts' },
  flood: (n) => `${n} new in 10 minutes`,
  confirmGroup: 'Confirm group',
  conflict: (who, what, age) => `${who} wrote “${what}”, ${age} ago.`,
  take: 'Take over',
  beside: 'Put side by side',
  emptySignals: (time) => `No new signals. Last at ${time}.`,
};

export const galleryWords = (): typeof nl => (i18n.language === 'en' ? en : nl);
