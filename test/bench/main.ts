import { runNamed } from '../support/run-named.js';

/** `npm run bench -- <name> [arguments]`: runs one benchmark; without a name, lists them. */
await runNamed(import.meta.dirname, '.bench.js');
