import { readFileSync } from 'node:fs';

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';

import { ApiModule } from '../../api.module.js';
import { placeRoutes } from '../create-api.js';
import { createOpenApiDocument } from './openapi-document.js';

interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  security?: unknown[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<
    string,
    { content?: Record<string, { example?: unknown; examples?: unknown }> }
  >;
}

interface Fields {
  properties?: Record<string, Field>;
}
type Field = {
  type?: unknown;
  $ref?: string;
  allOf?: unknown;
  description?: string;
  example?: unknown;
};

/** What is referred to describes itself. */
const isDescribed = ({ description, $ref, allOf }: Field) => Boolean(description ?? $ref ?? allOf);
const isShown = ({ type, example }: Field) =>
  typeof type !== 'string' || type === 'object' || type === 'array' || example !== undefined;

let document: OpenAPIObject;
let operations: [name: string, operation: Operation][];

beforeAll(async () => {
  const app = await NestFactory.create(ApiModule, new FastifyAdapter(), {
    preview: true,
    logger: false,
  });
  placeRoutes(app);
  document = createOpenApiDocument(app);
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation as Operation,
    ]),
  );
});

const failing = (isBad: (operation: Operation) => boolean) =>
  operations.filter(([, operation]) => isBad(operation)).map(([name]) => name);

describe('the OpenAPI document', () => {
  it('is built without a database, a queue or an environment', () => {
    expect(document.openapi).toBe('3.1.1');
    expect(operations.length).toBeGreaterThan(10);
  });

  it('names each operation once', () => {
    const ids = operations.map(([, { operationId }]) => operationId);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('explains every operation', () => {
    expect(failing(({ summary, description }) => !summary || !description)).toEqual([]);
  });

  it('gives every body an example', () => {
    const isBare = (content: { example?: unknown; examples?: unknown }) =>
      content.example === undefined && content.examples === undefined;

    expect(
      failing(({ requestBody, responses }) =>
        [requestBody, ...Object.values(responses)]
          .flatMap((part) => Object.values(part?.content ?? {}))
          .some(isBare),
      ),
    ).toEqual([]);
  });

  it('lists the problems of every operation, and 401 wherever a key is needed', () => {
    expect(failing(({ responses }) => !responses['500'] || !responses['429'])).toEqual([]);
    expect(failing(({ security, responses }) => !security && !responses['401'])).toEqual([]);
  });

  it('describes every field with a sentence, and every simple one with an example', () => {
    const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Fields>);
    const fields = schemas.flatMap(([schema, shape]) =>
      Object.entries((shape as Fields).properties ?? {}).map(([name, field]) => ({
        name: `${schema}.${name}`,
        field,
      })),
    );
    const lacking = fields.filter(({ field }) => !isDescribed(field) || !isShown(field));

    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('is the one that is committed', () => {
    const committed = readFileSync('apps/api/openapi.json', 'utf8');

    expect(`${JSON.stringify(document, null, 2)}\n`).toBe(committed);
  });

  it('leads every reference somewhere', () => {
    const names = Object.keys(document.components?.schemas ?? {});
    const references = JSON.stringify(document).match(/#\/components\/schemas\/[^"]+/g) ?? [];

    expect(references.filter((reference) => !names.includes(reference.slice(21)))).toEqual([]);
  });
});
