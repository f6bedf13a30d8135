// The words of answering an alarm, in both languages; they come with the pages that answer one.
import { i18n } from '../../i18n/index.svelte';

const nl = {
  aloud: 'Lees voor', silent: 'Stop', noVoice: 'Dit toestel kan niet voorlezen', drive: 'Rijmodus', park: 'Gewone modus', driveWhy: 'Grote knoppen, niets te typen. Zet uw telefoon in de houder.',
  calls: (post: string): string => `U wordt opgeroepen als ${post}`, forYou: (name: string): string => `Voor ${name}`,
  before: (at: string): string => `Begin vóór ${at}`, eta: 'Wanneer bent u er?', come: (at: string): string => `Ik kom, ${at}`, cannot: 'Ik kan niet', remote: 'Ik start op afstand',
  said: { coming: 'U komt', begun: 'U bent begonnen', refused: 'U kunt niet' } as Record<string, string>,
  spoken: (exercise: boolean, level: string, title: string, place: string, post: string): string => `${exercise ? 'Oefening. Oefening. ' : ''}${level ? `${level}. ` : ''}${title}${place ? `, ${place}` : ''}. U wordt opgeroepen als ${post}.`,
  late: (n: number): string => `${n} min later dan het plan vraagt`,
  loading: 'Alarm laden…', sending: 'Versturen…', noConnection: 'Geen verbinding. Uw antwoord is nog niet verstuurd.', again: 'Probeer opnieuw', ring: 'Bel meldkamer',
  states: { expired: 'Deze link is verlopen. Bel wie u opriep.', taken: 'Een ander vult deze plek al. U hoeft niets te doen.', used: 'Deze link is gebruikt en werkt niet nog eens.' } as Record<string, string>,
  none: 'Deze link is niet, of niet meer, van ons. Bel wie u opriep.', wait: 'Te vaak geprobeerd vanaf dit adres. Wacht even, of bel wie u opriep.', once: 'Eén antwoord per link. Wijzigen: bel de meldkamer.', until: (at: string): string => `Link geldig tot ${at}`, logIn: 'Inloggen voor meer',
  link: 'Link', linkTitle: 'Link om zonder inloggen te antwoorden', linkNote: 'Niets verstuurt hem: stuur of lees hem zelf door. Eén keer te gebruiken, een uur geldig.', linkNew: 'Nieuwe link', linkVoids: (name: string): string => `De vorige link (${name}) werkt dan niet meer`, linkVoided: (name: string): string => `De vorige link, voor ${name}, werkt niet meer.`, linkCopy: 'Kopieer', linkCopied: 'Gekopieerd', linkShare: 'Deel', linkMade: 'Link gemaakt', linkOpen: (at: string): string => `link open tot ${at}`, linkUsed: (at: string): string => `link gebruikt ${at}`,
};

const en: typeof nl = {
  aloud: 'Read aloud', silent: 'Stop', noVoice: 'This device cannot read aloud', drive: 'Driving mode', park: 'Usual mode', driveWhy: 'Large buttons, nothing to type. Put your phone in its holder.',
  calls: (post) => `You are called as ${post}`, forYou: (name) => `For ${name}`,
  before: (at) => `Begin before ${at}`, eta: 'When will you be there?', come: (at) => `I come, ${at}`, cannot: 'I cannot', remote: 'I start remotely',
  said: { coming: 'You come', begun: 'You have begun', refused: 'You cannot' },
  spoken: (exercise, level, title, place, post) => `${exercise ? 'Exercise. Exercise. ' : ''}${level ? `${level}. ` : ''}${title}${place ? `, ${place}` : ''}. You are called as ${post}.`,
  late: (n) => `${n} min later than the plan asks`,
  loading: 'Loading the alarm…', sending: 'Sending…', noConnection: 'No connection. Your answer has not been sent.', again: 'Try again', ring: 'Ring the dispatch centre',
  states: { expired: 'This link has expired. Ring who called you.', taken: 'Somebody else fills this post. You need do nothing.', used: 'This link was used and works no more.' },
  none: 'This link is not, or no longer, one of ours. Ring who called you.', wait: 'Tried too often from this address. Wait a moment, or ring who called you.', once: 'One answer a link. To change it, ring the dispatch centre.', until: (at) => `Link valid until ${at}`, logIn: 'Log in for more',
  link: 'Link', linkTitle: 'Link to answer without logging in', linkNote: 'Nothing sends it: pass it on yourself. Works once, for an hour.', linkNew: 'New link', linkVoids: (name) => `The former link (${name}) then works no more`, linkVoided: (name) => `The former link, for ${name}, works no more.`, linkCopy: 'Copy', linkCopied: 'Copied', linkShare: 'Share', linkMade: 'Link made', linkOpen: (at) => `link open until ${at}`, linkUsed: (at) => `link used ${at}`,
};

export type AlarmWords = typeof nl;
export const alarmWords = (): AlarmWords => (i18n.language === 'en' ? en : nl);
