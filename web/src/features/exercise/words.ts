// The words of an exercise of the whole region, in both languages; they come with the band, the dialog and the menu.
import { i18n } from '../../i18n/index.svelte';

const nl = {
  begin: 'Oefening voor de hele regio…',
  beginTitle: 'De hele regio oefent',
  beginSub: 'Elk scherm, elke afdruk en elke regel zegt vanaf nu OEFENING, tot iemand haar beëindigt. Signalen van bronnen blijven echt en blijven zichtbaar.',
  title: 'Naam van de oefening', titleHint: 'Bijvoorbeeld: Najaarsstorm, ROT en CoPI', reason: 'Waarom nu', reasonHint: 'Bijvoorbeeld: volgens oefenkalender, leiding J. Bakker',
  beginNow: 'Begin de oefening', begun: 'Oefening begonnen',
  end: 'Beëindig oefening', endTitle: 'Oefening beëindigen', endSub: 'Wat in de oefening gemaakt is blijft gemarkeerd. Crises van de oefening sluit u zelf.', endReason: 'Waarom', endHint: 'Bijvoorbeeld: klaar, of: echt incident, geen spel',
  endNow: 'Beëindig', ended: 'Oefening beëindigd', missing: 'Vul dit in',
  since: (name: string, at: string, by: string): string => `${name} · sinds ${at} · ${by}`,
  real: (n: number): string => `Echt: ${n} te bevestigen`,
  realCrisis: (title: string): string => `ECHT, geen spel: ${title}`,
  isExercise: 'Oefening', isReal: 'Echt, geen spel', choose: 'De regio oefent: is dit echt?',
  realNeeded: 'Kies eerst: oefening of echt', entryNote: 'Oefening: deze melding komt in het logboek, niet in het beeld.',
};

const en: typeof nl = {
  begin: 'Exercise for the whole region…',
  beginTitle: 'The whole region exercises',
  beginSub: 'Every screen, every print and every line says EXERCISE from now on, until somebody ends it. Signals of sources stay real and stay visible.',
  title: 'Name of the exercise', titleHint: 'For example: Autumn storm, ROT and CoPI', reason: 'Why now', reasonHint: 'For example: by the calendar, led by J. Bakker',
  beginNow: 'Begin the exercise', begun: 'Exercise begun',
  end: 'End exercise', endTitle: 'End the exercise', endSub: 'What was made in it stays marked. Its crises you close yourself.', endReason: 'Why', endHint: 'For example: done, or: real incident, no play',
  endNow: 'End', ended: 'Exercise ended', missing: 'Fill this in',
  since: (name, at, by) => `${name} · since ${at} · ${by}`,
  real: (n) => `Real: ${n} to confirm`,
  realCrisis: (title) => `REAL, no play: ${title}`,
  isExercise: 'Exercise', isReal: 'Real, no play', choose: 'The region exercises: is this real?',
  realNeeded: 'Choose first: exercise or real', entryNote: 'Exercise: this report goes into the log, not into the picture.',
};

export type ExerciseWords = typeof nl;
export const exerciseWords = (): ExerciseWords => (i18n.language === 'en' ? en : nl);
