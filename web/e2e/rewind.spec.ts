// Looking back, on the real binary: there and back with the keyboard, on every page, without an act in the past.
import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, leaveFields, test, violations } from './fixtures';

const bar = 'section[aria-label=Terugkijken].bar';
const at = (page: Page): string | null => new URL(page.url()).searchParams.get('at');
const realClock = (page: Page): Promise<string> => page.locator('header time b').innerText();

async function lookBack(page: Page, as: (role: string, path?: string) => Promise<void>, path = '/beeld'): Promise<void> {
  await as('caco', path);
  await expect(page.locator('main [role=option]').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('slider')).toBeVisible();
  await leaveFields(page);
  await expect(async () => {  // not before the page knows the time of the region, and its keys
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(page.locator(bar)).toBeVisible({ timeout: 5000 }); // a second press too soon would go back twice
  }).toPass();
}

test('the arrows go back a minute or ten, the URL holds it, Escape is the way back', async ({ page, as }) => {
  await lookBack(page, as);
  await expect(page.locator(bar)).toContainText(/U kijkt terug: za 27 jun \d\d:\d\d/);
  await expect(page.locator(bar)).toContainText('beeld zoals het toen bekend was');
  await expect.poll(() => at(page)).toMatch(/^2026-06-27T\d\d:\d\d:\d\dZ$/);
  const first = Date.parse(at(page)!);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => Date.parse(at(page)!)).toBe(first - 60_000);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => Date.parse(at(page)!)).toBe(first - 660_000);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => Date.parse(at(page)!)).toBe(first - 600_000);
  // The clock top right goes on in the present.
  const before = await realClock(page);
  await expect.poll(() => realClock(page)).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect(page.locator(bar)).toBeHidden();
  expect(at(page)).toBeNull();
});

test('the moment goes along to every page, and a link opens it', async ({ page, as, server }) => {
  await lookBack(page, as);
  await expect.poll(() => at(page)).not.toBeNull();
  const moment = at(page);
  for (const key of ['Alt+2', 'Alt+5', 'Alt+1']) {
    await page.keyboard.press(key);
    await expect(page.locator(bar)).toBeVisible();
    expect(at(page)).toBe(moment);
  }
  await page.goto(`${server.address}/bronnen?at=${moment}`);
  await expect(page.locator(bar)).toBeVisible();
  await expect(page.locator('header .live')).toContainText('Terugblik');
  await page.keyboard.press('Escape');
  await expect(page.locator(bar)).toBeHidden();
});

test('what the page shows is what the server says it was', async ({ page, as }) => {
  await lookBack(page, as);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => at(page)).not.toBeNull();
  const moment = at(page)!;
  const told = await page.evaluate(async (when) => {
    const answer = await fetch(`/api/signals?state=open&limit=1000&at=${when}`);
    return ((await answer.json()) as { items: { title: string }[] }).items.map((one) => one.title);
  }, moment);
  const shown = await page.locator('main [role=option] strong, main [role=option] .title').allInnerTexts();
  expect(told.length).toBeGreaterThan(0);
  for (const title of shown.filter((text) => told.some((one) => one.startsWith(text.replace('…', ''))))) expect(told.join('\n')).toContain(title.replace('…', ''));
  await expect(page.locator('main [role=option]:not([aria-disabled])')).not.toHaveCount(0);
});

test('no act while the screen shows the past; the letter and the button say why', async ({ page, as, server }) => {
  const posts: string[] = [];
  page.on('request', (request) => { if (request.method() === 'POST' && /\/api\/(signal|theme)\//.test(request.url())) posts.push(request.url()); });
  await lookBack(page, as);
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    expect(new URL(page.url()).searchParams.get('sel')).toBeTruthy();
  }).toPass({ timeout: 30_000 });
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/signaal\/.*at=/);
  await expect(page.getByText('Handelen kan alleen nu').first()).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(posts).toEqual([]);
  void server;
});

test('a log line in the past is of now and links to the moment', async ({ page, as }) => {
  await lookBack(page, as);
  await expect.poll(() => at(page)).not.toBeNull();
  const moment = at(page)!;
  await page.keyboard.press('l');
  const text = `Toen al rook gemeld ${Date.now()}`;
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(page.locator('footer .last [data-saving=durable]')).toBeVisible();
  await leaveFields(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+5');
  const line = page.locator('.lines article').filter({ hasText: text });
  await expect(line.getByRole('link', { name: /bij het beeld van/ })).toHaveAttribute('href', new RegExp(moment.slice(0, 19)));
});

test('four digits jump, the slider is dragged, and Space plays', async ({ page, as }) => {
  await lookBack(page, as);
  const clock = (await realClock(page)).slice(0, 5);
  const wanted = new Date(Date.parse(`2026-06-27T${clock}:00+02:00`) - 20 * 60_000);
  const digits = wanted.toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' }).replace(':', '');
  await page.keyboard.type(digits);
  await expect.poll(() => at(page)).toBe(`${wanted.toISOString().slice(0, 19)}Z`);
  const slider = page.getByRole('slider');
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.2, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.25, box.y + 40, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => at(page)).not.toBe(`${wanted.toISOString().slice(0, 19)}Z`);
  const dragged = at(page)!;
  await leaveFields(page);
  await page.keyboard.press(' ');
  await expect.poll(() => Date.parse(at(page)!), { timeout: 15_000 }).toBeGreaterThan(Date.parse(dragged));
  await page.keyboard.press('Escape');
  await expect(page.locator(bar)).toBeHidden();
});

for (const colorScheme of ['dark', 'light'] as const)
  for (const [width, height] of [[1920, 1080], [1366, 768], [390, 844]] as const)
    test.describe(`${colorScheme} ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height } });
      test('looking back is accessible and fits', async ({ page, as }) => {
        mkdirSync('test-results/screens', { recursive: true });
        await as('caco', '/beeld');
        await expect(page.locator('main [role=option], main .calm').first()).toBeVisible({ timeout: 30_000 });  // a calm phone folds the rest
        await leaveFields(page);
        await page.evaluate(() => history.replaceState(null, '', location.href));
        if (width < 600) {
          await expect(async () => {  // not before the page knows the time of the region
            await page.locator('.user .chip').click();
            await page.getByRole('button', { name: /Terugkijken/ }).click();
            await expect(page.locator(bar)).toBeVisible({ timeout: 1000 });
          }).toPass();
        } else {
          await expect(page.getByRole('slider')).toBeVisible();
          for (let n = 0; n < 3; n++) await page.keyboard.press('Shift+ArrowLeft');
          await page.keyboard.press('v');
        }
        await expect(page.locator(bar)).toBeVisible();
        await expect.poll(() => at(page)).not.toBeNull();
        await page.waitForTimeout(1500);
        await page.screenshot({ path: `test-results/screens/terug-${width}-${colorScheme}.png` });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(await violations(page)).toEqual([]);
        if (width < 600) {
          const moment = Date.parse(at(page)!);
          await page.getByRole('button', { name: '10 minuten terug' }).click();
          await expect.poll(() => Date.parse(at(page)!)).toBe(moment - 600_000);
          await page.getByRole('button', { name: /^Nu/ }).click();
          await expect(page.locator(bar)).toBeHidden();
        } else {
          await page.keyboard.press('Alt+2');
          await page.waitForTimeout(1500);
          await page.screenshot({ path: `test-results/screens/terug-signalen-${width}-${colorScheme}.png` });
          expect(await violations(page)).toEqual([]);
        }
      });
    });
