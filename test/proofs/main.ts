import { runNamed } from '../support/run-named.js';

/** `npm run prove -- <name> [arguments]`: runs one proof, a long run that asserts; without a name, lists them. */
await runNamed(import.meta.dirname, '.proof.js');
