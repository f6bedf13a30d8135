// English, of the same shape as nl.ts: a missing or extra key does not compile.
import { pictureEn } from '../features/picture/words.en';
import { rewindEn } from '../features/rewind/words.en';
import type { Texts } from './nl';

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const en: Texts = {
  picture: pictureEn,
  rewind: rewindEn,
  level: {
    grey: 'Unknown', green: 'Normal', yellow: 'Attention', orange: 'Warning', red: 'Severe',
    colour: { grey: 'Unknown', green: 'Green', yellow: 'Yellow', orange: 'Orange', red: 'Red' },
    expected: 'expected', none: 'No level',
  },
  rail: {
    picture: 'Picture', signals: 'Signals', crisis: 'Crisis', ahead: 'Ahead', log: 'Log', products: 'Products',
    duty: 'Duty', network: 'Network', communication: 'Comms', sources: 'Sources', more: 'More',
  },
  shell: {
    skip: 'To the content',
    live: (seconds) => `Live · ${seconds} s`,
    connecting: 'Connecting',
    sources: (alive, all) => `${alive} of ${all} sources`,
    silent: (name) => `${name} silent`,
    frozen: (name) => `${name} frozen`,
    find: 'Find or do',
    startCrisis: 'Start crisis',
    noCrisis: 'No crisis is running',
    menu: 'Your menu', theme: 'Appearance', dark: 'Dark', light: 'Light', system: 'As system', language: 'Language',
    letters: 'Letter keys', on: 'on', off: 'off', logout: 'Log out', keys: 'Keys',
    offline: (time) => `No connection since ${time}. You can go on working.`,
    waiting: (n) => `${n} waiting`,
    ended: 'The film has ended. Sources now fall silent by themselves.',
    demo: 'Demonstration', speed: 'Speed of the film', pause: 'Pause',
    titleRed: (n) => `${n} red`,
    loggedOut: 'You are logged out. What you typed is kept.',
    tour: 'Tour', tourNext: 'Next', tourEnd: 'Done', tourStep: (n, all) => `${n} of ${all}`,
    notBuilt: 'This screen comes in a later version', rail: 'Main menu', place: 'You are here',
    sourcesAll: (alive, all, names) => (names ? `${alive} of ${all} sources, ${names}` : `${alive} of ${all} sources`),
    still: 'Stands still',
    storeFault: (full, time) => `${full ? 'The disk of the server is full' : 'The server cannot save'}: the picture stands still since ${time}`,
    storeFaultMeans: 'Acts are refused now and are not kept. Call administration; write down what cannot wait.',
    seen: (time) => `You see the picture of ${time}. You can go on working.`, noLink: (time) => `No connection since ${time}`,
    film: 'film', demoWords: 'Invented people and events. Nothing leaves the house.',
    sound: 'Sound for new red and orange', soundFor: (what) => `Sound: ${what}`,
    newOne: (level, title) => `New: ${level}, ${title}`, newMany: (n, level) => `${n} new signals, worst ${level}`,
    lastLine: 'Last line', noLine: 'No lines yet', all: 'all sources alive', ticks: (n) => `Age of ${n} sources against their rhythm`,
    palette: 'Find or do', openPage: (name) => `To ${name}`, close: 'Close', tourStart: 'Tour, 3 minutes',
    unknownPage: 'This page does not exist', toPicture: 'To the picture',
  },
  saving: {
    local: 'On this screen', sent: 'Sent', durable: (time) => `Recorded ${time}`, refused: 'Refused', undo: 'Undo',
  },
  login: { noConnection: 'No connection to the server. Try again in a moment.', demo: 'DEMONSTRATION' }, // the page's own: features/login/words.ts
  roles: {
    caco: 'Calamity coordinator', vic: 'VIC analyst', im: 'Information manager', 'leider-copi': 'CoPI leader', rol: 'ROL',
    officer: 'Officer', comm: 'Communication adviser', plotter: 'Plotter', 'technisch-voorzitter': 'Procedural chair',
    burgemeester: 'Mayor', voorzitter: 'Chair of the region', dpg: 'DPG', partner: 'Partner', evaluator: 'Evaluator',
    admin: 'Administrator', reader: 'Reader', source: 'Source',
  },
  roleShort: { im: 'IM', caco: 'Caco', vic: 'VIC', admin: 'Admin', reader: 'Reader' },
  keys: {
    title: 'Keys', everywhere: 'Everywhere', here: 'On this screen', close: 'Close', letters: 'Letters work outside input fields.', change: 'change', changeOf: (what) => `Change the key of ${what}`, press: 'press a letter', pressWhy: 'The letter changes places with the act that has it now. Esc leaves it.', reset: 'Default keys',
    log: 'Log line', entry: 'Enter a report', find: 'Find or do', help: 'Keys', escape: 'Close, back to now',
    startCrisis: 'Start crisis', scale: 'Scale up', duty: 'Call, duty', undo: 'Undo', page: 'To page',
    up: 'Previous', down: 'Next', open: 'Open',
  },
  palette: {
    title: 'Find or do', placeholder: 'Signal, source, theme, place or command', none: 'Nothing found',
    commands: 'Do', signals: 'Signals', themes: 'Themes', sources: 'Sources', places: 'Places', log: 'Log',
  },
  states: {
    loadingWhat: (time) => `Loading picture of ${time}…`,
    loading: 'Loading…', error: 'This part does not load', again: 'Try again', copy: 'Copy code', copied: 'Copied',
    noRight: 'This part is not for your role', ask: (who) => `Ask ${who} for access`, askAdmin: 'the administrator',
    silentSince: (time) => `Unknown, silent since ${time}`,
    exercise: 'EXERCISE',
  },
  sources: {
    title: 'Sources', state: { silent: 'Silent', frozen: 'Frozen', slow: 'Slow', remarked: 'Attention', ok: 'Alive' },
    since: (time) => `since ${time}`, allAlive: (n) => `All ${n} sources alive`,
  },
  log: {
    older: 'Older lines',
    title: 'Log', placeholder: 'Write a line and press Enter', belongs: 'Belongs to', shift: 'The shift', send: 'Save line',
    empty: 'No lines in this shift yet.', hint: '1432 = time of the fact · @ person · # heading · ! action',
    fact: (time) => `fact of ${time}`, correct: 'Correct', corrects: 'corrects an earlier line', you: 'you', label: 'Log line', erased: (when, by) => (when ? `Erased on ${when} by ${by}.` : 'The text was erased.'),
    person: 'person', heading: 'heading', action: 'action', time: 'time', later: 'written later', corrected: (time) => `corrected ${time}`,
    noRight: 'Your role writes no log lines', filter: 'Search the log',
  },
  entry: { short: 'Entry' }, // the page's own: features/entry/words.ts
  problems: {
    unknown: 'Unknown error', 'no-connection': 'No connection', 'page-not-loaded': 'The page was not loaded', 'no-right': 'Your role may not do this',
    'not-allowed': 'Your role may not do this', 'not-logged-in': 'Log in again', 'bad-login': 'The name or the password is wrong', throttled: 'Tried too often, wait a moment',
    'not-found': 'Does not exist (any more)', gone: 'Bytes erased, hash kept', busy: 'The system is busy, try again soon', 'store-failed': 'Saving does not work now (disk)', 'store-full': 'The disk of the server is full, call administration',
    'store-corrupt': 'The store is damaged, call the administrator', 'store-locked': 'Another program holds the store, call the administrator',
    'not-empty': 'The folder is not empty', 'bad-backup': 'The backup cannot be restored',
    'key-reused': 'This act was already sent, with other content', refused: 'A rule does not allow this', 'cross-site': 'This request did not come from this page',
    'content-type': 'This request has the wrong format', 'bad-link': 'This link does not work (any more)', 'method-not-allowed': 'Not possible here',
    'idempotency-key-missing': 'The act had no key', 'idempotency-key-bad': 'The key of the act is wrong',
    'not-of-format': 'Not of the expected format', malformed: 'The text is damaged or cut off', 'too-large': 'Too large', 'too-deep': 'Nested too deep',
    forbidden: 'Forbidden construct', 'bad-encoding': 'Characters are wrong', 'missing-field': 'A field is missing', 'bad-value': 'A field holds a value that is not allowed',
    'bad-time': 'A time cannot be read', 'bad-place': 'A place cannot be read', 'unknown-field': 'There is an unknown field', 'bad-use': 'Not possible like this',
    'net-failed': 'The other side does not answer', 'net-refused': 'That address is not allowed', 'bad-doctrine': 'The rules of the region hold a fault', 'bad-config': 'The settings hold a fault',
  },
  rules: {
    'no-such-signal': 'This signal does not exist (any more)', merged: 'This signal was merged with another', 'already-closed': 'This signal is closed already',
    'already-rejected': 'This signal is rejected already', 'so-what-missing': 'Fill in So: what does this mean and for whom?', 'source-missing': 'One source: name whom you spoke to',
    'reason-missing': 'A reason is required', 'too-long': 'Too long', 'until-past': 'That time is past', 'same-signal': 'A signal does not fit itself',
    'not-its-facts': 'Not all facts chosen belong to this signal', 'nothing-left': 'At least one valid fact must stay behind', 'nothing-to-undo': 'There is nothing to undo',
    'not-your-act': 'Somebody else did something since: it cannot be undone', 'went-on': 'The message went on in another signal since: it cannot be opened again',
    'no-such-theme': 'This theme does not exist', 'level-missing': 'Choose a colour',
    floor: 'Not lower than the national colour', 'lowered-too-long': 'Lowering lasts 4 hours at most', 'not-set-by-hand': 'This colour was not set by hand',
    'text-missing': 'There is no text', 'no-such-line': 'The line you correct does not exist', 'place-missing': 'There is no place', 'no-place': 'That place lies outside the world',
    'not-detected': 'No detector made this signal', 'no-such-finding': 'This finding does not exist (any more)', 'already-shown': 'This was let through already', 'budget-range': 'This budget is too small or too large', 'share-range': 'The shares are at most 90 % together', 'chance-range': 'A chance is 5 to 99 %', 'nothing-watched': 'At least one theme stays watched', 'nothing-counted': 'This region counts nothing',
    'unknown-grade': 'Choose Unsure, Likely or Sure', 'theme-missing': 'Choose a theme: the words do not tell it',
  },
};
