// All texts of the interface, Dutch. A text with a number or name in it is a function. The server sends codes and
// parameters, never sentences; what people and sources wrote stays as written.
import { pictureNl } from '../features/picture/words.nl';
import { rewindNl } from '../features/rewind/words.nl';

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const nl = {
  picture: pictureNl,
  rewind: rewindNl,
  level: {
    grey: 'Onbekend', green: 'Normaal', yellow: 'Let op', orange: 'Waarschuwing', red: 'Ernstig',
    colour: { grey: 'Onbekend', green: 'Groen', yellow: 'Geel', orange: 'Oranje', red: 'Rood' },
    expected: 'verwacht', none: 'Zonder niveau',
  },
  rail: {
    picture: 'Beeld', signals: 'Signalen', crisis: 'Crisis', ahead: 'Vooruit', log: 'Logboek', products: 'Producten',
    duty: 'Piket', network: 'Netwerk', communication: 'Communicatie', sources: 'Bronnen', more: 'Meer',
  },
  shell: {
    skip: 'Naar de inhoud',
    live: (seconds: string) => `Live · ${seconds} s`,
    connecting: 'Verbinden',
    sources: (alive: number, all: number) => `${alive} van ${all} bronnen`,
    silent: (name: string) => `${name} stil`,
    frozen: (name: string) => `${name} bevroren`,
    find: 'Zoek of doe',
    startCrisis: 'Crisis starten',
    noCrisis: 'Er loopt geen crisis',
    menu: 'Uw menu', theme: 'Weergave', dark: 'Donker', light: 'Licht', system: 'Zoals systeem', language: 'Taal',
    letters: 'Lettertoetsen', on: 'aan', off: 'uit', logout: 'Uitloggen', keys: 'Toetsen',
    offline: (time: string) => `Geen verbinding sinds ${time}. Doorwerken kan.`,
    waiting: (n: number) => plural(n, 'wacht', 'wachten'),
    ended: 'De film is afgelopen. Bronnen vallen nu vanzelf stil.',
    demo: 'Demonstratie', speed: 'Snelheid van de film', pause: 'Pauze',
    titleRed: (n: number) => `${n} rood`,
    loggedOut: 'U bent uitgelogd. Wat u typte is bewaard.',
    tour: 'Rondleiding', tourNext: 'Volgende', tourEnd: 'Klaar', tourStep: (n: number, all: number) => `${n} van ${all}`,
    notBuilt: 'Dit scherm komt in een volgende versie', rail: 'Hoofdmenu', place: 'U bent hier',
    sourcesAll: (alive: number, all: number, names: string) => (names ? `${alive} van ${all} bronnen, ${names}` : `${alive} van ${all} bronnen`),
    still: 'Staat stil',
    storeFault: (full: boolean, time: string) => `${full ? 'De schijf van de server is vol' : 'De server kan niet opslaan'}: het beeld staat stil sinds ${time}`,
    storeFaultMeans: 'Handelingen worden nu geweigerd en niet bewaard. Bel beheer; noteer zelf wat niet wachten kan.',
    seen: (time: string) => `U ziet het beeld van ${time}. Doorwerken kan.`, noLink: (time: string) => `Geen verbinding sinds ${time}`,
    film: 'film', demoWords: 'Verzonnen mensen en gebeurtenissen. Niets gaat naar buiten.',
    sound: 'Geluid bij nieuw rood en oranje', soundFor: (what: string) => `Geluid: ${what}`,
    newOne: (level: string, title: string) => `Nieuw: ${level}, ${title}`, newMany: (n: number, level: string) => `${n} nieuwe signalen, ergste ${level}`,
    lastLine: 'Laatste regel', noLine: 'Nog geen regels', all: 'alle bronnen leven', ticks: (n: number) => `Ouderdom van ${n} bronnen tegen hun ritme`,
    palette: 'Zoek of doe', openPage: (name: string) => `Naar ${name}`, close: 'Sluit', tourStart: 'Rondleiding, 3 minuten',
    unknownPage: 'Deze pagina bestaat niet', toPicture: 'Naar het beeld',
  },
  saving: {
    local: 'Op dit scherm', sent: 'Verzonden', durable: (time: string) => `Vastgelegd ${time}`, refused: 'Geweigerd',
    undo: 'Maak ongedaan',
  },
  login: { noConnection: 'Geen verbinding met de server. Probeer het zo opnieuw.', demo: 'DEMONSTRATIE' }, // the page's own: features/login/words.ts
  roles: {
    caco: 'Calamiteitencoördinator', vic: 'VIC-analist', im: 'Informatiemanager', 'leider-copi': 'Leider CoPI', rol: 'ROL',
    officer: 'Officier', comm: 'Communicatieadviseur', plotter: 'Plotter', 'technisch-voorzitter': 'Technisch voorzitter',
    burgemeester: 'Burgemeester', voorzitter: 'Voorzitter VR', dpg: 'DPG', partner: 'Partner', evaluator: 'Evaluator',
    admin: 'Beheerder', reader: 'Meelezer', source: 'Bron',
  } as Record<string, string>,
  roleShort: { im: 'IM', caco: 'Caco', vic: 'VIC', admin: 'Beheer', reader: 'Lezer' } as Record<string, string>,
  keys: {
    title: 'Toetsen', everywhere: 'Overal', here: 'Op dit scherm', close: 'Sluit', letters: 'Letters werken buiten invoervelden.', change: 'wijzig', changeOf: (what: string) => `Wijzig de toets van ${what}`, press: 'druk op een letter', pressWhy: 'De letter wisselt met de handeling die hem nu heeft. Esc laat het zo.', reset: 'Standaardtoetsen',
    log: 'Logboekregel', entry: 'Melding invoeren', find: 'Zoek of doe', help: 'Toetsen', escape: 'Sluit, terug naar nu',
    startCrisis: 'Crisis starten', scale: 'Opschalen', duty: 'Bel, piket', undo: 'Maak ongedaan', page: 'Naar pagina',
    up: 'Vorige', down: 'Volgende', open: 'Open',
  },
  palette: {
    title: 'Zoek of doe', placeholder: 'Signaal, bron, thema, plaats of opdracht', none: 'Niets gevonden',
    commands: 'Doe', signals: 'Signalen', themes: "Thema's", sources: 'Bronnen', places: 'Plaatsen', log: 'Logboek',
  },
  states: {
    loadingWhat: (time: string) => `Beeld van ${time} laden…`,
    loading: 'Laden…', error: 'Dit deel laadt niet', again: 'Probeer opnieuw', copy: 'Kopieer code', copied: 'Gekopieerd',
    noRight: 'Dit deel is niet voor uw rol', ask: (who: string) => `Vraag toegang aan ${who}`, askAdmin: 'de beheerder',
    silentSince: (time: string) => `Onbekend, stil sinds ${time}`,
    exercise: 'OEFENING',
  },
  sources: { // what others than its page say of it; the page's own: features/sources/words.ts
    title: 'Bronnen', state: { silent: 'Stil', frozen: 'Bevroren', slow: 'Traag', remarked: 'Let op', ok: 'Leeft' } as Record<string, string>,
    since: (time: string) => `sinds ${time}`, allAlive: (n: number) => `Alle ${n} bronnen leven`,
  },
  log: {
    older: 'Oudere regels',
    title: 'Logboek', placeholder: 'Schrijf een regel en druk Enter', belongs: 'Hoort bij', shift: 'De dienst', send: 'Bewaar regel',
    empty: 'Nog geen regels in deze dienst.', hint: '1432 = tijd van het feit · @ persoon · # kopje · ! actie',
    fact: (time: string) => `feit van ${time}`, correct: 'Verbeter', corrects: 'verbetert een eerdere regel', you: 'u', label: 'Logboekregel', erased: (when: string, by: string) => (when ? `Gewist op ${when} volgens ${by}.` : 'De tekst is gewist.'),
    person: 'persoon', heading: 'kopje', action: 'actie', time: 'tijd', later: 'later opgeschreven', corrected: (time: string) => `verbeterd ${time}`,
    noRight: 'Uw rol schrijft geen logboekregels', filter: 'Zoek in het logboek',
  },
  entry: { short: 'Invoer' }, // the page's own: features/entry/words.ts
  // Why an act or a question was not answered: the code of the error, and of an act the rule that refused it.
  problems: {
    unknown: 'Onbekende fout', 'no-connection': 'Geen verbinding', 'page-not-loaded': 'De pagina is niet geladen', 'no-right': 'Dit mag uw rol niet',
    'not-allowed': 'Dit mag uw rol niet', 'not-logged-in': 'Log opnieuw in', 'bad-login': 'Naam of wachtwoord klopt niet', throttled: 'Te vaak geprobeerd, wacht even',
    'not-found': 'Bestaat niet (meer)', gone: 'Bytes gewist, hash bewaard', busy: 'Het systeem is druk, probeer het zo weer', 'store-failed': 'Opslaan lukt nu niet (schijf)', 'store-full': 'De schijf van de server is vol, bel beheer',
    'store-corrupt': 'De opslag is beschadigd, bel beheer', 'store-locked': 'Een ander programma houdt de opslag vast, bel beheer',
    'not-empty': 'De map is niet leeg', 'bad-backup': 'De back-up kan niet worden teruggezet',
    'key-reused': 'Deze handeling was al verstuurd, met een andere inhoud', refused: 'Een regel staat dit niet toe', 'cross-site': 'Deze vraag kwam niet van deze pagina',
    'content-type': 'Deze vraag heeft het verkeerde formaat', 'bad-link': 'Deze link werkt niet (meer)', 'method-not-allowed': 'Dit kan hier niet',
    'idempotency-key-missing': 'De handeling had geen sleutel', 'idempotency-key-bad': 'De sleutel van de handeling klopt niet',
    'not-of-format': 'Dit is niet het verwachte formaat', malformed: 'De tekst is beschadigd of afgebroken', 'too-large': 'Te groot', 'too-deep': 'Te diep genest',
    forbidden: 'Verboden constructie', 'bad-encoding': 'Tekens kloppen niet', 'missing-field': 'Er ontbreekt een veld', 'bad-value': 'Een veld heeft een waarde die niet mag',
    'bad-time': 'Een tijd is niet te lezen', 'bad-place': 'Een plaats is niet te lezen', 'unknown-field': 'Er is een onbekend veld', 'bad-use': 'Dit kan zo niet',
    'net-failed': 'De andere kant antwoordt niet', 'net-refused': 'Dat adres is niet toegestaan', 'bad-doctrine': 'De regels van de regio bevatten een fout', 'bad-config': 'De instellingen bevatten een fout',
  } as Record<string, string>,
  rules: {
    'no-such-signal': 'Dit signaal is er niet (meer)', merged: 'Dit signaal is samengevoegd met een ander', 'already-closed': 'Dit signaal is al gesloten',
    'already-rejected': 'Dit signaal is al verworpen', 'so-what-missing': 'Vul Dus in: wat betekent dit en voor wie?', 'source-missing': 'Eén bron: noem met wie u sprak',
    'reason-missing': 'Een reden is verplicht', 'too-long': 'Te lang', 'until-past': 'Die tijd is al voorbij', 'same-signal': 'Een signaal past niet bij zichzelf',
    'not-its-facts': 'Niet alle gekozen feiten horen bij dit signaal', 'nothing-left': 'Er moet minstens één geldend feit achterblijven', 'nothing-to-undo': 'Er is niets om ongedaan te maken',
    'not-your-act': 'Iemand anders deed hierna iets: ongedaan maken kan niet meer', 'went-on': 'Het bericht ging intussen verder in een ander signaal: heropenen kan niet meer',
    'no-such-theme': 'Dit thema bestaat niet', 'level-missing': 'Kies een kleur',
    floor: 'Lager dan de landelijke kleur mag niet', 'lowered-too-long': 'Verlagen mag hoogstens 4 uur', 'not-set-by-hand': 'Deze kleur is niet met de hand gezet',
    'text-missing': 'Er staat geen tekst', 'no-such-line': 'De regel die u verbetert is er niet', 'place-missing': 'Er is geen plaats', 'no-place': 'Die plaats ligt buiten de wereld',
    'not-detected': 'Dit signaal maakte geen detector', 'no-such-finding': 'Deze bevinding bestaat niet (meer)', 'already-shown': 'Dit is al doorgelaten', 'budget-range': 'Dit budget is te klein of te groot', 'share-range': 'De delen zijn samen hooguit 90 %', 'chance-range': 'Een kans is 5 tot 99 %', 'nothing-watched': 'Ten minste één thema blijft bewaakt', 'nothing-counted': 'Deze regio telt niets',
    'unknown-grade': 'Kies Onzeker, Waarschijnlijk of Zeker', 'theme-missing': 'Kies een thema: uit de woorden blijkt het niet',
  } as Record<string, string>,
};

export type Texts = typeof nl;
