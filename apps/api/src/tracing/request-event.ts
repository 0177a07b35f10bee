import { defineEvent } from '@app/tenancy';

export interface RequestEnded {
  operation: string;
  status: number;
  storeId?: string;
  ms: number;
  traceparent?: string;
}

/** A request was answered; what was done for it happened within. */
export const requestEnded = defineEvent<RequestEnded>('request');
