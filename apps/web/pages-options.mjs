/** How Vite makes the pages: two entries, no inline script or style, hashed assets. Used by the build and by the development server. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { chunkGroups } from './chunk-groups.mjs';

/** The folder of this package. */
export const webFolder = fileURLToPath(new URL('.', import.meta.url));

/** Puts the catalogue's texts into the pages: `{{login.title}}` in the HTML. A text that is not there fails the build. */
function textsInPages() {
  return {
    name: 'texts-in-pages',
    transformIndexHtml(html) {
      const texts = JSON.parse(readFileSync(`${webFolder}src/texts/en.json`, 'utf8'));
      return html.replace(/\{\{([\w.]+)\}\}/g, (_, key) => {
        const text = key.split('.').reduce((branch, part) => branch?.[part], texts);
        if (typeof text !== 'string') throw new Error(`There is no text ${key}.`);
        return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      });
    },
  };
}

/** Vite's options for an output folder. */
export function pagesOptions(outDir) {
  return {
    root: webFolder,
    configFile: false,
    envFile: false,
    publicDir: false,
    appType: 'mpa',
    logLevel: 'error',
    plugins: [react(), textsInPages()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // Data addresses would need a wider Content-Security-Policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: [`${webFolder}index.html`, `${webFolder}login.html`],
        output: { codeSplitting: { groups: chunkGroups(`${webFolder}src/`) } },
      },
    },
  };
}
