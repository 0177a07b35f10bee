import { readFile, writeFile } from 'node:fs/promises';

import { describeAnswers, describeTypes } from './describe-api.mjs';

/** `npm run openapi`: writes the client's types from the document, from the top of the repository. */
const document = JSON.parse(await readFile('apps/api/openapi.json', 'utf8'));
const folder = 'libs/client/src/generated';
await writeFile(`${folder}/api.ts`, await describeTypes(document));
await writeFile(`${folder}/answers.ts`, describeAnswers(document));
