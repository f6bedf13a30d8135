// The directory from the keyboard, and who sees what of a crisis: a partner its headings, a mayor all but the log.
import { expect, leaveFields, test, violations } from './fixtures';

test('somebody is found by a few letters, without accents, and the number is under the hand', async ({ page, as }) => {
  await as('caco', '/netwerk');
  const field = page.getByRole('searchbox');
  await expect(field).toBeFocused();
  await page.keyboard.type('operationeel leider');
  const first = page.locator('a.tel').first();
  await expect(page.locator('main li').first()).toContainText('Regionaal operationeel leider');
  await expect(first).toHaveAccessibleName(/^Bel .+\+31/);
  await page.keyboard.press('ArrowDown');
  await expect(first).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await field.fill('xqxq');
  await expect(page.getByText('Niemand gevonden')).toBeVisible();
  await field.fill('');
  await expect(page.locator('a.tel')).not.toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});

test('a reader may not look people up', async ({ page, as }) => {
  await as('reader', '/netwerk');
  await expect(page.getByText('Dit deel is niet voor uw rol')).toBeVisible();
});

test('a partner follows a crisis live from when it takes part, by the headings of its task, and nothing else', async ({ page, as, browser }) => {
  await as('caco', '/beeld');
  await leaveFields(page);
  await page.keyboard.press('n');
  const title = `Gaslek ${Date.now()}`;
  const dialog = page.getByRole('dialog', { name: 'Crisis starten' });
  await dialog.getByLabel('Wat is er?').fill(title);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/crisis\/[^/]+$/);
  const url = new URL(page.url()).pathname;
  const context = await browser.newContext();
  const partner = await context.newPage();
  await as('partner-energy', '/crisis', partner);
  const post = (path: string, body: object): Promise<number> =>
    page.evaluate(async ([where, json]) => (await fetch(where, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: json })).status, [path, JSON.stringify(body)] as const);
  const id = url.split('/')[2] ?? '';
  // Nobody has asked it to take part: there is no such crisis, in the list, by its address, or under its number.
  await expect(partner.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(partner.getByText(title)).toHaveCount(0);
  expect(await partner.evaluate(async (one) => (await fetch(`/api/crises/${one}/situation/1`)).status, id)).toBe(404);
  expect(await partner.evaluate(async () => (await fetch('/api/changes')).text())).not.toContain(title);
  expect(await post('/api/crisis/team', { id, team: 'copi', act: 'activate' })).toBeLessThan(300);
  expect(await post('/api/crisis/add-position', { id, team: 'copi', name: 'Netbeheerder', person: '', phone: '', tasks: ['energy'] })).toBeLessThan(300);
  await expect(partner.getByText(title).first()).toBeVisible(); // without a reload
  await partner.goto(new URL(url, page.url()).href);
  await expect(partner.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(partner.getByText(/\d+ van 15 kopjes/)).toBeVisible();
  await expect(partner.getByRole('button', { name: 'Verstuur totaalbeeld' })).toHaveCount(0);
  await expect(partner.getByRole('region', { name: 'Teams' })).toHaveCount(0);
  expect(await violations(partner)).toEqual([]);
  const write = (heading: string, text: string): Promise<number> => post('/api/crisis/line', { id, heading, text, version: 0 });
  expect(await write('c2', 'twaalf gewonden')).toBeLessThan(300);
  expect(await write('a3', 'gasdruk valt weg in de wijk')).toBeLessThan(300);
  await expect(partner.getByText('gasdruk valt weg in de wijk')).toBeVisible(); // without a reload
  await expect(partner.getByText('twaalf gewonden')).toHaveCount(0);
  const seen = await partner.evaluate(async () => (await fetch('/api/changes')).text());
  expect(seen).not.toContain('twaalf gewonden');
  expect(seen).not.toContain('"type":"log"');
  expect(seen).not.toContain('+31');
  await context.close();
});

test('a mayor, who reads no log, has a live picture', async ({ page, as }) => {
  await as('burgemeester', '/beeld');
  await expect(page.getByText(/Live/).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Crisis' }).first()).toBeVisible();
});
