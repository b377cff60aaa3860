import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { palette } from './build/palette.mjs';

// The bundle goes into the program's resources and is committed, so that building the program needs no node.
const bundle = '../src/main/resources/io/negawatt/app/server/page';

export default defineConfig({
  plugins: [palette(), svelte()],
  base: './',
  build: {
    outDir: bundle,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { port: 5173, proxy: { '/api': process.env['NEGAWATT_API'] ?? 'http://127.0.0.1:5174' } },
});
