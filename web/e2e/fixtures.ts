// What every test gets: a running server (one a worker), a page that fails on console errors and outside requests, log-in.
import { expect, test as base, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { Server } from './server';

export interface Watch { errors: string[]; outside: string[] }
interface Fixtures { watch: Watch; as: (role: string, path?: string, on?: Page) => Promise<void> }

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
export const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const test = base.extend<Fixtures, { server: Server }>({
  server: [async ({}, use) => {
    const server = new Server();
    await server.start();
    await use(server);
    await server.stop();
  }, { scope: 'worker', timeout: 30_000 }],
  watch: [async ({ page, server }, use) => {
    const watch: Watch = { errors: [], outside: [] };
    // Answers that are no fault of the page: no boundaries imported, nobody logged in yet, a server that is away on purpose,
    // which a service worker that is just being fetched meets too,
    // an entry that no checkpoint covers yet, a moment before the first entry.
    const expected = /\/api\/basemap\/|\/api\/journal\/proof|\/api\/changes\?at=|\/api\/session|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|WebSocket connection|error occurred when fetching the script/;
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(`${message.text()} ${message.location().url}`)) watch.errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => watch.errors.push(error.message));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(http|ws)/.test(url.protocol) && url.hostname !== '127.0.0.1') watch.outside.push(request.url());
    });
    await use(watch);
    expect(watch.errors, 'console errors').toEqual([]);
    expect(watch.outside, 'requests to another host').toEqual([]);
  }, { auto: true }],
  as: async ({ page, server }, use) => {
    await use(async (role, path = '/beeld', on = page) => {
      const { user, password } = server.account(role);
      await on.goto(`${server.address}/login?naar=${encodeURIComponent(path)}`);
      await on.getByLabel('Naam').fill(user);
      await on.getByLabel('Wachtwoord', { exact: true }).fill(password);
      await on.locator('form button[type=submit]').click();
      await on.waitForSelector('main#inhoud');
      await expect(on.locator('.live .dot')).toBeVisible({ timeout: 20_000 });
    });
  },
});

export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const axe = (window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }> } }).axe;
    const found = await axe.run(document, { runOnly: only });
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
  }, tags);
}

/** A promised time in ms; five times as long on a machine that has far more to do than it has processors, where it says nothing. */
export const promised = (ms: number): number => (loadavg()[0]! > 2 * cpus().length ? 5 * ms : ms);

/** Takes the focus out of every field, so that letters are keys. */
export const leaveFields = (page: Page): Promise<void> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

export { expect };
