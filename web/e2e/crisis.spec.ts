// A crisis from the keyboard: started, scaled up and taken back, written, called, decided, closed; and axe on all of it.
import type { Page } from '@playwright/test';
import { expect, leaveFields, promised, test, violations } from './fixtures';
import { Line } from './line';

/** Real time: five seconds of the region are five seconds here. */
async function slowly(page: Page): Promise<void> {
  await page.evaluate(() => fetch('/api/demo/speed', { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: '{"speed":1}' }));
}

/** A crisis of its own for a test, by the keyboard; leaves the page on it. */
async function start(page: Page, title: string, exercise = false): Promise<void> {
  await leaveFields(page);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: /Crisis starten|Naar crisis/ });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Wat is er?').fill(title);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Zeist');
  if (exercise) await dialog.getByLabel('Dit is een oefening').check();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/crisis\/[^/]+$/);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await leaveFields(page);
}

test('N, a title and Enter start a crisis from any page', async ({ page, as }) => {
  await as('caco', '/bronnen');
  await leaveFields(page);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'Crisis starten' });
  await expect(dialog.getByLabel('Wat is er?')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Zeg wat er is');
  const title = `Explosie flat ${Date.now()}`;
  await page.keyboard.type(title);
  const began = Date.now();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/crisis\//);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(Date.now() - began).toBeLessThan(promised(1500));
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('link', { name: new RegExp(title) })).toBeVisible();
});

test('I on a signal: one dialog with everything filled in, Enter starts it', async ({ page, as }) => {
  await as('caco', '/signalen');
  await expect(async () => expect(await page.locator('[data-signal]').count()).toBeGreaterThan(0)).toPass({ timeout: 40_000 });
  await leaveFields(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('i');
  const dialog = page.getByRole('dialog', { name: 'Naar crisis' });
  const field = dialog.getByLabel('Wat is er?');
  await expect(field).not.toHaveValue('');
  const title = await field.inputValue();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/crisis\//);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Signalen', exact: true })).toContainText(title);
});

test('G, a digit and Enter declare a level from Beeld; Ctrl Z within five seconds takes it back', async ({ page, as }) => {
  await as('caco', '/bronnen');
  await slowly(page);
  await start(page, `Gaslek ${Date.now()}`);
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Opschalen' });
  await expect(dialog.locator('input[name=level]:checked')).toBeFocused();
  await page.keyboard.press('1');
  await expect(dialog.getByRole('region', { name: 'Wie hoort het' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Kondig GRIP 1 af/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const bar = page.getByRole('alert').filter({ hasText: 'GRIP 1 vastgelegd.' });
  await expect(bar).toContainText(/Alarm naar \d+ mens/);
  await page.keyboard.press('Control+z');
  await expect(bar).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: 'Ingetrokken' })).toBeVisible();
  await expect(page.locator('.head .level')).toContainText('Geen niveau');
});

test('a level that the role may not declare asks on whose order, or a reason of ten characters', async ({ page, as }) => {
  await as('caco', '/bronnen');
  await slowly(page);
  await start(page, `Brand ${Date.now()}`);
  await page.keyboard.press('g');
  await page.keyboard.press('2');
  const dialog = page.getByRole('dialog', { name: 'Opschalen' });
  await expect(dialog).toContainText('niet zelf');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Noem wie het opdroeg');
  await dialog.getByRole('radio', { name: /Toch afkondigen/ }).check();
  await expect(dialog.locator('[data-field=reason]')).toBeFocused();
  await page.keyboard.type('te kort');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Minstens 10 tekens');
  await page.keyboard.type(': leider CoPI en ROL nemen niet op');
  await page.keyboard.press('Enter');
  await expect(page.locator('.head .level')).toContainText('GRIP 2');
  await expect(page.getByText('GRIP 2 afgekondigd zonder mandaat.')).toBeVisible();
});

test('the alarm fills the call list; an outcome is one press, and the position follows', async ({ page, as }) => {
  await as('caco', '/bronnen');
  await slowly(page);
  await start(page, `Aanrijding ${Date.now()}`);
  await page.keyboard.press('g');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Stuur nu' }).click();
  await page.getByRole('button', { name: 'Naar bellijst' }).click();
  await expect(page).toHaveURL(/\/bellen$/);
  const calls = page.getByRole('region', { name: 'Bellen' });
  const first = calls.getByRole('listitem').first();
  await expect(first.getByRole('link')).toHaveAttribute('href', /^tel:\+?\d+/);
  const open = await calls.getByRole('button', { name: 'Bereikt' }).count();
  expect(open).toBeGreaterThan(1);
  await first.getByRole('button', { name: 'Bereikt' }).click();
  await expect(calls.getByRole('button', { name: 'Bereikt' })).toHaveCount(open - 1);
  expect(await violations(page)).toEqual([]);
});

test('a heading is written in place with Enter, and keeps its words while the link is cut', async ({ page, server, as }) => {
  const line = new Line(server.address);
  await line.lay();
  await as('caco', '/bronnen');
  await start(page, `Rook ${Date.now()}`);
  const path = new URL(page.url()).pathname;
  await page.goto(`${line.address}/login?naar=${encodeURIComponent(path)}`);
  const { user, password } = server.account('caco');
  await page.getByLabel('Naam').fill(user);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password);
  await page.locator('form button[type=submit]').click();
  await expect(page.locator('.live .dot')).toBeVisible({ timeout: 20_000 });
  const heading = page.locator('[data-heading]').first();
  await heading.press('Enter');
  const field = page.locator('.situation textarea');
  await expect(field).toBeFocused();
  await page.keyboard.type('Rook uit een dak, twee verdiepingen.');
  await page.keyboard.press('Enter');
  await expect(heading).toContainText('Rook uit een dak');
  await expect(heading.locator('[data-saving]')).toBeHidden();
  line.cut();
  await expect(page.locator('.live .dot')).toBeHidden();
  await heading.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Rook trekt weg.');
  await page.keyboard.press('Enter');
  await expect(heading.locator('[data-saving=local]')).toContainText('Op dit scherm');
  line.join();
  await expect(heading.locator('[data-saving]')).toBeHidden({ timeout: 20_000 });
  await expect(heading).toContainText('Rook trekt weg.');
  line.remove();
});

test('a decision is put before who may take it, rests on a sent picture, and its action is done in one press', async ({ page, as }) => {
  await as('rol', '/crisis');
  await start(page, `Ontruiming ${Date.now()}`);
  await page.locator('[data-heading]').first().press('Enter');
  await page.keyboard.type('Gas in de kruipruimte.');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-heading]').first()).toContainText('kruipruimte');
  await leaveFields(page);
  await page.keyboard.press('d');
  await page.keyboard.type('Ontruimen tot 300 meter?');
  await page.keyboard.press('Enter');
  const decisions = page.getByRole('region', { name: 'Besluiten' }).last();
  await expect(decisions).toContainText('Voorstel');
  await leaveFields(page);
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Besluit/ });
  await expect(dialog).toContainText('nog geen totaalbeeld');
  await dialog.getByRole('button', { name: 'Verstuur eerst het beeld' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('totaalbeeld 1 verstuurd')).toBeVisible();
  await decisions.getByRole('button', { name: /Ontruimen tot 300/ }).click();
  await page.getByRole('dialog').getByLabel('Wat is het besluit?').fill('Ja, tot 300 meter');
  await page.keyboard.press('Enter');
  await expect(decisions).toContainText('Besloten');
  await leaveFields(page);
  await page.keyboard.press('a');
  await page.keyboard.type('Bussen regelen');
  await page.keyboard.press('Enter');
  const actions = page.getByRole('region', { name: 'Acties' });
  await expect(actions).toContainText('Bussen regelen');
  await actions.getByRole('checkbox').first().check();
  await expect(actions).toContainText('1 klaar');
});

test('an exercise says so in the title, the list and every dialog', async ({ page, as }) => {
  await as('caco', '/bronnen');
  const title = `Oefenbrand ${Date.now()}`;
  await start(page, title, true);
  await expect(page).toHaveTitle(/^OEFENING/);
  await expect(page.locator('.band')).toContainText('OEFENING');
  await page.keyboard.press('g');
  await expect(page.getByRole('dialog')).toContainText('OEFENING');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('link', { name: new RegExp(title) })).toContainText('OEFENING');
});

test('P: the operational leader on top, the number under the hand', async ({ page, as }) => {
  await as('caco', '/bronnen');
  await leaveFields(page);
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/\/piket/);
  await expect(page.locator('a.tel').first()).toBeFocused();
  await expect(page.locator('a.tel').first()).toHaveAttribute('href', /^tel:/);
  expect(await violations(page)).toEqual([]);
});

test('a crisis closes with a reason, and stands below', async ({ page, as }) => {
  await as('rol', '/crisis');
  const title = `Klaar ${Date.now()}`;
  await start(page, title);
  await page.getByRole('button', { name: 'Meer' }).click();
  await page.getByRole('button', { name: 'Sluit crisis' }).click();
  const dialog = page.getByRole('dialog', { name: /^Sluiten/ });
  await dialog.getByLabel('Waarom kan de crisis dicht?').fill('Alles is voorbij en overgedragen');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Gesloten').first()).toBeVisible();
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('list', { name: 'Gesloten' })).toContainText(title);
});

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe: list, crisis and its tabs, dialogs, duty, on desk and phone', async ({ page, server, as }) => {
      test.setTimeout(120_000);
      await as('caco', '/crisis');
      await start(page, `Beeld ${Date.now()}`);
      const path = new URL(page.url()).pathname;
      for (const [width, height] of [[1920, 1080], [1366, 768], [1024, 768], [390, 844]] as const) {
        await page.setViewportSize({ width, height });
        for (const tab of ['', '/bellen', '/tijdlijn']) {
          await page.goto(server.address + path + tab);
          await expect(page.locator('.head')).toBeVisible();
          expect(await violations(page), `${tab} ${width}`).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${tab} ${width} is wider than its window`).toBeLessThanOrEqual(0);
        }
      }
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.goto(server.address + path);
      await expect(page.locator('.head')).toBeVisible();
      for (const key of ['d', 'a', 'h', 'g', 'n']) {
        await leaveFields(page);
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await violations(page), key).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
    });
  });
