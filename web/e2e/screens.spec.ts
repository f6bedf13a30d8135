// Pictures of every page for who wants to look, and the checks that a picture allows: nothing wider than its window,
// nothing that moves by itself while the film is paused.
import { mkdirSync } from 'node:fs';
import { expect, test } from './fixtures';

const folder = 'test-results/screens';
const sizes = [[1920, 1080], [1366, 768], [390, 844]] as const;
const routes = ['/beeld', '/signalen', '/bronnen', '/logboek', '/invoer', '/galerij', '/crisis', '/piket', '/vooruit'];

for (const colorScheme of ['dark', 'light'] as const)
  for (const [width, height] of sizes)
    test.describe(`${width} ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width, height } });
      test('pictures', async ({ page, server, as }) => {
        test.setTimeout(120_000);
        mkdirSync(folder, { recursive: true });
        await page.goto(`${server.address}/login`);
        await page.waitForSelector('form');
        await page.screenshot({ path: `${folder}/login-${width}-${colorScheme}.png` });
        await as('caco');
        for (const route of routes) {
          await page.goto(server.address + route);
          await page.waitForSelector('main#inhoud');
          if (route === '/invoer') await page.getByRole('textbox', { name: 'Melding invoeren' }).fill('stroom weg Nieuwegein, 1500 huishoudens, terug 2330 @netbeheerder');
          if (route === '/beeld' && width >= 600) await page.waitForSelector('[data-drawn=true]', { timeout: 20_000 }).catch(() => {});
          await page.waitForTimeout(800);
          await page.screenshot({ path: `${folder}/${route.slice(1)}-${width}-${colorScheme}.png` });
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(wider, `${route} is wider than its window`).toBeLessThanOrEqual(0);
        }
        await page.goto(`${server.address}/invoer`);
        await page.getByRole('textbox', { name: 'Melding invoeren' }).fill('');
      });
    });
