// Around a running crisis: what contradicts is settled, cards are ticked, a term explains itself, a post changes hands, a level
// is laid down without a link, the alarm is answered on a phone; and who may not hear the stream has a whole page all the same.
import type { Page } from '@playwright/test';
import { expect, leaveFields, promised, test, violations } from './fixtures';
import { Line } from './line';
import type { Server } from './server';

interface Done { version: number; id: string }
class Caller {
  private constructor(private readonly server: Server, private readonly token: string) {}
  static async as(server: Server, role: string): Promise<Caller> {
    const { user, password } = server.account(role);
    const answer = await fetch(`${server.address}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ user, password }) });
    return new Caller(server, ((await answer.json()) as { token: string }).token);
  }
  /** `unless`: a rule that may refuse it, since what it asks for is so by then. */
  async post(path: string, body: object, unless = ''): Promise<Done> {
    const answer = await fetch(this.server.address + path, { method: 'POST', headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(body) });
    if (!answer.ok && unless !== '' && (await answer.clone().text()).includes(`"rule":"${unless}"`)) return { version: 0, id: '' };
    expect(answer.ok, `${path} ${answer.status} ${await answer.clone().text()}`).toBe(true);
    return (await answer.json()) as Done;
  }
  async get<T>(path: string): Promise<T> {
    return (await (await fetch(this.server.address + path, { headers: { Authorization: `Bearer ${this.token}` } })).json()) as T;
  }
}

/** A crisis of its own at GRIP 2 with t0, alarmed, in real time; its id. */
async function begun(server: Server, title: string): Promise<string> {
  const rol = await Caller.as(server, 'rol');
  await (await Caller.as(server, 'caco')).post('/api/demo/speed', { speed: 1 });
  const { id } = await rol.post('/api/crisis/start', { signals: [], title: `${title} ${Date.now()}`, procedure: 'spc', place: 'Vianen', municipalities: ['GM1961'] });
  await rol.post('/api/crisis/level', { id, level: 'grip-2', was: '', criterion: 'b' });
  await rol.post('/api/crisis/alarm', { id }, 'alarm-already-sent'); // a busy film may have gone past its five seconds
  return id;
}
const wider = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('the mayor, who may not read the log, sees the crisis and what changes in it', async ({ page, server, as }) => {
  const id = await begun(server, 'Explosie');
  await as('burgemeester', `/crisis/${id}`);
  await expect(page.locator('.head .level')).toContainText('GRIP 2');
  await expect(page.getByText('Het logboek is niet voor uw rol')).toBeVisible();
  await (await Caller.as(server, 'rol')).post('/api/crisis/line', { id, heading: 'a1', text: 'Twee portieken ingestort.', version: 0 });
  await expect(page.locator('[data-heading=a1]')).toContainText('Twee portieken ingestort.', { timeout: 4000 });
  expect(await violations(page)).toEqual([]);
  await page.goto(`${server.address}/beeld`);
  await expect(page.locator('.live .dot')).toBeVisible();
});

test('two who count differently are put side by side, asked again, and one is chosen with a reason', async ({ page, server, as }) => {
  const id = await begun(server, 'Botsing');
  await (await Caller.as(server, 'rol')).post('/api/crisis/line', { id, heading: 'c2', text: '7 gewonden, niemand vermist.', version: 0 });
  await (await Caller.as(server, 'vic')).post('/api/log/write', { text: '11 gewonden geteld bij verzamelplek.', crisis: id });
  await as('im', `/crisis/${id}`);
  const region = page.getByRole('region', { name: 'Tegenspraak in het beeld' });
  await expect(region).toContainText('Spreekt dit elkaar tegen?');
  await region.getByRole('button', { name: 'Zet naast elkaar: Gewonden' }).click();
  const dialog = page.getByRole('dialog', { name: 'Meld tegenspraak' });
  await expect(dialog.getByLabel('Waarde 1')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(region).not.toContainText('Spreekt dit');
  await region.getByRole('button', { name: 'Vraag na' }).click();
  await expect(region).toContainText('nagevraagd');
  await expect(page.getByRole('region', { name: 'Acties' })).toContainText('Gewonden: 7 (');
  await region.getByRole('button', { name: 'Kies: Gewonden' }).click();
  const settle = page.getByRole('dialog', { name: 'Wat klopt: Gewonden?' });
  await page.keyboard.press('Enter');
  await expect(settle.getByRole('alert')).toHaveText('Kies er een');
  await page.keyboard.press('2');
  await settle.getByLabel('Waarom is dit juist?').fill('Geteld op de verzamelplek');
  await page.keyboard.press('Enter');
  await expect(region).toContainText(/Gewonden: 11 \(.*gekozen door/);
  await expect(region.getByRole('button')).toHaveCount(0);
});

test('a card shows the lines of this position; a tick is an action of the crisis and stays after a reload', async ({ page, server, as }) => {
  const id = await begun(server, 'Gaslek');
  await as('caco', `/crisis/${id}`);
  const cards = page.getByRole('region', { name: 'Actiekaarten' });
  await expect(cards).toContainText('Grootschalige alarmering');
  await expect(cards).not.toContainText('Maak het startbeeld.');
  const line = cards.getByRole('checkbox', { name: /Informeer de burgemeester/ });
  await line.check();
  await expect(cards).toContainText(/klaar \d\d:\d\d/);
  await cards.getByRole('button', { name: /Als actie: Verzend de beschrijving/ }).click();
  await expect(page.getByRole('region', { name: 'Acties' })).toContainText('Verzend de beschrijving');
  await page.reload();
  await expect(line).toBeChecked();
  await cards.getByRole('button', { name: /Toon ook/ }).click();
  await expect(cards).toContainText('Maak het startbeeld.');
  expect(await violations(page)).toEqual([]);
});

test('W explains the term that presses most, and ? says so; Enter on Waarom does not meet it by itself', async ({ page, server, as }) => {
  const id = await begun(server, 'Rook');
  await as('leider-copi', `/crisis/${id}`);
  await expect(page.locator('header.head')).toBeVisible();
  await leaveFields(page);
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/BVR|WVR/);
  await page.keyboard.press('Escape');
  await page.locator('#term-T4').focus();
  await page.keyboard.press('w');
  await expect(page.getByRole('dialog', { name: /^T4/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('#term-T4')).toContainText('nog');
  await leaveFields(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Waarom');
});

test('map, BOB and handover are tabs of the crisis; a post changes hands once everything open was read', async ({ page, server, as }) => {
  const id = await begun(server, 'Brand');
  const rol = await Caller.as(server, 'rol');
  await rol.post('/api/crisis/line', { id, heading: 'a2', text: 'Uitslaande brand.', version: 0 });
  await rol.post('/api/crisis/position', { id, team: 'copi', position: 'leider-copi', state: 'begun', person: 'A. Aarts' });
  await as('leider-copi', `/crisis/${id}/bob`);
  await expect(page.getByRole('region', { name: 'Beeld', exact: true }).last()).toContainText('Uitslaande brand.');
  for (const [width, height] of [[1920, 1080], [1366, 768], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    for (const tab of ['bob', 'overdracht', 'kaart']) {
      await page.goto(`${server.address}/crisis/${id}/${tab}`);
      await expect(page.locator('header.head')).toBeVisible();
      expect(await violations(page), `${tab} ${width}`).toEqual([]);
      expect(await wider(page), `${tab} ${width} is wider than its window`).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${server.address}/crisis/${id}/overdracht`);
  const handover = page.getByRole('region', { name: 'Overdracht' });
  await expect(handover.getByRole('button', { name: 'Draag over' })).toHaveAttribute('aria-disabled', 'true');
  await leaveFields(page);
  for (let n = 0; n < 9; n++) await page.keyboard.press('r');
  await expect(handover).toContainText('alles gelezen');
  await handover.getByRole('button', { name: 'Draag over' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mijn plek overdragen' });
  await dialog.getByLabel('Welke plek').selectOption({ label: 'Leider CoPI · A. Aarts' });
  await dialog.getByLabel('Aan wie').fill('D. Wouters');
  await dialog.getByLabel(/In drie zinnen/).fill('Brand meester om drie uur. Gas nog open. Pers komt om vier uur.');
  await dialog.getByRole('button', { name: 'Teken en bied aan' }).click();
  await expect(handover).toContainText('wacht op de tweede handtekening');
  await expect(handover.getByRole('button', { name: 'Teken en neem over' })).toHaveAttribute('aria-disabled', 'true'); // one person does not sign twice
  await expect(page.getByRole('region', { name: 'Logboek' })).toContainText('aangeboden door A. Aarts aan D. Wouters');
  expect(await violations(page)).toEqual([]);
  await as('rol', `/crisis/${id}/overdracht`);
  await leaveFields(page);
  for (let n = 0; n < 9; n++) await page.keyboard.press('r');
  await page.getByRole('region', { name: 'Overdracht' }).getByRole('button', { name: 'Teken en neem over' }).click();
  await expect(page.getByRole('region', { name: 'Overdracht' })).not.toContainText('tweede handtekening');
  await expect(page.getByRole('region', { name: 'Teams' }).last()).toContainText('D. Wouters');
});

test('a second CoPI stands at its own place, with a coordinating one and people of its own', async ({ page, server, as }) => {
  const id = await begun(server, 'Tweede plek');
  await as('rol', `/crisis/${id}`);
  const teams = page.getByRole('region', { name: 'Teams' }).last();
  await teams.getByRole('button', { name: 'Nog een CoPI' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nog een CoPI bijeenroepen' });
  await expect(dialog).toContainText('Coördinerend CoPI');
  await expect(dialog.getByLabel('Waar')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type('Rhenen');
  await page.keyboard.press('Enter');
  await expect(teams).toContainText('CoPI 2 (Rhenen)');
  await expect(teams).toContainText('Coördinerend CoPI');
});

test('a step that waits says which conditions fail, and only those', async ({ page, server, as }) => {
  const id = await begun(server, 'Wacht');
  const rol = await Caller.as(server, 'rol');
  await rol.post('/api/crisis/team', { id, team: 'copi', act: 'begin' });
  await rol.post('/api/crisis/team', { id, team: 'rot', act: 'close', reason: 'Effect is weg', actions_to: 'leider-copi' });
  await as('rol', `/crisis/${id}`);
  await page.getByRole('button', { name: 'Meer' }).click();
  await page.getByRole('button', { name: /Draag over aan de nafase/ }).click();
  const said = page.getByRole('alert').filter({ hasText: 'Geweigerd' });
  await expect(said).toContainText('Deze stap kan pas als het niveau is beëindigd, alle teams zijn gesloten');
  await expect(said).not.toContainText('actie');
  expect(await violations(page)).toEqual([]);
});

test('another procedure, both ways: what changes stands there before the press, and the crisis stays the same', async ({ page, server, as }) => {
  const id = await begun(server, 'Sluimert');
  const rol = await Caller.as(server, 'rol');
  await as('rol', `/crisis/${id}`);
  await expect(page.locator('header.head')).toContainText(/Alarmering begonnen|Criteria vastgesteld/); // the step of the procedure
  await page.getByRole('button', { name: 'Meer' }).click();
  await page.getByRole('button', { name: 'Wordt maatwerk' }).click();
  const dialog = page.getByRole('dialog', { name: 'Wordt maatwerk' });
  await expect(dialog).toContainText('Er geldt nog GRIP 2: schaal eerst af');
  await expect(dialog.getByRole('button', { name: 'Maak er maatwerk van' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await rol.post('/api/crisis/level', { id, level: '', was: 'grip-2', reason: 'De dreiging is trager dan gedacht', actions_to: 'rol' });
  await expect(page.locator('.head .level')).toContainText('Geen niveau');
  await page.getByRole('button', { name: 'Meer' }).click();
  await page.getByRole('button', { name: 'Wordt maatwerk' }).click();
  for (const said of ['Dit verandert', 'De stap wordt: Signaal', 'Er komt een datum van herijking', 'Dit blijft', 'Dezelfde crisis C-', 'en de termijnen die daarvan lopen ook']) await expect(dialog).toContainText(said);
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('Waarom wordt dit maatwerk?').fill('Het lek is dicht, de dijk blijft zwak');
  await page.keyboard.press('Enter');
  const review = page.getByRole('dialog', { name: 'Herijken' });
  await expect(review).toBeVisible(); // asked next
  await page.keyboard.press('Escape');
  await expect(page.locator('header.head')).toContainText('MCP');
  await page.locator('header.head').getByRole('button', { name: /Wordt flitscrisis/ }).click();
  const back = page.getByRole('dialog', { name: 'Wordt flitscrisis' });
  await expect(back).toContainText('De stap wordt: Melding');
  await back.getByLabel('Waarom wordt dit een flitscrisis?').fill('De dijk zakt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Opschalen' })).toBeVisible();
  const now = await rol.get<{ procedures: { procedure: string }[]; number: string; t0: unknown[] }>(`/api/crises/${id}`);
  expect(now.procedures.map((one) => one.procedure)).toEqual(['spc', 'mcp', 'spc']);
  expect(now.t0).toHaveLength(1);
});

test('the next meeting of a team is planned in two presses and counts down in the head; a flash crisis answers what if', async ({ page, server, as }) => {
  const id = await begun(server, 'Overleg');
  await as('rol', `/crisis/${id}/bob`);
  const clock = page.getByRole('list', { name: 'Volgende BOB' });
  await clock.getByRole('listitem').filter({ hasText: 'CoPI' }).getByRole('button', { name: 'Plan BOB' }).click();
  const dialog = page.getByRole('dialog', { name: 'Wanneer komt CoPI bijeen?' });
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Kies een tijd na nu');
  await dialog.getByRole('button', { name: 'Over 30 min' }).click();
  await dialog.getByRole('button', { name: 'Zet op de klok' }).click();
  await expect(page.locator('.head .meet')).toContainText(/Volgende BOB CoPI\s*\d\d:\d\d over/);
  await expect(clock).toContainText(/CoPI\s*BOB \d\d:\d\d over/);
  await page.getByRole('button', { name: /Wat als\?/ }).click();
  await page.getByRole('textbox', { name: 'Wat als?' }).fill('De wind draait naar het centrum');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Wat als?' })).toContainText('De wind draait');
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await wider(page)).toBeLessThanOrEqual(0);
});

test('who may not see a crisis is told so, with whom to ask; a refusal names its article and what can be done', async ({ page, server, as }) => {
  const rol = await Caller.as(server, 'rol');
  const { id } = await rol.post('/api/crisis/start', { signals: [], title: `Elders ${Date.now()}`, procedure: 'spc', place: 'Rhenen', municipalities: ['GM0340'] });
  await as('burgemeester', `/crisis/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: /niet voor u/ })).toBeVisible();
  await expect(page.getByText('Vraag de informatiemanager om u toe te voegen')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.context().clearCookies();
  await as('rol', `/crisis/${id}`);
  await page.getByRole('button', { name: 'Verstuur beeld' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Verstuur/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Geweigerd' })).toContainText('Er staat nog niets in het beeld (BVR 2.4.1 lid 3). Schrijf eerst een kopje');
});

test('from a verified signal to the leader called and the outcome written: counted presses, nothing to know beforehand', async ({ page, server, as }) => {
  await (await Caller.as(server, 'caco')).post('/api/demo/speed', { speed: 1 });
  await as('caco', '/signalen');
  await expect(async () => expect(await page.locator('[data-signal]').count()).toBeGreaterThan(0)).toPass({ timeout: 40_000 });
  await leaveFields(page);
  let presses = 0;
  const press = async (key: string): Promise<void> => { presses++; await page.keyboard.press(key); };
  const began = Date.now();
  await press('ArrowDown');
  await press('i'); // stands on the button "Naar crisis"
  await expect(page.getByRole('dialog', { name: 'Naar crisis' })).toBeVisible();
  await press('Enter');
  await expect(page).toHaveURL(/\/crisis\//);
  // What the page itself offers first: the leader, with the number and what came of it.
  await page.getByRole('button', { name: /Bellen|Naar bellijst/ }).or(page.getByRole('tab', { name: /Bellen/ })).or(page.getByRole('link', { name: /Bellen/ })).first().click();
  presses++;
  const calls = page.getByRole('region', { name: 'Bellen' });
  const leader = calls.getByRole('listitem').first();
  await expect(leader.getByRole('link')).toHaveAttribute('href', /^tel:\+?\d+/);
  await leader.getByRole('button', { name: 'Bereikt' }).click();
  presses++;
  await expect(leader).not.toContainText('Bereikt?');
  await page.goto(page.url().replace(/\/bellen$/, ''));
  await expect(page.getByText(/komt|onderweg/i).first()).toBeVisible();
  expect(presses).toBeLessThanOrEqual(6);
  expect(Date.now() - began).toBeLessThan(promised(20_000)); // the program's share of the sixty seconds
});

test('a level laid down without a link sends no alarm, waits in sight, is written once and asks to be declared', async ({ page, server, as }) => {
  const rol = await Caller.as(server, 'rol');
  await (await Caller.as(server, 'caco')).post('/api/demo/speed', { speed: 1 });
  const { id } = await rol.post('/api/crisis/start', { signals: [], title: `Storing ${Date.now()}`, procedure: 'spc', place: 'Zeist', municipalities: [] });
  const line = new Line(server.address);
  await line.lay();
  await as('caco', '/bronnen');
  await page.goto(`${line.address}/login?naar=${encodeURIComponent(`/crisis/${id}`)}`);
  const { user, password } = server.account('caco');
  await page.getByLabel('Naam').fill(user);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password);
  await page.locator('form button[type=submit]').click();
  await expect(page.locator('.live .dot')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('header.head')).toBeVisible();
  await page.waitForTimeout(1500); // the dialogs are fetched when the page has come to rest
  line.cut();
  await expect(page.locator('.live .dot')).toBeHidden();
  await leaveFields(page);
  await page.keyboard.press('g');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const laid = page.getByRole('alert').filter({ hasText: 'staat sinds' });
  await expect(laid).toContainText('De regel wacht op verbinding');
  line.join();
  await expect(laid).toContainText('De regel is vastgelegd', { timeout: 20_000 });
  const crisis = await rol.get<{ level: string; calls: unknown[] }>(`/api/crises/${id}`);
  expect(crisis.level).toBe('');
  const log = await (await Caller.as(server, 'caco')).get<{ items: { crisis: string; text: string }[] }>('/api/log');
  expect(log.items.filter((one) => one.crisis === id && one.text.includes('zonder verbinding'))).toHaveLength(1);
  await laid.getByRole('button', { name: 'Kondig nu af' }).click();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.locator('.head .level')).toContainText('GRIP 1');
  await expect(laid).toBeHidden();
  line.remove();
});

test('the alarm on a phone: one press says when, without scrolling; the desk sees it', async ({ page, server, as }) => {
  const id = await begun(server, 'Ongeval');
  await page.setViewportSize({ width: 390, height: 844 });
  await as('leider-copi', `/alarm/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('GRIP 2 Vianen');
  const come = page.getByRole('button', { name: /^Ik kom, \d\d:\d\d/ });
  await expect(come).toBeInViewport({ ratio: 1 });
  expect((await come.boundingBox())!.height).toBeGreaterThanOrEqual(72);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '60 min' }).click();
  await expect(page.getByText(/min (na termijn|later dan het plan)/)).toBeVisible();
  await page.getByRole('button', { name: '10 min' }).click();
  await come.click();
  await expect(page.getByRole('status').filter({ hasText: 'U komt' })).toBeVisible();
  expect(await wider(page)).toBeLessThanOrEqual(0);
  const crisis = await (await Caller.as(server, 'caco')).get<{ teams: { id: string; positions: { id: string; state: string; person: string }[] }[] }>(`/api/crises/${id}`);
  expect(crisis.teams.find((one) => one.id === 'copi')!.positions.find((one) => one.id === 'leider-copi')).toMatchObject({ state: 'coming' });
});

test('after scaling down a team that the level no longer asks says so, with the actions it still holds', async ({ page, server, as }) => {
  const id = await begun(server, 'Lek');
  const rol = await Caller.as(server, 'rol');
  await rol.post('/api/crisis/action', { id, action: '', text: 'Nazorg regelen', owner: 'hoofd-ghor', state: 'open' });
  await rol.post('/api/crisis/level', { id, level: 'grip-1', was: 'grip-2', reason: 'Het effect buiten de bron is voorbij' });
  await as('rol', `/crisis/${id}`);
  await page.setViewportSize({ width: 1920, height: 1080 });
  const teams = page.getByRole('region', { name: 'Teams' }).last();
  await expect(teams).toContainText('hoort niet bij GRIP 1');
  await teams.getByRole('button', { name: 'Sluit team' }).last().click();
  await expect(page.getByRole('dialog', { name: /^Sluit team/ })).toBeVisible();
});

test('in English, and looking back: the same page, and nothing can be done there', async ({ page, server, as }) => {
  const id = await begun(server, 'Uitval');
  await as('caco', `/crisis/${id}`);
  await page.evaluate(() => localStorage.setItem('voorzien.language', 'en'));
  for (const tab of ['', '/bob', '/overdracht', '/tijdlijn', '/bellen']) {
    await page.goto(`${server.address}/crisis/${id}${tab}`);
    await expect(page.getByRole('tab', { name: 'Handover' })).toBeVisible();
    expect(await page.locator('main').innerText()).not.toMatch(/\b(Besluiten|Acties|Termijnen|Tijdlijn|Overdracht|Oordeel|Beeld|Nieuw|Bellen|Actiekaarten)\b/);
  }
  const { started } = await (await Caller.as(server, 'caco')).get<{ started: string }>(`/api/crises/${id}`);
  const then = new Date(Date.parse(started) + 1000).toISOString();
  await page.waitForTimeout(2000);
  await page.goto(`${server.address}/crisis/${id}/bob?at=${encodeURIComponent(then)}`);
  await expect(page.locator('header.head')).toBeVisible();
  await expect(page.getByRole('button', { name: /Send picture|Hand over/ })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});
