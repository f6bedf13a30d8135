// axe in the real browser: no violation on any route, in any dialog, dark and light.
import { expect, leaveFields, test, violations } from './fixtures';

const routes = ['/beeld', '/signalen', '/bronnen', '/logboek', '/invoer', '/galerij', '/crisis', '/piket', '/vooruit'];

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('log-in', async ({ page, server }) => {
      await page.goto(`${server.address}/login`);
      await page.waitForSelector('form');
      expect(await violations(page)).toEqual([]);
    });
    for (const route of routes)
      test(`route ${route}`, async ({ page, as }) => {
        await as('caco', route);
        await page.waitForTimeout(800);
        expect(await violations(page)).toEqual([]);
      });
    test('dialogs: keys, palette, menu, tour', async ({ page, as }) => {
      await as('caco', '/bronnen');
      await leaveFields(page);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('b');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('.user .chip').click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const tour = page.getByRole('button', { name: 'Rondleiding' });
      if (await tour.isVisible()) {
        await tour.click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await violations(page)).toEqual([]);
      }
    });
    test('phone', async ({ page, as }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await as('caco', '/logboek');
      expect(await violations(page)).toEqual([]);
    });
  });
}
