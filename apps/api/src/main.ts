import { runApi } from './http/run-api.js';

await runApi();
