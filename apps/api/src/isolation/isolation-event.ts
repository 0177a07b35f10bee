import { defineEvent, type IsolationCheck } from '@app/tenancy';

/** A run of the isolation check ended, here or in another process. */
export const isolationChannel = defineEvent<IsolationCheck>('isolation');
