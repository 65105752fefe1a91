/** Builds the client into `dist/`, which the server serves as it is. Nothing is inlined: the page's CSP forbids it. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { serviceWorker } from './build/service-worker-plugin.ts';

/** Where `npm run dev` finds the server. */
const server = 'http://127.0.0.1:4310';

export default defineConfig({
  plugins: [react(), serviceWorker()],
  // One copy each: two copies of yjs or of ProseMirror in one page do not know each other's objects.
  resolve: {
    dedupe: ['yjs', 'y-protocols', 'lib0', '@tiptap/core', '@tiptap/pm', 'react', 'react-dom'],
  },
  build: {
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    // The editor is one chunk on purpose: it is wanted whole, and only when a draft is opened.
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': server, '/sync': { target: server, ws: true } },
  },
});
