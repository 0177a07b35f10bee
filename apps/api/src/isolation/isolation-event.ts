import { channel } from 'node:diagnostics_channel';

/** Carries each result of the isolation check, an `IsolationCheck`, for those who count. */
export const isolationChannel = channel('storehand.isolation');
