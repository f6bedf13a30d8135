// The words of the directory in both languages; they come with the page.
import { i18n } from '../../i18n/index.svelte';

const nl = {
  title: 'Netwerk', find: 'Zoek naam, dienst, functie, plaats, afkorting of nummer', none: 'Niemand gevonden. Probeer een deel van de naam, een plaats of een afkorting.',
  empty: 'Er staan nog geen contacten in. De beheerder leest ze in met `voorzien directory import`.',
  found: (n: number, most: number): string => (n >= most ? `De eerste ${most}: typ meer letters` : n === 1 ? '1 gevonden' : `${n} gevonden`),
  call: 'Bel', mail: 'Mail', desk: 'altijd bezet', until: (day: string): string => `geldig tot en met ${day}`, copied: 'Gekopieerd', copy: 'Kopieer nummer',
  offline: 'Geen verbinding: de lijst van piket staat wel op dit toestel (P).',
};

const en: typeof nl = {
  title: 'Network', find: 'Find a name, organisation, function, place, abbreviation or number', none: 'Nobody found. Try part of a name, a place or an abbreviation.',
  empty: 'There are no contacts yet. The administrator reads them in with `voorzien directory import`.',
  found: (n, most) => (n >= most ? `The first ${most}: type more letters` : n === 1 ? '1 found' : `${n} found`),
  call: 'Call', mail: 'Mail', desk: 'always manned', until: (day) => `valid up to and including ${day}`, copied: 'Copied', copy: 'Copy number',
  offline: 'No connection: the duty list is on this device (P).',
};

export const words = (): typeof nl => (i18n.language === 'en' ? en : nl);
