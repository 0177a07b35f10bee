import type { OpenAPIObject } from '@nestjs/swagger';

interface Parameter {
  required?: boolean;
  example?: unknown;
  schema?: { example?: unknown };
}

/**
 * The document as Swagger UI shows it. Trying an operation out sends the example of every parameter; those that may be left
 * out are, or the first try would ask for a slice, a store or an ingest that is not there.
 */
export function withoutPrefill(document: OpenAPIObject): OpenAPIObject {
  const shown = structuredClone(document);
  const items = Object.values(shown.paths) as Record<string, { parameters?: Parameter[] }>[];
  for (const { parameters = [] } of items.flatMap((item) => Object.values(item))) {
    for (const parameter of parameters.filter(({ required }) => !required)) {
      delete parameter.example;
      delete parameter.schema?.example;
    }
  }
  return shown;
}
