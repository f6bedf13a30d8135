// The words of the log-in page in both languages; they come with the page.
import { i18n } from '../../i18n/index.svelte';

const nl = {
  title: 'Inloggen', user: 'Naam', password: 'Wachtwoord', go: 'Log in',
  wrong: 'Naam of wachtwoord klopt niet.', throttled: 'Te vaak geprobeerd. Wacht even en probeer het dan opnieuw.',
  noConnection: 'Geen verbinding met de server. Probeer het zo opnieuw.',
  exercises: 'De hele regio oefent. Signalen van bronnen blijven echt.',
  notTaking: 'Inloggen neemt de desk niet over.',
  demo: 'DEMONSTRATIE', demoText: 'Verzonnen regio en berichten. Kies een account.',
  filmAt: 'film', inFilm: 'in de film', journal: 'Journaal', entries: (n: string) => `${n} regels`, filmTitle: (title: string) => `De film: ${title}`,
  filmFrom: (day: string, time: string) => `Begint ${day} om ${time}. Na een stop gaat hij verder waar hij was.`,
  product: 'Het veiligheidsbeeld van de regio', choose: 'kies', enter: 'log in',
  demoPassword: 'wachtwoord', pick: 'Kies wie u bent', pickHint: 'naam en wachtwoord staan erbij', opens: 'opent', show: 'toon', hide: 'verberg',
  version: 'Versie', server: 'Server leeft', noServer: 'Server antwoordt niet', offlineWorks: 'Werkt zonder internet · vergeten? bel beheer',
  does: {
    caco: 'ziet alles, bevestigt en kleurt', vic: 'zoekt, waarschuwt, oordeelt', im: 'houdt het beeld van de crisis bij', reader: 'leest mee, doet niets',
    admin: 'bronnen, mensen, sleutels', partner: 'ziet titel, niveau en plaats',
  } as Record<string, string>,
  opensPage: { vic: 'Signalen', admin: 'Bronnen' } as Record<string, string>, opensElse: 'Beeld',
  welcome: 'Welkom bij Voorzien', welcomeText: 'Maak de eerste beheerder. Deze link werkt één keer.', create: 'Maak beheerder', made: 'De beheerder is gemaakt. U kunt inloggen.',
  tooShort: 'Kies een wachtwoord van minstens 12 tekens.', badLink: 'Deze link werkt niet (meer).',
};

const en: typeof nl = {
  title: 'Log in', user: 'Name', password: 'Password', go: 'Log in',
  wrong: 'Name or password is wrong.', throttled: 'Too many attempts. Wait a moment and try again.',
  noConnection: 'No connection to the server. Try again in a moment.',
  exercises: 'The whole region exercises. Signals of sources stay real.',
  notTaking: 'Logging in does not take over the desk.',
  demo: 'DEMONSTRATION', demoText: 'Invented region and messages. Choose an account.',
  filmAt: 'film', inFilm: 'in the film', journal: 'Journal', entries: (n) => `${n} entries`, filmTitle: (title) => `The film: ${title}`,
  filmFrom: (day, time) => `Begins ${day} at ${time}. After a stop it goes on where it was.`,
  product: "The region's safety picture", choose: 'choose', enter: 'log in', demoPassword: 'password',
  pick: 'Choose who you are', pickHint: 'name and password are given', opens: 'opens', show: 'show', hide: 'hide',
  version: 'Version', server: 'Server alive', noServer: 'Server does not answer', offlineWorks: 'Works without internet · forgotten? call the administrator',
  does: {
    caco: 'sees all, confirms and colours', vic: 'searches, warns, judges', im: 'keeps the picture of the crisis', reader: 'reads along, does nothing',
    admin: 'sources, people, keys', partner: 'sees title, level and place',
  },
  opensPage: { vic: 'Signals', admin: 'Sources' }, opensElse: 'Picture',
  welcome: 'Welcome to Voorzien', welcomeText: 'Make the first administrator. This link works once.', create: 'Make administrator', made: 'The administrator is made. You can log in.',
  tooShort: 'Choose a password of at least 12 characters.', badLink: 'This link does not work (any more).',
};

export const loginWords = (): typeof nl => (i18n.language === 'en' ? en : nl);
