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
    const bad: string[] = [];
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      const { properties = {} } = schema as {
        properties?: Record<string, Record<string, unknown>>;
      };
      for (const [field, value] of Object.entries(properties)) {
        const isSimple = typeof value['type'] === 'string' && value['type'] !== 'object';
        if (!value['description'] && !value['$ref']) bad.push(`${name}.${field}: description`);
        if (isSimple && value['type'] !== 'array' && value['example'] === undefined) {
          bad.push(`${name}.${field}: example`);
        }
      }
    }

    expect(bad).toEqual([]);
  });

  it('leads every reference somewhere', () => {
    const names = Object.keys(document.components?.schemas ?? {});
    const references = JSON.stringify(document).match(/#\/components\/schemas\/[^"]+/g) ?? [];

    expect(references.filter((reference) => !names.includes(reference.slice(21)))).toEqual([]);
  });
});
