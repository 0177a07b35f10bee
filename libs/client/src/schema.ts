import type { components, operations } from './generated/api.js';

/** A named shape of the document: `Schema<'Store'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What may stand in the address of an operation: `Query<'listAudit'>`. */
export type Query<Name extends keyof operations> = NonNullable<
  operations[Name]['parameters']['query']
>;
