import { describeError } from './describe-error.js';
import { safeLine } from './safe-line.js';

/** What nobody caught ends the process as ever, but is told without what its message may quote. */
export function tellCrash(app: string): void {
  process.on('uncaughtException', (error) => {
    const at = new Date().toISOString();
    const line = { level: 'fatal', time: at, app, err: describeError(error), msg: 'crashed' };
    process.stderr.write(safeLine(JSON.stringify(line)));
    process.exit(1);
  });
}
