import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { MadeUpPages } from './made-up-pages.js';

/** A folder of linked HTML pages, ten chunks each; the caller removes it. */
export function madeUpSite(chunks = 2_000): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'storehand-bench-'));
  const pages = new MadeUpPages(3).make(chunks);
  const links = pages.map((_, n) => `<a href="/${n}.html">${n}</a>`).join(' ');
  pages.forEach(({ title, markdown }, n) => {
    const blocks = markdown
      .split('\n\n')
      .map((text) => (text.startsWith('## ') ? `<h2>${text.slice(3)}</h2>` : `<p>${text}</p>`));
    const near = `<a href="/">All</a> <a href="/${(n + 1) % pages.length}.html">Next</a>`;
    writeFileSync(path.join(folder, `${n}.html`), html(title, blocks.join('\n'), near));
  });
  writeFileSync(path.join(folder, 'index.html'), html('All pages', '<p>All of them.</p>', links));
  return folder;
}

const html = (title: string, main: string, nav: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav>${nav}</nav>` +
  `<main><h1>${title}</h1>${main}</main></body></html>`;
