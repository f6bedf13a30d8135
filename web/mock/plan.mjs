// An invented crisis plan of the shape of src/doctrine/plan.h, and who is on duty: enough to build the screens with.
const position = (id, name, more = {}) => ({ id, name, function: '', mandate: '', competence: '', begins_s: 0, chair: false, optional: false, ...more });
const team = (id, name, positions, more = {}) => ({ id, name, task: '', article: 'BVR 2.1', layer: 'inrichten', convened: false, several: false, relief_after_s: 21_600, asks: [], positions, ...more });
const level = (rank, reach, teams, may_declare, told, authority, more = {}) => ({
  id: `grip-${rank}`, name: `GRIP ${rank}`, rank, reach, trigger: `${reach[0].toUpperCase()}${reach.slice(1)}: coördinatie is nodig.`, teams, may_declare, advised_by: [], told, authority, proposes: '', source: `RCP 2026, tabel 3, regel ${rank}`, ...more,
});
const timer = (id, name, article, obligation, minutes, met_by, more = {}) => ({ id, name, article, obligation, limit_s: minutes * 60, anchor: 't0', met_by, team: '', positions: [], ...more });
const heading = (id, name, owner, text, shared_with = ['all']) => ({ id, group: id[0], name, text, article: 'BVR 2.4.1 lid 2', team: '', owner, shared_with });
const trait = (id, text, points_to, more) => ({ id, text, points_to, from_colour: '', themes: [], scales: [], municipalities_from: 0, expected: false, asked: false, ...more });

export const plan = {
  type: 'plan', id: 'vru-2026-1', version: 1, in_force: true,
  plan: {
    title: 'Regionaal crisisplan', region: 'Midden-Nederland', version: '2026.1', adoption: [], leader: 'rol', description_by: 'caco', alarm_delay_s: 5, call_again_s: 180, stale_s: 600,
    overdue: [{ after_s: 300, to: 'rol' }],
    levels: [
      level(1, 'bron', ['copi'], ['leider-copi', 'officer', 'caco', 'rol'], ['burgemeester', 'rol'], 'burgemeester'),
      level(2, 'bron en effect', ['copi', 'rot', 'bevolkingszorg'], ['leider-copi', 'rol'], ['burgemeester', 'dpg'], 'burgemeester'),
      level(3, 'bevolking in één gemeente', ['copi', 'rot', 'bevolkingszorg', 'gbt'], ['burgemeester'], ['burgemeester', 'voorzitter', 'cdk'], 'burgemeester'),
      level(4, 'meer gemeenten', ['copi', 'rot', 'bevolkingszorg', 'rbt'], ['voorzitter'], ['voorzitter', 'cdk', 'burgemeester'], 'voorzitter veiligheidsregio', { proposes: 'article-39' }),
      level(5, 'meer regio’s', ['copi', 'rot', 'bevolkingszorg', 'rbt'], ['voorzitter'], ['voorzitter', 'cdk'], 'voorzitters samen', { proposes: 'article-39' }),
    ],
    teams: [
      team('copi', 'CoPI', [position('leider-copi', 'Leider CoPI', { chair: true }), position('ovd-b', 'OvD brandweer'), position('ovd-g', 'OvD geneeskundig'), position('ovd-p', 'OvD politie'), position('im-copi', 'IM CoPI'), position('voorlichter-copi', 'Voorlichter CoPI')], { several: true }),
      team('rot', 'ROT', [position('rol', 'ROL', { chair: true, mandate: 'Eindverantwoordelijk voor de coördinatie' }), position('hoofd-im', 'Hoofd IM'), position('voorlichter-rot', 'Voorlichter ROT'), position('sectie-brandweer', 'Sectie brandweer'), position('sectie-politie', 'Sectie politie'), position('sectie-ghor', 'Sectie GHOR'), position('sectie-bz', 'Sectie BZ'), position('plotter', 'Plotter', { optional: true })]),
      team('bevolkingszorg', 'Bevolkingszorg', [position('hoofd-bz', 'Hoofd BZ', { chair: true }), position('informatie-bz', 'Informatie BZ'), position('publieksvoorlichting', 'Publieksvoorlichting')], { several: true }),
      team('okt', 'OKT', [position('okt-rol', 'ROL', { function: 'rol', chair: true }), position('okt-im', 'Informatiemanager', { function: 'hoofd-im' }), position('okt-comm', 'Communicatie', { function: 'voorlichter-rot' }), position('okt-dpg', 'DPG van dienst', { function: 'dpg' }), position('okt-advies', 'Strategisch adviseur')], { relief_after_s: 0, layer: 'richten' }),
      team('gbt', 'GBT', [position('gbt-burgemeester', 'Burgemeester', { function: 'burgemeester', chair: true }), position('gbt-ambtenaar', 'Gemeentesecretaris')], { convened: true, layer: 'besturen' }),
      team('rbt', 'RBT', [position('rbt-voorzitter', 'Voorzitter', { function: 'voorzitter', chair: true }), position('rbt-burgemeesters', 'Burgemeesters', { function: 'burgemeester' })], { convened: true, layer: 'besturen' }),
    ],
    procedures: [
      { id: 'spc', name: 'Standaard procedure crisisbestrijding', short_name: 'SPC', kind: 'flash', levels: true, review_date: false, begin: 'melding', forms: [], phases: [{ id: 'melding', name: 'Melding', final: false }, { id: 'alarmering', name: 'Alarmering', final: false }, { id: 'functie', name: 'Teams in functie', final: false }, { id: 'nafase', name: 'Nafase', final: true }], steps: [{ from: ['functie'], to: 'nafase', on: 'step', guards: [], name: 'Naar nafase' }] },
      { id: 'mcp', name: 'Maatwerk procedure crisisbestrijding', short_name: 'MCP', kind: 'tailored', levels: false, review_date: true, begin: 'signaal', forms: ['monitoren', 'team op maat', 'voorbereidende staf', 'operationeel team langdurig'], phases: [{ id: 'signaal', name: 'Signaal', final: false }, { id: 'okt', name: 'OKT bijeen', final: false }], steps: [{ from: ['signaal'], to: 'okt', on: 'step', guards: [], name: 'OKT bijeen' }] },
    ],
    criteria: [
      { id: 'a', name: 'slachtoffers', text: 'Plotseling ernstig grootschalig incident met veel (vermoede) slachtoffers' },
      { id: 'b', name: 'bevolking', text: 'Welzijn van de bevolking is (vermoedelijk) ernstig bedreigd' },
      { id: 'c', name: 'directe inzet', text: 'Ander geval waarin directe grootschalige inzet nodig is' },
    ],
    timers: [
      timer('T1', 'Alarmering', 'BVR 2.2.3 lid 1', 'De meldkamer begint binnen 2 minuten met alarmeren.', 2, 'alarm'),
      timer('T2', 'Burgemeester', 'BVR 2.2.3 lid 1', 'De burgemeester is binnen 2 minuten geïnformeerd.', 2, 'told', { positions: ['burgemeester'] }),
      timer('T3', 'Beschrijving', 'BVR 2.2.4', 'Zo volledig mogelijke beschrijving aan de hoofdstructuur.', 5, 'description'),
      timer('T4', 'CoPI begint', 'BVR 2.3.1 a', 'Het eerste CoPI begint.', 30, 'team', { team: 'copi' }),
      timer('T5', 'Leiders ROT', 'BVR 2.3.1 b', 'De leidinggevenden binnen het ROT beginnen.', 45, 'positions', { positions: ['rol', 'sectie-ghor', 'sectie-brandweer', 'sectie-politie'] }),
      timer('T6', 'Hoofd IM ROT', 'BVR 2.3.1 b', 'De leider van de sectie informatiemanagement begint.', 30, 'positions', { positions: ['hoofd-im'] }),
      timer('T7', 'Voorlichter ROT', 'BVR 2.3.1 c', 'De voorlichtingsfunctionaris begint.', 30, 'positions', { positions: ['voorlichter-rot'] }),
      timer('T8', 'Sectie IM ROT', 'BVR 2.3.1 d', 'De sectie informatiemanagement begint.', 40, 'hand'),
      timer('T9', 'Secties ROT', 'BVR 2.3.1 e', 'De overige secties beginnen.', 60, 'positions', { positions: ['sectie-bz', 'sectie-politie'] }),
      timer('T10', 'Bevolkingszorg', 'BVR 2.3.1 f', 'Het team bevolkingszorg begint.', 90, 'team', { team: 'bevolkingszorg' }),
      timer('T11', 'Voorlichting BZ', 'BVR 2.3.1 f', 'De coördinator publieksvoorlichting begint.', 30, 'positions', { positions: ['publieksvoorlichting'] }),
      timer('T12', 'GBT begint', 'BVR 2.3.1 g', 'Het GBT begint binnen 60 minuten na bijeenroepen.', 60, 'team', { team: 'gbt', anchor: 'convened' }),
    ],
    headings: [
      heading('a1', 'Aard en object', 'im-copi', 'Aard van het incident en betrokken objecten'), heading('a2', 'Situatie nu', 'im-copi', 'Actuele situatie'), heading('a3', 'Risico’s en effecten', 'ovd-b', 'Risico’s en effecten en de middelen daartegen', ['energy']),
      heading('b1', 'Middelen', 'sectie-brandweer', 'Middelen'), heading('b2', 'Bereikbaarheid', 'ovd-p', 'Bereikbaarheid voor hulpverleners', ['rail']), heading('b3', 'Eigen veiligheid', 'ovd-b', 'Risico’s voor hulpverleners en maatregelen', ['energy', 'water']),
      heading('c1', 'Ontwikkeling', 'rol', 'Verwachte ontwikkeling'), heading('c2', 'Slachtoffers', 'ovd-g', 'Slachtofferbeeld en verwachting', ['care']), heading('c3', 'Risico’s bevolking', 'hoofd-bz', 'Risico’s voor de bevolking'), heading('c4', 'Gedrag en nieuws', 'voorlichter-rot', 'Beeld en gedrag van de bevolking, gegeven informatie'), heading('c5', 'Andere dreiging', 'hoofd-im', 'Andere bedreigingen: vitale belangen, milieu, economie', ['energy', 'water']),
      heading('d1', 'Organisatie', 'hoofd-im', 'Actuele organisatie'), heading('d2', 'Voorstellen', 'rol', 'Voorstellen en besluiten'), heading('d3', 'Inzet', 'ovd-b', 'Feitelijke inzet'), heading('d4', 'Voortgang', 'im-copi', 'Voortgang, bijstelling, resultaten'),
    ],
    decisions: [
      { id: 'evacuate', name: 'Ontruimen', holders: ['rol', 'burgemeester'], holders_39: ['voorzitter'], basis: 'Gemeentewet 175', tell: ['burgemeester'], ends: 'het gebied is veilig gegeven' },
      { id: 'shut-gas', name: 'Gas afsluiten', holders: ['rol', 'leider-copi'], holders_39: [], basis: '', tell: [], ends: '' },
      { id: 'nl-alert', name: 'NL-Alert', holders: ['leider-copi', 'rol', 'caco'], holders_39: [], basis: '', tell: ['burgemeester'], ends: '' },
    ],
    cards: [],
    traits: [
      trait('colour', 'Er is nu gevaar voor mensen (rood)', 'spc', { from_colour: 'red' }), trait('effect', 'Effect buiten de bron', 'grip-2', { scales: ['groot', 'zeer groot'] }),
      trait('slow', 'Aangekondigd of langzaam opkomend', 'mcp', { expected: true }), trait('supply', 'Uitval van een voorziening', 'mcp', { themes: ['energy', 'cyber', 'telecom', 'drinking-water', 'care', 'health'] }),
      trait('many', 'Meer gemeenten geraakt', 'grip-4', { municipalities_from: 2 }), trait('life', 'Gevaar voor levens nu', 'spc', { asked: true }), trait('long', 'Duurt waarschijnlijk dagen of langer', 'mcp', { asked: true }),
    ],
    own_powers: [{ holder: 'DPG', power: 'leidt de geneeskundige hulpverlening', article: 'WVR 32' }],
  },
};

const people = {
  caco: ['R. Terpstra', 'S. Bos'], rol: ['D. Wouters', 'F. Terpstra'], 'leider-copi': ['J. Aarts', 'K. Vink'], 'ovd-b': ['M. Bosma'], 'ovd-g': ['E. Celik'], 'ovd-p': ['P. Dekker'], 'im-copi': ['Y. El Idrissi'], 'voorlichter-copi': ['H. Faber'],
  'hoofd-im': ['L. Huisman', 'S. Yilmaz'], 'voorlichter-rot': ['A. Jansma', 'N. Bakker'], 'sectie-brandweer': ['T. Kuipers'], 'sectie-politie': ['W. Lammers'], 'sectie-ghor': ['I. Mulder', 'C. Van Loon'], 'sectie-bz': ['B. Tuinstra', 'G. Idzinga'],
  'hoofd-bz': ['O. Okkerse'], 'informatie-bz': ['V. Prins'], publieksvoorlichting: ['Q. Roos'], burgemeester: ['Burgemeester De Bilt'], voorzitter: ['Voorzitter VR'], dpg: ['C. Van Loon'], cdk: [], 'gbt-ambtenaar': ['Z. Smit'], 'okt-advies': [],
};
const names = Object.fromEntries([...plan.plan.teams.flatMap((one) => one.positions.map((p) => [p.function || p.id, p.name])), ['caco', 'Calamiteitencoördinator'], ['burgemeester', 'Burgemeester'], ['voorzitter', 'Voorzitter veiligheidsregio'], ['dpg', 'DPG van dienst'], ['cdk', 'Commissaris van de Koning']]);
export const duties = (since) => Object.entries(people).map(([id, list], n) => ({
  type: 'duty', id, version: 1, name: names[id] ?? id, since, by: 'S. Bakker',
  contacts: list.map((name, k) => ({ id: `contact-${name.replaceAll(' ', '-').toLowerCase()}`, name, organisation: /politie|ovd-p/.test(id) ? 'Politie' : /ghor|ovd-g|dpg/.test(id) ? 'GHOR' : 'VRU', phone: `+31 6 0000 ${String(1000 + n * 10 + k)}` })),
}));
