/** A typed client of the HTTP API, for Node.js and browsers. Its types are made from `apps/api/openapi.json`. */
export type { AnswerEvent, AnswerEvents } from './answer-event.js';
export type { Answer, Client, Input, Method, Output, PathWith } from './client.js';
export { type ClientOptions, createClient } from './create-client.js';
export { eachItem } from './each-item.js';
export { findEventFault, findFault } from './find-fault.js';
export { ForeignAnswer } from './foreign-answer.js';
export { readEvents } from './read-events.js';
export { Refused } from './refused.js';
export type { Query, Schema } from './schema.js';
