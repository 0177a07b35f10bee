import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

import { OpenAiError, RpcError } from '../problems/other-error.dto.js';
import { Problem } from '../problems/problem.dto.js';
import { addExamples } from './add-examples.js';
import { addProblems } from './add-problems.js';
import { apiTags } from './api-tags.js';
import { addEventStreams } from './event-stream.decorator.js';
import { exampleProblem } from './example-problem.js';
import { plainReferences } from './plain-references.js';
import { problemCatalogue, type ProblemCode } from './problem-catalogue.js';

const description = `A support agent for every store: crawls a store's website, answers its shoppers with citations.

Send a key as \`Authorization: Bearer <key>\`. A store key fixes the store, so \`store_id\` may be left out; an admin key
names it. What belongs to another store looks missing (404). Errors are RFC 9457 problem documents with a stable \`code\`.
Lists go on with \`next_cursor\`. Every answer carries \`X-Correlation-Id\`; one sent with the request is kept.

To begin with, take a [guide](/guides): for operators, integrators and merchants. Each error has [its place](/guides/errors).`;

const keys =
  "An API key, or the token of a shopper's session (`POST /api/v1/widget-sessions`), which may do what its widget key may. " +
  'What an operation needs are scopes of a key, or to be the `admin` key or a `widget`.';

const codes = Object.entries(problemCatalogue)
  .map(([code, [status, when]]) => `| \`${code}\` | ${status} | ${when} |`)
  .join('\n');
// unfolded, the table is longer than the list of operations below it
const foldedCodes = `<details><summary>Error codes</summary>

| Code | Status | When |
|---|---|---|
${codes}

</details>`;

/** Builds the OpenAPI document from the controllers; needs their metadata only, so it works in Nest's preview mode. */
export function createOpenApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.1')
    .setTitle('Storehand')
    .setDescription(`${description}\n\n${foldedCodes}`)
    .setVersion('1')
    .setLicense('Proprietary', 'https://example.com/license')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: keys }, 'key')
    .addSecurityRequirements('key');
  for (const [name, text] of Object.entries(apiTags)) builder.addTag(name, text);
  const document = addProblems(
    SwaggerModule.createDocument(app, builder.build(), {
      operationIdFactory: (_controller, method) => method,
    }),
  );
  const components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...problemSchemas() },
    examples: problemExamples(JSON.stringify(document.paths)),
  };
  return addExamples(addEventStreams(plainReferences({ ...document, components })));
}

type Components = NonNullable<OpenAPIObject['components']>;

/** Problems are sent by the filter and not by a route, so Swagger does not meet their schema. */
function problemSchemas(): Components['schemas'] {
  const all = z.toJSONSchema(z.object({ Problem, OpenAiError, RpcError }));
  const json = JSON.stringify(all.$defs);
  return JSON.parse(json.replaceAll('#/$defs/', '#/components/schemas/')) as Components['schemas'];
}

/** One example for each code that operations point to. */
const problemExamples = (paths: string): Components['examples'] =>
  Object.fromEntries(
    (Object.keys(problemCatalogue) as ProblemCode[])
      .filter((code) => paths.includes(`/examples/${code}"`))
      .map((code) => [code, { value: exampleProblem(code) }]),
  );
