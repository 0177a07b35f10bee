import { readFile, writeFile } from 'node:fs/promises';

import { clientFiles } from './client-files.mjs';

/** The second half of `npm run openapi`, from the top of the repository: what the client knows of the document. */
const document = JSON.parse(await readFile('apps/api/openapi.json', 'utf8'));
for (const [file, text] of Object.entries(await clientFiles(document))) await writeFile(file, text);
