import { AsyncLocalStorage } from 'node:async_hooks';

/** Fields that every log line of a request or job carries. For logs only: never read a store from here for a query. */
export interface LogFields {
  correlationId?: string;
  storeId?: string;
  ingestId?: string;
  job?: string;
  /** The trace that it is part of, as W3C Trace Context writes it. */
  traceparent?: string;
}

const storage = new AsyncLocalStorage<LogFields>();

/** Runs `work` so that its log lines carry `fields` beside those already set. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, work);
}

/** Adds to the fields of the request or job that is running, if any. */
export function addLogFields(fields: LogFields): void {
  Object.assign(storage.getStore() ?? {}, fields);
}

/** The trace's id in a log line; undefined where nothing is traced. */
export const traceIdOf = ({ traceparent }: LogFields): string | undefined =>
  traceparent?.split('-')[1];

export const currentLogFields = (): Readonly<LogFields> => storage.getStore() ?? {};
