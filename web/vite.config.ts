import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The server serves dist/ from inside its binary: hashed names are immutable, index.html is never cached, nothing
// inline (the content security policy allows no inline script or style).
export default defineConfig({
  plugins: [svelte()],
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 400,
    // What every page needs in one file, and what Beeld needs in another: smaller together than apart.
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'base', minSize: 0, test: /node_modules\/svelte|src\/(ui|state|net|i18n\/(?!en))|src\/app\/(router|keys|ui|theme|announcer|sound|rail|pages|lazy)\.|features\/(log\/(Foot|LogBar|draft|logline|write)|sources\/sources\.)/ },
      { name: 'beeld', minSize: 0, test: /src\/(charts|map\/(?!ol))|features\/(picture|signal)\/(?!words|PhoneSignal|Detail|RawBytes|Workplace|Signal(s)?Page|WhyPanel|why\.|(Signal|Colour|Filter)Dialog)/ },
    ] } } },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
  test: { include: ['src/**/*.test.ts', 'budgets.test.ts'], environment: 'node', css: true },
});
