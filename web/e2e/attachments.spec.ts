// Photos and PDFs (desk.md 3): attached to a line and an entry, also while the server is away, and shown where they hang.
import { expect, leaveFields, test, violations } from './fixtures';

// One grey pixel: a whole PNG, so that the browser shows it.
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

test('a photo on a log line: attached, recorded, shown and opened', async ({ page, as, context }) => {
  await as('caco', '/logboek');
  await leaveFields(page);
  await page.keyboard.press('l');
  await page.locator('footer [data-picker]').setInputFiles({ name: 'brug dicht.png', mimeType: 'image/png', buffer: png });
  const list = page.getByRole('list', { name: 'Bijlagen' });
  await expect(list).toContainText('brug dicht.png');
  await expect(list.locator('[data-saving=durable]')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const text = `Brug is dicht ${Date.now()}`;
  await page.locator('footer [data-log]').fill(text);
  await page.keyboard.press('Enter');
  await expect(list.locator('button')).toHaveCount(0);
  const line = page.locator('.lines article').filter({ hasText: text });
  const link = line.getByRole('link', { name: /brug dicht\.png/ });
  await expect(link).toBeVisible();
  await expect.poll(() => link.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  const [opened] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await expect(opened).toHaveURL(/\/api\/attachments\/[0-9a-f]{64}$/);
  await opened.close();
  expect(await violations(page)).toEqual([]);
});

test('what is no photo or PDF is said at once and never sent', async ({ page, as }) => {
  await as('caco', '/logboek');
  const sent: string[] = [];
  page.on('request', (request) => { if (request.url().includes('/api/attachments')) sent.push(request.url()); });
  await page.locator('footer [data-picker]').setInputFiles({ name: 'plaatje.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') });
  await expect(page.getByRole('alert').filter({ hasText: 'geen foto' })).toBeVisible();
  await page.getByRole('button', { name: 'Haal plaatje.png weg' }).click();
  await expect(page.getByRole('list', { name: 'Bijlagen' })).toBeHidden();
  expect(sent).toEqual([]);
});

test('a photo taken while the server is away is kept and goes with its line when it is back', async ({ page, server, as }) => {
  test.skip(process.env['VOORZIEN_MOCK'] === '1', 'the stand-in keeps nothing');
  await as('caco', '/logboek');
  await expect(page.locator('footer [data-picker]')).toBeAttached();
  await server.kill();
  await expect(page.locator('.bar[role=status]')).toBeVisible({ timeout: 6000 });
  await page.locator('footer [data-picker]').setInputFiles({ name: 'uitval.png', mimeType: 'image/png', buffer: Buffer.concat([png, Buffer.from(`${Date.now()}`)]) });
  await expect(page.getByRole('list', { name: 'Bijlagen' }).locator('[data-saving=local]')).toBeVisible();
  const text = `Foto tijdens uitval ${Date.now()}`;
  const field = page.locator('footer [data-log]');
  await field.fill(text);
  await field.press('Enter');
  await server.again();
  const line = page.locator('.lines article').filter({ hasText: text });
  await expect(line.getByRole('link', { name: /uitval\.png/ })).toBeVisible({ timeout: 20_000 });
});

test('an entry by hand with a photo says what will change and hangs it on its signal', async ({ page, as }) => {
  await as('caco', '/invoer');
  const field = page.getByRole('textbox', { name: 'Melding invoeren' });
  const enter = async (line: string): Promise<void> => {
    await field.fill(line);
    await expect(page.getByRole('option').first()).toContainText('Woerden');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('');
  };
  await enter('stroom weg Woerden, 1500 huishoudens @netbeheerder');
  await expect(page.locator('.entered [data-saving=durable]').first()).toBeVisible();
  await page.locator('.form [data-picker]').setInputFiles({ name: 'storingskaart.png', mimeType: 'image/png', buffer: png });
  await field.fill('ook stroom weg Woerden, 2000 huishoudens @netbeheerder');
  await expect(page.locator('[data-change]')).toContainText('3.500');
  expect(await violations(page)).toEqual([]);
  const title = (await page.locator('.alike button.on b').first().textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await page.goto(new URL('/signalen', page.url()).href);
  await page.getByText(/3\.500 huishoudens/).first().click();
  await leaveFields(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /storingskaart\.png/ }).first()).toBeVisible({ timeout: 20_000 });
  expect(title).toContain('Stroom');
});
