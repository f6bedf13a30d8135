// End-to-end tests against the real binary: each worker starts its own server on a free port, with a store of its own.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  grepInvert: process.env['VOORZIEN_SPEED'] === '1' ? undefined : /@speed/,
  workers: 1,
  retries: process.env['VOORZIEN_SPEED'] === '1' ? 0 : 2, // told as `flaky`: docs/operations/testing.md
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results/run',
  use: {
    browserName: 'chromium',
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1366, height: 768 },
    colorScheme: 'dark',
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-unsafe-swiftshader'] },
  },
});
