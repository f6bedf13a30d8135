// The server freezes, dies and comes back: said within two seconds, whole again within two, nothing lost or doubled.
import { expect, test } from './fixtures';

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
    expect(seen).toBeLessThanOrEqual(2000);
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
  expect(took).toBeLessThan(2000);
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
