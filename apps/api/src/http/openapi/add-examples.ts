import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  $ref?: string;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
type Schemas = Record<string, Schema>;
interface Content {
  schema?: Schema;
  example?: unknown;
  examples?: unknown;
}
interface Operation {
  requestBody?: { content?: Record<string, Content> };
  responses?: Record<string, { content?: Record<string, Content> }>;
}

/** Gives every JSON body of the document an example, put together from the examples of its fields. */
export function addExamples(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const items = Object.values(document.paths) as Record<string, Operation>[];
  for (const operation of items.flatMap((item) => Object.values(item))) {
    for (const content of contentsOf(operation)) {
      if (content.schema && content.example === undefined && content.examples === undefined) {
        content.example = exampleOf(content.schema, schemas);
      }
    }
  }
  return document;
}

const contentsOf = ({ requestBody, responses }: Operation): Content[] =>
  [requestBody, ...Object.values(responses ?? {})].flatMap((part) =>
    Object.values(part?.content ?? {}),
  );

/** The schema's own example, else one made of those of its parts. */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  const { $ref, example, properties, items, default: fallback } = schema;
  if (example !== undefined) return example;
  const other = $ref ? schemas[$ref.slice($ref.lastIndexOf('/') + 1)] : firstChoice(schema);
  if (other) return exampleOf(other, schemas);
  if (items) return [exampleOf(items, schemas)];
  if (!properties) return schema.enum?.[0] ?? fallback ?? null;
  const parts = Object.entries(properties);
  return Object.fromEntries(parts.map(([name, part]) => [name, exampleOf(part, schemas)]));
}

const firstChoice = ({ oneOf, anyOf, allOf }: Schema): Schema | undefined =>
  (oneOf ?? anyOf ?? allOf)?.[0];
