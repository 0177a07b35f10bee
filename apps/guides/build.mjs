/** The guides as pages of their own, which the API serves at /guides: dist/apps/guides. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { renderGuides } from './making/render-guides.mjs';

const pages = path.join(import.meta.dirname, 'pages');
const outDir = path.resolve(import.meta.dirname, '../../dist/apps/guides');

const files = readdirSync(pages).filter((file) => file.endsWith('.md'));
const markdown = Object.fromEntries(
  files.map((file) => [path.basename(file, '.md'), readFileSync(path.join(pages, file), 'utf8')]),
);
const made = renderGuides(markdown);

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
for (const [file, html] of Object.entries(made)) writeFileSync(path.join(outDir, file), html);
copyFileSync(path.join(import.meta.dirname, 'guides.css'), path.join(outDir, 'guides.css'));
