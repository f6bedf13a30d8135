import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// sw.js at the root of the build: src/sw.js with the names of all files, and a version that changes with any of them.
function serviceWorker(): Plugin {
  const root = import.meta.dirname;
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const source = readFileSync(join(root, 'src/sw.js'), 'utf8');
      const hash = createHash('sha256').update(source);
      const ours = readdirSync(join(root, 'public'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name)).sort();
      for (const path of ours) hash.update(readFileSync(path));
      for (const one of Object.values(bundle).sort((a, b) => a.fileName.localeCompare(b.fileName))) hash.update(one.fileName).update(one.type === 'chunk' ? one.code : one.source);
      const files = [...Object.keys(bundle).map((name) => `/${name}`), ...ours.map((path) => path.slice(join(root, 'public').length))].sort();
      const filled = source.replace('__VERSION__', hash.digest('hex').slice(0, 16)).replace('__FILES__', JSON.stringify(files));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: filled });
    },
  };
}

// The server serves dist/ from inside its binary: hashed names are immutable, index.html is never cached, nothing
// inline (the content security policy allows no inline script or style).
export default defineConfig({
  plugins: [svelte(), serviceWorker()],
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 400,
    // What every page needs in one file, and what Beeld needs in another: smaller together than apart.
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'base', minSize: 0, test: /node_modules\/svelte|src\/(ui|state\/(?!past|track)|net\/(?!hub|outbox|kept|mirror|database)|i18n\/(?!en))|src\/app\/(router|keys|ui|theme|announcer|sound|rail|pages|lazy)\.|features\/(log\/(Foot|LogBar|draft|logline|write)|sources\/sources\.)/ },
      { name: 'beeld', minSize: 0, test: /src\/(charts\/(?!Series)|map\/(?!ol))|features\/(picture|signal)\/(?!words|PhoneSignal|Detail|RawBytes|Paged|paged|Workplace|Signal(s)?Page|WhyPanel|why\.|(Signal|Colour|Filter|Join)Dialog|join\.)/ },
    ] } } },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true, changeOrigin: true, rewriteWsOrigin: true } } },
  test: { include: ['src/**/*.test.ts', 'budgets.test.ts', 'codes.test.ts'], environment: 'node', css: true },
});
