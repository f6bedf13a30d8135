// The whole region exercises: unmistakable on every screen and on paper; an alarm is answered by a link without an account.
import type { Page } from '@playwright/test';
import { expect, test as base, violations } from './fixtures';
import { Server } from './server';

async function post(page: Page, path: string, body: object): Promise<{ status: number; body: { id?: string } }> {
  return page.evaluate(async ([to, what]) => {
    const answer = await fetch(to as string, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(what) });
    return { status: answer.status, body: await answer.json() };
  }, [path, body] as const);
}
// A server of its own: no exercise begins over a real crisis, and other journeys leave some running.
const test = base.extend<object, { server: Server }>({
  server: [async ({}, use) => {
    const server = new Server();
    await server.start();
    await use(server);
    await server.stop();
  }, { scope: 'worker', timeout: 30_000 }],
});

test('a region exercises on every screen and page of paper, from an act to an act', async ({ page, as }) => {
  await as('rol', '/beeld');
  await page.getByRole('button', { name: /D\. Wouters/ }).first().click();
  await page.getByRole('button', { name: 'Oefening voor de hele regio…' }).click();
  await page.getByLabel('Naam van de oefening').fill('Najaarsstorm');
  await page.getByLabel('Waarom nu').fill('volgens oefenkalender');
  await page.keyboard.press('Enter');
  const band = page.getByRole('region', { name: 'OEFENING' });
  for (const path of ['/beeld', '/signalen', '/crisis', '/vooruit', '/logboek', '/piket', '/netwerk', '/bronnen', '/invoer', '/onbekend']) {
    await page.goto(new URL(path, page.url()).href);
    await expect(band, path).toContainText('Najaarsstorm');
    await expect(page).toHaveTitle(/^OEFENING/);
  }
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await band.evaluate((one) => getComputedStyle(one).position)).toBe('fixed'); // so that each page has it
  await page.emulateMedia({ media: 'screen' });

  // Also who has not logged in yet is told.
  const guest = await (await page.context().browser()!.newContext()).newPage();
  await guest.goto(new URL('/login', page.url()).href);
  await expect(guest.getByRole('status').filter({ hasText: 'OEFENING' })).toBeVisible();
  await guest.context().close();

  // A crisis says which it is; Enter alone takes it for neither.
  await page.goto(new URL('/beeld', page.url()).href);
  await expect(band).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('Wat is er').fill('Dijk bij Wijk');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Kies eerst: oefening of echt');
  await page.getByLabel('Oefening', { exact: true }).check();
  await page.getByRole('button', { name: /^Start/ }).click();
  await expect(page).toHaveURL(/\/crisis\/[0-9A-Z]+/);
  const id = page.url().split('/').pop() ?? '';

  // A line says so too.
  await post(page, '/api/log/write', { text: 'Oefenregel van de proef' });
  await page.goto(new URL('/logboek', page.url()).href);
  await expect(page.locator('article', { hasText: 'Oefenregel van de proef' })).toContainText('OEFENING');

  await band.getByRole('button', { name: 'Beëindig oefening' }).click();
  await page.getByLabel('Waarom').fill('klaar');
  await page.keyboard.press('Enter');
  await expect(band).toHaveCount(0);
  await page.goto(new URL(`/crisis/${id}`, page.url()).href);
  await expect(page.locator('.band').first()).toContainText('OEFENING'); // what was made in it stays marked
});

test('who is called answers by a link, once, without logging in', async ({ page, as, browser, server }) => {
  await as('rol', '/beeld');
  const { body } = await post(page, '/api/crisis/start', { signals: [], title: 'Alarm met link', procedure: 'spc', place: 'Zeist', exercise: true });
  await page.goto(`${server.address}/crisis/${body.id}/bellen`);
  const row = page.locator('li[id^=call-]').first();
  await row.getByRole('button', { name: 'Link' }).click();
  const first = await page.getByLabel('Link om zonder inloggen te antwoorden').inputValue();
  await row.getByRole('button', { name: 'Nieuwe link' }).click(); // a post has one at a time, and the screen says so
  await expect(row.getByText('De vorige link, voor', { exact: false })).toContainText('werkt niet meer');
  await expect(page.getByLabel('Link om zonder inloggen te antwoorden')).not.toHaveValue(first);
  const url = await page.getByLabel('Link om zonder inloggen te antwoorden').inputValue();
  expect(url).toMatch(/\/alarm\/nu#[\w-]{43}$/);

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(url);
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('Zeist');
  await expect(phone.locator('.band')).toContainText('OEFENING');
  const come = phone.getByRole('button', { name: /^Ik kom/ });
  await expect(come).toBeInViewport(); // nothing is scrolled to accept
  expect((await come.boundingBox())?.height).toBeGreaterThanOrEqual(72);
  expect(await violations(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Rijmodus' }).click();
  expect((await come.boundingBox())?.height).toBeGreaterThanOrEqual(88);
  await expect(come).toBeInViewport();
  await phone.getByRole('button', { name: '10 min', exact: true }).click();
  await come.click();
  await expect(phone.getByRole('status')).toContainText('U komt');
  await phone.reload();
  await expect(phone.getByText('werkt niet nog eens')).toBeVisible();
  await phone.goto(`${server.address}/alarm/nu#${'x'.repeat(43)}`);
  await phone.reload();
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('niet, of niet meer, van ons');
  await phone.context().close();

  await expect(row).toContainText('Bereikt');
  await post(page, '/api/crisis/close', { id: body.id, reason: 'klaar', actions_to: 'nafase' });
});
