// The server freezes, dies and comes back: said within two seconds, whole again within two, nothing lost or doubled.
import type { Page } from '@playwright/test';
import { expect, promised, test } from './fixtures';
import { Line } from './line';

const bar = '.bar[role=status]';

test('a frozen server is seen within two seconds, and its return too', async ({ page, server, as }) => {
  await as('caco', '/logboek');
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.bar[role=status]')) return;
      (window as unknown as { seenAt: number }).seenAt = Date.now();
      observer.disconnect();
    }).observe(document.body, { childList: true, subtree: true });
  });
  server.freeze();
  const from = Date.now();
  try {
    await expect(page.locator(bar)).toContainText('Geen verbinding sinds', { timeout: 6000 });
    const seen = (await page.evaluate(() => (window as unknown as { seenAt: number }).seenAt)) - from;
    console.log(`no link shown after ${seen} ms`);
    expect(seen).toBeLessThanOrEqual(promised(2000));
    await expect(page.locator('main')).toHaveClass(/stale/);
  } finally {
    server.thaw();
  }
  const back = Date.now();
  await expect(page.locator(bar)).toBeHidden({ timeout: 6000 });
  console.log(`live again after ${Date.now() - back} ms`);
});

test('killed and restarted: live again in two seconds; lines of the outage arrive once, in order', async ({ page, server, as }) => {
  test.skip(process.env['VOORZIEN_MOCK'] === '1', 'the stand-in keeps nothing');
  await as('caco', '/logboek');
  await server.kill();
  await expect(page.locator(bar)).toBeVisible({ timeout: 6000 });
  const mark = `uitval-${Date.now()}`;
  const field = page.locator('[data-log]:visible').first();
  for (let n = 1; n <= 5; n++) {
    await field.fill(`${mark} regel ${n}`);
    await field.press('Enter');
  }
  await expect(page.locator(bar)).toContainText('5 wachten');
  await page.screenshot({ path: 'test-results/screens/uitval-1366-dark.png' });
  await server.again();
  const ready = Date.now();
  await expect(page.locator(bar)).toBeHidden({ timeout: 10_000 });
  const took = Date.now() - ready;
  console.log(`live again ${took} ms after the server was ready`);
  expect(took).toBeLessThan(promised(2000));
  const lines = page.locator('.lines article .text').filter({ hasText: mark });
  await expect(lines).toHaveCount(5);
  await page.waitForTimeout(1500);
  expect(await lines.allTextContents()).toEqual([1, 2, 3, 4, 5].map((n) => `${mark} regel ${n}`));
});

test('lines typed during an outage survive a closed tab', async ({ page, context, server, as }) => {
  test.skip(process.env['VOORZIEN_MOCK'] === '1', 'the stand-in keeps nothing');
  await as('caco', '/logboek');
  const mark = `dicht-${Date.now()}`;
  await server.kill();
  await expect(page.locator(bar)).toBeVisible({ timeout: 6000 });
  const field = page.locator('[data-log]:visible').first();
  await field.fill(mark);
  await field.press('Enter');
  await expect(page.locator('.waiting')).toContainText(mark);
  await page.close();
  await server.again();
  const next = await context.newPage();
  await next.goto(`${server.address}/logboek`);
  await expect(next.locator('.lines article .text').filter({ hasText: mark })).toHaveCount(1);
  await next.waitForTimeout(1000);
  await expect(next.locator('.lines article .text').filter({ hasText: mark })).toHaveCount(1);
});

/** Signals, tiles and the film's clock, as words: what two windows with the same picture both show. */
async function pictureOf(page: Page): Promise<string> {
  const text = await page.locator('main').innerText();
  const list = await page.locator('[data-signal]').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['signal']));
  return JSON.stringify([list, text.match(/\d+ (normaal|bronnen?)/g)]);
}

/** From here on the page has all that it may need of itself. */
async function keepsItself(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
  });
}

test('a browser cut off for an hour of the region is whole again within two seconds, without a reload', async ({ page, context, server }) => {
  const line = new Line(server.address);
  await line.lay();
  try {
    const { user, password } = server.account('caco');
    await page.goto(`${line.address}/login?naar=/beeld`);
    await page.getByLabel('Naam').fill(user);
    await page.getByLabel('Wachtwoord', { exact: true }).fill(password);
    await page.locator('form button[type=submit]').click();
    await expect(page.locator('.live .dot')).toBeVisible();
    await keepsItself(page);
    await page.evaluate(() => void ((window as unknown as { same: boolean }).same = true));
    const cookies = (await context.cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
    const speed = async (value: number): Promise<void> => {
      const answer = await fetch(`${server.address}/api/demo/speed`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), Cookie: cookies, 'Sec-Fetch-Site': 'same-origin' }, body: JSON.stringify({ speed: value }) });
      expect(answer.status).toBeLessThan(300);
    };
    const now = async (): Promise<number> => {
      const answer = (await (await fetch(`${server.address}/api/picture`, { headers: { Cookie: cookies } })).json()) as { at: string };
      return Date.parse(answer.at);
    };
    line.cut();
    await expect(page.locator(bar)).toBeVisible({ timeout: 6000 });
    const from = await now();
    await speed(600);
    await expect(async () => expect((await now()) - from).toBeGreaterThan(3_600_000)).toPass({ timeout: 30_000 });
    await speed(0);
    const other = await context.newPage();
    await other.goto(`${server.address}/beeld`);
    await expect(other.locator('.live .dot')).toBeVisible();
    await other.waitForTimeout(1000);
    const whole = await pictureOf(other);
    line.join();
    const joined = Date.now();
    await expect(async () => expect(await pictureOf(page)).toBe(whole)).toPass({ timeout: 10_000, intervals: [50] });
    const took = Date.now() - joined;
    console.log(`whole again ${took} ms after the line was joined`);
    expect(took).toBeLessThan(promised(2000));
    expect(await page.evaluate(() => (window as unknown as { same?: boolean }).same), 'no reload').toBe(true);
    await speed(60);
    await other.close();
  } finally {
    line.remove();
  }
});

test('a window opened without a server shows the shell and the last picture, and comes alive with it', async ({ page, server, as }) => {
  await as('caco', '/bronnen');
  await keepsItself(page);
  await expect(page.locator('tbody tr').first()).toBeVisible();
  const names = await page.locator('tbody tr button').allTextContents();
  await server.kill();
  await page.close();
  const next = await page.context().newPage();
  await next.goto(`${server.address}/bronnen`);
  await expect(next.locator(bar)).toContainText('Geen verbinding sinds', { timeout: 10_000 });
  await expect(next.locator('tbody tr')).toHaveCount(names.length);
  await server.again();
  await expect(next.locator(bar)).toBeHidden({ timeout: 10_000 });
});
