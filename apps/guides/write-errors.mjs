import { readFile, writeFile } from 'node:fs/promises';

import { errorPage } from './making/error-page.mjs';
import { problemSources } from './making/problem-sources.mjs';

/** The last part of `npm run openapi`, from the top of the repository: the page of errors. */
const document = JSON.parse(await readFile('apps/api/openapi.json', 'utf8'));
await writeFile('apps/guides/pages/errors.md', errorPage(document, problemSources('.')));
