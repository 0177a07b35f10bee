import { destination } from 'pino';

/** What waits while nothing can be written; what is beyond is dropped. */
const mostWaiting = 1024 * 1024;

type LogStream = ReturnType<typeof destination>;

/**
 * Where a process writes its log: a disk that is full costs lines and nothing else. By itself pino would end the process
 * at the first line that cannot be written, and then wait for ever to write its last ones. `dest`: standard output.
 */
export function logStream(dest: number | string = 1): LogStream {
  const stream = destination({ dest, sync: false, maxLength: mostWaiting });
  const flushSync = stream.flushSync.bind(stream);
  stream.on('error', () => {
    stream.flushSync = () => undefined;
  });
  stream.on('drain', () => {
    stream.flushSync = flushSync;
  });
  return stream;
}
