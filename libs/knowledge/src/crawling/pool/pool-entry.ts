import { parentPort } from 'node:worker_threads';

export interface NumberedReading<T> {
  id: number;
  input: T;
}

/** What a thread runs: it says that it has begun, so that only its own time is counted, and works. */
export function poolEntry<In, Out>(work: (input: In) => Out): (task: NumberedReading<In>) => Out {
  return ({ id, input }) => {
    parentPort?.postMessage(id);
    return work(input);
  };
}
