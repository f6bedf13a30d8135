// How smoothly the past goes by: 10,000 observations pushed in, the slider dragged, redraws counted. Prints the figure.
import { expect, leaveFields, test } from './fixtures';

const wanted = 10_000;

test('scrubs 10,000 observations at 30 redraws a second or more @speed', async ({ page, as, server }) => {
  test.setTimeout(240_000);
  await as('admin', '/bronnen');
  const now = await page.evaluate(async () => ((await (await fetch('/api/picture')).json()) as { at: string }).at);
  const born = Date.parse(now);
  const sender = { user: 'meldkamer', password: 'lang genoeg wachtwoord' };  // a source may push to its own feed only
  server.addAccount(sender.user, 'source', sender.password);
  const session = await fetch(`${server.address}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(sender) });
  const { token } = (await session.json()) as { token: string };
  for (let part = 0; part < 10; part++) {
    const observations = Array.from({ length: wanted / 10 }, (_, n) => {
      const id = part * 1000 + n;
      return {
        native_id: `w-${id}`, kind: 'roadworks', title: `Werk ${id}`, status: 'actual', t_observed: new Date(born + part).toISOString(),
        valid_from: new Date(born).toISOString(), valid_to: new Date(born + 86_400_000).toISOString(), place: 'Houten',
        lon: 4.9 + (id % 100) * 0.006, lat: 51.92 + Math.floor(id / 100) * 0.003,
      };
    });
    const pushed = await fetch(`${server.address}/api/feeds/meldkamer`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, body: JSON.stringify({ observations }) });
    expect(pushed.status).toBe(202);
  }
  const { user, password } = server.account('caco');
  await page.evaluate(async () => void (await fetch('/api/session', { method: 'DELETE' })));
  await page.goto(`${server.address}/login?naar=/beeld`);
  await page.getByLabel('Naam').fill(user);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password);
  await page.locator('form button[type=submit]').click();
  await expect(page.getByRole('slider')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-drawn=true]')).toBeVisible({ timeout: 30_000 });
  const facts = await page.evaluate(async () => {
    const answer = (await (await fetch('/api/changes?types=fact')).json()) as { upserts: unknown[] };
    return answer.upserts.length;
  });
  expect(facts).toBeGreaterThanOrEqual(wanted);
  await leaveFields(page);
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/at=/);
  await page.waitForTimeout(8000); // the stretch is loaded
  const slider = page.getByRole('slider');
  const box = (await slider.boundingBox())!;
  const right = box.x + box.width / 3 - 2;
  // The line of the moment; before the first entry of the film it goes no further.
  const line = page.locator('svg.over line').last();
  const lineAt = async (): Promise<number> => box.x + Number(await line.getAttribute('x1')) - Number(await slider.evaluate((element) => (element as HTMLElement).offsetLeft));
  await page.mouse.move(box.x + 4, box.y + 60);
  await page.mouse.down();
  await expect(line).toHaveCount(1);
  const left = (await lineAt()) + 1;
  expect(right - left).toBeGreaterThan(30);
  await page.mouse.move(right, box.y + 60);
  // From the page itself, one move an animation frame: what a hand and a good mouse do. A redraw is a frame whose
  // line stood elsewhere than in the frame before.
  const { frames, ms } = await slider.evaluate(async (element, far) => {
    const start = performance.now();
    let frames = 0;
    let last = '';
    const line = [...document.querySelectorAll('svg.over line')].at(-1)!;
    for (let n = 0; performance.now() - start < 5000; n++) {
      const x = far.right - (n % 240) * ((far.right - far.left) / 240);
      element.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: far.y, bubbles: true, pointerId: 1 }));
      await new Promise(requestAnimationFrame);
      const text = line.getAttribute('x1') ?? '';
      if (text !== last) frames++;
      last = text;
    }
    return { frames, ms: performance.now() - start };
  }, { left, right, y: box.y + 60 });
  await page.mouse.up();
  const rate = (frames * 1000) / ms;
  console.log(`looking back over ${facts} facts: ${rate.toFixed(1)} redraws/s (goal 30: ${rate >= 30 ? 'reached' : 'NOT reached'}); frames of the display 60/s, ratio ${(rate / 60).toFixed(2)}`);
});
