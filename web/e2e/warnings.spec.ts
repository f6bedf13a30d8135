// Early warning from the keyboard: one appears, is explained, judged in one press and taken back; one that was held back
// is let through; the budget changes with a reason, after a look at what it would have meant.
import type { Page } from '@playwright/test';
import { expect, leaveFields, test, violations } from './fixtures';

interface Found { id: string; detector: string; signal: string; state: string; verdict: string; title: string; station?: string }
const ofHours = (one: Found): boolean => one.detector === 'count-place' || one.detector === 'count-area';
const findings = (page: Page): Promise<Found[]> =>
  page.evaluate(async () => ((await (await fetch('/api/changes')).json()) as { upserts: { type: string; found: Found }[] }).upserts.filter((one) => one.type === 'finding').map((one) => one.found));
const rows = (page: Page) => page.getByRole('region', { name: 'Lijst van waarschuwingen' }).locator('[data-row]');
const detail = (page: Page) => page.getByRole('region', { name: 'Toelichting' });

const post = (page: Page, path: string, body: object): Promise<number> =>
  page.evaluate(async ([to, what]) => (await fetch(to, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(what) })).status, [path, body] as const);
const filmNow = (page: Page): Promise<number> =>
  page.evaluate(async () => Date.parse(((await (await fetch('/api/welcome')).json()) as { film: { now: string } }).film.now));

/** A demonstration warns within a film hour or two; until then there is nothing to judge. */
async function warned(page: Page): Promise<Found> {
  let open: Found | undefined;
  await expect(async () => {
    open = (await findings(page)).find((one) => ofHours(one) && one.state === 'shown' && one.verdict === '' && one.signal !== '');
    expect(open).toBeTruthy();
  }).toPass({ timeout: 120_000, intervals: [1000] });
  return open!;
}

test.describe('early warning', () => {
  test.setTimeout(180_000);

  // First: a shift whose budget is spent holds this one back too.
  test('a level that will likely pass its limit: the chance, the chart with its band, how good it was', async ({ page, as }) => {
    await as('vic', '/vooruit');
    await post(page, '/api/demo/speed', { speed: 600 });
    let likely: Found | undefined;
    await expect(async () => {
      likely = (await findings(page)).find((one) => one.detector === 'level-forecast' && one.state === 'shown');
      expect(likely).toBeTruthy();
    }).toPass({ timeout: 120_000, intervals: [500] });
    await post(page, '/api/demo/speed', { speed: 1 });
    await rows(page).and(page.locator(`[data-row="${likely!.id}"]`)).click();
    await expect(detail(page).getByRole('heading', { level: 2 })).toHaveText(/^Lek, Culemborg boven grens geel 4,80 m vóór \d\d:\d\d: \d\d\s%$/);
    await expect(detail(page)).toContainText(/Geel, verwacht|Verwacht/);
    await expect(detail(page)).toContainText(/dat 4,80? m wordt gepasseerd: waarschijnlijk rond/);
    await expect(detail(page)).toContainText('de verwachting van de bron, bijgesteld');
    await expect(detail(page).getByRole('img', { name: /Lek, Culemborg: gemeten en verwacht/ })).toBeVisible();
    await detail(page).getByRole('button', { name: 'Als tabel' }).click();
    await expect(detail(page).getByRole('cell', { name: /verwacht \([\d,]+–[\d,]+\)/ }).first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await detail(page).getByRole('button', { name: 'Als grafiek' }).click();
    // A week back, with the keyboard: what is kept is asked and drawn, from its first day on.
    const asked = page.waitForRequest((request) => request.url().includes('/api/station/history?'));
    await detail(page).getByRole('radio', { name: '48 uur' }).focus();
    await page.keyboard.press('ArrowRight');
    const query = new URL((await asked).url()).searchParams;
    expect(query.get('id')).toBe(likely!.station);
    expect(Date.parse(query.get('to')!) - Date.parse(query.get('from')!)).toBe(7 * 86_400_000);
    expect(Number(query.get('points'))).toBeGreaterThan(50);
    const week = detail(page).getByRole('img', { name: 'Lek, Culemborg: gemeten, week' });
    await expect(week.locator('path[stroke-linecap="round"]')).toHaveAttribute('d', /^M[\d.]+ [\d.]+(L|h0)/);
    await expect(detail(page).getByRole('status').filter({ hasText: /Bewaard vanaf/ })).toHaveCount(0);
    await detail(page).getByRole('button', { name: 'Als tabel' }).click();
    await expect(detail(page).getByRole('cell', { name: /^[a-z]{2} \d+ [a-z]{3} \d\d:\d\d$/ }).first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await detail(page).getByRole('button', { name: 'Als grafiek' }).click();
    await detail(page).getByRole('radio', { name: 'week' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(detail(page).getByRole('img', { name: /Lek, Culemborg: gemeten en verwacht/ })).toBeVisible();
    // Beside it each station that has limits, and how good its forecasts were.
    const beside = page.getByRole('region', { name: 'Verwachtingen' });
    await beside.locator('summary').filter({ hasText: 'Lek, Hagestein' }).press('Enter');
    await expect(beside.getByRole('img', { name: /Lek, Hagestein: gemeten en verwacht/ })).toBeVisible();
    await expect(beside.getByRole('columnheader', { name: 'In 80 %-band' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  test('how busy it will be: the coming hour, the shifts and the chart, against what is usual and with its score', async ({ page, as }) => {
    await as('vic', '/vooruit');
    await post(page, '/api/demo/speed', { speed: 600 });
    const loads = page.getByRole('region', { name: 'Verwachte drukte' });
    const care = loads.locator('details').filter({ hasText: 'Ambulanceritten' });
    await expect(care).toContainText(/\d\d:00–\d\d:00: \d+ verwacht \(\d+\u2060?–\u2060?\d+\), gewoonlijk \d+/, { timeout: 90_000 });
    await care.locator('summary').press('Enter');
    await expect(care.getByRole('img', { name: 'Ambulanceritten per uur' })).toBeVisible();
    await expect(care.getByRole('row', { name: /^Volgende dienst, \d\d:00–\d\d:00 \d+ \d+–\d+ \d+$/ })).toBeVisible();
    // An hour later the first of them has come true.
    await expect(care.getByRole('row', { name: /^1 uur [\d,]+ [\d,]+ \d+ % \(\d+\)$/ })).toBeVisible({ timeout: 60_000 });
    await post(page, '/api/demo/speed', { speed: 1 });
    await care.getByRole('button', { name: 'Als tabel' }).click();
    await expect(care.getByRole('cell', { name: /^\d+ verwacht \(\d+–\d+\)$/ }).first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  test('one that was held back stands there with its reason, and is let through with one', async ({ page, as }) => {
    await as('vic', '/vooruit');
    // Two false ones in this shift spend its budget: what is found next in it is held back.
    await post(page, '/api/demo/speed', { speed: 600 });
    const lateShift = Date.parse('2026-06-27T13:02:00Z');
    await expect(async () => {
      expect(await filmNow(page)).toBeGreaterThan(lateShift);
      expect((await findings(page)).filter((one) => one.state === 'shown' && one.signal !== '').length).toBeGreaterThan(1);
    }).toPass({ timeout: 90_000, intervals: [200] });
    await post(page, '/api/demo/speed', { speed: 1 });
    const two = (await findings(page)).filter((one) => one.state === 'shown' && one.signal !== '').slice(0, 2);
    expect(two).toHaveLength(2);
    for (const one of two) expect(await post(page, '/api/signal/judge', { id: one.signal, verdict: 'false' })).toBeLessThan(300);
    await expect(page.getByText(/^Budget op\. Alleen rood en oranje komen door tot \d\d:\d\d\.$/)).toBeVisible();
    await post(page, '/api/demo/speed', { speed: 600 });
    let held: Found | undefined;
    await expect(async () => {
      held = (await findings(page)).find((one) => one.state === 'held');
      expect(held).toBeTruthy();
    }).toPass({ timeout: 120_000, intervals: [300] });
    await post(page, '/api/demo/speed', { speed: 1 });
    await rows(page).and(page.locator(`[data-row="${held!.id}"]`)).click();
    await expect(detail(page)).toContainText(/Achtergehouden: \S+/);
    await leaveFields(page);
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'Laat deze bevinding door' });
    await expect(dialog.getByLabel('Reden')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toHaveText('Geef een reden.');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('De GHOR ziet dit ook');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(detail(page)).toContainText(/Doorgelaten door \S.*: De GHOR ziet dit ook/);
    await detail(page).getByRole('link', { name: 'Naar signaal' }).click();
    await expect(page).toHaveURL(/\/signaal\//);
    await expect(page.getByRole('heading', { level: 2, name: new RegExp(`^${held!.title.replaceAll(/\s/g, "\\s")}`) })).toBeVisible();
    await expect(page.getByRole('group', { name: /^Oordeel over/ })).toBeVisible();
  });

  test('on a phone: warnings and verdicts, the detail as a page', async ({ page, as }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await as('vic', '/vooruit');
    const open = await warned(page);
    const row = page.locator(`[data-row="${open.id}"]`);
    await expect(row).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await row.click();
    await expect(detail(page)).toContainText(/Zo sterk gebeurt bij toeval/);
    expect(await violations(page)).toEqual([]);
    await detail(page).getByRole('button', { name: 'Terug naar de lijst' }).click();
    await expect(row).toBeVisible();
  });

  test('a warning is explained in plain words, judged with one key, and taken back', async ({ page, as }) => {
    await as('vic', '/beeld');
    await leaveFields(page);
    await page.keyboard.press('Alt+4');
    await expect(page).toHaveURL(/\/vooruit/);
    await expect(page.getByRole('heading', { level: 1, name: 'Vooruit' })).toBeVisible();
    const open = await warned(page);
    await page.goto(`${new URL(page.url()).origin}/vooruit?sel=${open.id}`);
    const row = rows(page).and(page.locator(`[data-row="${open.id}"]`));
    await expect(row).toBeVisible();
    await expect(row).toContainText(/\d+ gezien, [\d,]+ verwacht \([\d,]+–[\d,]+\)/);
    await expect(detail(page)).toContainText(open.title);
    await expect(detail(page)).toContainText(/Zo sterk gebeurt bij toeval/);
    await expect(detail(page).getByRole('img', { name: /Aantal per 15 min/ })).toBeVisible();
    await detail(page).getByRole('button', { name: 'Als tabel' }).click();
    await expect(detail(page).getByRole('columnheader', { name: 'Verwacht' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await leaveFields(page);
    await page.keyboard.press('1');
    const item = page.locator('li').filter({ has: page.locator(`[data-row="${open.id}"]`) });
    await expect(item).toContainText(/Raak, oordeel \S+/);
    await expect(page.getByRole('status').filter({ hasText: 'Maak ongedaan' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(item.getByRole('button', { name: /^Raak/ })).toBeVisible();
    await expect(item).not.toContainText('oordeel');
    await page.keyboard.press('2');
    await expect(item).toContainText(/Vals, oordeel \S+/);
    await item.getByRole('button', { name: /^Wijzig/ }).click();
    await item.getByRole('button', { name: /^Te laat/ }).click();
    await expect(item).toContainText(/Te laat, oordeel \S+/);
  });

  test('the budget changes with a reason, after a look at what it means', async ({ page, as }) => {
    await as('caco', '/vooruit');
    await expect(page.getByText('Budget: 2 vals per dienst')).toBeVisible();
    await page.getByRole('button', { name: 'Wijzig drempels' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Drempels van waarschuwingen' });
    const number = dialog.getByLabel(/Vals per dienst/);
    await expect(number).toBeFocused();
    await number.fill('3');
    await expect(dialog.getByRole('status')).toHaveText(/In de afgelopen \d+ (week|weken): \d+ waarschuwing(en)? bij 2, \d+ bij 3\./);
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Reden').fill('Drukke avond, liever een te veel');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Budget: 3 vals per dienst')).toBeVisible();
    await page.getByRole('button', { name: 'Wijzig drempels' }).press('Enter');
    await expect(dialog).toContainText('Drukke avond, liever een te veel');
    // Every detector now and then beside each other; a theme that is not watched stays in sight, and so does who did it and why.
    await dialog.getByLabel('Deel dagenlang (%)').fill('30');
    await dialog.getByRole('checkbox', { name: 'Orde' }).uncheck();
    await expect(dialog.getByRole('status')).toHaveText(/: \d+ waarschuwing(en)? nu, \d+ dan\./);
    await expect(dialog.getByRole('columnheader', { name: 'Dan', exact: true })).toBeVisible();
    await expect(dialog.getByRole('row', { name: /^Meldingen per gemeente \d+ d/ })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Reden').fill('De ordedienst kijkt zelf');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Niet bewaakt: Orde. Geteld wordt wel.')).toBeVisible();
    const log = page.getByRole('region', { name: 'Wijzigingen van drempels' });
    await expect(log.getByRole('listitem').filter({ hasText: 'De ordedienst kijkt zelf' }).first()).toContainText('Deel dagenlang: 10 % → 30 %');
    await page.getByRole('button', { name: 'Wijzig drempels' }).press('Enter');
    await dialog.getByRole('checkbox', { name: 'Orde' }).check();
    await dialog.getByLabel('Deel dagenlang (%)').fill('10');
    await dialog.getByLabel(/Vals per dienst/).fill('11');
    await dialog.getByLabel('Reden').fill('terug');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('0,5 tot 10');
    await dialog.getByLabel(/Vals per dienst/).fill('2');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Budget: 2 vals per dienst')).toBeVisible();
  });

  test('who may not read it is told so; who only reads has no verdict to give', async ({ page, as, browser }) => {
    await as('burgemeester', '/vooruit');
    await expect(page.getByText('Dit deel is niet voor uw rol')).toBeVisible();
    expect(await findings(page)).toEqual([]);
    const context = await browser.newContext();
    const rol = await context.newPage();
    await as('rol', '/vooruit', rol);
    await expect(rows(rol).first()).toBeVisible({ timeout: 60_000 });
    await expect(rol.getByText('Nog niet beoordeeld').or(rol.getByText(/, oordeel /)).first()).toBeVisible();
    await expect(rol.getByRole('group', { name: /^Oordeel over/ })).toHaveCount(0);
    await context.close();
  });
});
