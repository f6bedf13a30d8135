// The words of looking back (screens.md 2.2) in both languages; they come after the first view.
import { i18n } from '../../i18n/index.svelte';

const nl = {
  title: (at: string): string => `U kijkt terug: ${at}`,
  ago: (length: string): string => `${length} geleden`,
  asKnown: 'beeld zoals het toen bekend was',
  nowIs: (at: string): string => `nu is het ${at}`,
  back: 'Terug naar nu',
  backShort: 'Nu',
  later: 'Wat wisten we later?',
  laterCount: (n: number): string => `${n} later bekend`,
  newRed: (n: number): string => `${n} nieuw rood, nu`,
  erased: (n: number): string => (n === 1 ? '1 bericht van toen is gewist' : `${n} berichten van toen zijn gewist`),
  failed: 'Dit moment laadt niet. Het beeld is van het laatst getoonde moment.',
  look: 'terugkijken',
  lookBack: 'Terugkijken',
  unknownThen: 'Toen nog onbekend',
  laterKnown: 'later bekend',
  then: (state: string): string => `Toen: ${state}`,
  now: (state: string): string => `Nu: ${state}`,
  moment: (at: string): string => `bij het beeld van ${at}`,
  slider: 'Moment van de film',
  tenBack: '10 minuten terug', tenOn: '10 minuten vooruit',
  play: 'Speel', pause: 'Houd stil', speed: 'Snelheid van het terugkijken', typed: (digits: string): string => `Naar ${digits}`,
  keys: { back: '1 min terug (Shift: 10)', on: '1 min vooruit (Shift: 10)', play: 'Speel, houd stil', jump: 'Typ 1547: naar dat moment' },
};

const en: typeof nl = {
  title: (at) => `Looking back: ${at}`,
  ago: (length) => `${length} ago`,
  asKnown: 'the picture as it was then known',
  nowIs: (at) => `it is now ${at}`,
  back: 'Back to now',
  backShort: 'Now',
  later: 'What did we know later?',
  laterCount: (n) => `${n} known later`,
  newRed: (n) => `${n} new red, now`,
  erased: (n) => (n === 1 ? '1 message of then was erased' : `${n} messages of then were erased`),
  failed: 'This moment does not load. The picture is of the moment shown last.',
  look: 'look back',
  lookBack: 'Look back',
  unknownThen: 'Not yet known then',
  laterKnown: 'known later',
  then: (state) => `Then: ${state}`,
  now: (state) => `Now: ${state}`,
  moment: (at) => `with the picture of ${at}`,
  slider: 'Moment of the film',
  tenBack: '10 minutes back', tenOn: '10 minutes on',
  play: 'Play', pause: 'Hold', speed: 'Speed of looking back', typed: (digits) => `To ${digits}`,
  keys: { back: '1 min back (Shift: 10)', on: '1 min on (Shift: 10)', play: 'Play, hold', jump: 'Type 1547: to that moment' },
};

export const barWords = (): typeof nl => (i18n.language === 'en' ? en : nl);
