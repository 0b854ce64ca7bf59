import { readFileSync } from 'node:fs';
import vue from '@vitejs/plugin-vue';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Puts `src/theme/first.js` into the head as a file of its own that blocks: the theme is known before the first
 * paint, and the policy of the page admits no inline script.
 */
function themeBeforePaint(): Plugin {
  return {
    name: 'theme-before-paint',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', name: 'first.js', source: readFileSync('src/theme/first.js') });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const asset = Object.values(bundle ?? {}).find((it) => it.type === 'asset' && it.names.includes('first.js'));
        return asset === undefined
          ? []
          : [{ tag: 'script', attrs: { src: `/${asset.fileName}` }, injectTo: 'head-prepend' }];
      },
    },
  };
}

if (process.env.VITEST) {
  // Tests run in child processes, which take these over: figures look alike on every machine, and no zone that is
  // tested is by chance the machine's own.
  Object.assign(process.env, { LC_ALL: 'en-US', TZ: 'America/New_York' });
}

export default defineConfig({
  plugins: [vue(), themeBeforePaint()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    // The policy admits fonts of this server only, no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 24173,
    proxy: {
      '/api': { target: process.env.DATALAB_SERVER ?? 'http://localhost:8080', ws: true },
      '/docs': process.env.DATALAB_SERVER ?? 'http://localhost:8080',
      '/favicon.svg': process.env.DATALAB_SERVER ?? 'http://localhost:8080',
    },
  },
  test: { include: ['src/**/*.test.ts'], pool: 'forks' },
});
